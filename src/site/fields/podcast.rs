//! The keys that a show and its episodes have in common in, what podcast apps show of them out.

use super::{Fields, Located, Node, Table, Value};
use crate::check::registries::SPDX_LICENSES;
use crate::diagnostic::{Code, Diagnostic, codes, nearest};
use crate::feed::podcast::{Credit, EpisodeKind, Funding, License, Location, ShowOrder};
use crate::feed::{GeoPoint, Text, Url};

codes! {
    INVALID_PODCAST "invalid-podcast-value" Error "value that podcast directories or apps reject" "Apple Podcasts; Podcasting 2.0";
}

/// The values of `type` of a show.
pub(crate) const SHOW_ORDERS: &[(&str, ShowOrder)] =
    &[("episodic", ShowOrder::Episodic), ("serial", ShowOrder::Serial)];

/// The values of `type` of an episode.
pub(crate) const EPISODE_KINDS: &[(&str, EpisodeKind)] =
    &[("full", EpisodeKind::Full), ("trailer", EpisodeKind::Trailer), ("bonus", EpisodeKind::Bonus)];

/// `person`: names, or tables with a name.
pub(crate) fn people(fields: &mut Fields<'_, '_>, site: &Url, unknown: &'static Code) -> Vec<Credit> {
    let credit = |inside: &mut Fields<'_, '_>, name: Text| Credit {
        role: line(inside, "role").map(|role| lower(&role)),
        group: line(inside, "group").map(|group| lower(&group)),
        url: web_url(inside, "url", site),
        image: web_url(inside, "image", site),
        ..named(name)
    };
    let named = |name: Text| named(name);
    named_list(fields, "person", unknown, credit, named)
}

fn named(name: Text) -> Credit {
    Credit { name, ..Credit::named("") }
}

/// Roles and groups are compared in lower case (Podcasting 2.0 person).
fn lower(text: &Text) -> Text {
    Text::line(&text.as_str().to_lowercase())
}

/// `location`: a name, or a table with one.
pub(crate) fn location(fields: &mut Fields<'_, '_>, unknown: &'static Code) -> Option<Location> {
    let place = |inside: &mut Fields<'_, '_>, name: Text| Location {
        geo: geo(inside),
        osm: osm(inside),
        ..Location { name, ..Location::named("") }
    };
    let named = |name: Text| Location { name, ..Location::named("") };
    named_one(fields, "location", unknown, place, named)
}

/// A geo URI (RFC 5870), or only its numbers, as in `place` of an article.
fn geo(fields: &mut Fields<'_, '_>) -> Option<Text> {
    let text = fields.text("geo")?;
    let written = text.value.trim();
    let uri = written.strip_prefix("geo:").unwrap_or(written);
    let (numbers, rest) = uri.split_at(uri.find([';', '?']).unwrap_or(uri.len()));
    let numbers: Vec<_> = numbers.split(',').map(str::trim).collect();
    let parsed: Vec<f64> = numbers.iter().filter_map(|number| number.parse().ok()).collect();
    let point = match parsed.as_slice() {
        [latitude, longitude] | [latitude, longitude, _] => GeoPoint::new(*latitude, *longitude),
        _ => None,
    };
    if point.is_none() || parsed.len() < numbers.len() {
        let message = format!("`{}` is not a latitude and a longitude", text.value.escape_debug());
        return invalid(fields, &text, message, "write them in degrees: \"-6.2088, 106.8456\"");
    }
    Some(Text::line(&format!("geo:{}{rest}", numbers.join(","))))
}

/// An object of `OpenStreetMap` (Podcasting 2.0 location): `R113314`, or the address of its page.
fn osm(fields: &mut Fields<'_, '_>) -> Option<Text> {
    let text = fields.text("osm")?;
    let object = osm_object(text.value.trim());
    if object.is_none() {
        let message = format!("`{}` is not an object of OpenStreetMap", text.value.escape_debug());
        let help = "write N, W or R for a node, a way or a relation, and its number: \"R113314\"";
        return invalid(fields, &text, message, help);
    }
    object.map(|object| Text::line(&object))
}

