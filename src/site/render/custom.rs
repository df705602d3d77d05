//! Custom elements of a configuration and an article, or a feed, in; elements with values out. What has no value is left
//! out.

use minijinja::value::Serde;
use minijinja::{Error, Value};
use serde::Serialize;

use super::BROKEN_TEMPLATE;
use super::template::{SiteOf, problem, values};
use crate::diagnostic::Diagnostic;
use crate::feed::{Element, Entry, Feed, Language, Text, Url};
use crate::site::article::Article;
use crate::site::custom_element::CustomElement;
use crate::site::expression::Expression;

/// A feed as its elements see it.
#[derive(Serialize)]
struct View<'f> {
    title: &'f Text,
    description: Option<&'f Text>,
    url: &'f Url,
    home_url: &'f Url,
    language: Option<&'f Language>,
    updated: Option<String>,
}

/// The elements of an entry.
#[must_use]
pub(crate) fn entry_elements(
    elements: &[CustomElement],
    article: &Article,
    entry: &Entry,
    site: SiteOf<'_>,
) -> (Vec<Element>, Vec<Diagnostic>) {
    let images = (entry.image.as_ref(), entry.images.iter().collect());
    let values = values(article, entry.summary.as_ref(), images, site);
    let (made, found) = made(elements, &values);
    let file = article.source.file();
    let help = format!("test values with {{% if … %}}; it fails on `{}`", file.display());
    (made, found.into_iter().map(|finding| finding.help(help.clone())).collect())
}

/// The elements of a feed itself.
#[must_use]
pub(crate) fn feed_elements(elements: &[CustomElement], feed: &Feed) -> (Vec<Element>, Vec<Diagnostic>) {
    let updated = feed.updated().map(|updated| updated.to_rfc3339_opts(chrono::SecondsFormat::Secs, true));
    let view = View {
        title: &feed.title,
        description: feed.description.as_ref(),
        url: &feed.self_url,
        home_url: &feed.home_url,
        language: feed.language.as_ref(),
        updated,
    };
    let (made, found) = made(elements, &Value::from(Serde(view)));
    (made, found.into_iter().map(|finding| finding.help("test values with {% if … %}")).collect())
}

fn made(elements: &[CustomElement], values: &Value) -> (Vec<Element>, Vec<Diagnostic>) {
    let (mut made, mut found) = (Vec::new(), Vec::new());
    for element in elements {
        match self::element(element, values) {
            Ok(element) => made.extend(element),
            Err((expression, error)) => {
                found.push(
                    Diagnostic::new(&BROKEN_TEMPLATE, problem("", &error)).at(expression.place.clone()),
                );
            }
        }
    }
    (made, found)
}

/// What a template fails on, and why.
type Failed<'e> = (&'e Expression, Error);

/// An element with its values; `None` if it has none.
fn element<'e>(element: &'e CustomElement, values: &Value) -> Result<Option<Element>, Failed<'e>> {
    let value = |expression: &'e Expression| expression.text(values).map_err(|error| (expression, error));
    let text = element.text.as_ref().map(value).transpose()?;
    let mut attributes = Vec::new();
    for (name, expression) in &element.attributes {
        attributes.push((name, value(expression)?));
    }
    attributes.retain(|(_, value)| !value.is_empty());
    let children = element.children.iter().map(|child| self::element(child, values));
    let children: Vec<_> = children.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
    let lacks_text = text.as_ref().is_some_and(String::is_empty);
    let lacks_children = !element.children.is_empty() && children.is_empty();
    let lacks_attributes = text.is_none()
        && element.children.is_empty()
        && !element.attributes.is_empty()
        && attributes.is_empty();
    if lacks_text || lacks_children || lacks_attributes {
        return Ok(None);
    }
    // The configuration has checked the names.
    let named = Element::new(&element.namespace, &element.name);
    let with_attributes =
        attributes.iter().fold(named, |made, (name, value)| made.and_then(|made| made.with(name, value)));
    Ok(with_attributes.map(|mut made| {
        made.text = Text::new(&text.unwrap_or_default());
        made.children = children;
        made
    }))
}
