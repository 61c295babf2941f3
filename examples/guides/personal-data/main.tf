terraform {
  required_version = ">= 1.8"

  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }
}

provider "wix" {}

# The people, from a file that is not committed.
locals {
  people = jsondecode(file("${path.module}/people.json"))
}

resource "wix_contact" "person" {
  for_each = local.people

  name   = { first = each.value.first, last = each.value.last }
  emails = [{ email = each.value.email }]
}

# Ids say nothing about a person. Outputs with names or addresses are marked as
# sensitive, or left out.
output "contact_ids" {
  value = { for key, contact in wix_contact.person : key => contact.id }
}
