# By the key:
import {
  to = wix_contact_label.vip
  id = "custom.vip"
}

# By the exact display name:
import {
  to = wix_contact_label.newsletter
  id = "name:Newsletter"
}
