//! The key of a table in, and what stands in its place; the table that may be meant, as help shows it, out.

use super::{Syntax, Value, quoted};

/// Keys whose values are tables, with keys and values in them. What was written instead is probably meant as the first.
const TABLES: &[(&str, &[(&str, &str)])] = &[
    ("alternate", &[("src", "\"…\"")]),
    ("comments", &[("url", "\"https://…\"")]),
    ("episode", &[("number", "12")]),
    ("extra", &[("rating", "5")]),
    ("funding", &[("url", "\"https://…\""), ("text", "\"Support the show\"")]),
    ("owner", &[("email", "\"name@example.org\"")]),
    ("select", &[("section", "\"news\"")]),
    ("soundbite", &[("start", "73"), ("duration", "60")]),
    ("source", &[("name", "\"…\"")]),
    ("trailer", &[("src", "\"…\""), ("title", "\"…\""), ("date", "2026-04-01")]),
];

/// A key with a table, if an example of it is known.
pub(super) fn table(syntax: Syntax, key: &str, written: &Value<'_>) -> Option<String> {
    let (_, pairs) = TABLES.iter().find(|(known, _)| *known == key)?;
    let text = written.as_text().map(str::trim).filter(|text| !text.is_empty() && text.len() <= MAX);
    let is_number = |text: &str| text.parse::<u32>().is_ok();
    let number = written.scalar().filter(|text| is_number(text));
    let pairs = pairs.iter().enumerate().map(|(at, (key, example))| {
        let own = if example.starts_with('"') { text.map(quoted) } else { number.clone() };
        let value = own.filter(|_| at == 0).unwrap_or_else(|| (*example).to_owned());
        syntax.pair(key, &value)
    });
    Some(syntax.pair(key, &format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))))
}

/// The maximum length of a text that is repeated.
const MAX: usize = 80;
