//! A list of feeds in, an OPML 2.0 document out, from which readers subscribe to all of them.

use super::xml::Xml;
use crate::feed::{Format, Language, Text, Url};

/// A feed of the list.
pub(crate) struct Outline<'f> {
    /// Its name.
    pub title: &'f str,
    /// What it is about.
    pub description: Option<&'f Text>,
    /// Its URL.
    pub url: &'f Url,
    /// Its language.
    pub language: Option<&'f Language>,
    /// Its format.
    pub format: Format,
}

/// Writes the list of the feeds of a site, always with the same bytes: OPML has dates, and requires none.
#[must_use]
pub(crate) fn write(title: &str, home_url: &Url, outlines: &[Outline<'_>]) -> Vec<u8> {
    let mut xml = Xml::bare();
    xml.start("opml", &[("version", "2.0")]);
    xml.start("head", &[]);
    xml.text("title", &[], title);
    xml.text("docs", &[], "http://opml.org/spec2.opml");
    xml.end("head");
    xml.start("body", &[]);
    for outline in outlines {
        write_outline(&mut xml, home_url, outline);
    }
    xml.end("body");
    xml.end("opml");
    xml.finish()
}

/// The type of a feed is `rss` whatever its format is (OPML 2.0, Subscription lists).
fn write_outline(xml: &mut Xml, home_url: &Url, outline: &Outline<'_>) {
    let mut attributes = vec![("type", "rss"), ("text", outline.title), ("title", outline.title)];
    attributes.extend(outline.description.map(|text| ("description", text.as_str())));
    attributes.extend([("xmlUrl", outline.url.as_str()), ("htmlUrl", home_url.as_str())]);
    attributes.extend(outline.language.map(|language| ("language", language.as_str())));
    attributes.extend((outline.format == Format::Rss).then_some(("version", "RSS2")));
    xml.empty("outline", &attributes);
}
