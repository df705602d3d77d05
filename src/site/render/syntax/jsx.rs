//! The tag of a component in, the tag of an element out. Attributes that are computed are left out.

use std::collections::BTreeMap;
use std::ops::Range;

use super::html::{LINE, attribute_address};
use crate::check::registries;

/// A tag in a text.
pub(super) struct Tag<'t> {
    pub(super) range: Range<usize>,
    name: &'t str,
    attributes: Vec<(&'t str, Option<&'t str>)>,
    is_end: bool,
    is_closed: bool,
}

/// Components that are elements.
const ELEMENTS: &[(&str, &str)] = &[
    ("Image", "img"),
    ("Img", "img"),
    ("Link", "a"),
    ("NavLink", "a"),
    ("Video", "video"),
    ("Details", "details"),
];

/// Attributes of components that elements call otherwise.
const ATTRIBUTES: &[(&str, &str)] = &[("to", "href"), ("className", "class")];

const VOID: &[&str] = &["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

impl<'t> Tag<'t> {
    /// The tag at a byte. `braces` are the places where those that open are closed.
    pub(super) fn at(text: &'t str, start: usize, braces: &BTreeMap<usize, usize>) -> Option<Tag<'t>> {
        let rest = text.get(start + 1..)?;
        let is_end = rest.starts_with('/');
        let name_start = start + 1 + usize::from(is_end);
        let name =
            word(text.get(name_start..)?, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
        let is_name = name.is_empty() || name.starts_with(|c: char| c.is_ascii_alphabetic());
        let mut tag = Tag { range: start..start, name, attributes: Vec::new(), is_end, is_closed: false };
        let mut at = name_start + name.len();
        if !is_name || !text.get(at..)?.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/')) {
            return None;
        }
        loop {
            let rest = text.get(at..)?;
            let trimmed = rest.trim_start();
            at += rest.len() - trimmed.len();
            match trimmed.chars().next()? {
                '>' if tag.name.is_empty() && !tag.attributes.is_empty() => return None,
                '>' => {
                    tag.range.end = at + 1;
                    return Some(tag);
                }
                '/' => {
                    tag.is_closed = true;
                    at += 1;
                }
                '{' => at = braces.get(&at)? + 1,
                c if c.is_alphabetic() || matches!(c, '_' | '@' | ':') => {
                    at = tag.attribute(text, at, braces)?;
                }
                _ => return None,
            }
        }
    }

    /// Reads an attribute. Returns where it ends.
    fn attribute(&mut self, text: &'t str, at: usize, braces: &BTreeMap<usize, usize>) -> Option<usize> {
        let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '@');
        let name = word(text.get(at..)?, is_of_name);
        let after = text.get(at + name.len()..)?;
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            self.attributes.push((name, Some("")));
            return Some(at + name.len());
        };
        let start = text.len() - value.len();
        match value.chars().next()? {
            quote @ ('"' | '\'') => {
                let (inside, _) = value.get(1..)?.split_once(quote)?;
                self.attributes.push((name, Some(inside)));
                Some(start + inside.len() + 2)
            }
            '{' => {
                let end = *braces.get(&start)?;
                self.attributes.push((name, known(text.get(start + 1..end)?.trim())));
                Some(end + 1)
            }
            _ => {
                let inside = word(value, |c| !c.is_whitespace() && !matches!(c, '>' | '<' | '{'));
                self.attributes.push((name, Some(inside)));
                Some(start + inside.len())
            }
        }
    }
}

/// The value of an expression: a literal, or the only argument of a function.
fn known(expression: &str) -> Option<&str> {
    let is_number = !expression.is_empty() && expression.bytes().all(|byte| byte.is_ascii_digit());
    if is_number {
        return Some(expression);
    }
    let argument = || {
        let (_, arguments) = expression.split_once('(')?;
        literal(arguments.split_once(')')?.0.trim())
    };
    literal(expression).or_else(argument)
}

fn word(text: &str, is_of_word: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c: char| !is_of_word(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The tag in HTML. It stays as written if nothing of it is MDX.
pub(super) fn html(tag: &Tag<'_>, written: &str, text: &str) -> String {
    let name = element(tag.name);
    let is_void = VOID.contains(&name.as_str());
    if name.is_empty() || tag.is_end && is_void {
        return String::new();
    }
    let is_plain = name == tag.name && !written.contains(['{', '\n']) && (!tag.is_closed || is_void);
    let made = if is_plain { written.to_owned() } else { rewritten(tag, &name, is_void) };
    let is_code = ["pre", "script", "style"].contains(&name.as_str());
    if is_alone(text, &tag.range) && !is_code { format!("{LINE}{made}") } else { made }
}

fn rewritten(tag: &Tag<'_>, name: &str, is_void: bool) -> String {
    if tag.is_end {
        return format!("</{name}>");
    }
    let attributes = tag.attributes.iter().filter_map(|(attribute, value)| {
        let known = ATTRIBUTES.iter().find(|(theirs, _)| theirs == attribute);
        let attribute = known.map_or(*attribute, |(_, ours)| ours);
        let value = value.as_ref()?.replace('\n', " ");
        Some(format!(" {attribute}=\"{}\"", attribute_address(&value)))
    });
    let attributes: String = attributes.collect();
    let end = if tag.is_closed && !is_void { format!("</{name}>") } else { String::new() };
    format!("<{name}{attributes}>{end}")
}

/// The element that a component is: one of its own, if it is not an element of HTML.
fn element(name: &str) -> String {
    if let Some((_, element)) = ELEMENTS.iter().find(|(component, _)| *component == name) {
        return (*element).to_owned();
    }
    let is_component = name.starts_with(|c: char| c.is_ascii_uppercase()) || name.contains(['.', '_']);
    let lower = name.to_ascii_lowercase().replace(['.', '_'], "-");
    match lower.as_str() {
        "fragment" if is_component => String::new(),
        lower if is_component && registries::is_html(lower) => format!("x-{lower}"),
        _ if is_component => lower,
        _ => name.to_owned(),
    }
}

/// Whether a tag is all that stands on its lines.
fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
    let after = text.get(range.end..).and_then(|after| after.split('\n').next()).unwrap_or_default();
    before.trim().is_empty() && after.trim().is_empty()
}

/// The text of a literal.
pub(super) fn literal(expression: &str) -> Option<&str> {
    ['"', '\'', '`'].iter().find_map(|quote| {
        let inside = expression.strip_prefix(*quote)?.strip_suffix(*quote)?;
        (!inside.contains(*quote) && !inside.contains("${")).then_some(inside)
    })
}
