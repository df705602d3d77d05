//! Email addresses and names in, findings out.

use super::{FieldValue, plain};
use crate::check::codes::text::EMAIL_IN_NAME;
use crate::check::codes::values::{EMAIL_FORM, MALFORMED_EMAIL, MISSING_EMAIL, MISSING_NAME};
use crate::check::finding::excerpt;
use crate::check::scope::Scope;
use crate::source::email::is_address;

/// `ana@example.org (Ana)` (RSS Profile §3.3).
pub(super) fn contact(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    plain::html(field, scope);
    let text = field.text();
    let words = || {
        text.split([' ', '<', '>', '(', ')', ',', ';', '"', '\n', '\t'])
            .map(|word| word.trim_start_matches("mailto:"))
    };
    // Text in parentheses is a comment (RFC 822 §3.4.3).
    let outside = without_comments(text);
    let Some(address) = words().find(|word| is_address(word)).filter(|address| outside.contains(address))
    else {
        let help = match words().find(|word| is_address(word)) {
            Some(address) => format!("write `{address} ({})`", excerpt(outside.trim())),
            None => {
                format!("write `name@example.org ({})`, or use <dc:creator> for a name alone", excerpt(text))
            }
        };
        return field.expected(scope, &MISSING_EMAIL, "an email address", help);
    };
    let name: Vec<_> = words().filter(|word| !word.is_empty() && *word != address).collect();
    let name = if name.is_empty() { "Name".to_owned() } else { name.join(" ") };
    let help = format!("write `{address} ({})`", excerpt(&name));
    match text.strip_prefix(address) {
        Some(rest) if is_name(rest) => {}
        Some(rest) if rest.trim_matches([' ', '(', ')']).is_empty() => {
            field.report(scope, &MISSING_NAME, "has an email address but no name", help);
        }
        _ => field.expected(scope, &EMAIL_FORM, "an email address, a space, and a name in parentheses", help),
    }
}

/// The text outside of parentheses.
fn without_comments(text: &str) -> String {
    let (before, comments) = text.split_once('(').unwrap_or((text, ""));
    let after = comments.split('(').filter_map(|comment| comment.split_once(')')).map(|(_, after)| after);
    std::iter::once(before).chain(after).collect()
}

fn is_name(rest: &str) -> bool {
    let inner = rest.strip_prefix(" (").and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|name| !name.trim().is_empty())
}

/// An email address without a name (RFC 4287 §3.2.3).
pub(super) fn email(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    if field.text().len() < field.content.len() || !is_address(field.text()) {
        field.expected(
            scope,
            &MALFORMED_EMAIL,
            "an email address without a name",
            "write it like `name@example.org`",
        );
    }
}

/// A name, not an email address.
pub(super) fn name(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    let address = field.text().split([' ', '<', '>', '(', ')', ',']).find(|word| is_address(word));
    match address {
        Some(address) => {
            let message = format!("contains the email address `{}`", excerpt(address));
            field.report(scope, &EMAIL_IN_NAME, message, "write the person's name");
        }
        None => plain::check(field, scope),
    }
}
