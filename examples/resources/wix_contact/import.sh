# By the id:
terraform import wix_contact.ada 3f0a1c52-9a4e-4a67-8b0d-5a6f2f1c7e90

# By an e-mail address:
terraform import wix_contact.ada email:ada@example.com
