//! Reads a published feed as feed readers do, in any format and from any program. Errors in it are ignored: they are
//! reported by `check`.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Number;
use serde_json::value::RawValue;

use crate::feed::Format;
use crate::published::feed::{Item, PublishedFeed};
use crate::source::encoding;

/// Deeper than any feed.
const DEPTH: usize = 256;

/// More entries than any feed has: an entry takes much more memory than an element without a text.
const MOST_ITEMS: usize = 1_000_000;

/// Reads a feed, told by its content; none if it is none, or has more than a million entries.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<PublishedFeed> {
    let text = encoding::decode(bytes, None).text;
    if text.trim_start().starts_with('{') { json(&text) } else { xml(&text) }
}

/// The parts of a JSON object that are wanted, as they stand in the text. Of a key that stands twice the last counts.
struct Parts<'t>(BTreeMap<&'static str, &'t RawValue>);

/// Everything that is wanted of a feed, an item, or an attachment.
const PARTS: &[&str] = &[
    "_feedwright",
    "attachments",
    "content_html",
    "content_text",
    "date_modified",
    "date_published",
    "feed_url",
    "id",
    "items",
    "summary",
    "title",
    "url",
    "version",
];

impl<'t> Parts<'t> {
    fn read(text: &'t str) -> Option<Parts<'t>> {
        serde_json::from_str(text).ok()
    }

    /// A part that is a string, and not empty.
    fn words(&self, key: &str) -> Option<String> {
        serde_json::from_str::<String>(self.0.get(key)?.get()).ok().as_deref().and_then(present)
    }

    /// Numbers are read as the strings that they should be (JSON Feed 1.1 items.id).
    fn id(&self) -> Option<String> {
        let number = || serde_json::from_str::<Number>(self.0.get("id")?.get()).ok();
        self.words("id").or_else(|| Some(number()?.to_string()))
    }
}

impl<'de> Deserialize<'de> for Parts<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Parts<'de>, D::Error> {
        deserializer.deserialize_map(ReadParts)
    }
}

struct ReadParts;

