//! The texts of Atom, whose attribute `type` says what they hold (RFC 4287 §3.1, §4.1.3).

use mime_guess::mime::{self, Mime};

use super::{no_elements, no_text};
use crate::check::codes::entries::{
    COMPOSITE_CONTENT, CONTENT_BESIDE_SRC, CONTENT_SRC_TYPE, FRAGMENT_AS_DOCUMENT, MALFORMED_BASE64,
};
use crate::check::codes::text::{ESCAPED_XHTML, TEXT_TYPE, XHTML_WITHOUT_DIV};
use crate::check::html;
use crate::check::namespace::Ns;
use crate::check::scope::Scope;
use crate::check::values::{self, FieldValue, Kind, Owner};
use crate::check::xml::text::Value;
use crate::check::xml::tree::{Attribute, Element, Offset};
use crate::diagnostic::Severity;

/// A title, subtitle, summary, or a text on rights.
pub(super) fn text(element: Element<'_>, scope: &mut Scope<'_>) {
    let kind = element.attribute("type");
    let says = kind.map(|kind| kind.value().text());
    match says.as_deref() {
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
                "`type` of `<{}>` is `{other}`, expected `text`, `html` or `xhtml`",
                element.written()
            );
            let help = if other.ends_with("html") { "write `html`" } else { "write `text`" };
            scope.findings.add(&TEXT_TYPE, tag_range(kind, element), message, help);
        }
    }
}

/// A type that says nothing.
fn blank_type(kind: Attribute<'_>, element: Element<'_>, scope: &mut Scope<'_>) {
    let value = kind.value();
    let owner = Owner::Attribute(element.written(), "type");
    values::check(Kind::Filled, &FieldValue::new(owner, &value, tag_range(Some(kind), element)), scope);
}

fn tag_range(attribute: Option<Attribute<'_>>, element: Element<'_>) -> std::ops::Range<Offset> {
    attribute.map_or(element.name_range(), Attribute::range)
}

fn plain(element: Element<'_>, scope: &mut Scope<'_>) {
    if no_elements(element, scope) {
        let value = element.text();
        values::check(Kind::Plain, &field(element, &value), scope);
    }
}

fn field<'a>(element: Element<'a>, value: &'a Value<'a>) -> FieldValue<'a> {
    let range = if value.range().is_empty() { element.name_range() } else { value.range() };
    FieldValue::new(Owner::Element(element.written()), value, range)
}

fn escaped(element: Element<'_>, scope: &mut Scope<'_>) {
    if no_elements(element, scope) {
        let value = element.text();
        values::check(Kind::Filled, &field(element, &value), scope);
        html::later(&value, super::known_name(element), scope);
    }
}

/// One `div`, and nothing beside it.
fn inline(element: Element<'_>, scope: &mut Scope<'_>) {
    let mut children = element.children();
    let first = children.next().filter(|child| child.is((Ns::XHTML, "div")));
    let stray = element.texts().any(|text| !text.is_blank());
    let (Some(div), None, false) = (first, children.next(), stray) else {
        let message =
            format!("`<{}>` is of type xhtml, and does not hold one `<div>` of XHTML", element.written());
        let help = "put everything into <div xmlns=\"http://www.w3.org/1999/xhtml\">";
        return scope.findings.add(&XHTML_WITHOUT_DIV, element.name_range(), message, help);
    };
    html::check_xhtml(div, scope);
    if div.children().next().is_none() {
        let value = div.text();
        let text = value.text();
        if let Some(tag) = values::first_tag(&text) {
            let message = format!("`<{}>` holds escaped markup, which is shown as text", element.written());
            scope.findings.add(
                &ESCAPED_XHTML,
                value.locate(tag),
                message,
                "write the elements themselves, or type=\"html\"",
            );
        }
    }
}

