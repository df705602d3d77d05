//! The functions of a program: their parameters, and the statements of their bodies.

use super::code::{Code, inside, items};
use super::expression;

/// A function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::site::generators) struct Function<'p> {
    /// Its parameters, as they are written.
    pub(in crate::site::generators) parameters: Vec<&'p str>,
    pub(in crate::site::generators) body: Body<'p>,
}

/// How many places with the name of a function are looked at.
const PLACES: usize = 64;

/// What a function does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::site::generators) enum Body<'p> {
    /// It returns the value of an expression.
    Expression(&'p str),
    /// It runs statements.
    Block(&'p str),
}

/// A statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::site::generators) enum Statement<'p> {
    /// A name, or names in brackets, get a value.
    Let(&'p str, &'p str),
    Return(&'p str),
    /// A condition, and the statements for where it is true.
    If(&'p str, &'p str),
    Other(&'p str),
}

impl<'p> Function<'p> {
    /// The function at the beginning of a text: `(a, b) => …`, `a => { … }`, `function (a) { … }`.
    pub(in crate::site::generators) fn read(text: &'p str) -> Option<Function<'p>> {
        let text = text.trim_start();
        let text = text.strip_prefix("async").filter(|rest| !is_part(rest)).unwrap_or(text).trim_start();
        if let Some(rest) = text.strip_prefix("function").filter(|rest| !is_part(rest)) {
            let (parameters, rest) = parameters(rest.split_once('(')?.1)?;
            let body = Body::Block(inside(rest.split_once('{')?.1)?);
            return Some(Function { parameters, body });
        }
        if let Some(rest) = text.strip_prefix('(') {
            let (parameters, rest) = parameters(rest)?;
            let is_arrow = rest.starts_with("=>") || rest.starts_with(':');
            let body = arrow(rest.split_once("=>").filter(|_| is_arrow)?.1)?;
            return Some(Function { parameters, body });
        }
        let (name, body) = text.split_once("=>")?;
        is_name(name.trim()).then_some(())?;
        Some(Function { parameters: vec![name.trim()], body: arrow(body)? })
    }

    /// The function that a program has under a name: declared, assigned, or a method.
    pub(in crate::site::generators) fn named(program: &'p str, name: &str) -> Option<Function<'p>> {
        let declared = || {
            let start = format!("function {name}(");
            let mut all = program.match_indices(start.as_str()).map(|(at, _)| at).take(PLACES);
            all.find_map(|at| Function::read(program.get(at..)?))
        };
        let assigned = || Function::read(expression(program, name)?);
        let method = || {
            let rests = program.match_indices(name).filter_map(|(at, name)| {
                let is_part = |before: &str| before.ends_with(|c: char| is_part_of_name(c) || c == '.');
                program
                    .get(at + name.len()..)?
                    .strip_prefix('(')
                    .filter(|_| !program.get(..at).is_some_and(is_part))
            });
            rests.take(PLACES).find_map(|rest| {
                let (parameters, rest) = parameters(rest)?;
                Some(Function { parameters, body: Body::Block(inside(rest.strip_prefix('{')?)?) })
            })
        };
        is_name(name).then_some(())?;
        declared().or_else(assigned).or_else(method)
    }

    /// The text of its body.
    pub(in crate::site::generators) fn text(&self) -> &'p str {
        let (Body::Expression(text) | Body::Block(text)) = self.body;
        text
    }

    /// What it returns, if that is all that it does.
    pub(in crate::site::generators) fn result(&self) -> Option<&'p str> {
        match self.body {
            Body::Expression(result) => Some(result),
            Body::Block(block) => match statements(block).as_slice() {
                [Statement::Return(result)] => Some(result),
                _ => None,
            },
        }
    }
}

/// The parameters of a list that is open, and what is behind it.
fn parameters(text: &str) -> Option<(Vec<&str>, &str)> {
    let list = inside(text)?;
    Some((items(list), text.get(list.len() + 1..)?.trim_start()))
}

/// The body of an arrow function. An object is in parentheses there.
fn arrow(text: &str) -> Option<Body<'_>> {
    let text = text.trim();
    match text.strip_prefix('{') {
        Some(block) => inside(block).map(Body::Block),
        None => Some(Body::Expression(super::code::value(text))),
    }
}

fn is_part_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn is_part(text: &str) -> bool {
    text.starts_with(is_part_of_name)
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_part_of_name)
}

/// The value that a name has in a program, whose statements may end with their lines.
pub(in crate::site::generators) fn definition<'p>(program: &'p str, name: &str) -> Option<&'p str> {
    let value = expression(program, name)?;
    let mut depth = 0_usize;
    let end = Code::of(value).find(|(at, c)| {
        depth = match c {
            '{' | '(' | '[' => depth + 1,
            '}' | ')' | ']' => depth.saturating_sub(1),
            _ => depth,
        };
        let (before, after) = value.split_at(*at);
        depth == 0 && *c == '\n' && is_end(before.trim(), after.trim_start())
    });
    end.map_or(Some(value), |(at, _)| value.get(..at)).map(str::trim)
}

/// The statements of a block.
pub(in crate::site::generators) fn statements(block: &str) -> Vec<Statement<'_>> {
    let (mut found, mut start, mut line, mut depth) = (Vec::new(), 0, 0, 0_usize);
    for (at, c) in Code::of(block) {
        depth = match c {
            '{' | '(' | '[' => depth + 1,
            '}' | ')' | ']' => depth.saturating_sub(1),
            _ => depth,
        };
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
        if depth == 0 && (c == ';' || c == '\n' && is_end(before.trim(), after.trim_start())) {
            found.extend(statement(before.trim()));
            start = at + 1;
        }
    }
    found.extend(statement(block.get(start..).unwrap_or_default().trim()));
    found
}

/// Whether the end of a line ends a statement.
fn is_end(before: &str, after: &str) -> bool {
    const OPEN: &[char] = &['=', '(', ',', '[', '{', '&', '|', '?', ':', '+', '-', '>', '!', '.'];
    const GOES_ON: &[char] = &['.', '?', ':', '&', '|', '+', '-', '*', ')', ']', '=', ','];
    let waits =
        condition(before).is_some_and(|(_, rest)| rest.is_empty()) || before == "return" || before == "else";
    !before.is_empty()
        && !before.ends_with(OPEN)
        && !after.starts_with(GOES_ON)
        && !after.starts_with("else")
        && !waits
}

/// The condition of `if (…)`, and what is behind it.
fn condition(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("if")?.trim_start().strip_prefix('(')?;
    let condition = inside(rest)?;
    Some((condition, rest.get(condition.len() + 1..)?.trim()))
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
    let (name, value) = match defined.and_then(|rest| rest.split_once('=')) {
        Some((name, value)) if !value.starts_with(['=', '>']) => (name, value),
        Some(_) | None => return Some(Statement::Other(text)),
    };
    let is_list = name.trim_start().starts_with(['{', '[']);
    let name = if is_list { name } else { name.split(':').next().unwrap_or(name) };
    Some(Statement::Let(name.trim(), value.trim()))
}
