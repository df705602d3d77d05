//! The keys of an article's metadata.

use super::configuration::PERSON;
use super::key::{Key, KeyType, key, required};
use super::podcast::{FUNDING, LICENSE, LOCATION, PERSONS};
use crate::diagnostic::Code;
use crate::site::fields::podcast::EPISODE_KINDS;
use crate::site::rules;

pub(super) const KEYS: &[Key] = &[
    key("title", KeyType::Text, "The title; \"\" for an untitled note."),
    key("date", KeyType::Date, "The date: 2026-04-01T18:30:00+03:00, or 2026-04-01."),
    key("updated", KeyType::Date, "The date of the last change."),
    key(
        "publish",
        DATE_OR_BOOLEAN,
        "The date from which the article is public; or false, which withholds it. Default: its date.",
    ),
    key("expires", KeyType::Date, "The date from which the article is no longer public."),
    key("draft", KeyType::Boolean, "Whether the article is a draft, which is in no feed."),
    key("feed", KeyType::Boolean, "Whether the article is in feeds at all."),
    key(
        "id",
        KeyType::AnyOf(&[KeyType::Text, KeyType::Table(IDS)]),
        "The id by which readers recognize the article. Never change it.",
    ),
    key("slug", KeyType::Text, "The last part of the path. Default: from the file's name."),
    key("url", KeyType::Text, "The URL of its page: a path on the site, or an absolute URL."),
    key("summary", KeyType::Text, "A summary. Default: the beginning of the text."),
    key("description", KeyType::Text, "The same as summary; write only one of them."),
    key("language", KeyType::Text, "A BCP 47 tag. Default: from the file's name, or the site's."),
    key("authors", KeyType::List(PERSON), "The authors. Default: the site's."),
    key("tags", KeyType::List(&KeyType::Text), "The tags."),
    key("categories", KeyType::List(&KeyType::Text), "The categories."),
    key("rights", KeyType::Text, "The copyright notice."),
    key("license", KeyType::Text, "The URL of a license, a path on the site, or an SPDX identifier."),
    key("image", PICTURE, "The main picture of the article."),
    key("images", KeyType::List(&PICTURE), "More pictures."),
    key("dateline", KeyType::Text, "The dateline: where the article was written."),
    key("place", KeyType::AnyOf(&[KeyType::Text, KeyType::Table(PLACE)]), "Where the news happened."),
    key("correction", KeyType::Text, "What was corrected; requires updated."),
    key(
        "enclosure",
        KeyType::List(&KeyType::AnyOf(&[KeyType::Text, KeyType::Table(ENCLOSURE)])),
        "Files that come with the article, such as audio.",
    ),
    key("source", KeyType::Table(SOURCE), "The agency or site that the article comes from."),
    key("comments", KeyType::Table(COMMENTS), "The comments on the article."),
    key("translations", KeyType::Text, "A key that all translations of the article share."),
    key("episode", KeyType::Table(EPISODE), "The article as an episode of a podcast."),
    key("extra", KeyType::Map(&KeyType::Anything), "Any values, for templates."),
];

/// The keys of other programs that withhold an article. `published` is `publish` where it is no boolean.
pub(super) fn withholding() -> impl Iterator<Item = Key> {
    let names = rules::withholding_keys().filter(|name| *name != "publish");
    let withholding = names.map(|name| {
        let takes = if name == "published" { DATE_OR_BOOLEAN } else { KeyType::Anything };
        key(name, takes, "Withholds the article, as it does in other programs.")
    });
    withholding.chain(TIMES.iter().copied())
}

/// The names of other programs for our times.
const TIMES: &[Key] = &[
    key("publishDate", KeyType::Date, "The same as publish; write only one of them."),
    key("expiryDate", KeyType::Date, "The same as expires; write only one of them."),
];

const DATE_OR_BOOLEAN: KeyType = KeyType::AnyOf(&[KeyType::Date, KeyType::Boolean]);

const IDS: &[Key] = &[
    key("rss", KeyType::Text, "The id in RSS and JSON Feed."),
    key("atom", KeyType::Text, "The id in Atom: an IRI."),
];

/// A file that plays.
const SRC: Key = required("src", KeyType::Text, "A file beside the article, a path on the site, or a URL.");

