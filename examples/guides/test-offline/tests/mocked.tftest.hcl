# Nothing is asked for here, neither a site nor the emulator. What Wix would make is
# invented.

mock_provider "wix" {}

run "labels" {
  assert {
    condition     = wix_contact.guest["ada@example.com"].label_keys == toset([wix_contact_label.regular.key])
    error_message = "A guest who was here twelve times is not a regular one."
  }
  assert {
    condition     = length(wix_contact.guest["zoe@example.com"].label_keys) == 0
    error_message = "A guest who was here once is a regular one."
  }
}
