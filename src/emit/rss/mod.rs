//! RSS 2.0, through [`rss::Channel`].

mod escape;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use memchr::memmem;
use rss::extension::{Extension, ExtensionMap};
use rss::{Category, Channel, Enclosure, Guid, Image, Item, Source};

use super::parts::{feed_title, media_type, modified, named, origin_name, rfc3339, said, sayable, terms};
use super::xml::{DECLARATION, NAMESPACES, media};
use super::{Format, GENERATOR};
use crate::model::feed::{Comments, Entry, Feed, Id, Origin, Person};
use crate::model::text::Text;
use crate::model::url::Url;

/// RSS 2.0
pub static FORMAT: Format =
    Format { name: "rss", media_type: "application/rss+xml", extension: "xml", write };

/// So many entries are a channel at once: of a large feed the crate would hold every text a second time.
const BATCH: usize = 16;

/// How the crate begins a document, behind a declaration without a line end; its first item; and how it ends.
const START: &[u8] = b"<rss";
const ITEM: &[u8] = b"\n    <item>";
const END: &[u8] = b"\n  </channel>\n</rss>";

fn write(feed: &Feed) -> Vec<u8> {
    let mut frame = frame(feed);
    let mut used = prefixes(&frame);
    let mut bytes = Vec::new();
    for entries in feed.entries.chunks(BATCH) {
        let batch = Channel { items: items(entries, feed), ..Channel::default() };
        used.extend(prefixes(&batch));
        escape::portable(from(ITEM, &written(&batch)), &mut bytes);
    }
    bytes.extend_from_slice(END);
    bytes.push(b'\n');
    // Which prefixes are in use is known last, and stands first.
    frame.namespaces = declared(&used);
    let mut head = DECLARATION.as_bytes().to_vec();
    escape::portable(from(START, &written(&frame)), &mut head);
    bytes.splice(0..0, head);
    bytes
}

fn written(channel: &Channel) -> Vec<u8> {
    let mut bytes = Vec::new();
    #[expect(clippy::expect_used, reason = "writing to memory does not fail")]
    channel.pretty_write_to(&mut bytes, b' ', 2).expect("writing to memory does not fail");
    bytes
}

/// What stands from `start` on, less the end.
fn from<'w>(start: &[u8], written: &'w [u8]) -> &'w [u8] {
    let start = memmem::find(written, start).unwrap_or_default();
    let rest = written.get(start..).unwrap_or_default();
    rest.strip_suffix(END).unwrap_or(rest)
}

/// The feed as a channel.
#[must_use]
pub fn channel(feed: &Feed) -> Channel {
    let mut channel = Channel { items: items(&feed.entries, feed), ..frame(feed) };
    channel.namespaces = declared(&prefixes(&channel));
    channel
}

/// The feed without its entries, and without the namespaces that they need.
fn frame(feed: &Feed) -> Channel {
    Channel {
        title: feed_title(feed).to_owned(),
        link: feed.home_url.to_string(),
        description: said(feed.description.as_ref()).map_or(feed_title(feed), Text::as_str).to_owned(),
        language: feed.language.as_ref().map(ToString::to_string),
        copyright: said(feed.rights.as_ref()).map(ToString::to_string),
        managing_editor: named(&feed.authors).find_map(mailbox),
        last_build_date: feed.updated().map(rfc2822),
        generator: Some(GENERATOR.to_owned()),
        docs: Some("https://www.rssboard.org/rss-specification".to_owned()),
        image: feed.logo.as_ref().filter(|logo| is_picture(logo)).map(|logo| picture(feed, logo)),
        extensions: extensions([self_link(&feed.self_url)]),
        ..Channel::default()
    }
}

/// RSS 2.0 `<image>` takes GIF, JPEG and PNG.
fn is_picture(url: &Url) -> bool {
    let path = url.path().to_lowercase();
    [".gif", ".jpg", ".jpeg", ".png"].iter().any(|extension| path.ends_with(extension))
}

fn picture(feed: &Feed, logo: &Url) -> Image {
    Image {
        url: logo.to_string(),
        title: feed_title(feed).to_owned(),
        link: feed.home_url.to_string(),
        ..Image::default()
    }
}

fn self_link(url: &Url) -> Extension {
    let attributes = [("href", url.as_str()), ("rel", "self"), ("type", FORMAT.media_type)];
    element("atom:link", &attributes, None)
}

/// The prefixes in use.
fn prefixes(channel: &Channel) -> BTreeSet<&'static str> {
    let maps = || channel.items.iter().map(|item| &item.extensions).chain([&channel.extensions]);
    let has_content = channel.items.iter().any(|item| item.content.is_some());
    let is_used =
        |prefix: &str| maps().any(|map| map.contains_key(prefix)) || (prefix == "content" && has_content);
    NAMESPACES.iter().map(|(prefix, _)| *prefix).filter(|prefix| is_used(prefix)).collect()
}

/// The namespaces of these prefixes, and no others.
fn declared(used: &BTreeSet<&str>) -> BTreeMap<String, String> {
    let known = NAMESPACES.iter().filter(|(prefix, _)| used.contains(prefix));
    known.map(|(prefix, uri)| ((*prefix).to_owned(), (*uri).to_owned())).collect()
}

fn items(entries: &[Arc<Entry>], feed: &Feed) -> Vec<Item> {
    entries.iter().map(|entry| item(entry, feed)).collect()
}

