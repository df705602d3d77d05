//! People: email addresses and names.

use email_address::EmailAddress;

use super::{Asked, plain};
use crate::check::finding::shown;
use crate::check::rules::text::EMAIL_IN_NAME;
use crate::check::rules::values::{EMAIL_FORM, MALFORMED_EMAIL, MISSING_EMAIL, MISSING_NAME};
use crate::check::scope::Scope;

/// `ana@example.org (Ana)` (RSS Profile §3.3).
pub(super) fn contact(asked: &Asked<'_>, scope: &mut Scope<'_>) {
    let text = asked.text();
    let words = || {
        text.split([' ', '<', '>', '(', ')', ',', ';', '"', '\n', '\t'])
            .map(|word| word.trim_start_matches("mailto:"))
    };
    // Text in parentheses is a comment (RFC 822 §3.4.3).
    let said = text.split('(').next().unwrap_or_default();
    let Some(address) = words().find(|word| is_address(word)).filter(|address| said.contains(address)) else {
        let help = match words().find(|word| is_address(word)) {
            Some(address) => format!("write `{address} ({})`", shown(said.trim())),
            None => {
                format!("write `name@example.org ({})`, or use <dc:creator> for a name alone", shown(text))
            }
        };
        return asked.expected(scope, &MISSING_EMAIL, "an email address", help);
    };
    match text.strip_prefix(address) {
        Some("") => {
            let help = format!("write `{address} (Name)`");
            asked.note(scope, &MISSING_NAME, "has an email address but no name", help);
        }
        Some(rest) if is_name(rest) => {}
        _ => {
            let name: Vec<_> = words().filter(|word| !word.is_empty() && *word != address).collect();
            let help = format!("write `{address} ({})`", shown(&name.join(" ")));
            asked.expected(scope, &EMAIL_FORM, "an email address, a space, and a name in parentheses", help);
        }
    }
}

fn is_name(rest: &str) -> bool {
    let inner = rest.strip_prefix(" (").and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|name| !name.trim().is_empty())
}

/// An ordinary email address, whose host contains a dot.
pub(crate) fn is_address(text: &str) -> bool {
    let options = email_address::Options::default().without_display_text().without_domain_literal();
    EmailAddress::parse_with_options(text, options).is_ok_and(|address| address.domain().contains('.'))
}

/// An email address without a name (RFC 4287 §3.2.3).
pub(super) fn email(asked: &Asked<'_>, scope: &mut Scope<'_>) {
    if asked.text().len() < asked.says.len() || !is_address(asked.text()) {
        asked.expected(
            scope,
            &MALFORMED_EMAIL,
            "an email address without a name",
            "write it like `name@example.org`",
        );
    }
}

/// A name, not an email address.
pub(super) fn name(asked: &Asked<'_>, scope: &mut Scope<'_>) {
    let address = asked.text().split([' ', '<', '>', '(', ')', ',']).find(|word| is_address(word));
    match address {
        Some(address) => {
            let message = format!("contains the email address `{}`", shown(address));
            asked.note(scope, &EMAIL_IN_NAME, message, "write the person's name");
        }
        None => plain::check(asked, scope),
    }
}
