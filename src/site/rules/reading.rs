//! How a generator means the value of a key, as functions from its value to ours.

use std::ops::Range;

use html5gum::{Token, Tokenizer};
use pulldown_cmark::{Event, Parser, TagEnd};

use super::truths::said_truth;
use crate::feed::{Language, Url};
use crate::site::date;
use crate::site::fields::{Node, Table, Value};
use crate::source::email::is_address;

/// Makes our value of a generator's; `None` if it means nothing to us.
pub(crate) type Read = for<'v> fn(&'v Value<'v>) -> Option<Value<'v>>;

/// The same value.
#[expect(clippy::unnecessary_wraps, reason = "it is one of several readings")]
pub(crate) fn same<'v>(value: &'v Value<'v>) -> Option<Value<'v>> {
    Some(value.borrowed())
}

/// Nothing: the key has another meaning.
pub(crate) fn nothing<'v>(_: &'v Value<'v>) -> Option<Value<'v>> {
    None
}

/// A language tag, or a locale; none if it is neither.
pub(crate) fn language<'a>(of: &Value<'a>) -> Option<Value<'a>> {
    let tag = text(of)?.trim().replace('_', "-");
    Language::parse(&tag).map(|_| value(Node::Text(tag.into()), &of.span))
}

/// A text in HTML.
pub(crate) fn untagged<'a>(of: &Value<'a>) -> Option<Value<'a>> {
    let text = text(of)?;
    if !text.contains(['<', '&']) {
        return Some(of.clone());
    }
    Some(value(Node::Text(without_tags(text).into()), &of.span))
}

/// The text of HTML, with single spaces.
pub(crate) fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for Ok(token) in Tokenizer::new(html) {
        if let Token::String(part) = token {
            text.push_str(&String::from_utf8_lossy(&part.value));
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text in Markdown.
pub(crate) fn plain_markdown<'a>(of: &Value<'a>) -> Option<Value<'a>> {
    let mut plain = String::new();
    for event in Parser::new(text(of)?) {
        let is_gap = matches!(
            event,
            Event::SoftBreak
                | Event::HardBreak
                | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_))
        );
        if is_gap {
            plain.push(' ');
        } else if let Event::Text(part) | Event::Code(part) = event {
            plain.push_str(&part);
        }
    }
    Some(value(Node::Text(plain.split_whitespace().collect::<Vec<_>>().join(" ").into()), &of.span))
}

/// A text is a list of words, separated by spaces.
pub(crate) fn words<'a>(value: &Value<'a>) -> Option<Value<'a>> {
    split(value, |text| text.split_whitespace().map(str::to_owned).collect())
}

/// A text is a list, separated by semicolons if there is one, else by commas.
pub(crate) fn commas<'a>(value: &Value<'a>) -> Option<Value<'a>> {
    split(value, |text| {
        let mark = if text.contains(';') { ';' } else { ',' };
        text.split(mark).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    })
}

/// A text is one value of a list.
pub(crate) fn one<'a>(value: &Value<'a>) -> Option<Value<'a>> {
    split(value, |text| vec![text.trim().to_owned()])
}

/// `true` is `false`, and the other way round.
pub(crate) fn negated<'a>(of: &Value<'a>) -> Option<Value<'a>> {
    said_truth(of).map(|truth| value(Node::Boolean(!truth), &of.span))
}

/// A truth, also as a text; none if it is neither.
pub(crate) fn truth<'a>(of: &Value<'a>) -> Option<Value<'a>> {
    said_truth(of).map(|truth| value(Node::Boolean(truth), &of.span))
}

/// Whether a value of `draft` is not false: what is neither may be private.
#[must_use]
pub(crate) fn is_drafted(value: &Value<'_>) -> bool {
    said_truth(value) != Some(false)
}

