//! Names, and the namespaces of their prefixes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::tree::{Offset, Written};
use crate::check::codes::links::MALFORMED_URL;
use crate::check::codes::xml::{
    MISSPELT_NAMESPACE, TAKEN_PREFIX, UNDECLARED_PREFIX, UNKNOWN_NAMESPACE, UNUSUAL_PREFIX,
};
use crate::check::finding::{Findings, shown};
use crate::check::namespace::{Ns, XML_URI, XMLNS_URI};

/// The prefixes in scope and their namespaces.
#[derive(Debug, Default)]
pub(super) struct Bindings {
    /// By prefix, innermost last, with the depth of the declaring element.
    by_prefix: BTreeMap<String, Vec<(usize, Ns)>>,
    /// The declarations of each element: its depth and the prefix.
    declared: Vec<(usize, String)>,
    /// Prefixes and URIs that were already reported.
    said: BTreeSet<String>,
}

impl Bindings {
    /// Binds a prefix, which may be empty, for the element at `depth` and its content.
    pub(super) fn declare(
        &mut self,
        depth: usize,
        prefix: &str,
        uri: &str,
        at: [Range<Offset>; 2],
        findings: &mut Findings,
    ) {
        let exact = Ns::of(uri);
        let meant = if exact == Ns::UNKNOWN { Ns::meant_by(uri) } else { None };
        let ns = meant.unwrap_or(exact);
        let ns = if ns == Ns::RSS_2 { Ns::NONE } else { ns };
        self.by_prefix.entry(prefix.to_owned()).or_default().push((depth, ns));
        self.declared.push((depth, prefix.to_owned()));
        if self.said.insert(format!("{prefix}={uri}")) {
            comment(prefix, uri, exact, meant, at, findings);
        }
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

    /// The name at `start`, with its namespace.
    pub(super) fn name(
        &mut self,
        name: &str,
        start: Offset,
        is_attribute: bool,
        findings: &mut Findings,
    ) -> Written {
        let length = u16::try_from(name.len()).unwrap_or(u16::MAX);
        let (prefix, prefix_length) = match name.find(':') {
            Some(colon) => {
                (name.get(..colon).unwrap_or_default(), u16::try_from(colon + 1).unwrap_or(u16::MAX))
            }
            None => ("", 0),
        };
        let ns = self.resolve(prefix, is_attribute).unwrap_or_else(|| {
            if self.said.insert(format!("{prefix}:")) {
                undeclared(prefix, start..start + Offset::from(length), findings);
            }
            Ns::of_prefix(prefix).unwrap_or(Ns::UNKNOWN)
        });
        Written { start, length, prefix_length, ns }
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

fn undeclared(prefix: &str, at: Range<Offset>, findings: &mut Findings) {
    let help = match Ns::of_prefix(prefix).and_then(Ns::known) {
        Some(known) => format!("declare it on the root element: xmlns:{prefix}=\"{}\"", known.uri),
        None => format!("declare it on the root element: xmlns:{prefix}=\"…\""),
    };
    findings.add(&UNDECLARED_PREFIX, at, format!("undeclared prefix `{prefix}`"), help);
}

/// Checks a declaration, once for each prefix and URI.
fn comment(
    prefix: &str,
    uri: &str,
    exact: Ns,
    meant: Option<Ns>,
    [name, value]: [Range<Offset>; 2],
    findings: &mut Findings,
) {
    if uri == XML_URI || uri == XMLNS_URI || uri.is_empty() {
        return;
    }
    if let Some(known) = meant.and_then(Ns::known) {
        let message = format!("misspelled namespace `{}`", shown(uri));
        return findings.add(&MISSPELT_NAMESPACE, value, message, format!("write `{}`", known.uri));
    }
    if exact == Ns::UNKNOWN && iri_string::types::IriReferenceStr::new(uri).is_err() {
        let message = format!("the namespace `{}` is not a URI", shown(uri));
        return findings.add(&MALFORMED_URL, value, message, "write a URI without spaces and line breaks");
    }
    if exact == Ns::UNKNOWN {
        match Ns::of_prefix(prefix).and_then(Ns::known) {
            Some(known) => {
                let message = format!("the prefix `{prefix}` is usually bound to {}", known.uri);
                findings.add(&TAKEN_PREFIX, value, message, "use another prefix, or that namespace");
            }
            None => {
                let message = format!("unknown namespace `{}`", shown(uri));
                findings.add(
                    &UNKNOWN_NAMESPACE,
                    value,
                    message,
                    "this is allowed; readers ignore its elements",
                );
            }
        }
        return;
    }
    if !prefix.is_empty() && exact.prefix() != prefix && exact.is_read_by_prefix() {
        // The prefix follows `xmlns:`.
        let name = name.start + 6..name.end;
        let message = format!("the prefix of {uri} is `{prefix}`, and readers expect `{}`", exact.prefix());
        findings.add(&UNUSUAL_PREFIX, name, message, format!("write `{}`", exact.prefix()));
    }
}

/// Whether a text is a name with at most one colon, not at either end (Namespaces in XML 1.0 §4).
pub(super) fn is_name(name: &str) -> bool {
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
