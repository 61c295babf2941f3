# Contacts that stay hold values in it.
resource "wix_contact_extended_field" "workshop" {
  force_destroy = true
}

resource "wix_contact_label" "form" {
  force_destroy = true
}
