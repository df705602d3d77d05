//! A template in, for which articles it shows their whole texts out.

use std::collections::BTreeSet;

use super::evaluate::{Context, Place};
use super::syntax::{Expression, Node, assigned, nodes};
use super::tokens::{Piece, pieces};
use super::values::Value;
use super::walk::MAX_PARTIALS;
use crate::site::generators::bodies::{self, Step};
use crate::site::generators::condition::Truth;

/// For which articles a template shows their whole texts; for all if it has no loop over them.
pub(super) fn shown(template: &str, context: &Context<'_>) -> Truth {
    let mut all = Vec::new();
    steps(template, context.partial, 0, &mut all);
    let Some((body, variable)) = bodies::of_entries(&all) else { return Truth::Known(true) };
    // The last variable of a loop is that of its elements.
    let variable = variable.rsplit(',').next().unwrap_or_default().trim();
    let condition = |text: &str, articles: &BTreeSet<String>| {
        let known = articles.iter().map(|name| (name.clone(), Value::Article));
        let variables = [("$".to_owned(), Value::Page)].into_iter().chain(known).collect();
        let place = Place { context, variables, dot: Value::Article, left: MAX_PARTIALS };
        place.value(&assigned(text).1).truth()
    };
    let names: &[&str] = if variable.is_empty() { &[] } else { &[variable] };
    bodies::shown(body, &bodies::HUGO, names, &condition)
}

/// Takes the steps of a template, with those of the partial templates that it shows.
fn steps(template: &str, partial: &dyn Fn(&str) -> Option<String>, depth: usize, all: &mut Vec<Step>) {
    for piece in pieces(template) {
        let action = match piece {
            Piece::Text(text) => {
                all.push(Step::Text(text.to_owned()));
                continue;
            }
            Piece::Action(action) => action,
        };
        let (word, rest) = action.split_once(char::is_whitespace).unwrap_or((action, ""));
        let rest = rest.trim();
        match word {
            "if" => all.push(Step::If(value(rest).to_owned())),
            "with" => all.push(Step::With(value(rest).to_owned())),
            "range" => {
                let (variables, list) = rest.split_once(":=").unwrap_or(("", rest));
                all.push(Step::For(variables.trim().to_owned(), list.to_owned()));
            }
            "block" | "define" => all.push(Step::Other),
            "else" => all.push(match rest.strip_prefix("if ").or_else(|| rest.strip_prefix("with ")) {
                Some(condition) => Step::ElseIf(value(condition).to_owned()),
                None => Step::Else,
            }),
            "end" => all.push(Step::End),
            _ => shown_by(action, partial, depth, all),
        }
    }
}

/// Takes the steps of an action that shows or assigns something.
fn shown_by(action: &str, partial: &dyn Fn(&str) -> Option<String>, depth: usize, all: &mut Vec<Step>) {
    let (name, expression) = match action.split_once('=') {
        Some((name, value)) if name.starts_with('$') && !name.contains(['(', '"']) => {
            (Some(name.trim_end_matches(':').trim()), value.trim())
        }
        Some(_) | None => (None, action),
    };
    let Some((file, argument)) = called(expression) else {
        let function = expression.split(char::is_whitespace).next().unwrap_or_default();
        all.push(match name {
            Some(name) => Step::Assign(name.to_owned(), expression.to_owned()),
            None if STORING.iter().any(|method| function.ends_with(method)) => {
                Step::Store(expression.to_owned())
            }
            None => Step::Output(expression.to_owned()),
        });
        return;
    };
    all.extend(name.map(|name| Step::Capture(name.to_owned())));
    match partial(&file).filter(|_| depth < MAX_PARTIALS) {
        Some(text) if argument => steps(&text, partial, depth + 1, all),
        Some(text) => {
            all.push(Step::Other);
            steps(&text, partial, depth + 1, all);
            all.push(Step::End);
        }
        None => all.push(Step::Anything),
    }
    all.extend(name.map(|_| Step::End));
}

/// The name of the partial template that an expression calls, and whether it is called with the dot.
fn called(expression: &str) -> Option<(String, bool)> {
    let action = ["{{ ", expression, " }}"].concat();
    let parsed = nodes(&action).into_iter().find_map(|node| match node {
        Node::Output(expression) => Some(expression),
        Node::Text(_) | Node::Assign(..) | Node::If(_) | Node::Range(_) | Node::With(..) => None,
    });
    call(&parsed?)
}

/// The same of an expression, in whose arguments the call may be: `partial "x" . | safeHTML`.
fn call(expression: &Expression) -> Option<(String, bool)> {
    let Expression::Call(parts) = expression else { return None };
    if let [Expression::Name(function), Expression::Text(name), arguments @ ..] = parts.as_slice()
        && CALLS.contains(&function.as_str())
    {
        let is_dot = matches!(arguments.first(), Some(Expression::Name(name)) if name == ".");
        return Some((name.clone(), is_dot));
    }
    parts.iter().find_map(call)
}

/// Methods that store a value.
const STORING: &[&str] = &[".Add", ".Set", ".SetInMap"];

/// The functions that show a partial template.
const CALLS: &[&str] =
    &["partial", "partialCached", "partials.Include", "partials.IncludeCached", "template"];

/// The value that an action assigns, or is.
fn value(action: &str) -> &str {
    match action.split_once(":=") {
        Some((name, value)) if name.starts_with('$') => value.trim(),
        Some(_) | None => action,
    }
}
