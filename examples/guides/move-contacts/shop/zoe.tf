resource "wix_contact" "zoe" {
  name   = { first = "Zoë", last = "Müller" }
  emails = [{ email = "zoe@example.com" }]
}
