//! The forms of dates: those that are accepted, and those that are only recognized well enough to
//! suggest the right form. All parsing is done by chrono, which accepts more than these forms.

use std::ops::RangeInclusive;

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Timelike,
};

/// Rejected forms, with the other reading of ambiguous ones.
const FORMS: &[&str] = &[
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%Y/%m/%d",
    "%d.%m.%Y",
    "%Y.%m.%d",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%Y%m%d",
    "%d %B %Y",
    "%B %d, %Y",
    "%B %d %Y",
];

/// A date as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WrittenDate {
    /// With a zone.
    Instant(DateTime<FixedOffset>),
    /// Without one.
    Local(NaiveDateTime),
    /// Without a time.
    Date(NaiveDate),
}

/// RFC 3339, RFC 2822, or `YYYY-MM-DD[(T| )H:MM[:SS[.f]][ ][±HH[:]MM|Z]]`.
pub(crate) fn written(text: &str) -> Option<WrittenDate> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text)) {
        return Some(WrittenDate::Instant(instant));
    }
    let Some((date, rest)) = text.split_once(['T', 't', ' ']) else {
        return day(text).map(WrittenDate::Date);
    };
    let date = day(date)?;
    let end = rest.find(|c: char| !matches!(c, '0'..='9' | ':' | '.')).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(end);
    let local = date.and_time(time_of_day(time)?);
    match zone.strip_prefix(' ').unwrap_or(zone) {
        "" => Some(WrittenDate::Local(local)),
        zone => offset(zone)?.from_local_datetime(&local).single().map(WrittenDate::Instant),
    }
}

/// The right form of the intended date, if it can be guessed.
pub(crate) fn right_form(text: &str) -> String {
    let right = match text.split_once(", ") {
        // A weekday that is not the date's.
        Some((_, rest)) if written(rest).is_some() => vec![rest.to_owned()],
        Some(_) | None => readings(text),
    };
    if right.is_empty() {
        "write it like 2026-04-01, or with time and zone like 2026-04-01T18:30:00+03:00".to_owned()
    } else {
        format!("write {}", right.join(" or "))
    }
}

/// What is impossible about a date that has the right form, if that is clear: its month, its day, or its weekday.
pub(crate) fn wrong_part(text: &str) -> Option<String> {
    if let Some((weekday, rest)) = text.split_once(", ") {
        let is_name = !weekday.is_empty() && weekday.chars().all(char::is_alphabetic);
        let (date, _) = NaiveDate::parse_and_remainder(rest, "%d %B %Y").ok().filter(|_| is_name)?;
        return Some(format!("that day is a {}", date.format("%A")));
    }
    let date =
        text.split(['T', 't', ' ']).next().filter(|date| is_numbers(date, '-', &[4..=4, 1..=2, 1..=2]))?;
    let mut parts = date.split('-').map(|part| part.parse::<u32>().unwrap_or_default());
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let year = i32::try_from(year).ok()?;
    let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else {
        return Some(format!("there is no month {month}"));
    };
    let days = u32::from(first.num_days_in_month());
    let february = if month == 2 { format!(" {year}") } else { String::new() };
    (day > days || day == 0).then(|| format!("{}{february} has {days} days", first.format("%B")))
}

/// `2026-4-1`
fn day(text: &str) -> Option<NaiveDate> {
    let shaped = is_numbers(text, '-', &[4..=4, 1..=2, 1..=2]);
    shaped.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

/// `8:05`, `8:05:09`, `8:05:09.5`
fn time_of_day(text: &str) -> Option<NaiveTime> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let form = if is_numbers(whole, ':', &[1..=2, 2..=2, 2..=2]) {
        "%H:%M:%S%.f"
    } else if is_numbers(text, ':', &[1..=2, 2..=2]) {
        "%H:%M"
    } else {
        return None;
    };
    NaiveTime::parse_from_str(text, form).ok()
}

/// `Z`, `+07`, `+0700`, `+07:00`
fn offset(zone: &str) -> Option<FixedOffset> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(chrono::Utc.fix());
    }
    let digits = zone.strip_prefix(['+', '-'])?;
    if is_numbers(digits, ':', &[2..=2]) {
        return format!("{zone}00").parse().ok();
    }
    let shaped = is_numbers(digits, ':', &[4..=4]) || is_numbers(digits, ':', &[2..=2, 2..=2]);
    shaped.then(|| zone.parse().ok()).flatten()
}

/// Whether a text is numbers of these lengths with `mark` between them: chrono takes spaces before each, and more.
fn is_numbers(text: &str, mark: char, lengths: &[RangeInclusive<usize>]) -> bool {
    let mut parts = text.split(mark);
    let fits = lengths.iter().all(|length| {
        parts.next().is_some_and(|part| {
            length.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })
    });
    fits && parts.next().is_none()
}

fn readings(text: &str) -> Vec<String> {
    let zoned =
        text.strip_suffix(" UTC").or_else(|| text.strip_suffix(" GMT")).map(|local| format!("{local}Z"));
    let text = zoned.as_deref().unwrap_or(text);
    let whole = with_24_hours(text);
    let text = whole.as_deref().unwrap_or(text);
    let mut readings: Vec<_> = FORMS.iter().filter_map(|form| reading(text, form)).collect();
    readings.extend(whole.or(zoned).filter(|right| written(right).is_some()));
    readings.dedup();
    readings
}

/// The same with hours from 0 to 23, if the time of day is one of 12 hours: `10:00 PM`.
fn with_24_hours(text: &str) -> Option<String> {
    let upper = text.to_ascii_uppercase();
    let (at, half) = [" PM", " AM", "PM", "AM"].iter().find_map(|half| Some((upper.find(half)?, *half)))?;
    let (before, after) = (text.get(..at)?, text.get(at + half.len()..)?);
    let start = before.rfind([' ', 'T', 't']).map_or(0, |start| start + 1);
    let (date, time) = (before.get(..start)?, time_of_day(before.get(start..)?)?);
    let hour = time.hour();
    let hour = (1..=12).contains(&hour).then(|| hour % 12 + if half.ends_with("PM") { 12 } else { 0 })?;
    Some(format!("{date}{}{after}", time.with_hour(hour)?.format("%H:%M")))
}

/// The date by one form, with the time behind it where that can be read.
fn reading(text: &str, form: &str) -> Option<String> {
    let (date, rest) = NaiveDate::parse_and_remainder(text, form).ok()?;
    if date.year() < 1000 || rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let rest = rest.trim_start_matches(['T', ',', ' ']);
    let whole = format!("{date} {rest}");
    if written(&whole).is_some() {
        return Some(whole);
    }
    // The name of a zone may stand for several offsets.
    let (time, zone) = rest.split_once(' ').unwrap_or((rest, ""));
    let is_zone = !zone.is_empty() && zone.chars().all(char::is_alphabetic);
    Some(match time_of_day(time).filter(|_| is_zone) {
        Some(_) => format!("{date}T{time} and the offset of {zone}, such as {date}T{time}+02:00"),
        None => date.to_string(),
    })
}
