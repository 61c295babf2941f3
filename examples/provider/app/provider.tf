terraform {
  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }
}

# The secret comes from the environment: WIX_APP_SECRET.
provider "wix" {
  app_id      = "0c8a1b52-3f7d-4e0b-8a55-6b1f0f7a2c90"
  instance_id = "a1d4c6f2-58e3-4b7a-9d10-2e6c8b5f3a77"
}
