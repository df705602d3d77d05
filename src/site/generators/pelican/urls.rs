//! The pages and ids of articles, from `ARTICLE_URL` and `ARTICLE_LANG_URL`, whose fields are those of `str.format`.

use std::fmt::Write;

use chrono::format::{Item, StrftimeItems};
use chrono::{DateTime, FixedOffset};

use super::slugs::Slugs;
use crate::site::fields::Node;
use crate::site::file_name::{name, without_extension};
use crate::site::rules::{PageAddress, PageLocation, PageParts};

/// What pages are made from.
#[derive(Clone, Debug)]
pub(super) struct Urls {
    /// `ARTICLE_URL`
    pub(super) own: String,
    /// `ARTICLE_LANG_URL`
    pub(super) other: String,
    /// The patterns of subsites, by their languages.
    pub(super) subsites: Vec<(String, String)>,
    /// `DEFAULT_LANG`
    pub(super) language: String,
    /// Whether slugs are made from the names of files, rather than from titles.
    pub(super) from_name: bool,
    pub(super) slugs: Slugs,
    pub(super) categories: Slugs,
    pub(super) authors: Slugs,
}

impl Urls {
    pub(super) fn page(&self, parts: &PageParts<'_>) -> PageLocation {
        // An article without a title is skipped.
        if parts.title.is_empty() {
            return PageLocation::Nowhere;
        }
        let language = self.language(parts);
        let is_own = language.eq_ignore_ascii_case(&self.language);
        let of_subsite = self.subsites.iter().find(|(key, _)| language.eq_ignore_ascii_case(key));
        let pattern = match of_subsite {
            Some((_, pattern)) => pattern,
            None if is_own => &self.own,
            None => &self.other,
        };
        let url = parts.text("url").unwrap_or_else(|| self.formatted(pattern, parts));
        // As a browser resolves it, a path with a slash begins at the host.
        if url.starts_with('/') || url.contains("://") {
            PageLocation::Elsewhere(url)
        } else {
            PageLocation::At(url)
        }
    }

    fn language(&self, parts: &PageParts<'_>) -> String {
        parts.text("lang").unwrap_or_else(|| self.language.clone())
    }

    /// The slug, which the translations of an article share.
    pub(super) fn slug(&self, parts: &PageParts<'_>) -> String {
        let made = || {
            let name = without_extension(name(parts.path));
            self.slugs.slug(if self.from_name { name } else { parts.title })
        };
        parts.text("slug").unwrap_or_else(made)
    }

    /// A pattern with the values of its fields.
    fn formatted(&self, pattern: &str, parts: &PageParts<'_>) -> String {
        let mut url = String::with_capacity(pattern.len());
        let mut rest = pattern;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, after) = rest.split_at_checked(at).unwrap_or_default();
            url.push_str(before);
            let is_field = after.starts_with('{') && !after.starts_with("{{");
            let field = after.strip_prefix('{').filter(|_| is_field).and_then(|field| field.split_once('}'));
            match field {
                Some((field, left)) => {
                    let (name, form) = field.split_once(':').unwrap_or((field, ""));
                    url.push_str(&self.field(name.split('!').next().unwrap_or_default(), form, parts));
                    rest = left;
                }
                None => {
                    // A brace stands for itself if it is there twice.
                    url.extend(after.chars().next());
                    rest = after.get(1..).unwrap_or_default();
                    rest = rest.strip_prefix(['{', '}']).unwrap_or(rest);
                }
            }
        }
        url + rest
    }

    fn field(&self, name: &str, form: &str, parts: &PageParts<'_>) -> String {
        match name {
            "date" => date(parts.date, if form.is_empty() { "%Y-%m-%d %H:%M:%S" } else { form }),
            "slug" => self.slug(parts),
            "lang" => self.language(parts),
            "category" => parts.text("category").map_or(String::new(), |name| self.categories.slug(&name)),
            "author" => author(parts).map_or(String::new(), |name| self.authors.slug(&name)),
            "path" => parts.text("path").unwrap_or_else(|| parts.path.to_owned()),
            other => parts.text(other).unwrap_or_default(),
        }
    }
}

/// The first author.
fn author(parts: &PageParts<'_>) -> Option<String> {
    match &parts.head.get("authors")?.node {
        Node::List(names) => names.first()?.scalar(),
        Node::Text(names) | Node::Plain(names) => {
            let mark = if names.contains(';') { ';' } else { ',' };
            names.split(mark).map(str::trim).find(|name| !name.is_empty()).map(str::to_owned)
        }
        Node::Integer(_)
        | Node::Float(_)
        | Node::Boolean(_)
        | Node::Datetime(_)
        | Node::Table(_)
        | Node::Computed(_) => None,
    }
}

/// A date by a form of `strftime`; empty if that is malformed.
fn date(date: DateTime<FixedOffset>, form: &str) -> String {
    let is_valid = StrftimeItems::new(form).all(|item| item != Item::Error);
    let mut text = String::new();
    if is_valid {
        let _ = write!(text, "{}", date.format(form));
    }
    text
}

/// `tag:HOST,DATE:PATH`, where the path is not percent-encoded, and a fragment follows a slash.
pub(super) fn id(parts: &PageParts<'_>, page: &PageAddress<'_>) -> Option<String> {
    let (_, below_scheme) = page.base_url.split_once("://")?;
    let (own_host, own_path) = below_scheme.split_once('/')?;
    let absolute = page.path.split_once("://").map(|(_, rest)| rest.split_once('/').unwrap_or((rest, "")));
    let (host, path) = match absolute {
        Some((host, path)) => (host, format!("/{path}")),
        None if page.path.starts_with('/') => (own_host, page.path.to_owned()),
        None => (own_host, format!("/{own_path}{}", page.path)),
    };
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host).to_lowercase();
    let host = host.split(':').next()?;
    let (path, fragment) = path.split_once('#').unwrap_or((&path, ""));
    let path = path.split('?').next()?;
    let fragment = if fragment.is_empty() { String::new() } else { format!("/{fragment}") };
    Some(format!("tag:{host},{}:{path}{fragment}", parts.date.format("%Y-%m-%d")))
}
