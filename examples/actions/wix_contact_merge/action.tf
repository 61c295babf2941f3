data "wix_contact" "ada" {
  email = "ada@example.com"
}

data "wix_contact" "ada_at_work" {
  email = "ada@work.example.com"
}

# terraform apply -invoke=action.wix_contact_merge.ada
action "wix_contact_merge" "ada" {
  config {
    target_id  = data.wix_contact.ada.id
    source_ids = [data.wix_contact.ada_at_work.id]
  }
}
