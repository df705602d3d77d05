//! The titles of pages: what separates that of an article from that of its site, and what two spellings share.

use crate::site::slug::fold;

/// What stands between the title of an article and that of the site.
pub(super) const SEPARATORS: &[&str] =
    &[" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " : ", " » ", " « ", " / "];

/// What two spellings of a title share: its letters and digits.
#[must_use]
pub(super) fn title_key(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    fold(&words.collect::<Vec<_>>().join(" "))
}
