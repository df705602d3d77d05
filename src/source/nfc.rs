//! Unicode normalization.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// NFC, which nearly every text is in already.
#[must_use]
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    let is_nfc = text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes;
    if is_nfc { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Two texts that differ only in their normalization, with non-ASCII characters escaped to show the difference.
#[must_use]
pub(crate) fn escaped_difference(one: &str, other: &str) -> Option<(String, String)> {
    let escaped = |text: &str| {
        let shown = |c: char| if c.is_ascii() { c.to_string() } else { c.escape_unicode().to_string() };
        text.chars().map(shown).collect::<String>()
    };
    (one != other && nfc(one) == nfc(other)).then(|| (escaped(one), escaped(other)))
}
