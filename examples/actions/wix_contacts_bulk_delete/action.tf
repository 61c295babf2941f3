# Test contacts that were made last year. Members and subscribers with a plan stay.
#
# terraform apply -invoke=action.wix_contacts_bulk_delete.tests
action "wix_contacts_bulk_delete" "tests" {
  config {
    email_prefix = "test-"
    filter       = jsonencode({ createdDate = { "$lt" = "2026-01-01T00:00:00Z" } })
    max_contacts = 50
  }
}
