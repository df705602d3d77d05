//! Dates at the beginning of names, and in paths.

use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate};

use super::DateInName;

/// The date at the beginning of a name, and the rest.
#[must_use]
pub(crate) fn split_date(name: &str, form: DateInName) -> (Option<NaiveDate>, &str) {
    let split = match form {
        DateInName::None => None,
        DateInName::Iso => iso(name),
        DateInName::Instant => instant(name).or_else(|| iso(name)),
        DateInName::Short => short(name),
    };
    match split {
        Some((date, rest)) => match rest.chars().next() {
            None => (Some(date), ""),
            Some('-' | '_' | ' ') => (Some(date), rest.trim_start_matches(['-', '_', ' '])),
            Some(_) => (None, name),
        },
        None => (None, name),
    }
}

/// The last whole date in a path: `2026/04/01` or `2026-04-01`, in its folders or its name.
#[must_use]
pub(crate) fn date_in_path(path: &str) -> Option<NaiveDate> {
    let is_start = |at: &usize| {
        let before = path.get(..*at).and_then(|before| before.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric())
    };
    let mut starts = path.char_indices().rev().map(|(at, _)| at).filter(is_start);
    starts.find_map(|at| leading_date(path.get(at..)?))
}

/// `2026/04/01…` or `2026-04-01…`, with a month and a day of one or two digits.
fn leading_date(text: &str) -> Option<NaiveDate> {
    let (year, rest) = leading_number(text, 4..=4)?;
    let (month, rest) = leading_number(rest.strip_prefix(['/', '-'])?, 1..=2)?;
    let (day, rest) = leading_number(rest.strip_prefix(['/', '-'])?, 1..=2)?;
    let after = rest.strip_prefix('T').filter(|time| time.starts_with(|c: char| c.is_ascii_digit()));
    let is_whole = after.is_some() || !rest.starts_with(char::is_alphanumeric);
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    (is_whole && year >= 1000).then_some(date)
}

/// A number of so many digits, and the rest.
fn leading_number(text: &str, lengths: RangeInclusive<usize>) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(length).filter(|_| lengths.contains(&length))?;
    Some((digits.parse().ok()?, rest))
}

/// `2026-04-01…`
fn iso(name: &str) -> Option<(NaiveDate, &str)> {
    let begins = name.starts_with(|c: char| c.is_ascii_digit());
    let (head, rest) = name.split_at_checked("2026-04-01".len()).filter(|_| begins)?;
    let date = NaiveDate::parse_from_str(head, "%Y-%m-%d").ok()?;
    (date.format("%Y-%m-%d").to_string() == head).then_some((date, rest))
}

/// `2026-04-01T18:30:00Z…`, whose colons may be missing in a name only if it is none.
fn instant(name: &str) -> Option<(NaiveDate, &str)> {
    let ends = [20, 25].into_iter().filter_map(|end| name.split_at_checked(end));
    let parsed = ends.filter_map(|(head, rest)| Some((DateTime::parse_from_rfc3339(head).ok()?, rest)));
    parsed.map(|(instant, rest)| (instant.date_naive(), rest)).next()
}

/// `26-4-1-…`: a year of two to four digits, a month and a day of one or two.
fn short(name: &str) -> Option<(NaiveDate, &str)> {
    let mut rest = name;
    let mut numbers = [0_u32; 3];
    for (at, (number, lengths)) in numbers.iter_mut().zip([2..=4, 1..=2, 1..=2]).enumerate() {
        let (found, after) = leading_number(rest, lengths)?;
        *number = found;
        rest = if at < 2 { after.strip_prefix('-')? } else { after };
    }
    let [year, month, day] = numbers;
    // As Ruby's `Time.parse` reads a year of two digits.
    let year = if year < 69 {
        year + 2000
    } else if year < 100 {
        year + 1900
    } else {
        year
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).map(|date| (date, rest))
}
