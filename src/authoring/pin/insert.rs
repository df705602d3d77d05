//! An id and a file in, the file with one more line out. Everything else stays as it is, byte for byte. Does not write
//! the file.

use std::ops::Range;
use std::path::Path;

use crate::authoring::{feed_table, quoted};
use crate::diagnostic::Severity;
use crate::feed::Id;
use crate::site::feed_config::FeedConfig;
use crate::site::fields::{self, Node, Syntax, Table};
use crate::site::heads::{self, HeadForm, HeadRange, head_range};
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

/// Inserts `id` into the metadata of a file, in its own syntax: into its head of that form, or anywhere in a TOML file
/// beside an article, which has no head.
///
/// # Errors
/// The reason why it cannot be done safely: words that complete "…, so the id was not written".
pub(crate) fn metadata(bytes: &[u8], head: Option<HeadForm>, id: &Id) -> Result<Inserted, &'static str> {
    let file = File::of(bytes)?;
    let (syntax, range) = file.metadata(head)?;
    let table = file.table(syntax, range.clone())?;
    if table.get("id").is_some() || table.entries.iter().any(|(key, _, _)| key == "id") {
        return Err("it already has an `id`");
    }
    let inserted = match syntax {
        Syntax::Toml => {
            let at = file.after_key(&table, &["date", "title"]).unwrap_or(range.start);
            file.insert(at, format!("id = {}", value(id)))
        }
        Syntax::Yaml => {
            let at = file.before_first(&table)?;
            file.insert(at, format!("{}id: {}", file.indent(at), yaml(id)))
        }
        Syntax::Json | Syntax::JsonMembers => {
            let at = file.before_member(&table, &range)?;
            file.insert(at, format!("{}\"id\": {},", file.indent(at), json(id)))
        }
        Syntax::Lines => {
            let at = file.before_first(&table)?;
            let is_upper = file.view.get(at..).is_some_and(|line| line.starts_with(char::is_uppercase));
            file.insert(at, format!("{}: {}", if is_upper { "Id" } else { "id" }, one(id)?))
        }
        Syntax::Rst => file.insert(file.before_field(&table)?, format!(":id: {}", one(id)?)),
        Syntax::Html => {
            let content = html_escape(one(id)?);
            let at = file.before_end(range.end)?;
            file.insert(at, format!("{}<meta name=\"id\" content=\"{content}\">", file.indent_of(&table)))
        }
    };
    // Verifies that the metadata differs only by the id.
    let after = File::of(&inserted.bytes)?;
    let (is_same, range) = after.metadata(head).map(|(after, range)| (after == syntax, range))?;
    if !is_same || !adds_only_id(&table, &after.table(syntax, range)?, id) {
        return Err("its metadata has a form that cannot be edited safely");
    }
    Ok(inserted)
}

/// The id for a syntax whose values are single texts.
fn one(id: &Id) -> Result<&str, &'static str> {
    let is_one = Id::new(id.as_str()).as_ref() == Some(id);
    if is_one {
        Ok(id.as_str())
    } else {
        Err("its metadata cannot contain one id for RSS and another for Atom")
    }
}

fn html_escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

fn json(id: &Id) -> serde_json::Value {
    if Id::new(id.as_str()).as_ref() == Some(id) {
        serde_json::json!(id.as_str())
    } else {
        serde_json::json!({ "rss": id.as_str(), "atom": id.atom() })
    }
}

/// Inserts the id of a feed into the configuration, in the `[[feed]]` with that path.
///
/// # Errors
/// The reason why it cannot be done safely: words that complete "…, so the id was not written".
pub(crate) fn feed(bytes: &[u8], path: &str, id: &str) -> Result<Inserted, &'static str> {
    let file = File::of(bytes)?;
    let table = file.table(Syntax::Toml, 0..file.view.len())?;
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