/// A picture: its file, or a table with it.
const PICTURE: KeyType = KeyType::AnyOf(&[KeyType::Text, KeyType::Table(IMAGE)]);

const PLACE: &[Key] = &[
    key("name", KeyType::Text, "The name."),
    key("geo", KeyType::Text, "Latitude and longitude: \"-6.2088, 106.8456\"."),
];

const IMAGE: &[Key] = &[
    required(
        "src",
        KeyType::List(&KeyType::Text),
        "A file beside the article, a path on the site, or a URL; several are one picture in several sizes.",
    ),
    key("alt", KeyType::Text, "A description for people who cannot see it."),
    key("caption", KeyType::Text, "The caption."),
    key("credit", KeyType::Text, "Who made the picture."),
    key("copyright", KeyType::Text, "Its copyright notice."),
];

const BYTES: Key = key("bytes", KeyType::Count(0), "The size. Default: measured.");

const TYPE: Key = key("type", KeyType::Text, "The media type. Default: by the extension.");

const DURATION: Key = key("duration", KeyType::Duration, "Its duration. Default: measured.");

const ENCLOSURE: &[Key] = &[SRC, BYTES, TYPE, DURATION];

/// The same episode in another file.
const ALTERNATE: &[Key] = &[
    SRC,
    BYTES,
    TYPE,
    DURATION,
    key("title", KeyType::Text, "The text that apps show for it."),
    key("language", KeyType::Text, "A BCP 47 tag."),
    key("bitrate", KeyType::Count(0), "Its bits per second."),
    key("height", KeyType::Count(1), "The height of its video, in pixels."),
];

const SOURCE: &[Key] = &[
    required("name", KeyType::Text, "The name."),
    key("url", KeyType::Text, "The absolute URL of the original."),
    key("feed", KeyType::Text, "The absolute URL of its feed."),
];

const COMMENTS: &[Key] = &[
    key("url", KeyType::Text, "The URL of the page with the comments."),
    key("count", KeyType::Count(0), "The number of comments."),
    key("feed", KeyType::Text, "The URL of the feed of comments."),
];

const EPISODE: &[Key] = &[
    key("number", KeyType::Count(1), "The number of the episode."),
    key("season", KeyType::AnyOf(&[KeyType::Count(1), KeyType::Table(SEASON)]), "The season."),
    key("type", KeyType::Word(kinds), "The kind of episode. Default: \"full\"."),
    key("title", KeyType::Text, "The title without the number."),
    key("explicit", KeyType::Boolean, "Whether it has explicit content."),
    key("image", KeyType::Text, "Its own cover."),
    DURATION,
    key("chapters", KeyType::Text, "A file with chapters. Default: found beside the audio."),
    key(
        "transcript",
        KeyType::List(&KeyType::AnyOf(&[KeyType::Text, KeyType::Table(TRANSCRIPT)])),
        "Files with transcripts. Default: found beside the audio.",
    ),
    key("soundbite", KeyType::List(&KeyType::Table(SOUNDBITE)), "Parts that advertise the episode."),
    key(
        "alternate",
        KeyType::List(&KeyType::AnyOf(&[KeyType::Text, KeyType::Table(ALTERNATE)])),
        "The same episode as other files.",
    ),
    key("block", KeyType::Boolean, "Whether directories hide it."),
    PERSONS,
    LOCATION,
    LICENSE,
    FUNDING,
];

const SEASON: &[Key] =
    &[key("number", KeyType::Count(1), "The number."), key("name", KeyType::Text, "The name.")];

const TRANSCRIPT: &[Key] = &[
    required("src", KeyType::Text, "A .vtt, .srt, .json, .html or .txt file."),
    key("language", KeyType::Text, "A BCP 47 tag."),
];

const SOUNDBITE: &[Key] = &[
    required("start", KeyType::Duration, "The time at which it starts."),
    required("duration", KeyType::Duration, "Its duration."),
    key("title", KeyType::Text, "The title."),
];

fn kinds(_: &[&Code]) -> Vec<String> {
    EPISODE_KINDS.iter().map(|(name, _)| (*name).to_owned()).collect()
}
