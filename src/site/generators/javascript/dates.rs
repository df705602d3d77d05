//! The text of a date in, the date as JavaScript reads it out.

use chrono::{DateTime, NaiveDate, Utc};

use crate::site::date::{WrittenDate, written};

/// The forms of dates that JavaScript reads besides ISO 8601.
const FORMS: &[&str] =
    &["%b %d %Y", "%B %d %Y", "%b %d, %Y", "%B %d, %Y", "%d %b %Y", "%d %B %Y", "%Y/%m/%d", "%m/%d/%Y"];

/// The instant of a date as JavaScript reads it where the time zone is UTC.
pub(crate) fn instant(text: &str) -> Option<DateTime<Utc>> {
    Some(match date(text, true)? {
        WrittenDate::Instant(instant) => instant.to_utc(),
        WrittenDate::Local(local) => local.and_utc(),
        WrittenDate::Date(date) => date.and_time(chrono::NaiveTime::MIN).and_utc(),
    })
}

/// A date as JavaScript reads it: a day alone is in UTC if it is in ISO 8601, and so is an unquoted YAML timestamp.
pub(crate) fn date(text: &str, is_plain: bool) -> Option<WrittenDate> {
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
