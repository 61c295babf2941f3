# Forgotten here, and left on the site.
removed {
  from = wix_contact.ada

  lifecycle {
    destroy = false
  }
}
