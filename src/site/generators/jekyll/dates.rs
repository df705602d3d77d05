//! The text of a date in, the date out, as YAML and Ruby's `Time.parse` read it.

use chrono::{NaiveDate, NaiveTime, TimeZone, Utc};

use crate::site::date::{WrittenDate, written};

/// Zones by their names (RFC 822 §5.1).
const ZONES: &[(&str, &str)] = &[
    ("UTC", "+00:00"),
    ("GMT", "+00:00"),
    ("EST", "-05:00"),
    ("EDT", "-04:00"),
    ("CST", "-06:00"),
    ("CDT", "-05:00"),
    ("MST", "-07:00"),
    ("MDT", "-06:00"),
    ("PST", "-08:00"),
    ("PDT", "-07:00"),
];

const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Forms of days that `Time.parse` reads.
const DAYS: &[&str] = &["%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d-%B-%Y", "%Y%m%d"];

/// Reads a date. An unquoted one with a time to the second and without a zone is in UTC: YAML reads it. All others
/// without a zone are local.
pub(super) fn read(text: &str, is_plain: bool) -> Option<WrittenDate> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match written(&text) {
        Some(WrittenDate::Local(local)) if is_plain && text.matches(':').count() == 2 => {
            Some(WrittenDate::Instant(Utc.from_utc_datetime(&local).fixed_offset()))
        }
        Some(read) => Some(read),
        None => loose(&text),
    }
}

/// Other forms: names of months and zones, slashes, twelve hours, short offsets.
fn loose(text: &str) -> Option<WrittenDate> {
    let (text, zone) = split_zone(without_weekday(text));
    let with_zone = |local: String| written(&format!("{local}{zone}"));
    if !zone.is_empty()
        && let Some(read) = with_zone(text.to_owned())
    {
        return Some(read);
    }
    let (date, rest) = DAYS.iter().find_map(|form| NaiveDate::parse_and_remainder(text, form).ok())?;
    match rest.trim_start_matches([',', ' ', 'T']) {
        "" => Some(WrittenDate::Date(date)),
        time => with_zone(format!("{date} {}", time_of_day(time)?)),
    }
}

/// The text behind a weekday, which does not matter.
fn without_weekday(text: &str) -> &str {
    let is_weekday = |word: &str| {
        let name = word.trim_end_matches([',', '.']).to_lowercase();
        WEEKDAYS.iter().any(|day| name == *day || day.get(..3) == Some(&name))
    };
    text.split_once(' ').filter(|(first, _)| is_weekday(first)).map_or(text, |(_, rest)| rest)
}

/// The text before a zone, and the zone as an offset; empty if there is none.
fn split_zone(text: &str) -> (&str, String) {
    if let Some((before, zone)) = text.rsplit_once(' ') {
        if let Some((_, offset)) = ZONES.iter().find(|(name, _)| *name == zone) {
            // An offset before the name of its zone.
            let (text, own) = split_zone(before);
            return if own.is_empty() { (before, (*offset).to_owned()) } else { (text, own) };
        }
        if let Some(digits) = zone.strip_prefix(['+', '-']) {
            let sign = zone.get(..1).unwrap_or_default();
            let hours = digits.split_once(':').map_or(digits, |(hours, _)| hours);
            let padded = if hours.len() % 2 == 1 { format!("{sign}0{digits}") } else { zone.to_owned() };
            return (before, padded);
        }
    }
    (text, String::new())
}

fn time_of_day(text: &str) -> Option<NaiveTime> {
    let forms = ["%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%I:%M%p"];
    forms.iter().find_map(|form| NaiveTime::parse_from_str(text, form).ok())
}
