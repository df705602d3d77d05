//! An id and a file in, the file with one more line out. Everything else stays as it is, byte for byte. Does not write
//! the file.

use std::ops::Range;
use std::path::Path;

use crate::authoring::quoted;
use crate::diagnostic::Severity;
use crate::feed::{Format, Id};
use crate::site::fields::{self, Node, Table};
use crate::site::heads::{Fence, FenceKind, HeadForm, fence};
use crate::site::source_text::SourceText;
use crate::source::encoding::{BYTE_ORDER_MARK, bytes_without_bom};
use crate::source::lines::Lines;

/// A file with one more line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Inserted {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// The inserted line, without its line end.
    pub line: String,
    /// Its number, from 1.
    pub number: usize,
}

/// An id as a value of the key `id`: one text if the id in Atom follows from the other, else a table.
#[must_use]
pub(crate) fn value(id: &Id) -> String {
    if Id::new(id.as_str()).as_ref() == Some(id) {
        quoted(id.as_str())
    } else {
        format!("{{ rss = {}, atom = {} }}", quoted(id.as_str()), quoted(id.atom()))
    }
}

/// The reason why nothing is written into a file without a head.
pub(crate) const NO_METADATA: &str = "the file has no metadata";

/// The reason and the line for a head that is not edited, in its own syntax; `None` for other files. A page that says
/// all by itself has no line to write.
#[must_use]
pub(crate) fn by_hand(
    bytes: &[u8],
    form: HeadForm,
    is_page: bool,
    id: &Id,
) -> Option<(&'static str, String)> {
    let text = quoted(id.as_str());
    match form {
        HeadForm::Lines => Some(("its metadata is edited only by hand", format!("Id: {}", id.as_str()))),
        HeadForm::Rst => Some(("its metadata is edited only by hand", format!(":id: {}", id.as_str()))),
        HeadForm::Html => {
            Some(("its metadata is edited only by hand", format!("<meta name=\"id\" content={text}>")))
        }
        HeadForm::Fences
        | HeadForm::FencesOrJson
        | HeadForm::AtStart
        | HeadForm::Unopened
        | HeadForm::WithHeading
        | HeadForm::FencesOrPage => {
            let is_json = !is_page && bytes_without_bom(bytes).trim_ascii_start().starts_with(b"{");
            is_json.then(|| ("its metadata is JSON, which is edited only by hand", json(id)))
        }
    }
}

/// The id as a member of an object.
fn json(id: &Id) -> String {
    if Id::new(id.as_str()).as_ref() == Some(id) {
        format!("\"id\": {},", quoted(id.as_str()))
    } else {
        format!("\"id\": {{ \"rss\": {}, \"atom\": {} }},", quoted(id.as_str()), quoted(id.atom()))
    }
}

/// Inserts `id` into the metadata of a file: between fences, or anywhere in a TOML file beside an article.
///
/// # Errors
/// The reason why it cannot be done safely: words that complete "…, so the id was not written".
pub(crate) fn metadata(bytes: &[u8], is_sidecar: bool, id: &Id) -> Result<Inserted, &'static str> {
    let file = File::of(bytes)?;
    let (syntax, range) = if is_sidecar {
        (FenceKind::Toml, 0..file.view.len())
    } else {
        match fence(&file.view) {
            Fence::Closed { kind, metadata, .. } => (kind, metadata),
            Fence::Absent | Fence::Open(_) => return Err(NO_METADATA),
        }
    };
    let table = file.table(syntax, range.clone())?;
    if table.get("id").is_some() || table.entries.iter().any(|(key, _, _)| key == "id") {
        return Err("it already has an `id`");
    }
    let at = match syntax {
        FenceKind::Toml => file.after_key(&table, &["date", "title"]).unwrap_or(range.start),
        FenceKind::Yaml => file.before_first(&table)?,
    };
    let indent = file.indent(at, syntax);
    let line = match syntax {
        FenceKind::Toml => format!("id = {}", value(id)),
        FenceKind::Yaml => format!("{indent}id: {}", yaml(id)),
    };
    let inserted = file.insert(at, line);
    // Verifies that the metadata differs only by the id.
    let grown = range.start..range.end + inserted.bytes.len() - bytes.len();
    let after = File::of(&inserted.bytes)?;
    if !adds_only_id(&table, &after.table(syntax, grown)?, id) {
        return Err("its metadata has a form that cannot be edited safely");
    }
    Ok(inserted)
}

