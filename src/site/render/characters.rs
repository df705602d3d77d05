//! The text of an article in, findings about characters that XML forbids with their places out. Removing them is left to
//! [`crate::feed::Text`].

use std::ops::Range;

use super::body::Body;
use crate::diagnostic::{Diagnostic, Place};
use crate::feed::text::forbidden;
use crate::site::fields::FORBIDDEN_CHARACTER;
use crate::source::bounds::FINDINGS;
use crate::source::lines::LineIndex;

/// Reports raw forbidden characters in the body, one finding per run.
pub(super) fn raw(body: &Body<'_>) -> Vec<Diagnostic> {
    let start = body.start;
    let mut runs: Vec<(Range<usize>, char)> = Vec::new();
    for (at, character) in forbidden(body.rest()) {
        let run = start + at..start + at + character.len_utf8();
        let is_full = runs.len() >= FINDINGS;
        match runs.last_mut() {
            Some((last, _)) if last.end == run.start => last.end = run.end,
            Some(_) | None if is_full => break,
            Some(_) | None => runs.push((run, character)),
        }
    }
    findings(body, runs)
}

/// Reports forbidden characters that the body contains as references, such as `&#11;`, and that rendering decoded. If
/// some references to a character are only shown as text, for example in code, only the first one is reported.
pub(super) fn escaped(body: &Body<'_>, html: &str) -> Vec<Diagnostic> {
    let mut decoded: Vec<char> = forbidden(html).map(|(_, character)| character).collect();
    if decoded.is_empty() {
        return Vec::new();
    }
    decoded.sort_unstable();
    let start = body.start;
    let written = references(body.rest(), start);
    let mut found = Vec::new();
    for same in decoded.chunk_by(|a, b| a == b) {
        let Some(&character) = same.first() else { continue };
        let places: Vec<_> = written.iter().filter(|(_, written)| *written == character).cloned().collect();
        let count = if places.len() == same.len() { places.len() } else { 1 };
        match places.get(..count) {
            Some(places) => found.extend_from_slice(places),
            None => found.push((start..start, character)),
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found.truncate(FINDINGS);
    findings(body, found)
}

/// The numeric references to forbidden characters.
fn references(body: &str, start: usize) -> Vec<(Range<usize>, char)> {
    let marks = body.match_indices("&#").filter_map(|(at, _)| {
        let digits = body.get(at + 2..)?.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => digits.parse().ok()?,
        };
        let end = at + 2 + digits.len();
        let semicolon = usize::from(body.get(end..)?.starts_with(';'));
        Some((start + at..start + end + semicolon, char::from_u32(code)?))
    });
    marks.filter(|(_, character)| forbidden(character.encode_utf8(&mut [0; 4])).next().is_some()).collect()
}

fn findings(body: &Body<'_>, found: Vec<(Range<usize>, char)>) -> Vec<Diagnostic> {
    let mut lines = LineIndex::new(body.text);
    let finding = |(range, character)| {
        let message = format!("removed the forbidden character U+{:04X}", u32::from(character));
        Diagnostic::new(&FORBIDDEN_CHARACTER, message)
            .at(Place::at(&body.file, lines.span(range)))
            .help("remove it")
    };
    found.into_iter().map(finding).collect()
}
