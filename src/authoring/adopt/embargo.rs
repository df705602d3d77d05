//! A line that forbids publication until a time in; the metadata that keeps the article back out. A time that cannot be
//! read makes the article a draft.

use super::Certainty;
use super::dates::{self, Reading};
use super::head::Entry;
use super::names::{is_han, plain};
use super::words::{DATE_FILLERS, EMBARGO_LABELS, MONTHS, UNTIL, WEEKDAYS, contains};
use crate::site::date::Written;

/// The maximum length of such a line, in characters.
const MAX_LENGTH: usize = 120;

/// Reads a line.
pub(super) fn read(line: &str) -> Option<Vec<Entry>> {
    let text = plain(line).trim_matches(['*', '(', ')', '[', ']', '=', '-', '!', ' ', '.']);
    if text.chars().count() > MAX_LENGTH {
        return None;
    }
    let rest = after_label(text)?;
    Some(match moment(rest) {
        Some(Reading::One(end)) => {
            let is_instant = matches!(end, Written::Instant(_));
            let certainty = if is_instant { Certainty::Sure } else { Certainty::Likely };
            vec![Entry::known("publish", dates::toml(end), "from the embargo line", certainty)]
        }
        Some(Reading::Either(first, _)) => unread(line, first.to_string()),
        None => unread(line, "2026-04-01T06:00:00+07:00".to_owned()),
    })
}

/// The article is kept back until its user has written when the embargo ends.
fn unread(line: &str, example: String) -> Vec<Entry> {
    let shown: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let todo =
        format!("write when the embargo ends, remove the first #, and remove draft: \"{}\"", shown.trim());
    let reason = "the end of the embargo is unclear";
    let draft = Entry::known("draft", "true".to_owned(), reason, Certainty::Sure);
    vec![Entry::open("publish", example, &todo, reason), draft.noted("until the end of the embargo is known")]
}

/// The text after the label. `Embargo on oil lifted` has none: a label is followed by a colon, by "until" or by a time.
fn after_label(text: &str) -> Option<&str> {
    let rest = EMBARGO_LABELS
        .split(", ")
        .filter_map(|label| strip_label(text, label))
        .min_by_key(|rest| rest.len())?;
    let begin = rest.trim_start();
    let next = begin.split([' ', ':', '：']).next().unwrap_or_default();
    let is_line = begin.is_empty()
        || begin.starts_with([':', '：', '-', '–', '—'])
        || contains(UNTIL, next)
        || UNTIL.split(", ").any(|word| is_han(word) && begin.starts_with(word))
        || begin.chars().any(|c| c.is_ascii_digit()) && moment(begin).is_some();
    is_line.then_some(begin)
}

/// The rest of a text after a label in any case.
fn strip_label<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let length: usize = text.chars().take(label.chars().count()).map(char::len_utf8).sum();
    let (begin, rest) = text.split_at_checked(length)?;
    let is_whole = rest.chars().next().is_none_or(|next| !next.is_alphabetic()) || is_han(label);
    (is_whole && begin.to_lowercase() == label).then_some(rest)
}

/// Whether a text begins with a number or a month.
fn begins_date(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    text.starts_with(|c: char| c.is_ascii_digit()) || MONTHS.iter().any(|names| contains(names, word))
}

/// The time in a text: a date at its end, with the time after or before it.
fn moment(text: &str) -> Option<Reading> {
    let splits = text.char_indices().filter_map(|(at, _)| text.split_at_checked(at));
    let mut starts =
        splits.filter(|(before, rest)| !before.ends_with(char::is_alphanumeric) && begins_date(rest));
    let (before, date, reading) =
        starts.find_map(|(before, rest)| Some((before, rest, dates::value(rest)?)))?;
    match before.find(|c: char| c.is_ascii_digit()) {
        None => Some(reading),
        // `06:00 GMT, 20 May 2026`
        Some(at) => {
            let is_time = |c: char| c.is_alphanumeric() || c == ')';
            let mut time = before.get(at..)?.trim_end_matches(|c: char| !is_time(c));
            // `06:00 GMT on Wednesday, 20 May 2026`
            while let Some((rest, word)) = time.rsplit_once(' ')
                && (contains(WEEKDAYS, word) || contains(DATE_FILLERS, word))
            {
                time = rest.trim_end_matches(|c: char| !is_time(c));
            }
            dates::value(&format!("{date}, {time}"))
                .filter(|reading| !matches!(reading, Reading::One(Written::Date(_))))
        }
    }
}
