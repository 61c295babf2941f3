# What is left out is not managed. Of this contact, the site's owner may change
# everything but the e-mail addresses and the company.
resource "wix_contact" "ada" {
  emails  = [{ email = "ada@example.com" }]
  company = "Okafor Interiors"
}
