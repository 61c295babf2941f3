# The fields that people and apps made.
data "wix_contact_extended_fields" "custom" {
  field_type = "USER_DEFINED"
}

# A site holds at most 100 of them.
output "fields_left" {
  value = 100 - length(data.wix_contact_extended_fields.custom.fields)
}

# All fields that hold dates, those of Wix included.
data "wix_contact_extended_fields" "dates" {
  data_type = "DATE"
}

output "date_fields" {
  value = { for field in data.wix_contact_extended_fields.dates.fields : field.display_name => field.key }
}
