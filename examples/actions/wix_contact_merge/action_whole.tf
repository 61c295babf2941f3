# The revision sees to it that nothing is merged into a contact that has changed
# since it was read.
action "wix_contact_merge" "ada_as_read" {
  config {
    target_id       = data.wix_contact.ada.id
    target_revision = data.wix_contact.ada.revision
    source_ids      = [data.wix_contact.ada_at_work.id]
  }
}
