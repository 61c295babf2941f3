# Terraform 1.12 and later, OpenTofu 1.12 and later.
import {
  to = wix_contact.ada
  identity = {
    id = "3f0a1c52-9a4e-4a67-8b0d-5a6f2f1c7e90"
  }
}
