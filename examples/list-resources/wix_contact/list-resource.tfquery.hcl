# The whole site. Terraform lists 100 of each unless limit asks for more.
list "wix_contact_label" "all" {
  provider = wix
  limit    = 1000
}

list "wix_contact_extended_field" "all" {
  provider = wix
}

list "wix_contact" "all" {
  provider = wix
  limit    = 10000
}
