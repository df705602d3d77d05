//! The functions of a program: their parameters, and the statements of their bodies.

use super::{expression, outside_of_brackets};
use crate::source::javascript::{
    Statement, ends_statement, inside, is_name, is_part_of_name, items, statements, value,
};

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
        None => Some(Body::Expression(value(text))),
    }
}

fn is_part(text: &str) -> bool {
    text.starts_with(is_part_of_name)
}

/// The value that a name has in a program, whose statements may end with their lines.
pub(in crate::site::generators) fn definition<'p>(program: &'p str, name: &str) -> Option<&'p str> {
    expression(program, name).map(statement_value)
}

/// A value up to the end of its statement, which may end with a line.
pub(super) fn statement_value(value: &str) -> &str {
    let end = outside_of_brackets(value, |at, c| {
        let (before, after) = value.split_at(at);
        c == '\n' && ends_statement(before.trim(), after.trim_start())
    });
    end.and_then(|at| value.get(..at)).unwrap_or(value).trim()
}
