//! URLs in, ASCII URLs that RFC 3986 allows out, parsed as in browsers (URL standard).

use std::borrow::Cow;

use ::url::{ParseError, Url};
use percent_encoding::{AsciiSet, utf8_percent_encode};

use super::{InvalidUrl, escapes, is_plain};

/// What is forbidden after the `#`, which can occur only once (§3.5).
const FRAGMENT_ESCAPES: &AsciiSet = &escapes::FORBIDDEN.add(b'#');

/// A part of a URL as RFC 3986 requires it, if that differs.
fn encoded(part: &str, escapes: &'static AsciiSet) -> Option<String> {
    match Cow::from(utf8_percent_encode(part, escapes)) {
        Cow::Borrowed(_) => None,
        Cow::Owned(encoded) => Some(encoded),
    }
}

/// Reads an absolute URL.
pub(crate) fn parse(text: &str) -> Result<String, InvalidUrl> {
    Url::parse(text).map(to_rfc3986).map_err(invalid)
}

/// Resolves a reference against an absolute URL.
pub(crate) fn join(base: &str, reference: &str) -> Result<String, InvalidUrl> {
    Url::parse(base).and_then(|base| base.join(reference)).map(to_rfc3986).map_err(invalid)
}

/// Why a text is not a URL.
const PROBLEMS: &[(ParseError, &str)] = &[
    (ParseError::EmptyHost, "it has no host"),
    (ParseError::IdnaError, "its host contains a character that is not allowed in a host"),
    (ParseError::InvalidDomainCharacter, "its host contains a character that is not allowed in a host"),
    (ParseError::InvalidIpv4Address, "its host is not a valid IPv4 address"),
    (ParseError::InvalidIpv6Address, "its host is not a valid IPv6 address"),
    (ParseError::InvalidPort, "its port is not a number up to 65535"),
    (ParseError::Overflow, "it is too long"),
    (ParseError::RelativeUrlWithCannotBeABaseBase, "its base URL has no path"),
    (ParseError::RelativeUrlWithoutBase, "it has no scheme, such as `https://`"),
];

/// The error in our own words.
pub(crate) fn invalid(error: ParseError) -> InvalidUrl {
    let known = PROBLEMS.iter().find(|(known, _)| *known == error);
    InvalidUrl::new(known.map_or("it is malformed", |(_, problem)| problem))
}

/// The URL with characters that RFC 3986 forbids percent-encoded.
fn to_rfc3986(mut url: Url) -> String {
    if url.as_str().bytes().all(is_plain) {
        return url.into();
    }
    if let (Some(path), false) = (encoded(url.path(), escapes::FORBIDDEN), url.cannot_be_a_base()) {
        url.set_path(&path);
    }
    if let Some(query) = url.query().and_then(|query| encoded(query, escapes::FORBIDDEN)) {
        url.set_query(Some(&query));
    }
    if let Some(fragment) = url.fragment().and_then(|fragment| encoded(fragment, FRAGMENT_ESCAPES)) {
        url.set_fragment(Some(&fragment));
    }
    url.into()
}
