//! The text of a date in, the date out, as Hexo reads it: the clock of what YAML takes for an instant is that of UTC, and
//! is read again as local time.

use chrono::{DateTime, NaiveDate};

use crate::site::date::{WrittenDate, written};

/// Forms of days that JavaScript reads.
const DAYS: &[&str] = &["%Y/%m/%d", "%Y.%m.%d", "%B %d, %Y", "%d %B %Y", "%B %d %Y"];

/// Numbers from here on are milliseconds, since no post is from 1973.
const FIRST_MILLISECOND: i64 = 100_000_000_000;

/// Reads a date. The machine's own zone, which decides about quoted instants, is taken for UTC.
pub(super) fn read(text: &str, _: bool) -> Option<WrittenDate> {
    if let Some(time) = text.parse().ok().filter(|time| *time >= FIRST_MILLISECOND) {
        return DateTime::from_timestamp_millis(time).map(|instant| WrittenDate::Local(instant.naive_utc()));
    }
    match written(text) {
        Some(WrittenDate::Instant(instant)) => Some(WrittenDate::Local(instant.naive_utc())),
        Some(read) => Some(read),
        None => {
            // A weekday does not matter.
            let is_word = |word: &str| {
                word.ends_with(',') && word.trim_end_matches(',').chars().all(char::is_alphabetic)
            };
            let text =
                text.split_once(' ').filter(|(first, _)| is_word(first)).map_or(text, |(_, rest)| rest);
            let (date, rest) =
                DAYS.iter().find_map(|form| NaiveDate::parse_and_remainder(text, form).ok())?;
            written(&format!("{date}{rest}"))
        }
    }
}
