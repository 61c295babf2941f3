# The labels that Wix itself defines.
data "wix_contact_labels" "system" {
  label_type = "SYSTEM"
}

output "system_labels" {
  value = { for label in data.wix_contact_labels.system.labels : label.display_name => label.key }
}

# The labels that people and apps made, of those that begin with "Event".
data "wix_contact_labels" "events" {
  namespace           = "custom"
  display_name_prefix = "event"
}
