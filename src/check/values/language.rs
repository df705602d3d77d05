//! Languages, as BCP 47 and its registry have them.

use language_tags::LanguageTag;

use super::FieldValue;
use crate::check::codes::values::UNKNOWN_LANGUAGE;
use crate::check::scope::{Flavor, Scope};
use crate::diagnostic::Severity;

pub(super) fn check(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    let text = field.says.as_ref();
    // White space around it does no harm in an element.
    let text = if matches!(field.owner, super::Owner::Element(_)) { text.trim() } else { text };
    match LanguageTag::parse(text).map(|tag| tag.validate()) {
        Ok(Ok(())) => {}
        _ if scope.flavor == Flavor::Json => {
            let message = format!("{} is no language of BCP 47", field.owner);
            scope.findings.add_as(
                &UNKNOWN_LANGUAGE,
                Severity::Warning,
                Some(field.range.clone()),
                message,
                help(text),
            );
        }
        _ => field.expected(scope, &UNKNOWN_LANGUAGE, "a language tag of BCP 47", help(text)),
    }
}

/// Whether a code of two letters is that of a country, by the registry of languages, which has those of ISO 3166.
pub(crate) fn is_country(code: &str) -> bool {
    let code = code.to_ascii_uppercase();
    // Codes that anybody may use for anything are in the registry too; Kosovo's is one of them.
    let is_private =
        matches!(code.as_bytes(), [b'X', _] | [b'Q', b'M'..=b'Z'] | b"AA" | b"ZZ") && code != "XK";
    code.len() == 2
        && !is_private
        && LanguageTag::parse(&format!("en-{code}")).is_ok_and(|tag| tag.is_valid())
}

fn help(text: &str) -> String {
    let hyphens = text.trim().replace('_', "-");
    match LanguageTag::parse(&hyphens) {
        Ok(tag) if tag.is_valid() && hyphens != text => format!("write `{hyphens}`"),
        _ => "write it like `en`, `id` or `pt-BR`".to_owned(),
    }
}
