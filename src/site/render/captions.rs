//! The tree of an article and its picture in, the same tree with caption and credit under that picture out, if the text
//! shows it. Most readers show nothing else of them.

use dom_query::NodeRef;

use super::lazy;
use crate::feed::{Image, Url};
use crate::source::html::srcset;

/// Elements that contain nothing but the picture, and belong to it.
const WRAPPERS: &[&str] = &["a", "picture", "span"];

/// Elements that a figure may stand in.
const BLOCKS: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "details",
    "div",
    "html",
    "li",
    "main",
    "section",
    "td",
    "th",
];

/// Puts what is known of the picture under it, and its alternative text into it.
pub(super) fn add(content: &NodeRef<'_>, image: &Image, base: &Url) {
    let is_own = |address: String| base.join(&address).is_ok_and(|url| url == image.url);
    let is_shown = |node: &NodeRef<'_>| {
        node.has_name("img") && lazy::with_sources(node).iter().flat_map(addresses).any(is_own)
    };
    let Some(picture) = content.descendants_it().find(is_shown) else { return };
    if let Some(alt) = image.alt.as_ref().filter(|_| !picture.has_attr("alt")) {
        picture.set_attr("alt", alt.as_str());
    }
    let figure = picture.ancestors_it(None).find(|above| above.has_name("figure"));
    let caption = figure.and_then(|figure| figure.descendants_it().find(|node| node.has_name("figcaption")));
    match (figure, caption) {
        (_, Some(caption)) => fill(&caption, image),
        _ if parts(image, "").is_empty() => {}
        (Some(figure), None) => figure.append_child(&filled(&figure, "figcaption", image)),
        (None, None) => enclose(&picture, image),
    }
}

/// The addresses of the files of a picture.
pub(super) fn addresses(picture: &NodeRef<'_>) -> Vec<String> {
    let set = picture.attr("srcset").unwrap_or_default();
    let candidates = srcset::candidates(&set).into_iter().map(|candidate| candidate.address.to_owned());
    picture.attr("src").map(|src| src.to_string()).into_iter().chain(candidates).collect()
}

/// Puts a picture that is not in a figure into one; within a text, the caption follows the paragraph.
fn enclose(picture: &NodeRef<'_>, image: &Image) {
    let outer = outermost(*picture);
    let parent = outer.parent();
    let place = match parent.filter(|parent| parent.has_name("p")) {
        Some(paragraph) if is_alone(&outer) => paragraph,
        Some(paragraph) => return paragraph.insert_after(&filled(&paragraph, "p", image)),
        None => outer,
    };
    let can_stand = place
        .parent()
        .is_none_or(|parent| !parent.is_element() || BLOCKS.iter().any(|name| parent.has_name(name)));
    if can_stand {
        let figure = place.tree.new_element("figure");
        place.insert_before(&figure);
        figure.append_child(&outer);
        figure.append_child(&filled(&figure, "figcaption", image));
        if place.id != outer.id {
            place.remove_from_parent();
        }
    } else {
        outer.insert_after(&filled(&outer, "small", image));
    }
}

/// The picture, with the elements around it that contain nothing else.
fn outermost(picture: NodeRef<'_>) -> NodeRef<'_> {
    match picture.parent() {
        Some(parent)
            if WRAPPERS.iter().any(|name| parent.has_name(name)) && parent.text().trim().is_empty() =>
        {
            outermost(parent)
        }
        Some(_) | None => picture,
    }
}

/// Whether a node is all that its parent contains.
fn is_alone(node: &NodeRef<'_>) -> bool {
    node.parent()
        .is_some_and(|parent| parent.element_children().len() == 1 && parent.text().trim().is_empty())
}

fn filled<'t>(near: &NodeRef<'t>, name: &str, image: &Image) -> NodeRef<'t> {
    let element = near.tree.new_element(name);
    fill(&element, image);
    element
}

/// Adds to a caption what it does not say yet, as the template of entries has it.
fn fill(caption: &NodeRef<'_>, image: &Image) {
    let said = caption.text().to_string();
    for (at, (text, is_small)) in parts(image, &said).into_iter().enumerate() {
        if at > 0 || !said.trim().is_empty() {
            caption.append_child(&caption.tree.new_text(" "));
        }
        let text = caption.tree.new_text(text);
        if is_small {
            let small = caption.tree.new_element("small");
            small.append_child(&text);
            caption.append_child(&small);
        } else {
            caption.append_child(&text);
        }
    }
}

/// Caption, credit and copyright, but what has been said, and whether they are small.
fn parts(image: &Image, said: &str) -> Vec<(String, bool)> {
    let is_new = |text: &&crate::feed::Text| !said.contains(text.as_str());
    let caption = image.caption.as_ref().filter(is_new).map(|caption| (caption.to_string(), false));
    let credit = image.credit.as_ref().filter(is_new).map(|credit| (format!("({credit})"), true));
    let copyright = image.copyright.as_ref().filter(is_new).map(|copyright| (copyright.to_string(), true));
    caption.into_iter().chain(credit).chain(copyright).collect()
}
