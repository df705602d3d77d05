//! Findings about our own documents in, the same in the words of the authors of articles out: the keys of the metadata
//! and what to type, rather than the elements of a feed.

use crate::diagnostic::{Code, Diagnostic};
use crate::site::article::Article;
use crate::site::fields::Syntax;

/// Where the parts of an entry come from: what formats call them, and the key of the metadata; empty for the body.
const ORIGINS: &[(&str, &str)] = &[
    ("attachments", "enclosure"),
    ("author", "authors"),
    ("authors", "authors"),
    ("category", "tags"),
    ("chapters", "episode"),
    ("comments", "comments"),
    ("content", ""),
    ("content_html", ""),
    ("content_text", ""),
    ("creator", "authors"),
    ("copyright", "image.copyright"),
    ("credit", "image.credit"),
    ("date_modified", "updated"),
    ("date_published", "date"),
    ("description", "summary"),
    ("duration", "episode"),
    ("enclosure", "enclosure"),
    ("encoded", ""),
    ("episode", "episode"),
    ("episodeType", "episode"),
    ("explicit", "episode"),
    ("group", "image"),
    ("guid", "id"),
    ("id", "id"),
    ("image", "image"),
    ("language", "language"),
    ("link", "url"),
    ("license", "license"),
    ("media:content", "image"),
    ("media:description", "image.caption"),
    ("media:title", "image.alt"),
    ("person", "episode"),
    ("pubDate", "date"),
    ("published", "date"),
    ("rights", "rights"),
    ("season", "episode"),
    ("soundbite", "episode"),
    ("source", "source"),
    ("summary", "summary"),
    ("tags", "tags"),
    ("thumbnail", "image"),
    ("title", "title"),
    ("transcript", "episode"),
    ("updated", "updated"),
    ("url", "url"),
];

/// What to do about a finding.
enum Help {
    /// To write a value of a key.
    Value(&'static str, &'static str),
    /// To write a value of a key of a table, which may be there: its key, and the other key.
    Member(&'static str, &'static str, &'static str),
    /// To write a table: its key, and its keys with their values.
    Table(&'static str, &'static [(&'static str, &'static str)]),
    /// Anything else.
    Words(&'static str),
}

/// What the author of an article does about a finding: its code, the key that it is about, and help. The key is empty for
/// the body.
const HELP: &[(&str, &str, Help)] = &[
    (
        "duplicate-enclosure",
        "enclosure",
        Help::Words("write another file in `enclosure`, or leave one of the articles out"),
    ),
    ("email-in-name", "authors", Help::Table("authors", PERSON)),
    ("enclosure-without-length", "enclosure", Help::Table("enclosure", FILE)),
    ("entry-without-text", "", Help::Words("write a text, or a `summary`")),
    ("episode-without-file", "enclosure", Help::Value("enclosure", "\"episode.mp3\"")),
    ("malformed-email", "authors", Help::Table("authors", PERSON)),
    ("news-image-without-credit", "image", Help::Table("image", IMAGE)),
    ("news-link-elsewhere", "url", Help::Words("remove `url`, or leave the article out of this feed")),
    ("news-read-more", "", Help::Words("write the full text, without the link")),
    ("news-short-text", "", Help::Words("write the full text: 300 characters or more")),
    (
        "news-title-length",
        "title",
        Help::Words("write a `title` of 21 to 150 characters; the first 60 are shown everywhere"),
    ),
    ("news-too-old", "date", Help::Value("feed", "false")),
    ("news-without-byline", "authors", Help::Value("authors", "[\"…\"]")),
    ("news-without-image", "image", Help::Table("image", IMAGE)),
    (
        "podcast-file-extension",
        "enclosure.src",
        Help::Words("use a file that Apple plays: .mp3, .m4a, .mp4, .m4v, .mov or .pdf"),
    ),
    ("podcast-file-type", "enclosure.type", Help::Words("remove `type`, or correct it")),
    ("podcast-image-format", "episode.image", Help::Words("set `image` in `episode` to a JPEG or PNG file")),
    ("serial-without-episode-number", "episode", Help::Member("episode", "number", "1")),
    (
        "soundbite-after-end",
        "episode.soundbite",
        Help::Words("write a smaller `start` or `duration` of `soundbite` under [episode]"),
    ),
    ("unknown-language", "language", Help::Value("language", "\"en\"")),
    ("unknown-length", "enclosure", Help::Table("enclosure", FILE)),
    ("updated-before-published", "updated", Help::Words("correct `updated`, or remove it")),
];

const FILE: &[(&str, &str)] = &[("src", "\"episode.mp3\""), ("bytes", "1234")];

/// With the credit, so that it is not asked for next.
const IMAGE: &[(&str, &str)] = &[("src", "\"photo.jpg\""), ("credit", "\"…\"")];

const PERSON: &[(&str, &str)] = &[("name", "\"…\""), ("email", "\"…\"")];

/// What the owner of a site does about a finding that is about no article: its code, the key under [feed.podcast] that it is
/// about, and help. The key is empty for the table, and none for the feed.
const SETTINGS: &[(&str, Option<&str>, &str)] = &[
    ("large-feed", None, "lower its `limit` under [[feed]], or write body = \"summary\""),
    ("malformed-recurrence", Some("update-frequency"), "write rrule = \"FREQ=WEEKLY\", or another such rule"),
    ("missing-language", None, "write language = \"en\" under [site]"),
    (
        "missing-podcast-contact",
        Some(""),
        "write owner = { name = \"…\", email = \"…\" } under [feed.podcast], which is public",
    ),
    ("news-few-entries", None, "if there are more articles, write limit = 30 or more under its [[feed]]"),
    ("podcast-guid-version", Some("guid"), "keep it if it is published; otherwise remove it"),
    ("podcast-image-format", Some("image"), "use a JPEG or PNG file"),
    ("podcast-not-rss", None, "write format = \"rss\" under its [[feed]]"),
    ("several-podcast-categories", Some("categories"), "keep the one that matters"),
    ("too-many-entries", None, "lower its `limit` under [[feed]]"),
    (
        "unknown-language",
        None,
        "correct `language` under [site], which is a registered tag such as en, id or pt-BR",
    ),
];

/// The key of the metadata that a finding about a part of an entry comes from; empty for the body.
pub(super) fn key(code: &Code, part: &str) -> Option<&'static str> {
    help_for(code).map(|(_, key, _)| *key).or_else(|| origin(part))
}

fn help_for(code: &Code) -> Option<&'static (&'static str, &'static str, Help)> {
    HELP.iter().find(|(name, _, _)| *name == code.name)
}

