terraform {
  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }
}
