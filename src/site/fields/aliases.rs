//! Anchors and aliases of YAML: a value that is written once and used again. Aliases may not make more of a head than a
//! head may be.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Entry, Node, Table, Value};
use crate::source::bounds::HEAD;

/// What a value counts besides its text.
const NODE: usize = 16;

/// The values with an anchor, and what their aliases may still add.
pub(super) struct Anchors<'a> {
    values: BTreeMap<usize, (Value<'a>, usize)>,
    left: usize,
}

impl Default for Anchors<'_> {
    fn default() -> Self {
        Anchors { values: BTreeMap::new(), left: HEAD }
    }
}

impl<'a> Anchors<'a> {
    /// Adds a complete value, if it has an anchor.
    pub(super) fn add(&mut self, anchor: usize, value: &Value<'a>) {
        if anchor != 0 {
            self.values.insert(anchor, (value.clone(), cost(value)));
        }
    }

    /// The value of an alias at `span`.
    ///
    /// # Errors
    /// What metadata cannot contain: an alias within its own value, or too many.
    pub(super) fn value(&mut self, anchor: usize, span: &Range<usize>) -> Result<Value<'a>, &'static str> {
        let (value, cost) = self.values.get(&anchor).ok_or("an alias within its own value")?;
        self.left = self.left.checked_sub(*cost).ok_or("so many aliases")?;
        Ok(Value { node: value.node.clone(), span: span.clone() })
    }
}

fn cost(value: &Value<'_>) -> usize {
    let inside = match &value.node {
        Node::Text(text) | Node::Plain(text) | Node::Computed(text) => text.len(),
        Node::List(values) => values.iter().map(cost).sum(),
        Node::Table(table) => table.entries.iter().map(|(key, _, value)| key.len() + cost(value)).sum(),
        Node::Integer(_) | Node::Float(_) | Node::Boolean(_) | Node::Datetime(_) => 0,
    };
    NODE + inside
}

/// A table with the entries of the tables that its merge key `<<` names, for keys that it lacks.
pub(super) fn merged(mut table: Table<'_>) -> Table<'_> {
    let Some((at, _)) = table.entry("<<") else { return table };
    let (_, _, value) = table.entries.remove(at);
    let sources = if let Node::List(values) = value.node { values } else { vec![value] };
    for source in sources {
        let Node::Table(source) = source.node else { continue };
        let lacking = |(key, ..): &Entry<'_>| table.get(key).is_none();
        let lacking: Vec<_> = source.entries.into_iter().filter(lacking).collect();
        table.entries.extend(lacking);
    }
    table
}
