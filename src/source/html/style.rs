//! A style attribute in, the values of its properties out, as browsers read them: without regard to case, comments and
//! escapes, the last declaration of a property first, unless an earlier one is important (CSS Syntax 3, CSS Cascading 4).

use std::borrow::Cow;

/// The value of a property in lower case, without `!important`.
#[must_use]
pub(crate) fn value(style: &str, property: &str) -> Option<String> {
    let style = plain(style);
    let declarations = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    let of_property = declarations.filter(|(name, _)| name.trim().eq_ignore_ascii_case(property));
    let mut found: Option<(bool, String)> = None;
    for (_, value) in of_property {
        let value = value.trim().to_ascii_lowercase();
        let (value, is_important) = match value.rsplit_once('!') {
            Some((value, mark)) if mark.trim() == "important" => (value.trim().to_owned(), true),
            Some(_) | None => (value, false),
        };
        if is_important || !found.as_ref().is_some_and(|(is_important, _)| *is_important) {
            found = Some((is_important, value));
        }
    }
    found.map(|(_, value)| value)
}

/// Units of length, the longer names first, and their pixels (CSS Values 4 §6). Text is 16 pixels high unless a page says
/// otherwise.
const UNITS: &[(&str, f64)] = &[
    ("rem", 16.0),
    ("px", 1.0),
    ("em", 16.0),
    ("pt", 4.0 / 3.0),
    ("pc", 16.0),
    ("in", 96.0),
    ("cm", 96.0 / 2.54),
    ("mm", 96.0 / 25.4),
];

/// The length of a property in pixels; none if it depends on what is around the element.
#[must_use]
pub(crate) fn pixels(style: &str, property: &str) -> Option<u32> {
    let value = value(style, property)?;
    let (number, pixels) =
        UNITS.iter().find_map(|(unit, pixels)| Some((value.strip_suffix(unit)?, pixels)))?;
    let number: f64 = number.trim().parse().ok()?;
    whole(number * pixels)
}

/// A positive number of pixels, rounded.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is in the range")]
pub(crate) fn whole(number: f64) -> Option<u32> {
    (0.5..100_000.0).contains(&number).then(|| number.round() as u32)
}

/// A style without comments and escapes.
fn plain(style: &str) -> Cow<'_, str> {
    if !style.contains(['/', '\\']) {
        return style.into();
    }
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(at) = rest.find(['/', '\\']) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        if let Some(comment) = found.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if let Some(escape) = found.strip_prefix('\\') {
            let (character, after) = unescape(escape);
            out.extend(character);
            rest = after;
        } else {
            out.push('/');
            rest = found.strip_prefix('/').unwrap_or_default();
        }
    }
    out.push_str(rest);
    out.into()
}

/// The character of an escape, after its backslash, and what follows it (CSS Syntax 3 §4.3.7).
fn unescape(escape: &str) -> (Option<char>, &str) {
    let digits = escape.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    let (hexadecimal, after) = escape.split_at(digits);
    match u32::from_str_radix(hexadecimal, 16) {
        Ok(code) => (char::from_u32(code), after.strip_prefix(' ').unwrap_or(after)),
        Err(_) => {
            let mut characters = escape.chars();
            (characters.next(), characters.as_str())
        }
    }
}
