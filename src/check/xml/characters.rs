//! Characters left over from a wrong decoding.

use std::ops::Range;

use memchr::memmem;

use super::tree::Offset;
use crate::check::codes::xml::SUSPICIOUS_CHARACTER;
use crate::check::finding::Findings;

/// Reports such characters: at the first one, with their number.
pub(super) fn suspicious(text: &str, findings: &mut Findings) {
    let bytes = text.as_bytes();
    let replaced = memmem::find_iter(bytes, "\u{FFFD}".as_bytes());
    let controls =
        memchr::memchr_iter(0xC2, bytes).filter(|at| matches!(bytes.get(at + 1), Some(0x80..=0x9F)));
    let mut found: Vec<usize> = replaced.chain(controls).take(10_000).collect();
    found.sort_unstable();
    let Some(first) = found.first().copied() else { return };
    let Some(character) = text.get(first..).and_then(|rest| rest.chars().next()) else { return };
    let end = first + character.len_utf8();
    let message = match found.len() {
        1 => format!("the character U+{:04X} is left over from a wrong decoding", u32::from(character)),
        count => format!(
            "the character U+{:04X} and {} others are left over from a wrong decoding",
            u32::from(character),
            count - 1
        ),
    };
    findings.add(
        &SUSPICIOUS_CHARACTER,
        offset(first)..offset(end),
        message,
        "decode the source with its real encoding, and write the intended character",
    );
}

/// Reports a reference to such a character.
pub(super) fn suspicious_reference(name: &str, at: Range<Offset>, findings: &mut Findings) {
    let Some(number) = name.strip_prefix('#') else { return };
    let code = match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    if code.is_ok_and(|code| matches!(code, 0x80..=0x9F | 0xFFFD)) {
        let message = format!("`&{name};` is left over from a wrong decoding");
        findings.add(&SUSPICIOUS_CHARACTER, at, message, "write the intended character");
    }
}

fn offset(at: usize) -> Offset {
    Offset::try_from(at).unwrap_or(Offset::MAX)
}
