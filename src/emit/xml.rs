//! What both XML formats share: the declaration, namespaces, and the facts of Media RSS.

use super::parts::{media_type, said};
use crate::model::feed::Image;
use crate::model::text::Text;

/// The first line of every XML document.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Namespaces by their customary prefixes; readers match on the literal names.
pub(super) const NAMESPACES: &[(&str, &str)] = &[
    ("atom", "http://www.w3.org/2005/Atom"),
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    ("creativeCommons", "http://backend.userland.com/creativeCommonsRssModule"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("media", "http://search.yahoo.com/mrss/"),
    ("slash", "http://purl.org/rss/1.0/modules/slash/"),
    ("thr", "http://purl.org/syndication/thread/1.0"),
    ("wfw", "http://wellformedweb.org/CommentAPI/"),
];

/// `media:content` as plain data, which both writers turn into elements.
pub(super) struct Media {
    /// Its attributes.
    pub(super) attributes: Vec<(&'static str, String)>,
    /// Its children, in the order of their names.
    pub(super) children: Vec<MediaChild>,
}

/// Local name, attributes and text of a child of `media:content`.
pub(super) type MediaChild = (&'static str, Vec<(&'static str, &'static str)>, Text);

/// `media:content` of a picture (Media RSS 1.5.1).
pub(super) fn media(image: &Image) -> Media {
    let mut attributes = vec![("medium", "image".to_owned()), ("url", image.url.to_string())];
    attributes.extend(image.media_type.as_deref().map(|written| ("type", media_type(written))));
    attributes.extend(image.bytes.filter(|bytes| *bytes > 0).map(|bytes| ("fileSize", bytes.to_string())));
    if let Some((width, height)) = image.size.filter(|(width, height)| *width > 0 && *height > 0) {
        attributes.extend([("width", width.to_string()), ("height", height.to_string())]);
    }
    let plain = || vec![("type", "plain")];
    let photographer = || vec![("role", "photographer"), ("scheme", "urn:ebu")];
    let child =
        |name, attributes, text: &Option<Text>| Some((name, attributes, said(text.as_ref())?.clone()));
    let children = [
        child("copyright", Vec::new(), &image.copyright),
        child("credit", photographer(), &image.credit),
        child("description", plain(), &image.caption),
        child("title", plain(), &image.alt),
    ];
    Media { attributes, children: children.into_iter().flatten().collect() }
}
