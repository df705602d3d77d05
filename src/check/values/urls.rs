//! URLs and IRIs in, findings out.

use std::ops::Range;

use iri_string::types::{IriReferenceStr, IriStr};

use super::{FieldValue, Owner};
use crate::check::codes::links::{
    MALFORMED_URL, NO_BASE, NOT_ASCII, RELATIVE_LINK, SAME_DOCUMENT, SURROUNDING_SPACE, UNKNOWN_RELATION,
    UNREGISTERED_SCHEME, UNUSABLE_SCHEME, WRONG_SCHEME,
};
use crate::check::finding::excerpt;
use crate::check::registries::{self, LINK_RELATIONS};
use crate::check::scope::{Flavor, Scope};
use crate::diagnostic::Severity;
use crate::feed::url::without_userinfo;

/// An absolute ASCII URL, as RSS requires.
pub(super) fn url(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    if is_written_as_url(field, scope) && is_absolute(field, scope) && is_ascii(field, scope) {
        scheme(field, scope);
    }
}

/// An absolute http or https URL.
pub(super) fn http(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    if !is_written_as_url(field, scope) || !is_absolute(field, scope) || !is_ascii(field, scope) {
        return;
    }
    let scheme = field.text().split(':').next().unwrap_or_default();
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        let help = "write the https:// URL of the file";
        field.expected(scope, &WRONG_SCHEME, "a URL that begins with https:// or http://", help);
    }
}

/// A host name or address without anything else.
pub(super) fn domain(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    let is_host = !field.text().is_empty() && url::Host::parse(field.text()).is_ok();
    if !is_host {
        field.expected(
            scope,
            &MALFORMED_URL,
            "a host",
            "write it like `rpc.example.org`, without https:// or a path",
        );
    }
}

/// An IRI, or one relative to `xml:base`.
pub(super) fn iri(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    if !is_written_as_url(field, scope) {
        return;
    }
    if IriStr::new(field.text()).is_ok() {
        return scheme(field, scope);
    }
    if scope.flavor != Flavor::Atom {
        is_absolute(field, scope);
    } else if scope.base.is_none() {
        let help = "write an absolute URL, or add xml:base=\"https://…\" to the feed";
        // The URL of the feed is what other URLs are relative to.
        let is_self = matches!(field.owner, Owner::SelfLink);
        let severity = if is_self { Severity::Warning } else { NO_BASE.severity };
        field.report(
            scope,
            NO_BASE.at(severity),
            format!("is the relative URL `{}`, and there is no xml:base", excerpt(field.text())),
            help,
        );
    } else if same_document(field.text(), scope) {
        let help = "correct the URL or its xml:base";
        field.report(scope, &SAME_DOCUMENT, "links to the feed itself", help);
    }
}

fn same_document(reference: &str, scope: &Scope<'_>) -> bool {
    let Some(base) = scope.base.as_ref() else { return false };
    let mut target = base.join(reference).ok();
    if let Some(target) = &mut target {
        target.set_fragment(None);
    }
    target.is_some() && target == scope.document_base
}

/// A URL that may be relative.
pub(super) fn reference(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    is_written_as_url(field, scope);
}

/// An absolute URI of any kind.
pub(super) fn uri(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    if is_written_as_url(field, scope) && is_absolute(field, scope) {
        scheme(field, scope);
    }
}

/// A link relation: a registered name, or an IRI.
pub(super) fn relation(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    let text = field.content.as_ref();
    let is_iri = || text.contains(':') && IriStr::new(text).is_ok();
    if LINK_RELATIONS.contains(text) || is_iri() {
        return;
    }
    if text.trim().is_empty() {
        return super::blank(field, scope);
    }
    let suggestion = crate::diagnostic::nearest(text.trim(), LINK_RELATIONS.names().iter().copied());
    let help = suggestion
        .map_or("write `related`, or the URI of a relation of your own".to_owned(), |name| {
            format!("did you mean `{name}`?")
        });
    field.expected(scope, &UNKNOWN_RELATION, "a registered relation or a URI", help);
}

