resource "wix_contact_label" "vip" {
  display_name = "VIP"
}

resource "wix_contact_extended_field" "points" {
  display_name  = "Loyalty points"
  data_type     = "NUMBER"
  force_destroy = true
}

resource "wix_contact" "ada" {
  name            = { first = "Ada", last = "Byron" }
  emails          = [{ email = "Ada@example.com", tag = "WORK", primary = true }, { email = "ada@example.org" }]
  phones          = [{ phone = "555-0100", country_code = "US" }]
  addresses       = [{ street = { number = "1", name = "Main St" }, city = "New York", subdivision = "US-NY", country = "US" }]
  company         = "Example Ltd"
  birthdate       = "1990-12-31"
  locale          = "en-US"
  label_keys      = [wix_contact_label.vip.key]
  extended_fields = { (wix_contact_extended_field.points.key) = "12.50" }
  deletion_policy = "RETAIN"
}

resource "wix_contact" "named" {
  name             = { first = "Named only" }
  allow_duplicates = true
}
