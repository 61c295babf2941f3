# Terraform 1.12 and later, OpenTofu 1.12 and later.
import {
  to = wix_contact_extended_field.visits
  identity = {
    key = "custom.visits-qwertyuiopasdfghjkl"
  }
}
