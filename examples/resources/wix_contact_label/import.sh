# By the key:
terraform import wix_contact_label.vip custom.vip

# By the exact display name:
terraform import wix_contact_label.vip 'name:VIP'
