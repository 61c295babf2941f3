# A field that somebody made in the dashboard.
data "wix_contact_extended_field" "visits" {
  display_name = "Visits"
}

resource "wix_contact" "ada" {
  emails = [{ email = "ada@example.com" }]

  extended_fields = {
    (data.wix_contact_extended_field.visits.key) = "12"
  }
}
