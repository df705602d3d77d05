//! The nodes of a template in, the articles of the loop that makes its entries out.

use super::evaluate::Place;
use super::syntax::{Expression, Loop, Node, nodes};
use super::values::{Pages, Truth, Value};
use crate::site::generators::condition::{ALWAYS, Condition};

/// Marks of entries.
const ENTRIES: &[&str] = &["<item", "<entry", "\"id\"", "\"url\""];

/// How deeply partial templates may be nested.
const MAX_PARTIALS: usize = 4;

/// The text of a partial template by its name.
pub(super) type Partials<'p> = dyn Fn(&str) -> Option<String> + 'p;

/// What a template says about its entries.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Found {
    /// These are its entries, as far as they satisfy a condition.
    Entries(Pages, Condition),
    /// It has entries, but only running Hugo tells which.
    Unknown,
}

/// Finds the loop that makes entries.
pub(super) fn entries(nodes: &[Node], place: &mut Place<'_>, partials: &Partials<'_>) -> Option<Found> {
    Walk { partials, depth: 0 }.all(nodes, place)
}

struct Walk<'w> {
    partials: &'w Partials<'w>,
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
                let inside = self.partial(expression)?;
                inside.1.all(&inside.0, &mut Place { variables: [].into(), ..place.clone() })
            }
            Node::If(branches) => self.branches(branches, place),
            Node::Range(range) => self.range(range, place),
            Node::With(value, body) => {
                let dot = Some(place.value(value)).filter(|dot| *dot != Value::Nil)?;
                let mut inside = Place { dot, ..place.clone() };
                let found = self.all(body, &mut inside);
                place.variables = inside.variables;
                found
            }
        }
    }

    /// The branch that is taken. If that is not known, what any of them assigns is not, either.
    fn branches(&self, branches: &[(Option<Expression>, Vec<Node>)], place: &mut Place<'_>) -> Option<Found> {
        let mut is_certain = true;
        for (condition, body) in branches {
            let truth =
                condition.as_ref().map_or(Truth::Known(true), |condition| place.value(condition).truth());
            match truth {
                Truth::Known(false) => {}
                Truth::Known(true) if is_certain => return self.all(body, place),
                Truth::Known(true) | Truth::If(_) | Truth::Unknown => {
                    is_certain = false;
                    let mut inside = place.clone();
                    let found = self.all(body, &mut inside);
                    for (name, value) in &mut place.variables {
                        if inside.variables.get(name) != Some(value) {
                            *value = Value::Unknown;
                        }
                    }
                    if found.is_some() {
                        return found;
                    }
                }
            }
        }
        None
    }

    fn range(&self, range: &Loop, place: &Place<'_>) -> Option<Found> {
        if !self.makes_entries(&range.body) {
            return None;
        }
        let Value::Pages(pages) = place.value(&range.over) else { return Some(Found::Unknown) };
        let mut inside = Place { dot: Value::Article, ..place.clone() };
        inside.variables.extend(range.variable.iter().map(|name| (name.clone(), Value::Article)));
        let condition = self.condition(&range.body, &mut inside);
        Some(condition.map_or(Found::Unknown, |condition| Found::Entries(pages, condition)))
    }

    /// Whether nodes contain an entry.
    fn makes_entries(&self, nodes: &[Node]) -> bool {
        nodes.iter().any(|node| match node {
            Node::Text(text) => ENTRIES.iter().any(|mark| text.contains(mark)),
            Node::Output(expression) => {
                self.partial(expression).is_some_and(|(nodes, walk)| walk.makes_entries(&nodes))
            }
            Node::Assign(..) => false,
            Node::If(branches) => branches.iter().any(|(_, body)| self.makes_entries(body)),
            Node::Range(Loop { body, .. }) | Node::With(_, body) => self.makes_entries(body),
        })
    }

    /// When the body of a loop contains an entry; `None` if only running Hugo tells.
    fn condition(&self, body: &[Node], place: &mut Place<'_>) -> Option<Condition> {
        for node in body {
            match node {
                Node::Assign(name, value) => {
                    let value = place.value(value);
                    place.variables.insert(name.clone(), value);
                }
                Node::If(branches) if branches.iter().any(|(_, body)| self.makes_entries(body)) => {
                    return self.taken(branches, place);
                }
                Node::With(value, inside) if self.makes_entries(inside) => {
                    return match place.value(value).truth() {
                        Truth::If(condition) => Some(condition),
                        Truth::Known(true) => Some(ALWAYS),
                        Truth::Known(false) | Truth::Unknown => None,
                    };
                }
                Node::Text(_) | Node::Output(_) | Node::If(_) | Node::Range(_) | Node::With(..) => {
                    if self.makes_entries(std::slice::from_ref(node)) {
                        return Some(ALWAYS);
                    }
                }
            }
        }
        Some(ALWAYS)
    }

    /// When one of the branches with an entry is taken.
    fn taken(&self, branches: &[(Option<Expression>, Vec<Node>)], place: &Place<'_>) -> Option<Condition> {
        let (mut any, mut before) = (Vec::new(), ALWAYS);
        for (condition, body) in branches {
            let truth =
                condition.as_ref().map_or(Truth::Known(true), |condition| place.value(condition).truth());
            let own = match truth {
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
        Some((nodes(&(self.partials)(name)?), Walk { partials: self.partials, depth: self.depth + 1 }))
    }
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
