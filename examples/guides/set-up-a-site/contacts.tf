resource "wix_contact" "ada" {
  name    = { first = "Ada", last = "Okafor" }
  emails  = [{ email = "ada@example.com", tag = "WORK" }]
  phones  = [{ phone = "(212) 555-0101", country_code = "US" }]
  company = "Okafor Interiors"

  # Wix makes the keys, and they differ from site to site: refer to them.
  label_keys = [
    wix_contact_label.this["wholesale"].key,
    data.wix_contact_label.customers.key,
  ]
  extended_fields = {
    (wix_contact_extended_field.member_since.key) = "2026-01-15"
    (wix_contact_extended_field.visits.key)       = "12"
  }
}

# Only the address and the label are managed. Everything else about this contact
# is for the people who work with it.
resource "wix_contact" "zoe" {
  emails     = [{ email = "zoe@example.com" }]
  label_keys = [wix_contact_label.this["workshop"].key]
}
