//! A feed in, an [`rss::Channel`] or an RSS 2.0 document out.
//!
//! The writer of the `rss` crate is not used. It takes a whole channel, so that every text would be in memory twice; it
//! escapes quotation marks in texts; and it puts a line end into `atom:link`, which must be empty (RFC 4287 §4.2.7). It
//! returns bytes, not events, so this cannot be changed from outside.

use std::collections::{BTreeMap, BTreeSet};

use rss::extension::{Extension, ExtensionMap};
use rss::{Channel, Enclosure, Guid, Image, Item, Source};

use super::element::{Element, NAMESPACES, declare};
use super::extension::{element, extensions, parent, text};
use super::parts::{
    categories, email, feed_title, media_type, modified, named, non_blank, origin_name, pictures, rfc2822,
    rfc3339,
};
use super::xml::{Attributes, Media, Xml, borrowed, media, place_texts, played, thumbnail};
use super::{Format, GENERATOR, podcast_elements};
use crate::feed::{Category, Comments, Entry, Feed, Id, Origin, Person, Text, Url};

/// The feed as a channel.
#[must_use]
pub fn channel(feed: &Feed) -> Channel {
    Channel { items: items(feed).collect(), ..channel_without_items(feed) }
}

pub(super) fn write(feed: &Feed) -> Vec<u8> {
    let mut xml = Xml::new(feed);
    write_channel(&mut xml, &channel_without_items(feed), items(feed));
    xml.finish()
}

/// Writes elements in the same order as the `rss` crate. Items are passed separately, so that only one of them is in
/// memory at a time.
fn write_channel(xml: &mut Xml, channel: &Channel, items: impl Iterator<Item = Item>) {
    let namespaces: Vec<_> =
        channel.namespaces.iter().map(|(prefix, uri)| (format!("xmlns:{prefix}"), uri.as_str())).collect();
    let mut attributes = vec![("version", "2.0")];
    attributes.extend(namespaces.iter().map(|(name, uri)| (name.as_str(), *uri)));
    xml.start("rss", &attributes);
    xml.start("channel", &[]);
    xml.text("title", &[], &channel.title);
    xml.text("link", &[], &channel.link);
    xml.text("description", &[], &channel.description);
    xml.optional("language", channel.language.as_deref());
    xml.optional("copyright", channel.copyright.as_deref());
    xml.optional("managingEditor", channel.managing_editor.as_deref());
    xml.optional("lastBuildDate", channel.last_build_date.as_deref());
    xml.optional("generator", channel.generator.as_deref());
    xml.optional("docs", channel.docs.as_deref());
    if let Some(image) = &channel.image {
        write_image(xml, image);
    }
    write_extensions(xml, &channel.extensions);
    items.for_each(|item| write_item(xml, &item));
    xml.end("channel");
    xml.end("rss");
}

fn write_image(xml: &mut Xml, image: &Image) {
    xml.start("image", &[]);
    xml.text("url", &[], &image.url);
    xml.text("title", &[], &image.title);
    xml.text("link", &[], &image.link);
    xml.optional("width", image.width.as_deref());
    xml.optional("height", image.height.as_deref());
    xml.end("image");
}

fn write_item(xml: &mut Xml, item: &Item) {
    xml.start("item", &[]);
    xml.optional("title", item.title.as_deref());
    xml.optional("link", item.link.as_deref());
    if let Some(description) = &item.description {
        xml.cdata("description", &[], description);
    }
    xml.optional("author", item.author.as_deref());
    for category in &item.categories {
        let domain = category.domain.as_deref().map(|domain| ("domain", domain));
        xml.text("category", domain.as_slice(), &category.name);
    }
    xml.optional("comments", item.comments.as_deref());
    if let Some(Enclosure { url, length, mime_type }) = &item.enclosure {
        xml.empty("enclosure", &[("url", url), ("length", length), ("type", mime_type)]);
    }
    if let Some(Guid { value, permalink }) = &item.guid {
        let attributes: &[_] = if *permalink { &[] } else { &[("isPermaLink", "false")] };
        xml.text("guid", attributes, value);
    }
    xml.optional("pubDate", item.pub_date.as_deref());
    if let Some(Source { url, title }) = &item.source {
        xml.text("source", &[("url", url)], title.as_deref().unwrap_or_default());
    }
    if let Some(content) = &item.content {
        xml.cdata("content:encoded", &[], content);
    }
    write_extensions(xml, &item.extensions);
    xml.end("item");
}

