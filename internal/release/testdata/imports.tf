import {
  to = wix_contact_label.imported
  id = "name:Newsletter"
}

import {
  to = wix_contact_extended_field.imported
  id = "name:Member since"
}

import {
  to = wix_contact.imported
  id = "email:grace@example.com"
}

import {
  to = wix_contact.untouched
  id = "email:jose@example.com"
}
