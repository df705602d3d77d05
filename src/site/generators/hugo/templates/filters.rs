//! A template that is not read in, whether it may leave out articles for what they say out.

use super::syntax::{Expression, Loop, Node, nodes};
use super::walk::{MAX_PARTIALS, leaves, partial_name};
use crate::site::generators::guard::makes_entry;

/// Functions whose result may lack elements of a list, in lower case and without `collections.`, and partial templates, which may
/// return anything.
const CHOOSING: &[&str] = &[
    "append",
    "complement",
    "intersect",
    "partial",
    "partialcached",
    "partials.include",
    "partials.includecached",
    "symdiff",
    "where",
];

/// Methods that return what was stored, or some other page, in which articles may be missing.
const READING: &[&str] = &[".get", ".getpage", ".getsortedmapvalues", ".values"];

/// Methods that return some of the articles of a site.
const SOME: &[&str] = &[".related", ".taxonomies"];

/// Whether a template may leave out articles.
pub(super) fn may_filter(template: &str, partial: &dyn Fn(&str) -> Option<String>) -> bool {
    let nodes = nodes(template);
    let reader = Reader { partial, depth: 0 };
    // The loop may be in a file that is not found.
    reader.may_filter(&nodes) || !reader.makes_entries(&nodes)
}

struct Reader<'r> {
    /// The text of a partial template by its name.
    partial: &'r dyn Fn(&str) -> Option<String>,
    depth: usize,
}

impl Reader<'_> {
    fn may_filter(&self, nodes: &[Node]) -> bool {
        nodes.iter().any(|node| match node {
            Node::Text(_) => false,
            Node::Output(expression) => match self.shown(node) {
                Some((inside, reader)) => reader.may_filter(&inside),
                None => partial_name(node).is_none() && chooses(expression),
            },
            Node::Assign(_, value) => chooses(value),
            Node::If(branches) => branches.iter().any(|(_, body)| self.may_filter(body)),
            Node::With(value, body) => chooses(value) || self.may_filter(body),
            Node::Range(Loop { over, body, .. }) if self.makes_entries(body) => {
                chooses(over) || self.has_condition(body)
            }
            Node::Range(Loop { body, .. }) => self.may_filter(body),
        })
    }

    /// Whether something decides about the entry of a loop.
    fn has_condition(&self, body: &[Node]) -> bool {
        for node in body {
            if self.makes_entries(std::slice::from_ref(node)) {
                return match node {
                    Node::Text(_) => false,
                    Node::Output(_) => {
                        self.shown(node).is_none_or(|(inside, reader)| reader.has_condition(&inside))
                    }
                    Node::Assign(..) | Node::If(_) | Node::Range(_) | Node::With(..) => true,
                };
            }
            if leaves(std::slice::from_ref(node)) {
                return true;
            }
        }
        false
    }

    fn makes_entries(&self, nodes: &[Node]) -> bool {
        nodes.iter().any(|node| match node {
            Node::Text(text) => makes_entry(text),
            Node::Output(_) => self.shown(node).is_some_and(|(inside, reader)| reader.makes_entries(&inside)),
            Node::Assign(..) => false,
            Node::If(branches) => branches.iter().any(|(_, body)| self.makes_entries(body)),
            Node::Range(Loop { body, .. }) | Node::With(_, body) => self.makes_entries(body),
        })
    }

    /// The partial template that a node shows.
    fn shown(&self, node: &Node) -> Option<(Vec<Node>, Reader<'_>)> {
        let name = partial_name(node).filter(|_| self.depth < MAX_PARTIALS)?;
        Some((nodes(&(self.partial)(name)?), Reader { partial: self.partial, depth: self.depth + 1 }))
    }
}

/// Whether an expression may leave out elements of a list.
fn chooses(expression: &Expression) -> bool {
    match expression {
        Expression::Name(name) => {
            let name = name.to_lowercase();
            SOME.iter().any(|method| name.contains(method))
        }
        Expression::Text(_) | Expression::Number(_) => false,
        Expression::Member(of, _) => chooses(of),
        Expression::Call(parts) => parts.iter().any(|part| is_choosing(part) || chooses(part)),
        Expression::Unknown => true,
    }
}

fn is_choosing(function: &Expression) -> bool {
    let Expression::Name(name) = function else { return false };
    let name = name.to_lowercase();
    let is_read = READING.iter().any(|method| name.ends_with(method));
    is_read || CHOOSING.contains(&name.strip_prefix("collections.").unwrap_or(&name))
}
