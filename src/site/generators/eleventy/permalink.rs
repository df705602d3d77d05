//! What `permalink` says, read: the template of an address, if that is simple.

use serde_json::Value as Json;

use crate::site::fields::{Node, Value};

/// What `permalink` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Permalink {
    /// There is no page.
    None,
    /// Texts and expressions, in turn.
    Template(Vec<Piece>),
    /// A program makes it.
    Computed,
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    /// The path of the file without its extension and date.
    Stem,
    /// The name of the file without its date.
    Slug,
    /// The date in a form of `strftime`.
    Date(String),
    /// The value of a key, as the filter `slugify` makes it.
    Slugified(String),
    /// The value of a key.
    Key(String),
}

/// A permalink in data.
pub(super) fn of_value(value: &Json) -> Permalink {
    match value {
        Json::String(text) if text == "false" => Permalink::None,
        Json::String(text) => Permalink::of(text),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => {
            Permalink::Computed
        }
    }
}

impl Permalink {
    /// Reads a template of Liquid or Nunjucks.
    pub(super) fn of(template: &str) -> Permalink {
        let mut pieces = Vec::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((inside, after)) = after.split_once("}}") else { return Permalink::Computed };
            let Some(piece) = Piece::of(inside.trim_matches('-').trim()) else { return Permalink::Computed };
            pieces.extend([Piece::Text(before.to_owned()), piece]);
            rest = after;
        }
        if template.contains("{%") || template.contains("${") {
            return Permalink::Computed;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Permalink::Template(pieces)
    }

    pub(super) fn is_computed(&self) -> bool {
        *self == Permalink::Computed
    }
}

impl Piece {
    fn of(expression: &str) -> Option<Piece> {
        let mut parts = expression.split('|').map(str::trim);
        let value = parts.next()?;
        // Addresses are made from what is left of these.
        let filters: Vec<_> = parts.filter(|filter| !matches!(*filter, "url" | "safe")).collect();
        let is_key = value.chars().all(|c| c.is_alphanumeric() || "_.-".contains(c)) && !value.is_empty();
        match (value, filters.as_slice()) {
            ("page.fileSlug", [] | ["slugify"]) => Some(Piece::Slug),
            ("page.filePathStem", []) => Some(Piece::Stem),
            ("page.date" | "date", [filter]) => {
                let form = filter.strip_prefix("date")?.trim_start().strip_prefix(':')?.trim();
                let form = form.trim_matches(['"', '\'']);
                let is_known = form
                    .split('%')
                    .skip(1)
                    .all(|rest| rest.starts_with(['Y', 'm', 'd', 'y', 'H', 'M', 'S', '-', 'j']));
                is_known.then(|| Piece::Date(form.to_owned()))
            }
            (key, ["slugify"]) if is_key && !key.starts_with("page.") => {
                Some(Piece::Slugified(key.to_owned()))
            }
            (key, []) if is_key && !key.starts_with("page.") => Some(Piece::Key(key.to_owned())),
            _ => None,
        }
    }
}

/// The permalink in a head.
pub(super) fn of_key(value: &Value<'_>) -> Permalink {
    let is_false = value.truth() == Some(false);
    match value.as_text() {
        Some(_) if is_false => Permalink::None,
        Some(text) => Permalink::of(text),
        None if value.node == Node::Boolean(false) => Permalink::None,
        None => Permalink::Computed,
    }
}