/// Whether a value is an IRI or a relative reference. Reports a problem with it.
pub(super) fn is_written_as_url(field: &FieldValue<'_>, scope: &mut Scope<'_>) -> bool {
    check_surrounding_space(field, scope);
    let text = field.text();
    if let Some(bad) = bad_character(text) {
        let character = text.get(bad.clone()).unwrap_or_default();
        let encoded = percent_encoding::utf8_percent_encode(character, percent_encoding::NON_ALPHANUMERIC);
        let help = match character {
            "%" => "write a literal % as `%25`".to_owned(),
            "\\" => "write `/`".to_owned(),
            "#" => "write `%23`, or remove the second fragment".to_owned(),
            _ => format!("write it as `{encoded}`"),
        };
        let message = format!("contains {} in a URL{}", describe(character), after(text, bad.start));
        field.report(scope, &MALFORMED_URL, message, help);
        return false;
    }
    if IriReferenceStr::new(text).is_err() {
        let help = "check the scheme, the port, and the brackets of an IPv6 address";
        field.expected(scope, &MALFORMED_URL, "a URL", help);
        return false;
    }
    let has_no_host = ["http:", "https:"].iter().any(|start| {
        let rest = text
            .get(..start.len())
            .filter(|found| found.eq_ignore_ascii_case(start))
            .and_then(|_| text.get(start.len()..));
        rest.is_some_and(|rest| {
            rest.trim_start_matches('/').is_empty() || !rest.starts_with("//") || rest.starts_with("///")
        })
    });
    if has_no_host {
        field.expected(scope, &MALFORMED_URL, "a URL with a host", "write it like `https://example.org/`");
    }
    !has_no_host
}

/// Where in a long URL a character is.
fn after(text: &str, at: usize) -> String {
    const LENGTH: usize = 30;
    let before = without_userinfo(text.get(..at).unwrap_or_default());
    match before.char_indices().rev().nth(LENGTH) {
        Some((start, _)) => format!(", after `…{}`", before.get(start..).unwrap_or_default()),
        None => String::new(),
    }
}

fn describe(character: &str) -> String {
    match character {
        " " => "a space".to_owned(),
        "\n" | "\r" => "a line break".to_owned(),
        "\t" => "a tab".to_owned(),
        "%" => "a `%` without two hexadecimal digits".to_owned(),
        "#" => "a second `#`".to_owned(),
        other if other.is_ascii() => format!("`{other}`"),
        other => format!("the character U+{:04X}", other.chars().next().map_or(0, u32::from)),
    }
}

/// Reports whitespace around a URL or a date, which is an error in Atom (RFC 4287 §3).
pub(super) fn check_surrounding_space(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    let text = field.text();
    if text.len() == field.content.len() || text.is_empty() {
        return;
    }
    let severity = if scope.flavor == Flavor::Atom { Severity::Error } else { SURROUNDING_SPACE.severity };
    let message = format!("{} has whitespace around its value", field.owner);
    let help = format!("write `{}` without spaces or line breaks around it", excerpt(text));
    scope.findings.add(SURROUNDING_SPACE.at(severity), field.range.clone(), message, help);
}

/// The first character that is not allowed in an IRI (RFC 3987 §2.2), or a malformed escape.
fn bad_character(text: &str) -> Option<Range<usize>> {
    let hex = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_hexdigit);
    let authority = authority(text);
    let fragment = text.find('#').unwrap_or(text.len());
    let query = text.get(..fragment).and_then(|text| text.find('?')).unwrap_or(fragment);
    let is_bad = |(at, c): &(usize, char)| match c {
        '%' => !(hex(at + 1) && hex(at + 2)),
        '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' => true,
        // Brackets enclose an IPv6 address.
        '[' | ']' => !authority.contains(at),
        '#' => *at > fragment,
        c if c.is_ascii() => c.is_ascii_whitespace() || c.is_ascii_control(),
        c => !is_in_iri(*c, (query..fragment).contains(at)),
    };
    let (at, c) = text.char_indices().find(is_bad)?;
    Some(at..at + c.len_utf8())
}

