//! Dates in the forms that feeds use, as instants.

use std::borrow::Cow;
use std::ops::Range;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

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
    let plain = if text.contains('(') { without_comments(text).into() } else { Cow::Borrowed(text) };
    let date = DateTime::parse_from_rfc2822(&plain).ok()?;
    Some(date.to_utc())
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
