//! The YAML at the very beginning of a text, as Jekyll reads it.

use super::HeadRange;
use super::fence::lines;
use crate::site::fields::Syntax;

/// The place of the metadata. What precedes its first fence, even a blank line, makes it text.
pub(super) fn range(text: &[u8]) -> HeadRange {
    let mut lines = lines(text);
    let Some((_, opening)) = lines.next().filter(|(_, line)| line.trim_ascii_end() == b"---") else {
        return HeadRange::Absent;
    };
    let closes = |line: &[u8]| matches!(line.trim_ascii_end(), b"---" | b"...");
    match lines.find(|(_, line)| closes(line)) {
        Some((end, line)) => {
            HeadRange::Closed { syntax: Syntax::Yaml, metadata: opening.len()..end, body: end + line.len() }
        }
        None => HeadRange::Open(0..3),
    }
}
