//! Addresses and ids as they stand in an entry: absolute, and its own.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Display;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::Page;
use crate::model::url::Url;

/// Pictures that a document may carry within it.
const INLINE_IMAGES: &[&str] = &["data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"];

/// The most candidates of a `srcset` that are read: each becomes a whole address.
const CANDIDATES: usize = 100;

/// What attributes become.
#[derive(Debug)]
pub(super) struct Resolver {
    /// The entry's page.
    pub(super) page: Page,
    /// What links are resolved against: the page, unless its document says otherwise.
    pub(super) base: Url,
    /// The ids that the entry has.
    pub(super) ids: BTreeSet<String>,
}

impl Resolver {
    /// What becomes of an attribute; none removes it.
    pub(super) fn attribute<'v>(
        &self,
        element: &str,
        attribute: &str,
        value: &'v str,
    ) -> Option<Cow<'v, str>> {
        match (element, attribute) {
            (_, "id") => Some(format!("{}{value}", self.page.prefix).into()),
            (_, "class") => language(value).map(Cow::from),
            (_, "headers") => Some(self.headers(value).into()),
            (_, "srcset") => self.srcset(value).map(Cow::from),
            ("img", "src") | ("video", "poster") if is_inline_image(value) => Some(value.trim().into()),
            (_, "href" | "src" | "poster" | "cite") => self.resolve(value).map(Cow::from),
            (_, _) => Some(value.into()),
        }
    }

    fn resolve(&self, value: &str) -> Option<String> {
        let value = value.trim();
        if let Some(fragment) = value.strip_prefix('#') {
            return Some(self.fragment(fragment));
        }
        let url = self.base.join(value).ok()?;
        Some(self.page.fragment(&url).map_or_else(|| url.to_string(), |fragment| self.fragment(fragment)))
    }

    /// A link into the page leads into the entry, if the entry has the place.
    fn fragment(&self, fragment: &str) -> String {
        let page = self.page.url.as_str().split('#').next().unwrap_or_default();
        let decoded = percent_decode_str(fragment).decode_utf8_lossy();
        let prefix = if self.ids.contains(decoded.as_ref()) { self.page.prefix.as_str() } else { "" };
        let whole = |fragment: &dyn Display| Url::parse(&format!("{page}#{prefix}{fragment}"));
        // What no URL can have is encoded, whatever it is.
        let encoded = |_| whole(&utf8_percent_encode(&decoded, NON_ALPHANUMERIC));
        whole(&fragment).or_else(encoded).map_or_else(|_| page.to_owned(), |url| url.to_string())
    }

    fn headers(&self, value: &str) -> String {
        let ids: Vec<_> = value.split_whitespace().map(|id| format!("{}{id}", self.page.prefix)).collect();
        ids.join(" ")
    }

    fn srcset(&self, value: &str) -> Option<String> {
        let resolved: Vec<_> = candidates(value)
            .into_iter()
            .filter_map(|(address, descriptor)| {
                let url = self.resolve(address).filter(|url| url.starts_with("http"))?;
                Some(if descriptor.is_empty() { url } else { format!("{url} {descriptor}") })
            })
            .collect();
        (!resolved.is_empty()).then(|| resolved.join(", "))
    }
}

/// Candidates of a `srcset` with their descriptors (HTML §4.8.4.2.1): addresses end at white space, so that a comma
/// within one is part of it.
pub(super) fn candidates(srcset: &str) -> Vec<(&str, &str)> {
    const BETWEEN: [char; 5] = [' ', '\t', '\n', '\u{C}', ','];
    let mut found = Vec::new();
    let mut rest = srcset.trim_start_matches(BETWEEN);
    while !rest.is_empty() && found.len() < CANDIDATES {
        let (address, after) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
        let (address, descriptor, next) = match address.strip_suffix(',') {
            Some(address) => (address.trim_end_matches(','), "", after),
            None => {
                let (descriptor, next) = after.split_once(',').unwrap_or((after, ""));
                (address, descriptor.trim(), next)
            }
        };
        found.push((address, descriptor));
        rest = next.trim_start_matches(BETWEEN);
    }
    found
}

/// Of a code block's classes the one that names its language: some readers colour it.
fn language(classes: &str) -> Option<&str> {
    classes.split_whitespace().find(|class| class.starts_with("language-"))
}

fn is_inline_image(value: &str) -> bool {
    let value = value.trim();
    INLINE_IMAGES.iter().any(|kind| {
        let (start, rest) = value.split_at_checked(kind.len()).unwrap_or_default();
        start.eq_ignore_ascii_case(kind) && rest.starts_with([';', ','])
    })
}
