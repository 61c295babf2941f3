terraform {
  required_version = ">= 1.8"

  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }
}

provider "wix" {}

# By what the CRM calls a record, both sides know which contact is meant.
resource "wix_contact_extended_field" "crm_id" {
  display_name   = "CRM id"
  data_type      = "TEXT"
  adopt_existing = true
}

locals {
  # The records that the CRM decides about, by their ids there.
  records = { for record in jsondecode(file("${path.module}/records.json")) : record.id => record }
}

resource "wix_contact" "record" {
  for_each = local.records

  # How the parts of a record are called in Wix.
  name    = { first = each.value.given_name, last = each.value.family_name }
  emails  = [{ email = each.value.mail }]
  company = each.value.account

  extended_fields = {
    (wix_contact_extended_field.crm_id.key) = each.key
  }

  # Somebody may have left their address on the site before. A record that leaves
  # the file leaves the contact on the site.
  adopt_existing  = true
  deletion_policy = "RETAIN"
}

# The other direction. Wix has no search for contacts without a value in a field of
# one's own, so all are read, and those with an id are left out.
data "wix_contacts" "all" {
  depends_on = [wix_contact.record]
}

# What the receiver of webhooks needs.
output "crm_id_key" {
  value = wix_contact_extended_field.crm_id.key
}

output "contact_ids" {
  description = "The ids of the contacts in Wix, by those of the records."
  value       = { for id, contact in wix_contact.record : id => contact.id }
}

output "unknown_to_crm" {
  value = [
    for contact in data.wix_contacts.all.contacts : contact.id
    if lookup(contact.effective_extended_fields, wix_contact_extended_field.crm_id.key, "") == ""
  ]
}
