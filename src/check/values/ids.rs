//! Ids in, findings out. Ids are IRIs that readers compare character by character.

use iri_string::types::IriStr;
use unicode_normalization::is_nfc;

use super::{FieldValue, urls};
use crate::check::codes::links::UNREGISTERED_SCHEME;
use crate::check::codes::values::{
    MALFORMED_TAG_URI, MALFORMED_URN, MALFORMED_UUID, NOT_AN_IRI, UNNORMALIZED_ID,
};
use crate::check::finding::excerpt;
use crate::check::registries;
use crate::check::scope::Scope;
use crate::source::tag_uri;

const NEW_ID: &str = "write a URL or a tag: URI in new entries; keep ids that are already published";

/// An Atom id: an absolute, normalized IRI (RFC 4287 §4.2.6).
pub(super) fn atom_id(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    if field.text().is_empty() {
        return field.expected(
            scope,
            &NOT_AN_IRI,
            "an absolute IRI",
            "write a URL, a tag: URI or a urn:uuid: URI",
        );
    }
    if !urls::is_written_as_url(field, scope) {
        return;
    }
    let text = field.text();
    if IriStr::new(text).is_err() {
        return field.expected(
            scope,
            &NOT_AN_IRI,
            "an absolute IRI",
            "write a URL, a tag: URI or a urn:uuid: URI",
        );
    }
    let scheme = text.split(':').next().unwrap_or_default().to_ascii_lowercase();
    match scheme.as_str() {
        "tag" => tag(field, scope),
        "urn" => urn(field, scope),
        known if !registries::is_scheme(known) => {
            field.report(
                scope,
                &UNREGISTERED_SCHEME,
                format!("has the unregistered scheme `{scheme}:`"),
                NEW_ID,
            );
        }
        _ => {}
    }
    if let Some(normal) = normalized(text) {
        let help =
            format!("write `{}` in new entries; keep ids that are already published", excerpt(&normal));
        field.report(scope, &UNNORMALIZED_ID, "is not a normalized IRI", help);
    }
}

/// A `tag:` URI (RFC 4151 §2.1).
pub(super) fn tag(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    if !tag_uri::is_tag(field.text()) {
        let help = "write it like `tag:example.org,2026:any-name`";
        field.expected(scope, &MALFORMED_TAG_URI, "a tag: URI with a domain and a date", help);
    }
}

/// A `urn:` in any namespace (RFC 8141 §2).
pub(super) fn urn(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    let mut parts = field.text().splitn(3, ':').skip(1);
    let (name, rest) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let is_valid_name = (2..=32).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !name.starts_with('-')
        && !name.eq_ignore_ascii_case("urn");
    let is_uuid = || {
        !name.eq_ignore_ascii_case("uuid") || parse_uuid(rest.split(['#', '?']).next().unwrap_or_default())
    };
    if !is_valid_name || rest.is_empty() || !is_uuid() {
        field.expected(
            scope,
            &MALFORMED_URN,
            "a URN",
            "write it like `urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a`",
        );
    }
}

/// Whether a text is a UUID with hyphens.
fn parse_uuid(text: &str) -> bool {
    text.len() == 36 && uuid::Uuid::try_parse(text).is_ok()
}

pub(super) fn uuid(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    if !parse_uuid(field.text()) {
        field.expected(
            scope,
            &MALFORMED_UUID,
            "a UUID",
            "write it like `9b024349-ccf0-5f69-a609-6b82873eab3c`",
        );
    }
}

/// The normalized id, if it differs (RFC 4287 §4.2.6).
fn normalized(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once(':')?;
    let escaped: String = normalize_escapes(rest);
    let mut normal = format!("{}:{escaped}", scheme.to_ascii_lowercase());
    if matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https") {
        let mut url = url::Url::parse(&normal).ok()?;
        if text.ends_with('#') {
            url.set_fragment(Some(""));
        }
        // The URL library encodes characters that an IRI may leave alone; only its other changes count.
        let encoded = percent_encoding::percent_decode_str(url.as_str()).decode_utf8_lossy();
        let ascii = url.host_str().unwrap_or_default();
        let encoded = match url::quirks::domain_to_unicode(ascii) {
            host if rest.contains(ascii) || host.is_empty() => encoded.into_owned(),
            host => encoded.replacen(ascii, &host, 1),
        };
        let before = percent_encoding::percent_decode_str(&normal).decode_utf8_lossy().into_owned();
        if encoded != before {
            normal = url.into();
        }
    }
    (normal != text || !is_nfc(text)).then_some(normal)
}

/// Converts escapes to upper case, and decodes unnecessary ones.
fn normalize_escapes(text: &str) -> String {
    let mut parts = text.split('%');
    let mut normal = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (escape, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        let byte = u8::from_str_radix(escape, 16).unwrap_or(b'%');
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            normal.push(char::from(byte));
        } else {
            normal.push('%');
            normal.push_str(&escape.to_ascii_uppercase());
        }
        normal.push_str(rest);
    }
    normal
}
