terraform {
  required_version = ">= 1.10"

  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }

  backend "s3" {
    bucket       = "example-terraform-state"
    key          = "wix/lisbon.tfstate"
    region       = "eu-central-1"
    use_lockfile = true
  }
}

# A key of the account that owns all sites, from WIX_API_KEY, serves each of them.
provider "wix" {
  site_id = "8e41d9b3-7c25-4f68-b0a9-3d5e1c7f2b46"
}

module "schema" {
  source = "../../modules/schema"
}

output "schema" {
  value = module.schema
}
