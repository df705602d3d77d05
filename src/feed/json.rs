//! A feed in, a JSON Feed 1.1 document out.

use serde::Serialize;

use super::GENERATOR_URL;
use super::parts::{feed_title, media_type, modified, named, non_blank, rfc3339, terms};
use crate::feed::{Enclosure, Entry, Feed, Language, Person, Text, Url};

pub(super) fn write(feed: &Feed) -> Vec<u8> {
    #[expect(clippy::expect_used, reason = "texts, numbers and lists always serialize")]
    let mut bytes =
        serde_json::to_vec_pretty(&JsonFeed::of(feed)).expect("texts, numbers and lists always serialize");
    bytes.push(b'\n');
    bytes
}

/// JSON Feed 1.1 top-level.
#[derive(Serialize)]
struct JsonFeed<'f> {
    version: &'static str,
    title: &'f str,
    home_page_url: &'f Url,
    feed_url: &'f Url,
    #[serde(rename = "_feedwright")]
    generator: Generator,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'f Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'f Url>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'f>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'f Language>,
    items: Vec<Item<'f>>,
}

impl<'f> JsonFeed<'f> {
    fn of(feed: &'f Feed) -> JsonFeed<'f> {
        JsonFeed {
            version: "https://jsonfeed.org/version/1.1",
            title: feed_title(feed),
            home_page_url: &feed.home_url,
            feed_url: &feed.self_url,
            generator: Generator { about: GENERATOR_URL },
            description: non_blank(feed.description.as_ref()),
            icon: feed.icon.as_ref().or(feed.logo.as_ref()),
            authors: named(&feed.authors).map(Author::of).collect(),
            language: feed.language.as_ref(),
            items: feed.entries.iter().map(|entry| Item::of(entry, feed)).collect(),
        }
    }
}

/// The generator, as an extension (JSON Feed 1.1 extensions), since the format has no place for it.
#[derive(Serialize)]
struct Generator {
    about: &'static str,
}

/// JSON Feed 1.1 items.
#[derive(Serialize)]
struct Item<'f> {
    id: &'f str,
    url: &'f Url,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'f Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'f Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'f Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'f Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'f Url>,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'f>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'f Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'f Language>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'f>>,
}

impl<'f> Item<'f> {
    fn of(entry: &'f Entry, feed: &'f Feed) -> Item<'f> {
        let content = non_blank(entry.content.as_ref());
        Item {
            id: entry.id.as_str(),
            url: &entry.url,
            external_url: entry.origin.as_ref().and_then(|origin| origin.url.as_ref()),
            title: non_blank(Some(&entry.title)),
            content_html: content,
            content_text: content.is_none().then(|| fallback_text(entry)),
            summary: non_blank(entry.summary.as_ref()),
            image: entry.image.as_ref().map(|image| &image.url).or(episode_image(entry)),
            date_published: rfc3339(entry.published),
            date_modified: modified(entry).map(rfc3339),
            authors: named(&entry.authors).map(Author::of).collect(),
            tags: terms(entry).collect(),
            language: entry.language.as_ref().filter(|language| feed.language.as_ref() != Some(*language)),
            attachments: entry.enclosures.iter().map(Attachment::of).collect(),
        }
    }
}

fn episode_image(entry: &Entry) -> Option<&Url> {
    entry.episode.as_ref()?.image.as_ref()
}

/// An item must have `content_html` or `content_text`. Without content it is the summary, the title or the URL.
fn fallback_text(entry: &Entry) -> &str {
    let text = non_blank(entry.summary.as_ref()).or(non_blank(Some(&entry.title)));
    text.map_or(entry.url.as_str(), Text::as_str)
}

/// JSON Feed 1.1 authors.
#[derive(Serialize)]
struct Author<'f> {
    name: &'f Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'f Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    avatar: Option<&'f Url>,
}

impl<'f> Author<'f> {
    fn of(person: &'f Person) -> Author<'f> {
        Author { name: &person.name, url: person.url.as_ref(), avatar: person.avatar.as_ref() }
    }
}

/// JSON Feed 1.1 items.attachments.
#[derive(Serialize)]
struct Attachment<'f> {
    url: &'f Url,
    mime_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_in_bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_in_seconds: Option<u64>,
}

impl<'f> Attachment<'f> {
    fn of(enclosure: &'f Enclosure) -> Attachment<'f> {
        let bytes = Some(enclosure.bytes).filter(|bytes| *bytes > 0);
        Attachment {
            url: &enclosure.url,
            mime_type: media_type(&enclosure.media_type),
            size_in_bytes: bytes,
            duration_in_seconds: enclosure.seconds,
        }
    }
}
