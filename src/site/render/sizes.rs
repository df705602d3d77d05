//! A tree in, the same tree with sizes that readers keep out: those in styles become attributes, and a picture of an emoji
//! becomes that emoji. Readers drop styles, and show small pictures at their full size without them.

use dom_query::NodeRef;

use super::elements::Elements;
use crate::source::html::style;

/// Elements with sizes.
const SIZED: &[&str] = &["iframe", "img", "video"];

/// Classes of pictures that stand for characters.
const EMOJI: &[&str] = &["emoji", "twemoji", "wp-smiley"];

/// The width that is given to a frame of which only the proportions are known.
const FRAME_WIDTH: f64 = 640.0;

/// Writes the sizes of media as attributes.
pub(super) fn write(elements: &Elements<'_>) {
    let media = elements.named(SIZED);
    for node in &media {
        if let Some(style) = node.attr("style") {
            write_pixels(node, &style);
        }
        if node.has_name("iframe") {
            write_proportions(node);
        }
    }
    for image in media.iter().filter(|node| EMOJI.iter().any(|class| node.has_class(class))) {
        if let Some(character) = image.attr("alt").filter(|alt| is_character(alt)) {
            replace_by_text(image, &character);
        }
    }
}

/// `style="width: 300px"`
fn write_pixels(node: &NodeRef<'_>, style: &str) {
    let (width, height) = (style::pixels(style, "width"), style::pixels(style, "height"));
    // One side of the attributes beside another of the style would distort it.
    if width.or(height).is_none() {
        return;
    }
    for (name, pixels) in [("width", width), ("height", height)] {
        match pixels {
            Some(pixels) => node.set_attr(name, &pixels.to_string()),
            None => node.remove_attr(name),
        }
    }
}

/// A frame gets the proportions of the element around it, which is as high as its padding: `padding-bottom: 56.25%`.
fn write_proportions(frame: &NodeRef<'_>) {
    let is_sized =
        |name| frame.attr(name).is_some_and(|value| value.bytes().all(|byte| byte.is_ascii_digit()));
    if is_sized("width") && is_sized("height") {
        return;
    }
    let near = std::iter::once(*frame).chain(frame.ancestors_it(Some(2)));
    let ratio = near.into_iter().find_map(|node| proportions(&node.attr("style")?));
    if let Some(height) = ratio.and_then(|ratio| style::whole(FRAME_WIDTH * ratio)) {
        frame.set_attr("width", &FRAME_WIDTH.to_string());
        frame.set_attr("height", &height.to_string());
    }
}

/// The height of an element by its width.
fn proportions(style: &str) -> Option<f64> {
    let percent = |property| {
        let value = style::value(style, property)?;
        value.split_ascii_whitespace().find_map(|part| part.strip_suffix('%')?.parse::<f64>().ok())
    };
    let ratio = || {
        let value = style::value(style, "aspect-ratio")?;
        let (width, height) = value.split_once('/').unwrap_or((&value, "1"));
        Some(height.trim().parse::<f64>().ok()? / width.trim().parse::<f64>().ok()?)
    };
    let padding = ["padding-bottom", "padding-top"].into_iter().find_map(percent);
    padding.map(|percent| percent / 100.0).or_else(ratio).filter(|ratio| (0.05..20.0).contains(ratio))
}

/// Whether an alternative text is a character, and no description of one.
fn is_character(alt: &str) -> bool {
    let alt = alt.trim();
    !alt.is_empty() && !alt.chars().any(|c| c.is_ascii_alphanumeric() || c.is_ascii_whitespace())
}

fn replace_by_text(node: &NodeRef<'_>, text: &str) {
    let text = node.tree.new_text(text);
    node.insert_before(&text);
    node.remove_from_parent();
}
