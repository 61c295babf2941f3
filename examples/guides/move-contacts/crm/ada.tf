import {
  to = wix_contact.ada
  id = "email:ada@example.com"
}

resource "wix_contact" "ada" {
  name    = { first = "Ada", last = "Okafor" }
  emails  = [{ email = "ada@example.com" }]
  company = "Okafor Interiors"
}
