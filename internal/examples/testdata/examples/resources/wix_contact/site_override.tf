# The contact holds the label and the value when the destroy of all is planned.
resource "wix_contact_label" "wholesale" {
  force_destroy = true
}

resource "wix_contact_extended_field" "portfolio" {
  force_destroy = true
}

# It is there already when another contact alone is imported.
resource "wix_contact" "zoe" {
  adopt_existing = true
}
