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

/// A dateline before a text.
pub(super) struct Dateline<'d> {
    /// Where the text comes from.
    pub(super) place: &'d str,
    /// What stands between that and the text.
    pub(super) between: &'static str,
}

impl Dateline<'_> {
    /// The dateline that is written in metadata, unless it is blank.
    pub(super) fn of(dateline: &Text) -> Option<Dateline<'_>> {
        let place = dateline.as_str().trim();
        let place = place.trim_end_matches(|c: char| DASHES.contains(&c) || c.is_whitespace());
        let between = if place.ends_with(DISPATCH) { "\u{3000}" } else { " — " };
        (!place.is_empty()).then_some(Dateline { place, between })
    }

    /// Whether a text begins with it.
    pub(super) fn begins(&self, text: &str) -> bool {
        text.trim_start().to_lowercase().starts_with(&self.place.to_lowercase())
    }
}

/// Puts a dateline before the text, unless it is there.
pub(super) fn add_dateline(content: &NodeRef<'_>, dateline: &Text) {
    let Some(dateline) = Dateline::of(dateline) else { return };
    let is_own = |node: &NodeRef<'_>| {
        !node.ancestors_it(None).any(|above| QUOTED.iter().any(|name| above.has_name(name)))
    };
    let is_text = |node: &NodeRef<'_>| node.has_name("p") && !node.text().trim().is_empty() && is_own(node);
    let first = content.descendants_it().find(is_text);
    if first.is_some_and(|node| dateline.begins(&node.text())) {
        return;
    }
    let words = content.tree.new_text(format!("{}{}", dateline.place, dateline.between));
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