fn write_extensions(xml: &mut Xml, extensions: &ExtensionMap) {
    for extension in extensions.values().flat_map(BTreeMap::values).flatten() {
        write_extension(xml, extension);
    }
}

/// Writes an element with text, with children, or empty.
fn write_extension(xml: &mut Xml, extension: &Extension) {
    let Extension { name, value, attrs, children } = extension;
    let attributes: Vec<_> = attrs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    if let Some(value) = value {
        return xml.text(name, &attributes, value);
    }
    if children.is_empty() {
        return xml.empty(name, &attributes);
    }
    xml.start(name, &attributes);
    children.values().flatten().for_each(|child| write_extension(xml, child));
    xml.end(name);
}

fn channel_without_items(feed: &Feed) -> Channel {
    Channel {
        title: feed_title(feed).to_owned(),
        link: feed.home_url.to_string(),
        description: non_blank(feed.description.as_ref()).map_or(feed_title(feed), Text::as_str).to_owned(),
        language: feed.language.as_ref().map(ToString::to_string),
        copyright: non_blank(feed.rights.as_ref()).map(ToString::to_string),
        managing_editor: named(&feed.authors).find_map(mailbox),
        last_build_date: feed.updated().map(rfc2822),
        generator: Some(GENERATOR.to_owned()),
        docs: Some("https://www.rssboard.org/rss-specification".to_owned()),
        image: feed.logo.as_ref().filter(|logo| is_picture(logo)).map(|logo| picture(feed, logo)),
        extensions: extensions(channel_extensions(feed)),
        namespaces: namespaces(feed),
        ..Channel::default()
    }
}

fn channel_extensions(feed: &Feed) -> impl Iterator<Item = Extension> {
    let declared = custom_namespaces(feed);
    let custom = feed.elements.iter().map(move |element| custom(element, &declared));
    let own = std::iter::once(self_link(&feed.self_url)).chain(links(feed)).chain(archive_mark(feed));
    own.chain(podcast_elements::of_channel(feed)).chain(custom)
}

/// The links to hubs and to the other documents of the feed.
fn links(feed: &Feed) -> impl Iterator<Item = Extension> {
    let hubs = feed.hubs.iter().map(|hub| ("hub", hub));
    let link = |(relation, url): (&str, &Url)| {
        element("atom:link", &[("href", url.as_str()), ("rel", relation)], None)
    };
    hubs.chain(feed.archives.links()).map(link)
}

/// `fh:archive` (RFC 5005 §4).
fn archive_mark(feed: &Feed) -> Option<Extension> {
    feed.archives.is_archive().then(|| element("fh:archive", &[], None))
}

/// The namespaces that are used.
fn namespaces(feed: &Feed) -> BTreeMap<String, String> {
    let mut used = BTreeSet::from(["atom".to_owned()]);
    used.extend(feed.archives.is_archive().then(|| "fh".to_owned()));
    used.extend(extensions(podcast_elements::of_channel(feed)).into_keys());
    for item in items(feed) {
        used.extend(item.content.map(|_| "content".to_owned()));
        used.extend(item.extensions.into_keys());
    }
    let known = NAMESPACES.iter().filter(|(prefix, _)| used.contains(*prefix));
    let mut declared = known.map(|(prefix, uri)| ((*prefix).to_owned(), (*uri).to_owned())).collect();
    declare(custom_elements(feed), &mut declared);
    declared
}

/// The elements of other namespaces in a feed.
fn custom_elements(feed: &Feed) -> impl Iterator<Item = &Element> {
    feed.elements.iter().chain(feed.entries.iter().flat_map(|entry| &entry.elements))
}

