//! The pages of tags and categories, which hexo-generator-tag and hexo-generator-category make.

use std::sync::Arc;

use super::pages::texts;
use super::slug::{Case, slugized};
use crate::site::feed_config::Each;
use crate::site::function::Function;
use crate::site::generators::settings::Settings;
use crate::site::rules::{Project, TermPages};

/// The pages of the terms that have pages on the site.
pub(super) fn pages(project: Project<'_>, settings: &Settings) -> Vec<TermPages> {
    let packages = project.text("package.json").unwrap_or_default();
    let kinds = [(Each::Tag, "tags"), (Each::Category, "categories")].into_iter();
    let made = kinds.filter(|(each, _)| packages.contains(&format!("\"hexo-generator-{}\"", each.as_str())));
    let pages = made.map(|(each, default)| {
        let name = each.as_str();
        let dir = settings.text(&[&format!("{name}_dir")]).map_or(default.to_owned(), |dir| dir.value);
        let (mapped, case) = (texts(settings, &format!("{name}_map")), Case::of(settings));
        TermPages {
            slug: Some(Function::new(Arc::new(move |term: &str| {
                slugized(mapped.get(term).map_or(term, String::as_str), case)
            }))),
            // A post's second category is inside the first one.
            are_nested: each == Each::Category,
            ..TermPages::new(each, &format!("{}/{}/", dir.trim_matches('/'), each.placeholder()))
        }
    });
    pages.collect()
}
