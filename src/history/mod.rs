//! What is published now, and what subscribers would lose.

use std::collections::BTreeSet;
use std::path::Path;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Decoder, Reader, XmlVersion};

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::model::url::Url;

codes! {
    EMPTIED "emptied" Error "a published document would lose all, or more than half, of its entries" "";
    STALE_DOCUMENT "stale-document" Info "a document of ours that no feed makes any more" "";
}

/// What is known of a published document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// How many entries it holds.
    pub entries: usize,
    /// The ids of those that have one, in order.
    pub ids: Vec<String>,
    /// Where it says that it is published.
    pub self_url: Option<String>,
    /// Whether it says that Feedwright made it.
    pub ours: bool,
}

/// Reads a published document, told by its content; none if it is no feed. What is broken in it is passed over: that
/// is for a checker to say.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Known> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = bytes.iter().find(|byte| !byte.is_ascii_whitespace())?;
    if *start == b'{' { json(bytes) } else { xml(bytes) }
}

fn json(bytes: &[u8]) -> Option<Known> {
    let feed: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    let text = |value: &serde_json::Value, key: &str| {
        value.get(key).and_then(|value| value.as_str()).map(str::to_owned)
    };
    text(&feed, "version").filter(|version| version.starts_with("https://jsonfeed.org/version/1"))?;
    let items = feed.get("items").and_then(|items| items.as_array()).map_or(&[][..], Vec::as_slice);
    let ids = items.iter().filter_map(|item| id(item.get("id")?)).collect();
    let ours = feed.get("_feedwright").is_some();
    Some(Known { entries: items.len(), ids, self_url: text(&feed, "feed_url"), ours })
}

/// Numbers are read as the strings that they should be (JSON Feed 1.1 items.id).
fn id(value: &serde_json::Value) -> Option<String> {
    value.as_str().map(str::to_owned).or_else(|| value.as_number().map(ToString::to_string))
}

/// Where in a feed we are: the names of the elements that matter.
#[derive(Default)]
struct Cursor {
    path: Vec<Vec<u8>>,
    text: String,
}

/// Deeper than any feed that we make.
const DEPTH: usize = 256;

fn xml(bytes: &[u8]) -> Option<Known> {
    let mut reader = Reader::from_reader(bytes);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut known = Known::default();
    let mut cursor = Cursor::default();
    let mut is_feed = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) if cursor.path.len() < DEPTH => {
                is_feed |= cursor.path.is_empty() && matches!(tag.name().as_ref(), b"rss" | b"feed");
                known.note_start(&tag, reader.decoder(), &cursor);
                cursor.path.push(tag.name().as_ref().to_vec());
                cursor.text.clear();
            }
            Ok(Event::Empty(tag)) => known.note_start(&tag, reader.decoder(), &cursor),
            Ok(Event::Text(text)) => cursor.text.push_str(&text.decode().unwrap_or_default()),
            Ok(Event::GeneralRef(reference)) => cursor.text.push_str(&resolved(&reference)),
            Ok(Event::CData(text)) => cursor.text.push_str(&text.decode().unwrap_or_default()),
            Ok(Event::End(tag)) => {
                if let Some(open) = cursor.path.iter().rposition(|name| name == tag.name().as_ref()) {
                    cursor.path.truncate(open + 1);
                    known.note_text(&cursor);
                    cursor.path.pop();
                }
            }
            Ok(Event::Start(_) | Event::Eof) | Err(_) => break,
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
        }
        if !is_feed && !cursor.path.is_empty() {
            return None;
        }
    }
    is_feed.then_some(known)
}

fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let name = reference.decode().unwrap_or_default();
    quick_xml::escape::resolve_predefined_entity(&name).unwrap_or_default().to_owned()
}

impl Known {
    fn note_start(&mut self, tag: &BytesStart<'_>, decoder: Decoder, cursor: &Cursor) {
        match (cursor.path.last().map(Vec::as_slice), tag.name().as_ref()) {
            (Some(b"channel"), b"item") | (Some(b"feed"), b"entry") => self.entries += 1,
            (Some(b"channel" | b"feed"), _) if tag.local_name().as_ref() == b"link" => {
                self.note_link(tag, decoder);
            }
            _ => {}
        }
    }

    fn note_link(&mut self, tag: &BytesStart<'_>, decoder: Decoder) {
        let attribute = |name: &str| {
            let attribute = tag.try_get_attribute(name).ok()??;
            Some(attribute.decoded_and_normalized_value(XmlVersion::Explicit1_0, decoder).ok()?.into_owned())
        };
        if attribute("rel").as_deref() == Some("self") {
            self.self_url = attribute("href");
        }
    }

    fn note_text(&mut self, cursor: &Cursor) {
        let mut inner = cursor.path.iter().rev().map(Vec::as_slice);
        match (inner.next(), inner.next()) {
            (Some(b"guid"), Some(b"item")) | (Some(b"id"), Some(b"entry")) => {
                self.ids.push(cursor.text.trim().to_owned());
            }
            (Some(b"generator"), Some(b"channel" | b"feed")) => {
                self.ours = cursor.text.trim().starts_with("Feedwright");
            }
            _ => {}
        }
    }

    /// Whether it was made as a preview, of which nobody is a subscriber.
    fn is_preview(&self) -> bool {
        self.self_url.as_deref().and_then(|url| Url::parse(url).ok()).is_some_and(|url| url.is_local())
    }
}

/// Says that the document in `file` would lose most of its entries.
#[must_use]
pub fn emptied(file: &Path, published: &Known, entries_now: usize, accepted: bool) -> Option<Diagnostic> {
    let before = published.entries;
    if accepted || published.is_preview() || entries_now * 2 >= before {
        return None;
    }
    let message = format!("it holds {before} entries now, and would hold {entries_now}");
    let help = "if that is meant, build with --accept emptied; else see what `feedwright list` leaves out";
    Some(Diagnostic::new(&EMPTIED, message).at(Place::file(file)).help(help))
}

/// Documents of ours in the output folder, below the site's address, that this build does not make: their paths, and
/// what to say.
#[must_use]
pub fn stale(
    output: &Path,
    published: &[(String, Known)],
    made: &BTreeSet<String>,
    base: &Url,
) -> (Vec<String>, Vec<Diagnostic>) {
    let gone = published.iter().filter(|(path, known)| !made.contains(path) && known.is_at(path, base));
    gone.map(|(path, _)| {
        let finding = Diagnostic::new(&STALE_DOCUMENT, format!("no feed makes `{path}` any more"));
        let help = "subscribers still read it; redirect them, then build with --prune to remove it";
        (path.clone(), finding.at(Place::file(&output.join(path))).help(help))
    })
    .unzip()
}

impl Known {
    /// Whether it is the very document that we would have published at `path`.
    fn is_at(&self, path: &str, base: &Url) -> bool {
        self.ours && base.file_below(path).is_ok_and(|url| Some(url.as_str()) == self.self_url.as_deref())
    }
}
