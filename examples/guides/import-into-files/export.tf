# Writes the configuration of a whole site, with an import block for each object:
#
#   terraform apply
#   terraform output -raw configuration > site.tf
#
# After that this file and its template are not needed any more.

data "wix_contact_labels" "site" {
  label_type = "USER_DEFINED"
}

data "wix_contact_extended_fields" "site" {
  field_type = "USER_DEFINED"
}

data "wix_contacts" "site" {}

locals {
  # Names of resources are made of keys and ids, which never change.
  names = merge(
    { for label in data.wix_contact_labels.site.labels : label.key => "label_${replace(label.key, "/[^0-9A-Za-z]/", "_")}" },
    { for field in data.wix_contact_extended_fields.site.fields : field.key => "field_${replace(field.key, "/[^0-9A-Za-z]/", "_")}" },
    { for contact in data.wix_contacts.site.contacts : contact.id => "contact_${replace(contact.id, "-", "_")}" },
  )

  text = templatefile("${path.module}/site.tftpl", {
    labels   = data.wix_contact_labels.site.labels
    fields   = data.wix_contact_extended_fields.site.fields
    contacts = data.wix_contacts.site.contacts
    names    = local.names
  })
}

output "configuration" {
  description = "The site as HCL. What looks like a template in a value, is none."
  sensitive   = true
  value       = replace(replace(local.text, "$${", "$$${"), "%%{", "%%%{")
}
