"""What a parser from PyPI reads of a podcast, as JSON: `show.py PARSER FILE` prints what the show and its episodes say.

A key that a parser has no word for is left out, so that nobody compares it.
"""

import json
import sys


def some(**known):
    return {key: value for key, value in known.items() if value is not None}


def feedparser(path):
    import feedparser

    with open(path, "rb") as file:
        read = feedparser.parse(file.read())

    def number(entry, key):
        return int(entry[key]) if key in entry else None

    def episode(entry):
        [file] = entry.enclosures
        return some(
            file=[file["href"], int(file["length"]), file["type"]],
            number=number(entry, "itunes_episode"),
            season=number(entry, "itunes_season"),
            season_name=entry.get("podcast_season", {}).get("name"),
            type=entry.get("itunes_episodetype"),
            title=entry.get("itunes_title"),
            image=entry.get("image", {}).get("href"),
            duration=number(entry, "itunes_duration"),
            block=bool(entry["itunes_block"]) if "itunes_block" in entry else None,
            chapters=entry.get("podcast_chapters", {}).get("url"),
            location=entry.get("podcast_location"),
            license=entry.get("podcast_license"),
        )

    # Of an element with attributes it keeps these, and not the text.
    feed = read.feed
    owner = feed["publisher_detail"]
    show = some(
        owner=[owner["name"], owner["email"]],
        image=feed["image"]["href"],
        type=feed["itunes_type"],
        complete=feed["itunes_complete"] == "Yes",
        guid=feed["podcast_guid"],
        medium=feed["podcast_medium"],
    )
    return show, {entry["id"]: episode(entry) for entry in read.entries}


def podcastparser(path):
    import podcastparser

    with open(path, "rb") as file:
        read = podcastparser.parse("https://odd.ruiz.dev/show/show.xml", file)

    def episode(entry):
        [file] = entry["enclosures"]
        return some(
            file=[file["url"], file["file_size"], file["mime_type"]],
            number=entry.get("number"),
            season=entry.get("season"),
            type=entry.get("type"),
            explicit=entry.get("explicit"),
            image=entry.get("episode_art_url"),
            duration=entry["total_time"] or None,
        )

    owner = read["itunes_owner"]
    show = some(
        author=read["itunes_author"],
        owner=[owner["name"], owner["email"]],
        image=read["cover_url"],
        explicit=read["explicit"],
        type=read["type"],
        categories=read["itunes_categories"],
    )
    return show, {entry["guid"]: episode(entry) for entry in read["episodes"]}


def main():
    show, episodes = {"feedparser": feedparser, "podcastparser": podcastparser}[sys.argv[1]](sys.argv[2])
    json.dump({"show": show, "episodes": episodes}, sys.stdout)


main()
