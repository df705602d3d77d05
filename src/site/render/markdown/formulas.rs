//! Markdown in, the formulas in it out: TeX between `$…$`, `$$…$$`, `\(…\)` and `\[…\]`. Prices and escaped brackets are
//! no formulas.

use std::ops::Range;

use super::leaves::Leaf;

/// How formulas are marked.
struct Delimiters {
    open: &'static str,
    close: &'static str,
    /// Whether the formula may stand in lines of its own, whatever they look like.
    is_block: bool,
    /// Whether something between them is a formula: `(before, inside, after)`.
    is_formula: fn(&str, &str, &str) -> bool,
}

/// The longer ones first.
const DELIMITERS: &[Delimiters; 4] = &[
    Delimiters {
        open: "$$",
        close: "$$",
        is_block: true,
        is_formula: |_, inside, _| !inside.trim().is_empty(),
    },
    Delimiters { open: "$", close: "$", is_block: false, is_formula: is_between_dollars },
    Delimiters { open: r"\[", close: r"\]", is_block: true, is_formula: is_between_brackets },
    Delimiters { open: r"\(", close: r"\)", is_block: false, is_formula: is_between_parentheses },
];

/// Finds formulas from the beginning of a text to its end.
#[derive(Debug)]
pub(super) struct Formulas<'s> {
    source: &'s str,
    /// The end of the paragraph that was last looked for.
    paragraph_end: usize,
    /// How far each closing delimiter was looked for in vain.
    unclosed: [usize; DELIMITERS.len()],
}

impl<'s> Formulas<'s> {
    pub(super) fn new(source: &'s str) -> Formulas<'s> {
        Formulas { source, paragraph_end: 0, unclosed: [0; DELIMITERS.len()] }
    }

    /// The end of the formula that begins at a place in a run of text.
    pub(super) fn end(&mut self, at: usize, leaf: &Leaf) -> Option<usize> {
        let rest = self.source.get(at..)?;
        let (kind, delimiters) = DELIMITERS.iter().enumerate().find(|(_, of)| rest.starts_with(of.open))?;
        let ends_line = || rest.get(delimiters.open.len()..).is_some_and(|rest| rest.starts_with('\n'));
        let is_block = delimiters.is_block && (begins_line(self.source, at) || ends_line());
        let limit = if is_block { self.paragraph_end(at) } else { leaf.range.end };
        let unclosed = self.unclosed.get_mut(kind)?;
        if limit <= *unclosed {
            return None;
        }
        let start = at + delimiters.open.len();
        let Some(close) = find(self.source, start..limit, delimiters.close) else {
            *unclosed = limit;
            return None;
        };
        let end = close + delimiters.close.len();
        let (before, after) = (self.source.get(..at)?, self.source.get(end..)?);
        let is_formula = (delimiters.is_formula)(before, self.source.get(start..close)?, after);
        (is_formula && leaf.opaque.around(close).is_none()).then_some(end)
    }

    /// The place of the next blank line.
    fn paragraph_end(&mut self, at: usize) -> usize {
        if at >= self.paragraph_end {
            let rest = self.source.get(at..).unwrap_or_default();
            let mut lines = memchr::memchr_iter(b'\n', rest.as_bytes()).map(|line| at + line);
            let is_last = |line: &usize| is_before_blank_line(self.source, *line);
            self.paragraph_end = lines.find(is_last).unwrap_or(self.source.len());
        }
        self.paragraph_end
    }
}

/// The lines of a formula without the marks of the quotations it is in.
pub(super) fn unquoted(formula: &str, quotations: usize) -> String {
    let line = |mut line| {
        for _ in 0..quotations {
            line = match str::trim_start(line).strip_prefix('>') {
                Some(rest) => rest.strip_prefix(' ').unwrap_or(rest),
                None => return line,
            };
        }
        line
    };
    let (first, others) =
        formula.split_once('\n').map_or((formula, None), |(first, rest)| (first, Some(rest)));
    others
        .iter()
        .flat_map(|rest| rest.split('\n'))
        .fold(first.to_owned(), |text, next| text + "\n" + line(next))
}

/// Whether only white space and marks of quotations and lists stand before a place in its line.
pub(super) fn begins_line(source: &str, at: usize) -> bool {
    let before = source.get(..at).unwrap_or_default();
    let before = before.trim_end_matches([' ', '\t', '>']);
    let before =
        before.strip_suffix(['-', '*', '+', ':']).unwrap_or(before).trim_end_matches([' ', '\t', '>']);
    before.is_empty() || before.ends_with('\n')
}

fn is_before_blank_line(source: &str, line_end: usize) -> bool {
    let next = source.get(line_end + 1..).unwrap_or_default();
    let next = next.trim_start_matches([' ', '\t', '>']);
    next.is_empty() || next.starts_with('\n')
}

/// The place of a closing delimiter. A backslash escapes the character after it.
fn find(source: &str, within: Range<usize>, close: &str) -> Option<usize> {
    let bytes = source.as_bytes().get(within.clone())?;
    let mut at = 0;
    loop {
        at += memchr::memchr2(b'\\', b'$', bytes.get(at..)?)?;
        if bytes.get(at..)?.starts_with(close.as_bytes()) {
            return Some(within.start + at);
        }
        at += if bytes.get(at) == Some(&b'\\') { 2 } else { 1 };
    }
}

fn is_between_dollars(before: &str, inside: &str, after: &str) -> bool {
    let is_word_before = before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '$');
    let is_loose =
        inside.is_empty() || inside.starts_with(char::is_whitespace) || inside.ends_with(char::is_whitespace);
    // `$5/$10`
    let is_digit_after = after.starts_with(|c: char| c.is_ascii_digit() || c == '$');
    !is_word_before && !is_loose && !is_digit_after
}

/// `\[sic\]`, `\[1\]`, `\[T\]he` and the box `\[x\]` are words in brackets, not formulas; `\[z\]` is one.
fn is_between_brackets(before: &str, inside: &str, after: &str) -> bool {
    let is_link = after.starts_with(['(', '[', ':']);
    let is_in_word = before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
    let is_symbol = || is_letter(inside) && !is_in_word && !inside.trim().eq_ignore_ascii_case("x");
    !is_link
        && (inside.trim().contains('\n') || has_signs(inside) || is_symbol())
        && !inside.trim().is_empty()
}

/// `\(see above\)` are words in parentheses, and `\(n\)` is a formula.
fn is_between_parentheses(_: &str, inside: &str, _: &str) -> bool {
    is_letter(inside) || has_signs(inside)
}

fn is_letter(text: &str) -> bool {
    text.trim().chars().count() == 1 && text.trim().chars().all(char::is_alphabetic)
}

/// Whether a text has a character that only formulas have, or one that words seldom have, and no longer word.
fn has_signs(text: &str) -> bool {
    let has_word = || text.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 2);
    text.contains(['\\', '^', '=', '{']) || text.contains(['_', '+', '<', '>', '|', '*']) && !has_word()
}
