//! The keys of `feedwright.toml` and of metadata as data in, JSON Schemas (2020-12) out, with which editors complete and
//! check them. It reads neither: `config` and `metadata` do, and a test holds the keys and types here against theirs.

mod article;
mod configuration;
mod key;
mod podcast;

use serde_json::{Value, json};

use crate::diagnostic::Code;

/// The schema of `feedwright.toml`, which may name these codes.
#[must_use]
pub(crate) fn configuration(codes: &[&Code]) -> Value {
    let element = key::table(configuration::ELEMENT, codes);
    let mut schema = document("Configuration of Feedwright", key::table(configuration::KEYS, codes));
    schema["$defs"] = json!({ configuration::ELEMENT_NAME: element });
    schema
}

/// The schema of an article's metadata.
#[must_use]
pub(crate) fn article() -> Value {
    let keys: Vec<_> = article::KEYS.iter().copied().chain(article::withholding()).collect();
    document("Metadata of an article for Feedwright", key::table(&keys, &[]))
}

fn document(title: &str, mut schema: Value) -> Value {
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = title.into();
    schema
}
