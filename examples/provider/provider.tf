terraform {
  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }
}

# The API key comes from the environment: WIX_API_KEY.
provider "wix" {
  site_id = "5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a11"
}
