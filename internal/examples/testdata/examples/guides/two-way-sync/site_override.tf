# Contacts that stay hold values in it.
resource "wix_contact_extended_field" "crm_id" {
  force_destroy = true
}
