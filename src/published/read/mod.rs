//! The bytes of a published feed in any format in, what readers store of it out. Malformed parts are skipped; reporting
//! them is for a checker.

mod json;
mod xml;

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::published::feed::PublishedFeed;
use crate::source::encoding;
use crate::source::text::Offset;

/// More entries than any feed has: an entry takes much more memory than an element without a text.
const MOST_ITEMS: usize = 1_000_000;

/// Reads a feed, whose format is detected from its content. `None` if it is not a feed, has more than a million entries, or
/// could not be read to its end, so that more may be published than was read.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<PublishedFeed> {
    Offset::try_from(bytes.len()).ok()?;
    let text = encoding::decode(bytes, None).text;
    if text.trim_start().starts_with('{') { json::read(&text) } else { xml::read(&text) }
}

fn present(text: &str) -> Option<String> {
    let trimmed = text.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// A text on one line. A title that was escaped twice is the same title.
fn line(text: &str) -> String {
    let text =
        quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.trim().hash(&mut hasher);
    hasher.finish()
}
