//! The media types of files, by their extensions.

use mime_guess::{MimeGuess, mime};

/// Media types that differ from those of the registry that `mime_guess` follows, since podcast apps expect these.
const OVERRIDES: &[(&str, &str)] = &[("m4a", "audio/x-m4a"), ("m4v", "video/x-m4v")];

/// The media type of files with an extension.
#[must_use]
pub(crate) fn by_extension(extension: &str) -> Option<&'static str> {
    let known = OVERRIDES.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known));
    known.map(|(_, media_type)| *media_type).or_else(|| MimeGuess::from_ext(extension).first_raw())
}

/// Whether files with an extension are images.
#[must_use]
pub(crate) fn is_image(extension: &str) -> bool {
    MimeGuess::from_ext(extension).first().is_some_and(|media_type| media_type.type_() == mime::IMAGE)
}
