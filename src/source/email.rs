//! Email addresses (RFC 5322 §3.4.1 `addr-spec`).

use email_address::{EmailAddress, Options};

/// Whether a text is an ordinary email address, with a dot in its host and without a name.
#[must_use]
pub(crate) fn is_address(text: &str) -> bool {
    let options = Options::default().without_display_text().without_domain_literal();
    EmailAddress::parse_with_options(text, options).is_ok_and(|address| address.domain().contains('.'))
}
