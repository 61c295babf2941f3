resource "wix_contact_extended_field" "member_since" {
  display_name = "Member since"
  data_type    = "DATE"
}
