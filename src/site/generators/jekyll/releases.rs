//! The settings of a Jekyll site by which it publishes what articles withhold.

use std::sync::Arc;

use crate::site::fields::Value;
use crate::site::function::Function;
use crate::site::generators::settings::Settings;
use crate::site::rules::{ArticlePredicate, PageParts, Project, Release, Released};

/// What the settings publish, besides the future.
pub(super) fn conditions() -> [Function<ArticlePredicate>; 2] {
    [Function::new(Arc::new(is_unpublished)), Function::new(Arc::new(is_draft))]
}

fn is_unpublished(parts: &PageParts<'_>) -> bool {
    parts.head.get("published").and_then(Value::truth) == Some(false)
}

fn is_draft(parts: &PageParts<'_>) -> bool {
    parts.path.split('/').any(|folder| folder == "_drafts")
}

/// The settings that are on. The conditions above have the numbers from `first` on.
pub(super) fn all(project: Project<'_>, settings: &Settings, first: usize) -> Vec<Release> {
    let that = |at: usize| u8::try_from(first + at).ok().map(Released::That);
    let known = [
        ("unpublished", that(0), "articles with `published: false`"),
        ("show_drafts", that(1), "drafts"),
        ("future", Some(Released::Future), "articles with a date in the future"),
    ];
    let release = |(setting, released, words): (&'static str, Option<Released>, &'static str)| {
        let on = settings.text(&[setting]).filter(|_| settings.is_true(&[setting]))?;
        Some(Release { setting, place: project.place(&on.from), released: released?, words })
    };
    known.into_iter().filter_map(release).collect()
}
