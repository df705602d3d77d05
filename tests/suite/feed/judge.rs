//! Reads our documents with third-party parsers, and compares them with the feed that they were written from.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use feed_rs::model::Entry as Read;
use feedwright::feed::{self, Category, Element, Enclosure, Entry, Feed, Image, ImageForm, Text};
use roxmltree::{Document, Node};

use crate::suite::support::well_formed;

const ATOM: &str = "http://www.w3.org/2005/Atom";
const CONTENT: &str = "http://purl.org/rss/1.0/modules/content/";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const DCTERMS: &str = "http://purl.org/dc/terms/";
const GEORSS: &str = "http://www.georss.org/georss";
const HISTORY: &str = "http://purl.org/syndication/history/1.0";
const LICENSE: &str = "http://backend.userland.com/creativeCommonsRssModule";
const MEDIA: &str = "http://search.yahoo.com/mrss/";
const SLASH: &str = "http://purl.org/rss/1.0/modules/slash/";
const THREAD: &str = "http://purl.org/syndication/thread/1.0";
const WFW: &str = "http://wellformedweb.org/CommentAPI/";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Compares a document of a format with its feed.
#[track_caller]
pub(crate) fn judge(bytes: &[u8], format: &str, feed: &Feed) {
    let text = std::str::from_utf8(bytes).unwrap();
    let read = well_formed(text);
    if feed.entries.iter().all(|entry| !entry.id.as_str().trim().is_empty()) {
        assert_eq!(read.entries.len(), feed.entries.len(), "{text}");
    }
    for (read, entry) in read.entries.iter().zip(&feed.entries) {
        common(read, entry, format);
    }
    match format {
        "rss" => rss(text, feed),
        "atom" => atom(text, feed),
        "json" => json(text, feed),
        other => panic!("{other}"),
    }
}

/// The parts of every format that feed-rs keeps.
fn common(read: &Read, entry: &Entry, format: &str) {
    let id = if format == "atom" { entry.id.atom() } else { entry.id.as_str() };
    assert_eq!(read.id, id.trim());
    assert_eq!(read.published, Some(seconds(entry.published)));
    let links: Vec<_> = read.links.iter().map(|link| link.href.as_str()).collect();
    assert!(links.contains(&entry.url.as_str()), "{links:?} {}", entry.url);
    if !entry.title.is_blank() {
        let title = read.title.as_ref().map(|title| squeezed(&title.content));
        assert_eq!(title, Some(squeezed(entry.title.as_str())));
    }
    let terms: Vec<_> = read.categories.iter().map(|category| squeezed(&category.term)).collect();
    let named = entry.categories.iter().filter(|category| !category.name.is_blank());
    let expected: Vec<_> = named.clone().map(|category| squeezed(category.name.as_str())).collect();
    assert_eq!(terms, expected);
    let schemes: Vec<_> = read.categories.iter().map(|category| category.scheme.as_deref()).collect();
    let address = |category: &Category| {
        let of_format = [("rss", &category.page), ("atom", &category.taxonomy)];
        of_format.into_iter().find_map(|(name, url)| url.clone().filter(|_| name == format))
    };
    let expected: Vec<_> = named.map(|category| address(category).map(|url| url.to_string())).collect();
    assert_eq!(schemes, expected.iter().map(Option::as_deref).collect::<Vec<_>>());
    // If there is no summary, it uses the content of RSS as the summary.
    let has_content = format != "rss" || some(entry.summary.as_ref()).is_some();
    if let Some(content) = some(entry.content.as_ref()).filter(|_| has_content) {
        let body = read.content.as_ref().and_then(|content| content.body.as_deref());
        assert_eq!(body.map(squeezed), Some(squeezed(&content)));
    }
    // It says who wrote it once, and of a picture and an enclosure it keeps the picture.
    let authors: BTreeSet<_> =
        read.authors.iter().map(|author| squeezed(author.name.as_deref().unwrap_or_default())).collect();
    let expected: BTreeSet<_> = entry.authors.iter().map(|author| squeezed(author.name.as_str())).collect();
    assert!(format == "rss" || authors == expected, "{authors:?} {expected:?}");
    let updated = modified(entry).or((format == "atom").then(|| seconds(entry.published)));
    assert!(format == "rss" || read.updated == updated, "{:?} {updated:?}", read.updated);
    if let (Some(enclosure), None, "rss") = (entry.enclosures.first(), &entry.image, format) {
        let urls: Vec<_> = read
            .media
            .iter()
            .flat_map(|media| &media.content)
            .filter_map(|content| content.url.as_ref())
            .collect();
        assert!(urls.iter().any(|url| url.as_str() == enclosure.url.as_str()), "{urls:?}");
    }
}

