# The contact holds values when the destroy of all is planned.
resource "wix_contact_extended_field" "member_since" {
  force_destroy  = true
  adopt_existing = true # it is there already when the other field alone is imported
}

resource "wix_contact_extended_field" "visits" {
  force_destroy = true

  lifecycle {
    prevent_destroy = false
  }
}
