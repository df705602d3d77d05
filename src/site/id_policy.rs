//! Ids that are generated rather than taken from the page: from an authority and the article's path below the content
//! folder, so they survive changes of host, permalink, slug and title. Never from a clock, and never at random.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use uuid::Uuid;

use crate::feed::Id;
use crate::site::file_name::after_index;
use crate::site::files::Source;
use crate::source::nfc::nfc;
pub(crate) use crate::source::tag_uri::Authority;

/// Characters that are not encoded in the `specific` part of a tag (RFC 4151 §2.1), except ambiguous ones.
const SPECIFIC: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// How ids are made for articles without an id in their metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum IdPolicy {
    /// The URL of the page, as in nearly every generator.
    #[default]
    Permalink,
    /// `tag:example.org,2026:news/a1` (RFC 4151)
    Tag(Authority),
    /// `urn:uuid:…`: the version 5 UUID of that tag, in the namespace of URLs (RFC 9562 §5.5).
    Uuid(Authority),
}

/// The path below the content folder, without extension. Of an `index` file the folder, so that a file may become one.
fn specific(source: &Source) -> String {
    let stem = source.stem();
    let path = match (source.dir(), after_index(stem)) {
        ("", _) => stem.to_owned(),
        (dir, Some(rest)) => format!("{dir}{rest}"),
        (dir, None) => format!("{dir}/{stem}"),
    };
    utf8_percent_encode(&nfc(&path), SPECIFIC).to_string()
}

impl IdPolicy {
    /// The id of an article; `None` if it is its page.
    #[must_use]
    pub(crate) fn id_of(&self, source: &Source) -> Option<Id> {
        match self {
            IdPolicy::Permalink => None,
            IdPolicy::Tag(authority) => Id::new(&authority.tag(&specific(source))),
            IdPolicy::Uuid(authority) => {
                let tag = authority.tag(&specific(source));
                Id::new(&Uuid::new_v5(&Uuid::NAMESPACE_URL, tag.as_bytes()).urn().to_string())
            }
        }
    }
}
