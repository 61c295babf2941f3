terraform {
  required_version = ">= 1.8"

  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }
}

provider "wix" {}

# Labels that the site has, those of Wix included, by name.
data "wix_contact_labels" "all" {}

locals {
  contacts   = provider::wix::contacts_from_csv(file("${path.module}/contacts.csv"))
  label_keys = { for label in data.wix_contact_labels.all.labels : label.display_name => label.key }
}

resource "wix_contact" "this" {
  for_each = local.contacts

  name   = each.value.name
  emails = each.value.emails

  # A number without a country code is one of the United States. null is not
  # managed, where an empty list would keep the phones empty.
  phones = each.value.phones == null ? null : [
    for phone in each.value.phones : merge(phone, { country_code = startswith(phone.phone, "+") ? null : "US" })
  ]

  label_keys = [for name in each.value.label_names : local.label_keys[name]]
}
