locals {
  report = provider::wix::contacts_csv_report(file("${path.module}/contacts.csv"))
}

output "report" {
  value = local.report
}
