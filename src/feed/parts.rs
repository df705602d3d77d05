//! Parts of a feed in, texts that all formats write in the same way out. Each format can represent every feed.

use chrono::{DateTime, Datelike, SecondsFormat, Utc};
use html5gum::{Token, Tokenizer};
use mime::Mime;
use unicode_segmentation::UnicodeSegmentation;

use crate::feed::{Category, Entry, Feed, Image, Origin, Person, Text, Url};

/// The maximum length of a title made from a text, in graphemes.
const MAX_HEADING: usize = 80;

/// A text, unless it is blank.
pub(super) fn non_blank(text: Option<&Text>) -> Option<&Text> {
    text.filter(|text| !text.is_blank())
}

/// People with a name.
pub(super) fn named(people: &[Person]) -> impl Iterator<Item = &Person> {
    people.iter().filter(|person| !person.name.is_blank())
}

/// The email address of a person, if it can be one (RFC 5322 §3.4.1): one word with an `@` in it.
pub(super) fn email(person: &Person) -> Option<&Text> {
    person.email.as_ref().filter(|email| {
        let (local, host) = email.as_str().rsplit_once('@').unwrap_or_default();
        !local.is_empty() && !host.is_empty() && !email.as_str().contains(char::is_whitespace)
    })
}

/// Categories that have a name.
pub(super) fn categories(entry: &Entry) -> impl Iterator<Item = &Category> {
    entry.categories.iter().filter(|category| !category.name.is_blank())
}

/// The pictures of an entry, the first one first.
pub(super) fn pictures(entry: &Entry) -> impl Iterator<Item = &Image> {
    entry.image.iter().chain(&entry.images)
}

/// The nearest time that every format can represent: years 1 to 9999.
pub(super) fn clamp_year(time: DateTime<Utc>) -> DateTime<Utc> {
    match time.year() {
        1..=9999 => time,
        ..1 => DateTime::UNIX_EPOCH.with_year(1).unwrap_or_default(),
        10_000.. => DateTime::UNIX_EPOCH.with_year(9999).unwrap_or_default(),
    }
}

/// RFC 3339 in UTC and whole seconds: `2026-04-01T15:30:00Z`.
pub(super) fn rfc3339(time: DateTime<Utc>) -> String {
    clamp_year(time).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// `Wed, 01 Apr 2026 15:30:00 +0000`, with the zone that every client understands (RSS Best Practices Profile §3.2).
pub(super) fn rfc2822(time: DateTime<Utc>) -> String {
    clamp_year(time).format("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

/// A valid media type, or `application/octet-stream` (RFC 2046 §4.5.1).
pub(super) fn media_type(written: &str) -> String {
    written.parse::<Mime>().map_or_else(|_| "application/octet-stream".to_owned(), |known| known.to_string())
}

/// A feed's title, or its home URL.
pub(super) fn feed_title(feed: &Feed) -> &str {
    non_blank(Some(&feed.title)).map_or(feed.home_url.as_str(), Text::as_str)
}

/// An entry's title, or the beginning of its text, or its URL.
pub(super) fn heading(entry: &Entry) -> String {
    if let Some(title) = non_blank(Some(&entry.title)) {
        return title.to_string();
    }
    let summary = non_blank(entry.summary.as_ref()).cloned();
    let text =
        summary.or_else(|| non_blank(entry.content.as_ref()).map(text_of)).filter(|text| !text.is_blank());
    text.map_or_else(|| entry.url.to_string(), |text| truncate(text.as_str()))
}

/// The text of clean HTML.
fn text_of(html: &Text) -> Text {
    let mut text = String::new();
    for token in Tokenizer::new(html.as_str()).flatten() {
        if let Token::String(words) = token {
            text.push_str(&String::from_utf8_lossy(&words));
        }
    }
    Text::line(&text)
}

/// The time of the last change, if any; never before publication.
pub(super) fn modified(entry: &Entry) -> Option<DateTime<Utc>> {
    entry.updated.map(|_| entry.changed())
}

/// The name of an origin, or its URL.
pub(super) fn origin_name(origin: &Origin) -> &str {
    let address = || origin.url.as_ref().or(origin.feed.as_ref()).map_or("", Url::as_str);
    non_blank(Some(&origin.name)).map_or_else(address, Text::as_str)
}

/// The beginning of a text, truncated at a word.
fn truncate(text: &str) -> String {
    let mut kept = String::new();
    let mut length = 0;
    for word in text.split_word_bounds() {
        length += word.graphemes(true).count();
        if length > MAX_HEADING {
            let kept =
                if kept.trim().is_empty() { text.graphemes(true).take(MAX_HEADING).collect() } else { kept };
            return format!("{}…", kept.trim_end());
        }
        kept.push_str(word);
    }
    kept
}
