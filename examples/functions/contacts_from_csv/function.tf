output "keys" {
  value = keys(provider::wix::contacts_from_csv(file("${path.module}/contacts.csv")))
}
