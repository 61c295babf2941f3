# Four extended fields, one of each data type. The names on the left are the
# columns of contacts.csv.
locals {
  fields = {
    favourite_glaze = { display_name = "Favourite glaze", data_type = "TEXT" }
    visits          = { display_name = "Visits", data_type = "NUMBER" }
    member_since    = { display_name = "Member since", data_type = "DATE" }
    portfolio       = { display_name = "Portfolio", data_type = "URL" }
  }
}

resource "wix_contact_extended_field" "this" {
  for_each = local.fields

  display_name = each.value.display_name
  data_type    = each.value.data_type
}
