//! Entities: what references stand for.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The entities that a document declares, expanded; external ones are empty.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    declared: BTreeMap<String, String>,
    external: BTreeSet<String>,
}

/// The meaning of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A text.
    Text,
    /// Something outside of the file.
    External,
    /// A character that XML does not allow.
    Illegal,
    /// Nothing: it is undefined.
    Undefined,
}

impl Entities {
    pub(crate) fn declare(&mut self, name: &str, value: String) {
        // The first declaration counts (XML 1.0 §4.2).
        self.declared.entry(name.to_owned()).or_insert(value);
    }

    pub(crate) fn declare_external(&mut self, name: &str) {
        self.external.insert(name.to_owned());
    }

    /// The meaning of a reference, given the text between `&` and `;`.
    pub(crate) fn lookup(&self, reference: &str) -> Meaning {
        let digits = |number: &str| {
            let (number, hex) = number.strip_prefix('x').map_or((number, false), |number| (number, true));
            let digit = |byte: u8| byte.is_ascii_digit() || (hex && byte.is_ascii_hexdigit());
            !number.is_empty() && number.bytes().all(digit)
        };
        match reference.strip_prefix('#') {
            Some(number) if character(number).is_some() => Meaning::Text,
            Some(number) if digits(number) => Meaning::Illegal,
            None if self.external.contains(reference) && !self.declared.contains_key(reference) => {
                Meaning::External
            }
            None if self.resolve(reference).is_some() => Meaning::Text,
            Some(_) | None => Meaning::Undefined,
        }
    }

    /// How long the replacement of an entity is that the document declares.
    pub(crate) fn declared_length(&self, name: &str) -> usize {
        self.declared.get(name).map_or(0, String::len)
    }

    /// The replacement of a reference, given the text between `&` and `;`; `None` if undefined.
    pub(crate) fn resolve(&self, reference: &str) -> Option<Cow<'_, str>> {
        let declared = || Some(Cow::Borrowed(self.declared.get(reference)?.as_str()));
        Entities::resolve_predefined(reference).or_else(declared)
    }

    /// The text of a reference that XML itself defines: `amp`, `#x41`.
    pub(crate) fn resolve_predefined(reference: &str) -> Option<Cow<'static, str>> {
        match reference.strip_prefix('#') {
            Some(number) => character(number).map(|character| Cow::Owned(character.to_string())),
            None => quick_xml::escape::resolve_xml_entity(reference).map(Cow::Borrowed),
        }
    }
}

/// The character of a reference, if XML allows it at all (XML 1.0 §4.1).
fn character(number: &str) -> Option<char> {
    let code = match number.strip_prefix('x') {
        Some(hex) if hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => u32::from_str_radix(hex, 16).ok()?,
        None if number.bytes().all(|byte| byte.is_ascii_digit()) => number.parse().ok()?,
        _ => return None,
    };
    char::from_u32(code)
        .filter(|character| crate::feed::text::forbidden(character.encode_utf8(&mut [0; 4])).next().is_none())
}
