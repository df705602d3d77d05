//! An id and a file in, the file with one more line out. Everything else stays as it is, byte for byte. Does not write
//! the file.

use crate::authoring::file_text::{FileText, Inserted};
use crate::authoring::{feed_table, quoted};
use crate::feed::Id;
use crate::site::feed_config::FeedConfig;
use crate::site::fields::{Node, Syntax, Table};
use crate::site::heads::HeadForm;

/// An id, and how heads say it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IdInHead<'i> {
    id: &'i Id,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A text.
    Text,
    /// A table with the id in RSS, from which that in Atom follows.
    Rss,
    /// A table with both.
    Both,
}

impl<'i> IdInHead<'i> {
    /// The id as heads say it: one text if the id in Atom follows from the other, else a table.
    #[must_use]
    pub(crate) fn new(id: &'i Id) -> IdInHead<'i> {
        let is_one = Id::new(id.as_str()).as_ref() == Some(id);
        IdInHead { id, form: if is_one { Form::Text } else { Form::Both } }
    }

    /// The same where other programs mean something else by a text without a colon.
    #[must_use]
    pub(crate) fn in_open_heads(self) -> IdInHead<'i> {
        let is_ambiguous = self.form == Form::Text && !self.id.as_str().contains(':');
        IdInHead { form: if is_ambiguous { Form::Rss } else { self.form }, ..self }
    }

    /// The value of a key in TOML.
    #[must_use]
    pub(crate) fn toml(self) -> String {
        self.table(" = ")
    }

    fn yaml(self) -> String {
        self.table(": ")
    }

    /// A text, or a table whose keys and values have `is` between them.
    fn table(self, is: &str) -> String {
        let rss = quoted(self.id.as_str());
        match self.form {
            Form::Text => rss,
            Form::Rss => format!("{{ rss{is}{rss} }}"),
            Form::Both => format!("{{ rss{is}{rss}, atom{is}{} }}", quoted(self.id.atom())),
        }
    }

    fn json(self) -> serde_json::Value {
        match self.form {
            Form::Text => serde_json::json!(self.id.as_str()),
            Form::Rss => serde_json::json!({ "rss": self.id.as_str() }),
            Form::Both => serde_json::json!({ "rss": self.id.as_str(), "atom": self.id.atom() }),
        }
    }

    /// The id for a syntax whose values are single texts.
    fn text(self) -> Result<&'i str, &'static str> {
        match self.form {
            Form::Text => Ok(self.id.as_str()),
            Form::Rss => Err("its metadata could mean something else by an id without a colon"),
            Form::Both => Err("its metadata cannot contain one id for RSS and another for Atom"),
        }
    }
}

/// Inserts `id` into the metadata of a file, in its own syntax: into its head of that form, or anywhere in a TOML file
/// beside an article, which has no head.
///
/// # Errors
/// The reason why it cannot be done safely: words that complete "…, so the id was not written".
pub(crate) fn metadata(
    bytes: &[u8],
    head: Option<HeadForm>,
    id: IdInHead<'_>,
) -> Result<Inserted, &'static str> {
    let file = FileText::of(bytes)?;
    let (syntax, range) = file.metadata(head)?;
    let table = file.table(syntax, range.clone())?;
    if table.get("id").is_some() || table.entries.iter().any(|(key, _, _)| key == "id") {
        return Err("it already has an `id`");
    }
    let inserted = match syntax {
        Syntax::Toml => {
            let at = file.after_key(&table, &["date", "title"]).unwrap_or(range.start);
            file.insert(at, format!("id = {}", id.toml()))
        }
        Syntax::Yaml => {
            let at = file.before_first(&table)?;
            file.insert(at, format!("{}id: {}", file.indent(at), id.yaml()))
        }
        Syntax::Json | Syntax::JsonMembers => {
            let at = file.before_member(&table, &range)?;
            file.insert(at, format!("{}\"id\": {},", file.indent(at), id.json()))
        }
        Syntax::Lines | Syntax::JavaScript | Syntax::Variables => {
            let at = file.before_first(&table)?;
            let is_upper = file.view.get(at..).is_some_and(|line| line.starts_with(char::is_uppercase));
            file.insert(at, format!("{}: {}", if is_upper { "Id" } else { "id" }, id.text()?))
        }
        Syntax::Org => file.insert(range.start, format!("#+id: {}", id.text()?)),
        Syntax::Rst => file.insert(file.before_field(&table)?, format!(":id: {}", id.text()?)),
        Syntax::Html => {
            let content = html_escape(id.text()?);
            let at = file.before_end(range.end)?;
            file.insert(at, format!("{}<meta name=\"id\" content=\"{content}\">", file.indent_of(&table)))
        }
    };
    // Verifies that the metadata differs only by the id.
    let after = FileText::of(&inserted.bytes)?;
    let (is_same, range) = after.metadata(head).map(|(after, range)| (after == syntax, range))?;
    if !is_same || !adds_only_id(&table, &after.table(syntax, range)?, id) {
        return Err("its metadata has a form that cannot be edited safely");
    }
    Ok(inserted)
}

fn html_escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// Inserts the id of a feed into the configuration, in the `[[feed]]` with that path.
///
/// # Errors
/// The reason why it cannot be done safely: words that complete "…, so the id was not written".
pub(crate) fn feed(bytes: &[u8], path: &str, id: &str) -> Result<Inserted, &'static str> {
    let file = FileText::of(bytes)?;
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
    let file = FileText::of(bytes)?;
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

/// Whether a table differs from before only by `id`.
fn adds_only_id(before: &Table<'_>, after: &Table<'_>, id: IdInHead<'_>) -> bool {
    let (Ok(mut before), Ok(after)) = (serde_json::to_value(before), serde_json::to_value(after)) else {
        return false;
    };
    if let Some(before) = before.as_object_mut() {
        before.insert("id".to_owned(), id.json());
    }
    before == after
}
