//! The text of a URL attribute in, a checked address out. It is parsed once, as browsers do, checked by its use, and
//! written as it was checked. Fetches nothing.

use iri_string::types::UriStr;

use super::Page;
use crate::feed::Url;
use crate::feed::url::{harmful_scheme, trimmed};

/// Media types of images that may be embedded as `data:` URLs.
const INLINE_IMAGES: &[&str] = &["image/gif", "image/jpeg", "image/png", "image/webp"];

/// An allowed address of an attribute.
#[derive(Debug)]
pub(super) enum Address {
    /// A place on the entry's own page: the fragment.
    Fragment(String),
    /// Any other URL.
    Url(Url),
    /// A `data:` URL of an image.
    InlineImage(String),
    /// A link that another program opens: `whatsapp:`, `tg:`, `nostr:` …
    Other(String),
}

/// How readers use a URL.
#[derive(Clone, Copy, Debug)]
pub(super) enum Context {
    /// It is opened when it is clicked.
    Link,
    /// It is shown as a page within the entry.
    Frame,
    /// It is loaded.
    Media,
    /// It is loaded, and may be an embedded image.
    Image,
}

/// The base of relative URLs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Base<'b> {
    /// The entry's page.
    pub(super) page: &'b Page,
    /// The page's URL, unless its document says otherwise.
    pub(super) url: &'b Url,
}

impl Context {
    /// The context of an attribute with a single address.
    pub(super) fn of(element: &str, attribute: &str) -> Option<Context> {
        match (element, attribute) {
            (_, "cite" | "href") => Some(Context::Link),
            ("iframe", "src") => Some(Context::Frame),
            ("img", "src") | ("video", "poster") => Some(Context::Image),
            (_, "poster" | "src") => Some(Context::Media),
            (_, _) => None,
        }
    }

    fn allows(self, address: &Address) -> bool {
        match address {
            Address::Fragment(_) | Address::Other(_) => matches!(self, Context::Link),
            Address::InlineImage(_) => matches!(self, Context::Image),
            Address::Url(url) => match self {
                Context::Link => true,
                Context::Frame => url.scheme() == "https",
                Context::Media | Context::Image => url.is_web(),
            },
        }
    }
}

impl Address {
    /// Reads the text of an attribute. `None` if it is not an address that the context allows.
    pub(super) fn parse_in(text: &str, context: Context, base: Base<'_>) -> Option<Address> {
        let text = trimmed(text);
        // An empty link leads to its own page; any other empty address is useless.
        if text.is_empty() && !matches!(context, Context::Link) {
            return None;
        }
        Address::parse(text, base).filter(|address| context.allows(address))
    }

    fn parse(text: &str, base: Base<'_>) -> Option<Address> {
        if let Some(fragment) = text.strip_prefix('#') {
            // Tabs and line breaks are not part of a URL (URL standard, 4.4).
            return Some(Address::Fragment(fragment.replace(['\t', '\n', '\r'], "")));
        }
        if let Some(image) = inline_image(text) {
            return Some(Address::InlineImage(image));
        }
        let below_root = base.page.below_root(text).ok_or(());
        let Ok(url) = below_root.or_else(|()| base.url.join(text)) else {
            return other(text).map(Address::Other);
        };
        let fragment = base.page.fragment(&url).map(str::to_owned);
        Some(fragment.map_or(Address::Url(url), Address::Fragment))
    }
}

/// A URL of a scheme that does no harm. Programs make up schemes of their own; those that do harm are few.
fn other(text: &str) -> Option<String> {
    let url = url::Url::parse(text).ok()?;
    let is_harmless = harmful_scheme(text).is_none() && !matches!(url.scheme(), "http" | "https" | "feed");
    (is_harmless && UriStr::new(url.as_str()).is_ok()).then(|| url.into())
}

fn inline_image(text: &str) -> Option<String> {
    let (start, _) = text.split_once(':')?;
    if !start.eq_ignore_ascii_case("data") {
        return None;
    }
    let url = url::Url::parse(text).ok()?;
    let (media_type, _) = url.path().split_once([';', ','])?;
    let is_image = INLINE_IMAGES.iter().any(|known| known.eq_ignore_ascii_case(media_type));
    is_image.then(|| url.into())
}
