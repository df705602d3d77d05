//! The text of a date in, the date out, as Hexo reads it: the clock of what YAML takes for an instant is that of UTC, and
//! is read again as local time.

use chrono::NaiveDate;

use crate::site::date::{WrittenDate, written};

/// Forms of days that JavaScript reads.
const DAYS: &[&str] = &["%Y/%m/%d", "%B %d, %Y", "%d %B %Y", "%B %d %Y"];

/// Reads a date. The machine's own zone, which decides about quoted instants, is taken for UTC.
pub(super) fn read(text: &str, _: bool) -> Option<WrittenDate> {
    match written(text) {
        Some(WrittenDate::Instant(instant)) => Some(WrittenDate::Local(instant.naive_utc())),
        Some(read) => Some(read),
        None => {
            let (date, rest) =
                DAYS.iter().find_map(|form| NaiveDate::parse_and_remainder(text, form).ok())?;
            written(&format!("{date}{rest}"))
        }
    }
}