/// Their namespaces by prefix.
fn custom_namespaces(feed: &Feed) -> BTreeMap<String, String> {
    let mut declared = BTreeMap::new();
    declare(custom_elements(feed), &mut declared);
    declared
}

/// An element of another namespace.
fn custom(element: &Element, declared: &BTreeMap<String, String>) -> Extension {
    let attributes = element.written_attributes(declared).into_iter();
    let mut children: BTreeMap<String, Vec<Extension>> = BTreeMap::new();
    for child in &element.children {
        children.entry(child.name().to_owned()).or_default().push(custom(child, declared));
    }
    let text = non_blank(Some(&element.text)).filter(|_| children.is_empty());
    Extension {
        name: element.qualified(),
        value: text.map(ToString::to_string),
        attrs: attributes.map(|(name, value)| (name, value.to_owned())).collect(),
        children,
    }
}

/// The maximum width and height of RSS 2.0 `<image>`. A larger one is written without them.
pub(crate) const MAX_LOGO: (u32, u32) = (144, 400);

/// RSS 2.0 `<image>`: GIF, JPEG or PNG.
pub(crate) fn is_picture(url: &Url) -> bool {
    let path = url.path().to_lowercase();
    [".gif", ".jpg", ".jpeg", ".png"].iter().any(|extension| path.ends_with(extension))
}

fn picture(feed: &Feed, logo: &Url) -> Image {
    let size = feed
        .logo_size
        .filter(|(width, height)| (1..=MAX_LOGO.0).contains(width) && (1..=MAX_LOGO.1).contains(height));
    Image {
        url: logo.to_string(),
        title: feed_title(feed).to_owned(),
        link: feed.home_url.to_string(),
        width: size.map(|(width, _)| width.to_string()),
        height: size.map(|(_, height)| height.to_string()),
        ..Image::default()
    }
}

fn self_link(url: &Url) -> Extension {
    let attributes = [("href", url.as_str()), ("rel", "self"), ("type", Format::Rss.media_type())];
    element("atom:link", &attributes, None)
}

fn items(feed: &Feed) -> impl Iterator<Item = Item> {
    let declared = custom_namespaces(feed);
    feed.entries.iter().map(move |entry| item(entry, feed, &declared))
}

fn item(entry: &Entry, feed: &Feed, declared: &BTreeMap<String, String>) -> Item {
    let (description, content) = bodies(entry);
    Item {
        title: non_blank(Some(&entry.title)).map(ToString::to_string),
        link: Some(entry.url.to_string()),
        description,
        content,
        author: address_without_name(entry),
        categories: categories(entry).map(category).collect(),
        comments: entry.comments.url.as_ref().map(ToString::to_string),
        enclosure: entry.enclosures.first().map(|enclosure| Enclosure {
            url: enclosure.url.to_string(),
            length: enclosure.bytes.to_string(),
            mime_type: media_type(&enclosure.media_type),
        }),
        guid: Some(guid(&entry.id, &entry.url)),
        pub_date: Some(rfc2822(entry.published)),
        source: entry.origin.as_ref().and_then(source),
        extensions: extensions(
            item_extensions(entry, feed)
                .into_iter()
                .chain(entry.elements.iter().map(|element| custom(element, declared))),
        ),
        ..Item::default()
    }
}

/// `description` and `content:encoded`: the summary and the content, as HTML. Without a summary the content is the
/// description (RSS Best Practices Profile §5.2.1). An item has a title or a description.
fn bodies(entry: &Entry) -> (Option<String>, Option<String>) {
    let summary = non_blank(entry.summary.as_ref()).map(|summary| escape_html(summary.as_str()));
    let content = non_blank(entry.content.as_ref()).map(ToString::to_string);
    match (summary, content) {
        (Some(summary), content) => (Some(summary), content),
        (None, Some(content)) => (Some(content), None),
        (None, None) if entry.title.is_blank() => (Some(escape_html(entry.url.as_str())), None),
        (None, None) => (None, None),
    }
}

fn escape_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// `address (Name)`: RSS requires an email address. Special characters of comments are escaped (RFC 822 §3.3).
fn mailbox(person: &Person) -> Option<String> {
    let name = person.name.as_str().replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    email(person).map(|email| format!("{email} ({name})"))
}

