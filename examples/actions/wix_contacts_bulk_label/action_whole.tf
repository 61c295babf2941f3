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
