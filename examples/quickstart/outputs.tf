output "label_keys" {
  description = "The keys that Wix made for the labels."
  value       = { for name, label in wix_contact_label.this : name => label.key }
}

output "field_keys" {
  description = "The keys that Wix made for the extended fields."
  value       = { for name, field in wix_contact_extended_field.this : name => field.key }
}

output "contacts_per_label" {
  description = "How many of the contacts carry each label, whoever put it on them."
  value = {
    for label in wix_contact_label.this : label.display_name => length([
      for contact in wix_contact.this : contact.id if contains(contact.effective_label_keys, label.key)
    ])
  }
}

# What Wix itself brings along can be read, and used, but not changed.
data "wix_contact_labels" "system" {
  label_type = "SYSTEM"
}

output "system_labels" {
  description = "The labels that Wix itself defines, with their keys."
  value       = { for label in data.wix_contact_labels.system.labels : label.display_name => label.key }
}
