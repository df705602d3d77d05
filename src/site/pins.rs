//! `pins.toml`: the ids of articles by the paths of their files, for those who do not want ids in their articles.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::{Diagnostic, codes};
use crate::feed::Id;
use crate::site::fields::{self, Fields, Node, Syntax};
use crate::site::source_text::SourceText;

codes! {
    INVALID_PIN "invalid-pin" Error "pinned id that a feed cannot contain" "RFC 4287 §4.2.6";
}

/// The ids of articles, by the paths of their files below the content folder.
pub(crate) type Pins = BTreeMap<String, Id>;

/// Reads pins.
#[must_use]
pub(crate) fn read(file: &Path, text: &str) -> (Pins, Vec<Diagnostic>) {
    let source = SourceText { file, text };
    let (table, mut found) = fields::toml(source, 0..text.len());
    let mut fields = Fields::new(&table, Syntax::Toml, source, &mut found);
    let mut pins = Pins::new();
    for (path, span, value) in &table.entries {
        let (plain, atom) = match &value.node {
            Node::Table(formats) => {
                let text = |key| formats.get(key).and_then(fields::Value::scalar);
                (text("rss").unwrap_or_default(), Some(text("atom").unwrap_or_default()))
            }
            Node::Text(_)
            | Node::Plain(_)
            | Node::Integer(_)
            | Node::Float(_)
            | Node::Boolean(_)
            | Node::Datetime(_)
            | Node::List(_) => match fields.as_text(value) {
                Some(text) => (text.value.to_owned(), None),
                None => continue,
            },
        };
        let id = match &atom {
            Some(atom) => Id::distinct(&plain, atom),
            None => Id::new(&plain),
        };
        match id {
            Some(id) => _ = pins.insert(path.clone().into_owned(), id),
            None => {
                let problem = Id::problem(&plain, atom.as_deref()).unwrap_or_default();
                let finding = Diagnostic::new(&INVALID_PIN, format!("the id of `{path}` {problem}"));
                let help =
                    "write the published id: \"…\", or { rss = \"…\", atom = \"…\" } where they differ";
                fields.report(finding.help(help), span);
            }
        }
    }
    (pins, found)
}
