//! A feed in, an Atom 1.0 document (RFC 4287) with Media RSS and threading (RFC 4685) out.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::element::{Element, NAMESPACES, declare};
use super::parts::{
    categories, email, feed_title, heading, media_type, named, non_blank, origin_name, pictures, rfc3339,
};
use super::xml::{Media, MediaText, Xml, borrowed, media, place_texts, thumbnail};
use super::{Format, GENERATOR, GENERATOR_URL};
use crate::feed::{Comments, Entry, Feed, Image, Language, Person, Text, Url};

pub(super) fn write(feed: &Feed) -> Vec<u8> {
    let mut xml = Xml::new(feed);
    write_feed(&mut xml, feed);
    xml.finish()
}

fn write_feed(xml: &mut Xml, feed: &Feed) {
    let mut attributes = vec![("xmlns", "http://www.w3.org/2005/Atom")];
    let declared = namespaces(feed);
    let names: Vec<_> =
        declared.iter().map(|(prefix, uri)| (format!("xmlns:{prefix}"), uri.as_str())).collect();
    attributes.extend(names.iter().map(|(name, uri)| (name.as_str(), *uri)));
    attributes.extend(feed.language.as_ref().map(|language| ("xml:lang", language.as_str())));
    xml.start("feed", &attributes);
    let id = feed.id.as_ref().map_or(feed.self_url.as_str(), |id| id.atom());
    xml.text("id", &[], id);
    xml.text("title", &[], feed_title(feed));
    optional(xml, "subtitle", feed.description.as_ref());
    xml.text("updated", &[], &rfc3339(updated(feed)));
    link(xml, "self", feed.self_url.as_str(), &[("type", Format::Atom.media_type())]);
    link(xml, "alternate", feed.home_url.as_str(), &[("type", "text/html")]);
    feed.hubs.iter().for_each(|hub| link(xml, "hub", hub.as_str(), &[]));
    feed.archives.links().for_each(|(relation, url)| link(xml, relation, url.as_str(), &[]));
    people(xml, feed);
    optional(xml, "rights", feed.rights.as_ref());
    if let Some(icon) = &feed.icon {
        xml.text("icon", &[], icon.as_str());
    }
    if let Some(logo) = &feed.logo {
        xml.text("logo", &[], logo.as_str());
    }
    xml.text("generator", &[("uri", GENERATOR_URL)], GENERATOR);
    if feed.archives.is_archive() {
        xml.empty("fh:archive", &[]);
    }
    custom(&feed.elements).for_each(|element| xml.element(element, &declared));
    for entry in &feed.entries {
        write_entry(xml, entry, feed, &declared);
    }
    xml.end("feed");
}

/// The namespaces that are used.
fn namespaces(feed: &Feed) -> BTreeMap<String, String> {
    let has_picture = |entry: &Arc<Entry>| pictures(entry).next().is_some() || entry.thumbnail.is_some();
    let media = feed.entries.iter().any(has_picture);
    let counted =
        |comments: &Comments| comments.count.is_some() && (comments.url.is_some() || comments.feed.is_some());
    let threads = feed.entries.iter().any(|entry| counted(&entry.comments));
    let places = feed.entries.iter().any(|entry| entry.place.is_some());
    let uses = [("fh", feed.archives.is_archive()), ("georss", places), ("media", media), ("thr", threads)];
    let used = move |prefix: &str| uses.contains(&(prefix, true));
    let known = NAMESPACES.iter().filter(|(prefix, _)| used(prefix));
    let mut declared: BTreeMap<_, _> =
        known.map(|(prefix, uri)| ((*prefix).to_owned(), (*uri).to_owned())).collect();
    let of_entries = feed.entries.iter().flat_map(|entry| &entry.elements);
    declare(custom(&feed.elements).chain(custom(of_entries)), &mut declared);
    declared
}

/// The elements of other namespaces.
fn custom<'e>(elements: impl IntoIterator<Item = &'e Element>) -> impl Iterator<Item = &'e Element> {
    elements.into_iter().filter(|element| !element.is_atom())
}

/// A feed without entries has no date. It gets the Unix epoch, since the clock must not be used.
fn updated(feed: &Feed) -> DateTime<Utc> {
    feed.updated().unwrap_or(DateTime::UNIX_EPOCH)
}

/// Every entry needs an author, its own or the feed's (RFC 4287 §4.1.1). The feed's title is the fallback.
fn people(xml: &mut Xml, feed: &Feed) {
    if named(&feed.authors).next().is_none() {
        return person(xml, &Person::named(feed_title(feed)));
    }
    named(&feed.authors).for_each(|author| person(xml, author));
}

fn person(xml: &mut Xml, person: &Person) {
    xml.start("author", &[]);
    xml.text("name", &[], person.name.as_str());
    optional(xml, "email", email(person));
    if let Some(url) = &person.url {
        xml.text("uri", &[], url.as_str());
    }
    xml.end("author");
}

