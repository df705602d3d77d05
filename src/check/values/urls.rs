//! URLs and IRIs.

use std::ops::Range;

use iri_string::types::{IriReferenceStr, IriStr};

use super::Asked;
use crate::check::finding::shown;
use crate::check::lists;
use crate::check::rules::links::{
    MALFORMED_URL, NO_BASE, NOT_ASCII, RELATIVE_LINK, SAME_DOCUMENT, SURROUNDING_SPACE, UNKNOWN_RELATION,
    UNREGISTERED_SCHEME, WRONG_SCHEME,
};
use crate::check::scope::{Flavor, Scope};
use crate::diagnostic::Severity;

/// An absolute ASCII URL, as RSS requires.
pub(super) fn url(asked: &Asked<'_>, scope: &mut Scope<'_>) {
    if spelled(asked, scope) && is_absolute(asked, scope) && is_ascii(asked, scope) {
        scheme(asked, scope);
    }
}

/// An absolute http or https URL.
pub(super) fn http(asked: &Asked<'_>, scope: &mut Scope<'_>) {
    if !spelled(asked, scope) || !is_absolute(asked, scope) || !is_ascii(asked, scope) {
        return;
    }
    let scheme = asked.text().split(':').next().unwrap_or_default();
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        asked.expected(scope, &WRONG_SCHEME, "a URL that begins with https:// or http://", "");
    }
}

/// A host name or address without anything else.
pub(super) fn domain(asked: &Asked<'_>, scope: &mut Scope<'_>) {
    let is_host = !asked.text().is_empty() && url::Host::parse(asked.text()).is_ok();
    if !is_host {
        asked.expected(
            scope,
            &MALFORMED_URL,
            "a host",
            "write it like `rpc.example.org`, without https:// or a path",
        );
    }
}

/// An IRI, or one relative to `xml:base`.
pub(super) fn iri(asked: &Asked<'_>, scope: &mut Scope<'_>) {
    if !spelled(asked, scope) {
        return;
    }
    if IriStr::new(asked.text()).is_ok() {
        return scheme(asked, scope);
    }
    if scope.flavor != Flavor::Atom {
        is_absolute(asked, scope);
    } else if scope.base.is_none() {
        let help = "write an absolute URL, or add xml:base=\"https://…\" to the feed";
        asked.note(
            scope,
            &NO_BASE,
            format!("is the relative URL `{}`, and there is no xml:base", shown(asked.text())),
            help,
        );
    } else if same_document(asked.text(), scope) {
        let help = "correct the URL or its xml:base";
        asked.note(scope, &SAME_DOCUMENT, "links to the feed itself", help);
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

/// An absolute URI of any kind.
pub(super) fn uri(asked: &Asked<'_>, scope: &mut Scope<'_>) {
    if spelled(asked, scope) && is_absolute(asked, scope) {
        scheme(asked, scope);
    }
}

/// A link relation: a registered name, or an IRI.
pub(super) fn relation(asked: &Asked<'_>, scope: &mut Scope<'_>) {
    let text = asked.says.as_ref();
    let is_iri = || text.contains(':') && IriStr::new(text).is_ok();
    if lists::RELATIONS.contains(&text) || is_iri() {
        return;
    }
    if text.trim().is_empty() {
        return super::blank(asked, scope);
    }
    let near = crate::fields::nearest(text.trim(), lists::RELATIONS.iter().copied());
    let help = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
    asked.expected(scope, &UNKNOWN_RELATION, "a registered relation or a URI", help);
}

/// Whether a value is an IRI or a relative reference; reports what is wrong with it.
pub(super) fn spelled(asked: &Asked<'_>, scope: &mut Scope<'_>) -> bool {
    surrounding(asked, scope);
    let text = asked.text();
    if let Some(bad) = bad_character(text) {
        let character = text.get(bad.clone()).unwrap_or_default();
        let encoded = percent_encoding::utf8_percent_encode(character, percent_encoding::NON_ALPHANUMERIC);
        let help = match character {
            "%" => "write a literal % as `%25`".to_owned(),
            "\\" => "write `/`".to_owned(),
            _ => format!("write it as `{encoded}`"),
        };
        let message = format!("contains {} in a URL", described(character));
        asked.note(scope, &MALFORMED_URL, message, help);
        return false;
    }
    if IriReferenceStr::new(text).is_err() {
        asked.expected(scope, &MALFORMED_URL, "a URL", malformed_help(text));
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
        asked.expected(scope, &MALFORMED_URL, "a URL with a host", "write it like `https://example.org/`");
    }
    !has_no_host
}

fn malformed_help(text: &str) -> &'static str {
    if text.contains('[') {
        "check the port and the brackets of an IPv6 address; write other brackets as `%5B` and `%5D`"
    } else {
        ""
    }
}

fn described(character: &str) -> String {
    match character {
        " " => "a space".to_owned(),
        "\n" | "\r" => "a line break".to_owned(),
        "\t" => "a tab".to_owned(),
        "%" => "a `%` without two hexadecimal digits".to_owned(),
        other => format!("`{other}`"),
    }
}

/// Whitespace around a URL or a date is an error in Atom (RFC 4287 §3).
pub(super) fn surrounding(asked: &Asked<'_>, scope: &mut Scope<'_>) {
    let text = asked.text();
    if text.len() == asked.says.len() || text.is_empty() {
        return;
    }
    let severity = if scope.flavor == Flavor::Atom { Severity::Error } else { SURROUNDING_SPACE.severity };
    let message = format!("{} has whitespace around its value", asked.owner);
    let help = format!("write `{}` without spaces or line breaks around it", shown(text));
    scope.findings.add_as(&SURROUNDING_SPACE, severity, Some(asked.range.clone()), message, help);
}

/// The first character that is not allowed in an IRI (RFC 3987 §2.2), or a malformed escape.
fn bad_character(text: &str) -> Option<Range<usize>> {
    let hex = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_hexdigit);
    let is_bad = |(at, c): &(usize, char)| match c {
        '%' => !(hex(at + 1) && hex(at + 2)),
        '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' => true,
        c => c.is_ascii_whitespace() || c.is_ascii_control(),
    };
    let (at, c) = text.char_indices().find(is_bad)?;
    Some(at..at + c.len_utf8())
}

