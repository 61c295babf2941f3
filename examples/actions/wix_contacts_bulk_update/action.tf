# A company has changed its name.
#
# terraform apply -invoke=action.wix_contacts_bulk_update.renamed
action "wix_contacts_bulk_update" "renamed" {
  config {
    filter  = jsonencode({ "info.company" = "Example Ltd" })
    company = "Example Group"
    timeout = "10m"
  }
}
