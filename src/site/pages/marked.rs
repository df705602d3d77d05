//! The tree of a page in; what microformats, microdata and the times in its text say about its article, out. A page with
//! several articles says nothing, since it is a list of them.

use dom_query::{Document, NodeRef};

use super::boilerplate;
use super::page_metadata::{PageMetadata, date};
use super::words::{count, text};

/// A property: its name in microformats and in microdata.
type Property = (&'static str, &'static str);

const PUBLISHED: Property = ("dt-published", "datePublished");
const MODIFIED: Property = ("dt-updated", "dateModified");
const EXPIRES: Property = ("dt-expires", "expires");
const STATUS: Property = ("p-status", "creativeWorkStatus");
const TITLE: Property = ("p-name", "headline");
const SUMMARY: Property = ("p-summary", "description");
const AUTHOR: Property = ("p-author", "author");
const IMAGE: Property = ("u-photo", "image");
const SECTION: Property = ("p-section", "articleSection");
const TAG: Property = ("p-category", "keywords");

/// The maximum number of words between a title and the time that belongs to it.
const NEAR: usize = 60;

/// Times in HTML, and in hAtom.
const TIMES: &str = "time[datetime], abbr.published[title]";

/// Elements each of which is one entry of a list.
const ITEMS: &[&str] = &["a", "dd", "dt", "li", "td", "tr"];

/// What the body of a page says about its one article.
#[must_use]
pub(super) fn said(document: &Document) -> PageMetadata {
    let marked = [".h-entry", "[itemtype$=Article]", "[itemtype$=BlogPosting]"];
    let lists: Vec<_> = marked.iter().map(|mark| outermost(document, mark)).collect();
    if lists.iter().any(|entries| entries.len() > 1) {
        return PageMetadata::default();
    }
    let entries = lists.iter().flatten().map(of_entry);
    entries.fold(PageMetadata::default(), PageMetadata::or).or(by_time(document))
}

fn outermost<'d>(document: &'d Document, mark: &str) -> Vec<NodeRef<'d>> {
    boilerplate::outermost(document.select(mark).nodes())
}

fn of_entry(entry: &NodeRef<'_>) -> PageMetadata {
    let properties = Properties { entry };
    let first = |property| properties.values(property).into_iter().next();
    PageMetadata {
        published: date(properties.values(PUBLISHED)),
        modified: date(properties.values(MODIFIED)),
        expires: date(properties.values(EXPIRES)),
        status: first(STATUS),
        title: first(TITLE),
        summary: first(SUMMARY),
        authors: properties.values(AUTHOR).into_iter().map(|name| (name, None)).collect(),
        language: None,
        image: first(IMAGE),
        alt: None,
        sections: properties.values(SECTION),
        tags: properties.values(TAG),
    }
}

/// The properties of an entry.
struct Properties<'e> {
    entry: &'e NodeRef<'e>,
}

impl Properties<'_> {
    /// The values of a property that belong to the entry itself, and not to one in it.
    fn values(&self, (class, name): Property) -> Vec<String> {
        let is_it = |node: &NodeRef<'_>| {
            node.has_class(class)
                || node.attr("itemprop").is_some_and(|names| names.split_whitespace().any(|one| one == name))
        };
        let is_own = |node: &NodeRef<'_>| {
            let above = node.ancestors_it(None).take_while(|above| above.id != self.entry.id);
            !above.into_iter().any(|above| above.has_class("h-cite") || above.has_class("h-entry"))
        };
        let found = self.entry.descendants_it().filter(|node| is_it(node) && is_own(node));
        let mut values: Vec<String> = Vec::new();
        for value in found.filter_map(|node| value(&node)) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    }
}

