# The contacts come from a spreadsheet, one line each. The first column is a name
# of our own for the contact: names and addresses of people change, and must not
# turn one contact into another.
locals {
  contacts = {
    for row in csvdecode(file("${path.module}/contacts.csv")) : row.id => {
      # An empty cell becomes null, which means that this configuration does not
      # manage the attribute: what others write there stays.
      cells  = { for column, cell in row : column => trimspace(cell) == "" ? null : trimspace(cell) }
      named  = trimspace("${row.first_name}${row.last_name}") != ""
      labels = compact([for name in split(";", row.labels) : trimspace(name)])
      values = { for field in keys(local.fields) : field => trimspace(row[field]) if trimspace(row[field]) != "" }
    }
  }
}

resource "wix_contact" "this" {
  for_each = local.contacts

  name      = each.value.named ? { first = each.value.cells.first_name, last = each.value.cells.last_name } : null
  emails    = each.value.cells.email == null ? null : [{ email = each.value.cells.email }]
  phones    = each.value.cells.phone == null ? null : [{ phone = each.value.cells.phone, country_code = each.value.cells.country }]
  addresses = each.value.cells.city == null ? null : [{ city = each.value.cells.city, country = each.value.cells.country }]
  company   = each.value.cells.company
  birthdate = each.value.cells.birthdate
  locale    = each.value.cells.locale

  # Labels and fields are meant by reference. Wix makes their keys, and they
  # differ from site to site, so they are never spelled.
  label_keys = length(each.value.labels) == 0 ? null : [
    for name in each.value.labels : wix_contact_label.this[name].key
  ]
  extended_fields = length(each.value.values) == 0 ? null : {
    for field, value in each.value.values : wix_contact_extended_field.this[field].key => value
  }
}