/// Writes out the feeds of a configuration without `[[feed]]`, so that an id can be inserted.
///
/// # Errors
/// If the configuration is not UTF-8.
pub(crate) fn feeds(bytes: &[u8], feeds: &[FeedConfig]) -> Result<Vec<u8>, &'static str> {
    let file = File::of(bytes)?;
    let end = file.line_end(file.view.len());
    let lacks_line_end = !file.view.is_empty() && !file.view.ends_with('\n');
    let mut text = format!("{}{}", file.text, if lacks_line_end { end } else { "" });
    for feed in feeds {
        text.push_str(end);
        text.push_str(&feed_table(feed).replace('\n', end));
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
    if let Some(before) = before.as_object_mut() {
        before.insert("id".to_owned(), json(id));
    }
    before == after
}

/// What may be before a key of JSON on its line.
const BLANK_OR_QUOTE: [char; 3] = [' ', '\t', '"'];

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

    /// The syntax and the place of the metadata.
    fn metadata(&self, head: Option<HeadForm>) -> Result<(Syntax, Range<usize>), &'static str> {
        let Some(form) = head else { return Ok((Syntax::Toml, 0..self.view.len())) };
        match head_range(&self.view, form) {
            HeadRange::Closed { syntax, metadata, .. } => Ok((syntax, metadata)),
            HeadRange::Absent | HeadRange::Open(_) => Err(NO_METADATA),
        }
    }

    fn table(&self, syntax: Syntax, range: Range<usize>) -> Result<Table<'_>, &'static str> {
        let text = SourceText { file: Path::new(""), text: &self.view };
        let (table, found) = match syntax {
            Syntax::Toml => fields::toml(text, range),
            Syntax::Yaml => fields::yaml(text, range),
            Syntax::Json => fields::json(text, range),
            Syntax::JsonMembers => fields::json_members(text, range),
            Syntax::Lines | Syntax::Rst | Syntax::Html => (heads::table(text, range, syntax), Vec::new()),
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

    /// The beginning of the line of the first member of an object; behind the bracket if it is on the same line.
    fn before_member(&self, table: &Table<'_>, range: &Range<usize>) -> Result<usize, &'static str> {
        let first = table.entries.iter().map(|(_, key, _)| key.start).min().ok_or("its metadata is empty")?;
        let before = self.view.get(range.start..first).unwrap_or_default();
        let start = self.line_start(first);
        let is_first =
            self.view.get(start..first).is_some_and(|before| before.trim_matches(BLANK_OR_QUOTE).is_empty());
        let bracket = before.find('{').map(|at| range.start + at + 1);
        match bracket {
            Some(bracket) if !is_first => Ok(bracket),
            Some(_) | None if is_first => Ok(start),
            Some(_) | None => Err("its metadata does not begin with a key on its own line"),
        }
    }

    /// The beginning of the line of the first reStructuredText field.
    fn before_field(&self, table: &Table<'_>) -> Result<usize, &'static str> {
        let is_field =
            |key: &usize| self.view.get(self.line_start(*key)..*key).is_some_and(|before| before == ":");
        let fields = table.entries.iter().map(|(_, key, _)| key.start).filter(is_field);
        fields.min().map(|first| self.line_start(first)).ok_or("its metadata has no fields")
    }

    /// The beginning of the line on which the head of an HTML document ends, if nothing is before that.
    fn before_end(&self, end: usize) -> Result<usize, &'static str> {
        let is_alone = self.begins_line(end);
        is_alone.then(|| self.line_start(end)).ok_or("its head does not end on its own line")
    }

    /// The indentation of the line of the first entry.
    fn indent_of(&self, table: &Table<'_>) -> &str {
        let first = table.entries.iter().map(|(_, key, _)| key.start).min().unwrap_or_default();
        self.indent(self.line_start(first))
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

    /// The indentation of the line that begins at `at`.
    fn indent(&self, at: usize) -> &str {
        let line = self.view.get(at..).unwrap_or_default();
        line.get(..line.len() - line.trim_start_matches([' ', '\t']).len()).unwrap_or_default()
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
