//! A tree in, the same tree with sizes that readers keep out: those in styles become attributes, pictures without a size get
//! the measured one, and a picture of an emoji becomes that emoji. Readers drop styles, and show small pictures at their full
//! size without them; a text jumps when a picture of unknown size is loaded.

use std::collections::BTreeSet;

use dom_query::NodeRef;

use super::MeasuredPicture;
use super::address::{Address, Base, Context};
use super::elements::Elements;
use crate::diagnostic::Diagnostic;
use crate::feed::url::trimmed;
use crate::feed::{Image, ImageForm, Url};
use crate::source::html::style;

/// Elements with sizes.
const SIZED: &[&str] = &["iframe", "img", "video"];

/// Classes of pictures that stand for characters.
const EMOJI: &[&str] = &["emoji", "twemoji", "wp-smiley"];

/// The largest picture that stands for a character in the text around it, in heights of the text.
const MAX_EMOJI: f64 = 1.5;

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
    for image in media.iter().filter(|node| is_emoji(node)) {
        if let Some(character) = image.attr("alt").filter(|alt| is_character(alt)) {
            replace_by_text(image, &character);
        }
    }
}

/// Whether a picture stands for a character: by its class, or as high as the text around it.
fn is_emoji(image: &NodeRef<'_>) -> bool {
    let is_text_high = |style: &str| {
        let heights = ["height", "width"].into_iter().filter_map(|side| style::value(style, side));
        let ems = heights.filter_map(|height| height.strip_suffix("em")?.trim().parse::<f64>().ok());
        ems.into_iter().any(|ems| ems <= MAX_EMOJI)
    };
    let is_symbol = || image.attr("alt").is_some_and(|alt| !alt.is_ascii());
    EMOJI.iter().any(|class| image.has_class(class))
        || (is_symbol() && image.attr("style").is_some_and(|style| is_text_high(&style)))
}

/// The shorter side of a picture that lists of entries may show, in pixels: MSN takes no smaller one.
const MIN_LISTED: u32 = 150;

/// Writes the measured sizes of pictures without one. Returns the first of them that is large enough for lists of entries,
/// and what is wrong with their files, but for those that are `named` in the metadata, too.
pub(super) fn measure(
    elements: &Elements<'_>,
    base: Base<'_>,
    measured: &dyn Fn(&str, &Url) -> Option<MeasuredPicture>,
    named: &[Image],
) -> (Option<ImageForm>, Vec<(String, Diagnostic)>) {
    let is_named = |url: &Url| named.iter().any(|image| image.url == *url);
    let (mut listed, mut unusable, mut seen) = (None, Vec::new(), BTreeSet::new());
    for image in elements.named(&["img"]) {
        let Some(src) = image.attr("src") else { continue };
        let Some(Address::Url(url)) = Address::parse_in(&src, Context::Image, base) else { continue };
        let Some((file, problem)) = measured(trimmed(&src), &url) else { continue };
        if let Some(problem) = problem.filter(|_| !is_named(&url))
            && seen.insert(url)
        {
            unusable.push((trimmed(&src).to_owned(), problem));
        }
        if let Some((width, height)) = file.size {
            write_size(&image, width, height);
            listed = listed.or_else(|| (width.min(height) >= MIN_LISTED).then_some(file));
        }
    }
    (listed, unusable)
}

/// The size of a picture, unless the text has one. Of one side in the text, the other follows.
fn write_size(image: &NodeRef<'_>, width: u32, height: u32) {
    let is_styled = image.attr("style").is_some_and(|style| {
        ["width", "height"].iter().any(|property| style::value(&style, property).is_some())
    });
    let attribute = |name| image.attr(name).map(|value| value.trim().parse::<u32>().ok());
    let side =
        |given: u32, own: u32, other: u32| style::whole(f64::from(given) * f64::from(other) / f64::from(own));
    let (width, height) = match (attribute("width"), attribute("height")) {
        _ if is_styled || width == 0 || height == 0 => return,
        (None, None) => (Some(width), Some(height)),
        (Some(Some(given)), None) => (Some(given), side(given, width, height)),
        (None, Some(Some(given))) => (side(given, height, width), Some(given)),
        (Some(_), _) | (_, Some(_)) => return,
    };
    for (name, pixels) in [("width", width), ("height", height)] {
        if let Some(pixels) = pixels {
            image.set_attr(name, &pixels.to_string());
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
