//! A published RSS or Atom feed in, what readers store of it out.

use std::ops::Range;

use super::{MOST_ITEMS, hash, line, present};
use crate::feed::{Format, Url};
use crate::published::feed::{Item, PublishedFeed, ShowElement};
use crate::source::dates;
use crate::source::fault::Fault;
use crate::source::letters::letters;
use crate::source::text::{Offset, Part};
use crate::source::xml::tree::{Element, Tree};
use crate::source::xml::{self, Event, Keep, Listener, Ns, XmlFault};

/// Reads a feed. `None` if it is not a feed, or could not be read to its end.
pub(super) fn read(text: &str) -> Option<PublishedFeed> {
    let mut walk = Walk::default();
    let document = xml::read_leniently(text, &mut walk);
    let lost_entries = walk.has_inner_entries && walk.is_unbalanced;
    walk.feed.filter(|_| document.is_complete && !lost_entries)
}

/// What an open element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// `rss`, `RDF`, `channel` or `feed`: its content is about the feed.
    Feed,
    /// `item` or `entry`.
    Entry,
    FeedPart(FeedPart),
    EntryPart(EntryPart),
    /// An element about the podcast that the feed is.
    Show,
    /// An element in one of those parts.
    Inside,
}

/// What of a feed is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FeedPart {
    Id,
    Title,
    Description,
    Rights,
    Generator,
    Link,
    Language,
    /// A text about its authors.
    Author,
    /// Atom `author`, whose elements are such texts.
    Person,
    /// RSS `image`, one of whose elements is its address.
    Image,
    Logo,
    Icon,
    Other,
}

/// What of an entry is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EntryPart {
    Id,
    /// RSS `guid`, unless `isPermaLink` is `false`.
    Permalink,
    Link,
    Title,
    Published,
    Updated,
    Summary,
    Content,
    Enclosure,
    Season,
    Episode,
    Other,
}

impl Place {
    /// Whether the text of a part is wanted.
    fn wants_text(self) -> bool {
        match self {
            Place::FeedPart(part) => !matches!(part, FeedPart::Person | FeedPart::Image | FeedPart::Other),
            Place::EntryPart(part) => !matches!(part, EntryPart::Enclosure | EntryPart::Other),
            Place::Show => true,
            Place::Feed | Place::Entry | Place::Inside => false,
        }
    }
}

/// What was found so far. Nothing stays in the tree but the elements that are open.
#[derive(Default)]
struct Walk {
    feed: Option<PublishedFeed>,
    /// The prefix of the root element.
    prefix: String,
    /// The open elements.
    open: Vec<Place>,
    /// The text of the part that is open.
    text: String,
    /// Whether the text of that part is wanted.
    wants_text: bool,
    /// Whether elements were not closed.
    is_unbalanced: bool,
    /// Whether entries are in something other than the feed. Where elements are not closed, they are most likely the
    /// feed's.
    has_inner_entries: bool,
    /// The permalink of the entry that is open.
    permalink: Option<String>,
}

impl Listener for Walk {
    /// Faults are for a checker to report.
    fn fault(&mut self, fault: Fault<XmlFault<'_>>) {
        self.is_unbalanced |= matches!(fault.kind, XmlFault::MismatchedEnd { closes_outer: true, .. });
    }

    fn event(&mut self, tree: &Tree<'_>, event: Event) -> Keep {
        match event {
            Event::Opened(id) => self.opened(tree.element(id)),
            Event::Closed(_) => {
                self.closed();
                Keep::Nothing
            }
        }
    }

    fn text_event(&mut self, tree: &Tree<'_>, range: Range<Offset>) -> Keep {
        if self.wants_text {
            self.text.push_str(&tree.value(range, Part::Content).text());
        }
        Keep::Nothing
    }
}

