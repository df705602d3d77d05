//! An HTML tag in, findings about its element and attributes out.

use super::{HtmlContext, Locate, css};
use crate::check::codes::html::{
    DANGEROUS_STYLE, EVENT_HANDLER, HTML_DOCUMENT, LAZY_IMAGE, NO_ALT, RELATIVE_URL, SCRIPT_URL,
    UNKNOWN_HTML, UNSAFE_ELEMENT,
};
use crate::check::finding::excerpt;
use crate::check::registries;
use crate::check::targets;
use crate::feed::url::scheme;
use crate::source::html::srcset;
use crate::source::html::tags::{Attribute, Tag};

/// Elements that sanitizers remove.
const UNSAFE: &[&str] = &[
    "applet",
    "base",
    "basefont",
    "bgsound",
    "blink",
    "button",
    "comment",
    "embed",
    "fieldset",
    "form",
    "frame",
    "frameset",
    "input",
    "isindex",
    "link",
    "listing",
    "marquee",
    "meta",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "optgroup",
    "option",
    "param",
    "plaintext",
    "script",
    "select",
    "style",
    "template",
    "textarea",
    "xmp",
];

/// Attributes with a single URL.
const URL_ATTRIBUTES: &[&str] = &["href", "src", "cite", "poster", "longdesc", "background", "data"];

/// Attributes that scripts use to load images lazily.
const LAZY: &[&str] =
    &["data-src", "data-lazy-src", "data-original", "data-srcset", "data-lazy", "data-echo"];

/// Checks a tag, and returns the number of findings.
pub(super) fn check(tag: &Tag, locate: &Locate<'_>, context: &mut HtmlContext<'_>) -> usize {
    let before = context.findings.len();
    check_element(tag, locate, context);
    for attribute in &tag.attributes {
        if context.findings.len() - before >= super::MAX_FINDINGS {
            break;
        }
        check_attribute(attribute, &tag.name, locate, context);
    }
    context.findings.len() - before
}

fn check_element(tag: &Tag, locate: &Locate<'_>, context: &mut HtmlContext<'_>) {
    let name = tag.name.as_str();
    let mut report = |code, message: String, help: &str| {
        context.findings.add(code, locate(tag.range.clone()), message, help);
    };
    match name {
        "html" | "head" | "body" => report(
            &HTML_DOCUMENT,
            format!("`<{name}>` in the HTML of an entry"),
            "include only the content of the body",
        ),
        "img" => check_image(tag, locate, context),
        _ if UNSAFE.contains(&name) => {
            report(&UNSAFE_ELEMENT, format!("readers remove `<{name}>`"), "remove it from the feed");
        }
        _ if !registries::is_html(name) && !name.contains('-') => {
            report(
                &UNKNOWN_HTML,
                format!("unknown HTML element `<{}>`", excerpt(name)),
                "write `&lt;` if `<` is meant as text",
            );
        }
        _ => {}
    }
}

fn check_image(tag: &Tag, locate: &Locate<'_>, context: &mut HtmlContext<'_>) {
    // A `data:` URL is a placeholder for the image that a script loads.
    let is_source = |value: &str| !value.trim().is_empty() && scheme(value).as_deref() != Some("data");
    let has_source = ["src", "srcset"].iter().any(|name| tag.value(name).is_some_and(is_source));
    let lazy = LAZY.iter().find(|name| tag.value(name).is_some());
    if let (false, Some(lazy)) = (has_source, lazy) {
        let message = format!("`<img>` has its URL in `{lazy}`, which only a script reads");
        context.findings.add(&LAZY_IMAGE, locate(tag.range.clone()), message, "write the URL in `src`");
    }
    if tag.value("alt").is_none() {
        context.findings.add(
            &NO_ALT,
            locate(tag.range.clone()),
            "`<img>` has no alt text",
            "describe the image: alt=\"…\"",
        );
    }
}

fn check_attribute(attribute: &Attribute, element: &str, locate: &Locate<'_>, context: &mut HtmlContext<'_>) {
    let name = attribute.name.as_str();
    if name.len() > 2 && name.starts_with("on") && name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        let message = format!("`{name}` of `<{element}>` runs a script; readers remove it");
        return context.findings.add(&EVENT_HANDLER, locate(attribute.range.clone()), message, "remove it");
    }
    if name == "style" {
        if let Some(problem) = css::first_danger(&attribute.value) {
            let message = format!("the style of `<{element}>` contains {problem}");
            context.findings.add(
                &DANGEROUS_STYLE,
                locate(attribute.range.clone()),
                message,
                "remove it from the feed",
            );
        }
    } else if URL_ATTRIBUTES.contains(&name) {
        check_target(attribute, &attribute.value, locate, context);
        check_address(attribute, &attribute.value, element, locate, context);
    } else if name == "srcset" {
        let candidates = srcset::candidates(&attribute.value);
        for candidate in &candidates {
            check_target(attribute, candidate.address, locate, context);
        }
        let mut addresses = candidates.iter().map(|candidate| candidate.address);
        let found = addresses.find(|address| runs_script(address) || is_relative(address));
        if let Some(address) = found {
            check_address(attribute, address, element, locate, context);
        }
    }
}

/// Checks where an address on the site leads.
fn check_target(attribute: &Attribute, value: &str, locate: &Locate<'_>, context: &mut HtmlContext<'_>) {
    if let Some(site) = targets::site(context.options) {
        let range = || locate(attribute.range.clone());
        targets::check(value.trim(), context.base, site, range, &mut context.findings);
    }
}

fn check_address(
    attribute: &Attribute,
    value: &str,
    element: &str,
    locate: &Locate<'_>,
    context: &mut HtmlContext<'_>,
) {
    if runs_script(value) {
        let message = format!("`{}` of `<{element}>` runs a script; readers remove it", attribute.name);
        return context.findings.add(&SCRIPT_URL, locate(attribute.range.clone()), message, "write a URL");
    }
    if is_relative(value) && context.base.is_none() {
        let message =
            format!("`{}` of `<{element}>` is the relative URL `{}`", attribute.name, excerpt(value));
        let base = context.options.base.as_ref();
        let resolved = base.and_then(|base| base.join(value).ok());
        let help = resolved
            .map_or("write an absolute URL, with https:// and the host".to_owned(), |resolved| {
                format!("write `{resolved}`")
            });
        context.findings.add(&RELATIVE_URL, locate(attribute.range.clone()), message, help);
    }
}
fn runs_script(address: &str) -> bool {
    matches!(scheme(address).as_deref(), Some("javascript" | "vbscript"))
}

/// Whether a URL needs a base. A fragment within the same text does not.
fn is_relative(address: &str) -> bool {
    // Browsers strip these; other Unicode whitespace is part of a URL (URL standard, 4.4).
    let address = address.trim_matches(|c| c <= ' ');
    let is_absolute =
        ["https://", "http://", "mailto:", "data:", "#"].iter().any(|start| address.starts_with(start));
    !is_absolute && matches!(url::Url::parse(address), Err(url::ParseError::RelativeUrlWithoutBase))
}
