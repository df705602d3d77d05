//! Media that wait for a script get their address, and copies for browsers without scripts go or take their place.

use std::collections::BTreeSet;
use std::iter;

use dom_query::NodeRef;

use super::elements::Elements;
use crate::feed::url::trimmed;
use crate::source::bounds::Budget;
use crate::source::html;

/// How far before its copy a picture may stand, in texts and comments.
const NEAR: usize = 16;

/// Attributes that lazy loading hides an address in, and the one that it belongs in.
const HIDDEN: &[(&str, &str)] = &[
    ("data-src", "src"),
    ("data-lazy", "src"),
    ("data-lazy-src", "src"),
    ("data-original", "src"),
    ("data-actualsrc", "src"),
    ("data-srcset", "srcset"),
    ("data-lazy-srcset", "srcset"),
    ("data-poster", "poster"),
];

/// Does what the page's scripts would have done to pictures, frames and films, and lists what there is then.
pub(super) fn load<'t>(content: &NodeRef<'t>) -> Elements<'t> {
    let mut elements = Elements::below(content);
    for (hidden, shown) in HIDDEN {
        for node in elements.having(&[hidden]) {
            if let Some(address) = node.attr(hidden).filter(|address| !trimmed(address).is_empty()) {
                node.set_attr(shown, &address);
            }
        }
    }
    let copies = elements.named(&["noscript"]);
    if !copies.is_empty() {
        let shown = shown(&elements);
        let outermost: Vec<_> = copies.iter().filter(|copy| !is_copy(copy)).collect();
        for copy in outermost {
            settle(copy, &shown);
        }
        elements = Elements::below(content);
    }
    // Nobody starts what starts by itself on the page, if there is nothing to press.
    for player in elements.named(&["audio", "video"]) {
        player.set_attr("controls", "");
    }
    elements
}

/// The addresses of pictures that browsers show with scripts.
fn shown(elements: &Elements<'_>) -> BTreeSet<String> {
    let pictures = elements.named(&["img"]);
    let with_scripts = pictures.iter().filter(|picture| !is_copy(picture));
    with_scripts.filter_map(|picture| Some(picture.attr("src")?.to_string())).collect()
}

/// Whether something is meant for browsers without scripts.
fn is_copy(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|above| above.has_name("noscript"))
}

/// A copy of a picture that is shown goes. The copy of a picture before it whose address only a script knows takes its
/// place. A picture that there is only for browsers without scripts is shown.
fn settle(copy: &NodeRef<'_>, shown: &BTreeSet<String>) {
    let Some(html) = pictures_in(copy).and_then(|html| bounded(&html)) else {
        return copy.remove_from_parent();
    };
    let mut before = iter::successors(copy.prev_sibling(), NodeRef::prev_sibling).take(NEAR);
    let before = before.find(NodeRef::is_element);
    match before.filter(|before| before.has_name("img") || before.has_name("picture")) {
        _ if repeats(copy, shown) => copy.remove_from_parent(),
        Some(before) if is_filled(&before) => copy.remove_from_parent(),
        Some(before) => {
            before.remove_from_parent();
            copy.replace_with_html(html);
        }
        None => copy.replace_with_html(html),
    }
}

/// The HTML of a copy, if it holds a picture; some write it as text.
fn pictures_in(copy: &NodeRef<'_>) -> Option<String> {
    let (html, text) = (copy.inner_html(), copy.text());
    [html, text].into_iter().find(|html| html.contains("<img")).map(|html| html.to_string())
}

/// HTML that was text until now, and passed no parser.
fn bounded(text: &str) -> Option<String> {
    let html = html::limited(text).html;
    html::fragment(&html, Budget::of_part(text.len())).is_ok().then(|| html.into_owned())
}

fn repeats(copy: &NodeRef<'_>, shown: &BTreeSet<String>) -> bool {
    let sources = copy.descendants_it().filter_map(|node| node.attr("src"));
    sources.into_iter().any(|source| shown.contains(&*source))
}

/// Whether a picture has got its address above.
fn is_filled(picture: &NodeRef<'_>) -> bool {
    let filled = |node: &NodeRef<'_>| HIDDEN.iter().any(|(hidden, _)| node.has_attr(hidden));
    filled(picture) || picture.descendants_it().any(|node| filled(&node))
}
