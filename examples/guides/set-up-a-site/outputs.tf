output "ada_id" {
  value = wix_contact.ada.id
}

output "label_keys" {
  value = { for name, label in wix_contact_label.this : name => label.key }
}
