//! Plain text in, findings about markup in it out.

use std::ops::Range;

use super::FieldValue;
use crate::check::codes::text::{ESCAPED_TWICE, FRAGILE_ESCAPE, HTML_IN_TEXT, TOO_LONG};
use crate::check::registries;
use crate::check::scope::{Flavor, Scope};

pub(super) fn check(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    super::blank(field, scope);
    markup(field, scope);
}

/// Reports markup in plain text.
pub(crate) fn markup(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    if !html(field, scope) {
        check_fragile(field, scope);
    }
}

/// Reports a tag or a reference of HTML in plain text, and whether there is one.
pub(super) fn html(field: &FieldValue<'_>, scope: &mut Scope<'_>) -> bool {
    let text = field.text();
    if let Some(tag) = first_tag(text).filter(|tag| !is_literal(field, tag.start)) {
        let excerpt = text.get(tag.clone()).unwrap_or_default();
        let message = format!("{} is plain text, but contains the markup `{excerpt}`", field.owner);
        scope.findings.add(&HTML_IN_TEXT, field.part(tag), message, "write the text without markup");
        return true;
    }
    if let Some(entity) = first_entity(text).filter(|entity| !is_literal(field, entity.start)) {
        let excerpt = text.get(entity.clone()).unwrap_or_default();
        let code = if matches!(excerpt, "&amp;" | "&lt;" | "&gt;") { &ESCAPED_TWICE } else { &HTML_IN_TEXT };
        let message = format!("{} is plain text, but contains the escape `{excerpt}`", field.owner);
        scope.findings.add(code, field.part(entity), message, "write the character itself, escaped once");
        return true;
    }
    false
}

/// Reports the first `<` that HTML parses as a tag, which readers that decode escapes twice remove (RSS Profile §3.1).
fn check_fragile(field: &FieldValue<'_>, scope: &mut Scope<'_>) {
    let text = field.text();
    let begins_tag = |at: usize| {
        let next = text.as_bytes().get(at + 1);
        next.is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?'))
    };
    let first = text.match_indices('<').map(|(at, _)| at).find(|at| begins_tag(*at));
    if let Some(at) = first.filter(|at| scope.flavor == Flavor::Rss && !is_literal(field, *at)) {
        let message = format!("{} contains a `<` that some readers parse as the start of a tag", field.owner);
        scope.findings.add(&FRAGILE_ESCAPE, field.part(at..at + 1), message, "write the text without `<`");
    }
}

/// Whether the character at an offset is written as a hexadecimal reference, which marks it as text (RSS
/// Profile §3.1).
fn is_literal(field: &FieldValue<'_>, at: usize) -> bool {
    let range = field.part(at..at + 1);
    let raw = field.value.raw();
    let start = (range.start - field.value.range().start) as usize;
    let written = raw.get(start..).unwrap_or_default();
    ["&#x26;", "&#x3c;"]
        .iter()
        .any(|form| written.get(..form.len()).is_some_and(|start| start.eq_ignore_ascii_case(form)))
}

/// The first tag of HTML in a text: `<b>`, `</b>`, `<br/>`, `<a href=…>`.
pub(crate) fn first_tag(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + found;
        let rest = text.get(start + 1..).unwrap_or_default();
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let next = name.as_bytes().get(length);
        let is_known = || registries::is_html(&name.get(..length).unwrap_or_default().to_ascii_lowercase());
        let ends = next.is_some_and(|byte| matches!(byte, b'>' | b'/' | b' ' | b'\n' | b'\t'));
        if length > 0 && ends && is_known() {
            // If no `>` follows here, none follows later.
            let end = rest.find('>')?;
            return Some(start..start + 1 + end + 1);
        }
        at = start + 1;
    }
    None
}

/// The first HTML reference in a text, such as `&nbsp;` or `&#39;`, or a text that some readers parse as one, such as
/// `&omega` or `&#x`.
fn first_entity(text: &str) -> Option<Range<usize>> {
    text.match_indices('&').find_map(|(start, _)| {
        let rest = text.get(start + 1..)?;
        let length = match rest.strip_prefix('#') {
            Some(number) => 1 + number.bytes().take_while(u8::is_ascii_alphanumeric).count(),
            None => rest.bytes().take_while(u8::is_ascii_alphanumeric).count(),
        };
        let name = rest.get(..length)?;
        let is_number = name
            .strip_prefix('#')
            .is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit() || c == 'x'));
        let semicolon = usize::from(rest.get(length..)?.starts_with(';'));
        let reference = rest.get(..length + semicolon)?;
        let is_name = || registries::is_entity(reference) || registries::is_open_entity(name);
        (is_number || is_name()).then_some(start..start + 1 + reference.len())
    })
}

pub(super) fn max_bytes(field: &FieldValue<'_>, scope: &mut Scope<'_>, bytes: usize) {
    let length = field.text().len();
    if length > bytes {
        field.report(
            scope,
            &TOO_LONG,
            format!("has {length} bytes, and at most {bytes} are kept"),
            "shorten it",
        );
    }
}
