//! The nodes of a template in, the articles of the loop that makes its entries out.

use super::evaluate::Place;
use super::returned::change;
use super::syntax::{Expression, Loop, Node, nodes};
use super::values::{Pages, Value, stored};
use crate::site::generators::condition::{ALWAYS, Condition, Truth};
use crate::site::generators::guard::makes_entry;

/// How deeply partial templates may be nested.
pub(super) const MAX_PARTIALS: usize = 4;

/// What a template says about its entries.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Found {
    /// These are its entries, as far as they satisfy a condition.
    Entries(Pages, Condition),
    /// It has entries, but only running Hugo tells which.
    Unknown,
}

/// Finds the loop that makes entries.
pub(super) fn entries(nodes: &[Node], place: &mut Place<'_>) -> Option<Found> {
    let is_entry = |node: &Node| matches!(node, Node::Text(text) if makes_entry(text));
    Walk { partial: place.context.partial, is_entry: &is_entry, depth: 0 }.all(nodes, place)
}

struct Walk<'w> {
    /// The text of a partial template by its name.
    partial: &'w dyn Fn(&str) -> Option<String>,
    /// Whether a node alone makes what is looked for, which is an entry, or an addition to a list.
    is_entry: &'w dyn Fn(&Node) -> bool,
    depth: usize,
}

