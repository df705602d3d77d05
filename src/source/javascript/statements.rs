//! The block of a program in, its statements out.

use super::code::{Code, inside, nested};
use super::literals::is_part_of_name;

/// A statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Statement<'p> {
    /// A name, or names in brackets, get a value.
    Let(&'p str, &'p str),
    Return(&'p str),
    /// A condition, and the statements for where it is true.
    If(&'p str, &'p str),
    Other(&'p str),
}

/// The statements of a block.
pub(crate) fn statements(block: &str) -> Vec<Statement<'_>> {
    let (mut found, mut start, mut line, mut depth) = (Vec::new(), 0, 0, 0_usize);
    // Where the last bracket is that was in no other.
    let mut opened = 0;
    // Where the last block of the statement ended with which it did not end itself.
    let mut closed = None;
    for (at, c) in Code::of(block) {
        opened = if depth == 0 { at } else { opened };
        depth = nested(depth, c);
        if c == '\n' {
            // What is behind empty lines is looked at only once.
            let is_empty = block.get(line..at).is_some_and(|text| text.trim().is_empty());
            start = if is_empty && start == line || start == at { at + 1 } else { start };
            line = at + 1;
            if is_empty {
                continue;
            }
        }
        let (before, after) =
            (block.get(start..at).unwrap_or_default(), block.get(at + 1..).unwrap_or_default());
        if depth == 0 && (c == ';' || c == '\n' && ends_statement(before.trim(), after.trim_start())) {
            found.extend(statement(before.trim()));
            (start, closed) = (at + 1, None);
        } else if depth == 0 && c == '}' {
            let head = block.get(closed.unwrap_or(start)..opened).unwrap_or_default().trim();
            let ends = !after.trim_start().starts_with("else") && opens_block(head, closed.is_some());
            if ends {
                found.extend(statement(block.get(start..=at).unwrap_or_default().trim()));
                start = at + 1;
            }
            closed = (!ends).then_some(at + 1);
        }
    }
    found.extend(statement(block.get(start..).unwrap_or_default().trim()));
    found
}

/// Whether the end of a line ends a statement.
pub(crate) fn ends_statement(before: &str, after: &str) -> bool {
    const OPEN: &[char] = &['=', '(', ',', '[', '{', '&', '|', '?', ':', '+', '-', '>', '!', '.'];
    const GOES_ON: &[char] = &['.', '?', ':', '&', '|', '+', '-', '*', ')', ']', '=', ','];
    let waits = || {
        condition(before).is_some_and(|(_, rest)| rest.is_empty()) || before == "return" || before == "else"
    };
    !before.is_empty()
        && !before.ends_with(OPEN)
        && !after.starts_with(GOES_ON)
        && !after.starts_with("else")
        && !waits()
}

/// Whether the bracket behind a text opens a block with which a statement ends: that of `if (…)`, `else`, a loop or a
/// function. Behind another block of the statement, only `else` does.
fn opens_block(text: &str, is_behind_block: bool) -> bool {
    if is_behind_block {
        let last = text.strip_prefix("else").map(str::trim);
        return last.is_some_and(|last| last.is_empty() || opens_block(last, false));
    }
    let is_function = ["function", "async function", "export function", "export async function"]
        .iter()
        .any(|start| text.strip_prefix(start).is_some_and(|rest| rest.starts_with([' ', '*'])));
    let head = ["if", "for", "while", "switch"].iter().find_map(|word| text.strip_prefix(word));
    let head = head.map(|rest| rest.trim_start().trim_start_matches("await").trim_start());
    let is_whole = |head: &str| {
        let rest = head.strip_prefix('(')?;
        (inside(rest)?.len() + 1 == rest.len()).then_some(())
    };
    is_function || head.and_then(is_whole).is_some()
}

/// The condition of `if (…)`, and what is behind it.
fn condition(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("if")?.trim_start().strip_prefix('(')?;
    let condition = inside(rest)?;
    Some((condition, rest.get(condition.len() + 1..)?.trim()))
}

