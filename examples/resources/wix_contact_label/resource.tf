resource "wix_contact_label" "vip" {
  display_name = "VIP"
}
