//! Media types in, findings out.

use mime_guess::mime::{self, Mime};

use super::FieldValue;
use crate::check::codes::values::MALFORMED_MEDIA_TYPE;
use crate::check::scope::Scope;
use crate::source::media_type::by_extension;

pub(super) fn media_type(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    if field.content.parse::<Mime>().is_err() {
        let guess = by_extension(field.text().trim_start_matches('.'));
        let help = guess.map_or("write it like `audio/mpeg`".to_owned(), |guess| format!("write `{guess}`"));
        field.expected(scope, &MALFORMED_MEDIA_TYPE, "a media type", help);
    }
}

/// Whether a media type is an XML type (RFC 7303 §4).
pub(crate) fn is_xml(mime: &Mime) -> bool {
    mime.suffix() == Some(mime::XML) || mime.subtype() == mime::XML
}
