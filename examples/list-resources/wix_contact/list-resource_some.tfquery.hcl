# Some, with all that is on them in the output of terraform query -json.
list "wix_contact" "newsletter" {
  provider         = wix
  limit            = 1000
  include_resource = true

  config {
    created_after       = "2026-01-01T00:00:00Z"
    has_any_labels      = ["custom.newsletter", "custom.vip"]
    subscription_status = "SUBSCRIBED"
  }
}

# What the other arguments cannot say, in the query language of the Wix API.
list "wix_contact" "studio" {
  provider = wix

  config {
    filter = jsonencode({ "info.company" = { "$eq" = "Example Studio" } })
  }
}
