//! Code that chooses the articles of a feed in; whether it leaves out more than what is withheld anyway, out.

use super::{Dates, calls, items};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::site::generators::{CHOOSE, UNREAD_SETTING};

/// The data of an article, besides dates, by which Feedwright withholds it, too.
const WITHHELD_BY: &[&str] = &["draft", "eleventyExcludeFromCollections"];

/// Whether a program filters articles by something of its own.
pub(in crate::site::generators) fn has_filter(program: &str, dates: Dates) -> bool {
    let chosen = calls(program, "getCollection").filter_map(|arguments| items(arguments).get(1).copied());
    calls(program, "filter").chain(chosen).any(|filter| is_own(filter, dates))
}

/// Whether the condition of a filter asks for something of the site's own: for other data, or for a margin of a date.
pub(in crate::site::generators) fn is_own(filter: &str, dates: Dates) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut keys = filter
        .split("data.")
        .skip(1)
        .map(|rest| rest.split(|c| !is_part(c)).next().unwrap_or(rest))
        .peekable();
    let has_margin = [" - ", " + "].iter().any(|mark| filter.contains(mark));
    match keys.peek() {
        Some(_) => has_margin || keys.any(|key| ![WITHHELD_BY, dates].concat().contains(&key)),
        None => filter.trim() != "Boolean" && !filter.to_lowercase().contains("draft"),
    }
}

/// The finding about a feed whose articles are filtered by a program or a template at `place`.
pub(in crate::site::generators) fn unread(path: &str, place: Place) -> Diagnostic {
    let message =
        format!("the site's own code filters the articles of `{path}`, so this build may have more of them");
    Diagnostic {
        severity: Severity::Warning,
        ..Diagnostic::new(&UNREAD_SETTING, message).at(place).help(CHOOSE)
    }
}
