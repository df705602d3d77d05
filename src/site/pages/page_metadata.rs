//! The head of a page in; what it says about the article that the page shows out.

use super::json_ld::{self, JsonLd, Object};
use super::title::{SEPARATORS, title_key};

use crate::site::date::written;
use crate::source::html::PageHead;

/// Names of `<meta>` with the date of publication.
pub(super) const PUBLISHED: &[&str] = &[
    "article:published_time",
    "datepublished",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date.issued",
    "dc.date.created",
    "dc.date",
    "citation_publication_date",
    "publish_date",
    "publish-date",
    "publication_date",
    "pubdate",
    "parsely-pub-date",
    "date",
];

/// Names of `<meta>` with the date of the last change.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
];

/// Names of `<meta>` with the date from which on the page is not to be shown.
const EXPIRES: &[&str] = &["article:expiration_time", "unavailable_after"];

const TITLES: &[&str] = &["og:title", "twitter:title", "dcterms.title", "dc.title"];

const SUMMARIES: &[&str] =
    &["og:description", "description", "twitter:description", "dcterms.description", "dc.description"];

const AUTHORS: &[&str] = &["author", "dcterms.creator", "dc.creator", "article:author", "parsely-author"];

const IMAGES: &[&str] = &["og:image", "og:image:url", "twitter:image"];

const ALTS: &[&str] = &["og:image:alt", "twitter:image:alt"];

/// What a page says about its article. Dates are as they are written, and can be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PageMetadata {
    /// The date of publication.
    pub published: Option<String>,
    /// The date of the last change.
    pub modified: Option<String>,
    /// The date from which on it is not public.
    pub expires: Option<String>,
    /// The state of the work, such as `Draft`, where it has one.
    pub status: Option<String>,
    /// The title, without that of the site.
    pub title: Option<String>,
    /// The description.
    pub summary: Option<String>,
    /// The names of the authors, each with an address if it has one.
    pub authors: Vec<(String, Option<String>)>,
    /// The language.
    pub language: Option<String>,
    /// The picture.
    pub image: Option<String>,
    /// Its alternative text.
    pub alt: Option<String>,
    /// The sections.
    pub sections: Vec<String>,
    /// The tags.
    pub tags: Vec<String>,
}

impl PageMetadata {
    /// What a head says. `addresses` are those of the page, `site` is the title of the site.
    #[must_use]
    pub(crate) fn of(head: &PageHead, addresses: &[&str], site: &str) -> PageMetadata {
        let json = JsonLd::of(head);
        let none = Object::new();
        let article = json.article(addresses).unwrap_or(&none);
        let text = |key: &str| json_ld::text(article, key);
        let metas = |names: &[&str]| first(head, names);
        let title = metas(&["og:title"]).or_else(|| text("headline")).or_else(|| text("name"));
        let title =
            title.or_else(|| metas(TITLES)).or_else(|| head.title.clone()).or_else(|| head.heading.clone());
        let image = json.values(article, "image").first().and_then(|image| address(image));
        PageMetadata {
            published: date(text("datePublished").into_iter().chain(all(head, PUBLISHED))),
            modified: date(text("dateModified").into_iter().chain(all(head, MODIFIED))),
            expires: date(text("expires").into_iter().chain(all(head, EXPIRES))),
            status: text("creativeWorkStatus"),
            title: title.map(|title| without_site(&title, head, &json, site)),
            summary: text("description").or_else(|| metas(SUMMARIES)),
            authors: authors(&json, article, head),
            language: head.language.clone().or_else(|| text("inLanguage")),
            image: metas(IMAGES).or(image),
            alt: metas(ALTS),
            sections: list(json.values(article, "articleSection"))
                .or_else_list(|| all(head, &["article:section"])),
            tags: tags(&json, article, head),
        }
    }

    /// The same, with what it lacks from another one.
    #[must_use]
    pub(super) fn or(self, other: PageMetadata) -> PageMetadata {
        PageMetadata {
            published: self.published.or(other.published),
            modified: self.modified.or(other.modified),
            expires: self.expires.or(other.expires),
            status: self.status.or(other.status),
            title: self.title.or(other.title),
            summary: self.summary.or(other.summary),
            authors: self.authors.or_else_list(|| other.authors),
            language: self.language.or(other.language),
            image: self.image.or(other.image),
            alt: self.alt.or(other.alt),
            sections: self.sections.or_else_list(|| other.sections),
            tags: self.tags.or_else_list(|| other.tags),
        }
    }
}

/// The date of publication that a head names, if it cannot be read.
#[must_use]
pub(crate) fn unreadable_date(head: &PageHead) -> Option<String> {
    let json = JsonLd::of(head);
    let of_article = json.article(&[]).and_then(|article| json_ld::text(article, "datePublished"));
    let named: Vec<_> = of_article.into_iter().chain(all(head, PUBLISHED)).collect();
    if date(named.iter().cloned()).is_some() { None } else { named.into_iter().next() }
}