fn osm_object(text: &str) -> Option<String> {
    let page = ["https://www.openstreetmap.org/", "https://openstreetmap.org/"];
    let path = page.iter().find_map(|page| text.strip_prefix(page)).map(|path| path.trim_end_matches('/'));
    let (kind, number) = match path {
        Some(path) => path.split_once('/')?,
        None => text.split_at_checked(1)?,
    };
    let (_, letter) = OSM_KINDS.iter().find(|(name, letter)| [*name, *letter].contains(&kind))?;
    // A revision may follow.
    let mut numbers = number.split('#');
    let is_number = |number: &str| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (numbers.by_ref().take(2).all(is_number) && numbers.next().is_none()).then(|| format!("{letter}{number}"))
}

/// The kinds of objects of `OpenStreetMap`, by the names in the addresses of their pages.
const OSM_KINDS: &[(&str, &str)] = &[("node", "N"), ("way", "W"), ("relation", "R")];

/// `license`: an SPDX identifier, or a table with a name and a URL.
pub(crate) fn license(fields: &mut Fields<'_, '_>, site: &Url, unknown: &'static Code) -> Option<License> {
    let with_url = |inside: &mut Fields<'_, '_>, name: Text| License {
        url: web_url(inside, "url", site),
        ..License { name, ..License::named("") }
    };
    // Identifiers are in lower case (Podcasting 2.0 license).
    let named = |name: Text| License { name: lower(&name), ..License::named("") };
    let license = named_one(fields, "license", unknown, with_url, named)?;
    if license.url.is_some() {
        return Some(license);
    }
    let id = lower(&license.name);
    if SPDX_LICENSES.contains(id.as_str()) {
        return Some(License { name: id, ..license });
    }
    // `Ours` is near to some identifier, too.
    let is_like_one = id.as_str().contains(|c: char| c == '-' || c.is_ascii_digit());
    let candidates = SPDX_LICENSES.names().iter().copied().filter(|_| is_like_one);
    let help = match nearest(id.as_str(), candidates) {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!(
            "write an SPDX identifier, such as `cc-by-4.0`, or its address, too: {{ {}, {} }}",
            fields.pair("name", "\"…\""),
            fields.pair("url", "\"https://…\"")
        ),
    };
    let value = fields.value("license")?;
    let name = value.as_text().map_or(license.name.as_str(), str::trim);
    let at = Located { value: (), span: value.span.clone() };
    let message = format!("`{}` is not an SPDX identifier, and has no `url`", name.escape_debug());
    invalid(fields, &at, message, &help)
}

/// `funding`: tables with a URL and what to show for it.
pub(crate) fn funding(fields: &mut Fields<'_, '_>, site: &Url, unknown: &'static Code) -> Vec<Funding> {
    let mut found = Vec::new();
    for value in fields.list("funding").unwrap_or_default() {
        let Some(table) = fields.as_table(value) else { continue };
        let mut inside = fields.inside(table.value);
        let (url, text) = (web_url(&mut inside, "url", site), line(&mut inside, "text"));
        inside.finish(unknown);
        missing(fields, value, "funding", &["url", "text"]);
        let whole = url.zip(text);
        found.extend(whole.map(|(url, text)| Funding { text, ..Funding::new(url, "") }));
    }
    found
}

/// The values of a key: names, or tables with a name.
fn named_list<T>(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    unknown: &'static Code,
    of_table: impl Fn(&mut Fields<'_, '_>, Text) -> T,
    of_name: impl Fn(Text) -> T,
) -> Vec<T> {
    let values = fields.list(key).unwrap_or_default().iter();
    values.filter_map(|value| named_value(fields, (key, value), unknown, &of_table, &of_name)).collect()
}

/// The only value of a key: a name, or a table with a name.
fn named_one<T>(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    unknown: &'static Code,
    of_table: impl Fn(&mut Fields<'_, '_>, Text) -> T,
    of_name: impl Fn(Text) -> T,
) -> Option<T> {
    let value = fields.value(key)?;
    if let Node::List(values) = &value.node {
        let help = format!("write the one that matters most: {}", fields.pair(key, "\"…\""));
        return if values.is_empty() { None } else { fields.wrong_with(value, "a single value", help) };
    }
    named_value(fields, (key, value), unknown, of_table, of_name)
}

