//! Atom 1.0 (RFC 4287), with Media RSS and threading (RFC 4685), over quick-xml's writer.

use std::io;

use chrono::{DateTime, Utc};
use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

use super::parts::{feed_title, heading, media_type, named, origin_name, rfc3339, said, terms};
use super::xml::{DECLARATION, NAMESPACES, media};
use super::{Format, GENERATOR, GENERATOR_URL};
use crate::model::feed::{Comments, Entry, Feed, Image, Person};
use crate::model::text::Text;

/// Atom 1.0
pub static FORMAT: Format =
    Format { name: "atom", media_type: "application/atom+xml", extension: "xml", write };

fn write(feed: &Feed) -> Vec<u8> {
    let mut xml = Xml::new();
    #[expect(clippy::expect_used, reason = "writing to memory does not fail")]
    write_feed(&mut xml, feed).expect("writing to memory does not fail");
    xml.finish()
}

fn write_feed(xml: &mut Xml, feed: &Feed) -> io::Result<()> {
    let mut attributes = vec![("xmlns", "http://www.w3.org/2005/Atom")];
    let declared: Vec<_> = namespaces(feed).map(|(prefix, uri)| (format!("xmlns:{prefix}"), uri)).collect();
    attributes.extend(declared.iter().map(|(name, uri)| (name.as_str(), *uri)));
    attributes.extend(feed.language.as_ref().map(|language| ("xml:lang", language.as_str())));
    xml.start("feed", &attributes)?;
    let id = feed.id.as_ref().map_or(feed.self_url.as_str(), |id| id.atom());
    xml.text("id", &[], id)?;
    xml.text("title", &[], feed_title(feed))?;
    xml.optional("subtitle", feed.description.as_ref())?;
    xml.text("updated", &[], &rfc3339(updated(feed)))?;
    xml.link("self", feed.self_url.as_str(), &[("type", FORMAT.media_type)])?;
    xml.link("alternate", feed.home_url.as_str(), &[("type", "text/html")])?;
    people(xml, feed)?;
    xml.optional("rights", feed.rights.as_ref())?;
    if let Some(icon) = &feed.icon {
        xml.text("icon", &[], icon.as_str())?;
    }
    if let Some(logo) = &feed.logo {
        xml.text("logo", &[], logo.as_str())?;
    }
    xml.text("generator", &[("uri", GENERATOR_URL)], GENERATOR)?;
    for entry in &feed.entries {
        write_entry(xml, entry, feed)?;
    }
    xml.end("feed")
}

/// The prefixes in use, and no others.
fn namespaces(feed: &Feed) -> impl Iterator<Item = (&'static str, &'static str)> {
    let media = feed.entries.iter().any(|entry| entry.image.is_some());
    let counted =
        |comments: &Comments| comments.count.is_some() && (comments.url.is_some() || comments.feed.is_some());
    let threads = feed.entries.iter().any(|entry| counted(&entry.comments));
    let used = move |prefix: &str| (prefix == "media" && media) || (prefix == "thr" && threads);
    NAMESPACES.iter().copied().filter(move |(prefix, _)| used(prefix))
}

/// A feed without entries was never changed; the beginning of time stands in, since the clock must not.
fn updated(feed: &Feed) -> DateTime<Utc> {
    feed.updated().unwrap_or(DateTime::UNIX_EPOCH)
}

/// Every entry needs an author, its own or the feed's (RFC 4287 §4.1.1); the site's title stands in.
fn people(xml: &mut Xml, feed: &Feed) -> io::Result<()> {
    if named(&feed.authors).next().is_none() {
        return person(xml, &Person::named(feed_title(feed)));
    }
    named(&feed.authors).try_for_each(|author| person(xml, author))
}

fn person(xml: &mut Xml, person: &Person) -> io::Result<()> {
    xml.start("author", &[])?;
    xml.text("name", &[], person.name.as_str())?;
    xml.optional("email", person.email.as_ref())?;
    if let Some(url) = &person.url {
        xml.text("uri", &[], url.as_str())?;
    }
    xml.end("author")
}

fn write_entry(xml: &mut Xml, entry: &Entry, feed: &Feed) -> io::Result<()> {
    let language = entry.language.as_ref().filter(|language| feed.language.as_ref() != Some(*language));
    let attributes: Vec<_> = language.map(|language| ("xml:lang", language.as_str())).into_iter().collect();
    xml.start("entry", &attributes)?;
    xml.text("id", &[], entry.id.atom())?;
    xml.text("title", &[], &heading(entry))?;
    alternates(xml, entry, feed)?;
    xml.text("published", &[], &rfc3339(entry.published))?;
    xml.text("updated", &[], &rfc3339(entry.changed()))?;
    named(&entry.authors).try_for_each(|author| person(xml, author))?;
    for term in terms(entry) {
        xml.empty("category", &[("term", term.as_str())])?;
    }
    xml.optional("rights", entry.rights.as_ref())?;
    links(xml, entry)?;
    xml.optional("summary", entry.summary.as_ref())?;
    if let Some(content) = said(entry.content.as_ref()) {
        xml.text("content", &[("type", "html")], content.as_str())?;
    }
    if let Some(image) = &entry.image {
        picture(xml, image)?;
    }
    xml.end("entry")
}

