//! Where in an article's text something stands, for many places of one text in one pass over it.

use std::ops::Range;
use std::path::Path;

use crate::diagnostic::{Place, Position, Span};

/// Walks through a text; places that are asked for in their order cost one walk together.
pub(super) struct Places<'t> {
    file: &'t Path,
    text: &'t str,
    at: usize,
    position: Position,
}

const FIRST: Position = Position { line: 1, column: 1 };

impl<'t> Places<'t> {
    pub(super) fn new(file: &'t Path, text: &'t str) -> Places<'t> {
        Places { file, text, at: 0, position: FIRST }
    }

    /// The place of a range of bytes.
    pub(super) fn of(&mut self, range: &Range<usize>) -> Place {
        let start = self.position(range.start);
        Place::at(self.file, Span { start, end: self.position(range.end) })
    }

    fn position(&mut self, offset: usize) -> Position {
        if offset < self.at {
            (self.at, self.position) = (0, FIRST);
        }
        for c in self.text.get(self.at..offset).unwrap_or_default().chars() {
            self.position = match c {
                '\n' => Position { line: self.position.line.saturating_add(1), column: 1 },
                _ => Position { column: self.position.column.saturating_add(1), ..self.position },
            };
        }
        self.at = offset;
        self.position
    }
}
