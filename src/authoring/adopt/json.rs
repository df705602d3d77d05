//! The lines of a Markdown file in; the JSON object at its beginning out, as in Hugo, with each key as a line of TOML.
//! Any other head is left to other modules.

use serde_json::{Deserializer, Map, Value};

use super::Certainty;
use super::head::MetadataLine;
use super::lines::Line;
use super::unfenced::{self, UnfencedHead};
use crate::authoring::quoted;
use crate::site::files::HEAD_LIMIT;

const FROM: &str = "from the JSON at its head";

/// Keys with dates.
const DATES: &[&str] = &["date", "updated", "lastmod", "publishDate", "expiryDate"];

/// The head of a file, if it is one object with nothing after it on its last line.
pub(super) fn read(lines: &[Line<'_>]) -> Option<UnfencedHead> {
    // Lines beyond the size limit of a head are not read; an object that goes on there has no end.
    let mut length = 0;
    let head = lines.iter().take_while(|line| {
        let begins_within = length <= HEAD_LIMIT;
        length += line.raw.len();
        begins_within && line.raw.len() <= HEAD_LIMIT
    });
    let text: String = head.map(|line| line.raw).collect();
    if !text.trim_start().starts_with('{') {
        return None;
    }
    let mut objects = Deserializer::from_str(&text).into_iter::<Map<String, Value>>();
    let object = objects.next()?.ok()?;
    let end = objects.byte_offset();
    let mut starts = lines.iter().scan(0, |at, line| {
        let start = *at;
        *at += line.raw.len();
        Some(start)
    });
    let count = starts.position(|start| start >= end).unwrap_or(lines.len());
    let stop: usize = lines.iter().take(count).map(|line| line.raw.len()).sum();
    let is_alone = text.get(end..stop).is_some_and(|rest| rest.trim().is_empty());
    // Any other object is the content of the article.
    let is_head = ["title", "date"].iter().any(|key| object.contains_key(*key)) && stop <= HEAD_LIMIT;
    let entries = object.iter().filter_map(|(key, value)| entry(key, value)).collect();
    (is_alone && is_head).then(|| UnfencedHead { entries, lines: (1..=count).collect() })
}

fn entry(key: &str, value: &Value) -> Option<MetadataLine> {
    match value.as_str().filter(|_| DATES.contains(&key)) {
        Some(date) => Some(unfenced::date(key, date, FROM)),
        None => Some(MetadataLine::known(&name(key), toml(value)?, FROM, Certainty::Sure)),
    }
}

fn name(key: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !key.is_empty() && key.chars().all(is_bare) { key.to_owned() } else { quoted(key) }
}

/// A value on one line. TOML has no `null`.
fn toml(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(boolean) => boolean.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => quoted(text),
        Value::Array(values) => {
            format!("[{}]", values.iter().filter_map(toml).collect::<Vec<_>>().join(", "))
        }
        Value::Object(table) => {
            let pairs =
                table.iter().filter_map(|(key, value)| Some(format!("{} = {}", name(key), toml(value)?)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
    })
}
