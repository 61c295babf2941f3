output "report" {
  value = provider::wix::contacts_csv_report(file("${path.module}/contacts.csv"))
}
