//! Metadata with a mark behind it, and perhaps none before it, as Hexo reads it: YAML and hyphens, or JSON and semicolons.

use std::ops::Range;

use super::HeadRange;
use super::fence::lines;
use crate::site::fields::Syntax;

/// The place of the metadata.
pub(super) fn range(text: &[u8]) -> HeadRange {
    let mut lines = lines(text);
    let Some((_, first)) = lines.next() else { return HeadRange::Absent };
    if let Some(opening) = mark(first) {
        let closes = |line: &[u8]| line.starts_with(opening);
        let is_whole_line = first.trim_ascii_end() == opening;
        return match lines.find(|(_, line)| closes(line)).filter(|_| is_whole_line) {
            Some((end, line)) => closed(opening, first.len()..end, end + line.len()),
            None if is_whole_line => HeadRange::Open(0..opening.len()),
            None => HeadRange::Absent,
        };
    }
    if !is_member(first) {
        return HeadRange::Absent;
    }
    let closing = lines.find_map(|(end, line)| Some((end, line, mark(line)?)));
    closing.map_or(HeadRange::Absent, |(end, line, mark)| closed(mark, 0..end, end + line.len()))
}

/// Whether metadata may begin where only this beginning of a text is known.
pub(super) fn may_begin(text: &[u8]) -> bool {
    lines(text).next().is_none_or(|(_, line)| mark(line).is_some() || is_member(line))
}

fn closed(mark: &[u8], metadata: Range<usize>, body: usize) -> HeadRange {
    let syntax = if mark.starts_with(b";") { Syntax::JsonMembers } else { Syntax::Yaml };
    HeadRange::Closed { syntax, metadata, body }
}

/// The three or more hyphens or semicolons at the beginning of a line.
fn mark(line: &[u8]) -> Option<&[u8]> {
    let first = line.first().filter(|byte| matches!(byte, b'-' | b';'))?;
    let length = line.iter().take_while(|byte| *byte == first).count();
    line.get(..length).filter(|mark| mark.len() >= 3)
}

/// Whether a line begins with a key, which may be in quotation marks. Other texts than metadata may contain such marks,
/// too.
fn is_member(line: &[u8]) -> bool {
    let key = line.strip_prefix(b"\"").unwrap_or(line);
    let length =
        key.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
    let rest = key.get(length..).unwrap_or_default();
    let rest = rest.strip_prefix(b"\"").unwrap_or(rest).trim_ascii_start();
    length > 0 && rest.starts_with(b":")
}