/// Readers trim, and collapse white space.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn seconds(time: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp(time.timestamp(), 0).unwrap()
}

fn child<'a>(node: Node<'a, 'a>, namespace: &str, name: &str) -> Option<Node<'a, 'a>> {
    children(node, namespace, name).into_iter().next()
}

fn children<'a>(node: Node<'a, 'a>, namespace: &str, name: &str) -> Vec<Node<'a, 'a>> {
    let named = |node: &Node<'_, '_>| {
        node.tag_name().name() == name && node.tag_name().namespace().unwrap_or_default() == namespace
    };
    node.children().filter(named).collect()
}

/// The whole text of an element, CDATA included.
fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

fn child_text(node: Node<'_, '_>, namespace: &str, name: &str) -> Option<String> {
    let found = node.children().find(|child| {
        child.tag_name().name() == name && child.tag_name().namespace().unwrap_or_default() == namespace
    });
    found.map(text)
}

fn some(text: Option<&Text>) -> Option<String> {
    text.filter(|text| !text.is_blank()).map(ToString::to_string)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// An update is never before the publication.
fn modified(entry: &Entry) -> Option<DateTime<Utc>> {
    entry.updated.map(|_| seconds(entry.changed()))
}

/// A feed without a title uses the address of its home page.
fn title(feed: &Feed) -> String {
    some(Some(&feed.title)).unwrap_or_else(|| feed.home_url.to_string())
}

fn rss(source: &str, feed: &Feed) {
    let document = Document::parse(source).unwrap();
    let root = document.root_element();
    assert_eq!(root.attribute("version"), Some("2.0"));
    let channel = child(root, "", "channel").unwrap();
    assert_eq!(child_text(channel, "", "title"), Some(title(feed)));
    assert_eq!(child_text(channel, "", "link"), Some(feed.home_url.to_string()));
    assert_eq!(child_text(channel, "", "language"), feed.language.as_ref().map(ToString::to_string));
    assert!(child_text(channel, "", "description").is_some());
    let own = child(channel, ATOM, "link").unwrap();
    assert_eq!((own.attribute("rel"), own.attribute("href")), (Some("self"), Some(feed.self_url.as_str())));
    assert!(!own.has_children(), "atom:link is empty");
    others(channel, feed);
    assert_eq!(
        child_text(channel, "", "lastBuildDate")
            .map(|date| DateTime::parse_from_rfc2822(&date).unwrap().to_utc()),
        feed.updated().map(seconds)
    );
    assert_eq!(child_text(channel, "", "copyright"), some(feed.rights.as_ref()));
    let image = child(channel, "", "image");
    assert_eq!(
        image.and_then(|image| child_text(image, "", "url")),
        feed.logo.as_ref().map(ToString::to_string)
    );
    let size = feed.logo_size.filter(|(width, height)| *width <= 144 && *height <= 400);
    let sides = |name| image.and_then(|image| child_text(image, "", name));
    assert_eq!(sides("width"), size.map(|(width, _)| width.to_string()));
    assert_eq!(sides("height"), size.map(|(_, height)| height.to_string()));
    assert_eq!(rss::Channel::read_from(source.as_bytes()).unwrap(), rewritten(&feed::rss::channel(feed)));
    elements(channel, &feed.elements);
    for (item, entry) in children(channel, "", "item").into_iter().zip(&feed.entries) {
        rss_item(item, entry, feed);
    }
}

/// A channel as its own crate writes and reads it.
fn rewritten(channel: &rss::Channel) -> rss::Channel {
    let mut written = Vec::new();
    channel.pretty_write_to(&mut written, b' ', 2).unwrap();
    rss::Channel::read_from(written.as_slice()).unwrap()
}

fn rss_item(item: Node<'_, '_>, entry: &Entry, feed: &Feed) {
    let guid = item.children().find(|node| node.has_tag_name("guid")).unwrap();
    let permalink = guid.attribute("isPermaLink") != Some("false");
    assert_eq!(text(guid), entry.id.as_str());
    assert_eq!(permalink, entry.id.as_str() == entry.url.as_str() && entry.url.scheme().starts_with("http"));
    assert!(child_text(item, "", "title").is_some() || child_text(item, "", "description").is_some());
    let (summary, content) =
        (some(entry.summary.as_ref()).map(|summary| escaped(&summary)), some(entry.content.as_ref()));
    match (&summary, &content) {
        (Some(_), _) => {
            assert_eq!(child_text(item, "", "description"), summary);
            assert_eq!(child_text(item, CONTENT, "encoded"), content);
        }
        (None, Some(_)) => assert_eq!(child_text(item, "", "description"), content),
        (None, None) => assert_eq!(child_text(item, CONTENT, "encoded"), None),
    }
    let creators: Vec<_> =
        item.children().filter(|node| node.has_tag_name((DC, "creator"))).map(text).collect();
    // An author with a name is shown by it.
    assert_eq!(creators, entry.authors.iter().map(|author| author.name.to_string()).collect::<Vec<_>>());
    assert_eq!(child_text(item, "", "author"), None);
    let language = entry.language.as_ref().filter(|language| feed.language.as_ref() != Some(*language));
    assert_eq!(child_text(item, DC, "language"), language.map(ToString::to_string));
    assert_eq!(child_text(item, DC, "rights"), some(entry.rights.as_ref()));
    assert_eq!(child_text(item, LICENSE, "license"), entry.license.as_ref().map(ToString::to_string));
    let changed = child_text(item, DCTERMS, "modified").map(|date| date.parse::<DateTime<Utc>>().unwrap());
    assert_eq!(changed, modified(entry));
    assert_eq!(child_text(item, "", "comments"), entry.comments.url.as_ref().map(ToString::to_string));
    assert_eq!(child_text(item, SLASH, "comments"), entry.comments.count.map(|count| count.to_string()));
    assert_eq!(child_text(item, WFW, "commentRss"), entry.comments.feed.as_ref().map(ToString::to_string));
    let enclosure = item.children().find(|node| node.has_tag_name("enclosure"));
    assert_eq!(enclosure.is_some(), !entry.enclosures.is_empty());
    if let (Some(node), Some(enclosure)) = (enclosure, entry.enclosures.first()) {
        assert_eq!(node.attribute("url"), Some(enclosure.url.as_str()));
        assert_eq!(node.attribute("length"), Some(enclosure.bytes.to_string().as_str()));
        assert_eq!(node.attribute("type"), Some(enclosure.media_type.as_str()));
    }
    let source = item.children().find(|node| node.has_tag_name("source"));
    match &entry.origin {
        Some(origin) if origin.feed.is_some() => {
            assert_eq!(
                source.and_then(|node| node.attribute("url")),
                origin.feed.as_ref().map(feedwright::feed::Url::as_str)
            );
            assert_eq!(source.map(text), Some(origin.name.to_string()));
        }
        Some(origin) => {
            let named = origin.url.as_ref().map_or(origin.name.to_string(), ToString::to_string);
            assert_eq!(child_text(item, DC, "source"), Some(named));
        }
        None => assert!(source.is_none() && child_text(item, DC, "source").is_none()),
    }
    // Of several files to play, the first is the enclosure; a podcast has its own element for the others.
    let others: &[Enclosure] =
        if feed.podcast.is_some() { &[] } else { entry.enclosures.get(1..).unwrap_or_default() };
    media(item, entry, others);
    elements(item, &entry.elements);
}

/// The elements of other namespaces: those of each name in their order.
fn elements(node: Node<'_, '_>, expected: &[Element]) {
    for element in expected {
        let (uri, name) = (element.namespace().uri(), element.name());
        let same: Vec<_> =
            expected.iter().filter(|other| other.namespace().uri() == uri && other.name() == name).collect();
        let found = children(node, uri, name);
        assert_eq!(found.len(), same.len(), "{name}");
        for (found, element) in found.into_iter().zip(same) {
            let attributes: Vec<_> =
                found.attributes().map(|attribute| (attribute.name(), attribute.value())).collect();
            let written: Vec<_> = element.attributes().map(|(name, value)| (name, value.as_str())).collect();
            assert_eq!(attributes, written);
            elements(found, &element.children);
            if element.children.is_empty() {
                let expected = if element.text.is_blank() { "" } else { element.text.as_str() };
                assert_eq!(text(found), expected);
            }
        }
    }
}

/// A picture of one file is a `media:content`, one of several a `media:group`.
fn place(entry: Node<'_, '_>, expected: &Entry) {
    let place = expected.place.as_ref();
    let point = place.and_then(|place| place.point).map(|point| point.to_string());
    assert_eq!(child_text(entry, GEORSS, "point"), point);
    let name = place.and_then(|place| some(place.name.as_ref()));
    assert_eq!(child_text(entry, GEORSS, "featurename"), name);
}

fn media(item: Node<'_, '_>, entry: &Entry, others: &[Enclosure]) {
    place(item, entry);
    let pictures: Vec<_> = entry.image.iter().chain(&entry.images).collect();
    let (alone, grouped): (Vec<&Image>, Vec<&Image>) =
        pictures.into_iter().partition(|image| image.forms.is_empty());
    let (contents, groups) = (children(item, MEDIA, "content"), children(item, MEDIA, "group"));
    assert_eq!((contents.len(), groups.len()), (alone.len() + others.len(), grouped.len()));
    for (node, file) in contents.iter().skip(alone.len()).zip(others) {
        assert_eq!(node.attribute("url"), Some(file.url.as_str()));
        assert_eq!(node.attribute("type"), Some(file.media_type.as_str()));
        let size = (file.bytes > 0).then(|| file.bytes.to_string());
        assert_eq!(node.attribute("fileSize"), size.as_deref());
    }
    for (node, image) in contents.into_iter().zip(alone) {
        let own = ImageForm {
            media_type: image.media_type.clone(),
            bytes: image.bytes,
            size: image.size,
            ..ImageForm::new(image.url.clone())
        };
        media_file(node, &own);
        media_texts(node, image);
    }
    for (node, image) in groups.into_iter().zip(grouped) {
        let files = children(node, MEDIA, "content");
        assert_eq!(files.len(), image.forms.len() + 1);
        assert_eq!(files.first().and_then(|file| file.attribute("url")), Some(image.url.as_str()));
        let default: Vec<_> = files.iter().map(|file| file.attribute("isDefault")).collect();
        assert_eq!((default[0], default[1]), (Some("true"), None));
        files.into_iter().skip(1).zip(&image.forms).for_each(|(file, form)| media_file(file, form));
        media_texts(node, image);
    }
    let thumbnails: Vec<_> =
        children(item, MEDIA, "thumbnail").into_iter().filter_map(|node| node.attribute("url")).collect();
    let of_image = entry.image.as_ref().map(|image| {
        let width = |form: &&ImageForm| form.size.map_or(u32::MAX, |(width, _)| width);
        let smallest = image.forms.iter().min_by_key(width);
        let is_smaller = |form: &&ImageForm| width(form) < image.size.map_or(u32::MAX, |(width, _)| width);
        smallest.filter(is_smaller).map_or(&image.url, |form| &form.url)
    });
    let expected = of_image.or(entry.thumbnail.as_ref().map(|file| &file.url));
    assert_eq!(thumbnails, expected.map(feedwright::feed::Url::as_str).into_iter().collect::<Vec<_>>());
}

fn media_file(node: Node<'_, '_>, file: &ImageForm) {
    assert_eq!(node.attribute("url"), Some(file.url.as_str()));
    assert_eq!(node.attribute("medium"), Some("image"));
    assert_eq!(node.attribute("type"), file.media_type.as_deref());
    assert_eq!(node.attribute("width"), file.size.map(|(width, _)| width.to_string()).as_deref());
    assert_eq!(node.attribute("fileSize"), file.bytes.map(|bytes| bytes.to_string()).as_deref());
}

fn media_texts(node: Node<'_, '_>, image: &Image) {
    let texts = [
        ("title", &image.alt),
        ("description", &image.caption),
        ("credit", &image.credit),
        ("copyright", &image.copyright),
    ];
    for (name, expected) in texts {
        assert_eq!(child_text(node, MEDIA, name), some(expected.as_ref()), "{name}");
    }
    let credit = node.children().find(|node| node.has_tag_name((MEDIA, "credit")));
    assert!(credit.is_none_or(|credit| credit.attribute("role").is_none()));
}

fn atom(source: &str, feed: &Feed) {
    let document = Document::parse(source).unwrap();
    let root = document.root_element();
    assert!(root.has_tag_name((ATOM, "feed")));
    let id = feed.id.as_ref().map_or(feed.self_url.as_str(), |id| id.atom());
    assert_eq!(child_text(root, ATOM, "id").as_deref(), Some(id));
    assert_eq!(child_text(root, ATOM, "title"), Some(title(feed)));
    assert_eq!(child_text(root, ATOM, "subtitle"), some(feed.description.as_ref()));
    assert_eq!(root.attribute((XML, "lang")), feed.language.as_ref().map(feedwright::feed::Language::as_str));
    let updated = child_text(root, ATOM, "updated").unwrap().parse::<DateTime<Utc>>().unwrap();
    assert_eq!(updated, feed.updated().map_or(DateTime::UNIX_EPOCH, seconds));
    assert!(child(root, ATOM, "author").is_some(), "an author for all");
    assert_eq!(link(root, "self"), [feed.self_url.as_str()]);
    others(root, feed);
    elements(root, &feed.elements);
    for (node, entry) in children(root, ATOM, "entry").into_iter().zip(&feed.entries) {
        atom_entry(node, entry, feed);
    }
    let read = atom_syndication::Feed::read_from(source.as_bytes()).unwrap();
    assert_eq!(read.title.value, title(feed));
    assert_eq!(read.rights.map(|rights| rights.value), some(feed.rights.as_ref()));
    assert_eq!(read.entries.len(), feed.entries.len());
    for (read, entry) in read.entries.into_iter().zip(&feed.entries) {
        atom_texts(read, entry);
    }
}

/// The entry as read by another parser than that of [`atom_entry`].
fn atom_texts(read: atom_syndication::Entry, entry: &Entry) {
    if !entry.title.is_blank() {
        assert_eq!(read.title.value, entry.title.as_str());
    }
    assert_eq!(read.summary.map(|summary| summary.value), some(entry.summary.as_ref()));
    assert_eq!(read.rights.map(|rights| rights.value), some(entry.rights.as_ref()));
    let content = read.content.unwrap_or_default();
    assert_eq!(content.value, some(entry.content.as_ref()));
    assert_eq!(content.content_type.is_some(), content.value.is_some());
    let names: Vec<_> = read.authors.iter().map(|author| author.name.as_str()).collect();
    assert_eq!(names, entry.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>());
    let terms: Vec<_> = read.categories.iter().map(|category| category.term.as_str()).collect();
    let expected = entry.categories.iter().filter(|category| !category.name.is_blank());
    assert_eq!(terms, expected.map(|category| category.name.as_str()).collect::<Vec<_>>());
}

fn link<'a>(node: Node<'a, 'a>, rel: &str) -> Vec<&'a str> {
    let links = node
        .children()
        .filter(|node| node.has_tag_name((ATOM, "link")) && node.attribute("rel") == Some(rel));
    links.filter_map(|node| node.attribute("href")).collect()
}

/// The hubs, and the other documents of a feed with archives.
fn others<'a>(head: Node<'a, 'a>, feed: &Feed) {
    assert_eq!(link(head, "hub"), feed.hubs.iter().map(feed::Url::as_str).collect::<Vec<_>>());
    let feed::Archives { previous, next, current, .. } = &feed.archives;
    for (relation, url) in [("prev-archive", previous), ("next-archive", next), ("current", current)] {
        assert_eq!(link(head, relation), url.iter().map(feed::Url::as_str).collect::<Vec<_>>(), "{relation}");
    }
    let mark = child(head, HISTORY, "archive");
    assert_eq!(mark.is_some(), current.is_some(), "fh:archive");
}

