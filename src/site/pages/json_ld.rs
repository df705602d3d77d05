//! The JSON-LD of a page in, what it says about an article out.

use serde_json::{Map, Value};

use crate::site::rules::without_tags;
use crate::source::html::PageHead;

/// The types of articles, at the end of their names: `BlogPosting`, `NewsArticle`.
const ARTICLES: &[&str] = &["Article", "BlogPosting", "PodcastEpisode"];

/// An object of JSON-LD.
pub(super) type Object = Map<String, Value>;

/// The objects that the head of a page contains.
#[derive(Clone, Debug, Default)]
pub(super) struct JsonLd(Vec<Object>);

impl JsonLd {
    /// The objects in all scripts of a head, and in the graphs that they contain.
    pub(super) fn of(head: &PageHead) -> JsonLd {
        let mut objects = Vec::new();
        let values = head.json_ld.iter().filter_map(|text| serde_json::from_str(text).ok());
        values.for_each(|value| flatten(value, &mut objects));
        JsonLd(objects)
    }

    /// All objects.
    pub(super) fn objects(&self) -> &[Object] {
        &self.0
    }

    /// Whether one of the objects is an article.
    pub(super) fn has_article(&self) -> bool {
        self.0.iter().any(is_article)
    }

    /// The one article with a date; of several, the one whose address is one of these.
    pub(super) fn article(&self, addresses: &[&str]) -> Option<&Object> {
        let is_dated = |object: &&Object| is_article(object) && object.contains_key("datePublished");
        let dated: Vec<_> = self.0.iter().filter(is_dated).collect();
        match dated.as_slice() {
            [only] => Some(only),
            several => several.iter().copied().find(|object| {
                let is_it = |text: String| addresses.contains(&text.split('#').next().unwrap_or_default());
                ["url", "@id", "mainEntityOfPage"].iter().any(|key| text(object, key).is_some_and(is_it))
            }),
        }
    }

    /// The values of a key: a list of them, or one, each as the object that it refers to.
    pub(super) fn values<'v>(&'v self, object: &'v Object, key: &str) -> Vec<&'v Value> {
        let values = match object.get(key) {
            Some(Value::Array(values)) => values.iter().collect(),
            Some(value) => vec![value],
            None => Vec::new(),
        };
        values.into_iter().map(|value| self.target(value)).collect()
    }

    fn target<'v>(&'v self, value: &'v Value) -> &'v Value {
        let id = value.as_object().filter(|object| object.len() == 1).and_then(|object| object.get("@id"));
        let graph = self.0.iter().find(|object| id.is_some() && object.get("@id") == id && object.len() > 1);
        // The name or the address is all that is asked of them.
        graph.and_then(|object| object.get("name").or_else(|| object.get("url"))).unwrap_or(value)
    }
}

/// The text of a key: its own, or the name, address or value of the object there.
pub(super) fn text(object: &Object, key: &str) -> Option<String> {
    object.get(key).and_then(value_text)
}

/// The text of a value; of an object, its name, address or value.
pub(super) fn value_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            // Some programs escape it as HTML.
            let plain =
                if text.contains('&') && text.contains(';') { without_tags(text) } else { text.clone() };
            Some(plain.trim().to_owned()).filter(|text| !text.is_empty())
        }
        Value::Object(object) => ["name", "url", "contentUrl", "@value", "@id"]
            .iter()
            .find_map(|key| value_text(object.get(*key)?)),
        Value::Array(values) => values.first().and_then(value_text),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

fn flatten(value: Value, objects: &mut Vec<Object>) {
    match value {
        Value::Object(mut object) => {
            if let Some(graph) = object.remove("@graph") {
                flatten(graph, objects);
            }
            objects.push(object);
        }
        Value::Array(values) => values.into_iter().for_each(|value| flatten(value, objects)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is_article(object: &Object) -> bool {
    let is_one =
        |kind: &Value| kind.as_str().is_some_and(|kind| ARTICLES.iter().any(|known| kind.ends_with(known)));
    object.get("@type").is_some_and(|kind| match kind.as_array() {
        Some(kinds) => kinds.iter().any(is_one),
        None => is_one(kind),
    })
}
