# What the state of a release is of: each resource made, adopted and imported, with values
# that Wix gives back in another form.

resource "wix_contact_label" "made" {
  display_name  = " VIP "
  force_destroy = true
}

resource "wix_contact_label" "adopted" {
  display_name   = "Gold"
  adopt_existing = true
}

resource "wix_contact_label" "imported" {
  display_name    = "Newsletter"
  deletion_policy = "RETAIN"
}

resource "wix_contact_extended_field" "made" {
  display_name  = "Visits"
  data_type     = "NUMBER"
  force_destroy = true
}

resource "wix_contact_extended_field" "adopted" {
  display_name   = "Portfolio"
  data_type      = "URL"
  adopt_existing = true
}

resource "wix_contact_extended_field" "imported" {
  display_name = "Member since"
  data_type    = "DATE"
}

resource "wix_contact" "made" {
  name = {
    first = "Zoë"
    last  = "Müller"
  }

  emails = [
    { email = "Zoe@example.com", tag = "WORK", primary = true },
    { email = "z.mueller@example.com" },
  ]
  phones = [
    { phone = "(212) 555-0134", country_code = "US", tag = "MOBILE" },
    { phone = "+1 212 555 0135" },
  ]
  addresses = [
    {
      tag         = "SHIPPING"
      street      = { number = "12", name = "Main Street" }
      city        = "Springfield"
      subdivision = "US-IL"
      country     = "US"
      postal_code = "62701"
    },
    { address_line = "1 Example Road", address_line_2 = "Flat 2", country = "GB" },
  ]

  company   = " Müller Keramik "
  job_title = "Owner"
  birthdate = "1992-11-30"
  locale    = "de-de"

  label_keys = [wix_contact_label.made.key, wix_contact_label.imported.key]
  extended_fields = {
    (wix_contact_extended_field.made.key)     = "12.0"
    (wix_contact_extended_field.adopted.key)  = "zoe.example.com"
    (wix_contact_extended_field.imported.key) = "2020-02-29"
  }
}

resource "wix_contact" "adopted" {
  emails         = [{ email = "lan@example.com", tag = "HOME" }]
  job_title      = ""
  label_keys     = []
  adopt_existing = true
}

# All but its labels is in the state by the import alone.
resource "wix_contact" "imported" {
  label_keys      = [wix_contact_label.adopted.key]
  deletion_policy = "RETAIN"
}

# The same, and nothing of it is configured.
resource "wix_contact" "untouched" {}

resource "wix_contact" "duplicate" {
  name             = { first = "Ada" }
  emails           = [{ email = "max@example.com" }]
  allow_duplicates = true
}

resource "wix_contact" "named" {
  name = { first = "Named only" }
}
