//! The feeds in a folder, read by another reader than Feedwright's.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::SecondsFormat;
use feed_rs::model;
use url::Url;
use uuid::Uuid;

use crate::tools;

/// Feeds by path.
pub(crate) type Feeds = BTreeMap<String, Feed>;

pub(crate) struct Feed {
    /// Whether Feedwright made it.
    pub(crate) is_ours: bool,
    /// Its own id, which only Atom has.
    pub(crate) id: Option<String>,
    pub(crate) entries: Vec<Entry>,
}

/// What readers tell entries apart by.
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) link: String,
    /// When it was published, or else updated.
    pub(crate) date: String,
    pub(crate) title: String,
}

/// Every feed below a folder.
pub(crate) fn feeds(folder: &Path) -> Feeds {
    let files = tools::files(folder).into_iter().filter(|path| has_name_of_feed(Path::new(path)));
    files.filter_map(|path| feed(&fs::read(folder.join(&path)).unwrap()).map(|feed| (path, feed))).collect()
}

fn has_name_of_feed(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "xml" || extension == "json")
}

fn feed(bytes: &[u8]) -> Option<Feed> {
    let text = String::from_utf8_lossy(bytes);
    if !["<rss", "<feed", "jsonfeed.org"].iter().any(|mark| text.contains(mark)) {
        return None;
    }
    let read = feed_rs::parser::parse(bytes).expect("a feed that readers can read");
    let is_atom = matches!(read.feed_type, model::FeedType::Atom);
    Some(Feed {
        is_ours: text.contains("Feedwright") || text.contains("\"_feedwright\""),
        id: is_atom.then_some(read.id),
        entries: read.entries.into_iter().map(|entry| self::entry(entry, is_atom)).collect(),
    })
}

fn entry(entry: model::Entry, is_atom: bool) -> Entry {
    let date = entry.published.or(entry.updated);
    Entry {
        link: link(&entry),
        date: date.map_or_else(String::new, |date| date.to_rfc3339_opts(SecondsFormat::Secs, true)),
        title: entry.title.map_or_else(String::new, text),
        id: if is_atom { in_atom(entry.id) } else { entry.id },
    }
}

/// The id that can stand for another one in Atom, where it must be an IRI. Generators write others there, too.
fn in_atom(id: String) -> String {
    if is_iri(&id) { id } else { Uuid::new_v5(&Uuid::NAMESPACE_OID, id.as_bytes()).urn().to_string() }
}

pub(crate) fn is_iri(id: &str) -> bool {
    iri_string::types::IriStr::new(id).is_ok()
}

/// A title as text.
fn text(title: model::Text) -> String {
    if title.content_type.to_string() != "text/html" {
        return title.content;
    }
    let references = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    references.iter().fold(title.content, |text, (reference, character)| text.replace(reference, character))
}

fn link(entry: &model::Entry) -> String {
    let is_page = |link: &&model::Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    let link = entry.links.iter().find(is_page).map_or_else(String::new, |link| link.href.clone());
    // Spaces and the like are the same address with or without percent signs.
    Url::parse(&link).map_or(link, String::from)
}
