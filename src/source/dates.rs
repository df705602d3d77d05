//! Dates in the forms that feeds use, as instants.

use std::borrow::Cow;
use std::ops::Range;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};

/// Reads a date in any of these forms, and some that resemble them. Without a zone it is taken as UTC, as readers do.
pub(crate) fn read(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    // A weekday that is not the date's is no reason to lose the date.
    let without_weekday = text.split_once(", ").map_or(text, |(_, rest)| rest);
    let rfc3339 = DateTime::parse_from_rfc3339(text).ok().map(|date| date.to_utc());
    let local = || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").ok();
    let day = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(|day| day.and_time(NaiveTime::MIN));
    rfc3339
        .or_else(|| rfc822(without_weekday))
        .or_else(|| w3c(text))
        .or_else(|| local().or_else(day).map(|local| local.and_utc()))
}

/// Parses an RFC 822 or RFC 2822 date, in any form that their grammars allow.
pub(crate) fn rfc822(text: &str) -> Option<DateTime<Utc>> {
    Some(rfc822_with_offset(text)?.to_utc())
}

/// The same with the offset that is written.
pub(crate) fn rfc822_with_offset(text: &str) -> Option<DateTime<FixedOffset>> {
    let plain = if text.contains('(') { without_comments(text).into() } else { Cow::Borrowed(text) };
    let is_obsolete = [" ,", " :", ": "].iter().any(|form| plain.contains(form));
    let plain = if is_obsolete { without_inner_spaces(&plain).into() } else { plain };
    DateTime::parse_from_rfc2822(&plain).ok()
}

/// A date without spaces before its comma and around its colons, where the obsolete syntax allows them (RFC 2822 §4.3).
fn without_inner_spaces(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.replace(" ,", ",").replace(" :", ":").replace(": ", ":")
}

/// Zones that programs write although RFC 822 does not have them, with their offset in minutes. Names that mean several
/// zones are left out.
const OTHER_ZONES: &[(&str, i32)] = &[
    ("UTC", 0),
    ("WET", 0),
    ("WEST", 60),
    ("CET", 60),
    ("MEZ", 60),
    ("CEST", 120),
    ("MESZ", 120),
    ("EET", 120),
    ("SAST", 120),
    ("EEST", 180),
    ("MSK", 180),
    ("PKT", 300),
    ("WIB", 420),
    ("ICT", 420),
    ("WITA", 480),
    ("HKT", 480),
    ("AWST", 480),
    ("WIT", 540),
    ("JST", 540),
    ("KST", 540),
    ("AEST", 600),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
    ("AKST", -540),
    ("AKDT", -480),
    ("HST", -600),
];

/// The date that a text in no valid form seems to mean: with whole names of days and months, another zone, or without a
/// weekday that is right.
pub(crate) fn resembling(text: &str) -> Option<DateTime<Utc>> {
    let words: Vec<_> = text.split([' ', ',', '\t', '\n']).filter(|word| !word.is_empty()).collect();
    let first_digit = words.iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    let [day, month, year, time, zone @ ..] = words.get(first_digit..)? else { return None };
    let month = month.get(..3)?;
    let day = day.trim_end_matches(|c: char| !c.is_ascii_digit());
    let zone = zone_offset(&zone.concat())?;
    rfc822(&format!("{day} {month} {year} {time} {zone}"))
}

/// The offset of a zone: `+0200` of `CEST`, `GMT+2` or `UTC+02:00`.
fn zone_offset(zone: &str) -> Option<String> {
    if let Some((_, minutes)) = OTHER_ZONES.iter().find(|(name, _)| *name == zone) {
        let sign = if *minutes < 0 { '-' } else { '+' };
        return Some(format!("{sign}{:02}{:02}", minutes.abs() / 60, minutes.abs() % 60));
    }
    let offset =
        zone.strip_prefix("GMT").or_else(|| zone.strip_prefix("UTC")).unwrap_or(zone).replace(':', "");
    let digits =
        offset.strip_prefix(['+', '-']).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    match (digits, digits.map(str::len)) {
        (Some(digits), Some(1 | 2)) => Some(format!("{}{digits:0>2}00", offset.get(..1)?)),
        (Some(_), Some(4)) => Some(offset),
        _ => Some(zone.to_owned()).filter(|zone| !zone.is_empty()),
    }
}

/// A text without its comments, which may be nested (RFC 822 §3.4.3).
fn without_comments(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = text.chars().filter(|c| {
        let is_outside = depth == 0 && *c != '(';
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        is_outside
    });
    let plain: String = outside.collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",")
}

/// Parses an RFC 3339 date and time, with upper-case T and Z (RFC 4287 §3.3).
pub(crate) fn rfc3339(text: &str) -> Option<DateTime<Utc>> {
    let form = text.get(..19)?;
    let digits =
        |at: Range<usize>| form.get(at).is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let numbers = [0..4, 5..7, 8..10, 11..13, 14..16, 17..19];
    let bytes = form.as_bytes();
    let separators = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    let in_form =
        numbers.into_iter().all(digits) && separators.iter().all(|(at, is)| bytes.get(*at) == Some(is));
    if !in_form || text.contains('z') || text.get(19..)?.contains(' ') {
        return None;
    }
    let offset = text.rfind(['+', '-']).filter(|at| *at > 10).and_then(|at| text.get(at + 1..));
    if offset.is_some_and(|offset| !is_offset(offset)) {
        return None;
    }
    Some(DateTime::parse_from_rfc3339(text).ok()?.to_utc())
}

/// The same with t and z in either case, as RFC 3339 itself allows (§5.6).
pub(crate) fn rfc3339_in_any_case(text: &str) -> Option<DateTime<Utc>> {
    rfc3339(text).or_else(|| rfc3339(&text.to_ascii_uppercase()))
}

fn is_offset(offset: &str) -> bool {
    let two =
        |part: &str, most: u32| part.len() == 2 && part.parse::<u32>().is_ok_and(|number| number <= most);
    offset.split_once(':').is_some_and(|(hours, minutes)| two(hours, 23) && two(minutes, 59))
}

/// Parses a date in a W3C form: year, month, day, or with a time and zone.
pub(crate) fn w3c(text: &str) -> Option<DateTime<Utc>> {
    let digits =
        |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let Some((date, time)) = text.split_once('T') else {
        let parts: Vec<_> = text.split('-').collect();
        let (year, month, day) = match parts.as_slice() {
            [year] => (*year, "01", "01"),
            [year, month] => (*year, *month, "01"),
            [year, month, day] => (*year, *month, *day),
            _ => return None,
        };
        if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
            return None;
        }
        let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
        return Some(date.and_hms_opt(0, 0, 0)?.and_utc());
    };
    let zone = time.find(['Z', '+', '-'])?;
    let (clock, zone) = time.split_at_checked(zone)?;
    let full = if clock.len() == 5 { format!("{date}T{clock}:00{zone}") } else { text.to_owned() };
    rfc3339(&full)
}
