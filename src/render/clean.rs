//! The clean-up that a page's HTML needs before readers show it, on the tree: what the page's scripts would have done
//! is done, and what only makes sense on the page goes.

use std::collections::BTreeSet;

use dom_query::{Document, NodeRef};

use super::Page;
use crate::model::source::Kind;
use crate::model::url::Url;

/// Attributes that lazy loading hides an address in, and the one that it belongs in.
const LAZY: &[(&str, &str)] = &[
    ("data-src", "src"),
    ("data-lazy-src", "src"),
    ("data-original", "src"),
    ("data-srcset", "srcset"),
    ("data-lazy-srcset", "srcset"),
    ("data-poster", "poster"),
];

/// What a link that only leads to its own heading consists of.
const ANCHOR_MARKS: &[&str] =
    &["", "#", "##", "¶", "§", "🔗", "🔗\u{FE0F}", "⚓", "∞", "↩", "link", "permalink"];

/// Classes by which site generators mark such links.
const ANCHOR_CLASSES: &[&str] = &[
    "anchor",
    "anchor-link",
    "anchorjs-link",
    "direct-link",
    "hash-link",
    "header-anchor",
    "header-link",
    "headerlink",
    "heading-anchor",
    "heading-link",
    "headline-hash",
    "permalink",
    "zola-anchor",
];

/// Columns of line numbers that highlighters put beside code.
const GUTTERS: &str =
    "td.lineno, td.linenos, td.rouge-gutter, td.gutter, span.lnt, span.lineno, span.linenos, pre.lineno";

const HEADINGS: &str = "h1, h2, h3, h4, h5, h6";

/// An article's HTML, cleaned up; not sanitised yet.
pub(super) struct Tree {
    pub(super) html: String,
    /// The ids that it has.
    pub(super) ids: BTreeSet<String>,
    /// The pictures that it shows.
    pub(super) images: BTreeSet<Url>,
    /// What its document resolves links against, if not the page.
    pub(super) base: Option<Url>,
    /// Links that are no URLs.
    pub(super) lost: Vec<String>,
}

/// Parses HTML and cleans it up.
pub(super) fn tree(html: &str, kind: Kind, page: &Page) -> Tree {
    let whole = kind == Kind::Html && is_document(html);
    let document = if whole { Document::from(html) } else { Document::fragment(html) };
    let base = base(&document, page);
    lazy_media(&document);
    check_boxes(&document);
    heading_anchors(&document);
    document.select(GUTTERS).remove();
    let html = match content(&document).filter(|_| whole) {
        Some(root) => root.inner_html().to_string(),
        None => document.html().to_string(),
    };
    let resolved = base.as_ref().unwrap_or(&page.url);
    let sources = document.select("img[src]");
    let images = sources.nodes().iter().filter_map(|image| resolved.join(&image.attr("src")?).ok()).collect();
    let ids = document
        .select("[id]")
        .nodes()
        .iter()
        .filter_map(|node| Some(node.attr("id")?.to_string()))
        .collect();
    let lost = lost(&document, resolved);
    Tree { html, ids, images, base, lost }
}

/// Links that cannot be resolved; those whose scheme has no place in a feed are no mistakes.
fn lost(document: &Document, base: &Url) -> Vec<String> {
    let links = document.select("a[href], img[src], iframe[src], audio[src], video[src], source[src]");
    let addresses = links.nodes().iter().filter_map(|node| node.attr("href").or_else(|| node.attr("src")));
    let wrong = addresses.filter(|address| base.join(address).is_err() && url::Url::parse(address).is_err());
    wrong.map(|address| address.to_string()).collect()
}

fn is_document(html: &str) -> bool {
    let lower = html.to_ascii_lowercase();
    ["<html", "<!doctype", "<body", "<head>"].iter().any(|mark| lower.contains(mark))
}

/// Of a whole document its `<article>`, else `<main>`, else `<body>`.
fn content(document: &Document) -> Option<NodeRef<'_>> {
    ["article", "main", "body"].iter().find_map(|name| document.select_single(name).nodes().first().copied())
}

fn base(document: &Document, page: &Page) -> Option<Url> {
    let href = document.select_single("base[href]").attr("href")?;
    page.url.join(&href).ok()
}

/// Pictures that wait for a script get their address; the copy for browsers without scripts goes, or takes the
/// place of a picture that is not there.
fn lazy_media(document: &Document) {
    for (hidden, shown) in LAZY {
        for node in document.select(&format!("[{hidden}]")).nodes() {
            if let Some(address) = node.attr(hidden).filter(|address| !address.trim().is_empty()) {
                node.set_attr(shown, &address);
            }
        }
    }
    for node in document.select("noscript").nodes() {
        let lazy = node.prev_element_sibling().is_some_and(|previous| previous.has_name("img"));
        let text = node.inner_html();
        match (lazy, text.contains("&lt;img")) {
            (false, true) => node.replace_with_html(node.text()),
            (false, false) if text.contains("<img") => node.replace_with_html(text),
            (true | false, _) => node.remove_from_parent(),
        }
    }
}

/// Task lists keep their meaning without form controls.
fn check_boxes(document: &Document) {
    for node in document.select("input[type=checkbox]").nodes() {
        let mark = if node.has_attr("checked") { "☑" } else { "☐" };
        node.replace_with_html(mark);
    }
}

/// Links from a heading to itself: a mark goes, a link around the whole heading is unwrapped.
fn heading_anchors(document: &Document) {
    for heading in document.select(HEADINGS).nodes() {
        let links: Vec<_> = heading.descendants().into_iter().filter(|node| node.has_name("a")).collect();
        for link in links {
            if is_mark(&link) {
                link.remove_from_parent();
            } else if leads_to_itself(&link) && link.text().trim() == heading.text().trim() {
                link.replace_with_html(link.inner_html());
            }
        }
    }
}

fn is_mark(link: &NodeRef<'_>) -> bool {
    let text = link.text().trim().to_lowercase();
    let mark = ANCHOR_MARKS.contains(&text.as_str()) || text.chars().all(|c| !c.is_alphanumeric());
    let classed = ANCHOR_CLASSES.iter().any(|class| link.has_class(class));
    let hidden = link.attr("aria-hidden").is_some_and(|hidden| &*hidden == "true");
    let pictured = link.descendants().iter().any(|node| node.has_name("img"));
    let own = leads_to_itself(link) || (classed && !link.has_attr("href"));
    own && !pictured && (mark || hidden || (classed && text.chars().count() <= 3))
}

fn leads_to_itself(link: &NodeRef<'_>) -> bool {
    link.attr("href").is_some_and(|href| href.starts_with('#'))
}
