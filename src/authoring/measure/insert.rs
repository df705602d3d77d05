//! Keys and a file in, the file with these keys in the table of a recording out. Everything else stays as it is, byte for
//! byte. Does not write the file.

use serde_json::{Map, Value as Json};

use crate::authoring::file_text::FileText;
use crate::authoring::quoted;
use crate::site::fields::{Node, Syntax, Table, Value};
use crate::site::heads::HeadForm;

/// The keys that lead to a list of recordings, and which of these is meant.
type Target<'k> = (&'k [&'k str], usize);

const UNSAFE: &str = "its metadata has a form that cannot be edited safely";

/// Adds keys to a recording in the metadata of a file, in its own syntax: in its head of that form, or anywhere in a TOML
/// file beside an article.
///
/// # Errors
/// The reason why it cannot be done safely: words that complete "…, so it was left as it is".
pub(super) fn keys(
    bytes: &[u8],
    head: Option<HeadForm>,
    target: Target<'_>,
    added: &Map<String, Json>,
) -> Result<Vec<u8>, &'static str> {
    let before = FileText::of(bytes)?;
    let (syntax, range) = before.metadata(head)?;
    let before = serde_json::to_value(before.table(syntax, range)?);
    let (bytes, missing) = replaced(bytes, head, target, added)?;
    let file = FileText::of(&bytes)?;
    let (syntax, range) = file.metadata(head)?;
    if matches!(syntax, Syntax::Lines | Syntax::Rst | Syntax::Org | Syntax::Html) {
        return Err("its metadata cannot contain a table");
    }
    let table = file.table(syntax, range)?;
    let recording = find(&table, target).ok_or(UNSAFE)?;
    let edited = match &recording.node {
        Node::Text(src) | Node::Plain(src) => {
            let members = [syntax.pair("src", &quoted(src)), pairs(syntax, &missing).join(", ")].join(", ");
            file.replaced(recording.span.clone(), &format!("{{ {members} }}"))
        }
        Node::Table(members) => with_members(&file, syntax, members, &pairs(syntax, &missing)),
        Node::Integer(_)
        | Node::Float(_)
        | Node::Boolean(_)
        | Node::Datetime(_)
        | Node::List(_)
        | Node::Computed(_) => None,
    };
    let edited = if missing.is_empty() { bytes.clone() } else { edited.ok_or(UNSAFE)? };
    // Verifies that the metadata differs only by the keys.
    let after = FileText::of(&edited)?;
    let (_, range) = after.metadata(head)?;
    let expected = with(before, target, added).ok_or(UNSAFE)?;
    let found = serde_json::to_value(after.table(syntax, range)?).map_err(|_| UNSAFE)?;
    if as_texts(found) == as_texts(expected) { Ok(edited) } else { Err(UNSAFE) }
}

/// Replaces the values of keys that are there, such as a size of 0. Returns the others, too.
fn replaced(
    bytes: &[u8],
    head: Option<HeadForm>,
    target: Target<'_>,
    added: &Map<String, Json>,
) -> Result<(Vec<u8>, Map<String, Json>), &'static str> {
    let (mut edited, mut missing) = (bytes.to_vec(), Map::new());
    for (key, value) in added {
        let file = FileText::of(&edited)?;
        let (syntax, range) = file.metadata(head)?;
        let table = file.table(syntax, range)?;
        let members = find(&table, target).and_then(Value::as_table);
        match members.and_then(|members| members.get(key)) {
            Some(before) => edited = file.replaced(before.span.clone(), &written(value)).ok_or(UNSAFE)?,
            None => _ = missing.insert(key.clone(), value.clone()),
        }
    }
    Ok((edited, missing))
}

fn written(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), quoted)
}

fn find<'t, 'a>(table: &'t Table<'a>, (path, at): Target<'_>) -> Option<&'t Value<'a>> {
    let (last, above) = path.split_last()?;
    let table = above.iter().try_fold(table, |table, key| table.get(key)?.as_table())?;
    table.get(last)?.items().get(at)
}

fn pairs(syntax: Syntax, added: &Map<String, Json>) -> Vec<String> {
    added.iter().map(|(key, value)| syntax.pair(key, &written(value))).collect()
}

/// Adds members to a table: in braces behind the last one, else on lines of their own behind that of the file.
fn with_members(
    file: &FileText<'_>,
    syntax: Syntax,
    members: &Table<'_>,
    pairs: &[String],
) -> Option<Vec<u8>> {
    let (_, key, value) = members.entries.iter().find(|(key, ..)| key == "src")?;
    let before = file.before_on_line(key.start);
    let is_in_braces = matches!(syntax, Syntax::Json | Syntax::JsonMembers) || before.contains('{');
    if is_in_braces {
        let end = members.entries.iter().map(|(_, _, value)| value.span.end).max()?;
        return file.replaced(end..end, &format!(", {}", pairs.join(", ")));
    }
    // A dash of YAML is not a part of the other keys.
    let indent: String = before.chars().map(|before| if before == '\t' { '\t' } else { ' ' }).collect();
    let lines: Vec<_> = pairs.iter().map(|pair| format!("{indent}{pair}")).collect();
    let at = file.next_line(value.span.end);
    Some(file.insert(at, lines.join(file.line_end(at))).bytes)
}

/// The metadata with the keys in it.
fn with(table: serde_json::Result<Json>, (path, at): Target<'_>, added: &Map<String, Json>) -> Option<Json> {
    let mut table = table.ok()?;
    let recording = path.iter().try_fold(&mut table, |value, key| value.get_mut(key))?;
    let recording = if recording.is_array() { recording.get_mut(at)? } else { recording };
    if recording.is_string() {
        let src = recording.take();
        *recording = Json::Object(Map::from_iter([("src".to_owned(), src)]));
    }
    recording.as_object_mut()?.extend(added.clone());
    Some(table)
}

/// The same with numbers as texts, as YAML has them.
fn as_texts(value: Json) -> Json {
    match value {
        Json::Number(number) => Json::String(number.to_string()),
        Json::Array(values) => values.into_iter().map(as_texts).collect(),
        Json::Object(members) => members.into_iter().map(|(key, value)| (key, as_texts(value))).collect(),
        Json::Null | Json::Bool(_) | Json::String(_) => value,
    }
}
