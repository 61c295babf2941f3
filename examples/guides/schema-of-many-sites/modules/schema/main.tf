# The labels and fields that every site has.

terraform {
  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }
}

variable "more_labels" {
  description = "Labels that only this site has: a name for the configuration, and the one that people see."
  type        = map(string)
  default     = {}
}

locals {
  labels = merge(var.more_labels, {
    vip        = "VIP"
    newsletter = "Newsletter"
  })
  fields = {
    member_since = { display_name = "Member since", data_type = "DATE" }
    visits       = { display_name = "Visits", data_type = "NUMBER" }
  }
}

# People may have made some of them on a site by hand. Those are adopted.
resource "wix_contact_label" "this" {
  for_each = local.labels

  display_name   = each.value
  adopt_existing = true
}

resource "wix_contact_extended_field" "this" {
  for_each = local.fields

  display_name   = each.value.display_name
  data_type      = each.value.data_type
  adopt_existing = true
}

output "label_keys" {
  description = "The keys of the labels on this site, by our names."
  value       = { for name, label in wix_contact_label.this : name => label.key }
}

output "field_keys" {
  description = "The keys of the fields on this site, by our names."
  value       = { for name, field in wix_contact_extended_field.this : name => field.key }
}
