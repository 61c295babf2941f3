# Terraform 1.12 and later, OpenTofu 1.12 and later.
import {
  to = wix_contact_label.vip
  identity = {
    key = "custom.vip"
  }
}