impl Walk<'_> {
    fn all(&self, nodes: &[Node], place: &mut Place<'_>) -> Option<Found> {
        nodes.iter().find_map(|node| self.node(node, place))
    }

    fn node(&self, node: &Node, place: &mut Place<'_>) -> Option<Found> {
        match node {
            Node::Text(_) => None,
            Node::Assign(name, value) => {
                let value = place.value(value);
                place.variables.insert(name.clone(), value);
                None
            }
            Node::Output(expression) => {
                place.store(expression);
                let (inside, walk) = self.partial(expression)?;
                let found = walk.all(&inside, &mut called(expression, place));
                place.forget_stores(&inside);
                found
            }
            Node::If(branches) => self.branches(branches, place),
            Node::Range(range) => self.range(range, place),
            Node::With(value, body) => {
                let dot = place.value(value);
                let truth = dot.truth();
                if truth == Truth::Known(false) {
                    return None;
                }
                let mut inside = Place { dot, ..place.clone() };
                let found = self.all(body, &mut inside);
                place.variables = inside.variables;
                if truth == Truth::Known(true) {
                    return found;
                }
                place.forget(body);
                found.map(|_| Found::Unknown)
            }
        }
    }

    /// The branch that is taken. If that is not known, neither is what any of them assigns, nor which entries there are.
    fn branches(&self, branches: &[(Option<Expression>, Vec<Node>)], place: &mut Place<'_>) -> Option<Found> {
        for (at, (condition, body)) in branches.iter().enumerate() {
            match truth(condition.as_ref(), place) {
                Truth::Known(false) => {}
                Truth::Known(true) => return self.all(body, place),
                Truth::If(_) | Truth::Unknown => {
                    let rest = branches.get(at..).unwrap_or_default();
                    let has_entries = rest.iter().any(|(_, body)| self.makes_entries(body));
                    for (_, body) in rest {
                        place.forget(body);
                    }
                    return has_entries.then_some(Found::Unknown);
                }
            }
        }
        None
    }

    fn range(&self, range: &Loop, place: &mut Place<'_>) -> Option<Found> {
        if !self.makes_entries(&range.body) {
            self.gather(range, place);
            return None;
        }
        let Value::Pages(pages) = place.value(&range.over) else { return Some(Found::Unknown) };
        let mut inside = Place { dot: Value::Article, ..place.clone() };
        inside.variables.extend(range.variable.iter().map(|name| (name.clone(), Value::Article)));
        let condition = self.condition(&range.body, &mut inside);
        Some(condition.map_or(Found::Unknown, |condition| Found::Entries(pages, condition)))
    }

    /// Takes a loop that adds articles to a list.
    fn gather(&self, range: &Loop, place: &mut Place<'_>) {
        let name = added(&range.body, range.variable.as_deref());
        let is_empty = name.as_ref().is_some_and(|name| match place.variables.get(name) {
            Some(Value::List(list)) => list.is_empty(),
            Some(_) => false,
            None => name.contains(':'),
        });
        let pages = place.value(&range.over);
        let (Some(name), Value::Pages(pages)) = (name.filter(|_| is_empty), pages) else {
            place.forget(&range.body);
            return;
        };
        let is_entry =
            |node: &Node| addition(node, range.variable.as_deref()).is_some_and(|added| added == name);
        let walk = Walk { is_entry: &is_entry, ..*self };
        let mut inside = Place { dot: Value::Article, ..place.clone() };
        inside.variables.extend(range.variable.iter().map(|name| (name.clone(), Value::Article)));
        let condition = walk.condition(&range.body, &mut inside);
        place.forget(&range.body);
        let gathered = condition.map_or(Value::Unknown, |condition| {
            if condition == ALWAYS { Value::Pages(pages) } else { pages.that(condition) }
        });
        place.variables.insert(name, gathered);
    }

    /// Whether nodes contain an entry.
    fn makes_entries(&self, nodes: &[Node]) -> bool {
        nodes.iter().any(|node| match node {
            Node::Text(_) | Node::Assign(..) => (self.is_entry)(node),
            Node::Output(expression) => {
                let in_partial =
                    || self.partial(expression).is_some_and(|(nodes, walk)| walk.makes_entries(&nodes));
                (self.is_entry)(node) || in_partial()
            }
            Node::If(branches) => branches.iter().any(|(_, body)| self.makes_entries(body)),
            Node::Range(Loop { body, .. }) | Node::With(_, body) => self.makes_entries(body),
        })
    }

    /// When the body of a loop makes an entry; `None` if only running Hugo tells.
    fn condition(&self, body: &[Node], place: &mut Place<'_>) -> Option<Condition> {
        let mut reached = ALWAYS;
        for node in body {
            if self.makes_entries(std::slice::from_ref(node)) {
                return Some(reached.and(self.of_entry(node, place)?));
            }
            match node {
                Node::Assign(name, value) => {
                    let value = place.value(value);
                    place.variables.insert(name.clone(), value);
                }
                Node::If(branches) if leaves(std::slice::from_ref(node)) => {
                    let [(condition, body)] = branches.as_slice() else { return None };
                    let is_plain = only_continues(body);
                    match truth(condition.as_ref(), place) {
                        Truth::Known(false) => {}
                        Truth::If(condition) if is_plain => reached = reached.and(condition.not()),
                        Truth::Known(true) | Truth::If(_) | Truth::Unknown => return None,
                    }
                }
                Node::Text(_) | Node::Output(_) | Node::If(_) | Node::Range(_) | Node::With(..) => {
                    if leaves(std::slice::from_ref(node)) {
                        return None;
                    }
                    place.forget(std::slice::from_ref(node));
                }
            }
        }
        Some(reached)
    }

    /// When a node makes its entry.
    fn of_entry(&self, node: &Node, place: &mut Place<'_>) -> Option<Condition> {
        match node {
            Node::Text(_) | Node::Assign(..) => Some(ALWAYS),
            Node::Output(_) if (self.is_entry)(node) => Some(ALWAYS),
            Node::Output(expression) => {
                let (inside, walk) = self.partial(expression)?;
                walk.condition(&inside, &mut called(expression, place))
            }
            Node::If(branches) => self.taken(branches, place),
            Node::Range(_) => None,
            Node::With(value, body) => {
                let dot = place.value(value);
                let outer = match dot.truth() {
                    Truth::If(condition) => condition,
                    Truth::Known(true) => ALWAYS,
                    Truth::Known(false) | Truth::Unknown => return None,
                };
                Some(outer.and(self.condition(body, &mut Place { dot, ..place.clone() })?))
            }
        }
    }

    /// When one of the branches with an entry is taken.
    fn taken(&self, branches: &[(Option<Expression>, Vec<Node>)], place: &Place<'_>) -> Option<Condition> {
        let (mut any, mut before) = (Vec::new(), ALWAYS);
        for (condition, body) in branches {
            let own = match truth(condition.as_ref(), place) {
                Truth::Known(false) => continue,
                Truth::Known(true) => ALWAYS,
                Truth::If(condition) => condition,
                Truth::Unknown => return None,
            };
            if self.makes_entries(body) {
                let inside = self.condition(body, &mut place.clone())?;
                any.push(before.clone().and(own.clone()).and(inside));
            }
            if own == ALWAYS {
                break;
            }
            before = before.and(own.not());
        }
        match any.len() {
            1 => any.pop(),
            _ => Some(Condition::Any(any)),
        }
    }

    /// The partial template that an expression shows.
    fn partial(&self, expression: &Expression) -> Option<(Vec<Node>, Walk<'_>)> {
        let name = named(expression).filter(|_| self.depth < MAX_PARTIALS)?;
        Some((nodes(&(self.partial)(name)?), Walk { depth: self.depth + 1, ..*self }))
    }
}

