terraform {
  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }
}

# One provider block for each site. A key of the account that owns both, from
# WIX_API_KEY, serves them all.
provider "wix" {
  alias   = "berlin"
  site_id = "5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a11"
}

provider "wix" {
  alias   = "lisbon"
  site_id = "8e41d9b3-7c25-4f68-b0a9-3d5e1c7f2b46"
}

resource "wix_contact_label" "berlin_vip" {
  provider     = wix.berlin
  display_name = "VIP"
}

resource "wix_contact_label" "lisbon_vip" {
  provider     = wix.lisbon
  display_name = "VIP"
}

# The keys may differ, although the names are the same.
output "vip_keys" {
  value = {
    berlin = wix_contact_label.berlin_vip.key
    lisbon = wix_contact_label.lisbon_vip.key
  }
}
