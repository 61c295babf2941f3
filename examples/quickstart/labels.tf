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

  # A label that contacts carry is protected from being destroyed. Here the
  # contacts are part of the same configuration: when all of it is destroyed, the
  # destroy of the labels is planned while the contacts still carry them, so it
  # has to be allowed.
  force_destroy = true
}
