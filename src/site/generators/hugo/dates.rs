//! The keys of a Hugo site that contain dates, in their order, and how dates are written.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};

use crate::site::date::{WrittenDate, written};
use crate::site::fields::{Node, Value};
use crate::site::generators::settings::Settings;
use crate::site::rules::{Name, PageParts, said_truth};

/// The key under which the date in a file's name stands.
pub(super) const FILENAME: &str = ":filename";

/// The default for a date.
const DEFAULT: &str = ":default";

/// The keys of one date.
struct Order {
    /// Its name in the configuration.
    theirs: &'static str,
    /// Our key.
    ours: &'static str,
    default: &'static [&'static str],
}

const ORDERS: &[Order] = &[
    Order { theirs: "date", ours: "date", default: &["date", "publishdate", "lastmod"] },
    Order { theirs: "publishDate", ours: "publish", default: &["publishdate", "date"] },
    Order { theirs: "lastmod", ours: "updated", default: &["lastmod"] },
    Order { theirs: "expiryDate", ours: "expires", default: &["expirydate"] },
];

/// Other names of keys.
const ALIASES: &[(&str, &[&str])] = &[
    ("publishdate", &["pubdate", "published"]),
    ("lastmod", &["modified"]),
    ("expirydate", &["unpublishdate"]),
];

/// Forms of dates besides the usual ones.
const LOCAL_FORMS: &[&str] = &["%a %b %e %H:%M:%S %Y", "%a %b %e %H:%M:%S UTC %Y"];

/// The keys of dates, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Dates {
    orders: Vec<(&'static str, Vec<String>)>,
}

impl Dates {
    pub(super) fn of(settings: &Settings) -> Dates {
        let order = |order: &Order| {
            let own = settings.list(&["frontmatter", order.theirs]);
            let default = || order.default.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
            let expanded = own.iter().flat_map(|key| match key.to_lowercase() {
                key if key == DEFAULT => default(),
                key => vec![key],
            });
            let keys: Vec<_> = if own.is_empty() { default() } else { expanded.collect() };
            (order.ours, with_aliases(keys))
        };
        Dates { orders: ORDERS.iter().map(order).collect() }
    }

    /// Our names of these keys. That an article is published at its date needs no name.
    pub(super) fn names(&self) -> Vec<Name> {
        let date = self.keys("date");
        let is_default = |key: &String, ours: &str| {
            ours == "publish" && key == "date" && date.first().is_some_and(|first| first == "date")
        };
        let name = |key: &String, ours: &'static str| Name {
            theirs: Cow::Owned(key.clone()),
            ours: Cow::Borrowed(ours),
            read: self::date,
        };
        let of = |(ours, keys): &(&'static str, Vec<String>)| {
            let read = keys.iter().filter(|key| !is_default(key, ours)).map(|key| name(key, ours));
            read.collect::<Vec<_>>()
        };
        self.orders.iter().flat_map(of).collect()
    }

    /// Whether the date in a file's name counts anywhere.
    pub(super) fn use_names(&self) -> bool {
        self.orders.iter().any(|(_, keys)| keys.iter().any(|key| key == FILENAME))
    }

    /// The words of a file's name behind its date, if that is a date of the article: they are its slug.
    pub(super) fn words<'p>(&self, parts: &PageParts<'p>) -> Option<&'p str> {
        let wins = |(_, keys): &(&str, Vec<String>)| {
            let first = keys.iter().find(|key| parts.head.get(key).and_then(|value| date(value)).is_some());
            first.is_some_and(|key| key == FILENAME)
        };
        let (_, words) = date_in_name(parts.file_name.name)?;
        (self.orders.iter().any(wins) && !words.is_empty()).then_some(words)
    }

    fn keys(&self, ours: &str) -> &[String] {
        self.orders.iter().find(|(name, _)| *name == ours).map_or(&[], |(_, keys)| keys)
    }
}

fn with_aliases(keys: Vec<String>) -> Vec<String> {
    let aliases =
        |key: &str| ALIASES.iter().find(|(name, _)| *name == key).map_or(&[][..], |(_, names)| names);
    let mut all: Vec<String> = Vec::new();
    for key in keys {
        let more = aliases(&key).iter().map(|alias| (*alias).to_owned());
        for key in std::iter::once(key.clone()).chain(more) {
            if !all.contains(&key) {
                all.push(key);
            }
        }
    }
    all
}

/// A date. A truth, an empty text, and the year 1, which is none to Hugo, are not dates.
fn date<'v>(value: &'v Value<'v>) -> Option<Value<'v>> {
    let node = match &value.node {
        Node::Text(text) | Node::Plain(text) => {
            let is_none =
                text.trim().is_empty() || text.starts_with("0001-01-01") || said_truth(value).is_some();
            return (!is_none).then(|| value.borrowed());
        }
        Node::Datetime(datetime) => {
            let is_none = datetime.date.is_none_or(|date| date.year == 1);
            return (!is_none).then(|| value.borrowed());
        }
        Node::Integer(seconds) => Node::Plain(seconds.to_string().into()),
        Node::Float(_) | Node::Boolean(_) | Node::List(_) | Node::Table(_) | Node::Computed(_) => {
            return None;
        }
    };
    Some(Value { node, span: value.span.clone() })
}

/// The date at the beginning of a name, `2026-04-01` or `2026-04-01-18-30-00`, and the words behind it.
pub(super) fn date_in_name(name: &str) -> Option<(String, &str)> {
    let (day, rest) = name.split_at_checked("2026-04-01".len())?;
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().filter(|parsed| parsed.to_string() == day)?;
    let time = rest.split_at_checked("-18-30-00".len()).and_then(|(time, rest)| {
        let time = chrono::NaiveTime::parse_from_str(time, "-%H-%M-%S").ok()?;
        Some((format!("{day}T{time}"), rest))
    });
    let (date, rest) = time.unwrap_or_else(|| (day.to_string(), rest));
    Some((date, rest.trim_matches([' ', '-', '_'])))
}

/// Reads forms that only Hugo accepts: Unix times, and those of Go.
pub(super) fn read(text: &str, is_plain: bool) -> Option<WrittenDate> {
    let seconds = text.parse::<i64>().ok().filter(|_| is_plain);
    if let Some(seconds) = seconds {
        return DateTime::from_timestamp(seconds, 0)
            .map(|instant| WrittenDate::Instant(instant.fixed_offset()));
    }
    // As all of these forms have.
    if !text.contains(' ') || !text.contains(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    // As Go shows times: an offset, and the name of its zone.
    let named = text.rsplit_once(' ').filter(|(_, zone)| zone.chars().all(|c| c.is_ascii_uppercase()));
    let with_offset =
        named.and_then(|(before, _)| written(before)).filter(|date| matches!(date, WrittenDate::Instant(_)));
    let local = LOCAL_FORMS.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    let weekday = || NaiveDateTime::parse_from_str(text, "%A, %d-%b-%y %H:%M:%S %Z").ok();
    let utc = weekday().map(|local| WrittenDate::Instant(Utc.from_utc_datetime(&local).fixed_offset()));
    let day = || NaiveDate::parse_from_str(text, "%d %b %Y").ok().map(WrittenDate::Date);
    local.map(WrittenDate::Local).or(utc).or_else(day).or(with_offset)
}
