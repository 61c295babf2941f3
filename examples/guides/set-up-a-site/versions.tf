terraform {
  required_version = ">= 1.8"

  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }
}

# The credential comes from the environment: WIX_API_KEY and WIX_SITE_ID.
provider "wix" {}

variable "test_site" {
  description = "Whether labels and fields may be destroyed while contacts use them."
  type        = bool
  default     = false
}