impl<'de> Visitor<'de> for ReadParts {
    type Value = Parts<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Parts<'de>, M::Error> {
        let mut parts = BTreeMap::new();
        while let Some(key) = map.next_key::<String>()? {
            match PARTS.iter().find(|part| **part == key) {
                Some(part) => _ = parts.insert(*part, map.next_value()?),
                None => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(Parts(parts))
    }
}

/// The elements of a list, one by one, until one is enough.
struct Elements<F>(F);

impl<'de, F: FnMut(&'de RawValue) -> bool> DeserializeSeed<'de> for Elements<F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(&'de RawValue) -> bool> Visitor<'de> for Elements<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<S: SeqAccess<'de>>(mut self, mut list: S) -> Result<(), S::Error> {
        while let Some(element) = list.next_element()? {
            if !(self.0)(element) {
                break;
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

/// Calls `each` with the elements of a list until it says that there are enough; of anything else there are none.
fn elements<'t>(list: &'t RawValue, each: impl FnMut(&'t RawValue) -> bool) {
    let _ = Elements(each).deserialize(&mut serde_json::Deserializer::from_str(list.get()));
}

fn json(text: &str) -> Option<PublishedFeed> {
    let feed = Parts::read(text)?;
    feed.words("version").filter(|version| version.starts_with("https://jsonfeed.org/version/1"))?;
    let mut items = Vec::new();
    if let Some(list) = feed.0.get("items") {
        elements(list, |item| {
            items.push(Parts::read(item.get()).map_or_else(Item::default, |parts| json_item(&parts)));
            items.len() <= MOST_ITEMS
        });
    }
    let ours = feed.0.get("_feedwright").is_some_and(|ours| ours.get() != "null");
    let known =
        PublishedFeed { format: Format::Json, id: None, self_url: feed.words("feed_url"), ours, items };
    Some(known).filter(|known| known.items.len() <= MOST_ITEMS)
}

fn json_item(item: &Parts<'_>) -> Item {
    let updated = item.words("date_modified").and_then(|text| instant(&text));
    let content = item.words("content_html").or_else(|| item.words("content_text"));
    let mut attachment = None;
    if let Some(files) = item.0.get("attachments") {
        elements(files, |file| {
            attachment = Parts::read(file.get());
            false
        });
    }
    Item {
        id: item.id(),
        link: item.words("url"),
        title: line(&item.words("title").unwrap_or_default()),
        date: item.words("date_published").and_then(|text| instant(&text)).or(updated),
        updated,
        enclosure: attachment.and_then(|file| file.words("url")),
        summary: item.words("summary").map(|text| hash(&text)),
        content: content.map(|text| hash(&text)),
    }
}

fn xml(text: &str) -> Option<PublishedFeed> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut walk = Walk::default();
    loop {
        match reader.read_event() {
            Ok(_) if walk.has_too_many_items() => return None,
            Ok(Event::Start(tag)) if walk.path.len() < DEPTH => walk.start(&tag)?,
            Ok(Event::Empty(tag)) if walk.path.len() < DEPTH => {
                walk.start(&tag)?;
                walk.end(&name(tag.name().as_ref()));
            }
            Ok(Event::Text(text)) => walk.text.push_str(&text.decode().unwrap_or_default()),
            Ok(Event::GeneralRef(reference)) => walk.text.push_str(&resolved(&reference)),
            Ok(Event::CData(text)) => walk.text.push_str(&text.decode().unwrap_or_default()),
            Ok(Event::End(tag)) => walk.end(&name(tag.name().as_ref())),
            // What is cut off, or broken from there on, says nothing of the rest.
            Ok(Event::Eof) | Err(_) if !walk.path.is_empty() => return None,
            Ok(Event::Start(_) | Event::Empty(_) | Event::Eof) | Err(_) => break,
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
        }
    }
    walk.known
}

fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let name = reference.decode().unwrap_or_default();
    match quick_xml::escape::resolve_predefined_entity(&name) {
        Some(text) => text.to_owned(),
        // An entity of HTML stays as it stands: it is the same in both states of a feed.
        None => format!("&{name};"),
    }
}

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Where in a document we are, and what was found so far.
#[derive(Default)]
struct Walk {
    /// The names of the open elements, without the prefix that the root has.
    path: Vec<String>,
    prefix: String,
    text: String,
    known: Option<PublishedFeed>,
}

impl Walk {
    /// None if the document is no feed.
    fn start(&mut self, tag: &BytesStart<'_>) -> Option<()> {
        let raw = name(tag.name().as_ref());
        if self.path.is_empty() && self.known.is_none() {
            let (prefix, local) =
                raw.rsplit_once(':').map_or(("", raw.as_str()), |(prefix, local)| (prefix, local));
            let format = match local {
                "rss" | "RDF" => Format::Rss,
                "feed" => Format::Atom,
                _ => return None,
            };
            prefix.clone_into(&mut self.prefix);
            self.known =
                Some(PublishedFeed { format, id: None, self_url: None, ours: false, items: Vec::new() });
        }
        let name = self.plain(&raw);
        if self.holds_parts() {
            self.text.clear();
            self.note_attributes(&name, tag);
        } else {
            // A tag within a text is part of it (Atom's XHTML).
            self.text.extend(["<", &name, ">"]);
        }
        self.path.push(name);
        Some(())
    }

    fn end(&mut self, raw: &str) {
        let name = self.plain(raw);
        if let Some(open) = self.path.iter().rposition(|open| *open == name) {
            self.path.truncate(open);
            if self.holds_parts() {
                self.note_text(&name);
            }
        }
    }

    fn has_too_many_items(&self) -> bool {
        self.known.as_ref().is_some_and(|known| known.items.len() > MOST_ITEMS)
    }

    fn plain(&self, raw: &str) -> String {
        let own = raw.strip_prefix(self.prefix.as_str()).and_then(|rest| rest.strip_prefix(':'));
        own.unwrap_or(raw).to_owned()
    }

