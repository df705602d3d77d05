//! Names, and the namespaces of their prefixes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Ns;
use super::namespace::{XML_URI, XMLNS_URI};
use super::tree::WrittenName;
use crate::source::text::Offset;

/// A declaration that binds a prefix to a namespace.
#[derive(Clone, Debug)]
pub(crate) struct Declaration<'d> {
    /// The prefix; empty for the default namespace.
    pub(crate) prefix: &'d str,
    pub(crate) uri: &'d str,
    /// The namespace of the URI, byte for byte.
    pub(crate) exact: Ns,
    /// The namespace that a wrong URI seems to mean.
    pub(crate) meant: Option<Ns>,
    /// The range of the attribute's name.
    pub(crate) name: Range<Offset>,
    /// The range of the URI.
    pub(crate) value: Range<Offset>,
}

/// The prefixes in scope and their namespaces.
#[derive(Debug, Default)]
pub(super) struct Bindings {
    /// By prefix, innermost last, with the depth of the declaring element.
    by_prefix: BTreeMap<String, Vec<(usize, Ns)>>,
    /// The declarations of each element: its depth and the prefix.
    declared: Vec<(usize, String)>,
    /// Prefixes and URIs that were already reported.
    reported: BTreeSet<String>,
}

impl Bindings {
    /// Binds a prefix, which may be empty, for the element at `depth` and its content. Returns the declaration if it is the
    /// first of this prefix and URI.
    pub(super) fn declare<'d>(
        &mut self,
        depth: usize,
        prefix: &'d str,
        uri: &'d str,
        [name, value]: [Range<Offset>; 2],
    ) -> Option<Declaration<'d>> {
        let exact = Ns::of(uri);
        let meant = if exact == Ns::UNKNOWN { Ns::meant_by(uri) } else { None };
        let ns = meant.unwrap_or(exact);
        let ns = if ns == Ns::RSS_2 { Ns::NONE } else { ns };
        self.by_prefix.entry(prefix.to_owned()).or_default().push((depth, ns));
        self.declared.push((depth, prefix.to_owned()));
        let is_first = self.reported.insert(format!("{prefix}={uri}"));
        let is_reserved = uri == XML_URI || uri == XMLNS_URI || uri.is_empty();
        (is_first && !is_reserved).then_some(Declaration { prefix, uri, exact, meant, name, value })
    }

    /// Removes the declarations of the element at `depth`.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.declared.last().is_some_and(|(at, _)| *at == depth) {
            if let Some((_, prefix)) = self.declared.pop()
                && let Some(bindings) = self.by_prefix.get_mut(&prefix)
            {
                bindings.pop();
            }
        }
    }

    /// The name at `start`, with its namespace; and its prefix, if that is undeclared and was not reported.
    pub(super) fn name<'n>(
        &mut self,
        name: &'n str,
        start: Offset,
        is_attribute: bool,
    ) -> (WrittenName, Option<&'n str>) {
        let length = u16::try_from(name.len()).unwrap_or(u16::MAX);
        let (prefix, prefix_length) = match memchr::memchr(b':', name.as_bytes()) {
            Some(colon) => {
                (name.get(..colon).unwrap_or_default(), u16::try_from(colon + 1).unwrap_or(u16::MAX))
            }
            None => ("", 0),
        };
        let bound = self.resolve(prefix, is_attribute);
        let is_new = bound.is_none() && self.reported.insert(format!("{prefix}:"));
        let ns = bound.or_else(|| Ns::of_prefix(prefix)).unwrap_or(Ns::UNKNOWN);
        (WrittenName { start, length, prefix_length, ns }, is_new.then_some(prefix))
    }

    fn resolve(&self, prefix: &str, is_attribute: bool) -> Option<Ns> {
        match prefix {
            // Attributes without a prefix are in no namespace (Namespaces in XML 1.0 §6.2).
            "" if is_attribute => Some(Ns::NONE),
            "xml" => Some(Ns::XML),
            "xmlns" => Some(Ns::UNKNOWN),
            prefix => {
                let bound = self.by_prefix.get(prefix).and_then(|bindings| bindings.last());
                bound.map(|(_, ns)| *ns).or_else(|| prefix.is_empty().then_some(Ns::NONE))
            }
        }
    }
}

/// Whether a text is a name with at most one colon, not at either end (Namespaces in XML 1.0 §4).
pub(super) fn is_name(name: &str) -> bool {
    // Nearly every name.
    if name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return !name.is_empty();
    }
    let mut parts = name.splitn(2, ':');
    parts.all(|part| {
        let mut characters = part.chars();
        characters.next().is_some_and(begins_name) && characters.all(|c| begins_name(c) || continues_name(c))
    })
}

fn begins_name(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '_'
            | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
            | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
            | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

fn continues_name(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '-' | '.' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}
