//! Text in; characters left over from a wrong decoding, and what they were, out.

use std::ops::Range;

use encoding_rs::WINDOWS_1252;
use memchr::{memchr, memchr_iter, memmem};

/// The places that are searched at most.
const MAX_FOUND: usize = 10_000;

/// The characters that stand for what could not be decoded: U+FFFD, and the controls from U+0080 to U+009F.
pub(super) fn replaced(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let marks = memmem::find_iter(bytes, "\u{FFFD}".as_bytes()).map(|at| at..at + 3);
    let is_control = |at: &usize| matches!(bytes.get(at + 1), Some(0x80..=0x9F));
    let controls = memchr_iter(0xC2, bytes).filter(is_control).map(|at| at..at + 2);
    let mut found: Vec<_> = marks.chain(controls).take(MAX_FOUND).collect();
    found.sort_unstable_by_key(|range| range.start);
    found
}

/// The pieces of UTF-8 that were decoded as Windows-1252, such as `â€™` for `’`, each with what it was.
pub(super) fn decoded_twice(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        // The lead bytes of UTF-8 are the letters from U+00C2 to U+00F4, whose own first byte is this.
        while let Some(lead) = memchr(0xC3, text.as_bytes().get(at..)?) {
            let start = at + lead;
            if text.as_bytes().get(start + 2).is_none_or(u8::is_ascii) {
                // What follows a lead byte is no ASCII: this is a letter of its own.
                at = start + 2;
                continue;
            }
            let (end, original) = run(text, start);
            at = end.max(start + 2);
            let piece = text.get(start..end).unwrap_or_default();
            if is_evident(piece, &original) {
                return Some((start..end, original));
            }
        }
        at = text.len();
        None
    })
    .take(MAX_FOUND)
}

/// The longest piece from `start` that is UTF-8 if it is encoded as Windows-1252: its end, and that text.
fn run(text: &str, start: usize) -> (usize, String) {
    let (mut end, mut original) = (start, String::new());
    while let Some((length, character)) = sequence(text.get(end..).unwrap_or_default()) {
        end += length;
        original.push(character);
    }
    (end, original)
}

/// The character whose bytes a text begins with, and the length of these in the text.
fn sequence(text: &str) -> Option<(usize, char)> {
    let first = text.chars().next().filter(|first| ('\u{C2}'..='\u{F4}').contains(first))?;
    let count = if first < '\u{E0}' { 2 } else { 3 + usize::from(first >= '\u{F0}') };
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    let piece = text.get(..end)?;
    let (bytes, _, failed) = WINDOWS_1252.encode(piece);
    let original = std::str::from_utf8(&bytes).ok().filter(|_| !failed && bytes.len() == count)?;
    Some((end, original.chars().next()?))
}

/// Whether a piece cannot be meant as it is written. Two characters in a row are no accident; of single ones, a capital
/// letter before a closing quotation mark may be.
fn is_evident(piece: &str, original: &str) -> bool {
    let mut characters = original.chars();
    match (characters.next(), characters.next()) {
        (None, _) => false,
        (Some(_), Some(_)) | (Some('\u{2010}'..='\u{203A}' | '€' | '™'), None) => true,
        (Some(_), None) => {
            let second = piece.chars().nth(1).unwrap_or_default();
            piece.starts_with(['Ã', 'Â']) && matches!(second, '¡'..='¿') && !matches!(second, '«' | '»')
        }
    }
}
