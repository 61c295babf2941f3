# The names on the left are those of this configuration. What is on the right is
# what people see in the dashboard, and can be changed later.
resource "wix_contact_label" "this" {
  for_each = {
    workshop  = "Workshop guest"
    wholesale = "Wholesale"
  }

  display_name  = each.value
  force_destroy = var.test_site
}

# Wix has labels of its own. They can be put on contacts, but not be changed.
data "wix_contact_label" "customers" {
  key = "contacts.customers"
}
