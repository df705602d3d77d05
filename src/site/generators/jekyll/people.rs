//! `_data/authors.*` in, the people that it describes out.

use serde_json::Value;

use crate::site::fields::{Node, Table, Value as Field};
use crate::site::generators::settings::{Settings, at, text};
use crate::site::rules::Project;

/// The people of a site, by the names that heads give them.
pub(super) fn of(project: Project<'_>) -> Vec<(String, Field<'static>)> {
    let data = Settings::read(project, ["_data/authors.yml", "_data/authors.yaml", "_data/authors.json"]);
    let person = |(key, about): (&String, &Value)| Some((key.clone(), person(about)?));
    data.entries(&[]).into_iter().filter_map(person).collect()
}

fn person(about: &Value) -> Option<Field<'static>> {
    let field = |text: String| Field { node: Node::Text(text.into()), span: 0..0 };
    let url = ["uri", "url", "web", "website"].iter().find_map(|key| text(about, &[key]));
    let known = [
        ("name", text(about, &["name"])),
        ("email", text(about, &["email"]).filter(|email| email.contains('@'))),
        ("url", url.filter(|url| url.starts_with("http"))),
    ];
    at(about, &["name"])?;
    let entries = known.into_iter().filter_map(|(key, value)| Some((key.into(), 0..0, field(value?))));
    Some(Field { node: Node::Table(Table { entries: entries.collect(), span: 0..0 }), span: 0..0 })
}
