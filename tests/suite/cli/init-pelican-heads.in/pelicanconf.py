SITENAME = 'Notes'
SITEURL = 'https://sari.id'
