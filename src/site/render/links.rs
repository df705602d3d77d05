//! Attributes of an element in, their values for a feed out: absolute URLs, and ids with a prefix of the entry.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Display;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::Page;
use super::address::{Address, Base, Context};
use crate::feed::Url;
use crate::source::html::srcset;

/// Converts attributes.
#[derive(Debug)]
pub(super) struct Resolver {
    /// The entry's page.
    pub(super) page: Page,
    /// The base URL of links: the page, unless its document has another.
    pub(super) base: Url,
    /// The ids in the entry.
    pub(super) ids: BTreeSet<String>,
}

impl Resolver {
    /// The new value of an attribute; `None` removes it.
    pub(super) fn attribute<'v>(
        &self,
        element: &str,
        attribute: &str,
        value: &'v str,
    ) -> Option<Cow<'v, str>> {
        match (element, attribute) {
            (_, "id") => Some(format!("{}{value}", self.page.prefix).into()),
            (_, "class") => classes(element, value).map(Cow::from),
            (_, "role") => ROLES.iter().find(|role| value.trim() == **role).map(|role| Cow::from(*role)),
            (_, "headers") => Some(self.headers(value).into()),
            (_, "srcset") => self.srcset(value).map(Cow::from),
            (_, _) => match Context::of(element, attribute) {
                Some(context) => self.address(value, context).map(Cow::from),
                None => Some(value.into()),
            },
        }
    }

    /// The text of a checked address.
    fn address(&self, text: &str, context: Context) -> Option<String> {
        let base = Base { page: &self.page, url: &self.base };
        Some(match Address::parse_in(text, context, base)? {
            Address::Fragment(fragment) => self.fragment(&fragment),
            Address::Url(url) => url.to_string(),
            Address::InlineImage(other) | Address::Other(other) => other,
        })
    }

    /// A link to a place on the page. It stays within the entry if the entry contains the place: readers follow it there.
    fn fragment(&self, fragment: &str) -> String {
        let page = self.page.url.as_str().split('#').next().unwrap_or_default();
        let decoded = percent_decode_str(fragment).decode_utf8_lossy();
        let is_here = self.ids.contains(decoded.as_ref());
        let prefix = if is_here { self.page.prefix.as_str() } else { "" };
        let with_fragment = |fragment: &dyn Display| Url::parse(&format!("{page}#{prefix}{fragment}"));
        // Characters that are not allowed in a URL are encoded.
        let encoded = |_| with_fragment(&utf8_percent_encode(&decoded, NON_ALPHANUMERIC));
        let url = with_fragment(&fragment).or_else(encoded);
        let url = url.map_or_else(|_| page.to_owned(), |url| url.to_string());
        match url.strip_prefix(page) {
            Some(fragment) if is_here && !fragment.is_empty() => fragment.to_owned(),
            Some(_) | None => url,
        }
    }

    fn headers(&self, value: &str) -> String {
        let ids: Vec<_> = value.split_whitespace().map(|id| format!("{}{id}", self.page.prefix)).collect();
        ids.join(" ")
    }

    fn srcset(&self, value: &str) -> Option<String> {
        let candidates: Vec<_> = srcset::candidates(value)
            .into_iter()
            .filter_map(|candidate| {
                let address = self.address(candidate.address, Context::Media)?;
                Some(
                    [encode_commas(&address).as_ref(), &candidate.descriptors]
                        .join(" ")
                        .trim_end()
                        .to_owned(),
                )
            })
            .collect();
        (!candidates.is_empty()).then(|| candidates.join(", "))
    }
}

/// The address of a candidate. A comma at its end would be read as a separator.
fn encode_commas(address: &str) -> Cow<'_, str> {
    let bare = address.trim_end_matches(',');
    match address.len() - bare.len() {
        0 => address.into(),
        commas => format!("{bare}{}", "%2C".repeat(commas)).into(),
    }
}

/// Classes of footnotes, by which readers show a note in place or lead back from it.
const FOOTNOTES: &[&str] = &[
    "data-footnote-backref",
    "footnote",
    "footnote-back",
    "footnote-backref",
    "footnote-definition",
    "footnote-ref",
    "footnote-reference",
    "footnote-return",
    "footnotes",
    "reversefootnote",
];

/// Their roles (DPUB-ARIA 1.1).
const ROLES: &[&str] = &["doc-backlink", "doc-endnote", "doc-endnotes", "doc-footnote", "doc-noteref"];

/// The classes that readers know: those of footnotes, and that of a code block which names its language.
fn classes(element: &str, classes: &str) -> Option<String> {
    let is_known =
        |class: &&str| FOOTNOTES.contains(class) || element == "code" && class.starts_with("language-");
    let known: Vec<_> = classes.split_whitespace().filter(is_known).collect();
    (!known.is_empty()).then(|| known.join(" "))
}