/// Inserts the id of a feed into the configuration, in the `[[feed]]` with that path.
///
/// # Errors
/// The reason why it cannot be done safely: words that complete "…, so the id was not written".
pub(crate) fn feed(bytes: &[u8], path: &str, id: &str) -> Result<Inserted, &'static str> {
    let file = File::of(bytes)?;
    let table = file.table(FenceKind::Toml, 0..file.view.len())?;
    let feeds = match table.get("feed").map(|feeds| &feeds.node) {
        Some(Node::List(feeds)) => feeds.as_slice(),
        Some(_) | None => return Err("it has no [[feed]]"),
    };
    let of_path = feeds.iter().find_map(|feed| {
        let Node::Table(feed) = &feed.node else { return None };
        let Node::Text(text) = &feed.get("path")?.node else { return None };
        (text.trim_start_matches('/') == path).then_some(feed)
    });
    let feed = of_path.ok_or("it has no [[feed]] with that path")?;
    let at = file.after_key(feed, &["path"]).ok_or("its [[feed]] is written on one line")?;
    Ok(file.insert(at, setting("id", id)))
}

/// Writes out the default feeds of a configuration without `[[feed]]`, by path and format, so that an id can be
/// inserted.
///
/// # Errors
/// If the configuration is not UTF-8.
pub(crate) fn feeds(bytes: &[u8], feeds: &[(&str, Format)]) -> Result<Vec<u8>, &'static str> {
    let file = File::of(bytes)?;
    let end = file.line_end(file.view.len());
    let lacks_line_end = !file.view.is_empty() && !file.view.ends_with('\n');
    let mut text = format!("{}{}", file.text, if lacks_line_end { end } else { "" });
    for (path, format) in feeds {
        for line in
            [String::new(), "[[feed]]".to_owned(), setting("path", path), setting("format", format.name())]
        {
            text.push_str(&line);
            text.push_str(end);
        }
    }
    Ok(text.into_bytes())
}

fn setting(key: &str, value: &str) -> String {
    format!("{key} = {}", quoted(value))
}

fn yaml(id: &Id) -> String {
    if Id::new(id.as_str()).as_ref() == Some(id) {
        quoted(id.as_str())
    } else {
        format!("{{ rss: {}, atom: {} }}", quoted(id.as_str()), quoted(id.atom()))
    }
}

/// Whether a table differs from before only by `id`.
fn adds_only_id(before: &Table<'_>, after: &Table<'_>, id: &Id) -> bool {
    let (Ok(mut before), Ok(after)) = (serde_json::to_value(before), serde_json::to_value(after)) else {
        return false;
    };
    let written = if Id::new(id.as_str()).as_ref() == Some(id) {
        serde_json::json!(id.as_str())
    } else {
        serde_json::json!({ "rss": id.as_str(), "atom": id.atom() })
    };
    if let Some(before) = before.as_object_mut() {
        before.insert("id".to_owned(), written);
    }
    before == after
}

/// A file as it is, and a view with the same offsets in which every line ends as parsers expect.
struct File<'b> {
    text: &'b str,
    view: String,
    /// The length of the byte order mark, each byte of which is a line of the view.
    mark: usize,
}

impl<'b> File<'b> {
    fn of(bytes: &'b [u8]) -> Result<File<'b>, &'static str> {
        let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8")?;
        // A byte order mark and lone CRs become line feeds, so that offsets stay the same.
        let mut view: Vec<u8> = bytes.to_vec();
        let mark = bytes.len() - bytes_without_bom(bytes).len();
        view.iter_mut().take(mark).for_each(|byte| *byte = b'\n');
        for at in 0..view.len() {
            let is_lone = view.get(at + 1) != Some(&b'\n');
            if let Some(byte) = view.get_mut(at).filter(|byte| **byte == b'\r' && is_lone) {
                *byte = b'\n';
            }
        }
        let view = String::from_utf8(view).map_err(|_| "it is not UTF-8")?;
        Ok(File { text, view, mark })
    }

