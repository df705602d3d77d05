//! The characters that are percent-encoded in parts of paths and ids.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};

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
