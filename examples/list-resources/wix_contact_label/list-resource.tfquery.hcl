# The labels that people and apps have made. Terraform lists 100 unless limit asks
# for more.
list "wix_contact_label" "all" {
  provider = wix
  limit    = 1000
}

# To look at, not to import: those of Wix too.
list "wix_contact_label" "contacts" {
  provider = wix

  config {
    namespace      = "contacts"
    include_system = true
  }
}