    fn table(&self, syntax: FenceKind, range: Range<usize>) -> Result<Table<'_>, &'static str> {
        let text = SourceText { file: Path::new(""), text: &self.view };
        let (table, found) = match syntax {
            FenceKind::Toml => fields::toml(text, range),
            FenceKind::Yaml => fields::yaml(text, range),
        };
        let is_valid = found.iter().all(|finding| finding.severity != Severity::Error);
        if is_valid { Ok(table) } else { Err("its metadata is invalid") }
    }

    /// The beginning of the line after the value of the first of `keys` that has its own line.
    fn after_key(&self, table: &Table<'_>, keys: &[&str]) -> Option<usize> {
        keys.iter().find_map(|name| {
            let (_, key, value) = table.entries.iter().find(|(key, _, _)| key == name)?;
            let is_scalar = !matches!(value.node, Node::Table(_) | Node::List(_));
            (is_scalar && self.begins_line(key.start)).then(|| self.next_line(value.span.end))
        })
    }

    /// The beginning of the line of the first key.
    fn before_first(&self, table: &Table<'_>) -> Result<usize, &'static str> {
        let first = table.entries.iter().map(|(_, key, _)| key.start).min();
        let first = first.ok_or("its metadata is empty")?;
        if !self.begins_line(first) {
            return Err("its metadata does not begin with a key on its own line");
        }
        Ok(self.line_start(first))
    }

    fn line_start(&self, at: usize) -> usize {
        self.view.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
    }

    fn begins_line(&self, at: usize) -> bool {
        self.view
            .get(self.line_start(at)..at)
            .is_some_and(|before| before.trim_start_matches([' ', '\t']).is_empty())
    }

    fn next_line(&self, at: usize) -> usize {
        self.view.get(at..).and_then(|rest| rest.find('\n')).map_or(self.view.len(), |end| at + end + 1)
    }

    /// The indentation of the line that begins at `at`. TOML needs none.
    fn indent(&self, at: usize, syntax: FenceKind) -> &str {
        let line = self.view.get(at..).unwrap_or_default();
        match syntax {
            FenceKind::Toml => "",
            FenceKind::Yaml => {
                line.get(..line.len() - line.trim_start_matches(' ').len()).unwrap_or_default()
            }
        }
    }

    /// Inserts a line at `at`, with the same line end as the lines there.
    fn insert(&self, at: usize, line: String) -> Inserted {
        let (before, after) = self.text.split_at_checked(at).unwrap_or((self.text, ""));
        let end = self.line_end(at);
        let lacks_line_end = !before.is_empty() && !before.ends_with(['\n', '\r', BYTE_ORDER_MARK]);
        let first = if lacks_line_end { end } else { "" };
        let last = if lacks_line_end && after.is_empty() { "" } else { end };
        let number = Lines::new(&self.view).position(at).line as usize + usize::from(lacks_line_end);
        let bytes = format!("{before}{first}{line}{last}{after}").into_bytes();
        Inserted { bytes, line, number: number - self.mark }
    }

    /// The line end of the line before `at`; else of the first line.
    fn line_end(&self, at: usize) -> &'static str {
        let before = self.text.get(..at).unwrap_or_default();
        let ends = |text: &str| {
            if text.ends_with("\r\n") {
                Some("\r\n")
            } else if text.ends_with('\n') {
                Some("\n")
            } else {
                text.ends_with('\r').then_some("\r")
            }
        };
        let first = || {
            let at = self.text.find(['\n', '\r'])?;
            if self.text.get(at..)?.starts_with("\r\n") { Some("\r\n") } else { ends(self.text.get(..=at)?) }
        };
        ends(before).or_else(first).unwrap_or("\n")
    }
}
