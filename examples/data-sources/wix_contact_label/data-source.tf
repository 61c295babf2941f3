# A label that somebody made in the dashboard.
data "wix_contact_label" "vip" {
  display_name = "VIP"
}

# A label that Wix itself defines.
data "wix_contact_label" "customers" {
  key = "contacts.customers"
}

resource "wix_contact" "ada" {
  emails     = [{ email = "ada@example.com" }]
  label_keys = [data.wix_contact_label.vip.key]
}
