resource "wix_contact_label" "newsletter" {
  force_destroy = true
}
