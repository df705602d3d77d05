//! `[feed.podcast]` in, the show out. A show that directories would reject is an error that names every key to add.

use std::ops::Range;

use chrono::{DateTime, NaiveDateTime, NaiveTime, Utc};

use super::raw::url;
use super::validate::invalid;
use super::{INCOMPLETE_PODCAST, UNKNOWN_SETTING, promise};
use crate::check::registries::{APPLE_CATEGORIES, PODCAST_MEDIUMS};
use crate::diagnostic::nearest;
use crate::feed::podcast::guid::is_guid;
use crate::feed::podcast::{Category, Podcast, Trailer, Txt, UpdateFrequency};
use crate::feed::{Enclosure, Format, Person, Text, Url};
use crate::site::date::{WrittenDate, written};
use crate::site::feed_config::{Show, ShowPlaces};
use crate::site::fields::podcast::{self, SHOW_ORDERS, line, missing, number, one_of, web_url};
use crate::site::fields::{Fields, Located, Node, Value};
use crate::site::zone::{Local, Zone};
use crate::source::email::is_address;
use crate::source::media_type;

/// The text that separates a category from one below it in Apple's list.
const BELOW: char = '/';

/// Reads `[feed.podcast]`. Paths are below `base`.
pub(super) fn show(
    fields: &mut Fields<'_, '_>,
    (format, has_several): (Option<Format>, bool),
    base: &Url,
    clock: DefaultTime<'_>,
) -> Option<Show> {
    let table = fields.table("podcast")?;
    if format.is_some_and(|format| format != Format::Rss) {
        let message = "podcast in a feed that is not RSS".to_owned();
        invalid(fields, &table.span, message, "write format = \"rss\": podcast directories accept only RSS");
    }
    let mut inside = fields.inside(table.value);
    let image = url(&mut inside, "image", base);
    let categories = categories(&mut inside);
    let explicit = inside.boolean("explicit");
    let lacking: Vec<_> =
        REQUIRED.iter().map(|(key, _)| *key).filter(|key| is_lacking(&mut inside, key)).collect();
    report_lacking(&mut inside, &lacking, &table.span);
    if has_several {
        report_shared_guid(&mut inside);
    }
    let show = details(&mut inside, base, clock);
    let prefix = prefix(&mut inside, base);
    let value = |key: &&'static str| inside.value(key).map(|value| (*key, &value.span));
    let placed: Vec<_> = PLACED_KEYS.iter().filter_map(value).collect();
    let keys = placed.into_iter().map(|(key, span)| (key, inside.place(span))).collect();
    inside.finish(&UNKNOWN_SETTING);
    // What is lacking keeps the feed from being published, and its articles are checked all the same.
    let stand_in = |key: &str| lacking.contains(&key);
    let image = image.or_else(|| base.below("cover.jpg").ok().filter(|_| stand_in("image")))?;
    let explicit = explicit.or_else(|| stand_in("explicit").then_some(false))?;
    let first = categories.first().cloned();
    let first = first.or_else(|| stand_in("categories").then(|| Category::named("News")))?;
    let categories = if categories.is_empty() { vec![first.clone()] } else { categories };
    let podcast = Podcast { categories, ..Podcast::new(image, first, explicit) };
    let places = ShowPlaces { table: fields.place(&table.span), keys };
    Some(Show { podcast: show(podcast), prefix, places })
}

/// The keys that the finished feed may be wrong about.
const PLACED_KEYS: &[&str] = &["categories", "guid", "image", "trailer", "update-frequency"];

/// What to write for a key that directories require.
const REQUIRED: &[(&str, &str)] = &[
    ("image", "image = \"/cover.jpg\" (square, JPEG or PNG, 1400 to 3000 pixels)"),
    ("categories", "categories = [[\"Society & Culture\", \"Documentary\"]] (of Apple's list)"),
    ("explicit", "explicit = false (true if it is not for children)"),
];

/// Reports one identity for the shows of several feeds, which apps would take for one show.
fn report_shared_guid(fields: &mut Fields<'_, '_>) {
    let Some(span) = fields.value("guid").map(|value| value.span.clone()) else { return };
    let message = "every feed of `each` has the same `guid`, so apps would take them for one show".to_owned();
    let help = "remove `guid`: by default that of each feed is made of its URL; to pin them, write a [[feed]] for each show";
    invalid(fields, &span, message, help);
}

/// Whether a required key is absent, or has an empty list.
fn is_lacking(fields: &mut Fields<'_, '_>, key: &'static str) -> bool {
    let is_empty = |value: &Value<'_>| matches!(&value.node, Node::List(values) if values.is_empty());
    fields.value(key).is_none_or(is_empty)
}

fn report_lacking(fields: &mut Fields<'_, '_>, lacking: &[&str], span: &Range<usize>) {
    let lacking: Vec<_> = REQUIRED.iter().filter(|(key, _)| lacking.contains(key)).collect();
    let podcast = (&INCOMPLETE_PODCAST, "podcast", "directories");
    promise::report_lacking(fields, podcast, "[feed.podcast]", &lacking, span);
}

