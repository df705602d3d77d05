//! An expression between double braces in, the text that it stands for out, where that is known: the addresses of the
//! site, those below them, the title and the address of the article, and texts.

use super::About;
use super::html::{address, escaped};

/// Filters that make an address of a path below the site's.
const ADDRESSES: &[&str] = &["relative_url", "absolute_url", "url", "absURL", "relURL", "htmlBaseUrl"];

/// Filters that change nothing about an address.
const HARMLESS: &[&str] = &["escape", "safe", "strip", "uri_escape", "url_encode"];

/// The text that an expression stands for.
pub(super) fn value(expression: &str, about: &About<'_>) -> Option<String> {
    let expression = expression.trim_start_matches(['-', '~']).trim_end_matches(['-', '~']).trim();
    let mut filters = expression.split('|').map(str::trim);
    let first = filters.next()?;
    let base = about.base_url.as_str().trim_end_matches('/');
    let below = |path: &str| format!("{base}/{}", path.trim_start_matches('/'));
    let mut value = match (text(first), first) {
        (Some(text), _) => Value::Text(text.to_owned()),
        (None, "site.baseurl" | "site.url" | "site.base_url" | "config.base_url" | "base_url") => {
            Value::Address(base.to_owned())
        }
        (None, "page.title" | "title") => Value::Text(about.title.to_owned()),
        (None, "page.url" | "page.permalink") => Value::Address(about.permalink.to_string()),
        (None, call) => {
            let path = call.strip_prefix("get_url(")?.strip_suffix(')')?.trim();
            Value::Address(below(text(path.strip_prefix("path")?.trim_start().strip_prefix('=')?.trim())?))
        }
    };
    for filter in filters {
        let (name, argument) = filter.split_once(':').unwrap_or((filter, ""));
        value = match (name.trim(), value) {
            (name, Value::Text(path)) if ADDRESSES.contains(&name) && !path.contains("://") => {
                Value::Address(below(&path))
            }
            (name, value) if ADDRESSES.contains(&name) || HARMLESS.contains(&name) => value,
            ("prepend", Value::Text(path)) if argument.trim().starts_with("site.") => {
                Value::Address(below(&path))
            }
            // An address that was joined already.
            ("prepend", value @ Value::Address(_)) if argument.trim().starts_with("site.") => value,
            ("append", Value::Address(start)) => Value::Address(start + text(argument.trim())?),
            (_, _) => return None,
        };
    }
    Some(match value {
        Value::Text(text) => escaped(&text),
        Value::Address(text) => address(&text),
    })
}

enum Value {
    Text(String),
    Address(String),
}

/// A text in quotation marks.
fn text(literal: &str) -> Option<&str> {
    ['"', '\''].iter().find_map(|quote| {
        let inside = literal.strip_prefix(*quote)?.strip_suffix(*quote)?;
        (!inside.contains(*quote)).then_some(inside)
    })
}