fn write_entry(xml: &mut Xml, entry: &Entry, feed: &Feed, declared: &BTreeMap<String, String>) {
    let language = entry.language.as_ref().filter(|language| feed.language.as_ref() != Some(*language));
    let attributes: Vec<_> = language.map(|language| ("xml:lang", language.as_str())).into_iter().collect();
    xml.start("entry", &attributes);
    xml.text("id", &[], entry.id.atom());
    xml.text("title", &[], &heading(entry));
    alternates(xml, entry, feed);
    xml.text("published", &[], &rfc3339(entry.published));
    xml.text("updated", &[], &rfc3339(entry.changed()));
    named(&entry.authors).for_each(|author| person(xml, author));
    for category in categories(entry) {
        let scheme = category.taxonomy.as_ref().map(|taxonomy| ("scheme", taxonomy.as_str()));
        let attributes: Vec<_> = [("term", category.name.as_str())].into_iter().chain(scheme).collect();
        xml.empty("category", &attributes);
    }
    optional(xml, "rights", entry.rights.as_ref());
    links(xml, entry);
    optional(xml, "summary", entry.summary.as_ref());
    if let Some(content) = non_blank(entry.content.as_ref()) {
        xml.cdata("content", &[("type", "html")], content.as_str());
    }
    pictures(entry).for_each(|image| picture(xml, image));
    if let Some(attributes) = thumbnail(entry) {
        xml.empty("media:thumbnail", &borrowed(&attributes));
    }
    for (name, value) in entry.place.iter().flat_map(place_texts) {
        xml.text(name, &[], &value);
    }
    custom(&entry.elements).for_each(|element| xml.element(element, declared));
    xml.end("entry");
}

/// The page, its translations, and the page once more: some readers open the first alternate, others the last. Alternates
/// must differ in type or language (RFC 4287 §4.1.2), so the first one has no language.
fn alternates(xml: &mut Xml, entry: &Entry, feed: &Feed) {
    let mut alternate = |url: &Url, language: Option<&Language>| {
        let mut attributes = vec![("type", "text/html")];
        attributes.extend(language.map(|language| ("hreflang", language.as_str())));
        link(xml, "alternate", url.as_str(), &attributes);
    };
    alternate(&entry.url, None);
    let Some(own) = entry.language.as_ref().or(feed.language.as_ref()) else { return };
    let mut listed = vec![own];
    for other in &entry.translations {
        if !listed.contains(&&other.language) {
            alternate(&other.url, Some(&other.language));
            listed.push(&other.language);
        }
    }
    if listed.len() > 1 {
        alternate(&entry.url, Some(own));
    }
}

fn links(xml: &mut Xml, entry: &Entry) {
    for enclosure in &entry.enclosures {
        let (length, media_type) = (enclosure.bytes.to_string(), media_type(&enclosure.media_type));
        link(xml, "enclosure", enclosure.url.as_str(), &[("type", &media_type), ("length", &length)]);
    }
    if let Some(origin) = &entry.origin
        && let Some(url) = origin.url.as_ref().or(origin.feed.as_ref())
    {
        link(xml, "via", url.as_str(), &[("title", origin_name(origin))]);
    }
    if let Some(license) = &entry.license {
        link(xml, "license", license.as_str(), &[]);
    }
    replies(xml, &entry.comments);
}

/// Replies need a type, since the default is a feed (RFC 4685 §4).
fn replies(xml: &mut Xml, comments: &Comments) {
    let count = comments.count.map(|count| count.to_string());
    let page = comments.url.as_ref().map(|url| (url, "text/html"));
    let feed = comments.feed.as_ref().map(|url| (url, "application/rss+xml"));
    for (at, (url, media_type)) in page.into_iter().chain(feed).enumerate() {
        let mut attributes = vec![("type", media_type)];
        attributes.extend(count.as_deref().filter(|_| at == 0).map(|count| ("thr:count", count)));
        link(xml, "replies", url.as_str(), &attributes);
    }
}

/// `media:content`, or `media:group` with the files of one picture.
fn picture(xml: &mut Xml, image: &Image) {
    let Media { files, texts } = media(image);
    match files.as_slice() {
        [only] if texts.is_empty() => xml.empty("media:content", &borrowed(only)),
        [only] => {
            xml.start("media:content", &borrowed(only));
            media_texts(xml, &texts);
            xml.end("media:content");
        }
        several => {
            xml.start("media:group", &[]);
            for file in several {
                xml.empty("media:content", &borrowed(file));
            }
            media_texts(xml, &texts);
            xml.end("media:group");
        }
    }
}

fn media_texts(xml: &mut Xml, texts: &[MediaText]) {
    for (name, attributes, value) in texts {
        xml.text(&format!("media:{name}"), attributes, value.as_str());
    }
}

fn optional(xml: &mut Xml, name: &str, text: Option<&Text>) {
    xml.optional(name, non_blank(text).map(Text::as_str));
}

fn link(xml: &mut Xml, rel: &str, href: &str, attributes: &[(&str, &str)]) {
    xml.empty("link", &[&[("rel", rel), ("href", href)], attributes].concat());
}
