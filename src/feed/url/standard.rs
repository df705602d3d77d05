//! URLs in, ASCII URLs that RFC 3986 allows out, parsed as in browsers (URL standard).

use std::borrow::Cow;

use ::url::Url;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::{InvalidUrl, is_plain};

/// Characters after the authority that the URL standard allows, but RFC 3986 does not (§3.3, §3.4).
const RFC_3986_ESCAPES: &AsciiSet = &CONTROLS
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

/// The same after the `#`, of which there can be only one (§3.5).
const FRAGMENT_ESCAPES: &AsciiSet = &RFC_3986_ESCAPES.add(b'#');

/// A part of a URL as RFC 3986 requires it, if that differs.
fn encoded(part: &str, escapes: &'static AsciiSet) -> Option<String> {
    match Cow::from(utf8_percent_encode(part, escapes)) {
        Cow::Borrowed(_) => None,
        Cow::Owned(encoded) => Some(encoded),
    }
}

/// Reads an absolute URL.
pub(crate) fn parse(text: &str) -> Result<String, InvalidUrl> {
    Url::parse(text).map(to_rfc3986).map_err(InvalidUrl::new)
}

/// Resolves a reference against an absolute URL.
pub(crate) fn join(base: &str, reference: &str) -> Result<String, InvalidUrl> {
    Url::parse(base).and_then(|base| base.join(reference)).map(to_rfc3986).map_err(InvalidUrl::new)
}

/// The URL with characters that RFC 3986 forbids percent-encoded.
fn to_rfc3986(mut url: Url) -> String {
    if url.as_str().bytes().all(is_plain) {
        return url.into();
    }
    if let (Some(path), false) = (encoded(url.path(), RFC_3986_ESCAPES), url.cannot_be_a_base()) {
        url.set_path(&path);
    }
    if let Some(query) = url.query().and_then(|query| encoded(query, RFC_3986_ESCAPES)) {
        url.set_query(Some(&query));
    }
    if let Some(fragment) = url.fragment().and_then(|fragment| encoded(fragment, FRAGMENT_ESCAPES)) {
        url.set_fragment(Some(&fragment));
    }
    url.into()
}
