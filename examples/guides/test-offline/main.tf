terraform {
  required_version = ">= 1.8"

  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }
}

provider "wix" {}

variable "guests" {
  description = "E-mail addresses of guests, and how often each was here."
  type        = map(number)
  default     = { "ada@example.com" = 12, "zoe@example.com" = 1 }

  validation {
    condition     = alltrue([for visits in values(var.guests) : visits >= 0])
    error_message = "Nobody can have been here fewer than no times."
  }
}

resource "wix_contact_label" "regular" {
  display_name  = "Regular guest"
  force_destroy = true
}

resource "wix_contact_extended_field" "visits" {
  display_name  = "Visits"
  data_type     = "NUMBER"
  force_destroy = true
}

resource "wix_contact" "guest" {
  for_each = var.guests

  emails          = [{ email = each.key }]
  label_keys      = each.value >= 10 ? [wix_contact_label.regular.key] : []
  extended_fields = { (wix_contact_extended_field.visits.key) = each.value }
}

output "ids" {
  value = { for email, guest in wix_contact.guest : email => guest.id }
}
