//! The beginning of an HTML page in; the metadata of its head, its first heading and its first time out. The page is
//! read up to the end of its head; of the rest, only the element that begins where a tag is found.

use std::ops::ControlFlow;

use memchr::memmem;

use super::tags::{self, Event, Tag};

/// How much of a page is read for one element of its body, in bytes.
const ELEMENT: usize = 4 * 1024;

/// The types of feeds in links.
const FEEDS: &[&str] = &["application/rss+xml", "application/atom+xml", "application/feed+json"];
/// The type of scripts with JSON-LD.
const JSON_LD: &str = "application/ld+json";

/// The metadata of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PageHead {
    /// The language of the page.
    pub(crate) language: Option<String>,
    /// `<title>`
    pub(crate) title: Option<String>,
    /// `<link>`
    pub(crate) links: Vec<Link>,
    /// The addresses of feeds: links to another form of the page whose type is that of a feed.
    pub(crate) feeds: Vec<String>,
    /// `<meta>`: its name, property, `itemprop` or `http-equiv` in lower case, and its content.
    pub(crate) metas: Vec<(String, String)>,
    /// The texts of JSON-LD, in the body too.
    pub(crate) json_ld: Vec<String>,
    /// The first `<h1>` of the body.
    pub(crate) heading: Option<String>,
    /// The `datetime` of the first `<time>` of the body.
    pub(crate) time: Option<String>,
}

/// A link of a head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// `rel`, in lower case.
    pub(crate) rel: String,
    /// `href`
    pub(crate) href: String,
    /// `hreflang`
    pub(crate) hreflang: Option<String>,
}

impl Link {
    /// Whether it has a relation.
    #[must_use]
    pub(crate) fn is(&self, relation: &str) -> bool {
        self.rel.split_whitespace().any(|rel| rel == relation)
    }
}

impl PageHead {
    /// The content of the first `<meta>` with a name.
    #[must_use]
    pub(crate) fn meta(&self, name: &str) -> Option<&str> {
        self.metas.iter().find(|(known, _)| known == name).map(|(_, content)| content.as_str())
    }

    /// What the page loads after a while, if it names that: `<meta http-equiv=refresh content="0; url=…">`. Without an
    /// address, it is the page itself (WHATWG HTML §4.2.5.3).
    #[must_use]
    pub(crate) fn refresh(&self) -> Option<&str> {
        let content = self.meta("refresh")?;
        let rest = content.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.');
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ';' || c == ',');
        let is_named = rest.get(..3).is_some_and(|name| name.eq_ignore_ascii_case("url"));
        let named = rest.get(3..).filter(|_| is_named).and_then(|rest| rest.trim_start().strip_prefix('='));
        let quotes = |c: char| c.is_whitespace() || matches!(c, '"' | '\'');
        Some(named.unwrap_or(rest).trim_matches(quotes)).filter(|target| !target.is_empty())
    }

    /// The target of the first link with a relation.
    #[must_use]
    pub(crate) fn link(&self, relation: &str) -> Option<&str> {
        self.links.iter().find(|link| link.is(relation)).map(|link| link.href.as_str())
    }
}

/// Reads the beginning of a page.
#[must_use]
pub(crate) fn head(text: &str) -> PageHead {
    // The tags around the head may be left out (WHATWG HTML §13.1.2.4); then the body is anywhere.
    let mut reading = Reading { head: PageHead::default(), text: None, body: 0 };
    tags::read_page(text, &mut |event| reading.event(event));
    let (mut head, body) = (reading.head, text.get(reading.body..).unwrap_or_default());
    let is_shown = |text: &String| !text.is_empty();
    head.heading = element(body, b"<h1").and_then(|h1| texts_of(h1, "h1", 1).into_iter().find(is_shown));
    head.time = element(body, b"<time").and_then(datetime);
    head.json_ld.extend(scripts(body));
    head
}

/// The JSON-LD in the body of a page.
fn scripts(body: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = body;
    while let Some((_, behind)) = rest.split_once(JSON_LD) {
        let script = behind.split_once('>').map(|(_, script)| script).unwrap_or_default();
        let (text, after) = script.split_once("</script").unwrap_or((script, ""));
        texts.push(text.to_owned());
        rest = after;
    }
    texts
}

