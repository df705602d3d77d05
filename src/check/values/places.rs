//! Geographic coordinates in, findings out.

use super::FieldValue;
use crate::check::codes::values::{COORDINATE_COMMA, MALFORMED_COORDINATES};
use crate::check::finding::excerpt;
use crate::check::scope::Scope;

/// Pairs of latitude and longitude, at least `min` of them.
pub(super) fn points(field: &FieldValue<'_>, scope: &mut Scope<'_>, min: usize) {
    let text = field.text();
    let numbers: Option<Vec<f64>> =
        text.split([' ', ',', '\n', '\t', '\r']).filter(|part| !part.is_empty()).map(number).collect();
    let numbers = numbers.unwrap_or_default();
    let within = numbers.chunks(2).all(
        |pair| matches!(pair, [latitude, longitude] if latitude.abs() <= 90.0 && longitude.abs() <= 180.0),
    );
    if numbers.len() < 2 * min || !within {
        let help = "write latitude, space, longitude: `-6.2 106.8`";
        return field.expected(
            scope,
            &MALFORMED_COORDINATES,
            "a latitude from -90 to 90 and a longitude from -180 to 180",
            help,
        );
    }
    if text.contains(',') {
        let numbers: Vec<_> = text.split([',', ' ']).filter(|part| !part.is_empty()).collect();
        let help = match numbers.as_slice() {
            [latitude, longitude] => format!("write `{}`", excerpt(&format!("{latitude} {longitude}"))),
            _ => "separate them with spaces".to_owned(),
        };
        field.report(scope, &COORDINATE_COMMA, "separates its numbers with a comma", help);
    }
}

fn number(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b".-+".contains(&byte));
    if plain { text.parse().ok() } else { None }
}

/// One number between minus and plus `max`.
pub(super) fn degrees(field: &FieldValue<'_>, scope: &mut Scope<'_>, max: f64) {
    if !number(field.text()).is_some_and(|degrees| degrees.abs() <= max) {
        field.expected(
            scope,
            &MALFORMED_COORDINATES,
            &format!("a number from -{max} to {max}"),
            "write it like `-6.2`",
        );
    }
}
