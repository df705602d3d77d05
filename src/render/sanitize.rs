//! The last word on HTML: a list of what may stay, absolute URLs, and ids that are the entry's own. Whatever comes
//! before, templates of users included, nothing that is not listed here reaches a feed.

use std::borrow::Cow;
use std::collections::BTreeSet;

use ammonia::Builder;

use super::Page;
use crate::model::url::Url;

/// What readers show: the lists of Miniflux, `FreshRSS` and the W3C feed validator agree on it. `MathML` is presentation
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
    "menu",
    "mfrac",
    "mi",
    "mn",
    "mo",
    "mover",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
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

/// What goes with everything in it.
const WITH_CONTENT: &[&str] = &[
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
    "math-annotation",
    "noembed",
    "noframes",
    "noscript",
    "object",
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

/// Attributes that any element may have.
const EVERYWHERE: &[&str] = &["dir", "id", "lang", "title"];

/// Attributes by element.
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang"]),
    ("audio", &["controls", "src"]),
    ("blockquote", &["cite"]),
    ("code", &["class"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("del", &["cite", "datetime"]),
    ("details", &["open"]),
    ("iframe", &["allowfullscreen", "height", "src", "width"]),
    ("img", &["alt", "height", "sizes", "src", "srcset", "width"]),
    ("ins", &["cite", "datetime"]),
    ("li", &["value"]),
    ("math", &["display"]),
    ("ol", &["reversed", "start", "type"]),
    ("q", &["cite"]),
    ("source", &["height", "media", "sizes", "src", "srcset", "type", "width"]),
    ("td", &["align", "colspan", "headers", "rowspan"]),
    ("th", &["align", "colspan", "headers", "rowspan", "scope"]),
    ("time", &["datetime"]),
    ("track", &["kind", "label", "src", "srclang"]),
    ("video", &["controls", "height", "poster", "src", "width"]),
];

/// Schemes that a link may have; pictures may also be `data:`.
const SCHEMES: &[&str] = &[
    "data", "feed", "ftp", "gemini", "geo", "gopher", "http", "https", "irc", "ircs", "magnet", "mailto",
    "matrix", "news", "sip", "sips", "sms", "tel", "webcal", "xmpp",
];

/// Pictures that a document may carry within it.
const INLINE_IMAGES: &[&str] = &["data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"];

/// Sanitises HTML. Links are resolved against `base`, or else the page.
pub(super) fn html(html: &str, page: &Page, base: Option<&Url>, ids: BTreeSet<String>) -> String {
    let resolver = Resolver { page: page.clone(), base: base.unwrap_or(&page.url).clone(), ids };
    Builder::empty()
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(WITH_CONTENT.iter().copied().collect())
        .generic_attributes(EVERYWHERE.iter().copied().collect())
        .tag_attributes(
            ATTRIBUTES.iter().map(|(tag, names)| (*tag, names.iter().copied().collect())).collect(),
        )
        .url_schemes(SCHEMES.iter().copied().collect())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .attribute_filter(move |element, attribute, value| resolver.attribute(element, attribute, value))
        .link_rel(None)
        .strip_comments(true)
        .clean(html)
        .to_string()
}

/// Of a code block's classes the one that names its language: some readers colour it.
fn language(classes: &str) -> Option<&str> {
    classes.split_whitespace().find(|class| class.starts_with("language-"))
}

struct Resolver {
    page: Page,
    base: Url,
    ids: BTreeSet<String>,
}

impl Resolver {
    /// What becomes of an attribute; none removes it.
    fn attribute<'v>(&self, element: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
        match attribute {
            "id" => Some(format!("{}{value}", self.page.prefix).into()),
            "class" => language(value).map(Cow::from),
            "headers" => Some(self.headers(value).into()),
            "srcset" => self.srcset(value).map(Cow::from),
            "src" | "poster"
                if INLINE_IMAGES.iter().any(|start| value.starts_with(start)) && element != "iframe" =>
            {
                Some(value.into())
            }
            "src" if element == "iframe" => {
                self.resolve(value).filter(|url| url.starts_with("https:")).map(Cow::from)
            }
            "href" | "src" | "poster" | "cite" => self.resolve(value).map(Cow::from),
            _ => Some(value.into()),
        }
    }

    fn resolve(&self, value: &str) -> Option<String> {
        let value = value.trim();
        if let Some(fragment) = value.strip_prefix('#') {
            return Some(self.fragment(fragment));
        }
        let url = self.base.join(value).ok()?;
        Some(self.same_document(&url).unwrap_or_else(|| url.to_string()))
    }

    /// A link into the page that the entry itself can follow.
    fn same_document(&self, url: &Url) -> Option<String> {
        let fragment = url.as_str().strip_prefix(self.page.url.as_str())?.strip_prefix('#')?;
        Some(self.fragment(fragment))
    }

    fn fragment(&self, fragment: &str) -> String {
        let page = self.page.url.as_str().split('#').next().unwrap_or_default();
        let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
        let prefix = if self.ids.contains(decoded.as_ref()) { self.page.prefix.as_str() } else { "" };
        let whole = format!("{page}#{prefix}{fragment}");
        Url::parse(&whole).map_or(whole, |url| url.to_string())
    }

    fn headers(&self, value: &str) -> String {
        let ids: Vec<_> = value.split_whitespace().map(|id| format!("{}{id}", self.page.prefix)).collect();
        ids.join(" ")
    }

    /// Candidates with their descriptors (HTML §4.8.4.2.1): addresses end at white space, so that a comma within
    /// one is part of it.
    fn srcset(&self, value: &str) -> Option<String> {
        let mut candidates = Vec::new();
        let mut rest = value.trim_start_matches([' ', '\t', '\n', ',']);
        while !rest.is_empty() {
            let (address, after) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
            let (address, descriptor, next) = match address.strip_suffix(',') {
                Some(address) => (address.trim_end_matches(','), "", after),
                None => {
                    let (descriptor, next) = after.split_once(',').unwrap_or((after, ""));
                    (address, descriptor.trim(), next)
                }
            };
            candidates.extend(self.candidate(address, descriptor));
            rest = next.trim_start_matches([' ', '\t', '\n', ',']);
        }
        (!candidates.is_empty()).then(|| candidates.join(", "))
    }

    fn candidate(&self, address: &str, descriptor: &str) -> Option<String> {
        let url = self.resolve(address).filter(|url| url.starts_with("http"))?;
        Some(if descriptor.is_empty() { url } else { format!("{url} {descriptor}") })
    }
}
