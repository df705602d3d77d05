//! Dates in the three grammars of feeds in, findings out. Parsing is done in [`crate::source::dates`].

use std::ops::Range;

use chrono::{DateTime, Datelike, FixedOffset, TimeDelta, Utc};

use super::FieldValue;
use crate::check::codes::dates::{
    IMPLAUSIBLE_DATE, NOT_UTC, UNPORTABLE_DATE, UNREADABLE_DATE, WRONG_WEEKDAY,
};
use crate::check::finding::excerpt;
use crate::check::scope::{Flavor, Scope};
use crate::diagnostic::timestamp;
use crate::source::dates::{resembling, rfc822, rfc822_with_offset, rfc3339, rfc3339_in_any_case, w3c};

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The zone names of RFC 822, except for those of one letter.
const ZONES: [&str; 10] = ["GMT", "UT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"];

pub(super) fn check_rfc822(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    let text = field.text();
    let Some(date) = rfc822(text) else {
        return match without_weekday(text) {
            Some((weekday, date)) => {
                let correct = weekday_name(date);
                let range = field.part(weekday);
                let message = format!("{} has the wrong weekday: that day was a {correct}", field.owner);
                scope.findings.add(
                    &WRONG_WEEKDAY,
                    range,
                    message,
                    format!("write `{correct}`, or leave the weekday out"),
                );
            }
            None => field.expected(scope, &UNREADABLE_DATE, "an RFC 822 date", rfc822_help(text)),
        };
    };
    if let Some(problem) = unportable(text) {
        let help = format!("write `{}`", date.format("%a, %d %b %Y %H:%M:%S GMT"));
        field.report(
            scope,
            &UNPORTABLE_DATE,
            format!("has a format that some readers do not support: {problem}"),
            help,
        );
    }
    let zone = text.rsplit(' ').next().unwrap_or_default();
    // Every client reads numeric offsets.
    let is_named = zone.starts_with(|c: char| c.is_ascii_alphabetic());
    if is_named && !matches!(zone, "GMT" | "UT" | "Z") && unportable(text).is_none() {
        let help = format!("write `{}`", date.format("%a, %d %b %Y %H:%M:%S GMT"));
        field.report(scope, &NOT_UTC, format!("is in the zone `{}`", excerpt(zone)), help);
    }
    check_plausible(field, scope, date);
}

/// Help with the date in RFC 822 form, if it has another form.
fn rfc822_help(text: &str) -> String {
    match rfc3339(text).or_else(|| w3c(text)).or_else(|| resembling(text)) {
        Some(date) => format!("write `{}`", date.format("%a, %d %b %Y %H:%M:%S GMT")),
        None if rfc822(&format!("{text} GMT")).is_some() => {
            format!("add its zone: `{text} GMT` if it is in UTC")
        }
        None => "write it like `Mon, 19 Oct 2026 08:00:00 GMT`".to_owned(),
    }
}

/// The date without its weekday, and the range of the weekday.
fn without_weekday(text: &str) -> Option<(Range<usize>, DateTime<FixedOffset>)> {
    let (weekday, rest) = text.split_once(',')?;
    let weekday = weekday.trim_end();
    DAYS.iter().find(|day| day.eq_ignore_ascii_case(weekday))?;
    Some((0..weekday.len(), rfc822_with_offset(rest.trim())?))
}

/// The weekday in the zone of the date.
fn weekday_name(date: DateTime<FixedOffset>) -> &'static str {
    DAYS.get(date.weekday().num_days_from_monday() as usize).copied().unwrap_or_default()
}

/// The reason why a valid RFC 2822 date does not have the form that every reader supports (RSS Profile §3.2).
fn unportable(text: &str) -> Option<&'static str> {
    if text.contains('(') {
        return Some("it contains a comment");
    }
    let words: Vec<_> = text.split(' ').collect();
    if words.contains(&"") || text.contains(['\t', '\n', '\r']) {
        return Some("its parts are not separated by single spaces");
    }
    let dated = match words.split_first() {
        Some((first, rest)) if first.ends_with(',') => {
            if !DAYS.contains(&first.trim_end_matches(',')) {
                return Some("its weekday is not an English abbreviation such as `Mon`");
            }
            rest
        }
        _ => &words,
    };
    let [_, month, year, time, zone] = dated else {
        return Some("its parts are not separated by single spaces");
    };
    let time_form: String = time.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    match () {
        () if !MONTHS.contains(month) => Some("its month is not an English abbreviation such as `Oct`"),
        () if year.len() != 4 => Some("its year does not have four digits"),
        () if !matches!(time_form.as_str(), "00:00" | "00:00:00") => {
            Some("each part of its time needs two digits")
        }
        () if zone.starts_with(['+', '-'])
            && !["00", "15", "30", "45"].iter().any(|end| zone.ends_with(end)) =>
        {
            Some("no time zone has its offset")
        }
        () if zone.starts_with(['+', '-']) || ZONES.contains(zone) || *zone == "Z" => None,
        () => Some("few programs know its zone"),
    }
}

pub(super) fn check_rfc3339(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    let is_json = scope.flavor == Flavor::Json;
    match (rfc3339(field.text()), rfc3339_in_any_case(field.text()).filter(|_| is_json)) {
        (Some(date), _) => check_plausible(field, scope, date),
        (None, Some(date)) => {
            let help = format!("write `{}`", field.text().to_ascii_uppercase());
            let problem = "is written with a lower-case `t` or `z`, which few readers parse";
            field.report(scope, &UNPORTABLE_DATE, problem, help);
            check_plausible(field, scope, date);
        }
        (None, None) => {
            let help = match corrected(field.text()) {
                Some(date) => format!("write `{}`", date.format("%Y-%m-%dT%H:%M:%SZ")),
                None => "write it like `2026-10-19T08:00:00Z`".to_owned(),
            };
            field.expected(scope, &UNREADABLE_DATE, "an RFC 3339 date", help);
        }
    }
}

/// The date of a text that has almost the right form, or that of RSS.
fn corrected(text: &str) -> Option<DateTime<Utc>> {
    let upper = text.to_ascii_uppercase().replacen(' ', "T", 1);
    rfc3339(&upper).or_else(|| rfc822(text)).or_else(|| w3c(text)).or_else(|| resembling(text))
}

pub(super) fn check_w3c(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    match w3c(field.text()) {
        Some(date) => check_plausible(field, scope, date),
        None => {
            let help = "write it like `2026-10-19T08:00:00Z` or `2026-10-19`";
            field.expected(scope, &UNREADABLE_DATE, "a W3C date", help);
        }
    }
}

/// Reports a date from before feeds existed, or in the future.
fn check_plausible(field: &FieldValue<'_>, scope: &mut Scope<'_>, date: DateTime<Utc>) {
    if date.year() < 1990 {
        let help = "write the real date; programs without one write 1970 or 0001";
        field.report(
            scope,
            &IMPLAUSIBLE_DATE,
            format!("is {}, before feeds existed", date.format("%Y-%m-%d")),
            help,
        );
    } else if scope.options.now.is_some_and(|now| date > now + TimeDelta::minutes(10)) {
        // The feed's own date repeats that of its newest entry, which was already reported.
        if scope.entry.is_none() && scope.facts.newest == Some(date) {
            return;
        }
        let help = "readers show it at once: leave the entry out until then";
        field.report(
            scope,
            &IMPLAUSIBLE_DATE,
            format!("is {}, in the future", timestamp(date.fixed_offset())),
            help,
        );
    }
}
