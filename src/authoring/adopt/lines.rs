//! A file's bytes in, its lines out, each with its number and its end, so that what is written stands beside what stays
//! as it is.

use std::collections::BTreeSet;

use crate::source::encoding::{BYTE_ORDER_MARK, without_bom};

/// A text of any line ends, less a byte order mark.
#[derive(Clone, Debug)]
pub(super) struct Lines<'t> {
    /// Whether the file begins with a byte order mark.
    pub(super) is_marked: bool,
    /// Every line.
    pub(super) all: Vec<Line<'t>>,
}

/// A line of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// Its number, from 1.
    pub(super) number: usize,
    /// What it says, less the white space around it.
    pub(super) text: &'t str,
    /// All of it, with its end.
    pub(super) whole: &'t str,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Lines<'t> {
        let mut rest = without_bom(text);
        let is_marked = rest.len() < text.len();
        let mut all = Vec::new();
        while !rest.is_empty() {
            let (whole, after) = rest.split_at_checked(line_end(rest)).unwrap_or((rest, ""));
            all.push(Line { number: all.len() + 1, text: whole.trim(), whole });
            rest = after;
        }
        Lines { is_marked, all }
    }

    /// How the first line ends that has an end.
    pub(super) fn end(&self) -> &'static str {
        let whole = self.all.first().map_or("", |line| line.whole);
        ["\r\n", "\n", "\r"].into_iter().find(|end| whole.ends_with(end)).unwrap_or("\n")
    }

    /// The lines that say something, but those of these numbers.
    pub(super) fn without(&self, numbers: &[usize]) -> Vec<Line<'t>> {
        let numbers: BTreeSet<_> = numbers.iter().collect();
        let says = |line: &&Line<'t>| !line.text.is_empty() && !numbers.contains(&line.number);
        self.all.iter().filter(says).copied().collect()
    }

    /// The file behind `head`, without the lines of these numbers.
    pub(super) fn file(&self, head: &str, numbers: &[usize]) -> Vec<u8> {
        let mark = if self.is_marked { BYTE_ORDER_MARK.to_string() } else { String::new() };
        mark.bytes().chain(head.bytes()).chain(self.body(numbers).bytes()).collect()
    }

    /// The text without the lines of these numbers.
    pub(super) fn body(&self, numbers: &[usize]) -> String {
        let numbers: BTreeSet<_> = numbers.iter().collect();
        self.all.iter().filter(|line| !numbers.contains(&line.number)).map(|line| line.whole).collect()
    }
}

/// Where the first line ends, with its end.
fn line_end(text: &str) -> usize {
    match text.find(['\n', '\r']) {
        Some(at) if text.get(at..).is_some_and(|rest| rest.starts_with("\r\n")) => at + 2,
        Some(at) => at + 1,
        None => text.len(),
    }
}
