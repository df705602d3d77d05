//! A page that no source belongs to in; its article's metadata, as the page itself says it, out. Lists of articles,
//! redirects and pages that search engines are to ignore have none.

use std::borrow::Cow;

use super::json_ld::JsonLd;
use super::page_metadata::PageMetadata;
use super::{Page, marked};
use crate::feed::Url;
use crate::site::fields::{Entry, Node, Table, Value};
use crate::site::file_name::{dir, name, without_extension};
use crate::source::bounds::Budget;
use crate::source::html::{self, PageHead};

/// Folders of pages that list articles, which often show the time of the newest one.
const LISTS: &[&str] = &[
    "archive",
    "archives",
    "author",
    "authors",
    "categories",
    "category",
    "page",
    "search",
    "series",
    "tag",
    "tags",
    "topics",
];

/// The site that a page is on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SiteOfPage<'s> {
    /// Its base URL.
    pub base_url: &'s Url,
    /// Its title.
    pub title: &'s str,
    /// Its description, which pages without one of their own have.
    pub description: Option<&'s str>,
}

/// The metadata of the article that a page shows; `None` if it names no date of publication, or is a list. `file` is below
/// the folder of the built site, and `text` begins with the page's head.
#[must_use]
pub(crate) fn metadata(file: &str, text: &str, site: SiteOfPage<'_>) -> Option<Table<'static>> {
    let head = html::head(text);
    let page = Page::of(file, &head, site.base_url)?;
    if page.url == *site.base_url || page.own_url.as_ref() == Some(site.base_url) || is_error_page(file) {
        return None;
    }
    let addresses: Vec<_> =
        [Some(&page.url), page.own_url.as_ref()].into_iter().flatten().map(Url::as_str).collect();
    let in_head = PageMetadata::of(&head, &addresses, site.title);
    let said = if in_head.published.is_some() || is_list(file, &head) {
        in_head
    } else {
        with_marks(text, in_head)?
    };
    Some(table(&said, said.published.as_deref()?, &page, (&head, site)))
}

/// `404.html`, `404/index.html`
fn is_error_page(file: &str) -> bool {
    let name = without_extension(name(file));
    name == "404" || name == "index" && (dir(file) == "404" || dir(file).ends_with("/404"))
}

fn is_list(file: &str, head: &PageHead) -> bool {
    let is_website = head.meta("og:type") == Some("website") && !JsonLd::of(head).has_article();
    let is_folder = |part: &str| LISTS.contains(&part.to_ascii_lowercase().as_str());
    is_website && dir(file).is_empty() || file.split('/').any(|part| is_folder(without_extension(part)))
}

/// What the body of a page says, and its head besides.
fn with_marks(text: &str, in_head: PageMetadata) -> Option<PageMetadata> {
    let limited = html::limited(text).html;
    let document = html::document(&limited, Budget::of_article(text.len())).ok()?;
    Some(marked::said(&document).or(in_head))
}

fn table(
    said: &PageMetadata,
    published: &str,
    page: &Page,
    (head, site): (&PageHead, SiteOfPage<'_>),
) -> Table<'static> {
    let mut table = Table::default();
    let mut add = |key: &'static str, node: Option<Node<'static>>| {
        table.entries.extend(node.map(|node| entry(key, node)));
    };
    let is_its_own =
        |summary: &&String| site.description.is_none_or(|description| description != summary.as_str());
    add("title", Some(text(said.title.as_deref().unwrap_or_default())));
    add("date", Some(text(published)));
    add("updated", said.modified.as_deref().map(text));
    add("expires", said.expires.as_deref().map(text));
    add("draft", said.status.as_deref().filter(|status| is_draft(status)).map(|_| Node::Boolean(true)));
    add("url", Some(text(page.url.as_str())));
    add("language", said.language.as_deref().map(text));
    add("summary", said.summary.as_ref().filter(is_its_own).map(|summary| text(summary)));
    add("authors", list(said.authors.iter().map(author)));
    add("categories", list(said.sections.iter().map(|section| text(section))));
    add("tags", list(said.tags.iter().map(|tag| text(tag))));
    add("image", said.image.as_deref().map(|src| image(src, said.alt.as_deref())));
    add("translations", translations(head, page).map(|key| text(&key)));
    table
}

/// Whether a `creativeWorkStatus` of schema.org is that of an unpublished work.
fn is_draft(status: &str) -> bool {
    ["draft", "incomplete", "pending"].iter().any(|word| status.eq_ignore_ascii_case(word))
}

fn text(text: &str) -> Node<'static> {
    Node::Text(Cow::Owned(text.to_owned()))
}

fn value(node: Node<'static>) -> Value<'static> {
    Value { node, span: 0..0 }
}

fn entry(key: &'static str, node: Node<'static>) -> Entry<'static> {
    (Cow::Borrowed(key), 0..0, value(node))
}

fn list(nodes: impl Iterator<Item = Node<'static>>) -> Option<Node<'static>> {
    let values: Vec<_> = nodes.map(value).collect();
    (!values.is_empty()).then_some(Node::List(values))
}

fn fields(entries: impl IntoIterator<Item = Option<Entry<'static>>>) -> Node<'static> {
    Node::Table(Table { entries: entries.into_iter().flatten().collect(), span: 0..0 })
}

fn author((name, url): &(String, Option<String>)) -> Node<'static> {
    fields([Some(entry("name", text(name))), url.as_deref().map(|url| entry("url", text(url)))])
}

fn image(src: &str, alt: Option<&str>) -> Node<'static> {
    fields([Some(entry("src", text(src))), alt.map(|alt| entry("alt", text(alt)))])
}

/// What the translations of a page share: the first of their addresses.
fn translations(head: &PageHead, page: &Page) -> Option<String> {
    let others = head.links.iter().filter(|link| {
        let is_language = link.hreflang.as_ref().is_some_and(|language| language != "x-default");
        is_language && link.is("alternate")
    });
    let others = others.filter_map(|link| page.url.join(&link.href).ok());
    let first = others.map(|url| url.as_str().to_owned()).min()?;
    Some(first.min(page.url.as_str().to_owned()))
}