fn is_absolute(asked: &Asked<'_>, scope: &mut Scope<'_>) -> bool {
    let text = asked.text();
    if IriStr::new(text).is_ok() {
        return true;
    }
    if text.is_empty() {
        asked.expected(scope, &MALFORMED_URL, "a URL", "");
        return false;
    }
    let help =
        match scope.base.as_ref().or(scope.document_base.as_ref()).and_then(|base| base.join(text).ok()) {
            Some(whole) => format!("write `{whole}`"),
            None if text.starts_with("www.") => format!("write `https://{}`", shown(text)),
            None => "write an absolute URL, with https:// and the host".to_owned(),
        };
    let severity = if scope.flavor == Flavor::Json { Severity::Warning } else { RELATIVE_LINK.severity };
    let message = format!("{} is `{}`, expected an absolute URL", asked.owner, shown(text));
    scope.findings.add_as(&RELATIVE_LINK, severity, Some(asked.range.clone()), message, help);
    false
}

fn is_ascii(asked: &Asked<'_>, scope: &mut Scope<'_>) -> bool {
    let text = asked.text();
    if scope.flavor == Flavor::Json || text.is_ascii() {
        return true;
    }
    let encoded = url::Url::parse(text).map_or_else(|_| String::new(), |url| format!("write `{url}`"));
    asked.note(scope, &NOT_ASCII, "contains non-ASCII characters in a URL", encoded);
    false
}

fn scheme(asked: &Asked<'_>, scope: &mut Scope<'_>) {
    let scheme = asked.text().split(':').next().unwrap_or_default().to_ascii_lowercase();
    if lists::SCHEMES.binary_search(&scheme.as_str()).is_err() {
        let near = crate::fields::nearest(&scheme, ["http", "https", "mailto"].into_iter());
        let help = near.map_or(String::new(), |near| format!("did you mean `{near}`?"));
        asked.note(
            scope,
            &UNREGISTERED_SCHEME,
            format!("has the unregistered scheme `{}:`", shown(&scheme)),
            help,
        );
    }
}

/// The URL in a value, if it is absolute.
pub(crate) fn absolute(text: &str) -> Option<url::Url> {
    url::Url::parse(text.trim()).ok()
}
