terraform {
  required_version = ">= 1.8"

  required_providers {
    wix = {
      source = "terraform-provider-wix/wix"
    }
  }
}

provider "wix" {}

locals {
  # What the last run left behind. Without it, everything is new.
  memory = "${path.module}/last-run.json"
  first  = jsonencode({ until = "2000-01-01T00:00:00Z", ids = [] })
  last   = jsondecode(fileexists(local.memory) ? file(local.memory) : local.first)
  given  = tomap({ for id in local.last.ids : id => true })

  # A search may find a contact only some time after it was made. So each run looks
  # again at the ten minutes before the newest contact of the last one.
  overlap = "-10m"
}

# All of them, over all pages, the oldest first.
data "wix_contacts" "recent" {
  created_after = timeadd(local.last.until, local.overlap)
  sort          = { field = "createdDate" }
}

locals {
  recent = data.wix_contacts.recent.contacts
  until  = length(local.recent) == 0 ? local.last.until : local.recent[length(local.recent) - 1].created_date
}

# What the last run gave out already is left out.
output "new" {
  sensitive = true
  value = [
    for contact in local.recent : {
      id         = contact.id
      created_at = contact.created_date
      first_name = try(contact.name.first, null)
      last_name  = try(contact.name.last, null)
      email      = try(contact.primary_email.email, null)
      phone      = try(contact.primary_phone.e164_phone, null)
      company    = contact.company
    } if !lookup(local.given, contact.id, false)
  ]
}

# What the next run needs to know. The time is that of Wix, so that the clock of
# this machine plays no part.
output "next" {
  value = {
    until = local.until
    ids = [
      for contact in local.recent : contact.id
      if timecmp(contact.created_date, timeadd(local.until, local.overlap)) > 0
    ]
  }
}
