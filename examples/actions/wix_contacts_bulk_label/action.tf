# terraform apply -invoke=action.wix_contacts_bulk_label.handled
action "wix_contacts_bulk_label" "handled" {
  config {
    has_any_labels    = ["contacts.contacted-me"]
    remove_label_keys = ["contacts.contacted-me"]
  }
}
