data "wix_contact" "ada" {
  email = "ada@example.com"
}

data "wix_contact" "ada_at_work" {
  email = "ada@work.example.com"
}

# The revision sees to it that nothing is merged into a contact that has changed
# since it was read.
#
# terraform apply -invoke=action.wix_contact_merge.ada
action "wix_contact_merge" "ada" {
  config {
    target_id       = data.wix_contact.ada.id
    target_revision = data.wix_contact.ada.revision
    source_ids      = [data.wix_contact.ada_at_work.id]
  }
}
