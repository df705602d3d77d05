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
                Node::Output(expression) => {
                    if let Some((_, _, key, _)) = change(expression) {
                        self.forget_stored(key);
                    }
                }
                Node::Text(_) => {}
            }
        }
    }

    /// Forgets what nodes store.
    pub(super) fn forget_stores(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Output(_) => self.forget(std::slice::from_ref(node)),
                Node::If(branches) => branches.iter().for_each(|(_, body)| self.forget_stores(body)),
                Node::Range(Loop { body, .. }) | Node::With(_, body) => self.forget_stores(body),
                Node::Text(_) | Node::Assign(..) => {}
            }
        }
    }

    /// Forgets what is stored under a key, whatever it is stored in, or under all of them.
    fn forget_stored(&mut self, key: Option<&str>) {
        for (name, value) in &mut self.variables {
            let is_it = name.split_once(':').is_some_and(|(_, known)| key.is_none_or(|key| key == known));
            *value = if is_it { Value::Unknown } else { std::mem::replace(value, Value::Nil) };
        }
    }

    /// Takes a value that is stored under a key: `.Scratch.Set "key" value`.
    pub(super) fn store(&mut self, expression: &Expression) {
        let Some((of, method, key, value)) = change(expression) else { return };
        let value = value.filter(|_| method == "Set").map(|value| self.value(value));
        // The same store may have several names.
        self.forget_stored(key);
        if let (Some(key), Some(value)) = (key, value) {
            self.variables.insert(stored(&self.holder(of), key), value);
        }
    }

    /// The name of what values are stored in, which is that of the page where `.` is that.
    pub(super) fn holder(&self, of: &str) -> String {
        if of.starts_with('.') && self.dot == Value::Page { format!("${of}") } else { of.to_owned() }
    }
}

/// The methods that change what is stored.
const CHANGES: &[&str] = &["Add", "Delete", "DeleteInMap", "Set", "SetInMap"];

/// A change of what is stored: in what, by which method, under which key, and the value. The key may be computed.
pub(super) fn change(expression: &Expression) -> Option<(&str, &str, Option<&str>, Option<&Expression>)> {
    let Expression::Call(parts) = expression else { return None };
    let (Expression::Name(function), arguments) = parts.split_first()? else { return None };
    let (of, method) = function.rsplit_once('.').filter(|(_, method)| CHANGES.contains(method))?;
    let key = if let Some(Expression::Text(key)) = arguments.first() { Some(key.as_str()) } else { None };
    Some((of, method, key, arguments.get(1)))
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
