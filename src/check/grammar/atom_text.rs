//! Atom texts in, findings out. The attribute `type` determines their content (RFC 4287 §3.1, §4.1.3).

use mime_guess::mime::{self, Mime};

use super::{no_elements, no_text};
use crate::check::codes::entries::{
    COMPOSITE_CONTENT, CONTENT_BESIDE_SRC, CONTENT_SRC_TYPE, FRAGMENT_AS_DOCUMENT, MALFORMED_BASE64,
};
use crate::check::codes::text::{ESCAPED_XHTML, TEXT_TYPE, XHTML_WITHOUT_DIV};
use crate::check::html;
use crate::check::scope::Scope;
use crate::check::values::{self, FieldValue, Owner, ValueKind};
use crate::diagnostic::Severity;
use crate::source::html::tags;
use crate::source::text::{Offset, Value};
use crate::source::xml::Ns;
use crate::source::xml::tree::{Attribute, Element};

/// A title, subtitle, summary, or rights statement.
pub(super) fn text(element: Element<'_>, scope: &mut Scope<'_>) {
    let kind = element.attribute("type");
    let type_name = kind.map(|kind| kind.value().text());
    match type_name.as_deref() {
        None | Some("text") => plain(element, scope),
        Some("") => {
            if let Some(kind) = kind {
                blank_type(kind, element, scope);
            }
            plain(element, scope);
        }
        Some("html") => escaped(element, scope),
        Some("xhtml") => inline(element, scope),
        Some(other) => {
            let message = format!(
                "expected `text`, `html` or `xhtml` as the type of `<{}>`, found `{other}`",
                element.written()
            );
            let help = if other.ends_with("html") { "write `html`" } else { "write `text`" };
            scope.findings.add(&TEXT_TYPE, tag_range(kind, element), message, help);
        }
    }
}

/// Reports a blank type.
fn blank_type(kind: Attribute<'_>, element: Element<'_>, scope: &mut Scope<'_>) {
    let value = kind.value();
    let owner = Owner::Attribute(element.written(), "type");
    values::check(
        ValueKind::NonBlank,
        &FieldValue::new(owner, &value, tag_range(Some(kind), element)),
        scope,
    );
}

fn tag_range(attribute: Option<Attribute<'_>>, element: Element<'_>) -> std::ops::Range<Offset> {
    attribute.map_or(element.name_range(), Attribute::range)
}

fn plain(element: Element<'_>, scope: &mut Scope<'_>) {
    if no_elements(element, scope) {
        let value = element.text();
        values::check(ValueKind::Plain, &field(element, &value), scope);
    }
}

fn field<'a>(element: Element<'a>, value: &'a Value<'a>) -> FieldValue<'a> {
    let range = if value.range().is_empty() { element.name_range() } else { value.range() };
    let times = super::find(super::parent_name(element), super::name(element)).map(|(_, times)| times);
    let is_required = times.is_some_and(super::is_required);
    FieldValue::new(Owner::Element(element.written()), value, range).required(is_required)
}

fn escaped(element: Element<'_>, scope: &mut Scope<'_>) {
    if no_elements(element, scope) {
        let value = element.text();
        values::check(ValueKind::NonBlank, &field(element, &value), scope);
        html::defer(&value, super::known_name(element), scope);
    }
}

/// Checks inline XHTML: exactly one `div`.
fn inline(element: Element<'_>, scope: &mut Scope<'_>) {
    let mut children = element.children();
    let first = children.next().filter(|child| child.is((Ns::XHTML, "div")));
    let stray = element.texts().any(|text| !text.is_blank());
    let (Some(div), None, false) = (first, children.next(), stray) else {
        let message = format!(
            "`<{}>` has type `xhtml`, but its content is not a single XHTML `<div>`",
            element.written()
        );
        let help = "wrap everything in <div xmlns=\"http://www.w3.org/1999/xhtml\">";
        return scope.findings.add(&XHTML_WITHOUT_DIV, element.name_range(), message, help);
    };
    html::check_xhtml(div, scope);
    if div.children().next().is_none() {
        let value = div.text();
        if value.is_blank() {
            return values::check(ValueKind::NonBlank, &field(element, &value), scope);
        }
        let text = value.text();
        if let Some(tag) = values::first_tag(&text) {
            let message =
                format!("`<{}>` contains escaped markup, which is shown as text", element.written());
            scope.findings.add(
                &ESCAPED_XHTML,
                value.locate(tag),
                message,
                "write the elements unescaped, or type=\"html\"",
            );
        }
    }
}