/// The page, and the same page in other languages: no two alternates with one type and language (RFC 4287 §4.1.2).
fn alternates(xml: &mut Xml, entry: &Entry, feed: &Feed) -> io::Result<()> {
    let own = entry.language.as_ref().or(feed.language.as_ref());
    let mut attributes = vec![("type", "text/html")];
    if !entry.translations.is_empty() {
        attributes.extend(own.map(|language| ("hreflang", language.as_str())));
    }
    xml.link("alternate", entry.url.as_str(), &attributes)?;
    let mut listed: Vec<_> = own.into_iter().collect();
    for other in &entry.translations {
        if !listed.contains(&&other.language) {
            let attributes = [("type", "text/html"), ("hreflang", other.language.as_str())];
            xml.link("alternate", other.url.as_str(), &attributes)?;
            listed.push(&other.language);
        }
    }
    Ok(())
}

fn links(xml: &mut Xml, entry: &Entry) -> io::Result<()> {
    if let Some(enclosure) = &entry.enclosure {
        let (length, media_type) = (enclosure.bytes.to_string(), media_type(&enclosure.media_type));
        xml.link("enclosure", enclosure.url.as_str(), &[("type", &media_type), ("length", &length)])?;
    }
    if let Some(origin) = &entry.origin
        && let Some(url) = origin.url.as_ref().or(origin.feed.as_ref())
    {
        xml.link("via", url.as_str(), &[("title", origin_name(origin))])?;
    }
    if let Some(license) = &entry.license {
        xml.link("license", license.as_str(), &[])?;
    }
    replies(xml, &entry.comments)
}

/// RFC 4685 §4: a page of replies must say its type, or it is taken for a feed.
fn replies(xml: &mut Xml, comments: &Comments) -> io::Result<()> {
    let count = comments.count.map(|count| count.to_string());
    let page = comments.url.as_ref().map(|url| (url, "text/html"));
    let feed = comments.feed.as_ref().map(|url| (url, "application/rss+xml"));
    for (at, (url, media_type)) in page.into_iter().chain(feed).enumerate() {
        let mut attributes = vec![("type", media_type)];
        attributes.extend(count.as_deref().filter(|_| at == 0).map(|count| ("thr:count", count)));
        xml.link("replies", url.as_str(), &attributes)?;
    }
    Ok(())
}

fn picture(xml: &mut Xml, image: &Image) -> io::Result<()> {
    let media = media(image);
    let attributes: Vec<_> = media.attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
    if media.children.is_empty() {
        return xml.empty("media:content", &attributes);
    }
    xml.start("media:content", &attributes)?;
    for (name, attributes, value) in &media.children {
        xml.text(&format!("media:{name}"), attributes, value.as_str())?;
    }
    xml.end("media:content")
}

/// Elements, one a line, with attributes escaped so that they survive.
struct Xml(Writer<Vec<u8>>);

impl Xml {
    fn new() -> Xml {
        Xml(Writer::new_with_indent(DECLARATION.as_bytes().to_vec(), b' ', 2))
    }

    fn finish(self) -> Vec<u8> {
        let mut bytes = self.0.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.0.write_event(Event::Start(tag(name, attributes)))
    }

    fn end(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.0.write_event(Event::Empty(tag(name, attributes)))
    }

    fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        self.start(name, attributes)?;
        self.0.write_event(Event::Text(BytesText::from_escaped(escape_text(text))))?;
        self.end(name)
    }

    fn optional(&mut self, name: &str, text: Option<&Text>) -> io::Result<()> {
        match said(text) {
            Some(text) => self.text(name, &[], text.as_str()),
            None => Ok(()),
        }
    }

    fn link(&mut self, rel: &str, href: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.empty("link", &[&[("rel", rel), ("href", href)], attributes].concat())
    }
}

fn tag<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for (name, value) in attributes {
        tag.push_attribute((name.as_bytes(), escape_attribute(value).as_bytes()));
    }
    tag
}

/// `&`, `<` and `>`: in text nothing else has a meaning.
fn escape_text(text: &str) -> String {
    quick_xml::escape::partial_escape(text).into_owned()
}

/// White space but spaces would become spaces (XML 1.0 §3.3.3).
fn escape_attribute(value: &str) -> String {
    let escaped = quick_xml::escape::escape(value);
    escaped.replace('\n', "&#xA;").replace('\t', "&#x9;").replace('\r', "&#xD;")
}
