//! `[namespaces]`, `[[feed.element]]` and `[[feed.entry-element]]` in, elements whose values are templates out. Names and
//! prefixes are checked here, so that every document with them is valid.

use std::collections::BTreeMap;

use super::validate::invalid;
use super::{INVALID_SETTING, UNKNOWN_SETTING};
use crate::diagnostic::{Diagnostic, nearest};
use crate::feed::element::{is_name, is_prefix};
use crate::feed::{Format, Namespace};
use crate::site::custom_element::{CustomElement, CustomElements, ENTRY_VARIABLES, FEED_VARIABLES};
use crate::site::expression::Expression;
use crate::site::fields::{Fields, Located, Value};
use crate::source::xml::Ns;

/// Namespaces by prefix.
pub(super) type Namespaces = BTreeMap<String, Namespace>;

/// `[namespaces]`: prefixes and URIs.
pub(super) fn namespaces(root: &mut Fields<'_, '_>) -> Namespaces {
    let mut namespaces = Namespaces::new();
    let Some(table) = root.table("namespaces") else { return namespaces };
    for (prefix, span, value) in &table.value.entries {
        let Some(uri) = root.as_text(value) else { continue };
        if let Some((message, help)) = prefix_problem(prefix, uri.value) {
            invalid(root, span, message, &help);
        } else if let Some(namespace) = Namespace::new(prefix, uri.value) {
            namespaces.insert(prefix.to_string(), namespace);
        } else {
            let message = format!("`{}` is not the URI of a namespace", uri.value.escape_debug());
            invalid(root, &uri.span, message, "write an absolute URI, such as \"https://example.org/ns\"");
        }
    }
    namespaces
}

/// Why a prefix cannot be bound to a URI.
fn prefix_problem(prefix: &str, uri: &str) -> Option<(String, String)> {
    if let Some(theirs) = Ns::reserved(prefix).filter(|theirs| *theirs != uri) {
        let message = format!("the prefix `{prefix}` belongs to another namespace");
        return Some((message, format!("write \"{theirs}\", or choose another prefix")));
    }
    if prefix.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("xml")) || prefix == "feedwright" {
        let message = format!("the prefix `{}` is reserved", prefix.escape_debug());
        return Some((message, "choose another prefix".to_owned()));
    }
    (!is_prefix(prefix)).then(|| {
        let message = format!("`{}` cannot be a prefix", prefix.escape_debug());
        (message, "write a letter, then letters, digits, `-` and `_`".to_owned())
    })
}

/// `element` and `entry-element` of a feed.
pub(super) fn elements(
    fields: &mut Fields<'_, '_>,
    namespaces: &Namespaces,
    format: Option<Format>,
) -> CustomElements {
    let mut of = |key, variables| {
        let context = Context { namespaces, variables, format };
        let values = fields.list(key).unwrap_or_default();
        values.iter().filter_map(|value| element(fields, value, context)).collect()
    };
    CustomElements {
        of_feed: of("element", FEED_VARIABLES),
        of_entries: of("entry-element", ENTRY_VARIABLES),
    }
}

#[derive(Clone, Copy)]
struct Context<'c> {
    namespaces: &'c Namespaces,
    variables: &'c [&'static str],
    format: Option<Format>,
}

fn element(fields: &mut Fields<'_, '_>, value: &Value<'_>, context: Context<'_>) -> Option<CustomElement> {
    let table = fields.as_table(value)?.value;
    let mut inside = fields.inside(table);
    let name = inside.text("name").and_then(|name| qualified(&mut inside, &name, context));
    let text = inside.text("text");
    let attributes = attributes(&mut inside, context);
    let children: Vec<_> = inside.list("children").unwrap_or_default().iter().collect();
    if let Some(text) = text.as_ref().filter(|_| !children.is_empty()) {
        let help = "remove `text`, or write it as the text of another element";
        invalid(&mut inside, &text.span, "element with both `text` and `children`".to_owned(), help);
    }
    let children = children.into_iter().filter_map(|child| element(&mut inside, child, context)).collect();
    let text = text.map(|text| expression(&mut inside, &text, context));
    inside.finish(&UNKNOWN_SETTING);
    if table.get("name").is_none() {
        let finding = Diagnostic::new(&INVALID_SETTING, "element without `name`");
        fields.report(finding.help("add its prefix and name: name = \"ex:rating\""), &value.span);
    }
    let (namespace, name) = name?;
    // An invalid text has been reported.
    let text = match text {
        Some(text) => Some(text?),
        None => None,
    };
    Some(CustomElement { namespace, name, text, attributes, children })
}

/// The namespace and the local name of an element.
fn qualified(
    fields: &mut Fields<'_, '_>,
    name: &Located<&str>,
    context: Context<'_>,
) -> Option<(Namespace, String)> {
    let mut wrong = |message: String, help: &str| {
        invalid(fields, &name.span, message, help);
        None
    };
    let shown = name.value.escape_debug();
    let Some((prefix, local)) = name.value.split_once(':') else {
        let help = "declare a namespace under [namespaces], and write its prefix: \"ex:rating\"";
        return wrong(
            format!("`{shown}` has no prefix, so it would be an element of the format itself"),
            help,
        );
    };
    if !is_name(local) {
        return wrong(format!("`{shown}` is not the name of an element"), "write it like \"ex:rating\"");
    }
    let known = || Namespace::new(prefix, Ns::reserved(prefix)?);
    let Some(namespace) = context.namespaces.get(prefix).cloned().or_else(known) else {
        let help = match nearest(prefix, context.namespaces.keys().map(String::as_str)) {
            Some(suggestion) => format!("did you mean `{suggestion}`?"),
            None => format!("write its URI under [namespaces]: {prefix} = \"https://…\""),
        };
        return wrong(format!("undeclared prefix `{}`", prefix.escape_debug()), &help);
    };
    if context.format == Some(Format::Atom) && Ns::of(namespace.uri()) == Ns::ATOM {
        let help = "remove it: Feedwright writes the elements of Atom itself";
        return wrong(format!("`{shown}` is an element of the format itself"), help);
    }
    Some((namespace, local.to_owned()))
}

fn attributes(fields: &mut Fields<'_, '_>, context: Context<'_>) -> Vec<(String, Expression)> {
    let mut attributes = Vec::new();
    let Some(table) = fields.table("attributes") else { return attributes };
    for (name, span, value) in &table.value.entries {
        let Some(text) = fields.as_text(value) else { continue };
        if !is_name(name) || name.eq_ignore_ascii_case("xmlns") {
            let message = format!("`{}` is not the name of an attribute", name.escape_debug());
            invalid(fields, span, message, "write a name without a prefix, such as `scale`");
        } else if let Some(expression) = expression(fields, &text, context) {
            attributes.push((name.to_string(), expression));
        }
    }
    attributes
}

/// A text that may be a template.
fn expression(fields: &mut Fields<'_, '_>, text: &Located<&str>, context: Context<'_>) -> Option<Expression> {
    match Expression::new(text.value, context.variables, fields.place(&text.span)) {
        Ok(expression) => Some(expression),
        Err((message, help)) => {
            invalid(fields, &text.span, message, &help);
            None
        }
    }
}