impl Walk {
    fn opened(&mut self, element: Element<'_>) -> Keep {
        let place = match self.open.last().copied() {
            None if self.root(element) => Place::Feed,
            None => return Keep::Stop,
            Some(Place::Feed) => self.in_feed(element),
            Some(Place::Entry) => Place::EntryPart(self.entry_part(element)),
            Some(Place::Show) => Place::Show,
            Some(Place::FeedPart(part @ (FeedPart::Person | FeedPart::Image))) => {
                Place::FeedPart(self.inner_part(part, element))
            }
            Some(Place::FeedPart(_) | Place::EntryPart(_) | Place::Inside) => Place::Inside,
        };
        self.open.push(place);
        self.has_inner_entries |= !matches!(place, Place::Feed | Place::Entry) && self.is_entry(element);
        if place != Place::Inside {
            self.text.clear();
            self.wants_text = place.wants_text();
        }
        match place {
            Place::Entry => return self.add_entry(element),
            Place::FeedPart(part) => self.begin_feed_part(part, element),
            Place::EntryPart(part) => self.begin_entry_part(part, element),
            Place::Show => self.begin_show(element),
            // A tag within a text is part of it (Atom's XHTML).
            Place::Inside if self.wants_text => self.text.extend(["<", self.name(element), ">"]),
            Place::Feed | Place::Inside => {}
        }
        Keep::All
    }

    fn closed(&mut self) {
        let place = self.open.pop();
        self.wants_text &= place == Some(Place::Inside);
        match (place, &mut self.feed) {
            (Some(Place::FeedPart(part)), Some(feed)) => feed.note(part, &self.text),
            (Some(Place::Show), Some(feed)) => feed.note_show(&self.text),
            (Some(Place::EntryPart(part)), Some(feed)) => {
                if part == EntryPart::Permalink {
                    self.permalink = present(&self.text);
                }
                if let Some(item) = feed.items.last_mut() {
                    item.note(part, &self.text);
                }
            }
            (Some(Place::Entry), Some(feed)) => {
                if let Some(item) = feed.items.last_mut() {
                    item.link = item.link.take().or_else(|| self.permalink.take().filter(|url| is_page(url)));
                }
            }
            (
                None
                | Some(
                    Place::Feed
                    | Place::Entry
                    | Place::Show
                    | Place::Inside
                    | Place::FeedPart(_)
                    | Place::EntryPart(_),
                ),
                _,
            ) => {}
        }
    }

    /// Notes the root element, and whether it is that of a feed.
    fn root(&mut self, root: Element<'_>) -> bool {
        let format = match root.local() {
            "rss" | "RDF" => Format::Rss,
            "feed" => Format::Atom,
            _ => return false,
        };
        root.prefix().clone_into(&mut self.prefix);
        let language = root.attributes().find(|one| one.local() == "lang");
        let language = language.and_then(|one| present(&one.value().text()));
        self.feed = Some(PublishedFeed { language, ..PublishedFeed::new(format) });
        true
    }

