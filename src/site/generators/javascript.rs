//! The text of a program in JavaScript or TypeScript in, the plain values of names in it out. What is computed, and what
//! has different values, is unknown. The program is not parsed.

use chrono::{DateTime, NaiveDate};

use crate::site::date::{WrittenDate, written};

/// The forms of dates that JavaScript reads besides ISO 8601.
const FORMS: &[&str] =
    &["%b %d %Y", "%B %d %Y", "%b %d, %Y", "%B %d, %Y", "%d %b %Y", "%d %B %Y", "%Y/%m/%d", "%m/%d/%Y"];

/// What follows a name and its `:` or `=`, outside of comments on their own lines.
fn after<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = &'t str> {
    text.match_indices(name).filter_map(move |(at, _)| {
        let before = text.get(..at)?;
        let line = before.rsplit('\n').next()?.trim_start();
        let is_comment = line.starts_with("//") || line.starts_with('*') || line.contains(" //");
        let is_part = before.ends_with(|c: char| c.is_alphanumeric() || "_$.-".contains(c));
        let rest = text.get(at + name.len()..)?.trim_start_matches(['"', '\'']).trim_start();
        let value = rest.strip_prefix([':', '='])?;
        (!is_comment && !is_part && !value.starts_with(['=', '>'])).then(|| value.trim_start())
    })
}

/// The text of a literal at the beginning of a value, and what follows it.
fn string(value: &str) -> Option<(&str, &str)> {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let (inside, rest) = value.get(1..)?.split_once(quote)?;
    (!inside.contains(['\\', '\n']) && !inside.contains("${")).then_some((inside, rest))
}

/// The text of a literal that is the whole value.
fn whole(value: &str) -> Option<&str> {
    let (inside, rest) = string(value)?;
    let rest = rest.trim_start_matches([' ', '\t']);
    (rest.is_empty() || rest.starts_with([',', ';', '}', ')', ']', '\n', '\r'])).then_some(inside)
}

/// The text that a name has: `name: "…"`, or `name = "…"`.
pub(super) fn literal(text: &str, name: &str) -> Option<String> {
    let mut values = after(text, name).map(whole);
    let first = values.next()??;
    values.all(|other| other == Some(first)).then(|| first.to_owned())
}

/// The texts that a name has: `name: "…"`, or `name: ["…", "…"]`.
pub(super) fn literals(text: &str, name: &str) -> Option<Vec<String>> {
    let value = after(text, name).next()?;
    let Some(list) = value.strip_prefix('[') else { return whole(value).map(|one| vec![one.to_owned()]) };
    let texts = list.split_once(']')?.0.split(',').map(str::trim).filter(|one| !one.is_empty());
    texts.map(|one| whole(one).map(str::to_owned)).collect()
}

/// The name, number or word that a name has: `name: 10`, `name: false`.
pub(super) fn word<'t>(text: &'t str, name: &'t str) -> Option<&'t str> {
    let value = after(text, name).next()?;
    let end = value.find(|c: char| !c.is_alphanumeric() && !"_.".contains(c)).unwrap_or(value.len());
    value.get(..end).filter(|word| !word.is_empty())
}

/// The template literal that a name has, such as `/blog/${post.id}/`, or the text.
pub(super) fn template<'t>(text: &'t str, name: &'t str) -> Option<&'t str> {
    let value = after(text, name).next()?;
    value.strip_prefix('`').map_or_else(|| whole(value), |rest| Some(rest.split_once('`')?.0))
}

/// Whether a name has a value, whatever it is, or is a method.
pub(super) fn has(text: &str, name: &str) -> bool {
    after(text, name).next().is_some() || text.contains(&format!("{name}("))
}

/// The inside of the object that a name has: `name: { … }`.
pub(super) fn block<'t>(text: &'t str, name: &'t str) -> Option<&'t str> {
    after(text, name).find_map(|value| inside(value.strip_prefix('{')?))
}

/// A text up to the bracket that closes what is open at its beginning.
pub(super) fn inside(text: &str) -> Option<&str> {
    let mut depth = 1_usize;
    let end = text.find(|c: char| {
        depth = match c {
            '{' | '(' | '[' => depth + 1,
            '}' | ')' | ']' => depth - 1,
            _ => depth,
        };
        depth == 0
    })?;
    text.get(..end)
}

/// The arguments of the first call of a function, and whatever is inside of them.
pub(super) fn arguments<'t>(text: &'t str, function: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(&format!("{function}("))?;
    inside(rest)
}

/// The text that a function is called with: `name("…")`.
pub(super) fn argument(text: &str, function: &str) -> Option<String> {
    whole(arguments(text, function)?.trim()).map(str::to_owned)
}

/// The texts that all calls of a function have as their only argument.
pub(super) fn all_arguments(text: &str, function: &str) -> Vec<String> {
    let call = format!("{function}(");
    let calls = text.match_indices(&call).filter_map(|(at, _)| {
        let line = text.get(..at)?.rsplit('\n').next()?.trim_start();
        let is_comment = line.starts_with("//") || line.starts_with('*') || line.contains(" //");
        let arguments = inside(text.get(at + call.len()..)?)?.trim();
        whole(arguments).filter(|_| !is_comment).map(str::to_owned)
    });
    calls.collect()
}

/// The number of items that a list is cut to: `slice(0, 10)`, `slice(-10)`, `i++ < 10`.
pub(super) fn cut(text: &str) -> Option<usize> {
    let marks = ["slice(0,", "slice(-", "++ <", "limit:", "head(", "head(-"];
    let number = |mark: &&str| {
        let rest = text.split_once(*mark)?.1.trim_start();
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest.get(..end)?.parse().ok()
    };
    marks.iter().find_map(number).filter(|count| *count > 0)
}

/// A date as JavaScript reads it: a day alone is in UTC if it is in ISO 8601, and so is an unquoted YAML timestamp.
pub(super) fn date(text: &str, is_plain: bool) -> Option<WrittenDate> {
    let utc = |date: NaiveDate| {
        WrittenDate::Instant(date.and_time(chrono::NaiveTime::MIN).and_utc().fixed_offset())
    };
    match written(text) {
        Some(WrittenDate::Date(date)) => Some(utc(date)),
        Some(WrittenDate::Local(local)) if is_plain => {
            Some(WrittenDate::Instant(local.and_utc().fixed_offset()))
        }
        Some(read) => Some(read),
        None => {
            // The weekday, and the name of the zone in brackets, mean nothing.
            let text = text.split_once(" (").map_or(text, |(date, _)| date);
            let zoned =
                DateTime::parse_from_str(text, "%a %b %d %Y %H:%M:%S GMT%z").ok().map(WrittenDate::Instant);
            let day = || {
                FORMS
                    .iter()
                    .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
                    .map(WrittenDate::Date)
            };
            zoned.or_else(day)
        }
    }
}

/// The first text that a name has, which may have others in other objects.
pub(super) fn first_literal(text: &str, name: &str) -> Option<String> {
    after(text, name).next().and_then(whole).map(str::to_owned)
}
