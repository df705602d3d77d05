//! A text in, its lines out, each with its number and line end, so that lines can be moved and everything else stays as
//! it is.

use std::collections::BTreeSet;

use crate::source::encoding::{BYTE_ORDER_MARK, without_bom};

/// A text with any line ends, without a byte order mark.
#[derive(Clone, Debug)]
pub(super) struct Lines<'t> {
    /// Whether the file begins with a byte order mark.
    pub(super) has_bom: bool,
    /// Every line.
    pub(super) all: Vec<Line<'t>>,
}

/// A line of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// Its number, from 1.
    pub(super) number: usize,
    /// Its text, without surrounding white space.
    pub(super) text: &'t str,
    /// The whole line with its line end.
    pub(super) raw: &'t str,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Lines<'t> {
        let mut rest = without_bom(text);
        let has_bom = rest.len() < text.len();
        let mut all = Vec::new();
        while !rest.is_empty() {
            let (raw, after) = rest.split_at_checked(line_end(rest)).unwrap_or((rest, ""));
            all.push(Line { number: all.len() + 1, text: raw.trim(), raw });
            rest = after;
        }
        Lines { has_bom, all }
    }

    /// The line end of the first line.
    pub(super) fn end(&self) -> &'static str {
        let raw = self.all.first().map_or("", |line| line.raw);
        ["\r\n", "\n", "\r"].into_iter().find(|end| raw.ends_with(end)).unwrap_or("\n")
    }

    /// The lines that are not blank, except for those with these numbers.
    pub(super) fn without(&self, numbers: &[usize]) -> Vec<Line<'t>> {
        let numbers: BTreeSet<_> = numbers.iter().collect();
        let is_included = |line: &&Line<'t>| !line.text.is_empty() && !numbers.contains(&line.number);
        self.all.iter().filter(is_included).copied().collect()
    }

    /// The file with `head` at its beginning, without the lines with these numbers.
    pub(super) fn file(&self, head: &str, numbers: &[usize]) -> Vec<u8> {
        let mark = if self.has_bom { BYTE_ORDER_MARK.to_string() } else { String::new() };
        mark.bytes().chain(head.bytes()).chain(self.body(numbers).bytes()).collect()
    }

    /// The text without the lines with these numbers.
    pub(super) fn body(&self, numbers: &[usize]) -> String {
        let numbers: BTreeSet<_> = numbers.iter().collect();
        self.all.iter().filter(|line| !numbers.contains(&line.number)).map(|line| line.raw).collect()
    }
}

/// The offset after the first line and its line end.
fn line_end(text: &str) -> usize {
    match text.find(['\n', '\r']) {
        Some(at) if text.get(at..).is_some_and(|rest| rest.starts_with("\r\n")) => at + 2,
        Some(at) => at + 1,
        None => text.len(),
    }
}
