# By the id:
import {
  to = wix_contact.ada
  id = "3f0a1c52-9a4e-4a67-8b0d-5a6f2f1c7e90"
}

# By an e-mail address:
import {
  to = wix_contact.zoe
  id = "email:zoe@example.com"
}
