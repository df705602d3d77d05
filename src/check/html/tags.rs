//! One tag of HTML: its element, and its attributes.

use std::ops::Range;

use super::{HtmlContext, Locate, css};
use crate::check::codes::html::{
    DANGEROUS_STYLE, EVENT_HANDLER, HTML_DOCUMENT, IFRAME, LAZY_IMAGE, NO_ALT, RELATIVE_URL, SCRIPT_URL,
    UNKNOWN_HTML, UNSAFE_ELEMENT,
};
use crate::check::finding::shown;
use crate::check::registries;
use crate::feed::url::scheme;
use crate::source::html::srcset;

/// Elements that sanitisers remove.
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

/// Attributes that hold one address.
const ADDRESSES: &[&str] = &["href", "src", "cite", "poster", "longdesc", "background", "data"];

/// Attributes by which scripts load pictures later.
const LAZY: &[&str] =
    &["data-src", "data-lazy-src", "data-original", "data-srcset", "data-lazy", "data-echo"];

struct Attribute {
    name: String,
    value: String,
    /// In the text.
    range: Range<usize>,
}

/// A start tag.
pub(super) struct Tag {
    pub(super) name: String,
    /// Of the name, in the text.
    pub(super) range: Range<usize>,
    attributes: Vec<Attribute>,
}

impl Tag {
    pub(super) fn new(name: &str, range: Range<usize>) -> Tag {
        Tag { name: name.to_owned(), range, attributes: Vec::new() }
    }

    pub(super) fn add(&mut self, name: &str, value: &str, range: Range<usize>) {
        self.attributes.push(Attribute { name: name.to_owned(), value: value.to_owned(), range });
    }

    /// Gives the attribute added last its value, and the place where that ends.
    pub(super) fn complete(&mut self, value: &str, end: usize) {
        if let Some(last) = self.attributes.last_mut() {
            value.clone_into(&mut last.value);
            last.range.end = end;
        }
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name)
            .map(|attribute| attribute.value.as_str())
    }

    /// Says what is wrong with it, and how many findings that made.
    pub(super) fn check(&self, locate: &Locate<'_>, context: &mut HtmlContext<'_>) -> usize {
        let before = context.findings.len();
        self.element(locate, context);
        for attribute in &self.attributes {
            if context.findings.len() - before >= super::MOST {
                break;
            }
            attribute.check(&self.name, locate, context);
        }
        context.findings.len() - before
    }

    fn element(&self, locate: &Locate<'_>, context: &mut HtmlContext<'_>) {
        let name = self.name.as_str();
        let mut note = |code, message: String, help: &str| {
            context.findings.add(code, locate(self.range.clone()), message, help);
        };
        match name {
            "html" | "head" | "body" => note(
                &HTML_DOCUMENT,
                format!("`<{name}>` stands in the HTML of an entry"),
                "give the content of the body alone",
            ),
            "iframe" => {
                note(&IFRAME, "`<iframe>` is shown by few readers".to_owned(), "add a link to what it shows");
            }
            "img" => self.image(locate, context),
            _ if UNSAFE.contains(&name) => {
                note(
                    &UNSAFE_ELEMENT,
                    format!("`<{name}>` is removed by readers"),
                    "leave it out of the feed",
                );
            }
            _ if !registries::is_html(name) && !name.contains('-') => {
                note(
                    &UNKNOWN_HTML,
                    format!("`<{}>` is no element of HTML", shown(name)),
                    "write `&lt;` where `<` is meant as text",
                );
            }
            _ => {}
        }
    }

    fn image(&self, locate: &Locate<'_>, context: &mut HtmlContext<'_>) {
        // A picture within the address holds the place of the one that a script loads.
        let is_source = |value: &str| !value.trim().is_empty() && scheme(value).as_deref() != Some("data");
        let has_source = ["src", "srcset"].iter().any(|name| self.value(name).is_some_and(is_source));
        let lazy = LAZY.iter().find(|name| self.value(name).is_some());
        if let (false, Some(lazy)) = (has_source, lazy) {
            let message = format!("`<img>` has its address in `{lazy}`, where only a script looks");
            context.findings.add(&LAZY_IMAGE, locate(self.range.clone()), message, "give it in src");
        }
        if self.value("alt").is_none() {
            context.findings.add(
                &NO_ALT,
                locate(self.range.clone()),
                "`<img>` has no alt text",
                "say what it shows: alt=\"…\"",
            );
        }
    }
}

impl Attribute {
    fn check(&self, element: &str, locate: &Locate<'_>, context: &mut HtmlContext<'_>) {
        let name = self.name.as_str();
        if name.len() > 2 && name.starts_with("on") && name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            let message = format!("`{name}` of `<{element}>` runs a script, which readers remove");
            return context.findings.add(&EVENT_HANDLER, locate(self.range.clone()), message, "remove it");
        }
        if name == "style" {
            if let Some(problem) = css::first_danger(&self.value) {
                let message = format!("the style of `<{element}>` has {problem}");
                context.findings.add(
                    &DANGEROUS_STYLE,
                    locate(self.range.clone()),
                    message,
                    "leave it out of the feed",
                );
            }
        } else if ADDRESSES.contains(&name) {
            self.address(&self.value, element, locate, context);
        } else if name == "srcset" {
            let candidates = srcset::candidates(&self.value);
            let mut addresses = candidates.iter().map(|candidate| candidate.address);
            let found = addresses.find(|address| runs_script(address) || is_relative(address));
            if let Some(address) = found {
                self.address(address, element, locate, context);
            }
        }
    }

    fn address(&self, value: &str, element: &str, locate: &Locate<'_>, context: &mut HtmlContext<'_>) {
        if runs_script(value) {
            let message = format!("`{}` of `<{element}>` runs a script, which readers remove", self.name);
            return context.findings.add(&SCRIPT_URL, locate(self.range.clone()), message, "give an address");
        }
        if is_relative(value) && !context.has_base {
            let message =
                format!("`{}` of `<{element}>` is the relative address `{}`", self.name, shown(value));
            let whole = context.base.and_then(|base| base.join(value).ok());
            let help = whole
                .map_or("write the whole address, with https:// and the host".to_owned(), |whole| {
                    format!("write `{whole}`")
                });
            context.findings.add(&RELATIVE_URL, locate(self.range.clone()), message, help);
        }
    }
}

fn runs_script(address: &str) -> bool {
    matches!(scheme(address).as_deref(), Some("javascript" | "vbscript"))
}

/// Whether an address needs a base. One of a place in the same text does not.
fn is_relative(address: &str) -> bool {
    // What browsers strip; other white space of Unicode is part of an address (URL standard, 4.4).
    let address = address.trim_matches(|c| c <= ' ');
    let is_whole =
        ["https://", "http://", "mailto:", "data:", "#"].iter().any(|start| address.starts_with(start));
    !is_whole && matches!(url::Url::parse(address), Err(url::ParseError::RelativeUrlWithoutBase))
}
