//! The fields of a head in, an article out. Defines every key of the metadata, its type and its meaning.

use std::borrow::Cow;
use std::ops::Range;

use chrono::{DateTime, FixedOffset, Utc};

use super::address::{self, Parts};
use super::dates::{self, Clock, Moment};
use super::values::{self, absolute_url, lines};
use super::{
    CONTRADICTING_KEYS, DATE_DIFFERS, EXPIRES_TOO_EARLY, INVALID_URL, MISSING_TITLE, UNKNOWN_KEY,
    UPDATED_BEFORE_DATE, identity,
};
use crate::diagnostic::{Diagnostic, Place};
use crate::feed::{Id, Text, Url};
use crate::site::article::{Article, KeyPlaces, Reason};
use crate::site::config::{Content, DateFrom, Site};
use crate::site::fields::{Fields, Located, people};
use crate::site::file_name::FileName;
use crate::site::files::Source;
use crate::site::slug::slug;

/// Help for keys of other programs.
const HINTS: &[(&str, &str)] = &[
    ("aliases", "remove it: redirects are up to the site; if the page moved, keep its `id`"),
    ("author", "write `authors`"),
    ("by", "write `authors`"),
    ("category", "write `categories`"),
    ("cover", "write `image`"),
    ("created", "write `date`"),
    ("excerpt", "write `summary`"),
    ("expiryDate", "write `expires`"),
    ("featured_image", "write `image`"),
    ("guid", "write `id`"),
    ("heroImage", "write `image`"),
    ("images", "write `image`"),
    ("keywords", "write `tags`"),
    ("lang", "write `language`"),
    ("last_modified_at", "write `updated`"),
    ("lastmod", "write `updated`"),
    ("locale", "write `language`"),
    ("modified", "write `updated`"),
    ("path", "write `url`"),
    ("permalink", "write `url`"),
    ("pubDate", "write `date`"),
    ("pubdate", "write `date`"),
    ("publishDate", "write `publish`, or `date`"),
    ("published", "write `date`, or `draft` if it is not published yet"),
    ("taxonomies", "write `tags` and `categories` as separate keys"),
    ("translationKey", "write `translations`"),
    ("updatedDate", "write `updated`"),
];

/// Keys that later stages may report findings about.
const PLACED_KEYS: &[&str] = &[
    "authors",
    "categories",
    "date",
    "enclosure",
    "expires",
    "id",
    "image",
    "language",
    "publish",
    "slug",
    "summary",
    "tags",
    "title",
    "translations",
    "updated",
    "url",
];

/// Reads all keys of a head. Mistakes are reported to `fields`.
pub(super) fn article(
    mut fields: Fields<'_, '_>,
    source: &Source,
    body_start: usize,
    site: &Site,
    content: &Content,
) -> Result<Box<Article>, Reason> {
    let file_name = FileName::of(source, site);
    let places = places(&fields);
    let title = fields.line("title");
    let (dates, draft, feed) =
        (dates(&mut fields, &file_name, site, content), fields.boolean("draft"), fields.boolean("feed"));
    let language =
        identity::language(&mut fields).or(file_name.language.clone()).or_else(|| site.language.clone());
    let slug = identity::slug(&mut fields).unwrap_or_else(|| slug(file_name.words()));
    let (url, id) = (identity::url(&mut fields, site), identity::id(&mut fields));
    let date = dates.date.unwrap_or_default();
    let parts = Parts { file_name: &file_name, slug: &slug, language: language.as_ref(), date };
    let permalink = url.unwrap_or_else(|| permalink(&mut fields, &parts, site, content));
    let article = Article {
        section: file_name.section().map(Cow::into_owned),
        id_is_pinned: id.is_some(),
        id: id.or_else(|| content.id.id_of(source)).unwrap_or_else(|| Id::permalink(&permalink)),
        translations: identity::translations(&mut fields, &file_name),
        title: title.clone().unwrap_or_default(),
        date,
        updated: dates.updated,
        summary: summary(&mut fields),
        authors: people::list(&mut fields, "authors", &UNKNOWN_KEY).unwrap_or_default(),
        tags: lines(&mut fields, "tags"),
        categories: lines(&mut fields, "categories"),
        draft: draft.unwrap_or_default(),
        publish: dates.publish.unwrap_or_else(|| date.to_utc()),
        expires: dates.expires,
        feed: feed.unwrap_or(true),
        rights: fields.line("rights"),
        license: absolute_url(&mut fields, "license"),
        image: values::image(&mut fields, &permalink),
        enclosure: values::enclosure(&mut fields, source, &permalink),
        origin: values::origin(&mut fields),
        comments: values::comments(&mut fields, &permalink),
        extra: extra(&mut fields),
        source: source.clone(),
        body_start,
        permalink,
        places,
        language,
        slug,
    };
    if dates.date.is_some() {
        identity::check_name(&mut fields, &file_name, &article);
    }
    let article = classify(&mut fields, article, title.is_some(), dates.date.is_some());
    fields.finish_with(&UNKNOWN_KEY, HINTS, "put keys of your own under `extra`; ");
    article.map(Box::new)
}

