data "wix_contacts" "subscribed" {
  subscription_status = "SUBSCRIBED"
}
