//! Elements in, the words that a browser shows of them out.

use dom_query::NodeRef;

/// Elements whose text is not shown.
const HIDDEN: &[&str] = &["head", "noscript", "script", "style", "template", "title"];

/// Elements that show something without words.
const MEDIA: &[&str] = &["audio", "iframe", "img", "math", "picture", "svg", "video"];

/// Elements that do not separate the words around them.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// Whether an element is part of a line of text.
pub(super) fn is_inline(node: &NodeRef<'_>) -> bool {
    node.node_name().is_some_and(|name| INLINE.contains(&&*name))
}

/// The text that is shown of an element, with spaces around the elements in it that are not part of a line.
pub(super) fn text(node: &NodeRef<'_>) -> String {
    let mut text = String::new();
    add(node, &mut text);
    text
}

fn add(node: &NodeRef<'_>, text: &mut String) {
    if node.is_text() {
        text.push_str(&node.text());
        return;
    }
    if node.node_name().is_some_and(|name| HIDDEN.contains(&&*name)) {
        return;
    }
    let gap = if is_inline(node) { "" } else { " " };
    text.push_str(gap);
    node.children_it(false).for_each(|child| add(&child, text));
    text.push_str(gap);
}

/// The number of words that are shown of an element. In scripts without spaces, two characters count as one.
pub(super) fn count(node: &NodeRef<'_>) -> usize {
    let of_word = |word: &str| {
        let without_spaces =
            if word.is_ascii() { 0 } else { word.chars().filter(|c| *c >= '\u{2E80}').count() };
        1 + without_spaces / 2
    };
    words(&text(node)).map(of_word).sum()
}

/// Whether any word is shown of an element.
pub(super) fn has_words(node: &NodeRef<'_>) -> bool {
    words(&text(node)).next().is_some()
}

/// The words of a text: its runs of letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The number of levels below an element.
pub(super) fn depth(node: &NodeRef<'_>) -> usize {
    node.children_it(false).map(|child| 1 + depth(&child)).max().unwrap_or_default()
}

/// Whether an element contains pictures, sound, frames or the like.
pub(super) fn has_media(node: &NodeRef<'_>) -> bool {
    let is_media = |node: &NodeRef<'_>| node.node_name().is_some_and(|name| MEDIA.contains(&&*name));
    is_media(node) || node.descendants_it().any(|node| is_media(&node))
}
