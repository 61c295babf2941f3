# The fields that people and apps have made, of which a site has at most 100.
list "wix_contact_extended_field" "all" {
  provider = wix
}

list "wix_contact_extended_field" "dates" {
  provider = wix

  config {
    data_type           = "DATE"
    display_name_prefix = "member"
  }
}
