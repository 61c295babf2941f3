# Five labels. The names on the left are ours, and the file contacts.csv uses
# them; what is on the right is what people see in the dashboard.
locals {
  labels = {
    member     = "Member"
    workshop   = "Workshop guest"
    newsletter = "Newsletter"
    wholesale  = "Wholesale"
    press      = "Press & blogs"
  }
}

resource "wix_contact_label" "this" {
  for_each = local.labels

  display_name = each.value
}
