//! Markdown in, the same text for the parser out: formulas, bare links and abbreviations are put aside, since the parser
//! would change the first and does not know the others.

use std::ops::Range;

use super::abbreviations::Abbreviations;
use super::autolinks;
use super::formulas::{self, Formulas};
use super::kept::{ProtectedParts, escaped};
use super::leaves::{self, Leaf};
use crate::feed::Text;

/// Marks that something may have to be put aside.
const MARKS: &[&str] = &["$", r"\(", r"\[", "://", "www.", "@", "*["];

/// The text for the parser, and what was put aside.
pub(super) fn prepared(markdown: &Text) -> (String, ProtectedParts) {
    let source = markdown.as_str();
    if !MARKS.iter().any(|mark| source.contains(mark)) {
        return (source.to_owned(), ProtectedParts::default());
    }
    let leaves = leaves::of(source);
    let abbreviations = Abbreviations::of(source, &leaves);
    let formulas = Formulas::new(source);
    let prepared = String::with_capacity(source.len());
    let mut scanner =
        Scanner { source, abbreviations, formulas, kept: ProtectedParts::default(), prepared, copied: 0 };
    for leaf in &leaves {
        scanner.scan(leaf);
    }
    scanner.copy_to(source.len());
    (scanner.prepared, scanner.kept)
}

struct Scanner<'s> {
    source: &'s str,
    abbreviations: Abbreviations,
    formulas: Formulas<'s>,
    kept: ProtectedParts,
    prepared: String,
    /// How much of the source has been copied or put aside.
    copied: usize,
}

/// A word that becomes an element.
enum Word {
    Link,
    Abbreviation(usize),
}

impl Scanner<'_> {
    fn scan(&mut self, leaf: &Leaf) {
        let mut words = self.words(leaf).into_iter().peekable();
        let mut at = leaf.range.start.max(self.copied);
        while let Some(byte) = self.source.as_bytes().get(at).filter(|_| at < leaf.range.end) {
            while words.next_if(|(range, _)| range.start < at).is_some() {}
            if let Some(opaque) = leaf.opaque.around(at) {
                at = opaque.end;
            } else if let Some((range, word)) = words.next_if(|(range, _)| range.start == at) {
                at = self.keep_word(range, &word, leaf);
            } else if let Some(end) = self.abbreviations.definition_end(at).filter(|_| *byte == b'*') {
                self.copy_to(at);
                self.copied = end;
                at = end;
            } else if matches!(byte, b'$' | b'\\') {
                at = self.formula(at, leaf);
            } else {
                at += 1;
            }
        }
    }

    /// The links and abbreviations in a run of text, in the order of their beginnings.
    fn words(&self, leaf: &Leaf) -> Vec<(Range<usize>, Word)> {
        let text = self.source.get(leaf.range.clone()).unwrap_or_default();
        let links = autolinks::of(text).into_iter().map(|range| (range, Word::Link));
        let abbreviations = self.abbreviations.within(text);
        let abbreviations =
            abbreviations.into_iter().map(|(range, number)| (range, Word::Abbreviation(number)));
        let mut words: Vec<_> = links.chain(abbreviations).collect();
        for (range, _) in &mut words {
            *range = leaf.range.start + range.start..leaf.range.start + range.end;
        }
        words.retain(|(range, _)| leaf.unlinked.around(range.start).is_none());
        // At the same place, a link comes before an abbreviation.
        words.sort_by_key(|(range, _)| range.start);
        words
    }

    /// Puts a link or an abbreviation aside, and returns its end.
    fn keep_word(&mut self, range: Range<usize>, word: &Word, leaf: &Leaf) -> usize {
        let end = leaf.opaque.next(range.start).map_or(range.end, |next| next.min(range.end));
        let text = self.source.get(range.start..end).unwrap_or_default();
        let (html, text) = match word {
            Word::Link => autolinks::html(text),
            Word::Abbreviation(number) => (self.abbreviations.html(text, *number), text.to_owned()),
        };
        self.keep(range.start..end, html, &text);
        end
    }

    /// Puts a formula aside, and returns its end, or else where to go on.
    fn formula(&mut self, at: usize, leaf: &Leaf) -> usize {
        let Some(end) = self.formulas.end(at, leaf) else { return self.after_sign(at) };
        let formula = formulas::unquoted(self.source.get(at..end).unwrap_or_default(), leaf.quotations);
        self.keep(at..end, escaped(&formula), &formula);
        end
    }

    /// The place after a dollar, or after a backslash and what it escapes.
    fn after_sign(&self, at: usize) -> usize {
        let mut signs = self.source.bytes().skip(at);
        let is_escape =
            signs.next() == Some(b'\\') && signs.next().is_some_and(|next| next.is_ascii_punctuation());
        at + 1 + usize::from(is_escape)
    }

    fn keep(&mut self, range: Range<usize>, html: String, text: &str) {
        self.copy_to(range.start);
        self.prepared.push_str(&self.kept.keep(html, text));
        self.copied = range.end;
    }

    fn copy_to(&mut self, end: usize) {
        self.prepared.push_str(self.source.get(self.copied..end).unwrap_or_default());
        self.copied = end;
    }
}
