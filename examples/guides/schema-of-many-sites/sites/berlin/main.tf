terraform {
  required_version = ">= 1.10"

  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }

  backend "s3" {
    bucket       = "example-terraform-state"
    key          = "wix/berlin.tfstate"
    region       = "eu-central-1"
    use_lockfile = true
  }
}

# A key of the account that owns all sites, from WIX_API_KEY, serves each of them.
provider "wix" {
  site_id = "5f2c7a10-6d0c-4a3e-9c57-0d3f5b8e1a11"
}

module "schema" {
  source = "../../modules/schema"

  more_labels = { christmas_market = "Christmas market" }
}

output "schema" {
  value = module.schema
}
