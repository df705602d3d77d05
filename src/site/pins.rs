//! `pins.toml`: the ids of articles by the paths of their files, for those who do not want ids in their articles.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Place, codes, nearest};
use crate::feed::Id;
use crate::site::fields::{self, Fields, Syntax};
use crate::site::file_name::{dir, name, without_extension};
use crate::site::source_text::SourceText;

codes! {
    INVALID_PIN "invalid-pin" Error "pinned id that a feed cannot contain" "RFC 4287 §4.2.6";
    STALE_PIN "stale-pin" Warning "pinned id of a file that does not exist" ""
        "If the file was renamed, its article has lost its id, and subscribers will see it as new. Write the new path.";
}

/// The ids of articles, by the paths of their files below the content folder.
pub(crate) type Pins = BTreeMap<String, Pin>;

/// The id of an article.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pin {
    /// The id.
    pub id: Id,
    /// The place of the path that it belongs to.
    pub place: Place,
}

/// Reads pins.
#[must_use]
pub(crate) fn read(file: &Path, text: &str) -> (Pins, Vec<Diagnostic>) {
    let source = SourceText { file, text };
    let (table, mut found) = fields::toml(source, 0..text.len());
    let mut fields = Fields::new(&table, Syntax::Toml, source, &mut found);
    let mut pins = Pins::new();
    for (path, span, value) in &table.entries {
        let (plain, atom) = match value.as_table() {
            Some(formats) => {
                let text = |key| formats.get(key).and_then(fields::Value::scalar);
                (text("rss").unwrap_or_default(), Some(text("atom").unwrap_or_default()))
            }
            None => match fields.as_text(value) {
                Some(text) => (text.value.to_owned(), None),
                None => continue,
            },
        };
        let id = match &atom {
            Some(atom) => Id::distinct(&plain, atom),
            None => Id::new(&plain),
        };
        match id {
            Some(id) => {
                let place = fields.place(span);
                pins.insert(path.clone().into_owned(), Pin { id, place });
            }
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

/// The findings about pins of files that do not exist. `paths` are those of the files that can be articles; other files
/// may have a pin, too.
#[must_use]
pub(crate) fn stale(pins: &Pins, paths: &[&str], exists: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    let lost = pins.iter().filter(|(path, _)| paths.binary_search(&path.as_str()).is_err() && !exists(path));
    let finding = |(path, pin): (&String, &Pin)| {
        let free = || paths.iter().copied().filter(|path| !pins.contains_key(*path));
        // A file that was moved has its name, and one that was renamed is in its folder.
        let moved = free().find(|other| name(other) == name(path));
        let stem = |path| name(without_extension(path));
        let beside = || free().filter(|other| dir(other) == dir(path));
        let renamed = || {
            let near = nearest(stem(path), beside().map(stem))?;
            beside().find(|other| stem(other) == near)
        };
        let help = match moved.or_else(renamed) {
            Some(new) => format!("if the file is `{new}` now, write that path"),
            None => "if the file was renamed, write its new path; otherwise remove the line".to_owned(),
        };
        let message = format!("`{}` has a pinned id, but there is no such file", path.escape_debug());
        Diagnostic::new(&STALE_PIN, message).at(pin.place.clone()).help(help)
    };
    lost.map(finding).collect()
}
