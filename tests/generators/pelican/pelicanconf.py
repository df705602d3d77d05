AUTHOR = "Ana Ruiz"
SITENAME = "Lighthouse log"
SITEURL = ""
PATH = "content"
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "en"
THEME = "simple"
DEFAULT_CATEGORY = "misc"
WITH_FUTURE_DATES = False

ARTICLE_URL = "{date:%Y}/{date:%m}/{slug}/"
ARTICLE_SAVE_AS = "{date:%Y}/{date:%m}/{slug}/index.html"
ARTICLE_LANG_URL = "{lang}/{date:%Y}/{slug}.html"
ARTICLE_LANG_SAVE_AS = "{lang}/{date:%Y}/{slug}.html"

FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
