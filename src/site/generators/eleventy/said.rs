//! The template of a feed in, what it says about the feed itself out: its path, its title, the address of its site. Texts
//! are filled with data that is known.

use std::borrow::Cow;

use serde_json::Value as Json;

use super::super::markup::{Token, split, tokens};
use super::super::settings::at;
use crate::feed::{Format, Url};
use crate::site::rules::Detected;

/// Filters that change nothing about a text, or only how it is written.
const KEEPING: &[&str] =
    &["dump", "e", "escape", "json", "jsonify", "safe", "stringify", "strip", "trim", "url", "xml_escape"];

/// Filters whose argument is the address of a site.
const ADDRESSING: &[&str] = &["absoluteUrl", "htmlBaseUrl", "htmlToAbsoluteUrls", "absolute_url"];

/// A template of a feed, with the data of its head and the texts of names such as `metadata.url`.
pub(super) struct Said<'t> {
    pub(super) template: &'t str,
    pub(super) file: &'t str,
    pub(super) head: &'t Json,
    pub(super) data: &'t dyn Fn((&str, &str)) -> Option<Detected>,
    /// The name of a term, and what stands for it.
    pub(super) term: Option<(&'t str, &'t str)>,
}

impl Said<'_> {
    /// A text with its expressions filled in; `None` if one of them is not known.
    pub(super) fn filled(&self, text: &str) -> Option<Detected> {
        let mut filled = Detected::new("", self.file);
        for token in tokens(text) {
            match token {
                Token::Text(text) => filled.value.push_str(text),
                Token::Output(expression) => {
                    let part = self.expression(expression)?;
                    filled = Detected { value: filled.value + &part.value, from: part.from };
                }
                Token::Tag(_) => return None,
            }
        }
        Some(filled)
    }

    fn expression(&self, expression: &str) -> Option<Detected> {
        let parts = split(expression, '|');
        let (name, filters) = parts.split_first()?;
        let name = name.trim();
        filters.iter().all(|filter| KEEPING.contains(&filter.trim())).then_some(())?;
        if let Some(text) = quoted(name) {
            return Some(Detected::new(text, self.file));
        }
        if let Some((_, term)) = self.term.filter(|(known, _)| *known == name) {
            return Some(Detected::new(term, self.file));
        }
        let keys: Vec<_> = name.split('.').collect();
        let own = at(self.head, &keys).and_then(Json::as_str).map(|text| Detected::new(text, self.file));
        own.or_else(|| (self.data)(name.split_once('.')?))
    }

    /// The text of the first of these elements of the feed itself, or of the member of an object.
    pub(super) fn text(&self, format: Format, names: &[&str]) -> Option<Detected> {
        let own = ["<entry", "<item", "\"items\""].iter().find_map(|mark| self.template.split_once(mark));
        let own = own.map_or(self.template, |(own, _)| own);
        let written = |name: &&str| match format {
            Format::Json => Some((member_value(own.split_once(&format!("\"{name}\":"))?.1), true)),
            Format::Rss | Format::Atom => {
                let rest = own.split_once(&format!("<{name}"))?.1;
                let rest = rest.split_once('>')?.1;
                let text = rest.split_once("</")?.0.trim();
                let plain = text.strip_prefix("<![CDATA[").and_then(|text| text.strip_suffix("]]>"));
                Some((plain.unwrap_or(text), plain.is_none()))
            }
        };
        let (text, is_escaped) = names.iter().find_map(written)?;
        let filled = self.filled(text.trim())?;
        let value = if is_escaped { unescaped(format, filled.value) } else { filled.value };
        (!value.trim().is_empty()).then_some(Detected { value, ..filled })
    }

    /// The address of the site, if the template itself has it.
    pub(super) fn address(&self, format: Format) -> Option<Detected> {
        let is_address = |found: &Detected| Url::parse(&found.value).is_ok_and(|url| url.is_web());
        let elements = ["link", "id", "home_page_url"];
        let element = elements.iter().find_map(|name| self.text(format, &[name]).filter(is_address));
        let in_filter = || {
            let expressions = tokens(self.template).into_iter().filter_map(|token| match token {
                Token::Output(expression) => Some(expression),
                Token::Text(_) | Token::Tag(_) => None,
            });
            let mut filters = expressions.flat_map(|expression| split(expression, '|'));
            filters.find_map(|filter| {
                let name = ADDRESSING.iter().find_map(|name| filter.trim().strip_prefix(name))?;
                let argument = name.trim().trim_matches(['(', ')', ':', ' ']);
                Some(Detected::new(quoted(argument)?, self.file))
            })
        };
        element.or_else(in_filter).filter(is_address)
    }
}

/// The value at the beginning of a text in a template of JSON, without the quotes around it.
fn member_value(text: &str) -> &str {
    let text = text.trim_start();
    let (ends, value) = match text.strip_prefix('"') {
        Some(inside) => (&['"', '\n'], inside),
        None => (&[',', '\n'], text),
    };
    let (mut is_output, mut is_escaped, mut before) = (false, false, ' ');
    let end = value.char_indices().find(|(_, c)| {
        match (before, c) {
            ('{', '{') => is_output = true,
            ('}', '}') => is_output = false,
            _ => {}
        }
        before = *c;
        let ends_here = !is_output && !is_escaped && ends.contains(c);
        is_escaped = *c == '\\' && !is_escaped;
        ends_here
    });
    value.get(..end.map_or(value.len(), |(at, _)| at)).unwrap_or(value).trim()
}

/// A text of a document as it is meant; as it is, if that is not known.
fn unescaped(format: Format, text: String) -> String {
    let meant = match format {
        Format::Json => serde_json::from_str(&format!("\"{text}\"")).ok(),
        Format::Rss | Format::Atom => quick_xml::escape::unescape(&text).ok().map(Cow::into_owned),
    };
    meant.unwrap_or(text)
}

/// The text of a literal.
fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    text.strip_prefix(quote)?.strip_suffix(quote).filter(|inside| !inside.contains(quote))
}