/// The value of a property: that of an attribute, else the text.
fn value(node: &NodeRef<'_>) -> Option<String> {
    let written = ["datetime", "content"].iter().find_map(|name| node.attr(name));
    let address = || if node.has_name("img") { node.attr("src") } else { None };
    let expanded = || if node.has_name("abbr") { node.attr("title") } else { None };
    let value = written.or_else(address).or_else(expanded).map(|value| value.to_string());
    // In an author, the name may be marked.
    let name =
        || node.descendants_it().find(|inner| inner.attr("itemprop").is_some_and(|name| &*name == "name"));
    let value = value.unwrap_or_else(|| name().map_or_else(|| text(node), |name| text(&name)));
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

/// The time beside the title of the page's one article.
fn by_time(document: &Document) -> PageMetadata {
    let Some(heading) = &heading(document) else { return PageMetadata::default() };
    if outermost(document, "article").len() > 1 {
        return PageMetadata::default();
    }
    let times = match outermost(document, TIMES).as_slice() {
        // Some themes have it in a menu beside the text.
        [] => document.select(TIMES).nodes().to_vec(),
        times => times.to_vec(),
    };
    let is_near = |time: &NodeRef<'_>| is_in_header(time) || distance(heading, time) <= NEAR;
    let near = times.iter().filter(|time| !is_item(time) && is_near(time));
    // The heading of a page without an article may be that of the site.
    let is_of_article =
        heading.ancestors_it(None).any(|above| above.has_name("article") || above.has_name("main"));
    let title = is_of_article.then(|| title(heading));
    PageMetadata { published: date(near.filter_map(value)), title, ..PageMetadata::default() }
}

/// The one heading of the page's article, or else of the page.
fn heading(document: &Document) -> Option<NodeRef<'_>> {
    let only = |selector: &str| match document.select(selector).nodes() {
        [only] => Some(*only),
        _ => None,
    };
    ["article h1", "main h1", "article > header h2", "h1"].iter().find_map(|selector| only(selector))
}

/// The text of a heading without the marks beside it.
fn title(heading: &NodeRef<'_>) -> String {
    let inner = heading.descendants_it().filter(NodeRef::is_text);
    let shown = inner.filter(|text| {
        !text
            .ancestors_it(None)
            .take_while(|above| above.id != heading.id)
            .any(|above| boilerplate::is_boilerplate(&above))
    });
    let text: String = shown.map(|text| text.text().to_string()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a time is in the header or footer of an article.
fn is_in_header(time: &NodeRef<'_>) -> bool {
    let header = time.ancestors_it(None).find(|above| above.has_name("header") || above.has_name("footer"));
    header.and_then(|header| header.parent()).is_some_and(|above| above.has_name("article"))
}

/// Whether a time stands beside a link in an entry of a list.
fn is_item(time: &NodeRef<'_>) -> bool {
    let is_item = |node: &NodeRef<'_>| node.node_name().is_some_and(|name| ITEMS.contains(&&*name));
    let leads_away = |node: &NodeRef<'_>| {
        node.has_name("a") && node.attr("href").is_some_and(|href| !href.starts_with('#'))
    };
    let item = time.ancestors_it(None).find(is_item);
    item.is_some_and(|item| leads_away(&item) || item.descendants_it().any(|node| leads_away(&node)))
}

/// The number of words between two elements, of which one may contain the other.
fn distance(one: &NodeRef<'_>, other: &NodeRef<'_>) -> usize {
    let path: Vec<_> = std::iter::successors(Some(*one), NodeRef::parent).collect();
    let mut inner = *other;
    let mut words = 0;
    while let Some(parent) = inner.parent() {
        if path.iter().any(|node| node.id == inner.id) {
            return 0;
        }
        if let Some(beside) =
            path.iter().find(|node| node.parent().is_some_and(|above| above.id == parent.id))
        {
            return words + between(beside, &inner);
        }
        let before = std::iter::successors(inner.prev_sibling(), NodeRef::prev_sibling);
        words += before.map(|node| count(&node)).sum::<usize>();
        inner = parent;
    }
    usize::MAX
}

/// The number of words between two siblings, in either order.
fn between(one: &NodeRef<'_>, other: &NodeRef<'_>) -> usize {
    let after = |from: &NodeRef<'_>, to: &NodeRef<'_>| {
        let behind: Vec<_> = std::iter::successors(from.next_sibling(), NodeRef::next_sibling).collect();
        let at = behind.iter().position(|node| node.id == to.id)?;
        Some(behind.iter().take(at).map(count).sum())
    };
    after(one, other).or_else(|| after(other, one)).unwrap_or(usize::MAX)
}
