resource "wix_contact_label" "newsletter" {
  display_name = "Newsletter 2026"

  # When the label is made, everybody who has subscribed gets it.
  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.wix_contacts_bulk_label.subscribers]
    }
  }
}

action "wix_contacts_bulk_label" "subscribers" {
  config {
    subscription_status = "SUBSCRIBED"
    add_label_keys      = [wix_contact_label.newsletter.key]
    max_contacts        = 5000
  }
}

# terraform apply -invoke=action.wix_contacts_bulk_label.handled
action "wix_contacts_bulk_label" "handled" {
  config {
    has_any_labels    = ["contacts.contacted-me"]
    add_label_keys    = [wix_contact_label.newsletter.key]
    remove_label_keys = ["contacts.contacted-me"]
  }
}
