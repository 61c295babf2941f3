# By the key:
terraform import wix_contact_extended_field.visits custom.visits-qwertyuiopasdfghjkl

# By the exact display name:
terraform import wix_contact_extended_field.visits 'name:Visits'
