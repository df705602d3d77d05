//! A published JSON Feed in, what readers store of it out. Only wanted keys are kept; the last of two duplicate keys counts.

use serde_json::Number;

use super::{MOST_ITEMS, hash, line, present};
use crate::feed::Format;
use crate::published::feed::{Item, PublishedFeed};
use crate::source::dates;
use crate::source::json::{JsonKind, Key, Reading, Stop};
use crate::source::letters::letters;

/// Reads a feed. `None` if it is not a feed, or could not be read to its end.
pub(super) fn read(text: &str) -> Option<PublishedFeed> {
    let mut feed = Feed::default();
    let mut reading = Reading::new(text);
    reading.object(&mut |reading, key| feed.key(reading, &key.name)).ok()?;
    reading.finish().ok()?;
    feed.version.filter(|version| version.starts_with("https://jsonfeed.org/version/1"))?;
    Some(PublishedFeed {
        title: feed.title,
        self_url: feed.self_url,
        description: feed.description,
        home_url: feed.home_url,
        language: feed.language,
        authors: if feed.authors.is_empty() { feed.author } else { feed.authors },
        logo: feed.icon,
        icon: feed.favicon,
        ours: feed.ours,
        items: feed.items,
        ..PublishedFeed::new(Format::Json)
    })
}

#[derive(Default)]
struct Feed {
    version: Option<String>,
    title: Option<String>,
    self_url: Option<String>,
    description: Option<String>,
    home_url: Option<String>,
    language: Option<String>,
    authors: Vec<String>,
    /// The author in JSON Feed 1, which has only one.
    author: Vec<String>,
    icon: Option<String>,
    favicon: Option<String>,
    ours: bool,
    items: Vec<Item>,
}

impl Feed {
    fn key(&mut self, reading: &mut Reading<'_>, name: &str) -> Result<(), Stop> {
        match name {
            "version" => self.version = text(reading)?,
            "title" => self.title = text(reading)?,
            "description" => self.description = text(reading)?.map(|text| line(&text)),
            "feed_url" => self.self_url = text(reading)?,
            "home_page_url" => self.home_url = text(reading)?,
            "language" => self.language = text(reading)?,
            "authors" => {
                self.authors.clear();
                elements(reading, &mut |reading| person(reading, &mut self.authors))?;
            }
            "author" => {
                self.author.clear();
                person(reading, &mut self.author)?;
            }
            "icon" => self.icon = text(reading)?,
            "favicon" => self.favicon = text(reading)?,
            "_feedwright" => self.ours = !matches!(reading.skip()?.kind, JsonKind::Null),
            "items" => {
                self.items.clear();
                elements(reading, &mut |reading| {
                    self.items.push(item(reading)?);
                    if self.items.len() > MOST_ITEMS { Err(Stop::LimitReached) } else { Ok(()) }
                })?;
            }
            _ => _ = reading.skip()?,
        }
        Ok(())
    }
}

/// Reads what is said about an author.
fn person(reading: &mut Reading<'_>, said: &mut Vec<String>) -> Result<(), Stop> {
    members(reading, &mut |reading, key| {
        match key.name.as_str() {
            "name" | "url" | "avatar" => said.extend(text(reading)?.map(|text| line(&text))),
            _ => _ = reading.skip()?,
        }
        Ok(())
    })
}

/// The wanted parts of an item, as they are written.
#[derive(Default)]
struct Parts {
    id: Option<String>,
    url: Option<String>,
    title: Option<String>,
    published: Option<String>,
    modified: Option<String>,
    attachment: Option<String>,
    summary: Option<u64>,
    html: Option<u64>,
    text: Option<u64>,
    letters: usize,
}

fn item(reading: &mut Reading<'_>) -> Result<Item, Stop> {
    let mut parts = Parts::default();
    members(reading, &mut |reading, key| parts.key(reading, &key.name))?;
    let updated = parts.modified.as_deref().and_then(dates::read);
    let published = parts.published.as_deref().and_then(dates::read);
    Ok(Item {
        id: parts.id,
        link: parts.url,
        title: line(&parts.title.unwrap_or_default()),
        date: published.or(updated),
        updated,
        is_dated_by_update: published.is_none() && updated.is_some(),
        enclosure: parts.attachment,
        summary: parts.summary,
        content: parts.html.or(parts.text),
        letters: parts.letters,
        ..Item::default()
    })
}

impl Parts {
    fn key(&mut self, reading: &mut Reading<'_>, name: &str) -> Result<(), Stop> {
        match name {
            "id" => self.id = id(reading)?,
            "url" => self.url = text(reading)?,
            "title" => self.title = text(reading)?,
            "date_published" => self.published = text(reading)?,
            "date_modified" => self.modified = text(reading)?,
            "summary" => self.summary = self.body(reading)?,
            "content_html" => self.html = self.body(reading)?,
            "content_text" => self.text = self.body(reading)?,
            "attachments" => self.attachment = first_url(reading)?,
            _ => _ = reading.skip()?,
        }
        Ok(())
    }

    /// The hash of a summary or of a content.
    fn body(&mut self, reading: &mut Reading<'_>) -> Result<Option<u64>, Stop> {
        let text = text(reading)?;
        self.letters = self.letters.max(text.as_deref().map_or(0, letters));
        Ok(text.as_deref().map(hash))
    }
}

/// A string that is not empty.
fn text(reading: &mut Reading<'_>) -> Result<Option<String>, Stop> {
    Ok(reading.text()?.and_then(present))
}

/// Numbers are read as the strings that they should be (JSON Feed 1.1 items.id).
fn id(reading: &mut Reading<'_>) -> Result<Option<String>, Stop> {
    if reading.is_string()? {
        return text(reading);
    }
    let value = reading.skip()?;
    let number = serde_json::from_str::<Number>(reading.raw(&value)).ok();
    Ok(number.map(|number| number.to_string()))
}

/// The URL of the first attachment.
fn first_url(reading: &mut Reading<'_>) -> Result<Option<String>, Stop> {
    let (mut is_first, mut url) = (true, None);
    elements(reading, &mut |reading| {
        if !std::mem::take(&mut is_first) {
            return reading.skip().map(drop);
        }
        members(reading, &mut |reading, key| {
            match key.name.as_str() {
                "url" => url = text(reading)?,
                _ => _ = reading.skip()?,
            }
            Ok(())
        })
    })?;
    Ok(url)
}

/// Reads an array, element by element. Anything else has none.
fn elements<'t>(
    reading: &mut Reading<'t>,
    each: &mut dyn FnMut(&mut Reading<'t>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    if reading.is_array()? { reading.array(each) } else { reading.skip().map(drop) }
}

/// Reads an object, key by key. Anything else has none.
fn members<'t>(
    reading: &mut Reading<'t>,
    each: &mut dyn FnMut(&mut Reading<'t>, Key) -> Result<(), Stop>,
) -> Result<(), Stop> {
    if reading.is_object()? { reading.object(each) } else { reading.skip().map(drop) }
}
