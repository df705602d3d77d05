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
    let metadata = start + opening.len();
    match closing(text, metadata, *fence) {
        Some((end, body)) => Fence::Closed { kind, metadata: metadata..end, body },
        None => Fence::Open(start..start + 3),
    }
}

/// Where the first line from `from` on that is a fence begins, and where it ends. Few lines have the fence's byte.
fn closing(text: &[u8], from: usize, fence: [u8; 3]) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let [byte, ..] = fence;
    memchr::memchr_iter(byte, rest).find_map(|at| {
        let begins_line = at == 0 || rest.get(at - 1) == Some(&b'\n');
        let line = rest.get(at..).filter(|line| begins_line && line.starts_with(&fence))?;
        let length = memchr::memchr(b'\n', line).map_or(line.len(), |end| end + 1);
        let is_fence = line.get(..length)?.trim_ascii_end() == fence;
        is_fence.then_some((from + at, from + at + length))
    })
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
