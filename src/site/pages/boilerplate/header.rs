//! The title of the page with what stands above it, and the dates, authors and tags below it.

use dom_query::NodeRef;

use super::{has_class, is_in, marks};
use crate::site::pages::title::title_key;
use crate::site::pages::words::{count, is_inline, text, words};

/// The maximum number of words of what stands above a title, and of a header with the title.
const HEADER: usize = 80;

/// The maximum number of words around the dates, authors and tags of a line about an article.
const LABEL: usize = 5;

/// Elements that only the text of an article has.
const CONTENT: &[&str] = &["blockquote", "dl", "figure", "h2", "h3", "iframe", "ol", "pre", "table", "video"];

/// Classes of titles, sorted.
const TITLES: &[&str] =
    &["article-title", "entry-title", "headline", "p-name", "page-title", "post-title", "title"];

/// Removes the title with the key `title`, and what belongs to it.
pub(super) fn remove(element: &NodeRef<'_>, title: &str) {
    let Some(heading) = heading(element, title) else { return };
    let Some(start) = remove_above(element, &heading) else { return };
    let mut next = start.next_sibling();
    start.remove_from_parent();
    while let Some(node) = next {
        next = node.next_sibling();
        let is_blank = node.is_comment() || node.is_text() && node.text().trim().is_empty();
        if is_blank {
            continue;
        }
        if !is_about_article(&node) {
            return;
        }
        node.remove_from_parent();
    }
}

/// The heading with the title, or that is marked as one.
fn heading<'t>(element: &NodeRef<'t>, title: &str) -> Option<NodeRef<'t>> {
    let headings: Vec<_> = element.descendants_it().filter(is_heading).take(3).collect();
    let is_title = |heading: &&NodeRef<'_>| !title.is_empty() && title_key(&text(heading)) == title;
    let is_marked = |heading: &&NodeRef<'_>| {
        has_class(heading, TITLES)
            || heading.attr("itemprop").is_some_and(|name| matches!(&*name, "headline" | "name"))
            || heading.has_name("h1") && is_in(heading, &["header", "hgroup"])
    };
    headings.iter().find(is_title).or_else(|| headings.iter().find(is_marked)).copied()
}

fn is_heading(node: &NodeRef<'_>) -> bool {
    node.has_name("h1") || node.has_name("h2")
}

/// Removes what stands above a title, and returns the outermost element that contains only what belongs to the title;
/// `None` if too much stands above it for it to be that of the page.
fn remove_above<'t>(element: &NodeRef<'t>, heading: &NodeRef<'t>) -> Option<NodeRef<'t>> {
    let path =
        std::iter::successors(Some(*heading), NodeRef::parent).take_while(|node| node.id != element.id);
    let path: Vec<_> = path.collect();
    let above: Vec<_> = path
        .iter()
        .flat_map(|node| std::iter::successors(node.prev_sibling(), NodeRef::prev_sibling))
        .collect();
    if above.iter().map(count).sum::<usize>() > HEADER {
        return None;
    }
    let is_kept = |node: &&NodeRef<'_>| !node.has_name("figure") && !node.has_name("picture");
    above.iter().filter(is_kept).for_each(NodeRef::remove_from_parent);
    let title = count(heading);
    let is_header = |node: &&NodeRef<'_>| node.id == heading.id || is_header(node, title);
    let wrapper = path.iter().take_while(is_header).last().copied();
    wrapper.filter(|wrapper| count(element) > count(wrapper)).or(Some(*heading))
}

/// Whether an element around a title has nothing of the text.
fn is_header(node: &NodeRef<'_>, title: usize) -> bool {
    let is_named = node.has_name("header") || node.has_name("hgroup");
    let has_content =
        node.descendants_it().any(|node| node.node_name().is_some_and(|name| CONTENT.contains(&&*name)));
    let rest = count(node).saturating_sub(title);
    let has_text = || node.children_it(false).any(|child| child.is_text() && !child.text().trim().is_empty());
    let others_are_about = || {
        let inner = node.children_it(false).filter(|child| {
            let has_title = is_heading(child) || child.descendants_it().any(|node| is_heading(&node));
            child.is_element() && !has_title
        });
        inner.into_iter().all(|child| is_about_article(&child))
    };
    (is_named && rest <= HEADER || !has_text() && others_are_about()) && (!has_content || is_named)
}

/// Whether an element behind the title is about the article: when and by whom it was written.
fn is_about_article(node: &NodeRef<'_>) -> bool {
    if !node.is_element() {
        return false;
    }
    if node.has_name("time")
        || node.has_name("hr")
        || has_class(node, marks::DETAILS)
        || super::is_boilerplate(node)
    {
        return count(node) <= HEADER;
    }
    if is_inline(node)
        || node.descendants_it().any(|node| node.node_name().is_some_and(|name| CONTENT.contains(&&*name)))
    {
        return false;
    }
    let all = text(node);
    let is_sentence = all.trim_end().ends_with(['.', '!', '?', '。']);
    let times: usize =
        node.descendants_it().filter(|node| node.has_name("time")).map(|time| count(&time)).sum();
    let links: usize = node.descendants_it().filter(|node| node.has_name("a")).map(|link| count(&link)).sum();
    times > 0 && !is_sentence && words(&all).count() <= times + links + LABEL
}