    /// Whether what comes next is a part of the feed or of an entry, rather than of such a part.
    fn holds_parts(&self) -> bool {
        matches!(self.path.last().map(String::as_str), None | Some("rss" | "RDF" | "channel" | "feed"))
            || self.in_item()
    }

    fn in_item(&self) -> bool {
        let mut inner = self.path.iter().rev().map(String::as_str);
        matches!(
            (inner.next(), inner.next()),
            (Some("item"), Some("channel" | "RDF" | "rss")) | (Some("entry"), Some("feed"))
        )
    }

    fn note_attributes(&mut self, name: &str, tag: &BytesStart<'_>) {
        let in_item = self.in_item();
        let Some(known) = &mut self.known else { return };
        match (name, in_item) {
            ("item" | "entry", false) => {
                known.items.push(Item { id: attribute(tag, "rdf:about"), ..Item::default() });
            }
            ("enclosure", true) => {
                if let Some(item) = known.items.last_mut() {
                    item.enclosure = item.enclosure.take().or_else(|| attribute(tag, "url"));
                }
            }
            ("link", true) => known.note_item_link(tag),
            // Feeds that others made use other prefixes for Atom.
            (name, false)
                if name.rsplit(':').next() == Some("link")
                    && attribute(tag, "rel").as_deref() == Some("self") =>
            {
                known.self_url = attribute(tag, "href");
            }
            _ => {}
        }
    }

    fn note_text(&mut self, name: &str) {
        let in_item = self.in_item();
        let is_top = matches!(self.path.last().map(String::as_str), Some("channel" | "feed"));
        let Some(known) = &mut self.known else { return };
        match (in_item, known.items.last_mut()) {
            (true, Some(item)) => item.note(name, &self.text),
            _ if !is_top => {}
            _ if name == "id" => known.id = present(&self.text),
            _ if name == "generator" => known.ours = self.text.trim().starts_with("Feedwright"),
            _ => {}
        }
    }
}

impl PublishedFeed {
    fn note_item_link(&mut self, tag: &BytesStart<'_>) {
        let Some(item) = self.items.last_mut() else { return };
        let Some(href) = attribute(tag, "href") else { return };
        match attribute(tag, "rel").as_deref() {
            None | Some("alternate") => item.link = item.link.take().or(Some(href)),
            Some("enclosure") => item.enclosure = item.enclosure.take().or(Some(href)),
            Some(_) => {}
        }
    }
}

impl Item {
    /// Notes the text of an element.
    fn note(&mut self, name: &str, text: &str) {
        match name {
            "guid" | "id" => self.id = present(text).or(self.id.take()),
            "link" => self.link = self.link.take().or_else(|| present(text)),
            "title" => self.title = line(text),
            "pubDate" | "published" | "issued" | "dc:date" | "created" => {
                self.date = instant(text).or(self.date);
            }
            "updated" | "modified" | "dcterms:modified" | "atom:updated" => {
                self.updated = instant(text);
                self.date = self.date.or(self.updated);
            }
            "description" | "summary" => self.summary = Some(hash(text)),
            "content" | "content:encoded" => self.content = Some(hash(text)),
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    let value = attribute.decoded_and_normalized_value(XmlVersion::Explicit1_0, tag.decoder()).ok()?;
    present(&value)
}

fn present(text: &str) -> Option<String> {
    let trimmed = text.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// A text on one line. What was escaped once too often is the same title all the same.
fn line(text: &str) -> String {
    let text =
        quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.trim().hash(&mut hasher);
    hasher.finish()
}

/// A date as feeds have it; without a zone it is taken as UTC, as readers do.
fn instant(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    // A weekday that is not the date's is no reason to lose the date.
    let without_day = text.split_once(", ").map_or(text, |(_, rest)| rest);
    let zoned = DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_rfc2822(without_day))
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z"));
    if let Ok(instant) = zoned {
        return Some(instant.to_utc());
    }
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").ok();
    let day = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(|day| day.and_time(NaiveTime::MIN));
    local.or_else(day).map(|local| local.and_utc())
}
