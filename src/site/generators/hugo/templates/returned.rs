//! What partial templates return, and what templates store under keys.

use super::evaluate::Place;
use super::syntax::{Expression, Loop, Node, nodes};
use super::values::{Value, stored};
use crate::site::generators::condition::Truth;

impl Place<'_> {
    /// What a partial template returns.
    pub(super) fn returned_by(&self, name: &str, dot: &Value) -> Value {
        let Some(left) = self.left.checked_sub(1) else { return Value::Unknown };
        let Some(text) = (self.context.partial)(name) else { return Value::Unknown };
        let variables = [("$".to_owned(), dot.clone())].into();
        let mut place = Place { context: self.context, variables, dot: dot.clone(), left };
        place.returned(&nodes(&text)).unwrap_or(Value::Unknown)
    }

    /// What the nodes of a partial template return, if they do.
    fn returned(&mut self, nodes: &[Node]) -> Option<Value> {
        nodes.iter().find_map(|node| match node {
            Node::Assign(name, value) => {
                let value = self.value(value);
                self.variables.insert(name.clone(), value);
                None
            }
            Node::Output(Expression::Call(parts)) => match parts.as_slice() {
                [Expression::Name(name), value] if name == "return" => Some(self.value(value)),
                [Expression::Name(name), call @ ..] if name == "return" => {
                    Some(self.value(&Expression::Call(call.to_vec())))
                }
                _ => None,
            },
            Node::If(branches) => {
                let open = branches.iter().position(|(condition, _)| {
                    condition.as_ref().map_or(Truth::Known(true), |condition| self.value(condition).truth())
                        != Truth::Known(false)
                })?;
                let (condition, body) = branches.get(open)?;
                let truth = condition.as_ref().map(|condition| self.value(condition).truth());
                if truth.is_none_or(|truth| truth == Truth::Known(true)) {
                    return self.returned(body);
                }
                self.forget(std::slice::from_ref(node));
                returns(std::slice::from_ref(node)).then_some(Value::Unknown)
            }
            Node::Range(_) | Node::With(..) => {
                self.forget(std::slice::from_ref(node));
                returns(std::slice::from_ref(node)).then_some(Value::Unknown)
            }
            Node::Text(_) | Node::Output(_) => None,
        })
    }

    /// Forgets the values of the variables that nodes assign to.
    pub(super) fn forget(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Assign(name, _) => {
                    self.variables.entry(name.clone()).and_modify(|value| *value = Value::Unknown);
                }
                Node::If(branches) => branches.iter().for_each(|(_, body)| self.forget(body)),
                Node::Range(Loop { body, .. }) | Node::With(_, body) => self.forget(body),
                Node::Text(_) | Node::Output(_) => {}
            }
        }
    }

    /// Takes a value that is stored under a key: `.Scratch.Set "key" value`.
    pub(super) fn store(&mut self, expression: &Expression) {
        let Expression::Call(parts) = expression else { return };
        let [Expression::Name(function), Expression::Text(key), value] = parts.as_slice() else { return };
        if let Some(of) = function.strip_suffix(".Set") {
            let value = self.value(value);
            self.variables.insert(stored(of, key), value);
        }
    }
}

/// Whether nodes return something.
fn returns(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Output(Expression::Call(parts)) => {
            matches!(parts.first(), Some(Expression::Name(name)) if name == "return")
        }
        Node::If(branches) => branches.iter().any(|(_, body)| returns(body)),
        Node::Range(Loop { body, .. }) | Node::With(_, body) => returns(body),
        Node::Text(_) | Node::Output(_) | Node::Assign(..) => false,
    })
}