/// Apple's categories: each a name, or a list of a name and one below it.
fn categories(fields: &mut Fields<'_, '_>) -> Vec<Category> {
    let mut found = Vec::new();
    for value in fields.list("categories").unwrap_or_default() {
        let names: Vec<_> = value.items().iter().filter_map(|name| fields.as_text(name)).collect();
        found.extend(category(fields, &names, value));
    }
    found
}

fn category(fields: &mut Fields<'_, '_>, names: &[Located<&str>], value: &Value<'_>) -> Option<Category> {
    let text = names.iter().map(|name| name.value).collect::<Vec<_>>().join("/");
    if APPLE_CATEGORIES.contains(&text) {
        let (name, below) =
            text.split_once(BELOW).map_or((text.as_str(), None), |(name, below)| (name, Some(below)));
        return Some(Category { subcategory: below.map(Text::line), ..Category::named(name) });
    }
    let written = text.replace(BELOW, " > ");
    let known = APPLE_CATEGORIES.names().iter().copied();
    let below = known.clone().find(|name| name.rsplit(BELOW).next() == Some(text.as_str()));
    let help = match below.or_else(|| nearest(&text, known)) {
        Some(known) => format!("did you mean {}?", as_written(known)),
        None => format!("write one of Apple's categories, such as {}", as_written("News/Daily News")),
    };
    let at = Located { value: (), span: value.span.clone() };
    podcast::invalid(
        fields,
        &at,
        format!("`{}` is not one of Apple's categories", written.escape_debug()),
        &help,
    )
}

/// A category of Apple's list as the configuration has it.
fn as_written(known: &str) -> String {
    let names: Vec<_> = known.split(BELOW).map(|name| format!("\"{name}\"")).collect();
    format!("[{}]", names.join(", "))
}

/// What is not required, to be put into a show.
fn details(
    fields: &mut Fields<'_, '_>,
    base: &Url,
    clock: DefaultTime<'_>,
) -> impl FnOnce(Podcast) -> Podcast + use<> {
    let author = line(fields, "author");
    let owner = owner(fields);
    let order = fields.text("type").and_then(|order| one_of(fields, &order, SHOW_ORDERS));
    let [complete, block, locked] = ["complete", "block", "locked"].map(|key| fields.boolean(key));
    let new_feed_url = web_url(fields, "new-feed-url", base);
    let guid = guid(fields);
    let funding = podcast::funding(fields, base, &UNKNOWN_SETTING);
    let people = podcast::people(fields, base, &UNKNOWN_SETTING);
    let location = podcast::location(fields, &UNKNOWN_SETTING);
    let license = podcast::license(fields, base, &UNKNOWN_SETTING);
    let trailers = trailers(fields, base, clock);
    let medium = medium(fields);
    let txt = txt(fields);
    let update_frequency = update_frequency(fields);
    move |podcast| Podcast {
        author,
        owner,
        order: order.unwrap_or_default(),
        complete: complete.unwrap_or_default(),
        block: block.unwrap_or_default(),
        new_feed_url,
        guid,
        locked,
        funding,
        people,
        location,
        trailers,
        medium,
        license,
        txt,
        update_frequency,
        ..podcast
    }
}

fn owner(fields: &mut Fields<'_, '_>) -> Option<Person> {
    let table = fields.table("owner")?;
    let mut inside = fields.inside(table.value);
    let (name, email) = (line(&mut inside, "name"), inside.text("email"));
    let wrong = email.as_ref().filter(|email| !is_address(email.value));
    if let Some(wrong) = wrong {
        let message = format!("`{}` is not an email address", wrong.value.escape_debug());
        invalid(&mut inside, &wrong.span, message, "write it like name@example.org");
    }
    inside.finish(&UNKNOWN_SETTING);
    let Some(email) = email else {
        let message = "owner without `email`, which directories use to verify ownership".to_owned();
        invalid(fields, &table.span, message, "write email = \"name@example.org\"; it is public");
        return None;
    };
    Some(Person { email: Some(Text::line(email.value)), name: name.unwrap_or_default(), ..Person::named("") })
}

fn guid(fields: &mut Fields<'_, '_>) -> Option<Text> {
    let guid = fields.text("guid")?;
    if is_guid(guid.value) {
        return Some(Text::line(guid.value));
    }
    let message = format!("`{}` is not a UUID", guid.value.escape_debug());
    podcast::invalid(fields, &guid, message, "write the guid that the feed has, or remove it")
}

fn medium(fields: &mut Fields<'_, '_>) -> Option<Text> {
    let medium = fields.text("medium")?;
    if PODCAST_MEDIUMS.contains(medium.value) {
        return Some(Text::line(medium.value));
    }
    let help = match nearest(medium.value, PODCAST_MEDIUMS.names().iter().copied()) {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!("write one of {}", PODCAST_MEDIUMS.names().join(", ")),
    };
    podcast::invalid(fields, &medium, format!("unknown medium `{}`", medium.value.escape_debug()), &help)
}

