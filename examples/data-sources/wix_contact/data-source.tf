data "wix_contact" "ada" {
  email = "ada@example.com"
}

output "may_mail_ada" {
  value = try(data.wix_contact.ada.primary_email.subscription_status, null) == "SUBSCRIBED"
}
