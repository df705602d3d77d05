//! The license of an article in, its address out: a URL, or the SPDX identifier of a Creative Commons license.

use crate::check::registries::creative_commons;
use crate::diagnostic::nearest;
use crate::feed::{InvalidUrl, Url};

/// The address of a license. The case of an identifier does not matter.
///
/// # Errors
/// If it is neither a URL nor such an identifier.
pub(crate) fn address(license: &str) -> Result<Url, InvalidUrl> {
    let id = license.trim();
    let known = creative_commons().find(|(known, _)| known.eq_ignore_ascii_case(id));
    Url::parse(known.map_or(license, |(_, address)| address))
}

/// What to write instead of a text that is not a license.
#[must_use]
pub(crate) fn help(license: &str) -> String {
    match nearest(&license.trim().to_uppercase(), creative_commons().map(|(id, _)| id)) {
        Some(id) => format!("did you mean `{id}`?"),
        None => {
            "write a URL, a path on the site, or the SPDX identifier of a Creative Commons license, such as \
                 `CC-BY-4.0`"
                .to_owned()
        }
    }
}