/// The range of the user, host and port of a URL.
fn authority(text: &str) -> Range<usize> {
    let Some(slashes) = text.find("//") else { return 0..0 };
    let is_start = text.get(..slashes).is_some_and(|scheme| !scheme.contains(['/', '?', '#']));
    let start = slashes + 2;
    let rest = text.get(start..).filter(|_| is_start).unwrap_or_default();
    start..start + rest.find(['/', '?', '#']).unwrap_or(rest.len())
}

/// Whether an IRI may contain a non-ASCII character; private ones only in a query (RFC 3987 §2.2).
fn is_in_iri(c: char, is_in_query: bool) -> bool {
    let is_noncharacter = u32::from(c) & 0xFFFE == 0xFFFE;
    match c {
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => is_in_query,
        '\u{80}'..='\u{9F}'
        | '\u{FDD0}'..='\u{FDEF}'
        | '\u{FFF0}'..='\u{FFFF}'
        | '\u{E0000}'..='\u{E0FFF}' => false,
        _ => !is_noncharacter,
    }
}

fn is_absolute(field: &FieldValue<'_>, scope: &mut Scope<'_>) -> bool {
    let text = field.text();
    if IriStr::new(text).is_ok() {
        return true;
    }
    if text.is_empty() {
        field.expected(scope, &MALFORMED_URL, "a URL", field.fill_in("write the URL"));
        return false;
    }
    let help =
        match scope.base.as_ref().or(scope.document_base.as_ref()).and_then(|base| base.join(text).ok()) {
            Some(resolved) => format!("write `{resolved}`"),
            None if text.starts_with("www.") => format!("write `https://{}`", excerpt(text)),
            None => "write an absolute URL, with https:// and the host".to_owned(),
        };
    let severity = if scope.flavor == Flavor::Json { Severity::Warning } else { RELATIVE_LINK.severity };
    let message = format!("{} is `{}`, expected an absolute URL", field.owner, excerpt(text));
    scope.findings.add(RELATIVE_LINK.at(severity), field.range.clone(), message, help);
    false
}

fn is_ascii(field: &FieldValue<'_>, scope: &mut Scope<'_>) -> bool {
    let text = field.text();
    if scope.flavor == Flavor::Json || text.is_ascii() {
        return true;
    }
    let encoded = url::Url::parse(text).map_or_else(|_| String::new(), |url| format!("write `{url}`"));
    field.report(scope, &NOT_ASCII, "contains non-ASCII characters in a URL", encoded);
    false
}

/// Schemes that readers refuse to open, or that only the author's own machine understands.
const UNUSABLE_SCHEMES: &[&str] = &[
    "about",
    "blob",
    "chrome",
    "data",
    "feed",
    "file",
    "filesystem",
    "javascript",
    "localhost",
    "resource",
    "vbscript",
    "view-source",
];

fn scheme(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    let (scheme, rest) = field.text().split_once(':').unwrap_or_default();
    let scheme = scheme.to_ascii_lowercase();
    if UNUSABLE_SCHEMES.contains(&scheme.as_str()) {
        let help = match rest.trim_start_matches('/') {
            _ if rest.starts_with("http") => format!("write `{}`", excerpt(rest)),
            host if scheme == "feed" => format!("write `https://{}`", excerpt(host)),
            _ => "write a URL that begins with https://".to_owned(),
        };
        let message = format!("has the scheme `{scheme}:`, which readers do not open");
        return field.report(scope, &UNUSABLE_SCHEME, message, help);
    }
    if !registries::is_scheme(&scheme) {
        let suggestion = crate::diagnostic::nearest(&scheme, ["http", "https", "mailto"].into_iter());
        let help = suggestion.map_or("write https:// if it is a web page".to_owned(), |name| {
            format!("did you mean `{name}`?")
        });
        field.report(
            scope,
            &UNREGISTERED_SCHEME,
            format!("has the unregistered scheme `{}:`", excerpt(&scheme)),
            help,
        );
    }
}

/// The URL in a value, if it is absolute.
pub(crate) fn absolute(text: &str) -> Option<url::Url> {
    url::Url::parse(text.trim()).ok()
}