/// The list to which nodes add the element of a loop, if it is the only one.
fn added(nodes: &[Node], variable: Option<&str>) -> Option<String> {
    let mut names = Vec::new();
    let mut left: Vec<&Node> = nodes.iter().collect();
    while let Some(node) = left.pop() {
        names.extend(addition(node, variable));
        match node {
            Node::If(branches) => left.extend(branches.iter().flat_map(|(_, body)| body)),
            Node::Range(Loop { body, .. }) | Node::With(_, body) => left.extend(body),
            Node::Text(_) | Node::Output(_) | Node::Assign(..) => {}
        }
    }
    if names.len() == 1 { names.pop() } else { None }
}

/// The list to which a node adds the element of a loop: `$all = $all | append .`, `$.Scratch.Add "all" .`
fn addition(node: &Node, variable: Option<&str>) -> Option<String> {
    let is_element = |value: &Expression| match value {
        Expression::Name(name) => name == "." || Some(name.as_str()) == variable,
        Expression::Call(parts) => match parts.as_slice() {
            [Expression::Name(function), Expression::Name(name)] => {
                function == "slice" && (name == "." || Some(name.as_str()) == variable)
            }
            _ => false,
        },
        Expression::Text(_) | Expression::Number(_) | Expression::Member(..) | Expression::Unknown => false,
    };
    match node {
        Node::Assign(name, Expression::Call(parts)) => match parts.as_slice() {
            [Expression::Name(function), element, Expression::Name(list)] => {
                (function == "append" && list == name && is_element(element)).then(|| name.clone())
            }
            _ => None,
        },
        Node::Output(expression) => match change(expression)? {
            (of, "Add", Some(key), Some(value)) if is_element(value) => Some(stored(of, key)),
            _ => None,
        },
        Node::Text(_) | Node::Assign(..) | Node::If(_) | Node::Range(_) | Node::With(..) => None,
    }
}

/// Whether the condition of a branch holds; that of `else` always does.
fn truth(condition: Option<&Expression>, place: &Place<'_>) -> Truth {
    condition.map_or(Truth::Known(true), |condition| place.value(condition).truth())
}

/// The place of a partial template, which knows nothing but its argument.
fn called<'c>(expression: &Expression, place: &Place<'c>) -> Place<'c> {
    let argument = if let Expression::Call(parts) = expression { parts.get(2) } else { None };
    let dot = argument.map_or(Value::Nil, |argument| place.value(argument));
    let variables = [("$".to_owned(), dot.clone())].into();
    Place { context: place.context, variables, dot, left: place.left }
}

/// Whether nodes may leave the loop that they are in, or go on with its next element.
pub(super) fn leaves(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Output(Expression::Name(name)) => ["break", "continue", "return"].contains(&name.as_str()),
        Node::If(branches) => branches.iter().any(|(_, body)| leaves(body)),
        Node::With(_, body) => leaves(body),
        Node::Text(_) | Node::Output(_) | Node::Assign(..) | Node::Range(_) => false,
    })
}

/// Whether all that nodes do is to go on with the next element of the loop.
fn only_continues(nodes: &[Node]) -> bool {
    nodes.iter().all(|node| match node {
        Node::Output(Expression::Name(name)) => name == "continue",
        Node::Text(text) => text.trim().is_empty(),
        Node::Output(_) | Node::Assign(..) | Node::If(_) | Node::Range(_) | Node::With(..) => false,
    })
}

/// The name of the partial template that a node shows.
pub(super) fn partial_name(node: &Node) -> Option<&str> {
    let Node::Output(expression) = node else { return None };
    named(expression)
}

fn named(expression: &Expression) -> Option<&str> {
    let Expression::Call(parts) = expression else { return None };
    let [Expression::Name(function), Expression::Text(name), ..] = parts.as_slice() else { return None };
    let is_partial =
        ["partial", "partialCached", "partials.Include", "template"].contains(&function.as_str());
    is_partial.then_some(name)
}
