//! The JSON object at the beginning of a text.

use super::HeadRange;
use crate::site::fields::Syntax;

/// The place of the object; `None` if the text begins with something else. Blank lines before it do not matter.
pub(super) fn range(text: &[u8]) -> Option<HeadRange> {
    let start = text.len() - text.trim_ascii_start().len();
    let object = text.get(start..)?;
    // `{{` and `{%` begin something of another program.
    let first = object.strip_prefix(b"{")?.trim_ascii_start().first();
    if !matches!(first, Some(b'"' | b'}') | None) {
        return None;
    }
    Some(match length(object) {
        None => HeadRange::Open(start..start + 1),
        Some(length) => {
            let end = start + length;
            HeadRange::Closed { syntax: Syntax::Json, metadata: start..end, body: after_line(text, end) }
        }
    })
}

/// The length of the object, to the bracket that closes it.
fn length(object: &[u8]) -> Option<usize> {
    let (mut depth, mut in_string, mut is_escaped) = (0_usize, false, false);
    for (at, byte) in object.iter().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => in_string = !in_string,
            b'{' if !in_string => depth += 1,
            b'}' if !in_string => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// The beginning of the next line, if the rest of this one is blank.
fn after_line(text: &[u8], end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let line = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
    let is_blank = rest.get(..line).is_some_and(|line| line.trim_ascii().is_empty());
    if is_blank { end + line } else { end }
}
