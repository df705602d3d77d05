//! What a published podcast says about itself in, `[feed.podcast]` out, and the elements that it has no key for. Writes
//! no file.

use crate::authoring::quoted;
use crate::check::registries::{APPLE_CATEGORIES, PODCAST_MEDIUMS};
use crate::feed::Url;
use crate::feed::podcast::guid::is_guid;
use crate::feed::podcast::guid_of;
use crate::published::PublishedFeed;
use crate::published::feed::ShowElement;
use crate::source::dates;
use crate::source::email::is_address;

/// `[feed.podcast]` of a published show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LearnedShow {
    /// The table.
    pub table: String,
    /// The names of the elements that are not in it.
    pub unwritten: Vec<String>,
    /// The keys that directories require, and that it lacks.
    pub lacking: Vec<&'static str>,
}

/// The table of a feed that is a podcast: an RSS feed whose entries all have a file, and that says what directories ask for.
pub(super) fn show(feed: &PublishedFeed) -> Option<LearnedShow> {
    let has_files = !feed.items.is_empty() && feed.items.iter().all(|item| item.enclosure.is_some());
    if feed.show.is_empty() || !has_files {
        return None;
    }
    let mut lines: Vec<(&'static str, String)> = Vec::new();
    let mut unwritten = Vec::new();
    let mut elements = feed.show.iter().peekable();
    let mut categories = Vec::new();
    while let Some(element) = elements.next() {
        let mut children = Vec::new();
        while let Some(child) = elements.next_if(|next| next.depth > 0) {
            children.push(child);
        }
        let known = match element.name.as_str() {
            "itunes:category" => category(element, &children).map(|category| categories.push(category)),
            "itunes:owner" => owner(&children).map(|owner| lines.push(("owner", owner))),
            _ => line(element).map(|line| lines.push(line)),
        };
        if known.is_none() && !unwritten.contains(&element.name) {
            unwritten.push(element.name.clone());
        }
    }
    if !categories.is_empty() {
        lines.push(("categories", format!("[{}]", categories.join(", "))));
    }
    if !lines.iter().any(|(key, _)| *key == "guid") {
        let address = feed.self_url.as_deref().and_then(|url| Url::parse(url).ok());
        lines.extend(address.map(|address| ("guid", quoted(&guid_of(&address)))));
    }
    let lacks = |key: &&&str| !lines.iter().any(|(known, _)| known == *key);
    let lacking = REQUIRED.iter().filter(lacks).copied().collect();
    Some(LearnedShow { table: table(&lines), unwritten, lacking })
}

/// What directories require.
const REQUIRED: &[&str] = &["image", "categories", "explicit"];

/// The keys in the order in which they are written.
const ORDER: &[&str] = &[
    "image",
    "categories",
    "explicit",
    "author",
    "owner",
    "type",
    "complete",
    "block",
    "new-feed-url",
    "guid",
    "locked",
    "funding",
    "person",
    "location",
    "trailer",
    "medium",
    "license",
    "txt",
    "update-frequency",
];

/// Keys with several values are lists.
fn table(lines: &[(&'static str, String)]) -> String {
    let mut text = "[feed.podcast]\n".to_owned();
    for key in ORDER {
        let values: Vec<_> =
            lines.iter().filter(|(known, _)| known == key).map(|(_, value)| value.as_str()).collect();
        match values.as_slice() {
            [] => {}
            [one] => text.extend([key, " = ", one, "\n"]),
            // Of what there is only one of, the first counts.
            [first, ..] if !LISTS.contains(key) => text.extend([key, " = ", first, "\n"]),
            several => text.extend([key, " = [", &several.join(", "), "]\n"]),
        }
    }
    text
}

/// The keys that may have several values.
const LISTS: &[&str] = &["funding", "person", "trailer", "txt"];

/// A key with its value; none for what has no key, or no value that it takes.
fn line(element: &ShowElement) -> Option<(&'static str, String)> {
    let text = || Some(quoted(&element.text)).filter(|_| !element.text.is_empty());
    let truth = |yes: &[&str], no: &[&str]| {
        let word = element.text.to_lowercase();
        let is = |words: &[&str]| words.contains(&word.as_str());
        (is(yes) || is(no)).then(|| is(yes).to_string())
    };
    let with = |pairs: &[(&str, &str)]| with(element, pairs);
    Some(match element.name.as_str() {
        "itunes:author" => ("author", text()?),
        "itunes:image" => ("image", url(element.attribute("href")?)?),
        "itunes:explicit" => ("explicit", truth(&["true", "yes", "explicit"], &["false", "no", "clean"])?),
        "itunes:type" => {
            let order = element.text.to_lowercase();
            ("type", quoted(Some(order.as_str()).filter(|order| matches!(*order, "episodic" | "serial"))?))
        }
        "itunes:complete" => ("complete", truth(&["yes"], &["no"])?),
        "itunes:block" => ("block", truth(&["yes"], &["no"])?),
        "itunes:new-feed-url" => ("new-feed-url", url(&element.text)?),
        "podcast:guid" => ("guid", text().filter(|_| is_guid(&element.text))?),
        "podcast:locked" => ("locked", truth(&["yes"], &["no"])?),
        "podcast:funding" => {
            url(element.attribute("url")?)?;
            ("funding", with(&[("url", "url"), ("text", "")])?)
        }
        "podcast:person" => {
            let pairs =
                [("name", ""), ("role", "role"), ("group", "group"), ("url", "href"), ("image", "img")];
            ("person", with(&pairs)?)
        }
        "podcast:location" => ("location", with(&[("name", ""), ("geo", "geo"), ("osm", "osm")])?),
        "podcast:license" => ("license", with(&[("name", ""), ("url", "url")])?),
        "podcast:medium" => ("medium", text().filter(|_| PODCAST_MEDIUMS.contains(&element.text))?),
        "podcast:txt" => ("txt", with(&[("value", ""), ("purpose", "purpose")])?),
        "podcast:updateFrequency" => ("update-frequency", with(&[("text", ""), ("rrule", "rrule")])?),
        "podcast:trailer" => ("trailer", trailer(element)?),
        _ => return None,
    })
}

fn url(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    url.is_web().then(|| quoted(text))
}

/// A table of the text of an element, and of attributes; the text alone, if it has no more. The text is required.
fn with(element: &ShowElement, pairs: &[(&str, &str)]) -> Option<String> {
    let value =
        |from: &str| if from.is_empty() { Some(element.text.as_str()) } else { element.attribute(from) };
    let known = pairs.iter().filter_map(|(key, from)| {
        let value = value(from).filter(|value| !value.is_empty())?;
        Some((*from, format!("{key} = {}", quoted(value))))
    });
    let known: Vec<_> = known.collect();
    match known.as_slice() {
        _ if element.text.is_empty() => None,
        [("", _)] => Some(quoted(&element.text)),
        _ => {
            Some(format!("{{ {} }}", known.into_iter().map(|(_, pair)| pair).collect::<Vec<_>>().join(", ")))
        }
    }
}

fn trailer(element: &ShowElement) -> Option<String> {
    let src = url(element.attribute("url")?)?;
    let date = dates::read(element.attribute("pubdate")?)?.format("%Y-%m-%dT%H:%M:%SZ");
    let title = Some(&element.text).filter(|title| !title.is_empty())?;
    let season = element.attribute("season").and_then(|season| season.parse::<u32>().ok());
    let bytes = element.attribute("length").and_then(|length| length.parse::<u64>().ok());
    let mut pairs =
        vec![format!("src = {src}"), format!("title = {}", quoted(title)), format!("date = {date}")];
    pairs.extend(season.map(|season| format!("season = {season}")));
    pairs.extend(bytes.map(|bytes| format!("bytes = {bytes}")));
    Some(format!("{{ {} }}", pairs.join(", ")))
}

/// A category with the first one below it, if both are Apple's.
fn category(element: &ShowElement, children: &[&ShowElement]) -> Option<String> {
    let name = element.attribute("text")?;
    let below = children.iter().find_map(|child| child.attribute("text"));
    let is_known = |name: &str| APPLE_CATEGORIES.contains(name);
    match below {
        Some(below) if is_known(&format!("{name}/{below}")) => {
            Some(format!("[{}, {}]", quoted(name), quoted(below)))
        }
        Some(_) | None => is_known(name).then(|| format!("[{}]", quoted(name))),
    }
}

fn owner(children: &[&ShowElement]) -> Option<String> {
    let text = |name: &str| children.iter().find(|child| child.name == name).map(|child| child.text.as_str());
    let email = text("itunes:email").filter(|email| is_address(email))?;
    let name = text("itunes:name").filter(|name| !name.is_empty());
    let name = name.map(|name| format!("name = {}, ", quoted(name))).unwrap_or_default();
    Some(format!("{{ {name}email = {} }}", quoted(email)))
}
