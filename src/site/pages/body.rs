//! A page in; the HTML of the article's text, without what else the page shows, out. The element is the one that the
//! configuration names, else the one that has a usual mark, else what Readability takes for the text.

use std::collections::BTreeSet;
use std::fmt;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::boilerplate;
use super::title::title_key;
use super::words::{count, depth, has_media, has_words, text};
use crate::feed::Text;
use crate::source::bounds::{self, Budget, Oversized};
use crate::source::html;

/// The marks of elements that contain the text of an article and little else, from the surest on: of microdata and
/// microformats, of many themes, of one generator or theme, and of HTML.
const MARKS: &[&str] = &[
    "[itemprop~=articleBody]",
    ".e-content",
    ".post-content",
    ".entry-content",
    ".article-content",
    ".post-body",
    ".page__content",
    ".sl-markdown-content",
    "#__blog-post-container",
    "#article-container",
    "#quarto-document-content",
    ".md-content__inner",
    ".vp-doc",
    ".content#content",
    "article .nested-copy-line-height",
    "article section.prose",
    "article .prose",
    "article > .content",
    "article.single > div",
    "main article",
    "article",
    "main",
    "[role=main]",
];

/// The maximum number of elements of a page that Readability is to look at, since it goes through them many times, and
/// the maximum depth of them.
const READABLE: usize = 50_000;
const READABLE_DEPTH: usize = 200;

/// The text of an article on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageBody {
    /// Its HTML.
    pub html: String,
    /// What it was found by.
    pub found_by: FoundBy,
    /// The address that links are relative to, if the page names one.
    pub base: Option<String>,
    /// Whether the page shows the title of the article.
    pub has_title: bool,
}

/// What the text of a page is found by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FoundBy {
    /// The selector of the configuration.
    Selector(String),
    /// A usual mark.
    Mark(&'static str),
    /// The text itself.
    Readability,
}

impl fmt::Display for FoundBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FoundBy::Selector(selector) => f.write_str(selector),
            FoundBy::Mark(mark) => f.write_str(mark),
            FoundBy::Readability => f.write_str("Readability"),
        }
    }
}

/// The text of the article with a title on its page; `None` if there is nothing that can be it.
///
/// # Errors
/// If the page is too large or too deep.
pub(crate) fn body(page: &str, title: &Text, selector: Option<&str>) -> Result<Option<PageBody>, Oversized> {
    bounds::check_markup(page, |byte| byte == b'<')?;
    let budget = Budget::of_article(page.len());
    let limited = html::limited(page).html;
    let document = html::document(&limited, budget)?;
    let base = document.select_single("base[href]").attr("href").map(|base| base.to_string());
    let key = title_key(title.as_str());
    let shown = format!("{} {}", document.select_single("title").text(), text(&document.root()));
    let has_title = key.is_empty() || title_key(&shown).contains(&key);
    let found = match elements(&document, selector, &key) {
        Some((elements, found_by)) => {
            let text = |element: &NodeRef<'_>| {
                boilerplate::remove(element, &key);
                element.inner_html().to_string()
            };
            Some((elements.iter().map(text).collect::<Vec<_>>().join("\n"), found_by))
        }
        None => readable(document, &key, budget).map(|html| (html, FoundBy::Readability)),
    };
    let body = |(html, found_by)| PageBody { html, found_by, base, has_title };
    Ok(found.filter(|(html, _)| is_shown_html(html, budget)).map(body))
}

/// The elements with the text: all that the selector names, or the one with the first mark that one element has.
fn elements<'d>(
    document: &'d Document,
    selector: Option<&str>,
    title: &str,
) -> Option<(Vec<NodeRef<'d>>, FoundBy)> {
    let named = selector.and_then(|selector| {
        let named = document.try_select(selector)?;
        let shown: Vec<_> = topmost(named.nodes()).into_iter().filter(is_shown).collect();
        (!shown.is_empty()).then(|| (shown, FoundBy::Selector(selector.to_owned())))
    });
    let marked = || {
        let titled = title_of(document, title);
        let only = |mark| Some((vec![only(document, mark, titled.as_ref())?], FoundBy::Mark(mark)));
        MARKS.iter().copied().find_map(only)
    };
    named.or_else(marked)
}