/// The branches of an `if` with `else`, each with its condition, and its statements.
pub(crate) fn branches(text: &str) -> Option<Vec<(Option<&str>, &str)>> {
    let (mut found, mut rest) = (Vec::new(), text);
    loop {
        let (condition, body) = match self::condition(rest) {
            Some((condition, body)) => (Some(condition), body),
            None if found.is_empty() => return None,
            None => (None, rest),
        };
        let block = body.strip_prefix('{').and_then(inside);
        let end = match block {
            Some(block) => block.len() + 2,
            None => Code::of(body).find(|(_, c)| *c == ';').map_or(body.len(), |(at, _)| at + 1),
        };
        found.push((condition, block.unwrap_or(body.get(..end)?)));
        match body.get(end..)?.trim_start().strip_prefix("else") {
            Some(next) if condition.is_some() => rest = next.trim_start(),
            Some(_) | None => return Some(found),
        }
    }
}

fn statement(text: &str) -> Option<Statement<'_>> {
    if text.is_empty() {
        return None;
    }
    if let Some(value) = text.strip_prefix("return").filter(|rest| !is_part(rest)) {
        return Some(Statement::Return(value.trim()));
    }
    if let Some((condition, body)) = condition(text) {
        let block = body.strip_prefix('{').and_then(inside);
        let is_all = block.is_none_or(|block| block.len() + 2 == body.len());
        return Some(if is_all {
            Statement::If(condition, block.unwrap_or(body))
        } else {
            Statement::Other(text)
        });
    }
    let defined = ["const ", "let ", "var "].iter().find_map(|word| text.strip_prefix(word));
    let (name, value) = match defined.and_then(split_definition) {
        Some((name, value)) if !value.starts_with(['=', '>']) => (name, value),
        Some(_) | None => return Some(Statement::Other(text)),
    };
    let is_list = name.starts_with(['{', '[']);
    let name = if is_list { name } else { name.split(':').next().unwrap_or(name) };
    Some(Statement::Let(name.trim(), value.trim()))
}

/// What is before and behind the `=` of a definition. Names in brackets may have values of their own.
fn split_definition(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let names = text.strip_prefix(['{', '[']).and_then(inside).map_or(0, |names| names.len() + 2);
    let at = names + text.get(names..)?.find('=')?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

fn is_part(text: &str) -> bool {
    text.starts_with(is_part_of_name)
}

#[cfg(test)]
mod tests {
    use super::Statement::{If, Let, Other, Return};
    use super::*;

    #[test]
    fn many_blocks_take_little_time() {
        for block in [
            format!("a={}", "{}".repeat(50_000)),
            format!("if ({}) a={}", "b".repeat(50_000), "{}".repeat(50_000)),
        ] {
            assert_eq!(statements(&block).len(), 1);
        }
    }

    #[test]
    fn a_block_ends_a_statement_on_the_same_line() {
        let cases: [(&str, &[Statement<'_>]); 8] = [
            ("if (a) return b; const c = d; return c", &[If("a", "return b"), Let("c", "d"), Return("c")]),
            ("if (a) { return b } const c = d", &[If("a", " return b "), Let("c", "d")]),
            ("if (a) { b() } if (c) { d() } return e", &[If("a", " b() "), If("c", " d() "), Return("e")]),
            ("if (a) { b() } else { c() } return d", &[Other("if (a) { b() } else { c() }"), Return("d")]),
            (
                "if (a) { b() } else if (c) { d() } else { e() } return f",
                &[Other("if (a) { b() } else if (c) { d() } else { e() }"), Return("f")],
            ),
            (
                "function a() { b() } const c = { d: e }",
                &[Other("function a() { b() }"), Let("c", "{ d: e }")],
            ),
            ("for (const a of b) { c() } return d", &[Other("for (const a of b) { c() }"), Return("d")]),
            ("const { a = 1, b } = c\nreturn { a }", &[Let("{ a = 1, b }", "c"), Return("{ a }")]),
        ];
        for (block, expected) in cases {
            assert_eq!(statements(block), expected, "{block}");
        }
    }
}
