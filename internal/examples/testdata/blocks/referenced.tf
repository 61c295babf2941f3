# What single blocks refer to.

resource "wix_contact_label" "label_custom_newsletter" {
  display_name = "Newsletter"
}

resource "wix_contact_extended_field" "field_custom_member_since_thhvjffsxyqhylmzzln" {
  display_name = "Member since"
  data_type    = "DATE"
}