fn atom_entry<'a>(node: Node<'a, 'a>, entry: &Entry, feed: &Feed) {
    elements(node, &entry.elements);
    assert!(!child_text(node, ATOM, "title").unwrap().trim().is_empty(), "a title always");
    assert_eq!(child_text(node, ATOM, "summary"), some(entry.summary.as_ref()));
    assert_eq!(child_text(node, ATOM, "content"), some(entry.content.as_ref()));
    assert_eq!(child_text(node, ATOM, "rights"), some(entry.rights.as_ref()));
    let date = |name| child_text(node, ATOM, name).unwrap().parse::<DateTime<Utc>>().unwrap();
    assert_eq!(date("published"), seconds(entry.published));
    assert_eq!(date("updated"), seconds(entry.changed()));
    let language = entry.language.as_ref().filter(|language| feed.language.as_ref() != Some(*language));
    assert_eq!(node.attribute((XML, "lang")), language.map(feedwright::feed::Language::as_str));
    let names: Vec<_> = children(node, ATOM, "author")
        .into_iter()
        .filter_map(|author| child_text(author, ATOM, "name"))
        .collect();
    assert_eq!(names, entry.authors.iter().map(|author| author.name.to_string()).collect::<Vec<_>>());
    let alternates: Vec<_> = node
        .children()
        .filter(|node| node.has_tag_name((ATOM, "link")) && node.attribute("rel") == Some("alternate"))
        .map(|node| (node.attribute("type"), node.attribute("hreflang")))
        .collect();
    let distinct: BTreeSet<_> = alternates.iter().collect();
    assert_eq!(distinct.len(), alternates.len(), "RFC 4287 §4.1.2: {alternates:?}");
    let pages = link(node, "alternate");
    assert_eq!((pages.first(), pages.last()), (Some(&entry.url.as_str()), Some(&entry.url.as_str())));
    for translation in
        entry.translations.iter().filter(|_| entry.language.is_some() || feed.language.is_some())
    {
        assert!(pages.contains(&translation.url.as_str()));
    }
    let via: Vec<_> = entry
        .origin
        .iter()
        .filter_map(|origin| Some(origin.url.as_ref().or(origin.feed.as_ref())?.as_str()))
        .collect();
    assert_eq!(link(node, "via"), via);
    assert_eq!(
        link(node, "license"),
        entry.license.iter().map(feedwright::feed::Url::as_str).collect::<Vec<_>>()
    );
    assert_eq!(
        link(node, "enclosure"),
        entry.enclosures.iter().map(|enclosure| enclosure.url.as_str()).collect::<Vec<_>>()
    );
    let replies: Vec<_> =
        entry.comments.url.iter().chain(&entry.comments.feed).map(feedwright::feed::Url::as_str).collect();
    assert_eq!(link(node, "replies"), replies);
    let counted = node.children().find_map(|node| node.attribute((THREAD, "count"))).map(str::to_owned);
    let count = entry.comments.count.filter(|_| !replies.is_empty());
    assert_eq!(counted, count.map(|count| count.to_string()));
    media(node, entry, &[]);
}

