//! Languages, checked against BCP 47 and its registry.

use language_tags::LanguageTag;

use super::Asked;
use crate::check::rules::values::UNKNOWN_LANGUAGE;
use crate::check::scope::{Flavor, Scope};
use crate::diagnostic::Severity;

pub(super) fn check(asked: &Asked<'_>, scope: &mut Scope<'_>) {
    let text = asked.says.as_ref();
    // Whitespace around it is harmless in an element.
    let text = if matches!(asked.owner, super::Owner::Element(_)) { text.trim() } else { text };
    match LanguageTag::parse(text).map(|tag| tag.validate()) {
        Ok(Ok(())) => {}
        _ if scope.flavor == Flavor::Json => {
            let message = format!("{} is not a BCP 47 language", asked.owner);
            scope.findings.add_as(
                &UNKNOWN_LANGUAGE,
                Severity::Warning,
                Some(asked.range.clone()),
                message,
                help(text),
            );
        }
        _ => asked.expected(scope, &UNKNOWN_LANGUAGE, "a BCP 47 language tag", help(text)),
    }
}

/// Whether a two-letter code is a country, by the language registry, which includes ISO 3166.
pub(crate) fn is_country(code: &str) -> bool {
    let code = code.to_ascii_uppercase();
    // The registry also has private-use codes; Kosovo's is one of them.
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
