resource "wix_contact_extended_field" "member_since" {
  display_name  = "Member since"
  data_type     = "DATE"
  force_destroy = var.test_site
}

resource "wix_contact_extended_field" "visits" {
  display_name  = "Visits"
  data_type     = "NUMBER"
  force_destroy = var.test_site
}
