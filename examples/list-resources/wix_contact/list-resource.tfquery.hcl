# Every contact of the site. Terraform lists 100 unless limit asks for more.
list "wix_contact" "all" {
  provider = wix
  limit    = 10000
}
