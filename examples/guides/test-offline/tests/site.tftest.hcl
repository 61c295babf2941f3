# These runs create objects on the emulator, and destroy them at the end.

run "create" {
  assert {
    condition     = contains(wix_contact.guest["ada@example.com"].effective_label_keys, wix_contact_label.regular.key)
    error_message = "A guest who was here twelve times is not a regular one."
  }
  assert {
    condition     = length(wix_contact.guest["zoe@example.com"].effective_label_keys) == 0
    error_message = "A guest who was here once carries labels."
  }
  assert {
    condition     = wix_contact.guest["ada@example.com"].effective_extended_fields[wix_contact_extended_field.visits.key] == "12"
    error_message = "The number of visits is not on the contact."
  }
}

run "one_more_visit" {
  variables {
    guests = { "ada@example.com" = 12, "zoe@example.com" = 10 }
  }

  assert {
    condition     = contains(wix_contact.guest["zoe@example.com"].effective_label_keys, wix_contact_label.regular.key)
    error_message = "A guest who has become a regular one does not carry the label."
  }
  assert {
    condition     = wix_contact.guest["zoe@example.com"].revision > 1
    error_message = "Another contact was made instead of changing the one that is there."
  }
}

run "fewer_than_none" {
  command = plan

  variables {
    guests = { "ada@example.com" = -1 }
  }

  expect_failures = [var.guests]
}
