//! A piece of the template of an address, as an expression of a template writes it.

use super::super::markup::split;
use super::filters::DateFilters;

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
    /// The same, as the older filter `slug` makes it.
    Slugged(String),
    /// The value of a key.
    Key(String),
    /// Some pieces, or others where one of these has no value.
    Either(Vec<Piece>, Vec<Piece>),
}

impl Piece {
    /// The keys that its value may depend on.
    pub(super) fn keys(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match self {
            Piece::Slugified(key) | Piece::Slugged(key) | Piece::Key(key) => {
                Box::new([key.as_str()].into_iter())
            }
            Piece::Either(one, other) => Box::new(one.iter().chain(other).flat_map(Piece::keys)),
            Piece::Text(_) | Piece::Stem | Piece::Slug | Piece::Date(_) => Box::new([].into_iter()),
        }
    }

    /// Whether it has no value without that of a key.
    pub(super) fn asks_for(&self, key: &str) -> bool {
        match self {
            Piece::Slugified(own) | Piece::Slugged(own) | Piece::Key(own) => own == key,
            Piece::Text(_) | Piece::Stem | Piece::Slug | Piece::Date(_) | Piece::Either(..) => false,
        }
    }

    /// Reads an expression of a template.
    pub(super) fn of(expression: &str, filters: &DateFilters) -> Option<Piece> {
        let plain = |text: &str| text.trim().trim_start_matches('(').trim_end_matches(')').trim().to_owned();
        let of = |text: &str| Some(vec![Piece::of(&plain(text), filters)?]);
        if let Some((one, rest)) = expression.split_once(" if ") {
            let (asked, other) = rest.split_once(" else ")?;
            let one = of(one)?;
            one.iter().any(|piece| piece.asks_for(&plain(asked))).then_some(())?;
            return Some(Piece::Either(one, of(other)?));
        }
        if let Some((one, other)) = expression.split_once(" or ") {
            return Some(Piece::Either(of(one)?, of(other)?));
        }
        let parts = split(expression, '|');
        let (value, rest) = parts.split_first()?;
        let value = value.trim();
        // Addresses are made from what is left of these.
        let kept =
            rest.iter().map(|filter| filter.trim()).filter(|filter| !matches!(*filter, "url" | "safe"));
        let kept: Vec<_> = kept.collect();
        let is_key = value.chars().all(|c| c.is_alphanumeric() || "_.-".contains(c)) && !value.is_empty();
        match (value, kept.as_slice()) {
            (value, [filter]) if filter.starts_with("default") => {
                let other = filter.trim_start_matches("default").trim_start_matches(':');
                Some(Piece::Either(of(value)?, of(other)?))
            }
            ("page.fileSlug", [] | ["slugify" | "slug"]) => Some(Piece::Slug),
            ("page.filePathStem", []) => Some(Piece::Stem),
            ("page.date" | "date", [filter]) => {
                let end = filter.find(['(', ':']).unwrap_or(filter.len());
                let (name, argument) = filter.split_at(end);
                let argument = argument.trim_matches(['(', ')', ':', ' ']);
                let argument = argument.split(',').next().unwrap_or(argument).trim_matches(['"', '\'']);
                let argument = (!argument.is_empty()).then_some(argument);
                filters.form(name.trim(), argument).map(Piece::Date)
            }
            (key, ["slugify"]) if is_key && !key.starts_with("page.") => {
                Some(Piece::Slugified(key.to_owned()))
            }
            (key, ["slug"]) if is_key && !key.starts_with("page.") => Some(Piece::Slugged(key.to_owned())),
            (key, []) if is_key && !key.starts_with("page.") => Some(Piece::Key(key.to_owned())),
            _ => None,
        }
    }
}
