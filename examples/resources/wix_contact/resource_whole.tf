resource "wix_contact_label" "wholesale" {
  display_name = "Wholesale"
}

resource "wix_contact_extended_field" "portfolio" {
  display_name = "Portfolio"
  data_type    = "URL"
}

resource "wix_contact" "zoe" {
  name = {
    first = "Zoë"
    last  = "Müller"
  }

  emails = [
    { email = "zoe@example.com", tag = "WORK", primary = true },
    { email = "z.mueller@example.com", tag = "HOME" },
  ]
  phones = [
    { phone = "(212) 555-0134", country_code = "US", tag = "MOBILE" },
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
  ]

  company   = "Müller Keramik"
  job_title = "Owner"
  birthdate = "1992-11-30"
  locale    = "de-DE"

  label_keys = [wix_contact_label.wholesale.key]
  extended_fields = {
    (wix_contact_extended_field.portfolio.key) = "https://zoe.example.com"
  }
}

# People who may be on the site already: each is found by the e-mail address, and
# adopted.
resource "wix_contact" "staff" {
  for_each = {
    jose = { first = "José", last = "Álvarez" }
    lan  = { first = "Lan", last = "Nguyen" }
  }

  name           = each.value
  emails         = [{ email = "${each.key}@staff.example.com", tag = "WORK" }]
  adopt_existing = true
}
