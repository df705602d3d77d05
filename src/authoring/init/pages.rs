//! Articles in, findings about those whose URL differs in the generator out. Changes nothing.

use std::collections::BTreeMap;
use std::path::Path;

use super::naming::Name;
use super::{Facts, Generator};
use crate::authoring::{FOREIGN_DATE, HIDDEN_ARTICLE, OTHER_PAGE};
use crate::diagnostic::{Diagnostic, Place};
use crate::site::article::Article;
use crate::site::config::Site;
use crate::site::fields::{self, Value};
use crate::site::file_name::{self, FileName};
use crate::site::files::{Fence, FenceKind, Source, SourceText, fence};

/// Keys with dates in other generators.
const DATES: &[&str] =
    &["pubDate", "pubdate", "publishDate", "pubDatetime", "published", "publishedAt", "created", "Date"];

/// Reports articles with another URL or no page in the generator, and files with dates that Feedwright does not read.
/// `head` returns the head of a source's file.
#[must_use]
pub(crate) fn pages(
    facts: &Facts,
    generator: &Generator,
    articles: &[Article],
    undated: &[&Source],
    head: &dyn Fn(&Source) -> Option<String>,
    site: &Site,
) -> Vec<Diagnostic> {
    let keys = |source: &Source| head(source).map(|head| keys(&head)).unwrap_or_default();
    let findings = articles.iter().filter_map(|article| {
        let keys = keys(&article.source);
        hidden(generator, article, &keys)
            .or_else(|| moved(facts, generator, article, &keys, &FileName::of(&article.source, site)))
    });
    let undated = undated.iter().filter_map(|source| {
        let keys = keys(source);
        let key = DATES.iter().find(|date| keys.contains_key(**date))?;
        let message = format!("the date is in `{key}`, but Feedwright reads `date`");
        let help = "add the same date as `date`, in a form such as 2026-04-01";
        Some(Diagnostic::new(&FOREIGN_DATE, message).at(Place::file(&source.file())).help(help))
    });
    findings.chain(undated).collect()
}

fn hidden(generator: &Generator, article: &Article, keys: &Keys) -> Option<Diagnostic> {
    let (key, values) = generator.hidden_by?;
    let value = keys.get(key).filter(|value| values.contains(&value.to_lowercase().as_str()))?;
    let message = format!("{} does not publish this article, since its `{key}` is `{value}`", generator.name);
    let finding = Diagnostic::new(&HIDDEN_ARTICLE, message).at(Place::file(&article.source.file()));
    Some(finding.help("set `draft` to true in its metadata"))
}

fn moved(
    facts: &Facts,
    generator: &Generator,
    article: &Article,
    keys: &Keys,
    file: &FileName<'_>,
) -> Option<Diagnostic> {
    let UrlMismatch { why, slug } = url_mismatch(facts, article, keys, file)?;
    let message = format!("{} gives this article another URL: {why}", generator.name);
    let help = match slug.filter(|_| !facts.naming.slug_is_path) {
        Some(slug) => format!("set `slug` to `{slug}` in its metadata"),
        None => "set `url` to its path on the site in its metadata".to_owned(),
    };
    Some(Diagnostic::new(&OTHER_PAGE, message).at(Place::file(&article.source.file())).help(help))
}

/// The reason why the generator's page has another URL, and the slug that would give the same URL here.
struct UrlMismatch {
    why: String,
    slug: Option<String>,
}

fn url_mismatch(facts: &Facts, article: &Article, keys: &Keys, file: &FileName<'_>) -> Option<UrlMismatch> {
    // An inexact pattern has already been reported.
    let pattern = facts.permalink.exact()?;
    if article.places.get("url").is_some() || file.is_home() {
        return None;
    }
    let mismatch = |why: String| Some(UrlMismatch { why, slug: None });
    if let Some(key) = facts.naming.keys.iter().find(|key| keys.contains_key(**key)) {
        return mismatch(format!("`{key}` affects it"));
    }
    let folder = if file.is_index { "" } else { file_name::name(file.dir) };
    let theirs = (facts.naming.slug)(Name { folder, ..name(file.name, article.title.as_str()) });
    let has_slug = article.places.get("slug").is_some() && facts.naming.uses_slug_key;
    match theirs {
        None if !has_slug => return mismatch(format!("its slug for `{}` is unpredictable", file.name)),
        Some(theirs) if !has_slug && theirs != article.slug => {
            let why = format!("its slug is `{theirs}`, not `{}`", article.slug);
            return Some(UrlMismatch { why, slug: Some(theirs) });
        }
        None | Some(_) => {}
    }
    let uses_folders = ["{dir}", "{section}"].iter().any(|part| pattern.value.contains(part));
    let changes = |part: &&str| (facts.naming.slug)(name(part, part)).as_deref() != Some(part);
    let other = file.dir.split('/').filter(|part| uses_folders && !part.is_empty()).find(changes)?;
    mismatch(format!("it changes the folder name `{other}`"))
}

fn name<'n>(stem: &'n str, title: &'n str) -> Name<'n> {
    Name { stem, undated: file_name::words(stem), folder: "", title }
}

/// The keys of a head with their raw values.
type Keys = BTreeMap<String, String>;

fn keys(head: &str) -> Keys {
    let text = SourceText { file: Path::new(""), text: head };
    let table = match fence(head) {
        Fence::Closed { kind: FenceKind::Toml, metadata, .. } => fields::toml(text, metadata).0,
        Fence::Closed { kind: FenceKind::Yaml, metadata, .. } => fields::yaml(text, metadata).0,
        Fence::Open(_) | Fence::Absent => return Keys::new(),
    };
    let value = |value: &Value<'_>| {
        text.text.get(value.span.clone()).unwrap_or_default().trim_matches(['"', '\'']).to_owned()
    };
    table.entries.iter().map(|(key, _, entry)| (key.clone().into_owned(), value(entry))).collect()
}
