//! The tags of an HTML text in, links to places out that the text does not have: readers show it without its page.

use std::collections::BTreeSet;
use std::ops::Range;

use percent_encoding::percent_decode_str;

use super::{HtmlContext, Locate};
use crate::check::codes::html::RELATIVE_URL;
use crate::check::finding::excerpt;
use crate::source::html::tags::Tag;

/// The places of a text, and the links to some.
#[derive(Debug, Default)]
pub(super) struct Fragments {
    places: BTreeSet<String>,
    links: Vec<(String, Range<usize>)>,
}

impl Fragments {
    /// Notes the place that a tag is, and the one that it leads to.
    pub(super) fn add(&mut self, tag: &Tag) {
        for attribute in &tag.attributes {
            let value = attribute.value.trim_matches(|c| c <= ' ');
            match (tag.name.as_str(), attribute.name.as_str()) {
                (_, "id") | ("a", "name") => _ = self.places.insert(attribute.value.clone()),
                ("a" | "area", "href") if value.starts_with('#') => {
                    self.links.push((value.to_owned(), attribute.range.clone()));
                }
                _ => {}
            }
        }
    }

    /// Reports the links that lead nowhere, at most `max`.
    pub(super) fn report(&self, max: usize, locate: &Locate<'_>, context: &mut HtmlContext<'_>) {
        if context.base.is_some() {
            return;
        }
        let dead = self.links.iter().filter(|(link, _)| !self.has(link));
        for (link, range) in dead.take(max) {
            let message = format!("the link `{}` has no target in this text", excerpt(link));
            let help = format!("write the URL of the article before `{}`", excerpt(link));
            context.findings.add(&RELATIVE_URL, locate(range.clone()), message, help);
        }
    }

    fn has(&self, link: &str) -> bool {
        let fragment = link.trim_start_matches('#');
        let decoded = percent_decode_str(fragment).decode_utf8_lossy();
        self.places.contains(fragment) || self.places.contains(decoded.as_ref())
    }
}
