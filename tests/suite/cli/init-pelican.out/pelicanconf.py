AUTHOR = 'Sari'
SITENAME = "Sari's notes"
SITEURL = ""

PATH = "content"

TIMEZONE = 'Asia/Jayapura'

DEFAULT_LANG = 'en'

# Feed generation is usually not desired when developing
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None

LINKS = (
    ("Pelican", "https://getpelican.com/"),
)
ARTICLE_URL = 'posts/{date:%Y}/{slug}/'
ARTICLE_SAVE_AS = 'posts/{date:%Y}/{slug}/index.html'
