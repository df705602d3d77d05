//! A text in; the ranges of it that are code, where braces are text, or comments of HTML, which nobody sees, out.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

/// Ranges in order, without overlaps.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranges(Vec<Range<usize>>);

/// What is code in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Html,
    Markdown,
    /// Indented lines are not code.
    Mdx,
}

impl Ranges {
    /// The code of a text.
    pub(super) fn of(text: &str, language: Language) -> Ranges {
        let marked = match language {
            Language::Html => Vec::new(),
            Language::Markdown | Language::Mdx => marked(text, language),
        };
        let is_markdown = language != Language::Html;
        let markup = in_html(text, &Ranges(marked.clone()), is_markdown);
        let mut all = [marked, markup].concat();
        all.sort_by_key(|range| (range.start, range.end));
        let mut merged: Vec<Range<usize>> = Vec::with_capacity(all.len());
        for range in all {
            match merged.last_mut() {
                Some(last) if last.end > range.start => last.end = last.end.max(range.end),
                Some(_) | None => merged.push(range),
            }
        }
        Ranges(merged)
    }

    /// The end of the range that a byte is in.
    pub(super) fn end(&self, at: usize) -> Option<usize> {
        let after = self.0.partition_point(|range| range.start <= at);
        let range = self.0.get(after.checked_sub(1)?)?;
        (at < range.end).then_some(range.end)
    }
}

fn marked(text: &str, language: Language) -> Vec<Range<usize>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let events = Parser::new_ext(text, options).into_offset_iter();
    let is_code = |event: &Event<'_>| {
        let is_indented = matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)));
        matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_)))
            && !(is_indented && language == Language::Mdx)
    };
    events.filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect()
}

/// The beginning of a comment.
const COMMENT: &str = "<!--";

/// Elements and the like with code: the beginning, whether a name ends there, and the end.
const CODE: &[(&str, bool, &str)] = &[
    (COMMENT, false, "-->"),
    ("<pre", true, "</pre"),
    ("<code", true, "</code"),
    ("<script", true, "</script"),
    ("<style", true, "</style"),
];

fn in_html(text: &str, marked: &Ranges, is_markdown: bool) -> Vec<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let (mut found, mut unclosed, mut at) = (Vec::new(), BTreeSet::new(), 0);
    while let Some(start) = lower.get(at..).and_then(|rest| rest.find('<')).map(|next| at + next) {
        at = marked.end(start).unwrap_or(start + 1);
        if at > start + 1 {
            continue;
        }
        let Some((open, _, close)) = CODE.iter().find(|code| begins(&lower, start, code)) else { continue };
        if unclosed.contains(open) {
            continue;
        }
        // `<!-->` and `<!--->` are whole comments (HTML 13.2.5.43).
        let from = start + if *open == COMMENT { "<!".len() } else { open.len() };
        match lower.get(from..).and_then(|rest| rest.find(close)) {
            Some(length) => {
                let end = from + length + close.len();
                if is_markdown && *open == COMMENT && is_broken(&lower, start..end) {
                    continue;
                }
                at = end;
                found.push(start..at);
            }
            None => _ = unclosed.insert(open),
        }
    }
    found
}

/// Whether Markdown takes a comment for text: it begins within a line, and a blank line is in it (`CommonMark` §6.6).
fn is_broken(text: &str, range: Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let is_inline =
        line.contains(|c: char| !c.is_whitespace() && !c.is_ascii_digit() && !">-*+.)".contains(c));
    let mut lines = text.get(range).unwrap_or_default().split('\n');
    is_inline && lines.any(|line| line.trim().is_empty())
}

fn begins(text: &str, at: usize, (open, is_name, _): &(&str, bool, &str)) -> bool {
    let rest = text.get(at..).and_then(|rest| rest.strip_prefix(open));
    rest.is_some_and(|rest| !is_name || rest.starts_with(|c: char| !c.is_alphanumeric() && c != '-'))
}
