test_site = true