    /// The name of an element, without the prefix that the root has.
    fn name<'e>(&self, element: Element<'e>) -> &'e str {
        if self.is_own(element) { element.local() } else { element.written() }
    }

    /// Whether an element is of the format itself, not of a module. Undeclared and missing namespaces do not matter.
    fn is_own(&self, element: Element<'_>) -> bool {
        element.prefix().is_empty() || element.prefix() == self.prefix
    }

    fn is_entry(&self, element: Element<'_>) -> bool {
        let is_atom = self.feed.as_ref().is_some_and(|feed| feed.format == Format::Atom);
        element.local() == if is_atom { "entry" } else { "item" } && self.is_own(element)
    }

    fn in_feed(&self, element: Element<'_>) -> Place {
        match (element.local(), self.is_own(element)) {
            _ if self.is_entry(element) => Place::Entry,
            ("channel", true) => Place::Feed,
            ("id", true) => Place::FeedPart(FeedPart::Id),
            ("title", true) => Place::FeedPart(FeedPart::Title),
            ("description" | "subtitle", true) => Place::FeedPart(FeedPart::Description),
            ("copyright" | "rights", true) => Place::FeedPart(FeedPart::Rights),
            ("generator", true) => Place::FeedPart(FeedPart::Generator),
            ("language", true) => Place::FeedPart(FeedPart::Language),
            ("managingEditor", true) => Place::FeedPart(FeedPart::Author),
            ("creator", _) if element.ns() == Ns::DC => Place::FeedPart(FeedPart::Author),
            ("author", true) => Place::FeedPart(FeedPart::Person),
            ("image", true) => Place::FeedPart(FeedPart::Image),
            ("logo", true) => Place::FeedPart(FeedPart::Logo),
            ("icon", true) => Place::FeedPart(FeedPart::Icon),
            // Atom's, with any prefix.
            ("link", _) => Place::FeedPart(FeedPart::Link),
            _ if matches!(element.ns(), Ns::ITUNES | Ns::PODCAST) => Place::Show,
            _ => Place::FeedPart(FeedPart::Other),
        }
    }

    /// What an element is in one that has others.
    fn inner_part(&self, outer: FeedPart, element: Element<'_>) -> FeedPart {
        match (outer, element.local(), self.is_own(element)) {
            (FeedPart::Person, "name" | "email" | "uri" | "url", true) => FeedPart::Author,
            (FeedPart::Image, "url", true) => FeedPart::Logo,
            _ => FeedPart::Other,
        }
    }

    fn entry_part(&self, element: Element<'_>) -> EntryPart {
        if self.is_own(element) {
            return match element.local() {
                "guid" if is_permalink(element) => EntryPart::Permalink,
                "guid" | "id" => EntryPart::Id,
                "link" => EntryPart::Link,
                "title" => EntryPart::Title,
                "pubDate" | "published" | "issued" | "created" => EntryPart::Published,
                "updated" | "modified" => EntryPart::Updated,
                "description" | "summary" => EntryPart::Summary,
                "content" => EntryPart::Content,
                "enclosure" => EntryPart::Enclosure,
                _ => EntryPart::Other,
            };
        }
        match (element.ns(), element.local()) {
            (Ns::DC, "date") => EntryPart::Published,
            (Ns::DCTERMS, "modified") | (Ns::ATOM, "updated") => EntryPart::Updated,
            (Ns::CONTENT, "encoded") => EntryPart::Content,
            (Ns::ITUNES | Ns::PODCAST, "season") => EntryPart::Season,
            (Ns::ITUNES | Ns::PODCAST, "episode") => EntryPart::Episode,
            _ => EntryPart::Other,
        }
    }

    fn add_entry(&mut self, entry: Element<'_>) -> Keep {
        self.permalink = None;
        let Some(feed) = &mut self.feed else { return Keep::Stop };
        let about = entry.attributes().find(|one| one.ns() == Ns::RDF && one.local() == "about");
        let id = about.and_then(|about| present(&about.value().text()));
        feed.items.push(Item { id, ..Item::default() });
        if feed.items.len() > MOST_ITEMS { Keep::Stop } else { Keep::All }
    }

    fn begin_feed_part(&mut self, part: FeedPart, element: Element<'_>) {
        let Some(feed) = self.feed.as_mut().filter(|_| part == FeedPart::Link) else { return };
        match attribute(element, "rel").as_deref() {
            Some("self") => feed.self_url = attribute(element, "href"),
            None | Some("alternate") => {
                feed.home_url = feed.home_url.take().or_else(|| attribute(element, "href"));
            }
            Some(_) => {}
        }
    }

    /// Notes an element about the podcast, whose text is not there yet.
    fn begin_show(&mut self, element: Element<'_>) {
        let Some(feed) = self.feed.as_mut().filter(|feed| feed.show.len() < MOST_OF_SHOW) else { return };
        let prefix = if element.ns() == Ns::PODCAST { "podcast" } else { "itunes" };
        let above = self.open.iter().filter(|place| **place == Place::Show).count();
        let attributes =
            element.attributes().map(|one| (one.local().to_owned(), one.value().text().into_owned()));
        feed.show.push(ShowElement {
            depth: above.saturating_sub(1),
            name: format!("{prefix}:{}", element.local()),
            attributes: attributes.collect(),
            text: String::new(),
        });
    }

    fn begin_entry_part(&mut self, part: EntryPart, element: Element<'_>) {
        let Some(item) = self.feed.as_mut().and_then(|feed| feed.items.last_mut()) else { return };
        match part {
            EntryPart::Enclosure => {
                item.note_enclosure(attribute(element, "url"), element);
            }
            EntryPart::Link => item.note_link(element),
            EntryPart::Id
            | EntryPart::Permalink
            | EntryPart::Title
            | EntryPart::Published
            | EntryPart::Updated
            | EntryPart::Summary
            | EntryPart::Content
            | EntryPart::Season
            | EntryPart::Episode
            | EntryPart::Other => {}
        }
    }
}