/// Another list instead of an empty one.
trait OrElseList: Sized {
    fn or_else_list(self, other: impl FnOnce() -> Self) -> Self;
}

impl<T> OrElseList for Vec<T> {
    fn or_else_list(self, other: impl FnOnce() -> Vec<T>) -> Vec<T> {
        if self.is_empty() { other() } else { self }
    }
}

/// The first of several dates that can be read.
pub(super) fn date(dates: impl IntoIterator<Item = String>) -> Option<String> {
    dates.into_iter().find(|date| written(date.trim()).is_some())
}

fn all(head: &PageHead, names: &[&str]) -> Vec<String> {
    let found = names.iter().flat_map(|name| head.metas.iter().filter(move |(known, _)| known == name));
    found.map(|(_, content)| content.trim().to_owned()).filter(|content| !content.is_empty()).collect()
}

fn first(head: &PageHead, names: &[&str]) -> Option<String> {
    all(head, names).into_iter().next()
}

fn list(values: Vec<&serde_json::Value>) -> Vec<String> {
    values.into_iter().filter_map(json_ld::value_text).collect()
}

/// The address of a picture.
fn address(value: &serde_json::Value) -> Option<String> {
    let object = value.as_object();
    let named = object
        .and_then(|object| ["url", "contentUrl", "@id"].iter().find_map(|key| json_ld::text(object, key)));
    named.or_else(|| value.as_str().map(str::to_owned))
}

fn authors(json: &JsonLd, article: &Object, head: &PageHead) -> Vec<(String, Option<String>)> {
    let person = |value: &serde_json::Value| {
        let object = value.as_object();
        let address = object.and_then(|object| json_ld::text(object, "url")).filter(|url| is_address(url));
        Some((json_ld::value_text(value)?, address))
    };
    let people: Vec<_> = json.values(article, "author").into_iter().filter_map(person).collect();
    let metas = || {
        let mut names =
            AUTHORS.iter().map(|name| all(head, &[name])).find(|names| !names.is_empty()).unwrap_or_default();
        names.retain(|name| !is_address(name));
        names.into_iter().map(|name| (name, None)).collect()
    };
    people.into_iter().filter(|(name, _)| !is_address(name)).collect::<Vec<_>>().or_else_list(metas)
}

fn is_address(text: &str) -> bool {
    text.starts_with("http:") || text.starts_with("https:")
}

fn tags(json: &JsonLd, article: &Object, head: &PageHead) -> Vec<String> {
    let commas = |texts: Vec<String>| {
        let parts = texts.iter().flat_map(|text| text.split(',')).map(|tag| tag.trim().to_owned());
        parts.filter(|tag| !tag.is_empty()).collect::<Vec<_>>()
    };
    let keywords = json.values(article, "keywords");
    let keywords = if keywords.len() == 1 { commas(list(keywords)) } else { list(keywords) };
    all(head, &["article:tag"])
        .or_else_list(|| keywords)
        .or_else_list(|| commas(all(head, &["keywords", "tags"])))
}

/// A title without that of the site before or behind it.
fn without_site(title: &str, head: &PageHead, json: &JsonLd, site: &str) -> String {
    let publishers = json.objects().iter().flat_map(|object| {
        let is_site = object.get("@type").and_then(serde_json::Value::as_str) == Some("WebSite");
        let own = if is_site { json_ld::text(object, "name") } else { None };
        own.into_iter().chain(json_ld::text(object, "publisher"))
    });
    let names = all(head, &["og:site_name", "application-name"]).into_iter().chain(publishers);
    let names: Vec<_> =
        names.chain([site.to_owned()]).map(|name| title_key(&name)).filter(|name| !name.is_empty()).collect();
    // Some themes have the title of the site in the first heading.
    let heading =
        head.heading.as_deref().map(title_key).filter(|key| !key.is_empty() && !names.contains(key));
    let is_site = |part: &str| names.contains(&title_key(part));
    let is_heading = |part: &str| heading.as_ref().is_some_and(|heading| *heading == title_key(part));
    if is_heading(title) {
        return title.to_owned();
    }
    let split = |separator: &&str| {
        let behind = title.rsplit_once(*separator).filter(|(first, last)| is_site(last) || is_heading(first));
        let before = title.split_once(*separator).filter(|(first, last)| is_site(first) || is_heading(last));
        behind.map(|(first, _)| first).or(before.map(|(_, last)| last))
    };
    SEPARATORS.iter().find_map(split).unwrap_or(title).trim().to_owned()
}
