//! MDX in, Markdown with HTML out: imports, exports and comments are gone, components are elements, texts in braces are
//! texts, and other expressions are left out.

use std::collections::BTreeMap;
use std::ops::Range;

use super::code::{Language, Ranges};
use super::html::escaped;
use super::jsx::{self, Tag};
use super::{Inside, Pass};

/// The longest export with blank lines in it.
const MAX_LINES: usize = 200;

/// Writes a text, and instead of its MDX what that stands for.
pub(super) fn write(pass: &mut Pass<'_>) {
    let text = pass.source.text.as_str();
    let code = Ranges::of(text, Language::Mdx);
    let (braces, mark) = (braces(text, &code), pass.mark());
    let (mut at, mut copied) = (0, 0);
    let mut starts_block = true;
    while let Some(next) = next(text, at, starts_block) {
        if let Some(end) = code.end(next) {
            (at, starts_block) = (end, false);
            continue;
        }
        let is_block = (starts_block && next == at) || is_after_blank(text, next);
        let found = module(text, next, is_block).or_else(|| construct(text, next, &braces));
        let found = found.filter(|_| mark != Some(next));
        let Some((range, replacement)) = found else {
            (at, starts_block) = (next + 1, false);
            continue;
        };
        pass.writer.copy(copied..range.start);
        (at, copied) = (range.end, range.end);
        starts_block = matches!(replacement, Replacement::Nothing) && starts_block;
        match replacement {
            Replacement::Nothing => pass.replace(&range, ""),
            Replacement::Text(made) if made == pass.source.part(range.clone()) => pass.writer.copy(range),
            Replacement::Text(made) => pass.replace(&range, &made),
            Replacement::Unknown => _ = pass.leave_out(&range, Inside::Nothing),
        }
    }
    pass.writer.copy(copied..text.len());
}

/// What something in MDX stands for.
enum Replacement {
    Nothing,
    Text(String),
    Unknown,
}

/// Where something may begin: a brace, a tag, or a line with a word of modules.
fn next(text: &str, at: usize, starts_block: bool) -> Option<usize> {
    let rest = text.get(at..)?;
    if starts_block && is_module(rest) {
        return Some(at);
    }
    let mut from = 0;
    while let Some(found) =
        rest.get(from..).and_then(|rest| memchr::memchr3(b'{', b'<', b'\n', rest.as_bytes()))
    {
        let found = from + found;
        if !rest.get(found..).is_some_and(|rest| rest.starts_with('\n')) {
            return Some(at + found);
        }
        if rest.get(found + 1..).is_some_and(is_module) {
            return Some(at + found + 1);
        }
        from = found + 1;
    }
    None
}

fn is_module(line: &str) -> bool {
    line.starts_with("import") || line.starts_with("export")
}

fn is_after_blank(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.strip_suffix('\n').is_some_and(|before| {
        let line = before.rsplit('\n').next().unwrap_or_default();
        line.trim().is_empty() || line.starts_with("import ") || line.starts_with("export ")
    })
}

/// An import or an export, to the blank line after it.
fn module(text: &str, at: usize, is_block: bool) -> Option<(Range<usize>, Replacement)> {
    let rest = text.get(at..).filter(|rest| is_block && is_module(rest))?;
    let (mut length, mut depth, mut first_end) = (0, 0_isize, None);
    for line in rest.split_inclusive('\n').take(MAX_LINES) {
        if line.trim().is_empty() {
            first_end = first_end.or(Some(length));
            if depth <= 0 {
                break;
            }
        }
        let count = |marks: &[char]| isize::try_from(line.matches(marks).count()).unwrap_or(0);
        depth += count(&['{', '(', '[']) - count(&['}', ')', ']']);
        length += line.len();
    }
    let length = if depth > 0 { first_end.unwrap_or(length) } else { length };
    let module = rest.get(..length)?;
    let words: Vec<_> = module.split_whitespace().take(2).collect();
    let is_export = |word: &str| {
        ["const", "let", "var", "function", "default", "async", "class", "type", "interface"].contains(&word)
            || word.starts_with(['{', '*'])
    };
    let is_meant = match words.as_slice() {
        ["import", ..] => module.contains(['"', '\'']),
        ["export", word] => is_export(word),
        _ => module.starts_with("import{") || module.starts_with("export{"),
    };
    is_meant.then_some((at..at + length, Replacement::Nothing))
}

fn construct(text: &str, at: usize, braces: &BTreeMap<usize, usize>) -> Option<(Range<usize>, Replacement)> {
    if text.get(at..)?.starts_with('<') {
        let tag = Tag::at(text, at, braces)?;
        let written = text.get(tag.range.clone()).unwrap_or_default();
        return Some((tag.range.clone(), Replacement::Text(jsx::html(&tag, written, text))));
    }
    let end = *braces.get(&at)?;
    let inside = text.get(at + 1..end)?.trim();
    // The id of a heading.
    if inside.starts_with('#') {
        return None;
    }
    let replacement = match jsx::literal(inside) {
        _ if inside.is_empty() || is_comment(inside) => Replacement::Nothing,
        Some(text) => Replacement::Text(escaped(text)),
        None => Replacement::Unknown,
    };
    Some((at..end + 1, replacement))
}

fn is_comment(inside: &str) -> bool {
    inside.starts_with("/*") && inside.ends_with("*/")
}

/// Where each brace outside of code is closed.
fn braces(text: &str, code: &Ranges) -> BTreeMap<usize, usize> {
    let (mut open, mut closed, mut at) = (Vec::new(), BTreeMap::new(), 0);
    while let Some(next) = text.get(at..).and_then(|rest| memchr::memchr2(b'{', b'}', rest.as_bytes())) {
        let next = at + next;
        at = code.end(next).unwrap_or(next + 1);
        if at > next + 1 {
            continue;
        }
        if text.get(next..).is_some_and(|rest| rest.starts_with('{')) {
            open.push(next);
        } else if let Some(begin) = open.pop() {
            closed.insert(begin, next);
        }
    }
    closed
}
