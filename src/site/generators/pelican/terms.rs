//! The pages of tags, categories and authors, from `TAG_URL`, `CATEGORY_URL` and `AUTHOR_URL`.

use std::sync::Arc;

use serde_json::Value;

use super::slugs::Slugs;
use crate::site::feed_config::Each;
use crate::site::function::Function;
use crate::site::generators::settings::Settings;
use crate::site::rules::TermPages;

/// The pages of tags, categories and authors, whose slugs these are.
pub(super) fn pages(settings: &Settings, [tags, categories, authors]: [Slugs; 3]) -> Vec<TermPages> {
    let kinds = [
        (Each::Tag, "TAG", ("tag", "tags"), tags),
        (Each::Category, "CATEGORY", ("category", "categories"), categories),
        (Each::Author, "AUTHOR", ("author", "authors"), authors),
    ];
    let pages = kinds.into_iter().filter_map(|(each, key, (folder, list), slugs)| {
        let default = format!("{folder}/{{slug}}.html");
        let setting = |end: &str, default: &str| setting(settings, &format!("{key}_{end}"), default);
        // Without a file there is no page.
        setting("SAVE_AS", &default)?;
        let page = setting("URL", &default)?.replace("{slug}", &each.placeholder());
        let has_others = page.replace(&each.placeholder(), "").contains(['{', '}']);
        (page.contains(&each.placeholder()) && !has_others).then(|| TermPages {
            taxonomy: self::list(settings, list),
            slug: Some(Function::new(Arc::new(move |term: &str| slugs.slug(term)))),
            ..TermPages::new(each, &page)
        })
    });
    pages.collect()
}

/// The page of all tags, or of all categories; empty if there is none.
fn list(settings: &Settings, name: &str) -> String {
    let templates = settings.get(&["DIRECT_TEMPLATES"]).map(|(value, _)| super::list(value));
    let is_made = templates.is_none_or(|templates| templates.iter().any(|template| template == name));
    let file = setting(settings, &format!("{}_SAVE_AS", name.to_uppercase()), &format!("{name}.html"));
    let url = || setting(settings, &format!("{}_URL", name.to_uppercase()), file.as_deref()?);
    url().filter(|_| is_made).unwrap_or_default()
}

/// A text, unless it is empty or `None`.
fn setting(settings: &Settings, key: &str, default: &str) -> Option<String> {
    let text = match settings.get(&[key]) {
        Some((Value::Null, _)) => None,
        Some((value, _)) => value.as_str(),
        None => Some(default),
    };
    text.map(|text| text.trim_start_matches('/').to_owned()).filter(|text| !text.is_empty())
}