/// Those of some elements that are not in another one of them.
fn topmost<'t>(elements: &[NodeRef<'t>]) -> Vec<NodeRef<'t>> {
    let ids: BTreeSet<_> = elements.iter().map(|element| element.id).collect();
    let is_top = |element: &&NodeRef<'_>| !element.ancestors_it(None).any(|above| ids.contains(&above.id));
    elements.iter().filter(is_top).copied().collect()
}

/// The heading that is the title of the article, if there is one.
fn title_of<'d>(document: &'d Document, title: &str) -> Option<NodeRef<'d>> {
    let is_title = |heading: &&NodeRef<'_>| !title.is_empty() && title_key(&text(heading)) == title;
    let headings = document.select("h1, h2");
    boilerplate::outermost(headings.nodes()).into_iter().find(|heading| is_title(&heading))
}

/// The element with a mark. Of several, those with the title of the article in them, or in the same `<article>`; of these
/// the one that is much longer than the others: those are summaries of other articles.
fn only<'d>(document: &'d Document, mark: &str, title: Option<&NodeRef<'d>>) -> Option<NodeRef<'d>> {
    let mut outer = boilerplate::outermost(document.select(mark).nodes());
    outer.retain(is_shown);
    let of_title = title.filter(|_| outer.len() > 1).map(|title| beside(title, &outer)).unwrap_or_default();
    let outer = if of_title.is_empty() { outer } else { of_title };
    if let [] | [_] = outer.as_slice() {
        return outer.first().copied();
    }
    let mut outer: Vec<_> = outer.into_iter().map(|node| (count(&node), node)).collect();
    outer.sort_by_key(|(words, _)| std::cmp::Reverse(*words));
    match outer.as_slice() {
        [(most, longest), (second, _), ..] => (*most > 2 * second).then_some(*longest),
        [] | [_] => None,
    }
}

/// Those of some elements that contain a title, or that the article with that title contains.
fn beside<'d>(title: &NodeRef<'d>, elements: &[NodeRef<'d>]) -> Vec<NodeRef<'d>> {
    let above: Vec<_> = std::iter::successors(title.parent(), NodeRef::parent).collect();
    let article = above.iter().find(|above| above.has_name("article"));
    let is_in_article = |element: &NodeRef<'_>| {
        article.is_some_and(|article| element.ancestors_it(None).any(|above| above.id == article.id))
    };
    let is_beside =
        |element: &&NodeRef<'_>| above.iter().any(|above| above.id == element.id) || is_in_article(element);
    elements.iter().filter(is_beside).copied().collect()
}

/// Whether an element shows something.
fn is_shown(node: &NodeRef<'_>) -> bool {
    has_words(node) || has_media(node)
}

fn is_shown_html(html: &str, budget: Budget) -> bool {
    html::fragment(html, budget).is_ok_and(|document| is_shown(&document.root()))
}

fn readable(document: Document, title: &str, budget: Budget) -> Option<String> {
    if depth(&document.root()) > READABLE_DEPTH {
        return None;
    }
    let config = Config {
        keep_classes: true,
        disable_json_ld: true,
        max_elements_to_parse: READABLE,
        ..Config::default()
    };
    let article = Readability::with_document(document, None, Some(config)).ok()?.parse().ok()?;
    let document = html::fragment(&article.content, budget).ok()?;
    document.select("#readability-page-1").nodes().iter().for_each(html::unwrap);
    let element = document.html_root();
    boilerplate::remove(&element, title);
    Some(element.inner_html().to_string())
}
