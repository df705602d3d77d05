//! Unicode normalization of texts of others.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// NFC, which nearly every text is in already.
#[must_use]
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    let is_nfc = text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes;
    if is_nfc { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}
