//! Numbers and durations in, findings out.

use super::{FieldValue, Owner};
use crate::check::codes::values::{MALFORMED_DURATION, MALFORMED_NUMBER};
use crate::check::scope::Scope;

pub(super) fn integer(field: &FieldValue<'_>, scope: &mut Scope<'_>, min: i64, max: i64) {
    let text = field.text();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_integer = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse::<i64>().ok().or((is_integer && !text.starts_with('-')).then_some(i64::MAX));
    if is_integer && number.is_some_and(|number| (min..=max).contains(&number)) {
        return;
    }
    let expected = match (min, max) {
        (0, i64::MAX) => "a whole number, 0 or more".to_owned(),
        (1, i64::MAX) => "a whole number, 1 or more".to_owned(),
        (min, max) => format!("a whole number from {min} to {max}"),
    };
    let is_length = matches!(field.owner, Owner::Attribute(_, "length"));
    let help = match number {
        _ if is_length => "write its size in bytes, or 0 if it is unknown".to_owned(),
        Some(number) if is_integer && number > max => format!("write {max} or less"),
        _ => format!("write digits only, such as `{}`", min.max(60).min(max)),
    };
    field.expected(scope, &MALFORMED_NUMBER, &expected, help);
}

/// Whole numbers separated by commas.
pub(super) fn list(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !field.text().split(',').all(|part| is_number(part.trim())) {
        field.expected(
            scope,
            &MALFORMED_NUMBER,
            "whole numbers separated by commas",
            "write them like `1,2,3`",
        );
    }
}

pub(super) fn decimal(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    if !is_decimal(field.text()) {
        field.expected(scope, &MALFORMED_NUMBER, "a number", "write it like `12.5`, without a unit");
    }
}

fn is_decimal(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    plain && text.parse::<f64>().is_ok()
}

/// Seconds, `MM:SS` or `HH:MM:SS`.
pub(super) fn duration(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    if !is_clock(field.text(), 2) {
        field.expected(
            scope,
            &MALFORMED_DURATION,
            "seconds, or hours:minutes:seconds",
            "write it like `3723` or `1:02:03`",
        );
    }
}

/// Whether a text is one number, or up to three numbers separated by colons; all but the first are at most 59 and
/// have at least this many digits.
fn is_clock(text: &str, digits: usize) -> bool {
    let parts: Vec<_> = text.split(':').collect();
    let number =
        |part: &str| !part.is_empty() && part.len() < 10 && part.bytes().all(|byte| byte.is_ascii_digit());
    let small = |part: &&str| {
        (digits..=2).contains(&part.len()) && part.parse::<u32>().is_ok_and(|number| number < 60)
    };
    parts.len() <= 3 && parts.iter().all(|part| number(part)) && parts.iter().skip(1).all(small)
}

/// `12.5`, `0:12:05.5` or `now` (RFC 2326 §3.6).
pub(super) fn play_time(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    let text = field.text();
    let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let is_valid_clock = is_clock(clock, 1) && clock.matches(':').count() != 1;
    if text != "now" && !(is_valid_clock && is_fraction) {
        field.expected(
            scope,
            &MALFORMED_DURATION,
            "a time in seconds, or hours:minutes:seconds",
            "write it like `12.5` or `0:00:12.5`",
        );
    }
}
