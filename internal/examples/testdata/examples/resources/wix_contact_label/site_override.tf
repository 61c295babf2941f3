# The contact carries the label when the destroy of all is planned.
resource "wix_contact_label" "vip" {
  force_destroy = true
}
