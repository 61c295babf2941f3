terraform {
  required_version = ">= 1.8"

  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }
}

provider "wix" {}

resource "wix_contact_label" "this" {
  for_each = toset(["Wholesale", "Newsletter"])

  display_name = each.key
}
