//! The files that describe folders, such as `_index.md`: their heads.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::settings::{node, parse};
use crate::site::fields::{self, Node, Syntax};
use crate::site::file_name::{dir, name};
use crate::site::heads::{HeadForm, HeadRange, head_range};
use crate::site::rules::Project;
use crate::site::source_text::SourceText;

/// What the files that describe folders say, by folder and by what their names have between stem and extension: the
/// language, or nothing.
pub(super) type Folders = BTreeMap<(String, String), Value>;

/// Reads the files of these stems below a folder, out of its `files`.
pub(super) fn folders(project: Project<'_>, content: &str, files: &[String], stem: &str) -> Folders {
    let described = files.iter().filter_map(|file| {
        let between = name(file).strip_prefix(stem)?.strip_suffix(".md")?;
        let language = between.strip_prefix('.').unwrap_or(between);
        (between.is_empty() || between.starts_with('.')).then_some((file, language))
    });
    described
        .filter_map(|(file, language)| {
            let text = project.text(&format!("{content}/{file}"))?;
            Some(((dir(file).to_owned(), language.to_owned()), head(&text)))
        })
        .collect()
}

/// The head of a text, as far as it can be read.
pub(super) fn head(text: &str) -> Value {
    let found = head_range(text, HeadForm::FencesOrJson);
    let HeadRange::Closed { syntax, metadata, .. } = found else { return Value::Null };
    let extension = match syntax {
        Syntax::JavaScript | Syntax::Variables => {
            let text = SourceText { file: Path::new(""), text };
            return node(&Node::Table(fields::javascript(text, metadata)));
        }
        Syntax::Toml => "head.toml",
        Syntax::Yaml => "head.yaml",
        Syntax::Json | Syntax::JsonMembers | Syntax::Lines | Syntax::Rst | Syntax::Org | Syntax::Html => {
            "head.json"
        }
    };
    parse(extension, text.get(metadata).unwrap_or_default()).unwrap_or_else(|partial| partial.value)
}
