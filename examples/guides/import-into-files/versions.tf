terraform {
  required_version = ">= 1.8"

  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }
}

# The credential comes from the environment: WIX_API_KEY and WIX_SITE_ID, or
# WIX_APP_ID, WIX_APP_SECRET and WIX_INSTANCE_ID.
provider "wix" {}