/// Checks `<content>` (RFC 4287 §4.1.3).
pub(super) fn content(element: Element<'_>, scope: &mut Scope<'_>) {
    let kind = element.attribute("type");
    let type_name = kind.map(|kind| kind.value().text());
    let word = type_name.as_deref();
    if element.attribute("src").is_some() {
        return external(element, word, scope);
    }
    match word {
        None | Some("text") => {
            if no_elements(element, scope) {
                let value = element.text();
                values::check(ValueKind::Plain, &field(element, &value), scope);
            }
        }
        Some("html") => escaped(element, scope),
        Some("xhtml") => inline(element, scope),
        Some(_) => media(element, kind, scope),
    }
}

/// Checks external content (RFC 4287 §4.1.3.2).
fn external(element: Element<'_>, kind: Option<&str>, scope: &mut Scope<'_>) {
    let range = tag_range(element.attribute("type"), element);
    if let Some(kind @ ("text" | "html" | "xhtml")) = kind {
        let message = format!("expected a media type as the type of `<content>` with `src`, found `{kind}`");
        scope.findings.add(&CONTENT_SRC_TYPE, range, message, "write `text/html` or `text/plain`");
    } else if let Some(attribute) = element.attribute("type") {
        check_type(attribute, element, scope);
    }
    if kind.is_none() {
        let (range, message) = (element.name_range(), "`<content>` with `src` has no type");
        let help = "add type=\"…\", the media type of the external content";
        scope.findings.add(CONTENT_SRC_TYPE.at(Severity::Warning), range, message, help);
    }
    if element.children().next().is_some() || !element.text().is_blank() {
        let message = "`<content>` has both `src` and inline content".to_owned();
        scope.findings.add(&CONTENT_BESIDE_SRC, element.name_range(), message, "keep one of the two");
    }
}

fn check_type(attribute: Attribute<'_>, element: Element<'_>, scope: &mut Scope<'_>) -> Option<Mime> {
    let value = attribute.value();
    let range = attribute.range();
    let field = FieldValue::new(Owner::Attribute(element.written(), "type"), &value, range.clone());
    values::check(ValueKind::MediaType, &field, scope);
    let mime: Mime = field.content.parse().ok()?;
    if matches!(mime.type_().as_str(), "multipart" | "message") {
        let message = format!("the type of `<content>` is the composite type `{mime}`");
        scope.findings.add(&COMPOSITE_CONTENT, range, message, "include one of its parts");
        return None;
    }
    Some(mime)
}

/// Checks content of a media type: XML, text, or Base64 (RFC 4287 §4.1.3.3).
fn media(element: Element<'_>, kind: Option<Attribute<'_>>, scope: &mut Scope<'_>) {
    let Some(mime) = kind.and_then(|kind| check_type(kind, element, scope)) else { return };
    if values::is_xml(&mime) {
        no_text(element, scope);
        let is_fragment = element.children().next().is_some_and(|child| !child.is((Ns::XHTML, "html")));
        if mime.essence_str() == "application/xhtml+xml" && is_fragment {
            fragment(&mime, "write type=\"xhtml\", and wrap it in <div>", kind, element, scope);
        }
    } else if mime.type_() == mime::TEXT {
        if no_elements(element, scope) && mime.subtype() == mime::HTML {
            document(&mime, element, kind, scope);
        }
    } else if no_elements(element, scope) {
        base64(&mime, element, scope);
    }
}

fn document(mime: &Mime, element: Element<'_>, kind: Option<Attribute<'_>>, scope: &mut Scope<'_>) {
    if !tags::has_any(&element.text().text(), &["html"]) {
        fragment(mime, "write type=\"html\"", kind, element, scope);
    }
}

/// Reports a fragment of HTML that is declared as a whole page.
fn fragment(
    mime: &Mime,
    help: &str,
    kind: Option<Attribute<'_>>,
    element: Element<'_>,
    scope: &mut Scope<'_>,
) {
    let message = format!("the type is `{mime}`, which is for whole pages, but the content is a fragment");
    scope.findings.add(&FRAGMENT_AS_DOCUMENT, tag_range(kind, element), message, help);
}

fn base64(mime: &Mime, element: Element<'_>, scope: &mut Scope<'_>) {
    let value = element.text();
    let text: String = value.text().split_ascii_whitespace().collect();
    let body = text.trim_end_matches('=');
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    if !text.len().is_multiple_of(4) || text.len() - body.len() > 2 || !body.bytes().all(is_digit) {
        let range = field(element, &value).range;
        scope.findings.add(
            &MALFORMED_BASE64,
            range,
            format!("content of type `{mime}` must be Base64"),
            "encode the content, or correct the type",
        );
    }
}
