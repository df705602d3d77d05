//! The pages of a blog's tags.

use std::sync::Arc;

use serde_json::Value as Json;

use super::super::javascript;
use super::super::paths::plain;
use super::super::settings::{Settings, text};
use super::blog::Blog;
use crate::diagnostic::Diagnostic;
use crate::feed::Language;
use crate::site::feed_config::Each;
use crate::site::fields::{Node, Value};
use crate::site::file_name::join;
use crate::site::function::Function;
use crate::site::rules::{Project, TermPages};

/// The pages of tags in each language. Tags in a file of their own may have any address.
pub(super) fn pages(project: Project<'_>, blogs: &[Blog]) -> Vec<TermPages> {
    // Each of several blogs has its own.
    let [blog] = blogs else { return Vec::new() };
    if project.text(&file(blog)).is_some() {
        return Vec::new();
    }
    let others = blog.locales.iter().filter_map(|locale| locale.language.as_ref());
    others.map(Some).chain([None]).map(|language| of(blog, language)).collect()
}

/// The file that defines tags.
fn file(blog: &Blog) -> String {
    let file = javascript::literal(&blog.options, "tags");
    join(&blog.dir, file.as_deref().unwrap_or("tags.yml"))
}

/// The labels of the tags that are defined.
pub(super) fn labels(
    project: Project<'_>,
    blog: &Blog,
    found: &mut Vec<Diagnostic>,
) -> Vec<(String, Value<'static>)> {
    let settings = Settings::read(project, [file(blog).as_str()]);
    found.extend(settings.found.iter().cloned());
    let label = |(key, value): (&String, &Json)| {
        let label = text(value, &["label"])?;
        Some((key.clone(), Value { node: Node::Text(label.into()), span: 0..0 }))
    };
    settings.entries(&[]).into_iter().filter_map(label).collect()
}

/// The pages in a language; in that of the site if there is none.
fn of(blog: &Blog, language: Option<&Language>) -> TermPages {
    let folder = javascript::literal(&blog.options, "tagsBasePath").map(|path| plain(&path));
    let list = join(&blog.path(language), folder.as_deref().unwrap_or("tags"));
    TermPages {
        language: language.cloned(),
        taxonomy: blog.address(&list),
        slug: Some(Function::new(Arc::new(kebab))),
        ..TermPages::new(Each::Tag, &blog.address(&join(&list, &Each::Tag.placeholder())))
    }
}

/// The words of a tag in lower case, with hyphens between them, as lodash's `kebabCase` makes them. Empty for tags whose
/// words are divided by more than ASCII letters and digits.
fn kebab(tag: &str) -> String {
    let tag = tag.replace(['\'', '\u{2019}'], "");
    let letters: Vec<char> = tag.chars().collect();
    let mut slug = String::new();
    for (at, &c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied().unwrap_or(' ');
        let is_ordinal = before.is_ascii_digit() && c.is_ascii_alphabetic();
        if !c.is_ascii() || is_ordinal {
            return String::new();
        }
        if !c.is_ascii_alphanumeric() {
            continue;
        }
        let ends_capitals = before.is_ascii_uppercase()
            && c.is_ascii_uppercase()
            && letters.get(at + 1).is_some_and(char::is_ascii_lowercase);
        let begins = !before.is_ascii_alphanumeric()
            || before.is_ascii_lowercase() && c.is_ascii_uppercase()
            || before.is_ascii_alphabetic() && c.is_ascii_digit()
            || ends_capitals;
        if begins && !slug.is_empty() {
            slug.push('-');
        }
        slug.push(c.to_ascii_lowercase());
    }
    slug
}
