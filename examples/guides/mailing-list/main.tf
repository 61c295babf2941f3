terraform {
  required_version = ">= 1.8"

  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }
}

provider "wix" {}

# Who has subscribed, as a search finds it.
data "wix_contacts" "subscribed" {
  subscription_status = "SUBSCRIBED"

  lifecycle {
    # A service that is given an empty list may take everybody off.
    postcondition {
      condition     = length(self.contacts) > 0
      error_message = "Nobody has subscribed. Check the site before you go on."
    }
  }
}

# A search may be some seconds old. Each contact is read again by its id, which is
# not a search.
data "wix_contact" "now" {
  for_each = toset(data.wix_contacts.subscribed.contacts[*].id)

  id = each.key
}

locals {
  # The status is that of the primary address, so no other address is used.
  willing = {
    for id, contact in data.wix_contact.now : id => contact
    if try(contact.primary_email.subscription_status, "") == "SUBSCRIBED"
  }
  # Mail to these does not arrive, or was reported as spam.
  undeliverable = ["BOUNCED", "SPAM_COMPLAINT", "INACTIVE"]
}

output "recipients" {
  sensitive = true
  value = [
    for id, contact in local.willing : {
      id         = id
      email      = contact.primary_email.email
      first_name = try(contact.name.first, null)
      locale     = contact.locale
    } if !contains(local.undeliverable, coalesce(contact.primary_email.deliverability_status, "NOT_SET"))
  ]
}

# A warning, and no error: they are left out anyway.
check "consent" {
  assert {
    condition     = length(local.willing) == length(data.wix_contact.now)
    error_message = "${length(data.wix_contact.now) - length(local.willing)} people have unsubscribed since the search, and are left out."
  }
}
