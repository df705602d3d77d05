//! Elements in, XML out, for both XML formats: escaping, namespaces, and the data of Media RSS.

use std::collections::BTreeMap;

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesCData, BytesEnd, BytesStart, BytesText, Event};

use super::element::Element;
use super::parts::{media_type, non_blank};
use crate::feed::{Enclosure, Entry, EventPlace, Feed, Image, ImageForm, Text};

/// A document in memory, with one element per line and escaped texts and attributes.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// The document of a feed with only its declaration, and the style sheet that browsers show it with.
    pub(super) fn new(feed: &Feed) -> Xml {
        let instruction = feed.stylesheet.as_ref().map(|stylesheet| {
            let href = escape_attribute(&stylesheet.relative_to(&feed.self_url));
            format!("<?xml-stylesheet type=\"text/css\" href=\"{href}\"?>\n")
        });
        Xml::with_prolog(instruction.as_deref().unwrap_or_default())
    }

    /// A document with only its declaration.
    pub(super) fn bare() -> Xml {
        Xml::with_prolog("")
    }

    fn with_prolog(instruction: &str) -> Xml {
        let start = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{instruction}");
        Xml(Writer::new_with_indent(start.into_bytes(), b' ', 2))
    }

    /// The bytes of the document.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }

    /// Opens an element with child elements.
    pub(super) fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Start(tag(name, attributes)));
    }

    /// Closes an element.
    pub(super) fn end(&mut self, name: &str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(tag(name, attributes)));
    }

    /// Writes an element with text.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.start(name, attributes);
        self.write(Event::Text(BytesText::from_escaped(partial_escape(text))));
        self.end(name);
    }

    /// Writes an element with text, if there is a text.
    pub(super) fn optional(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, &[], text);
        }
    }

    /// Writes an element with HTML in CDATA. Some parsers limit the number of references to a thousand, but none limits
    /// CDATA.
    pub(super) fn cdata(&mut self, name: &str, attributes: &[(&str, &str)], html: &str) {
        self.start(name, attributes);
        BytesCData::escaped(html).for_each(|section| self.write(Event::CData(section)));
        self.end(name);
    }

    /// Writes an element of another namespace.
    pub(super) fn element(&mut self, element: &Element, declared: &BTreeMap<String, String>) {
        let name = element.qualified();
        let attributes = element.written_attributes(declared);
        let attributes: Vec<_> = attributes.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        if !element.children.is_empty() {
            self.start(&name, &attributes);
            element.children.iter().for_each(|child| self.element(child, declared));
            self.end(&name);
        } else if element.text.is_blank() {
            self.empty(&name, &attributes);
        } else {
            self.text(&name, &attributes, element.text.as_str());
        }
    }

    fn write(&mut self, event: Event<'_>) {
        #[expect(clippy::expect_used, reason = "writing to memory does not fail")]
        self.0.write_event(event).expect("writing to memory does not fail");
    }
}

fn tag<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for (name, value) in attributes {
        tag.push_attribute((name.as_bytes(), escape_attribute(value).as_bytes()));
    }
    tag
}

/// Escapes an attribute as text, and also its delimiter, and white space that would become spaces (XML 1.0 §3.3.3).
fn escape_attribute(value: &str) -> String {
    let escaped = partial_escape(value).replace('"', "&quot;");
    escaped.replace('\n', "&#xA;").replace('\t', "&#x9;").replace('\r', "&#xD;")
}

/// A picture of Media RSS as plain data, for both writers.
pub(super) struct Media {
    /// The attributes of `media:content` for each of its files; several are in a `media:group`.
    pub(super) files: Vec<Attributes>,
    /// The children of the content or the group, in the order of their names.
    pub(super) texts: Vec<MediaText>,
}

/// Names and values.
pub(super) type Attributes = Vec<(&'static str, String)>;

/// Local name, attributes and text of an element of Media RSS.
pub(super) type MediaText = (&'static str, Vec<(&'static str, &'static str)>, Text);

/// A picture (Media RSS 1.5.1).
pub(super) fn media(image: &Image) -> Media {
    let files = image.files();
    let has_several = files.len() > 1;
    let mut files: Vec<_> = files.iter().map(content).collect();
    if let Some(first) = files.first_mut().filter(|_| has_several) {
        first.push(("isDefault", "true".to_owned()));
    }
    let plain = || vec![("type", "plain")];
    let text =
        |name, attributes, text: &Option<Text>| Some((name, attributes, non_blank(text.as_ref())?.clone()));
    let texts = [
        text("copyright", Vec::new(), &image.copyright),
        text("credit", Vec::new(), &image.credit),
        text("description", plain(), &image.caption),
        text("title", plain(), &image.alt),
    ];
    Media { files, texts: texts.into_iter().flatten().collect() }
}

/// The attributes of `media:content`.
fn content(file: &ImageForm) -> Attributes {
    let mut attributes = vec![("medium", "image".to_owned()), ("url", file.url.to_string())];
    attributes.extend(file.media_type.as_deref().map(|written| ("type", media_type(written))));
    attributes.extend(file.bytes.filter(|bytes| *bytes > 0).map(|bytes| ("fileSize", bytes.to_string())));
    attributes.extend(size(file));
    attributes
}

/// The attributes of `media:content` for a file to play.
pub(super) fn played(file: &Enclosure) -> Attributes {
    let media_type = media_type(&file.media_type);
    let medium = media_type.split('/').next().filter(|kind| ["audio", "image", "video"].contains(kind));
    let mut attributes = vec![("url", file.url.to_string())];
    attributes.extend(medium.map(|medium| ("medium", medium.to_owned())));
    attributes.push(("type", media_type.clone()));
    attributes.extend((file.bytes > 0).then(|| ("fileSize", file.bytes.to_string())));
    attributes.extend(file.seconds.map(|seconds| ("duration", seconds.to_string())));
    attributes
}

/// The attributes of `media:thumbnail`: the picture that lists of entries show, in its smallest form. Some readers know no
/// other element.
pub(super) fn thumbnail(entry: &Entry) -> Option<Attributes> {
    let width = |file: &ImageForm| file.size.map_or(u32::MAX, |(width, _)| width);
    let of_image = entry.image.as_ref().and_then(|image| image.files().into_iter().min_by_key(width));
    let file = of_image.or_else(|| entry.thumbnail.clone())?;
    Some(std::iter::once(("url", file.url.to_string())).chain(size(&file)).collect())
}

fn size(file: &ImageForm) -> impl Iterator<Item = (&'static str, String)> + use<> {
    let size = file.size.filter(|(width, height)| *width > 0 && *height > 0);
    size.into_iter()
        .flat_map(|(width, height)| [("width", width.to_string()), ("height", height.to_string())])
}

/// The elements of a place, with their texts (`GeoRSS` Simple).
pub(super) fn place_texts(place: &EventPlace) -> impl Iterator<Item = (&'static str, String)> {
    let name = non_blank(place.name.as_ref()).map(|name| ("georss:featurename", name.to_string()));
    name.into_iter().chain(place.point.map(|point| ("georss:point", point.to_string())))
}

/// Attributes as the writers take them.
pub(super) fn borrowed<'a>(attributes: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    attributes.iter().map(|(name, value)| (*name, value.as_str())).collect()
}
