//! The characters that are percent-encoded in URLs, their parts, and ids.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC};

/// Characters that RFC 3986 allows nowhere in a URL after the host, or only as delimiters of a host (§3.3, §3.4).
pub(crate) const FORBIDDEN: &AsciiSet = &CONTROLS
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Those, and the ones that have a special meaning in a URL but not in a file path.
pub(crate) const FILE_NAME: &AsciiSet = &FORBIDDEN.add(b' ').add(b'#').add(b'%').add(b'?');

/// All but those that are never encoded (RFC 3986 §2.3).
pub(crate) const UNRESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// All but those that a part of a path may contain (RFC 3986 §3.3), except the ambiguous `&`.
pub(crate) const PART: &AsciiSet = &UNRESERVED
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// The same for several parts, with the slashes between them.
pub(crate) const PARTS: &AsciiSet = &PART.remove(b'/');