/// Most readers show `author` unchanged, so it is for an author who has no name. Names are in `dc:creator` (RSS Best
/// Practices Profile §5.3.1: an item has one or the other).
fn address_without_name(entry: &Entry) -> Option<String> {
    if named(&entry.authors).next().is_some() {
        return None;
    }
    entry.authors.iter().find_map(email).map(ToString::to_string)
}

fn category(category: &Category) -> rss::Category {
    rss::Category { name: category.name.to_string(), domain: category.page.as_ref().map(ToString::to_string) }
}

/// The id is marked as a permalink only if it is one.
fn guid(id: &Id, url: &Url) -> Guid {
    let permalink = id.as_str() == url.as_str() && matches!(url.scheme(), "http" | "https");
    Guid { value: id.as_str().to_owned(), permalink }
}

/// RSS 2.0 `<source>`: the feed that an item came from, whose URL is required.
fn source(origin: &Origin) -> Option<Source> {
    let feed = origin.feed.as_ref()?;
    Some(Source { url: feed.to_string(), title: Some(origin_name(origin).to_owned()) })
}

fn item_extensions(entry: &Entry, feed: &Feed) -> Vec<Extension> {
    let mut elements = Vec::new();
    elements.extend(named(&entry.authors).map(|author| text("dc:creator", author.name.as_str())));
    let language = entry.language.as_ref().filter(|language| feed.language.as_ref() != Some(*language));
    elements.extend(language.map(|language| text("dc:language", language.as_str())));
    elements.extend(non_blank(entry.rights.as_ref()).map(|rights| text("dc:rights", rights.as_str())));
    elements.extend(entry.origin.as_ref().and_then(dc_source));
    elements.extend(modified(entry).map(|updated| text("dcterms:modified", &rfc3339(updated))));
    elements.extend(entry.license.as_ref().map(|license| text("creativeCommons:license", license.as_str())));
    elements.extend(pictures(entry).map(picture_element));
    elements
        .extend(thumbnail(entry).map(|attributes| element("media:thumbnail", &borrowed(&attributes), None)));
    elements.extend(
        non_blank(entry.markdown.as_ref()).map(|markdown| text("source:markdown", markdown.as_str())),
    );
    elements.extend(discussion(&entry.comments));
    elements.extend(entry.place.iter().flat_map(place_texts).map(|(name, value)| text(name, &value)));
    if feed.podcast.is_some() {
        elements.extend(podcast_elements::of_item(entry));
    } else {
        elements.extend(other_files(entry));
    }
    elements
}

/// The files after the first, of which RSS has only one (Media RSS 1.5.1 `<media:content>`).
fn other_files(entry: &Entry) -> impl Iterator<Item = Extension> {
    let others = entry.enclosures.iter().skip(1).map(played);
    others.map(|attributes| element("media:content", &borrowed(&attributes), None))
}

fn dc_source(origin: &Origin) -> Option<Extension> {
    let named = origin.url.as_ref().map_or(origin_name(origin), Url::as_str);
    (origin.feed.is_none() && !named.is_empty()).then(|| text("dc:source", named))
}

fn discussion(comments: &Comments) -> impl Iterator<Item = Extension> {
    let count = comments.count.map(|count| text("slash:comments", &count.to_string()));
    let feed = comments.feed.as_ref().map(|feed| text("wfw:commentRss", feed.as_str()));
    count.into_iter().chain(feed)
}

/// `media:content`, or `media:group` with the files of one picture.
fn picture_element(image: &crate::feed::Image) -> Extension {
    let Media { files, texts } = media(image);
    let content = |file: &Attributes, texts| parent("media:content", &borrowed(file), texts);
    let texts: Vec<_> = texts
        .iter()
        .map(|(name, attributes, value)| element(&format!("media:{name}"), attributes, Some(value.as_str())))
        .collect();
    match files.as_slice() {
        [only] => content(only, texts),
        several => {
            let files = several.iter().map(|file| content(file, Vec::new()));
            parent("media:group", &[], files.chain(texts))
        }
    }
}
