# Takes every label, field and contact of a site into the state, without a word
# about any single one of them.

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

# What Wix and its apps define cannot be managed.
data "wix_contact_labels" "site" {
  label_type = "USER_DEFINED"
}

data "wix_contact_extended_fields" "site" {
  field_type = "USER_DEFINED"
}

# Without arguments, all contacts. Narrow it down to import a part of them.
data "wix_contacts" "site" {}

locals {
  labels   = { for label in data.wix_contact_labels.site.labels : label.key => label }
  fields   = { for field in data.wix_contact_extended_fields.site.fields : field.key => field }
  contacts = { for contact in data.wix_contacts.site.contacts : contact.id => contact }
}

import {
  for_each = local.labels
  to       = wix_contact_label.this[each.key]
  id       = each.key
}

resource "wix_contact_label" "this" {
  for_each = local.labels

  display_name = each.value.display_name

  lifecycle {
    prevent_destroy = true
  }
}

import {
  for_each = local.fields
  to       = wix_contact_extended_field.this[each.key]
  id       = each.key
}

resource "wix_contact_extended_field" "this" {
  for_each = local.fields

  display_name = each.value.display_name
  data_type    = each.value.data_type

  lifecycle {
    prevent_destroy = true
  }
}

import {
  for_each = local.contacts
  to       = wix_contact.this[each.key]
  id       = each.key
}

# Leave out what is not to be managed. What is managed here follows the site, as
# its values are read from there: replace a line to decide something yourself.
resource "wix_contact" "this" {
  for_each = local.contacts

  name            = each.value.name
  emails          = each.value.emails
  phones          = each.value.phones
  addresses       = each.value.addresses
  company         = each.value.company
  job_title       = each.value.job_title
  birthdate       = each.value.birthdate
  locale          = each.value.locale
  label_keys      = each.value.label_keys
  extended_fields = each.value.extended_fields

  # A contact that the listing does not show, because the data source was
  # narrowed down for instance, would be deleted from the site.
  lifecycle {
    prevent_destroy = true
  }
}
