//! Offsets in the text of a user's file in, places out.

use std::ops::Range;
use std::path::Path;

use crate::diagnostic::{Place, Span};
use crate::source::lines::LineIndex;

/// A text and the file it came from: converts offsets into places. The text starts where the file starts (without a
/// BOM), with line ends unified, which moves no line and no column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SourceText<'a> {
    /// The file.
    pub file: &'a Path,
    /// Its text, or the beginning of it.
    pub text: &'a str,
}

impl SourceText<'_> {
    /// The place of a range of bytes. Offsets beyond the text, or inside a character, are moved back.
    #[must_use]
    pub(crate) fn place(&self, range: Range<usize>) -> Place {
        Place::at(self.file, self.span(range))
    }

    /// The lines and columns of a range of bytes.
    #[must_use]
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        LineIndex::new(self.text).span(range)
    }
}
