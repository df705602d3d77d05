//! The keys of an article's metadata.

use super::configuration::PERSON;
use super::key::{Key, Takes, key, required};
use super::podcast::{FUNDING, LICENSE, LOCATION, PERSONS};
use crate::diagnostic::Code;
use crate::site::fields::podcast::EPISODE_KINDS;
use crate::site::rules;

pub(super) const KEYS: &[Key] = &[
    key("title", Takes::Text, "The title; \"\" for an untitled note."),
    key("date", Takes::Date, "The date: 2026-04-01T18:30:00+03:00, or 2026-04-01."),
    key("updated", Takes::Date, "The date of the last change."),
    key(
        "publish",
        Takes::AnyOf(&[Takes::Date, Takes::Boolean]),
        "The date from which the article is public, by default its date; or false, which withholds it.",
    ),
    key("expires", Takes::Date, "The date from which the article is not public anymore."),
    key("draft", Takes::Boolean, "Whether the article is in no feed yet."),
    key("feed", Takes::Boolean, "Whether the article is in feeds at all."),
    key(
        "id",
        Takes::AnyOf(&[Takes::Text, Takes::Table(IDS)]),
        "Pins the id by which readers know the article. Never change it.",
    ),
    key("slug", Takes::Text, "The last part of the path. Default: from the file's name."),
    key("url", Takes::Text, "The page: a path on the site, or an absolute URL."),
    key("summary", Takes::Text, "A summary. Default: the beginning of the text."),
    key("description", Takes::Text, "The same as summary; write only one of them."),
    key("language", Takes::Text, "A BCP 47 tag. Default: from the file's name, or the site's."),
    key("authors", Takes::List(PERSON), "The authors. Default: the site's."),
    key("tags", Takes::List(&Takes::Text), "The tags."),
    key("categories", Takes::List(&Takes::Text), "The categories."),
    key("rights", Takes::Text, "The copyright notice."),
    key("license", Takes::Text, "The URL of a license."),
    key("image", PICTURE, "The picture of the article."),
    key("images", Takes::List(&PICTURE), "More pictures."),
    key("dateline", Takes::Text, "Where it was written, as news agencies have it."),
    key("place", Takes::AnyOf(&[Takes::Text, Takes::Table(PLACE)]), "Where it happened."),
    key("correction", Takes::Text, "What was corrected; needs updated."),
    key(
        "enclosure",
        Takes::List(&Takes::AnyOf(&[Takes::Text, Takes::Table(ENCLOSURE)])),
        "Files that come with the article, such as audio.",
    ),
    key("source", Takes::Table(SOURCE), "The agency or site that the article was taken over from."),
    key("comments", Takes::Table(COMMENTS), "Where comments are."),
    key("translations", Takes::Text, "A key that all languages of the article share."),
    key("episode", Takes::Table(EPISODE), "What a podcast shows of the article."),
    key("extra", Takes::Map(&Takes::Anything), "Anything, for templates."),
];

/// The keys of other programs that withhold an article.
pub(super) fn withholding() -> impl Iterator<Item = &'static str> {
    rules::withholding_keys().filter(|name| *name != "publish")
}

const IDS: &[Key] = &[
    key("rss", Takes::Text, "The id in RSS and JSON Feed."),
    key("atom", Takes::Text, "The id in Atom: an IRI."),
];

/// A file that plays.
const SRC: Key = required("src", Takes::Text, "A file beside the article, a path on the site, or a URL.");

/// A picture: its file, or a table with it.
const PICTURE: Takes = Takes::AnyOf(&[Takes::Text, Takes::Table(IMAGE)]);

const PLACE: &[Key] = &[
    key("name", Takes::Text, "The name."),
    key("geo", Takes::Text, "Latitude and longitude: \"-6.2088, 106.8456\"."),
];

const IMAGE: &[Key] = &[
    required(
        "src",
        Takes::List(&Takes::Text),
        "A file beside the article, a path on the site, or a URL; several are one picture in several sizes.",
    ),
    key("alt", Takes::Text, "What it shows, for those who do not see it."),
    key("caption", Takes::Text, "The caption."),
    key("credit", Takes::Text, "Who made it."),
    key("copyright", Takes::Text, "Its copyright notice."),
];

const BYTES: Key = key("bytes", Takes::Count(0), "The size. Default: measured.");

const TYPE: Key = key("type", Takes::Text, "The media type. Default: by the extension.");

const DURATION: Key = key("duration", Takes::Duration, "How long it plays. Default: measured.");

const ENCLOSURE: &[Key] = &[SRC, BYTES, TYPE, DURATION];

/// The same episode in another file.
const ALTERNATE: &[Key] = &[
    SRC,
    BYTES,
    TYPE,
    DURATION,
    key("title", Takes::Text, "What apps show for it."),
    key("language", Takes::Text, "A BCP 47 tag."),
    key("bitrate", Takes::Count(0), "Its bits per second."),
    key("height", Takes::Count(1), "The height of its video, in pixels."),
];

const SOURCE: &[Key] = &[
    required("name", Takes::Text, "The name."),
    key("url", Takes::Text, "The absolute URL of the original."),
    key("feed", Takes::Text, "The absolute URL of its feed."),
];

const COMMENTS: &[Key] = &[
    key("url", Takes::Text, "Where people read and write them."),
    key("count", Takes::Count(0), "How many there are."),
    key("feed", Takes::Text, "The URL of their feed."),
];

const EPISODE: &[Key] = &[
    key("number", Takes::Count(1), "The number of the episode."),
    key("season", Takes::AnyOf(&[Takes::Count(1), Takes::Table(SEASON)]), "The season."),
    key("type", Takes::Word(kinds), "The kind of episode. Default: \"full\"."),
    key("title", Takes::Text, "The title without the number."),
    key("explicit", Takes::Boolean, "Whether it is not for children."),
    key("image", Takes::Text, "Its own cover."),
    DURATION,
    key("chapters", Takes::Text, "A file with chapters. Default: found beside the audio."),
    key(
        "transcript",
        Takes::List(&Takes::AnyOf(&[Takes::Text, Takes::Table(TRANSCRIPT)])),
        "Files with transcripts. Default: found beside the audio.",
    ),
    key("soundbite", Takes::List(&Takes::Table(SOUNDBITE)), "Parts that advertise the episode."),
    key(
        "alternate",
        Takes::List(&Takes::AnyOf(&[Takes::Text, Takes::Table(ALTERNATE)])),
        "The same episode in other files.",
    ),
    key("block", Takes::Boolean, "Whether directories leave it out."),
    PERSONS,
    LOCATION,
    LICENSE,
    FUNDING,
];

const SEASON: &[Key] =
    &[key("number", Takes::Count(1), "The number."), key("name", Takes::Text, "The name.")];

const TRANSCRIPT: &[Key] = &[
    required("src", Takes::Text, "A .vtt, .srt, .json, .html or .txt file."),
    key("language", Takes::Text, "A BCP 47 tag."),
];

const SOUNDBITE: &[Key] = &[
    required("start", Takes::Duration, "Where it starts."),
    required("duration", Takes::Duration, "How long it plays."),
    key("title", Takes::Text, "The title."),
];

fn kinds(_: &[&Code]) -> Vec<String> {
    EPISODE_KINDS.iter().map(|(name, _)| (*name).to_owned()).collect()
}