/// The texts of the first elements with a name, with single spaces.
#[must_use]
pub(crate) fn texts_of(text: &str, element: &str, most: usize) -> Vec<String> {
    let (mut texts, mut open) = (Vec::new(), None::<String>);
    tags::read_page(text, &mut |event| {
        match event {
            Event::Start { tag, .. } if tag.name == element => open = Some(String::new()),
            Event::End { name, .. } if name == element => texts.extend(open.take().map(|text| line(&text))),
            Event::Text(text, _) => {
                if let Some(open) = &mut open {
                    open.push_str(text);
                }
            }
            Event::Start { .. } | Event::End { .. } | Event::Doctype(_) | Event::Fault(..) => {}
        }
        if texts.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    texts
}

/// The piece of a text that begins with a tag.
fn element<'t>(text: &'t str, tag: &[u8]) -> Option<&'t str> {
    let start = memmem::find(text.as_bytes(), tag)?;
    let end = text.floor_char_boundary(start + ELEMENT);
    text.get(start..end)
}

fn datetime(piece: &str) -> Option<String> {
    let mut found = None;
    tags::read_page(piece, &mut |event| {
        if let Event::Start { tag, .. } = event
            && tag.name == "time"
        {
            found = tag.value("datetime").map(str::to_owned);
        }
        if found.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    found
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The part of a head whose text is being read.
enum Open {
    Title(String),
    JsonLd(String),
}

struct Reading {
    head: PageHead,
    text: Option<Open>,
    /// Where the body begins.
    body: usize,
}

impl Reading {
    fn event(&mut self, event: Event<'_>) -> ControlFlow<()> {
        match event {
            Event::Start { tag, .. } if tag.name == "body" => return self.end(tag.range.start),
            Event::End { name: "head", range } => return self.end(range.end),
            Event::Start { tag, .. } => self.start(&tag),
            Event::Text(piece, _) => match &mut self.text {
                Some(Open::Title(text) | Open::JsonLd(text)) => text.push_str(piece),
                None => {}
            },
            Event::End { name: "title" | "script", .. } => match self.text.take() {
                Some(Open::Title(text)) => _ = self.head.title.get_or_insert_with(|| line(&text)),
                Some(Open::JsonLd(text)) => self.head.json_ld.push(text),
                None => {}
            },
            Event::End { .. } | Event::Doctype(_) | Event::Fault(..) => {}
        }
        ControlFlow::Continue(())
    }

    fn end(&mut self, at: usize) -> ControlFlow<()> {
        self.body = at;
        ControlFlow::Break(())
    }

    fn start(&mut self, tag: &Tag) {
        let text = |name| tag.value(name).map(str::trim).filter(|text| !text.is_empty());
        match tag.name.as_str() {
            "html" => self.head.language = text("lang").map(str::to_owned),
            "title" => self.text = Some(Open::Title(String::new())),
            "script" if text("type").is_some_and(|kind| kind.eq_ignore_ascii_case(JSON_LD)) => {
                self.text = Some(Open::JsonLd(String::new()));
            }
            "link" => {
                let Some((rel, href)) = text("rel").zip(text("href")) else { return };
                let rel = rel.to_lowercase();
                let is_feed = text("type").is_some_and(|kind| FEEDS.contains(&kind.to_lowercase().as_str()));
                if is_feed && rel.split_whitespace().any(|rel| rel == "alternate") {
                    self.head.feeds.push(href.to_owned());
                }
                let hreflang = text("hreflang").map(str::to_owned);
                self.head.links.push(Link { rel, href: href.to_owned(), hreflang });
            }
            "meta" => {
                let content = text("content").unwrap_or_default();
                let names = ["property", "name", "itemprop", "http-equiv"].into_iter().filter_map(text);
                self.head.metas.extend(names.map(|name| (name.to_lowercase(), content.to_owned())));
            }
            _ => {}
        }
    }
}