/// `<content>` (RFC 4287 §4.1.3).
pub(super) fn content(element: Element<'_>, scope: &mut Scope<'_>) {
    let kind = element.attribute("type");
    let says = kind.map(|kind| kind.value().text());
    let word = says.as_deref();
    if element.attribute("src").is_some() {
        return linked(element, word, scope);
    }
    match word {
        None | Some("text") => {
            if no_elements(element, scope) {
                let value = element.text();
                values::markup(&field(element, &value), scope);
            }
        }
        Some("html") => {
            if no_elements(element, scope) {
                html::later(&element.text(), "content", scope);
            }
        }
        Some("xhtml") => inline(element, scope),
        Some(_) => media(element, kind, scope),
    }
}

/// Content that is elsewhere (RFC 4287 §4.1.3.2).
fn linked(element: Element<'_>, kind: Option<&str>, scope: &mut Scope<'_>) {
    let range = tag_range(element.attribute("type"), element);
    if matches!(kind, Some("text" | "html" | "xhtml")) {
        let message = "`type` of a `<content>` with `src` is no media type".to_owned();
        scope.findings.add(&CONTENT_SRC_TYPE, range, message, "write `text/html` or `text/plain`");
    } else if let Some(attribute) = element.attribute("type") {
        check_type(attribute, element, scope);
    }
    if kind.is_none() {
        let (range, message) =
            (Some(element.name_range()), "`<content>` with `src` does not say its type".to_owned());
        let help = "add type=\"…\", the media type of what is there".to_owned();
        scope.findings.add_as(&CONTENT_SRC_TYPE, Severity::Warning, range, message, help);
    }
    if element.children().next().is_some() || !element.text().is_blank() {
        let message = "`<content>` has both an address and content of its own".to_owned();
        scope.findings.add(&CONTENT_BESIDE_SRC, element.name_range(), message, "keep one of the two");
    }
}

fn check_type(attribute: Attribute<'_>, element: Element<'_>, scope: &mut Scope<'_>) -> Option<Mime> {
    let value = attribute.value();
    let range = attribute.range();
    let field = FieldValue::new(Owner::Attribute(element.written(), "type"), &value, range.clone());
    values::check(Kind::MediaType, &field, scope);
    let mime: Mime = field.says.parse().ok()?;
    if matches!(mime.type_().as_str(), "multipart" | "message") {
        let message = format!("`type` of `<content>` is `{mime}`, which holds several things");
        scope.findings.add(&COMPOSITE_CONTENT, range, message, "give one of them");
        return None;
    }
    Some(mime)
}

/// Content of a media type: XML, text, or Base64 (RFC 4287 §4.1.3.3).
fn media(element: Element<'_>, kind: Option<Attribute<'_>>, scope: &mut Scope<'_>) {
    let Some(mime) = kind.and_then(|kind| check_type(kind, element, scope)) else { return };
    if values::is_xml(&mime) {
        no_text(element, scope);
    } else if mime.type_() == mime::TEXT {
        if no_elements(element, scope) && mime.subtype() == mime::HTML {
            document(element, kind, scope);
        }
    } else if no_elements(element, scope) {
        base64(element, scope);
    }
}

fn document(element: Element<'_>, kind: Option<Attribute<'_>>, scope: &mut Scope<'_>) {
    let value = element.text();
    let text = value.text().to_ascii_lowercase();
    if !text.contains("<html") {
        let message = "`type=\"text/html\"` announces a whole page, and this is a piece of one".to_owned();
        scope.findings.add(&FRAGMENT_AS_DOCUMENT, tag_range(kind, element), message, "write type=\"html\"");
    }
}

fn base64(element: Element<'_>, scope: &mut Scope<'_>) {
    let value = element.text();
    let text: String = value.text().split_ascii_whitespace().collect();
    let body = text.trim_end_matches('=');
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    if !text.len().is_multiple_of(4) || text.len() - body.len() > 2 || !body.bytes().all(is_digit) {
        let range = field(element, &value).range;
        scope.findings.add(
            &MALFORMED_BASE64,
            range,
            "`<content>` of this type has to be in Base64",
            "encode it, or correct the type",
        );
    }
}
