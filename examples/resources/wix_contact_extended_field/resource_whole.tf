# To change the data type is to delete the field with its values. This keeps a
# plan that would do so from being applied.
resource "wix_contact_extended_field" "visits" {
  display_name = "Visits"
  data_type    = "NUMBER"

  lifecycle {
    prevent_destroy = true
  }
}

# Wix makes the key of a field, and it cannot be predicted: refer to it.
resource "wix_contact" "ada" {
  emails = [{ email = "ada@example.com" }]

  extended_fields = {
    (wix_contact_extended_field.member_since.key) = "2024-05-01"
    (wix_contact_extended_field.visits.key)       = "12"
  }
}
