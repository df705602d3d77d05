//! A text that was made of another: where its parts come from.

use std::ops::Range;

/// A text, and the places of its parts in the one that it was made of.
#[derive(Clone, Debug)]
pub(super) struct Mapped {
    pub(super) text: String,
    /// The beginnings of parts, in order.
    parts: Vec<Part>,
}

#[derive(Clone, Copy, Debug)]
struct Part {
    start: usize,
    origin: usize,
    /// Whether it is a copy, rather than something instead.
    is_copy: bool,
}

impl Mapped {
    /// A text that is made of itself.
    pub(super) fn new(text: &str) -> Mapped {
        Mapped { text: text.to_owned(), parts: vec![Part { start: 0, origin: 0, is_copy: true }] }
    }

    /// Where a byte of the text comes from.
    pub(super) fn origin(&self, at: usize) -> usize {
        let after = self.parts.partition_point(|part| part.start <= at);
        self.parts
            .get(after.saturating_sub(1))
            .map_or(at, |part| part.origin + if part.is_copy { at - part.start } else { 0 })
    }

    /// A part of the text.
    pub(super) fn part(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
}

/// Makes a text of another one.
pub(super) struct Writer<'t> {
    source: &'t Mapped,
    made: Mapped,
}

impl<'t> Writer<'t> {
    pub(super) fn new(source: &'t Mapped) -> Writer<'t> {
        let text = String::with_capacity(source.text.len());
        Writer { source, made: Mapped { text, parts: Vec::new() } }
    }

    /// Copies a range of the source.
    pub(super) fn copy(&mut self, range: Range<usize>) {
        let text = self.source.part(range.clone());
        self.separate(text);
        let start = self.made.text.len();
        let origin = self.source.origin(range.start);
        let is_copy = self.source.is_copy(range.start);
        self.made.parts.push(Part { start, origin, is_copy });
        let first = self.source.parts.partition_point(|part| part.start <= range.start);
        let inside = self.source.parts.iter().skip(first).take_while(|part| part.start < range.end);
        let moved = inside.map(|part| Part { start: start + part.start - range.start, ..*part });
        self.made.parts.extend(moved);
        self.made.text.push_str(text);
    }

    /// Writes a text instead of what stands at a byte of the source.
    pub(super) fn write(&mut self, text: &str, at: usize) {
        self.separate(text);
        let origin = self.source.origin(at);
        self.made.parts.push(Part { start: self.made.text.len(), origin, is_copy: false });
        self.made.text.push_str(text);
    }

    /// What has been written of the last line.
    pub(super) fn line(&self) -> &str {
        self.made.text.rsplit('\n').next().unwrap_or_default()
    }

    /// Removes what has been written behind a length.
    pub(super) fn truncate(&mut self, length: usize) {
        self.made.text.truncate(length);
        self.made.parts.retain(|part| part.start <= length);
    }

    /// What has been written.
    pub(super) fn written(&self) -> &str {
        &self.made.text
    }

    /// Braces that come together only now begin nothing.
    fn separate(&mut self, next: &str) {
        if self.made.text.ends_with('{') && next.starts_with(['{', '%', '#', ':', '/']) {
            self.made.text.pop();
            self.made.text.push_str("&#123;");
        }
    }

    pub(super) fn finish(self) -> Mapped {
        self.made
    }
}

impl Mapped {
    fn is_copy(&self, at: usize) -> bool {
        let after = self.parts.partition_point(|part| part.start <= at);
        self.parts.get(after.saturating_sub(1)).is_none_or(|part| part.is_copy)
    }
}