fn origin(part: &str) -> Option<&'static str> {
    ORIGINS.iter().find(|(known, _)| *known == part).map(|(_, key)| *key)
}

/// The finding about a part of an entry, in the words of its article.
pub(super) fn of_article(
    finding: Diagnostic,
    part: &str,
    article: &Article,
    syntax: impl FnOnce() -> Syntax,
) -> Diagnostic {
    let message = match origin(part) {
        Some(key) => renamed(&finding.message, part, key),
        None => finding.message.clone(),
    };
    let help = help_for(finding.code).map(|(_, _, help)| match help {
        Help::Value(key, value) => format!("write {}", syntax().pair(key, value)),
        Help::Member(key, member, value) if article.places.get(key).is_some() => {
            format!("add {} to `{key}`", syntax().pair(member, value))
        }
        Help::Member(key, member, value) => format!("write {}", table(syntax(), key, &[(*member, *value)])),
        Help::Table(key, members) => format!("write {}", table(syntax(), key, members)),
        Help::Words(words) => (*words).to_owned(),
    });
    Diagnostic { message, help: help.or(finding.help), ..finding }
}

/// The finding about a picture that is not the first one of its article, in the words of the article.
pub(super) fn of_other_image(finding: Diagnostic, syntax: impl FnOnce() -> Syntax) -> Diagnostic {
    let is_uncredited = finding.code.name == "news-image-without-credit";
    let help =
        is_uncredited.then(|| format!("add {} beside its {}", syntax().pair("credit", "\"…\""), "`src`"));
    Diagnostic { help: help.or(finding.help), ..finding }
}

/// The finding about a whole document, in the words of the configuration.
pub(super) fn of_feed(finding: Diagnostic) -> Diagnostic {
    let help = setting_for(finding.code).map(|(_, _, help)| (*help).to_owned());
    Diagnostic { help: help.or(finding.help), ..finding }
}

/// The key under [feed.podcast] that a finding about a whole document is about; empty for the table.
pub(super) fn podcast_key(code: &Code) -> Option<&'static str> {
    setting_for(code).and_then(|(_, key, _)| *key)
}

fn setting_for(code: &Code) -> Option<&'static (&'static str, Option<&'static str>, &'static str)> {
    SETTINGS.iter().find(|(name, ..)| *name == code.name)
}

/// A table as the value of a key. People are a list.
fn table(syntax: Syntax, key: &str, members: &[(&str, &str)]) -> String {
    let members: Vec<_> = members.iter().map(|(key, value)| syntax.pair(key, value)).collect();
    let table = format!("{{ {} }}", members.join(", "));
    syntax.pair(key, &if key == "authors" { format!("[{table}]") } else { table })
}

/// A message with the key in place of the element: `<title>` as `title`, and `<content:encoded>` as the text.
fn renamed(message: &str, part: &str, key: &str) -> String {
    let name = if key.is_empty() { "the text".to_owned() } else { format!("`{key}`") };
    let is_part = |quoted: &str| {
        let element = quoted.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
        element.map_or(quoted == part, |element| element == part || element.ends_with(&format!(":{part}")))
    };
    let pieces: Vec<_> = message.split('`').collect();
    // Quoted pieces are those with odd places.
    let words = pieces.iter().enumerate().map(|(at, piece)| match at % 2 {
        1 if is_part(piece) => name.clone(),
        1 => format!("`{piece}`"),
        _ => (*piece).to_owned(),
    });
    if pieces.len() % 2 == 0 { message.to_owned() } else { words.collect() }
}
