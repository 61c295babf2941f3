locals {
  contacts = provider::wix::contacts_from_csv(file("${path.module}/contacts.csv"))
  report   = provider::wix::contacts_csv_report(file("${path.module}/contacts.csv"))
}

# A label for each name in the file.
resource "wix_contact_label" "this" {
  for_each = toset(flatten(values(local.contacts)[*].label_names))

  display_name = each.key
}

# A field for a column of the file that is not Wix's own.
resource "wix_contact_extended_field" "glaze" {
  display_name = "Favourite glaze"
  data_type    = "TEXT"

  # Under another heading, the values would be taken off all contacts.
  lifecycle {
    precondition {
      condition     = contains(keys(local.report.left_over), "Favourite glaze")
      error_message = "contacts.csv has no column \"Favourite glaze\"."
    }
  }
}

resource "wix_contact" "this" {
  for_each = local.contacts

  name       = each.value.name
  emails     = each.value.emails
  phones     = each.value.phones
  addresses  = each.value.addresses
  company    = each.value.company
  job_title  = each.value.job_title
  birthdate  = each.value.birthdate
  locale     = each.value.locale
  label_keys = [for name in each.value.label_names : wix_contact_label.this[name].key]

  # An empty cell is not in columns, and null is as if it were left out.
  extended_fields = {
    (wix_contact_extended_field.glaze.key) = lookup(each.value.columns, "Favourite glaze", null)
  }
}

# Who may get mailings is for Wix to say: the column can be read, not written.
output "subscribers" {
  value = [for key, contact in local.contacts : key if lookup(contact.columns, "Email subscriber status", "") == "Subscribed"]
}
