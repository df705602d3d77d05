//! What both XML formats share: the declaration, namespaces, times, and the facts of Media RSS.

use chrono::{DateTime, SecondsFormat, Utc};

use crate::model::feed::{Entry, Image};
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

/// RFC 3339 in UTC and whole seconds: `2026-04-01T15:30:00Z`.
pub(super) fn rfc3339(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

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
    let media_type = image.media_type.as_deref().map(|media_type| Text::line(media_type).to_string());
    attributes.extend(media_type.map(|media_type| ("type", media_type)));
    attributes.extend(image.bytes.filter(|bytes| *bytes > 0).map(|bytes| ("fileSize", bytes.to_string())));
    if let Some((width, height)) = image.size.filter(|(width, height)| *width > 0 && *height > 0) {
        attributes.extend([("width", width.to_string()), ("height", height.to_string())]);
    }
    let plain = || vec![("type", "plain")];
    let photographer = || vec![("role", "photographer"), ("scheme", "urn:ebu")];
    let child = |name, attributes, text: &Option<Text>| {
        let text = text.clone().filter(|text| !text.is_blank())?;
        Some((name, attributes, text))
    };
    let children = [
        child("copyright", Vec::new(), &image.copyright),
        child("credit", photographer(), &image.credit),
        child("description", plain(), &image.caption),
        child("title", plain(), &image.alt),
    ];
    Media { attributes, children: children.into_iter().flatten().collect() }
}

/// The beginning of a text, cut at a word: what stands in where a format wants a title.
pub(super) fn beginning(text: &str) -> String {
    const LENGTH: usize = 80;
    let mut title = String::new();
    for word in text.split_whitespace() {
        if !title.is_empty() && title.chars().count() + word.chars().count() >= LENGTH {
            return format!("{title} …");
        }
        title.push_str(if title.is_empty() { "" } else { " " });
        title.push_str(word);
    }
    // A script without spaces has words as long as the text.
    match title.char_indices().nth(LENGTH) {
        Some((at, _)) => format!("{}…", title.get(..at).unwrap_or(&title)),
        None => title,
    }
}

/// What stands in for a blank title: the beginning of the summary, or else the page's address.
pub(super) fn title_or_beginning(entry: &Entry) -> String {
    if !entry.title.is_blank() {
        return entry.title.to_string();
    }
    match entry.summary.as_ref().filter(|summary| !summary.is_blank()) {
        Some(summary) => beginning(summary.as_str()),
        None => entry.url.to_string(),
    }
}
