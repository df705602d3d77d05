//! JSON Feed: one item in memory at a time.

mod grammar;
mod items;
mod tree;

use jiter::Peek;

use crate::check::scope::{Flavor, Scope};
use crate::check::xml::text::Entities;

use tree::{JsonKind, Node, Reading, Stop};

/// The state that findings need besides the tree.
pub(super) struct Page<'t> {
    text: &'t str,
    entities: Entities,
}

/// Reads and checks a JSON feed.
pub(super) fn check(text: &str, scope: &mut Scope<'_>) {
    scope.flavor = Flavor::Json;
    let page = Page { text, entities: Entities::default() };
    let mut reading = Reading::new(text);
    let mut keys = Vec::new();
    let read = feed(&mut reading, &mut keys, &page, scope);
    scope.findings.pass();
    if let Err(stop) = read {
        stop.note(text, scope);
        return;
    }
    let range = tree::offset(text.len() - text.trim_start().len());
    let feed = Node { range: range..range + 1, kind: JsonKind::Object(keys) };
    grammar::check(&feed, "feed", &page, scope);
    items::check_feed(&feed, &page, scope);
}

/// The object of a feed: every key except the items, which are checked as they are read.
fn feed(
    reading: &mut Reading<'_>,
    keys: &mut Vec<(tree::Key, Node)>,
    page: &Page<'_>,
    scope: &mut Scope<'_>,
) -> Result<(), Stop> {
    reading.object(&mut |reading, key| {
        let is_items = key.name == "items" && reading.peek()? == Peek::Array;
        let value = if is_items { items(reading, page, scope)? } else { reading.value(1)? };
        keys.push((key, value));
        Ok(())
    })?;
    reading.finish()
}

fn items(reading: &mut Reading<'_>, page: &Page<'_>, scope: &mut Scope<'_>) -> Result<Node, Stop> {
    let start = reading.offset();
    reading.array(&mut |reading| {
        let item = reading.value(2)?;
        scope.findings.pass();
        scope.entry = Some(scope.facts.entries);
        grammar::check(&item, "item", page, scope);
        items::check(&item, page, scope);
        let index = scope.entry.take().unwrap_or_default();
        scope.findings.name(index, item.parts());
        if scope.findings.is_full() { Err(Stop::Full) } else { Ok(()) }
    })?;
    Ok(Node { range: start..reading.offset(), kind: JsonKind::Array(Vec::new()) })
}
