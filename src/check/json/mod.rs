//! A JSON feed in, findings out, with one item in memory at a time.

mod grammar;
mod items;

use crate::check::codes::json;
use crate::check::scope::{Flavor, Scope};
use crate::source::json::{JsonKind, JsonNode, Key, Reading, Stop};
use crate::source::text::offset;

/// Reads and checks a JSON feed.
pub(super) fn check(file: &str, scope: &mut Scope<'_>) {
    scope.flavor = Flavor::Json;
    let mut reading = Reading::new(file);
    let mut keys = Vec::new();
    let read = feed(&mut reading, &mut keys, file, scope);
    scope.findings.mark_assigned();
    if let Err(stop) = read {
        if let Some(fault) = stop.fault(file) {
            json::fault(fault, file, &mut scope.findings);
        }
        return;
    }
    let start = offset(file.len() - file.trim_start().len());
    let feed = JsonNode { range: start..start + 1, kind: JsonKind::Object(keys) };
    grammar::check(&feed, "feed", file, scope);
    items::check_feed(&feed, file, scope);
}

/// Reads the object of a feed. Items are checked as they are read, and not kept.
fn feed(
    reading: &mut Reading<'_>,
    keys: &mut Vec<(Key, JsonNode)>,
    file: &str,
    scope: &mut Scope<'_>,
) -> Result<(), Stop> {
    reading.object(&mut |reading, key| {
        let is_items = key.name == "items" && reading.is_array()?;
        let value = if is_items { items(reading, file, scope)? } else { reading.value()? };
        keys.push((key, value));
        Ok(())
    })?;
    reading.finish()
}

fn items(reading: &mut Reading<'_>, file: &str, scope: &mut Scope<'_>) -> Result<JsonNode, Stop> {
    let start = reading.offset();
    reading.array(&mut |reading| {
        let item = reading.value()?;
        scope.findings.mark_assigned();
        scope.entry = Some(scope.facts.entries);
        grammar::check(&item, "item", file, scope);
        items::check(&item, file, scope);
        let index = scope.entry.take().unwrap_or_default();
        scope.findings.assign_entry(index, &item.range, grammar::parts(&item));
        if scope.findings.is_full() { Err(Stop::LimitReached) } else { Ok(()) }
    })?;
    Ok(JsonNode { range: start..reading.offset(), kind: JsonKind::Array(Vec::new()) })
}
