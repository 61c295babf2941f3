# Contacts use them when the destroy of all is planned.
resource "wix_contact_label" "this" {
  force_destroy = true
}

resource "wix_contact_extended_field" "glaze" {
  force_destroy = true
}
