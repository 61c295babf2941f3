data "wix_contact_label" "vip" {
  display_name = "VIP"
}

# All conditions must hold.
data "wix_contacts" "new_vips" {
  has_any_labels = [data.wix_contact_label.vip.key]
  created_after  = "2026-01-01T00:00:00Z"
}

output "new_vips" {
  value = [for contact in data.wix_contacts.new_vips.contacts : contact.primary_email.email if contact.primary_email != null]
}

# What the arguments do not offer, a filter in the query language of the API does.
data "wix_contacts" "interiors" {
  filter = jsonencode({
    "info.company" = { "$startsWith" = "Okafor" }
  })
  sort = {
    field = "info.name.last"
    order = "DESC"
  }
  max_results = 10
}