fn named_value<T>(
    fields: &mut Fields<'_, '_>,
    (key, value): (&'static str, &Value<'_>),
    unknown: &'static Code,
    of_table: impl Fn(&mut Fields<'_, '_>, Text) -> T,
    of_name: impl Fn(Text) -> T,
) -> Option<T> {
    let Node::Table(table) = &value.node else {
        let name = fields.as_text(value)?;
        return Some(fields.clean(&name)).filter(|name| !name.is_blank()).map(of_name);
    };
    let mut inside = fields.inside(table);
    let name = line(&mut inside, "name");
    let made = of_table(&mut inside, name.clone().unwrap_or_default());
    inside.finish(unknown);
    if name.is_none() {
        missing(fields, value, key, &["name"]);
    }
    name.map(|_| made)
}

/// A line of text that is not blank.
pub(crate) fn line(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Text> {
    fields.line(key).filter(|text| !text.is_blank())
}

/// An http or https URL, or a path on the site.
pub(crate) fn web_url(fields: &mut Fields<'_, '_>, key: &'static str, site: &Url) -> Option<Url> {
    let text = fields.text(key)?;
    match site.named(text.value) {
        Ok(url) if url.is_web() => Some(url),
        Ok(_) | Err(_) => {
            let message = format!("`{}` is not a URL that apps can open", text.value.escape_debug());
            let help = "write an absolute URL, with https://, or a path on the site, which begins with `/`";
            invalid(fields, &text, message, help)
        }
    }
}

/// Reports a value that directories or apps reject.
pub(crate) fn invalid<T, V>(
    fields: &mut Fields<'_, '_>,
    value: &Located<V>,
    message: String,
    help: &str,
) -> Option<T> {
    fields.report(Diagnostic::new(&INVALID_PODCAST, message).help(help), &value.span);
    None
}

/// Reports a table that lacks keys which it must have.
pub(crate) fn missing(fields: &mut Fields<'_, '_>, value: &Value<'_>, name: &str, required: &[&str]) {
    let table = value.as_table();
    let lacks = |key: &&&str| table.is_none_or(|table: &Table<'_>| table.get(key).is_none());
    let lacking: Vec<_> = required.iter().filter(lacks).map(|key| format!("`{key}`")).collect();
    if lacking.is_empty() {
        return;
    }
    let message = format!("`{name}` without {}", lacking.join(" and "));
    let pairs: Vec<_> = required.iter().map(|key| fields.pair(key, "\"…\"")).collect();
    let help = format!("write {}", pairs.join(", "));
    fields.report(Diagnostic::new(&INVALID_PODCAST, message).help(help), &value.span);
}

/// A number from 1; `example` is one, for help texts.
pub(crate) fn number(fields: &mut Fields<'_, '_>, key: &'static str, example: u64) -> Option<u32> {
    let count = fields.positive(key, example, &INVALID_PODCAST)?;
    u32::try_from(count.value).ok().or_else(|| {
        let help = format!("write a number such as {}", fields.pair(key, &example.to_string()));
        invalid(fields, &count, format!("`{key}` is {}, which is too large", count.value), &help)
    })
}

/// The value of a keyword.
pub(crate) fn one_of<T: Copy>(
    fields: &mut Fields<'_, '_>,
    word: &Located<&str>,
    names: &[(&'static str, T)],
) -> Option<T> {
    let known = names.iter().find(|(name, _)| *name == word.value);
    if known.is_none() {
        let quoted: Vec<_> = names.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        let (last, others) =
            quoted.split_last().map_or(("", [].as_slice()), |(last, rest)| (last.as_str(), rest));
        let list = format!("{} or {last}", others.join(", "));
        let message = format!("expected {list}, found `{}`", word.value.escape_debug());
        return invalid(fields, word, message, &format!("write {list}"));
    }
    known.map(|(_, value)| *value)
}
