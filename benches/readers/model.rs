//! What a parser is to read in a document, out of the JSON feed of the whole site, and when two values are the same.

use std::collections::BTreeMap;

use dom_query::Document as Html;
use serde_json::{Value, json};

use crate::documents::Document;

/// The entries of a site by their ids.
pub(crate) struct Model(BTreeMap<String, Value>);

impl Model {
    /// Reads the JSON feed that has every entry.
    pub(crate) fn of(feed: &Value) -> Model {
        let items = feed["items"].as_array().unwrap().iter();
        Model(items.map(|item| (item["id"].as_str().unwrap().to_owned(), entry(item))).collect())
    }

    /// An entry as a document has it: Atom has a title for those that have none.
    pub(crate) fn entry(&self, id: &str, title: Option<&str>, document: &Document) -> Value {
        let mut entry = self.0.get(id).cloned().unwrap();
        if document.format == "atom" && entry["title"].is_null() {
            entry["title"] = json!(title);
        }
        entry
    }
}

fn entry(item: &Value) -> Value {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let names: Vec<_> = list(&item["authors"]).iter().map(|author| author["name"].clone()).collect();
    let file = |file: &Value| json!({ "url": file["url"], "type": file["mime_type"], "size": file["size_in_bytes"] });
    let files: Vec<_> = list(&item["attachments"]).iter().map(file).collect();
    json!({
        "id": item["id"],
        "title": item["title"],
        "link": item["url"],
        "published": item["date_published"],
        "author": names.first(),
        "authors": names,
        "tags": item["tags"],
        "summary": item["summary"],
        "content": item["content_html"],
        "enclosures": files,
    })
}

/// A value as it is compared: nothing is like an empty value, HTML like other HTML of the same tree.
pub(crate) fn normal(key: &str, format: &str, value: &Value) -> String {
    let Some(text) = value.as_str() else {
        let is_nothing = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        return if is_nothing { String::new() } else { value.to_string() };
    };
    match (key, format) {
        ("content", _) => Html::fragment(text.trim()).html().to_string(),
        // In RSS, a summary is HTML.
        ("summary", "rss") => Html::fragment(text).text().trim().to_owned(),
        _ => text.trim().to_owned(),
    }
}

/// HTML or text whose character references were read once too often.
pub(crate) fn decoded(text: &str) -> String {
    Html::fragment(text.replace('<', "&lt;")).text().to_string()
}

/// The text of a model's summary in a format, as a parser returns it.
pub(crate) fn in_format(key: &str, format: &str, value: &Value) -> Value {
    match value.as_str() {
        Some(text) if key == "summary" && format == "rss" => json!(escaped(text)),
        Some(_) | None => value.clone(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
