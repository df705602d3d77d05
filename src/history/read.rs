//! A published feed as readers read it, in any format and whoever made it. What is broken in it is passed over: that is
//! for a checker to say.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::model::encoding;
use crate::model::known::{Format, Item, Known};

/// Deeper than any feed.
const DEPTH: usize = 256;

/// Reads a feed, told by its content; none if it is none.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Known> {
    let text = encoding::decode(bytes, None).text;
    if text.trim_start().starts_with('{') { json(&text) } else { xml(&text) }
}

/// A JSON feed, of which no more than one item is in memory as a tree. Of a key that stands twice the last counts.
#[derive(Default)]
struct JsonFeed {
    version: Value,
    feed_url: Value,
    is_ours: bool,
    items: Vec<Item>,
}

impl<'de> Deserialize<'de> for JsonFeed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<JsonFeed, D::Error> {
        deserializer.deserialize_map(ReadFeed)
    }
}

struct ReadFeed;

impl<'de> Visitor<'de> for ReadFeed {
    type Value = JsonFeed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feed")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<JsonFeed, M::Error> {
        let mut feed = JsonFeed::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "version" => feed.version = map.next_value()?,
                "feed_url" => feed.feed_url = map.next_value()?,
                "items" => feed.items = items(map.next_value()?),
                "_feedwright" => feed.is_ours = map.next_value::<Option<IgnoredAny>>()?.is_some(),
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(feed)
    }
}

/// An item as soon as it has been read.
#[derive(Deserialize)]
#[serde(from = "Value")]
struct JsonItem(Item);

impl From<Value> for JsonItem {
    fn from(item: Value) -> JsonItem {
        JsonItem(json_item(&item))
    }
}

/// The items of a list; of anything else there are none.
fn items(list: &RawValue) -> Vec<Item> {
    let items = serde_json::from_str::<Vec<JsonItem>>(list.get()).unwrap_or_default();
    items.into_iter().map(|JsonItem(item)| item).collect()
}

fn json(text: &str) -> Option<Known> {
    let feed: JsonFeed = serde_json::from_str(text).ok()?;
    feed.version.as_str().filter(|version| version.trim().starts_with("https://jsonfeed.org/version/1"))?;
    Some(Known {
        format: Format::Json,
        id: None,
        self_url: feed.feed_url.as_str().and_then(present),
        ours: feed.is_ours,
        items: feed.items,
    })
}

fn json_item(item: &Value) -> Item {
    let updated = words(item, "date_modified").and_then(|text| instant(&text));
    let attachment = item.get("attachments").and_then(|files| files.get(0));
    let content = ["content_html", "content_text"].iter().find_map(|key| words(item, key));
    Item {
        id: item.get("id").and_then(json_id),
        link: words(item, "url"),
        title: line(&words(item, "title").unwrap_or_default()),
        date: words(item, "date_published").and_then(|text| instant(&text)).or(updated),
        updated,
        enclosure: attachment.and_then(|file| words(file, "url")),
        summary: words(item, "summary").map(|text| hash(&text)),
        content: content.map(|text| hash(&text)),
    }
}

/// Numbers are read as the strings that they should be (JSON Feed 1.1 items.id).
fn json_id(value: &Value) -> Option<String> {
    value
        .as_str()
        .map(str::to_owned)
        .or_else(|| value.as_number().map(ToString::to_string))
        .as_deref()
        .and_then(present)
}

fn words(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).and_then(present)
}

fn xml(text: &str) -> Option<Known> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut walk = Walk::default();
    loop {
        match reader.read_event() {
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
    known: Option<Known>,
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
            self.known = Some(Known { format, id: None, self_url: None, ours: false, items: Vec::new() });
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

impl Known {
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

pub(super) fn hash(text: &str) -> u64 {
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
