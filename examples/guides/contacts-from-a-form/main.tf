terraform {
  required_version = ">= 1.8"

  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }
}

provider "wix" {}

locals {
  # The keys are the e-mail addresses, in lower case.
  people = provider::wix::contacts_from_csv(file("${path.module}/form.csv"))
  report = provider::wix::contacts_csv_report(file("${path.module}/form.csv"))
}

resource "wix_contact_label" "form" {
  display_name   = "Summer form"
  adopt_existing = true
}

resource "wix_contact_extended_field" "workshop" {
  display_name   = "Wanted workshop"
  data_type      = "TEXT"
  adopt_existing = true

  # Under another heading, the values would be taken off all contacts.
  lifecycle {
    precondition {
      condition     = contains(keys(local.report.left_over), "Workshop")
      error_message = "form.csv has no column \"Workshop\"."
    }
  }
}

resource "wix_contact" "person" {
  for_each = local.people

  # What the form does not ask for is not managed.
  name       = each.value.name
  emails     = each.value.emails
  phones     = each.value.phones
  label_keys = [wix_contact_label.form.key]

  # A column that is not one of Wix's. An empty cell is not in columns.
  extended_fields = {
    (wix_contact_extended_field.workshop.key) = lookup(each.value.columns, "Workshop", null)
  }

  # The contact with this address is adopted, if there is one.
  adopt_existing = true
  # A person who is not in the file any more stays on the site.
  deletion_policy = "RETAIN"
}

output "contact_ids" {
  value = { for email, contact in wix_contact.person : email => contact.id }
}
