# Several at once.
resource "wix_contact_label" "region" {
  for_each = toset(["North", "South"])

  display_name = "Region ${each.key}"
}

# A label that the owner of the site works with too: it is adopted if it
# exists already, and left on the site when this resource is destroyed.
resource "wix_contact_label" "newsletter" {
  display_name    = "Newsletter"
  adopt_existing  = true
  deletion_policy = "RETAIN"
}

# Wix makes the key of a label, and it differs from site to site: refer to it.
resource "wix_contact" "ada" {
  emails     = [{ email = "ada@example.com" }]
  label_keys = [wix_contact_label.vip.key, wix_contact_label.newsletter.key]
}