/// A draft, unless the value is false.
#[expect(clippy::unnecessary_wraps, reason = "it is one of several readings")]
pub(crate) fn drafted<'a>(of: &Value<'a>) -> Option<Value<'a>> {
    Some(value(Node::Boolean(is_drafted(of)), &of.span))
}

/// Tells whether a text can be that of a key.
type Fits = fn(&str) -> bool;

/// People by name, or tables with a `name`. Other keys of these tables are left out, and so are addresses that are none.
pub(crate) fn people<'a>(of: &Value<'a>) -> Option<Value<'a>> {
    let person = |one: &Value<'a>| {
        let Some(table) = one.as_table() else { return text(one).map(|_| one.clone()) };
        let known = |(key, fits): (&str, Fits)| {
            let (key, span, found) = table.entries.iter().find(|(name, ..)| name == key)?;
            text(found).filter(|text| fits(text)).map(|_| (key.clone(), span.clone(), found.clone()))
        };
        let keys: [(&str, Fits); 3] =
            [("name", |_| true), ("email", |text| is_address(text) && !text.contains('"')), ("url", is_page)];
        let entries: Vec<_> = keys.into_iter().filter_map(known).collect();
        let has_name = entries.iter().any(|(key, ..)| key == "name");
        has_name.then(|| value(Node::Table(Table { entries, span: table.span.clone() }), &one.span))
    };
    let all: Vec<_> = of.items().iter().filter_map(person).collect();
    (!all.is_empty()).then(|| value(Node::List(all), &of.span))
}

/// Whether a text is an absolute URL, or a path on the site.
fn is_page(text: &str) -> bool {
    text.starts_with('/') || Url::parse(text).is_ok()
}

/// A picture: its address, or a table with that and its alternative text under one of the usual names. Of a list, the
/// first.
pub(crate) fn image<'a>(of: &Value<'a>) -> Option<Value<'a>> {
    if let Some(values) = of.as_list() {
        return values.first().and_then(image);
    }
    let Some(table) = of.as_table() else { return text(of).map(|_| of.clone()) };
    let named = |names: &[&str], ours: &'static str| {
        let found = names.iter().find_map(|name| table.get(name))?;
        text(found).map(|_| (ours.into(), found.span.clone(), found.clone()))
    };
    let src = named(&["src", "url", "path", "image", "file", "filename", "relative"], "src")?;
    let entries = [Some(src), named(&["alt"], "alt"), named(&["caption"], "caption")];
    let entries = entries.into_iter().flatten().collect();
    Some(value(Node::Table(Table { entries, span: of.span.clone() }), &of.span))
}

fn split<'a>(of: &Value<'a>, parts: impl Fn(&str) -> Vec<String>) -> Option<Value<'a>> {
    if of.as_table().is_some() {
        return None;
    }
    let texts = match of.as_text() {
        Some(all) => parts(all).into_iter().map(|part| value(Node::Text(part.into()), &of.span)).collect(),
        None => {
            let text = |one: &Value<'_>| Some(value(Node::Text(one.scalar()?.into()), &one.span));
            of.items().iter().filter_map(text).collect()
        }
    };
    Some(value(Node::List(texts), &of.span))
}

/// A text that is not blank.
pub(super) fn text<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    value.as_text().filter(|text| !text.trim().is_empty())
}

fn value<'a>(node: Node<'a>, span: &Range<usize>) -> Value<'a> {
    Value { node, span: span.clone() }
}

/// A value that is meant as a date, whether it is one or not: no truth, which withholds or means nothing.
pub(super) fn no_truth<'a>(value: &Value<'a>) -> Option<Value<'a>> {
    said_truth(value).is_none().then(|| value.clone())
}

/// A date that is written as one: other words withhold by themselves.
pub(super) fn written_date<'a>(value: &Value<'a>) -> Option<Value<'a>> {
    let is_written = |text: &str| date::written(text.trim()).is_some();
    let is_date = matches!(value.node, Node::Datetime(_)) || text(value).is_some_and(is_written);
    is_date.then(|| value.clone())
}
