//! HTML in, sanitized HTML out: allowed elements and attributes, absolute URLs, frames, and prefixed ids. It runs last,
//! so nothing that is not listed here reaches a feed, not even from a user's template.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use ammonia::Builder;

use super::frames;
use super::links::Resolver;
use crate::source::bounds::{Budget, Oversized};

/// Elements that readers show, on which Miniflux, `FreshRSS` and the W3C feed validator agree. `MathML` is presentation
/// only.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "math",
    "menclose",
    "menu",
    "merror",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "semantics",
    "small",
    "source",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "track",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Elements that are removed with their content.
pub(super) const REMOVED_WITH_CONTENT: &[&str] = &[
    "annotation",
    "annotation-xml",
    "applet",
    "button",
    "canvas",
    "datalist",
    "embed",
    "frame",
    "frameset",
    "head",
    "noembed",
    "noframes",
    "noscript",
    "optgroup",
    "option",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "xmp",
];

/// Attributes of all elements.
const GLOBAL_ATTRIBUTES: &[&str] = &["class", "dir", "id", "lang", "role", "title"];

/// Attributes by element.
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang"]),
    ("audio", &["controls", "loop", "preload", "src"]),
    ("blockquote", &["cite"]),
    ("caption", &["align"]),
    ("col", &["align", "span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("del", &["cite", "datetime"]),
    ("details", &["open"]),
    ("div", &["align"]),
    ("iframe", &["allowfullscreen", "height", "src", "width"]),
    ("img", &["alt", "height", "sizes", "src", "srcset", "width"]),
    ("ins", &["cite", "datetime"]),
    ("li", &["value"]),
    ("math", &["alttext", "display"]),
    ("menclose", &["notation"]),
    ("mfrac", &["linethickness"]),
    ("mi", &["mathvariant"]),
    ("mn", &["mathvariant"]),
    (
        "mo",
        &[
            "accent",
            "fence",
            "form",
            "largeop",
            "lspace",
            "maxsize",
            "minsize",
            "movablelimits",
            "rspace",
            "separator",
            "stretchy",
            "symmetric",
        ],
    ),
    ("mover", &["accent"]),
    ("mpadded", &["depth", "height", "lspace", "voffset", "width"]),
    ("mspace", &["depth", "height", "width"]),
    ("mstyle", &["displaystyle", "mathvariant", "scriptlevel"]),
    ("mtable", &["columnalign", "columnspacing", "rowspacing"]),
    ("mtd", &["columnalign", "columnspan", "rowspan"]),
    ("mtext", &["mathvariant"]),
    ("munder", &["accentunder"]),
    ("munderover", &["accent", "accentunder"]),
    ("ol", &["reversed", "start", "type"]),
    ("p", &["align"]),
    ("q", &["cite"]),
    ("source", &["height", "media", "sizes", "src", "srcset", "type", "width"]),
    ("td", &["align", "colspan", "headers", "rowspan", "valign"]),
    ("th", &["align", "colspan", "headers", "rowspan", "scope", "valign"]),
    ("time", &["datetime"]),
    ("tr", &["align", "valign"]),
    ("track", &["kind", "label", "src", "srclang"]),
    ("video", &["controls", "height", "loop", "poster", "preload", "src", "width"]),
];

/// Whether elements with this name are allowed.
pub(super) fn is_allowed(name: &str) -> bool {
    TAGS.binary_search(&name).is_ok()
}

/// Sanitizes HTML; `resolver` converts URLs, ids and classes.
///
/// # Errors
/// If it exceeds the budget.
pub(super) fn html(html: &str, resolver: Resolver, budget: Budget) -> Result<String, Oversized> {
    let values = Arc::new(AtomicUsize::new(0));
    let written = schemes(html);
    let mut first = builder(&written);
    let length = Arc::clone(&values);
    first.attribute_filter(move |element, attribute, value| {
        // Absolute URLs may be a hundred times as long as relative ones.
        budget.check_html(length.load(Ordering::Relaxed)).ok()?;
        let value = resolver.attribute(element, attribute, value)?;
        length.fetch_add(value.len(), Ordering::Relaxed);
        Some(value)
    });
    let clean = first.clean(html);
    budget.check_html(values.load(Ordering::Relaxed))?;
    let clean = clean.to_string();
    budget.check_html(clean.len())?;
    // Removing an unknown element within a heading may have left nested headings, which parsers read as separate ones.
    let clean = if has_nested_heading(&clean) { again(&clean) } else { clean };
    Ok(frames::clean(clean))
}

/// Sanitizes HTML that is already sanitized. Its URLs have become absolute, so it has schemes of its own.
fn again(clean: &str) -> String {
    builder(&schemes(clean)).clean(clean).to_string()
}

/// Names that the sanitizer looks up.
#[expect(clippy::disallowed_types, reason = "what the sanitizer wants, and only looks names up in")]
type Names = std::collections::HashSet<&'static str>;

/// The names of attributes by element.
#[expect(clippy::disallowed_types, reason = "what the sanitizer wants, and only looks names up in")]
type NamesByElement = std::collections::HashMap<&'static str, Names>;

/// The lists above, as the sanitizer wants them. Every entry needs copies, which take less time than making them.
struct Allowed {
    tags: Names,
    removed_with_content: Names,
    global_attributes: Names,
    attributes: NamesByElement,
}

static ALLOWED: LazyLock<Allowed> = LazyLock::new(|| Allowed {
    tags: TAGS.iter().copied().collect(),
    removed_with_content: REMOVED_WITH_CONTENT.iter().copied().collect(),
    global_attributes: GLOBAL_ATTRIBUTES.iter().copied().collect(),
    attributes: ATTRIBUTES.iter().map(|(tag, names)| (*tag, names.iter().copied().collect())).collect(),
});

fn builder(schemes: &BTreeSet<String>) -> Builder<'_> {
    let mut builder = Builder::empty();
    builder
        .tags(ALLOWED.tags.clone())
        .clean_content_tags(ALLOWED.removed_with_content.clone())
        .generic_attributes(ALLOWED.global_attributes.clone())
        .tag_attributes(ALLOWED.attributes.clone())
        // The resolver checks everything that passes here, including embedded images.
        .url_schemes(schemes.iter().map(String::as_str).collect())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true);
    builder
}

/// Every scheme that a text may use: what precedes its colons. The resolver decides which of them do no harm.
fn schemes(html: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let colons = memchr::memchr_iter(b':', html.as_bytes()).filter_map(|colon| html.get(..colon));
    let words = colons.filter_map(|before| before.get(before.trim_end_matches(is_part).len()..));
    words.filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect()
}

fn has_nested_heading(html: &str) -> bool {
    let is_heading = |tag: &str| matches!(tag.as_bytes(), [b'h', b'1'..=b'6', b'>' | b' ', ..]);
    let mut is_open = false;
    memchr::memchr_iter(b'<', html.as_bytes()).filter_map(|at| html.get(at + 1..)).any(|tag| {
        let (was_open, opens) = (is_open, is_heading(tag));
        is_open = opens || (is_open && !tag.strip_prefix('/').is_some_and(is_heading));
        was_open && opens
    })
}
