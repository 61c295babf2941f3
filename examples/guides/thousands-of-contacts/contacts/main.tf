terraform {
  required_version = ">= 1.8"

  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }
}

provider "wix" {}

# Each workspace has a state of its own, and a file.
locals {
  contacts = provider::wix::contacts_from_csv(file("${path.module}/contacts-${terraform.workspace}.csv"))
}

# The labels are found by name, so that no state has to be read for their keys.
data "wix_contact_labels" "all" {}

locals {
  label_keys = { for label in data.wix_contact_labels.all.labels : label.display_name => label.key }
}

resource "wix_contact" "this" {
  for_each = local.contacts

  name       = each.value.name
  emails     = each.value.emails
  company    = each.value.company
  label_keys = [for name in each.value.label_names : local.label_keys[name]]
}
