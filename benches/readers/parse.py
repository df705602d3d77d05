"""What a parser from PyPI reads in feeds, as JSON: `parse.py PARSER FILE...` prints an object with the feed of each file.

A key that a parser has no word for is left out, so that nobody compares it.
"""

import calendar
import json
import os
import sys
from datetime import datetime, timezone


def instant(seconds):
    """A count of seconds as RFC 3339."""
    return seconds and datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def feedparser(path):
    import feedparser

    # The parser, and not its sanitizer, which each program sets up in its own way.
    with open(path, "rb") as file:
        read = feedparser.parse(file.read(), sanitize_html=False, resolve_relative_uris=False)
    assert not read.bozo, read.get("bozo_exception")

    def time(entry, key):
        return instant(calendar.timegm(entry[key])) if entry.get(key) else None

    def entry(entry):
        return {
            "id": entry.get("id"),
            "title": entry.get("title"),
            "link": entry.get("link"),
            "published": time(entry, "published_parsed"),
            "authors": [author.get("name") for author in entry.get("authors", [])],
            "tags": [tag["term"] for tag in entry.get("tags", [])],
            "summary": entry.get("summary"),
            "content": entry["content"][0]["value"] if "content" in entry else None,
            "enclosures": [
                {"url": link["href"], "type": link.get("type"), "size": int(link["length"])}
                for link in entry.get("enclosures", [])
            ],
        }

    feed = read.feed
    return {
        "title": feed.get("title"),
        "link": feed.get("link"),
        "language": feed.get("language"),
        "entries": [entry(one) for one in read.entries],
    }


def podcastparser(path):
    import podcastparser

    with open(path, "rb") as file:
        read = podcastparser.parse("https://odd.ruiz.dev/box/feed.xml", file)

    def entry(entry):
        return {
            "id": entry["guid"],
            "title": entry["title"],
            "link": entry["link"],
            "published": instant(entry["published"]),
            "content": entry.get("description_html"),
            "enclosures": [
                {"url": one["url"], "type": one["mime_type"], "size": one["file_size"]}
                for one in entry["enclosures"]
            ],
        }

    return {
        "title": read["title"],
        "link": read["link"],
        "language": read.get("language"),
        "entries": [entry(one) for one in read["episodes"]],
    }


def reader(path):
    import feedparser_sgmllib

    # It looks for the module by its old name, whose package is no wheel.
    sys.modules.setdefault("sgmllib", feedparser_sgmllib)
    from reader import make_reader

    folder, name = os.path.split(os.path.abspath(path))
    with make_reader(":memory:", feed_root=folder) as program:
        program.add_feed(name)
        program.update_feed(name)
        feed = program.get_feed(name)

        # Its texts have passed a sanitizer, and it has one author an entry.
        def entry(entry):
            return {
                "id": entry.id,
                "title": entry.title,
                "link": entry.link,
                "published": instant(entry.published and entry.published.timestamp()),
                "enclosures": [
                    {"url": one.href, "type": one.type, "size": one.length} for one in entry.enclosures
                ],
            }

        return {
            "title": feed.title,
            "link": feed.link,
            "entries": [entry(one) for one in program.get_entries()],
        }


def main():
    parser = {"feedparser": feedparser, "podcastparser": podcastparser, "reader": reader}[sys.argv[1]]
    json.dump({path: parser(path) for path in sys.argv[2:]}, sys.stdout)


main()
