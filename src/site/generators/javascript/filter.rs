//! Code that chooses the articles of a feed in; whether it leaves out more than what is withheld anyway, out.

use super::{Dates, Function};
use crate::diagnostic::{Diagnostic, Place};
use crate::site::generators;
use crate::source::javascript::is_part_of_name;

/// The data of an article, besides dates, by which Feedwright withholds it, too.
const WITHHELD_BY: &[&str] = &["draft", "eleventyExcludeFromCollections"];

/// The words of the language that may stand before a parenthesis.
const OF_LANGUAGE: &[&str] = &["Boolean", "Date", "async", "function", "if", "return"];

/// Whether a filter, or the function that it names, leaves out only what is withheld anyway. A function that is not found
/// may leave out anything.
pub(in crate::site::generators) fn withholds(program: &str, function: &str, dates: Dates) -> bool {
    let named = || Function::named(program, function.trim()).map(|named| named.text());
    let text = Function::read(function).map(|_| function).or_else(named);
    text.is_some_and(|text| !is_own(text, dates))
}

/// Whether the condition of a filter asks for something of the site's own: for other data, for a margin of a date, or for what
/// a function tells.
fn is_own(filter: &str, dates: Dates) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut keys = filter
        .split("data.")
        .skip(1)
        .map(|rest| rest.split(|c| !is_part(c)).next().unwrap_or(rest))
        .peekable();
    let has_margin = [" - ", " + "].iter().any(|mark| filter.contains(mark));
    match keys.peek() {
        Some(_) => {
            let is_other = |key: &str| ![WITHHELD_BY, dates].concat().contains(&key);
            has_margin || calls_functions(filter) || keys.any(is_other)
        }
        None => filter.trim() != "Boolean",
    }
}

/// Whether a condition calls functions, besides methods and those of the language.
fn calls_functions(filter: &str) -> bool {
    let mut before = filter.match_indices('(').filter_map(|(at, _)| filter.get(..at)).map(str::trim_end);
    before.any(|before| {
        let start = before.trim_end_matches(is_part_of_name);
        let name = before.strip_prefix(start).unwrap_or_default();
        !name.is_empty() && !start.ends_with('.') && !OF_LANGUAGE.contains(&name)
    })
}

/// The finding about a feed whose articles are filtered by a program or a template at `place`.
pub(in crate::site::generators) fn unread(path: &str, place: Place) -> Diagnostic {
    generators::unread_filter(
        format!("only the site's own code can tell which articles `{path}` leaves out"),
        place,
    )
}

/// The finding about a feed of which the order or the number of its articles is computed.
pub(in crate::site::generators) fn unread_choice(path: &str, place: Place) -> Diagnostic {
    let message =
        format!("the site's own code chooses the articles of `{path}`, so this build may have more of them");
    generators::unread_choice(message, place)
}
