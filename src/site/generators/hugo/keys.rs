//! What the keys of heads mean to Hugo.

use std::borrow::Cow;

use super::dates::Dates;
use crate::site::fields::{Node, Value};
use crate::site::file_name::has_extension;
use crate::site::generators::settings::Settings;
use crate::site::rules::{KeyRules, Name, drafted, image, negated, nothing, people, truth, withholding_keys};

/// The keys whose meaning no setting changes. Those of ours that mean something else to Hugo or its themes mean nothing.
const NAMES: &[Name] = &[
    Name::new("title", "title", line),
    Name::new("id", "id", iri),
    Name::new("summary", "summary", line),
    Name::new("description", "summary", line),
    Name::new("translationkey", "translations", line),
    Name::new("authors", "authors", people),
    Name::new("author", "authors", people),
    Name::new("image", "image", picture),
    Name::new("images", "image", picture),
    Name::new("cover", "image", picture),
    Name::new("comments", "comments", nothing),
    Name::new("enclosure", "enclosure", nothing),
    Name::new("extra", "extra", nothing),
    Name::new("feed", "feed", truth),
    Name::new("language", "language", nothing),
    Name::new("rights", "rights", nothing),
    Name::new("source", "source", nothing),
    Name::new("translations", "translations", nothing),
];

/// Keys that decide about the page.
const OF_PAGES: &[&str] = &["build", "_build", "slug", "url"];

/// The extensions of pictures that a feed can show.
const PICTURES: &[&str] = &["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];

/// The rules of keys.
pub(super) fn rules(settings: &Settings, dates: &Dates) -> KeyRules {
    let drafts: &[Name] = if settings.is_true(&["buildDrafts"]) {
        &[Name::new("draft", "draft", nothing)]
    } else {
        &[Name::new("draft", "draft", drafted), Name::new("published", "draft", negated)]
    };
    let mut names = [NAMES, drafts].concat();
    names.extend(terms(settings));
    let shows_expired = settings.is_true(&["buildExpired"]);
    names.extend(dates.names().into_iter().filter(|name| name.ours != "expires" || !shows_expired));
    if shows_expired {
        names.push(Name::new("expires", "expires", nothing));
    }
    KeyRules {
        names: names.into(),
        ignores_case: true,
        decided: &["published"],
        // To templates, what is in `params` is the same as what is beside it.
        withholding_names: in_params().collect(),
        withholding: &["headless"],
        nothing_is_false: &["published"],
        is_open: true,
        ..KeyRules::default()
    }
}

/// Whether a key means something to us.
pub(super) fn is_known(rules: &KeyRules, key: &str) -> bool {
    let is_named = |name: &Name| name.theirs == key;
    OF_PAGES.contains(&key)
        || withholding_keys().any(|known| known == key)
        || rules.names.iter().any(is_named)
}

/// The keys in `params` that withhold an article. Those of Hugo itself mean nothing there.
fn in_params() -> impl Iterator<Item = (String, &'static str)> {
    let keys = withholding_keys().filter(|key| !["headless", "published"].contains(key));
    keys.map(|key| (format!("params.{key}"), key))
}

/// The names of the keys with tags and categories. Without `taxonomies`, there are these two.
fn terms(settings: &Settings) -> Vec<Name> {
    let name = |theirs: String, ours: &'static str| Name {
        theirs: Cow::Owned(theirs),
        ours: Cow::Borrowed(ours),
        read: texts,
    };
    [("tags", "tag"), ("categories", "category")]
        .into_iter()
        .map(|(ours, singular)| name(taxonomy(settings, singular).unwrap_or_else(|| ours.to_owned()), ours))
        .collect()
}

/// The plural of a taxonomy, which is its key and the folder of its pages. `None` if the site does not have it.
pub(super) fn taxonomy(settings: &Settings, singular: &str) -> Option<String> {
    let has_own = ["taxonomies", "indexes"].into_iter().find(|key| settings.get(&[key]).is_some());
    let Some(own) = has_own else {
        return Some(if singular == "tag" { "tags".to_owned() } else { "categories".to_owned() });
    };
    settings.text(&[own, singular]).map(|plural| plural.value.to_lowercase())
}

/// The plurals of the site's own taxonomies, which are keys of heads and folders of pages.
pub(super) fn own_taxonomies(settings: &Settings) -> Vec<String> {
    let has_own = ["taxonomies", "indexes"].into_iter().find(|key| settings.get(&[key]).is_some());
    let entries = has_own.map(|key| settings.entries(&[key])).unwrap_or_default().into_iter();
    let others = entries.filter(|(singular, _)| {
        !["tag", "category"].iter().any(|known| singular.eq_ignore_ascii_case(known))
    });
    let mut plurals: Vec<_> =
        others.filter_map(|(_, plural)| Some(plural.as_str()?.to_lowercase())).collect();
    plurals.sort();
    plurals.dedup();
    plurals.truncate(usize::from(u8::MAX));
    plurals
}

/// The keys with the weights of pages in feeds of terms: those of tags, of categories, and of the site's own taxonomies.
pub(super) fn term_weights(settings: &Settings) -> Vec<String> {
    let usual = ["tag", "category"].map(|singular| taxonomy(settings, singular).unwrap_or_default());
    usual.into_iter().chain(own_taxonomies(settings)).map(|plural| format!("{plural}_weight")).collect()
}

/// A single value as text.
fn line<'v>(value: &'v Value<'v>) -> Option<Value<'v>> {
    if value.as_text().is_some() {
        return Some(value.borrowed());
    }
    Some(Value { node: Node::Text(value.scalar()?.into()), span: value.span.clone() })
}

/// Single values as texts; one of them is a list of one.
fn texts<'v>(value: &'v Value<'v>) -> Option<Value<'v>> {
    if value.as_table().is_some() {
        return None;
    }
    let texts = value.items().iter().filter_map(line).collect();
    Some(Value { node: Node::List(texts), span: value.span.clone() })
}

/// An id as a feed has it. Others are the names of elements in pages.
fn iri<'v>(value: &'v Value<'v>) -> Option<Value<'v>> {
    let is_iri = value.as_text().map_or(value.as_table().is_some(), |text| text.contains(':'));
    is_iri.then(|| value.borrowed())
}

/// A picture whose address does not depend on the site's theme, or which may be in the folder of the article.
fn picture<'v>(value: &'v Value<'v>) -> Option<Value<'v>> {
    let picture = image(value)?;
    let src = match picture.as_table() {
        Some(table) => table.get("src").and_then(Value::scalar),
        None => picture.scalar(),
    };
    let is_fixed = |src: &str| ["/", "http://", "https://"].iter().any(|start| src.starts_with(start));
    let is_name = |src: &str| {
        let is_picture = has_extension(src, PICTURES);
        is_picture && !src.contains([':', '?', '#', '\\'])
    };
    src.is_some_and(|src| is_fixed(&src) || is_name(&src)).then_some(picture)
}
