# By the key:
import {
  to = wix_contact_extended_field.visits
  id = "custom.visits-qwertyuiopasdfghjkl"
}

# By the exact display name:
import {
  to = wix_contact_extended_field.member_since
  id = "name:Member since"
}
