//! Lines and columns of offsets. Lines end at a line feed, a carriage return, or both; columns count characters.

use std::ops::Range;

use crate::diagnostic::{Position, Span};

/// Converts offsets in a text to lines and columns. Offsets in ascending order cost a single pass over the text.
#[derive(Clone, Debug)]
pub(crate) struct LineIndex<'t> {
    text: &'t str,
    /// The offset that was asked for last, and its place.
    counted: usize,
    position: Position,
    /// How far line ends were looked for.
    searched: usize,
}

impl<'t> LineIndex<'t> {
    pub(crate) fn new(text: &'t str) -> LineIndex<'t> {
        LineIndex { text, counted: 0, position: Position { line: 1, column: 1 }, searched: 0 }
    }

    /// The place of a range; its end is not before its start.
    pub(crate) fn span(&mut self, range: Range<usize>) -> Span {
        let start = self.position(range.start);
        Span { start, end: self.position(range.end.max(range.start)) }
    }

    /// The place of an offset. Beyond the text, or inside of a character, it is moved back.
    pub(crate) fn position(&mut self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        if offset < self.counted {
            *self = LineIndex::new(self.text);
        }
        while let Some(end) = self.next_line_end(offset) {
            self.position = Position { line: self.position.line.saturating_add(1), column: 1 };
            self.counted = end;
        }
        let passed = self.text.get(self.counted..offset).map_or(0, |passed| passed.chars().count());
        let passed = u32::try_from(passed).unwrap_or(u32::MAX);
        self.position.column = self.position.column.saturating_add(passed);
        self.counted = self.counted.max(offset);
        self.position
    }

    /// The end of the next line that ends before `limit`.
    fn next_line_end(&mut self, limit: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let found = bytes.get(self.searched..limit).and_then(|rest| memchr::memchr2(b'\n', b'\r', rest));
        let Some(found) = found else {
            self.searched = self.searched.max(limit);
            return None;
        };
        let at = self.searched + found;
        let is_pair = bytes.get(at..at + 2) == Some(b"\r\n");
        // Between the two, the line has not ended.
        if is_pair && at + 2 > limit {
            self.searched = at;
            return None;
        }
        self.searched = at + if is_pair { 2 } else { 1 };
        Some(self.searched)
    }
}