fn json(source: &str, feed: &Feed) {
    let read: serde_json::Value = serde_json::from_str(source).unwrap();
    assert_eq!(read["title"], title(feed));
    assert_eq!(read["feed_url"], feed.self_url.as_str());
    assert_eq!(read["home_page_url"], feed.home_url.as_str());
    let icon = feed.icon.as_ref().map(ToString::to_string);
    let is_small = feed.icon_size.is_some_and(|(width, _)| width < 512);
    assert_eq!(read["favicon"].as_str().map(str::to_owned), icon.clone().filter(|_| is_small));
    assert_eq!(read["icon"].as_str().map(str::to_owned), icon.filter(|_| !is_small));
    assert_eq!(read["next_url"].as_str(), feed.archives.previous.as_ref().map(feed::Url::as_str));
    let hubs = read["hubs"].as_array().into_iter().flatten();
    let hubs = hubs.map(|hub| (hub["type"].as_str().unwrap(), hub["url"].as_str().unwrap()));
    assert!(hubs.eq(feed.hubs.iter().map(|hub| ("WebSub", hub.as_str()))));
    for (item, entry) in read["items"].as_array().unwrap().iter().zip(&feed.entries) {
        assert_eq!(item["id"], entry.id.as_str());
        assert_eq!(item["url"], entry.url.as_str());
        let text = |key: &str| item.get(key).and_then(|value| value.as_str()).map(str::to_owned);
        assert_eq!(text("title"), some(Some(&entry.title)));
        assert_eq!(text("summary"), some(entry.summary.as_ref()));
        assert_eq!(text("content_html"), some(entry.content.as_ref()));
        assert!(text("content_html").is_some() != text("content_text").is_some());
        let listed = entry.thumbnail.as_ref().map(|file| file.url.to_string());
        let image = entry.image.as_ref().map(|image| image.url.to_string());
        assert_eq!(text("image"), image.clone().or(listed));
        let is_shown = image.as_ref().is_some_and(|url| {
            some(entry.content.as_ref()).is_some_and(|html| html.replace("&amp;", "&").contains(url.as_str()))
        });
        assert_eq!(text("banner_image"), image.filter(|_| !is_shown), "readers put a banner above the text");
        let external = entry.origin.as_ref().and_then(|origin| origin.url.as_ref());
        assert_eq!(text("external_url"), external.map(ToString::to_string));
        let changed = text("date_modified").map(|date| date.parse::<DateTime<Utc>>().unwrap());
        assert_eq!(changed, modified(entry));
        let language = entry.language.as_ref().filter(|language| feed.language.as_ref() != Some(*language));
        assert_eq!(text("language"), language.map(ToString::to_string));
        let names: Vec<_> = item["authors"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|author| author["name"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(names, entry.authors.iter().map(|author| author.name.to_string()).collect::<Vec<_>>());
        let attachments = item.get("attachments").and_then(serde_json::Value::as_array);
        let read = attachments.into_iter().flatten().map(|file| {
            (
                file["url"].as_str().unwrap().to_owned(),
                file.get("duration_in_seconds").and_then(serde_json::Value::as_u64),
            )
        });
        let expected = entry.enclosures.iter().map(|file| (file.url.to_string(), file.seconds));
        assert_eq!(read.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
        extensions(item, &entry.elements);
    }
    extensions(&read, &feed.elements);
}

/// The extension of each namespace has a text for each element that is only a text, and says what it is about.
fn extensions(object: &serde_json::Value, elements: &[Element]) {
    let key = |element: &Element| match element.name().trim_start_matches('_') {
        "" => "value".to_owned(),
        name => name.replace('.', "-"),
    };
    for element in elements {
        let extension = &object[format!("_{}", element.namespace().prefix())];
        let is_first = extension["about"] == element.namespace().uri();
        let is_only = elements.iter().filter(|other| key(other) == key(element)).count() == 1;
        if is_first && is_only && element.attributes().next().is_none() && element.children.is_empty() {
            assert_eq!(extension[key(element)], element.text.as_str());
        }
    }
}