fn trailers(fields: &mut Fields<'_, '_>, base: &Url, clock: DefaultTime<'_>) -> Vec<Trailer> {
    let mut found = Vec::new();
    for value in fields.list("trailer").unwrap_or_default() {
        let Some(table) = fields.as_table(value) else { continue };
        let mut inside = fields.inside(table.value);
        let src = url(&mut inside, "src", base);
        let title = line(&mut inside, "title");
        let published = inside.value("date").and_then(|date| instant(&mut inside, date, clock));
        let season = number(&mut inside, "season", 2);
        let bytes = inside.count("bytes", 12_345_678).map(|bytes| bytes.value).unwrap_or_default();
        inside.finish(&UNKNOWN_SETTING);
        missing(fields, value, "trailer", &["src", "title", "date"]);
        let (Some(src), Some(title), Some(published)) = (src, title, published) else { continue };
        let known = media_type::by_extension(src.path().rsplit('.').next().unwrap_or_default());
        let file = Enclosure::new(src, bytes, known.unwrap_or("audio/mpeg"));
        found.push(Trailer { title, season, ..Trailer::new(file, "", published) });
    }
    found
}

/// What dates mean that do not say all: the zone and the time of the site.
#[derive(Clone, Copy)]
pub(super) struct DefaultTime<'c> {
    pub(super) zone: Option<&'c Zone>,
    pub(super) time: NaiveTime,
}

impl DefaultTime<'_> {
    /// The instant of a local time; in UTC if the site has no zone.
    fn of(self, local: NaiveDateTime) -> DateTime<Utc> {
        match self.zone.and_then(|zone| zone.local(local)) {
            Some(Local::Once(instant) | Local::Twice(instant) | Local::Never(instant)) => instant.to_utc(),
            None => local.and_utc(),
        }
    }
}

/// A date; without a zone it is in that of the site.
fn instant(fields: &mut Fields<'_, '_>, value: &Value<'_>, clock: DefaultTime<'_>) -> Option<DateTime<Utc>> {
    let text = match &value.node {
        Node::Datetime(date) => date.to_string(),
        Node::Text(text) | Node::Plain(text) => text.to_string(),
        Node::Integer(_)
        | Node::Float(_)
        | Node::Boolean(_)
        | Node::List(_)
        | Node::Table(_)
        | Node::Computed(_) => {
            return fields.wrong(value, "a date, such as 2026-04-01");
        }
    };
    match written(&text) {
        Some(WrittenDate::Instant(instant)) => Some(instant.to_utc()),
        Some(WrittenDate::Local(local)) => Some(clock.of(local)),
        Some(WrittenDate::Date(day)) => Some(clock.of(day.and_time(clock.time))),
        None => {
            let at = Located { value: (), span: value.span.clone() };
            podcast::invalid(
                fields,
                &at,
                format!("`{}` is not a date", text.escape_debug()),
                "write it like 2026-04-01",
            )
        }
    }
}

fn txt(fields: &mut Fields<'_, '_>) -> Vec<Txt> {
    let mut found = Vec::new();
    for value in fields.list("txt").unwrap_or_default() {
        let Node::Table(table) = &value.node else {
            found.extend(fields.as_text(value).map(|text| Txt::new(text.value)));
            continue;
        };
        let mut inside = fields.inside(table);
        let (purpose, text) = (line(&mut inside, "purpose"), line(&mut inside, "value"));
        inside.finish(&UNKNOWN_SETTING);
        missing(fields, value, "txt", &["value"]);
        found.extend(text.map(|value| Txt { purpose, value, ..Txt::new("") }));
    }
    found
}

/// `update-frequency`: what to show for it, or a table with that and a recurrence rule.
fn update_frequency(fields: &mut Fields<'_, '_>) -> Option<UpdateFrequency> {
    let value = fields.value("update-frequency")?;
    let Node::Table(table) = &value.node else {
        return fields.as_text(value).map(|text| UpdateFrequency::new(text.value));
    };
    let mut inside = fields.inside(table);
    let (text, rrule) = (line(&mut inside, "text"), line(&mut inside, "rrule"));
    inside.finish(&UNKNOWN_SETTING);
    missing(fields, value, "update-frequency", &["text"]);
    Some(UpdateFrequency { rrule, text: text?, ..UpdateFrequency::new("") })
}

/// `enclosure-prefix`: the URL of a counting service, which stands before the address of each file.
fn prefix(fields: &mut Fields<'_, '_>, base: &Url) -> Option<Url> {
    let prefix = web_url(fields, "enclosure-prefix", base)?;
    let is_path = prefix.as_str().ends_with('/');
    if !is_path {
        let span = fields.key_span("enclosure-prefix").unwrap_or_default();
        invalid(
            fields,
            &span,
            "prefix without a slash at its end".to_owned(),
            &format!("write \"{prefix}/\""),
        );
    }
    Some(prefix)
}
