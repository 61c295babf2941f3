data "wix_contact_facets" "all" {}

output "contacts_by_label" {
  value = { for f in data.wix_contact_facets.all.facets : f.display_name => f.count if f.type == "LABEL" }
}

# The filter of a facet finds its contacts.
data "wix_contacts" "subscribed" {
  filter = one([for f in data.wix_contact_facets.all.facets : f.filter if f.key == "emailSubscriptions.subscribed"])
}
