//! The metadata between two fences at the beginning of a text, and the lines of a text.

use std::ops::Range;

/// The metadata fences at the head of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fence {
    /// The text does not begin with a fence.
    Absent,
    /// A fence opens at these bytes, and is not closed in the available text.
    Open(Range<usize>),
    /// Metadata between two fences.
    Closed {
        /// `+++` or `---`.
        kind: FenceKind,
        /// The bytes between the fences.
        metadata: Range<usize>,
        /// The first byte after the line of the closing fence.
        body: usize,
    },
}

/// The kind of metadata between two fences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FenceKind {
    /// `+++`
    Toml,
    /// `---`
    Yaml,
}

/// Finds the fences at the head of a text. Blank lines before the first, and spaces behind either, do not matter.
#[must_use]
pub(crate) fn fence(text: impl AsRef<[u8]>) -> Fence {
    let text = text.as_ref();
    let mut lines = lines(text);
    let Some((start, opening)) = lines.find(|(_, line)| !line.trim_ascii().is_empty()) else {
        return Fence::Absent;
    };
    let (kind, fence) = match opening.trim_ascii_end() {
        b"+++" => (FenceKind::Toml, b"+++"),
        b"---" => (FenceKind::Yaml, b"---"),
        _ => return Fence::Absent,
    };
    let closes = |line: &[u8]| line.starts_with(fence) && line.trim_ascii_end() == fence;
    match lines.find(|(_, line)| closes(line)) {
        Some((end, line)) => {
            Fence::Closed { kind, metadata: start + opening.len()..end, body: end + line.len() }
        }
        None => Fence::Open(start..start + 3),
    }
}

/// The lines of a text with their ends, and where each begins.
pub(crate) fn lines(text: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text).map(|end| end + 1).chain([text.len()]);
    ends.filter_map(move |end| {
        let at = std::mem::replace(&mut start, end);
        Some((at, text.get(at..end).filter(|line| !line.is_empty())?))
    })
}