/// The page by the site's pattern. If the pattern is invalid, the site's URL stands in, so that other URLs can still be
/// resolved.
fn permalink(fields: &mut Fields<'_, '_>, parts: &Parts<'_>, site: &Site, content: &Content) -> Url {
    address::permalink(parts, site, content).unwrap_or_else(|error| {
        let message =
            format!("`{}` does not give a URL here: {error}", content.permalink.as_str().escape_debug());
        let finding = Diagnostic::new(&INVALID_URL, message).at(Place::file(fields.source().file));
        fields.found().push(finding.help("correct `permalink` in feedwright.toml, or write `url` here"));
        site.base_url.clone()
    })
}

/// A file without any date is a page, which needs no title.
fn classify(
    fields: &mut Fields<'_, '_>,
    article: Article,
    titled: bool,
    dated: bool,
) -> Result<Article, Reason> {
    if !dated {
        return Err(match (article.draft, article.feed) {
            (true, _) => Reason::Draft,
            (false, false) => Reason::Excluded,
            (false, true) => Reason::Undated,
        });
    }
    if !titled && fields.key_span("title").is_none() {
        let place = Place::at(fields.source().file, fields.source().span(0..0));
        let finding = Diagnostic::new(&MISSING_TITLE, "missing title");
        let (title, none) = (fields.pair("title", "\"…\""), fields.pair("title", "\"\""));
        let help = format!("add {title}, or {none} for an untitled note");
        fields.found().push(finding.at(place).help(help));
    }
    Ok(article)
}

fn places(fields: &Fields<'_, '_>) -> KeyPlaces {
    let mut values = Vec::with_capacity(fields.entries().len());
    for (key, _, value) in fields.entries() {
        let key = if key == "description" { "summary" } else { key.as_ref() };
        let known = PLACED_KEYS.iter().find(|known| **known == key);
        values.extend(known.map(|key| (*key, value.span.clone())));
    }
    KeyPlaces::new(fields.source().text, values)
}

/// The dates of an article.
#[derive(Default)]
struct Dates {
    date: Option<DateTime<FixedOffset>>,
    updated: Option<DateTime<Utc>>,
    publish: Option<DateTime<Utc>>,
    expires: Option<DateTime<Utc>>,
}

fn dates(fields: &mut Fields<'_, '_>, file_name: &FileName<'_>, site: &Site, content: &Content) -> Dates {
    let clock = Clock::new(site, content);
    let written = dates::read(fields, "date", clock);
    let date = date(fields, written.as_ref(), file_name, clock, content);
    let updated = dates::read(fields, "updated", clock);
    let publish = dates::read(fields, "publish", clock);
    let expires = dates::read(fields, "expires", clock);
    if let (Some(date), Some(updated)) = (date, &updated)
        && is_before(updated.value, date, clock)
    {
        let finding =
            Diagnostic::new(&UPDATED_BEFORE_DATE, format!("updated before it was published ({date})"));
        fields.report(finding.help("write a later `updated`, or remove it"), &updated.span);
    }
    let start = publish.as_ref().map(|publish| publish.value.instant).or(date);
    if let (Some(start), Some(expires)) = (start, &expires)
        && expires.value.instant <= start
    {
        let finding =
            Diagnostic::new(&EXPIRES_TOO_EARLY, format!("expires before it is published ({start})"));
        fields.report(finding.help("write a later `expires`, or remove it"), &expires.span);
    }
    let utc = |date: Option<Located<Moment>>| date.map(|date| date.value.instant.to_utc());
    Dates { date, updated: utc(updated), publish: utc(publish), expires: utc(expires) }
}

/// Whether an update precedes a date. A day without a time does not precede a time on the same day.
fn is_before(updated: Moment, date: DateTime<FixedOffset>, clock: Clock<'_>) -> bool {
    let same_day = updated.is_day && clock.is_on(&date, updated.instant.date_naive());
    updated.instant < date && !same_day
}

/// The date from the first source with one, in the configuration's order.
fn date(
    fields: &mut Fields<'_, '_>,
    written: Option<&Located<Moment>>,
    file_name: &FileName<'_>,
    clock: Clock<'_>,
    content: &Content,
) -> Option<DateTime<FixedOffset>> {
    let order = &content.date_from;
    let uses = |from: DateFrom| order.contains(&from);
    if let (Some(written), Some(named)) =
        (written.filter(|_| uses(DateFrom::Metadata)), file_name.date.filter(|_| uses(DateFrom::Filename)))
        && !clock.is_on(&written.value.instant, named)
    {
        let finding =
            Diagnostic::new(&DATE_DIFFERS, format!("the date differs from {named} in the file's name"));
        fields.report(finding.help("rename the file, or correct the date"), &written.span);
    }
    order.iter().find_map(|from| match from {
        DateFrom::Metadata => written.map(|written| written.value.instant),
        DateFrom::Filename => dates::from_name(fields, file_name.date?, &(0..0), clock),
    })
}

fn summary(fields: &mut Fields<'_, '_>) -> Option<Text> {
    let (summary, description) = (fields.line("summary"), fields.line("description"));
    if summary.is_some() && description.is_some() {
        let span = fields.key_span("description").unwrap_or(Range { start: 0, end: 0 });
        let finding =
            Diagnostic::new(&CONTRADICTING_KEYS, "both `summary` and `description`, which mean the same");
        fields.report(finding.help("remove one of the two"), &span);
    }
    summary.or(description).filter(|text| !text.is_blank())
}

fn extra(fields: &mut Fields<'_, '_>) -> serde_json::Value {
    let extra = fields.table("extra");
    extra.and_then(|table| serde_json::to_value(table.value).ok()).unwrap_or_default()
}
