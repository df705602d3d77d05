//! The URL of a feed in, the identity of its podcast out.

use uuid::Uuid;

use crate::feed::Url;

/// The namespace of `podcast:guid`.
const NAMESPACE: Uuid = Uuid::from_u128(0xead4_c236_bf58_58c6_a2c6_a6b2_8d12_8cb6);

/// The `podcast:guid` of a podcast whose first feed is at a URL: a version 5 UUID of the URL without its scheme and
/// slashes at its end (Podcasting 2.0, guid).
pub(crate) fn guid_of(feed: &Url) -> String {
    let text = feed.as_str();
    let address = text.split_once("://").map_or(text, |(_, address)| address);
    Uuid::new_v5(&NAMESPACE, address.trim_end_matches('/').as_bytes()).hyphenated().to_string()
}

/// Whether a text is a UUID as `podcast:guid` has it.
pub(crate) fn is_guid(text: &str) -> bool {
    text.len() == 36 && Uuid::try_parse(text).is_ok()
}
