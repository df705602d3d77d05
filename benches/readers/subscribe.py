"""A reader looks at feeds that it is subscribed to: `subscribe.py READER STATE URL...` prints the entries of each as JSON, and
which of them are new since the last look, which STATE remembers."""

import json
import os
import sqlite3
import subprocess
import sys


def newsboat(state, urls):
    # An entry that is in two feeds belongs to one of them in a cache, so each feed has its own.
    return {url: newsboat_alone(os.path.join(state, str(at)), url) for at, url in enumerate(urls)}


def newsboat_alone(state, url):
    os.makedirs(state, exist_ok=True)
    paths = {name: os.path.join(state, name) for name in ["urls", "cache.db", "config"]}
    with open(paths["urls"], "w") as file:
        file.write(url + "\n")
    open(paths["config"], "w").close()
    files = ["-u", paths["urls"], "-c", paths["cache.db"], "-C", paths["config"]]
    environment = {**os.environ, "HOME": state}
    subprocess.run(["newsboat", *files, "-x", "reload"], check=True, env=environment, stdout=subprocess.DEVNULL)
    with sqlite3.connect(paths["cache.db"]) as cache:
        rows = cache.execute("select guid, title, url, unread from rss_item").fetchall()
        cache.execute("update rss_item set unread = 0")
    return [
        {"id": guid, "title": title, "link": link, "new": bool(unread)} for guid, title, link, unread in rows
    ]


def sfeed(state, urls):
    names = {url: f"feed-{at}" for at, url in enumerate(urls)}
    folder = os.path.join(state, "feeds")
    settings = os.path.join(state, "sfeedrc")
    with open(settings, "w") as file:
        feeds = "\n".join(f'feed "{name}" "{url}"' for url, name in names.items())
        file.write(f'sfeedpath="{folder}"\nfeeds() {{\n{feeds}\n}}\n')

    def lines(url):
        path = os.path.join(folder, names[url])
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8") as file:
            return [line.rstrip("\n").split("\t") for line in file]

    before = {url: {fields[5] for fields in lines(url)} for url in urls}
    count = {url: len(lines(url)) for url in urls}
    subprocess.run(["sfeed_update", settings], check=True, stdout=subprocess.DEVNULL)
    seen = {}
    for url in urls:
        after = lines(url)
        new = [fields for fields in after if fields[5] not in before[url]]
        # An entry that is there twice is new, too.
        assert len(after) == count[url] + len(new), "an entry is there twice"
        seen[url] = [
            {"id": fields[5], "title": fields[1], "link": fields[2], "new": fields in new} for fields in after
        ]
    return seen


def reader(state, urls):
    import feedparser_sgmllib

    # It looks for the module by its old name, whose package is no wheel.
    sys.modules.setdefault("sgmllib", feedparser_sgmllib)
    from reader import make_reader

    with make_reader(os.path.join(state, "db.sqlite")) as program:
        for url in urls:
            program.add_feed(url, exist_ok=True)
            program.update_feed(url)
        seen = {url: [] for url in urls}
        for entry in list(program.get_entries()):
            new = not entry.read
            seen[entry.feed_url].append({"id": entry.id, "title": entry.title, "link": entry.link, "new": new})
            program.mark_entry_as_read(entry)
    return seen


def main():
    name, state, *urls = sys.argv[1:]
    json.dump({"newsboat": newsboat, "sfeed": sfeed, "reader": reader}[name](state, urls), sys.stdout)


main()
