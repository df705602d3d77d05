//! URLs as browsers read them (the URL standard), written as RFC 3986 allows.

use std::borrow::Cow;

use ::url::Url;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::{InvalidUrl, is_plain};

/// What may follow the authority of a URL by the URL standard, but not by RFC 3986 (§3.3, §3.4).
const NOT_IN_RFC_3986: &AsciiSet = &CONTROLS
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b']')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The same behind the `#`, of which there is but one (§3.5).
const NOT_IN_A_FRAGMENT: &AsciiSet = &NOT_IN_RFC_3986.add(b'#');

/// A part of a URL as RFC 3986 wants it, if that is another text.
fn encoded(part: &str, not_in_it: &'static AsciiSet) -> Option<String> {
    match Cow::from(utf8_percent_encode(part, not_in_it)) {
        Cow::Borrowed(_) => None,
        Cow::Owned(encoded) => Some(encoded),
    }
}

/// Reads an absolute URL.
pub(crate) fn parse(text: &str) -> Result<String, InvalidUrl> {
    Url::parse(text).map(written).map_err(InvalidUrl::new)
}

/// Resolves a reference against an absolute URL.
pub(crate) fn join(base: &str, reference: &str) -> Result<String, InvalidUrl> {
    Url::parse(base).and_then(|base| base.join(reference)).map(written).map_err(InvalidUrl::new)
}

/// The URL, with what RFC 3986 forbids percent-encoded.
fn written(mut url: Url) -> String {
    if url.as_str().bytes().all(is_plain) {
        return url.into();
    }
    if let (Some(path), false) = (encoded(url.path(), NOT_IN_RFC_3986), url.cannot_be_a_base()) {
        url.set_path(&path);
    }
    if let Some(query) = url.query().and_then(|query| encoded(query, NOT_IN_RFC_3986)) {
        url.set_query(Some(&query));
    }
    if let Some(fragment) = url.fragment().and_then(|fragment| encoded(fragment, NOT_IN_A_FRAGMENT)) {
        url.set_fragment(Some(&fragment));
    }
    url.into()
}
