//! A feed in, a JSON Feed 1.1 document out.

use std::collections::{BTreeMap, btree_map};

use serde::Serialize;

use super::GENERATOR_URL;
use super::element::declare;
use super::parts::{categories, feed_title, media_type, modified, named, non_blank, rfc3339};
use crate::feed::{Element, Enclosure, Entry, Feed, Language, Person, Text, Url};

pub(super) fn write(feed: &Feed) -> Vec<u8> {
    #[expect(clippy::expect_used, reason = "texts, numbers and lists always serialize")]
    let mut bytes =
        serde_json::to_vec_pretty(&JsonFeed::of(feed)).expect("texts, numbers and lists always serialize");
    bytes.push(b'\n');
    bytes
}

/// The sides of an `icon`, in pixels (JSON Feed 1.1 icon). A smaller one is a `favicon`.
pub(crate) const MIN_ICON: u32 = 512;

/// JSON Feed 1.1 top-level.
#[derive(Serialize)]
struct JsonFeed<'f> {
    version: &'static str,
    title: &'f str,
    home_page_url: &'f Url,
    feed_url: &'f Url,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<&'f Url>,
    #[serde(rename = "_feedwright")]
    generator: Generator,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'f Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'f Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    favicon: Option<&'f Url>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'f>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'f Language>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hubs: Vec<Hub<'f>>,
    #[serde(flatten)]
    extensions: Extensions,
    items: Vec<Item<'f>>,
}

impl<'f> JsonFeed<'f> {
    fn of(feed: &'f Feed) -> JsonFeed<'f> {
        let is_small = feed.icon_size.is_some_and(|(width, height)| width.min(height) < MIN_ICON);
        let is_square = feed.logo_size.is_none_or(|(width, height)| width == height);
        let logo = feed.logo.as_ref().filter(|_| is_square && feed.icon.is_none());
        JsonFeed {
            version: "https://jsonfeed.org/version/1.1",
            title: feed_title(feed),
            home_page_url: &feed.home_url,
            feed_url: &feed.self_url,
            next_url: feed.archives.previous.as_ref(),
            generator: Generator { about: GENERATOR_URL },
            description: non_blank(feed.description.as_ref()),
            icon: feed.icon.as_ref().filter(|_| !is_small).or(logo),
            favicon: feed.icon.as_ref().filter(|_| is_small),
            authors: named(&feed.authors).map(Author::of).collect(),
            language: feed.language.as_ref(),
            hubs: feed.hubs.iter().map(|url| Hub { r#type: "WebSub", url }).collect(),
            extensions: extensions(&feed.elements),
            items: feed.entries.iter().map(|entry| Item::of(entry, feed)).collect(),
        }
    }
}

/// JSON Feed 1.1 hubs.
#[derive(Serialize)]
struct Hub<'f> {
    r#type: &'static str,
    url: &'f Url,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    banner_image: Option<&'f Url>,
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
    #[serde(flatten)]
    extensions: Extensions,
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
            image: image(entry),
            banner_image: entry.image.as_ref().map(|image| &image.url).filter(|url| !shows(content, url)),
            date_published: rfc3339(entry.published),
            date_modified: modified(entry).map(rfc3339),
            authors: named(&entry.authors).map(Author::of).collect(),
            tags: categories(entry).map(|category| &category.name).collect(),
            language: entry.language.as_ref().filter(|language| feed.language.as_ref() != Some(*language)),
            attachments: entry.enclosures.iter().map(Attachment::of).collect(),
            extensions: extensions(&entry.elements),
        }
    }
}

/// Extensions by name (JSON Feed 1.1 Extensions).
type Extensions = BTreeMap<String, Extension>;

/// An element of another namespace: its text if it has nothing else, or an object with its attributes, its children and
/// its text as `value`; several of one name as a list.
#[derive(Serialize)]
#[serde(untagged)]
enum Extension {
    Text(String),
    List(Vec<Extension>),
    Object(Extensions),
}

impl Extension {
    fn of(element: &Element) -> Extension {
        let text = || Extension::Text(element.text.to_string());
        if element.attributes().next().is_none() && element.children.is_empty() {
            return text();
        }
        let mut object = Extensions::new();
        for (name, value) in element.attributes() {
            add(&mut object, name, Extension::Text(value.to_string()));
        }
        if element.children.is_empty() && !element.text.is_blank() {
            add(&mut object, "value", text());
        }
        for child in &element.children {
            add(&mut object, child.name(), Extension::of(child));
        }
        Extension::Object(object)
    }
}

/// The elements of each namespace in an object that is named after its prefix, with the URI of the namespace as `about`. Of
/// two namespaces with the same prefix, the first one counts.
fn extensions(elements: &[Element]) -> Extensions {
    let mut declared = BTreeMap::new();
    declare(elements, &mut declared);
    let mut extensions = Extensions::new();
    for (prefix, uri) in declared {
        let of_it = elements
            .iter()
            .filter(|element| element.namespace().prefix() == prefix && element.namespace().uri() == uri);
        let mut object = Extensions::new();
        of_it.for_each(|element| add(&mut object, element.name(), Extension::of(element)));
        if !object.is_empty() {
            object.entry("about".to_owned()).or_insert(Extension::Text(uri));
            extensions.insert(format!("_{prefix}"), Extension::Object(object));
        }
    }
    extensions
}

/// Adds a value. Names of an extension have no dots, and do not begin with an underscore.
fn add(object: &mut Extensions, name: &str, value: Extension) {
    let name = name.trim_start_matches('_').replace('.', "-");
    match object.entry(if name.is_empty() { "value".to_owned() } else { name }) {
        btree_map::Entry::Vacant(free) => _ = free.insert(value),
        btree_map::Entry::Occupied(mut taken) => match taken.get_mut() {
            Extension::List(list) => list.push(value),
            one @ (Extension::Text(_) | Extension::Object(_)) => {
                let first = std::mem::replace(one, Extension::List(Vec::new()));
                *one = Extension::List(vec![first, value]);
            }
        },
    }
}

/// The picture of an entry, or of the episode that it is, or the one for lists.
fn image(entry: &Entry) -> Option<&Url> {
    let own = || entry.image.as_ref().map(|image| &image.url);
    let of_episode = || entry.episode.as_ref()?.image.as_ref();
    let thumbnail = || entry.thumbnail.as_ref().map(|file| &file.url);
    own().or_else(of_episode).or_else(thumbnail)
}

/// Whether content shows a picture. Readers put a banner above it.
fn shows(content: Option<&Text>, url: &Url) -> bool {
    let escaped = url.as_str().replace('&', "&amp;");
    content.is_some_and(|content| [url.as_str(), &escaped].iter().any(|url| content.as_str().contains(url)))
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
