//! Links that belong to the page: to share it, to edit it, to the articles before and after it, and to those with the
//! same tags. They are removed with what contains nothing but them and a label.

use dom_query::NodeRef;

use super::{has, is_in};
use crate::site::pages::words::{count, is_inline};

/// The maximum number of words around such links in what is removed with them.
const LABEL: usize = 6;

/// What addresses contain by which a page is shared.
const SHARE: &[&str] = &[
    "//api.whatsapp.com/send",
    "//mastodonshare.com/",
    "//news.ycombinator.com/submitlink",
    "//pinterest.com/pin/create",
    "//reddit.com/submit",
    "//share.flipboard.com/",
    "//t.me/share",
    "//telegram.me/share",
    "//toot.kytta.dev/",
    "//tumblr.com/share",
    "//tumblr.com/widgets/share",
    "//twitter.com/intent/",
    "//twitter.com/share",
    "//wa.me/?",
    "//x.com/intent/",
    "//x.com/share",
    "//vk.com/share",
    "bsky.app/intent/compose",
    "facebook.com/sharer",
    "getpocket.com/save",
    "linkedin.com/share",
    "service.weibo.com/share",
    "social-plugins.line.me/lineit/share",
];

/// What addresses contain by which the source of a page is edited.
const EDIT: &[&str] =
    &["/-/edit/", "/_edit/", "/edit/main/", "/edit/master/", "github.com/edit/", "/edit/HEAD/"];

/// Relations of links to other articles, and to lists of them; sorted.
const RELATIONS: &[&str] = &["next", "prev", "tag"];

/// Removes such links.
pub(super) fn remove(element: &NodeRef<'_>) {
    for link in element.descendants().into_iter().filter(is_of_page) {
        let blocks = std::iter::successors(link.parent(), NodeRef::parent);
        let mut blocks = blocks.skip_while(is_inline).take_while(|block| block.id != element.id);
        let is_only_links = |block: &NodeRef<'_>| count(block) <= words_of_links(block) + LABEL;
        let Some(first) = blocks.next().filter(is_only_links) else { continue };
        let removed = blocks.take_while(is_only_links).last().unwrap_or(first);
        // A note may be nothing but a few words and its tags.
        if count(&removed) < count(element) {
            removed.remove_from_parent();
        }
    }
}

fn is_of_page(node: &NodeRef<'_>) -> bool {
    if !node.has_name("a") || is_in(node, &["blockquote", "pre", "table"]) {
        return false;
    }
    let href = node.attr("href").unwrap_or_default().replace("//www.", "//");
    let is_in_address = |parts: &[&str]| parts.iter().any(|part| href.contains(part));
    is_in_address(SHARE) || is_in_address(EDIT) || has(node, "rel", RELATIONS)
}

fn words_of_links(block: &NodeRef<'_>) -> usize {
    block.descendants_it().filter(is_of_page).map(|link| count(&link)).sum()
}