/// The most elements about a podcast that are kept.
const MOST_OF_SHOW: usize = 1000;

impl PublishedFeed {
    /// Notes the text of the last element about the podcast, unless another one was in it.
    fn note_show(&mut self, text: &str) {
        if let Some(last) = self.show.last_mut().filter(|last| last.text.is_empty()) {
            last.text = line(text);
        }
    }

    /// Notes the text of an element.
    fn note(&mut self, part: FeedPart, text: &str) {
        match part {
            FeedPart::Id => self.id = present(text),
            FeedPart::Title => self.title = Some(line(text)),
            FeedPart::Description => self.description = present(&line(text)),
            FeedPart::Rights => self.rights = present(&line(text)),
            FeedPart::Generator => self.ours = text.trim().starts_with("Feedwright"),
            // RSS has it as text.
            FeedPart::Link => self.home_url = self.home_url.take().or_else(|| present(text)),
            FeedPart::Language => self.language = present(text),
            FeedPart::Author => self.authors.extend(present(&line(text))),
            FeedPart::Logo => self.logo = present(text),
            FeedPart::Icon => self.icon = present(text),
            FeedPart::Person | FeedPart::Image | FeedPart::Other => {}
        }
    }
}

impl Item {
    fn note_link(&mut self, link: Element<'_>) {
        let Some(href) = attribute(link, "href") else { return };
        match attribute(link, "rel").as_deref() {
            None | Some("alternate") => self.link = self.link.take().or(Some(href)),
            Some("enclosure") => self.note_enclosure(Some(href), link),
            Some(_) => {}
        }
    }

    /// Notes the first enclosure.
    fn note_enclosure(&mut self, url: Option<String>, element: Element<'_>) {
        if self.enclosure.is_none() {
            self.enclosure = url;
            self.enclosure_bytes = attribute(element, "length").and_then(|length| length.trim().parse().ok());
        }
    }

    /// Notes the text of an element.
    fn note(&mut self, part: EntryPart, text: &str) {
        match part {
            EntryPart::Id | EntryPart::Permalink => self.id = present(text).or(self.id.take()),
            EntryPart::Link => self.link = self.link.take().or_else(|| present(text)),
            EntryPart::Title => self.title = line(text),
            EntryPart::Published => {
                if let Some(date) = dates::read(text) {
                    (self.date, self.is_dated_by_update) = (Some(date), false);
                }
            }
            EntryPart::Updated => {
                self.updated = dates::read(text);
                if self.date.is_none() || self.is_dated_by_update {
                    (self.date, self.is_dated_by_update) = (self.updated, self.updated.is_some());
                }
            }
            EntryPart::Summary => {
                self.summary = Some(hash(text));
                self.letters = self.letters.max(letters(text));
            }
            EntryPart::Content => {
                self.content = Some(hash(text));
                self.letters = self.letters.max(letters(text));
            }
            EntryPart::Season => self.season = text.trim().parse().ok().or(self.season),
            EntryPart::Episode => self.episode = text.trim().parse().ok().or(self.episode),
            EntryPart::Enclosure | EntryPart::Other => {}
        }
    }
}

/// Whether a guid is also the URL of its item, which is the default (RSS 2.0 `<guid>`).
fn is_permalink(guid: Element<'_>) -> bool {
    attribute(guid, "isPermaLink").is_none_or(|value| !value.eq_ignore_ascii_case("false"))
}

/// Whether a guid is the URL of a page. Many are not, although `isPermaLink` is not `false`.
fn is_page(guid: &str) -> bool {
    Url::parse(guid).is_ok_and(|url| url.is_web())
}

fn attribute(element: Element<'_>, name: &str) -> Option<String> {
    present(&element.attribute(name)?.value().text())
}
