"""What a parser from PyPI reads of news, as JSON: `news.py PARSER FILE...` prints an object with the entries of each file.

A key that a parser has no word for is left out, so that nobody compares it.
"""

import json
import sys


def feedparser(path):
    import feedparser

    with open(path, "rb") as file:
        read = feedparser.parse(file.read(), sanitize_html=False, resolve_relative_uris=False)

    # Descriptions of pictures become those of entries, and titles are dropped.
    def entry(entry):
        links = {link["rel"]: link for link in reversed(entry.links)}
        via, replies = links.get("via"), [link for link in entry.links if link["rel"] == "replies"]
        source, where = entry.get("source"), entry.get("where")
        count = entry.get("slash_comments") or next((link["count"] for link in replies if "count" in link), None)
        feeds = [link["href"] for link in replies if link.get("type") == "application/rss+xml"]
        pages = [link["href"] for link in replies if link.get("type") == "text/html"]
        known = {
            "source": source and [source["title"], source["href"]],
            "via": via and [via["title"], via["href"]],
            "rights": entry.get("rights"),
            "license": links["license"]["href"] if "license" in links else None,
            "place": entry.get("georss_featurename"),
            "point": where and [where["coordinates"][1], where["coordinates"][0]],
            "comments": entry.get("comments") or next(iter(pages), None),
            "count": count and int(count),
            "comment_feed": entry.get("wfw_commentrss") or next(iter(feeds), None),
            "markdown": entry.get("source_markdown"),
            "credit": entry.get("credit"),
            "copyright": entry.get("media_copyright"),
            "categories": [[tag["term"], tag["scheme"]] for tag in entry.get("tags", []) if tag["scheme"]] or None,
        }
        for picture in entry.get("media_content", []):
            numbers = [int(picture[key]) for key in ("filesize", "width", "height")]
            known["picture"] = [picture["url"], picture["type"], *numbers]
        for picture in entry.get("media_thumbnail", []):
            known["thumbnail"] = [picture["url"], int(picture["width"]), int(picture["height"])]
        return {key: value for key, value in known.items() if value is not None}

    return {one["id"]: entry(one) for one in read.entries}


json.dump({path: {"feedparser": feedparser}[sys.argv[1]](path) for path in sys.argv[2:]}, sys.stdout)
