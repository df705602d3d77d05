//! The tags of an HTML text in, frames out that few readers show, and that have no link to what they show.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{HtmlContext, Locate};
use crate::check::codes::html::IFRAME;
use crate::source::html::players::page_of;
use crate::source::html::tags::Tag;

/// The frames of a text, and where its links lead.
#[derive(Debug, Default)]
pub(super) struct Frames {
    frames: Vec<(String, Range<usize>)>,
    links: BTreeSet<String>,
}

impl Frames {
    /// Notes a frame, or a link.
    pub(super) fn add(&mut self, tag: &Tag) {
        let value = |name| tag.value(name).unwrap_or_default().trim_matches(|c| c <= ' ').to_owned();
        match tag.name.as_str() {
            "iframe" => self.frames.push((value("src"), tag.range.clone())),
            "a" => _ = self.links.insert(value("href")),
            _ => {}
        }
    }

    /// Reports the frames without a link, at most `max`.
    pub(super) fn report(&self, max: usize, locate: &Locate<'_>, context: &mut HtmlContext<'_>) {
        let has_link = |source: &String| {
            !source.is_empty() && (self.links.contains(source) || self.links.contains(&page_of(source)))
        };
        for (_, range) in self.frames.iter().filter(|(source, _)| !has_link(source)).take(max) {
            let help = "add a link to its content";
            context.findings.add(&IFRAME, locate(range.clone()), "few readers show `<iframe>`", help);
        }
    }
}
