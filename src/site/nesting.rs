//! A template in, its first tag that nests too deeply out. The template compiler recurses for each consecutive operator
//! and each `elif` without a limit, so a stack could overflow.

use std::ops::Range;

/// The maximum number of consecutive operators, and of branches of a condition.
pub(crate) const MAX_OPERATORS: usize = 1_000;

/// The stack size of the template compiler, in bytes. An operator takes a few kilobytes at most.
pub(crate) const STACK_SIZE: usize = 64 * 1024 * 1024;

/// The first tag that nests too deeply.
pub(crate) fn too_deep(template: &str) -> Option<Range<usize>> {
    let mut branches = 0;
    let mut at = 0;
    while let Some(tag) = Tag::next(template, at) {
        branches += usize::from(tag.keyword(template) == "elif");
        if tag.operators > MAX_OPERATORS || branches > MAX_OPERATORS {
            return Some(tag.range);
        }
        at = match tag.keyword(template) {
            "raw" => find(template, tag.range.end, "endraw"),
            _ => tag.range.end,
        };
    }
    None
}

/// `{{ … }}` or `{% … %}`
struct Tag {
    range: Range<usize>,
    operators: usize,
}

impl Tag {
    /// The first tag after `at`, as in the compiler's tokenizer.
    fn next(template: &str, at: usize) -> Option<Tag> {
        let mut from = at;
        loop {
            let start = from + template.get(from..)?.find('{')?;
            match template.as_bytes().get(start + 1) {
                Some(b'{') => return Some(Tag::parse(template, start, "}}")),
                Some(b'%') => return Some(Tag::parse(template, start, "%}")),
                Some(b'#') => from = find(template, start, "#}"),
                Some(_) | None => from = start + 1,
            }
        }
    }

    fn parse(template: &str, start: usize, close: &str) -> Tag {
        let (mut operators, mut open, mut at) = (0_usize, 0_isize, start + 2);
        while let Some(rest) = template.get(at..).filter(|rest| !rest.is_empty()) {
            if open == 0 && rest.starts_with(close) {
                return Tag { range: start..at + close.len(), operators };
            }
            let length = token(rest);
            let token = rest.get(..length).unwrap_or(rest);
            open += match token {
                "(" | "[" | "{" => 1,
                ")" | "]" | "}" => -1,
                _ => 0,
            };
            operators += usize::from(is_operator(token));
            at += length;
        }
        Tag { range: start..template.len(), operators }
    }

    fn keyword<'t>(&self, template: &'t str) -> &'t str {
        let inside = template.get(self.range.start + 2..self.range.end).unwrap_or_default();
        let inside = inside.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '+'));
        inside.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()
    }
}

/// The length of the string, word or character at the beginning of a text.
fn token(rest: &str) -> usize {
    let first = rest.chars().next().map_or(1, char::len_utf8);
    match rest.as_bytes().first() {
        Some(quote @ (b'"' | b'\'')) => string(rest, *quote),
        Some(byte) if is_word(*byte) => rest.bytes().position(|byte| !is_word(byte)).unwrap_or(rest.len()),
        Some(_) | None => first,
    }
}

fn string(rest: &str, quote: u8) -> usize {
    let mut is_escaped = false;
    let end = rest.bytes().skip(1).position(|byte| {
        let ends = !is_escaped && byte == quote;
        is_escaped = !is_escaped && byte == b'\\';
        ends
    });
    end.map_or(rest.len(), |end| end + 2)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether an operand may follow a token.
fn is_operator(token: &str) -> bool {
    matches!(
        token,
        "+" | "-" | "*" | "/" | "%" | "~" | "|" | "." | "(" | "[" | "{" | "and" | "or" | "not" | "if" | "is"
    )
}

fn find(text: &str, from: usize, mark: &str) -> usize {
    let found = text.get(from..).and_then(|rest| rest.find(mark));
    found.map_or(text.len(), |at| from + at + mark.len())
}
