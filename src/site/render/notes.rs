//! What a newsroom puts before a text: the dateline at the beginning of its first paragraph, and above it what was corrected.
//! No format has a place for them.

use dom_query::NodeRef;

use crate::feed::Text;

/// Elements whose paragraphs are not the article's own.
const QUOTED: &[&str] = &["aside", "blockquote", "figure", "table"];

/// What stands between a dateline and the text, unless it has its own.
const DASHES: &[char] = &['-', '–', '—', '='];

/// What ends a dateline in Chinese: a dispatch of an agency.
const DISPATCH: &[char] = &['电', '電', '讯', '訊'];

/// Puts a dateline before the text, unless it is there.
pub(super) fn add_dateline(content: &NodeRef<'_>, dateline: &Text) {
    let place = dateline.as_str().trim().trim_end_matches(|c: char| DASHES.contains(&c) || c.is_whitespace());
    let is_own = |node: &NodeRef<'_>| {
        !node.ancestors_it(None).any(|above| QUOTED.iter().any(|name| above.has_name(name)))
    };
    let is_text = |node: &NodeRef<'_>| node.has_name("p") && !node.text().trim().is_empty() && is_own(node);
    let first = content.descendants_it().find(is_text);
    let starts =
        |node: NodeRef<'_>| node.text().trim_start().to_lowercase().starts_with(&place.to_lowercase());
    if first.is_some_and(starts) || place.is_empty() {
        return;
    }
    let between = if place.ends_with(DISPATCH) { "\u{3000}" } else { " — " };
    let words = content.tree.new_text(format!("{place}{between}"));
    match first {
        Some(first) => first.prepend_child(&words),
        None => content.prepend_child(&words),
    }
}

/// The paragraph above the text that says what was corrected.
pub(super) fn correction(text: &Text) -> String {
    let text = text.as_str().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<p><em>{text}</em></p>\n")
}