fn item(entry: &Entry, feed: &Feed) -> Item {
    let (description, content) = bodies(entry);
    Item {
        title: said(Some(&entry.title)).map(ToString::to_string),
        link: Some(entry.url.to_string()),
        description,
        content,
        author: mailed(entry),
        categories: terms(entry).map(category).collect(),
        comments: entry.comments.url.as_ref().map(ToString::to_string),
        enclosure: entry.enclosure.as_ref().map(|enclosure| Enclosure {
            url: enclosure.url.to_string(),
            length: enclosure.bytes.to_string(),
            mime_type: media_type(&enclosure.media_type),
        }),
        guid: Some(guid(&entry.id, &entry.url)),
        pub_date: Some(rfc2822(entry.published)),
        source: entry.origin.as_ref().and_then(source),
        extensions: extensions(item_extensions(entry, feed)),
        ..Item::default()
    }
}

/// `description` and `content:encoded`: the summary and the content, as HTML. Without a summary the content is the
/// description (RSS Best Practices Profile §5.2.1). An item has a title or a description.
fn bodies(entry: &Entry) -> (Option<String>, Option<String>) {
    let summary = said(entry.summary.as_ref()).map(|summary| escape_html(summary.as_str()));
    let content = said(entry.content.as_ref()).map(ToString::to_string);
    match (summary, content) {
        (Some(summary), content) => (Some(summary), content),
        (None, Some(content)) => (Some(content), None),
        (None, None) if entry.title.is_blank() => (Some(escape_html(entry.url.as_str())), None),
        (None, None) => (None, None),
    }
}

fn escape_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// `address (Name)`; RSS takes people only with their address. What a comment cannot hold is quoted (RFC 822 §3.3).
fn mailbox(person: &Person) -> Option<String> {
    let name = person.name.as_str().replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    person.email.as_ref().map(|email| format!("{email} ({name})"))
}

/// An item has one `author`, who has an address, or `dc:creator`s, and never both (RSS Best Practices Profile §5.3.1).
fn mailed(entry: &Entry) -> Option<String> {
    let mut authors = named(&entry.authors);
    let only = authors.next().filter(|_| authors.next().is_none())?;
    mailbox(only)
}

fn category(term: &Text) -> Category {
    Category { name: term.to_string(), domain: None }
}

/// A permalink only where it is one.
fn guid(id: &Id, url: &Url) -> Guid {
    let permalink = id.as_str() == url.as_str() && matches!(url.scheme(), "http" | "https");
    Guid { value: id.as_str().to_owned(), permalink }
}

/// RSS 2.0 `<source>` names the feed that an item came from, and needs its address.
fn source(origin: &Origin) -> Option<Source> {
    let feed = origin.feed.as_ref()?;
    Some(Source { url: feed.to_string(), title: Some(origin_name(origin).to_owned()) })
}

fn item_extensions(entry: &Entry, feed: &Feed) -> Vec<Extension> {
    let mut elements = Vec::new();
    if mailed(entry).is_none() {
        elements.extend(named(&entry.authors).map(|author| text("dc:creator", author.name.as_str())));
    }
    let language = entry.language.as_ref().filter(|language| feed.language.as_ref() != Some(*language));
    elements.extend(language.map(|language| text("dc:language", language.as_str())));
    elements.extend(said(entry.rights.as_ref()).map(|rights| text("dc:rights", rights.as_str())));
    elements.extend(entry.origin.as_ref().and_then(dc_source));
    elements.extend(modified(entry).map(|updated| text("dcterms:modified", &rfc3339(updated))));
    elements.extend(entry.license.as_ref().map(|license| text("creativeCommons:license", license.as_str())));
    elements.extend(entry.image.as_ref().map(media_content));
    elements.extend(discussion(&entry.comments));
    elements
}

fn dc_source(origin: &Origin) -> Option<Extension> {
    let named = origin.url.as_ref().map_or(origin_name(origin), Url::as_str);
    (origin.feed.is_none() && !named.is_empty()).then(|| text("dc:source", named))
}

fn discussion(comments: &Comments) -> impl Iterator<Item = Extension> {
    let count = comments.count.map(|count| text("slash:comments", &count.to_string()));
    let feed = comments.feed.as_ref().map(|feed| text("wfw:commentRss", feed.as_str()));
    count.into_iter().chain(feed)
}

fn media_content(image: &crate::model::feed::Image) -> Extension {
    let media = media(image);
    let attributes: Vec<_> = media.attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut content = element("media:content", &attributes, None);
    for (name, attributes, value) in &media.children {
        let child = element(&format!("media:{name}"), attributes, Some(value.as_str()));
        content.children.insert((*name).to_owned(), vec![child]);
    }
    content
}

fn text(name: &str, value: &str) -> Extension {
    element(name, &[], Some(value))
}

fn element(name: &str, attributes: &[(&str, &str)], value: Option<&str>) -> Extension {
    Extension {
        name: name.to_owned(),
        value: value.map(str::to_owned),
        attrs: attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        children: BTreeMap::new(),
    }
}

/// Elements by prefix and local name, as the crate wants them.
fn extensions(elements: impl IntoIterator<Item = Extension>) -> ExtensionMap {
    let mut map = ExtensionMap::new();
    for element in elements {
        let (prefix, local) = element.name.split_once(':').unwrap_or(("", &element.name));
        let (prefix, local) = (prefix.to_owned(), local.to_owned());
        map.entry(prefix).or_default().entry(local).or_default().push(element);
    }
    map
}

/// `Wed, 01 Apr 2026 15:30:00 +0000`: the zone that every client understands (RSS Best Practices Profile §3.2).
fn rfc2822(time: DateTime<Utc>) -> String {
    sayable(time).format("%a, %d %b %Y %H:%M:%S +0000").to_string()
}
