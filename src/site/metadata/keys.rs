//! The fields of a head in, an article out. Defines every key of the metadata, its type and its meaning.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use chrono::{DateTime, FixedOffset, Utc};

use super::address::{self, Parts};
use super::date_sources::DateSources;
use super::dates::{self, Clock, Moment};
use super::values::{self, Bases, lines};
use super::{
    Body, COMPUTED_ADDRESS, CONTRADICTING_KEYS, Context, DOUBTFUL_METADATA, EXPIRES_TOO_EARLY, INVALID_DATE,
    INVALID_URL, MISSING_TITLE, MISSPELLED_KEY, UNKNOWN_KEY, UPDATED_BEFORE_DATE, episode, identity, news,
};
use crate::diagnostic::{Diagnostic, Place, timestamp};
use crate::feed::{Id, Text, Url};
use crate::site::article::{Article, EnclosureRef, EpisodeRef, KeyPlaces, Listing, Reason, TextFrom};
use crate::site::config::{BodyFrom, Content, Site};
use crate::site::fields::{Fields, Hints, Located, Table, Value, people};
use crate::site::file_name::FileName;
use crate::site::files::Source;
use crate::site::heads::HeadForm;
use crate::site::id_policy::IdParts;
use crate::site::rules::{self, Excerpt, ListedBy, PageLocation, SiteRules, Ties};
use crate::site::section_texts::SectionTexts;
use crate::site::slug::slug;

/// Help for keys of other programs.
const HINTS: &[(&str, &str)] = &[
    ("aliases", "remove it: redirects are up to the site; if the page moved, keep its `id`"),
    ("alt", "write it as `alt` of `image`, beside its `src`"),
    ("author", "write `authors`"),
    ("by", "write `authors`"),
    ("bytes", "write it as `bytes` of `enclosure`, beside its `src`"),
    ("caption", "write it as `caption` of `image`, beside its `src`"),
    ("category", "write `categories`"),
    ("chapters", "write it as `chapters` of `episode`"),
    ("copyright", "write `rights`, or write it as `copyright` of `image`"),
    ("cover", "write `image`"),
    ("created", "write `date`"),
    ("credit", "write it as `credit` of `image`, beside its `src`"),
    ("duration", "write it as `duration` of `enclosure`, beside its `src`"),
    ("excerpt", "write `summary`"),
    ("explicit", "write it as `explicit` of `episode`"),
    ("externalLink", "write `url`"),
    ("external_link", "write `url`"),
    ("external_url", "write `url`"),
    ("featured_image", "write `image`"),
    ("guid", "write `id`"),
    ("heroImage", "write `image`"),
    ("keywords", "write `tags`"),
    ("lang", "write `language`"),
    ("last_modified_at", "write `updated`"),
    ("lastmod", "write `updated`"),
    ("link", "write `url`"),
    ("linkUrl", "write `url`"),
    ("link_url", "write `url`"),
    ("locale", "write `language`"),
    ("modified", "write `updated`"),
    ("name", "write `title`"),
    ("path", "write `url`"),
    ("permalink", "write `url`"),
    ("pubDate", "write `date`"),
    ("pubdate", "write `date`"),
    ("published", "write `date`, or `draft` if it is not published yet"),
    ("redirect", "write `url`"),
    ("redirect_to", "write `url`"),
    ("redirect_url", "write `url`"),
    ("season", "write it as `season` of `episode`"),
    ("soundbite", "write it as `soundbite` of `episode`"),
    ("stage", "write `draft` if it is not published yet, or put it under `extra`"),
    ("state", "write `draft` if it is not published yet, or put it under `extra`"),
    ("taxonomies", "write `tags` and `categories` as separate keys"),
    ("transcript", "write it as `transcript` of `episode`"),
    ("translationKey", "write `translations`"),
    ("updatedDate", "write `updated`"),
];

/// Keys that later stages may report findings about.
const PLACED_KEYS: &[&str] = &[
    "authors",
    "categories",
    "comments",
    "date",
    "enclosure",
    "episode",
    "expires",
    "id",
    "image",
    "images",
    "language",
    "license",
    "publish",
    "rights",
    "slug",
    "source",
    "summary",
    "tags",
    "title",
    "translations",
    "updated",
    "url",
];

/// The keys of tables among them, with their names.
const PLACED_INSIDE: &[(&str, &str, &str)] = &[
    ("enclosure", "src", "enclosure.src"),
    ("enclosure", "type", "enclosure.type"),
    ("episode", "image", "episode.image"),
    ("episode", "number", "episode.number"),
    ("episode", "soundbite", "episode.soundbite"),
    ("image", "alt", "image.alt"),
    ("image", "caption", "image.caption"),
    ("image", "copyright", "image.copyright"),
    ("image", "credit", "image.credit"),
];

/// Why a file is not an article, and the address of its page, if it lacks only a date.
pub(super) type NoArticle = (Reason, Option<Url>);

/// Reads all keys of a head, which the site itself knows as `head`. Mistakes are reported to `fields`.
pub(super) fn article(
    mut fields: Fields<'_, '_>,
    head: &Table<'_>,
    source: &Source,
    body: &Body<'_>,
    context: Context<'_>,
    is_withheld: bool,
) -> Result<Box<Article>, NoArticle> {
    let Context { site, content, .. } = context;
    let rules = &content.rules;
    let file_name = FileName::of(&source.path, &rules.names, |tag| site.has_language(tag));
    let places = context.keeps_places.then(|| places(&fields, head, source.head == HeadForm::Tags));
    let title = title(&mut fields, body.heading.as_deref(), rules, &file_name);
    let dates = dates(&mut fields, head, source, &file_name, context);
    let (draft, feed) = (fields.boolean("draft"), fields.boolean("feed"));
    let language =
        identity::language(&mut fields).or(file_name.language.clone()).or_else(|| site.language.clone());
    let slug = identity::slug(&mut fields).unwrap_or_else(|| slug(file_name.words(content.rules.names.date)));
    let (url, id) = (identity::url(&mut fields, site), identity::id(&mut fields));
    let id = id.or_else(|| Some(content.pins.as_ref()?.1.get(&*source.path)?.id.clone()));
    let (id_is_pinned, is_titled, is_dated) = (id.is_some(), title.is_some(), dates.own().is_some());
    let (date, published) = (dates.own().unwrap_or_default(), dates.start().unwrap_or_default());
    let (tags, categories) = (lines(&mut fields, "tags"), lines(&mut fields, "categories"));
    let named: Vec<_> = categories.iter().map(Text::as_str).collect();
    let parts = rules::PageParts {
        path: &source.path,
        file_name: &file_name,
        head,
        has_head: body.start > 0 || source.sidecar().is_some(),
        title: title.as_ref().map_or("", Text::as_str),
        date: if rules.dates.is_local { site.at(date.to_utc()) } else { date },
        language: language.as_ref(),
        is_site_language: language.is_none() || language == site.language,
        categories: &named,
    };
    let is_built = rules.is_built.as_ref().is_none_or(|is_built| is_built(&parts));
    let listed_title = listed_title(head, parts.title, rules.ties);
    let mut listing = listing(&parts, rules);
    let shared = rules.translation.as_ref().and_then(|of| of(&parts)).filter(|key| !key.is_empty());
    let known = url.or_else(|| body.page.cloned());
    let (permalink, own_id) = address(&mut fields, known, &parts, (&slug, is_dated), context, &mut listing)?;
    let id = id.or(own_id).or_else(|| id_by_policy((site, content), source, (&permalink, &slug), parts.date));
    let bases = Bases { page: &permalink, site: &site.base_url };
    let (enclosures, episode) = media(&mut fields, source, bases);
    let article = Article {
        section: file_name.section().map(Cow::into_owned),
        id_is_pinned,
        id: id.unwrap_or_else(|| Id::permalink(&permalink)),
        translations: identity::translations(&mut fields, &file_name, &rules.names, shared),
        is_built,
        text_from: if body.is_page { TextFrom::OwnPage } else { text_from(&permalink, is_built, context) },
        title: shown(title.unwrap_or_default(), rules),
        // An article is public from its publication on, and its `date` may be later.
        date: date_by(rules.dated_by, (published, date.min(published)), dates.updated),
        listed: date_by(rules.lists_by, (published, date), dates.updated),
        updated: dates.updated,
        summary: summary(&mut fields),
        notes: None,
        authors: people::list(&mut fields, "authors", bases.site, &UNKNOWN_KEY).unwrap_or_default(),
        tags,
        unlisted: unlisted(head, rules),
        categories,
        draft: draft.unwrap_or_default(),
        publish: if rules.shows_future { DateTime::<Utc>::MIN_UTC } else { published.to_utc() },
        expires: dates.expires,
        feed: feed.unwrap_or(true),
        rights: fields.line("rights"),
        license: values::license(&mut fields, bases.site),
        images: values::images(&mut fields, bases),
        dateline: fields.line("dateline").filter(|text| !text.is_blank()),
        event_place: news::place(&mut fields),
        correction: news::correction(&mut fields, dates.updated.is_some()),
        enclosures,
        episode,
        origin: values::origin(&mut fields),
        comments: values::comments(&mut fields, bases),
        extra: extra(&mut fields),
        source: source.clone(),
        body_start: body.start,
        terms: rules.taxonomies.iter().map(|key| terms(head, key)).collect(),
        term_weights: term_weights(head, rules),
        listed_title,
        excerpt: rules.excerpt_key.and_then(|key| head.get(key)?.as_text()).map(Excerpt::at),
        listing,
        permalink,
        places: places.unwrap_or_default(),
        language,
        slug,
    };
    let is_misdated =
        doubt(&mut fields, &article, &file_name, (dates.doubts, is_dated, is_withheld), content);
    let reason = why_no_article(&mut fields, &article, is_titled, is_dated);
    let reason = if is_misdated && reason == Some(Reason::Undated) { Some(Reason::Invalid) } else { reason };
    finish(fields, head, rules);
    match reason {
        None => Ok(Box::new(article)),
        Some(reason) => Err((reason, (reason != Reason::Draft).then_some(article.permalink))),
    }
}

/// The page of an article, which is known or else where the site or the configuration puts it, and the id that the site
/// gives it.
fn address(
    fields: &mut Fields<'_, '_>,
    known: Option<Url>,
    parts: &rules::PageParts<'_>,
    (slug, is_dated): (&str, bool),
    Context { site, content, .. }: Context<'_>,
    listing: &mut Listing,
) -> Result<(Url, Option<Id>), NoArticle> {
    if content.rules.leaves_out.as_ref().is_some_and(|leaves_out| leaves_out(parts)) {
        return Err((Reason::Excluded, None));
    }
    match (known, &content.rules.page) {
        (Some(url), _) => Ok((url, None)),
        (None, Some(page)) => {
            let page = page(parts);
            // What has no date is in no feed, so its address does not matter.
            listing.has_computed_page = is_dated && matches!(page, PageLocation::Computed(_));
            page_of(fields, page, parts, (site, content), listing)
        }
        (None, None) => {
            let rules::PageParts { file_name, language, .. } = *parts;
            let parts = Parts { file_name, slug, language, date: parts.date };
            Ok((permalink(fields, &parts, site, content), None))
        }
    }
}

/// One of the dates of an article: that of publication, its `date`, or that of its last change.
fn date_by(
    by: ListedBy,
    (published, date): (DateTime<FixedOffset>, DateTime<FixedOffset>),
    updated: Option<DateTime<Utc>>,
) -> DateTime<FixedOffset> {
    match by {
        ListedBy::Published => published,
        ListedBy::Date => date,
        ListedBy::Updated => updated.map_or(published, |updated| updated.fixed_offset()),
    }
}

/// Reads what a head says about a section, if an article with that head would be public at `now`.
pub(super) fn section(
    mut fields: Fields<'_, '_>,
    head: &Table<'_>,
    source: &Source,
    context: Context<'_>,
    now: DateTime<Utc>,
) -> Option<SectionTexts> {
    let Context { site, content, .. } = context;
    let rules = &content.rules;
    let file_name = FileName::of(&source.path, &rules.names, |tag| site.has_language(tag));
    let dates = dates(&mut fields, head, source, &file_name, context);
    let published = dates.start().filter(|_| !rules.shows_future);
    let is_early = published.is_some_and(|published| published.to_utc() > now);
    let is_late = dates.expires.is_some_and(|expires| expires <= now);
    let title = fields.line("title").filter(|title| !title.is_blank());
    let texts = SectionTexts { title, description: summary(&mut fields) };
    (!is_early && !is_late).then_some(texts)
}

/// The files that come with an article, and what it says about them as an episode.
fn media(
    fields: &mut Fields<'_, '_>,
    source: &Source,
    bases: Bases<'_>,
) -> (Vec<EnclosureRef>, Option<Box<EpisodeRef>>) {
    let mut enclosures = values::enclosures(fields, source, bases);
    let (episode, seconds) = episode::read(fields, bases);
    if let Some(first) = enclosures.first_mut() {
        first.seconds = first.seconds.or(seconds);
    }
    (enclosures, episode)
}

/// Reports the keys that are not known: as errors, if they may be meant to withhold the article.
fn finish(mut fields: Fields<'_, '_>, head: &Table<'_>, rules: &SiteRules) {
    if fields.are_all_known() {
        return;
    }
    // Keys that may withhold are known, whether they do so or not.
    for key in rules::withholding_keys().filter(|key| head.get(key).is_some()) {
        fields.value(key);
    }
    let syntax = fields.syntax();
    let meant = |key: &str, value: &Value<'_>, known: &[&'static str]| {
        if rules.keys.is_open {
            return None;
        }
        if let Some(finding) = noindex(key, value, &syntax.pair("draft", "true")) {
            return Some(finding);
        }
        let meant = rules::meant(key, value, known, head)?;
        let message = format!("unknown key `{key}`, which may be meant to withhold the article");
        let advice = match meant.value {
            Some(value) => format!("write `{}`.", syntax.pair(meant.key, value)),
            None => format!("did you mean `{}`?", meant.key),
        };
        let help = format!(
            "{advice} If the key has another meaning, put it under `extra`, or list it in `ignore-keys` under [content]"
        );
        Some(Diagnostic::new(&MISSPELLED_KEY, message).help(help))
    };
    let otherwise = "put your own keys under `extra`; ";
    fields.finish_with(&UNKNOWN_KEY, &Hints { of_keys: HINTS, otherwise, meant: &meant });
}

/// Where the text is: that of a link, and of an article that the site makes no page of, is in its source.
fn text_from(permalink: &Url, is_built: bool, context: Context<'_>) -> TextFrom {
    let is_on_site = permalink.as_str().starts_with(context.site.base_url.as_str());
    match context.content.body_from {
        BodyFrom::Page if is_on_site && is_built => TextFrom::Page,
        BodyFrom::Page | BodyFrom::Source => TextFrom::Source,
    }
}

/// The title, or what stands for one on the site.
fn title(
    fields: &mut Fields<'_, '_>,
    heading: Option<&str>,
    rules: &SiteRules,
    file_name: &FileName<'_>,
) -> Option<Text> {
    let by_default = || rules.default_title.as_ref().map(|title| Text::line(&title(file_name)));
    fields.line("title").or_else(|| heading.map(Text::line)).or_else(by_default)
}

/// The terms that a key contains.
fn terms(head: &Table<'_>, key: &str) -> Vec<Text> {
    let texts = head.at(key).into_iter().flat_map(Value::items).filter_map(Value::scalar);
    let mut terms: Vec<_> = texts.map(|text| Text::line(&text)).filter(|term| !term.is_blank()).collect();
    let mut seen = BTreeSet::new();
    terms.retain(|term| seen.insert(term.clone()));
    terms
}

/// How lists of the site show an article.
fn listing(parts: &rules::PageParts<'_>, rules: &SiteRules) -> Listing {
    let weight = rules.weight.and_then(|key| number(parts.head, key));
    let mark = rules.translation_mark.and_then(|key| parts.head.get(key));
    Listing {
        weight: weight.unwrap_or_default(),
        is_translation: mark.is_some_and(|mark| mark.truth() != Some(false)),
        is_foreign: !parts.is_site_language,
        has_computed_page: false,
        conditions: (0..u64::BITS)
            .zip(&rules.conditions)
            .map(|(at, holds)| u64::from(holds(parts)) << at)
            .sum(),
    }
}

fn number(head: &Table<'_>, key: &str) -> Option<i32> {
    head.get(key)?.scalar()?.trim().parse().ok()
}

/// The tags whose lists an article is not in.
fn unlisted(head: &Table<'_>, rules: &SiteRules) -> Vec<String> {
    let lists = rules.unlisted_tags.iter().filter_map(|key| rules::commas(head.get(key)?));
    lists.flat_map(|list| list.items().iter().filter_map(Value::scalar).collect::<Vec<_>>()).collect()
}

/// What decides about an article's place in feeds of terms, if anything does.
fn term_weights(head: &Table<'_>, rules: &SiteRules) -> Box<[i32]> {
    let weights = rules.term_weights.iter().map(|key| number(head, key));
    let weights: Vec<_> = weights.collect();
    let has_any = weights.iter().any(Option::is_some);
    weights.into_iter().filter(|_| has_any).map(Option::unwrap_or_default).collect()
}

/// A title as the feeds of the site show it.
fn shown(title: Text, rules: &SiteRules) -> Text {
    match &rules.shown_title {
        Some(rule) => Text::line(&rule(title.as_str())),
        None => title,
    }
}

/// The title by which lists of the site sort articles with the same date, if they do.
fn listed_title(head: &Table<'_>, title: &str, ties: Ties) -> Option<Box<str>> {
    let Ties::Title(key) = ties else { return None };
    let other = head.get(key).and_then(Value::as_text).filter(|other| !other.is_empty());
    Some(other.unwrap_or(title).into())
}

/// The id that the policy of the configuration gives an article.
fn id_by_policy(
    (site, content): (&Site, &Content),
    source: &Source,
    (permalink, slug): (&Url, &str),
    date: DateTime<FixedOffset>,
) -> Option<Id> {
    let (file, names, base_url) = (&source.path, &content.rules.names, &site.base_url);
    content.id.id_of(&IdParts { file, names, base_url, permalink, slug, date })
}

/// The page by the site's rules, and the id that they give.
fn page_of(
    fields: &mut Fields<'_, '_>,
    page: PageLocation,
    parts: &rules::PageParts<'_>,
    (site, content): (&Site, &Content),
    listing: &Listing,
) -> Result<(Url, Option<Id>), NoArticle> {
    if listing.has_computed_page {
        report_computed(fields, parts.head, content);
    }
    let (written, url) = match page {
        PageLocation::Nowhere => return Err((Reason::Excluded, None)),
        PageLocation::Elsewhere(url) => (url.clone(), site.base_url.join(&url)),
        PageLocation::Computed(path) | PageLocation::Encoded(path) => {
            (path.clone(), site.base_url.below(&path))
        }
        PageLocation::At(path) => {
            let url = site.base_url.below(&address::encoded(path.trim_start_matches('/')));
            (path, url)
        }
    };
    let permalink = url.unwrap_or_else(|error| {
        let message = format!("`{}` is not the path of a page: {error}", written.escape_debug());
        let finding = Diagnostic::new(&INVALID_URL, message).at(Place::file(fields.source().file));
        fields
            .found()
            .push(finding.help(content.rules.keys.page_help("write `permalink` into feedwright.toml")));
        site.base_url.clone()
    });
    let address = rules::PageAddress { base_url: site.base_url.as_str(), path: &written };
    let id = content.rules.id.as_ref().and_then(|id| id(parts, &address));
    Ok((permalink, id))
}

/// The finding for an address that only the built site has.
fn report_computed(fields: &mut Fields<'_, '_>, head: &Table<'_>, content: &Content) {
    if content.pages.have_addresses {
        return;
    }
    let place = match head.entry_at("permalink").filter(|(span, _)| !span.is_empty()) {
        Some((span, _)) => Place::at(fields.source().file, fields.source().span(span.clone())),
        None => Place::file(fields.source().file),
    };
    let message = "the address of the page is computed by the site's own code, which Feedwright does not run";
    let build = content.pages.build_first();
    let help = format!("{build}; then write permalink = \"pages\" under [content] in feedwright.toml");
    fields.found().push(Diagnostic::new(&COMPUTED_ADDRESS, message).at(place).help(help));
}

/// The page by the site's pattern. If the pattern is invalid, the site's URL stands in, so that other URLs can still be
/// resolved.
fn permalink(fields: &mut Fields<'_, '_>, parts: &Parts<'_>, site: &Site, content: &Content) -> Url {
    address::permalink(parts, site, content).unwrap_or_else(|error| {
        let message =
            format!("`{}` does not give a URL here: {error}", content.permalink.as_str().escape_debug());
        let finding = Diagnostic::new(&INVALID_URL, message).at(Place::file(fields.source().file));
        fields
            .found()
            .push(finding.help(content.rules.keys.page_help("correct `permalink` in feedwright.toml")));
        site.base_url.clone()
    })
}

/// Reports what is doubtful about the dates of an article that may be published, and about its file's name. Returns whether
/// the name has a date that does not exist.
fn doubt(
    fields: &mut Fields<'_, '_>,
    article: &Article,
    file_name: &FileName<'_>,
    (doubts, is_dated, is_withheld): (Vec<Diagnostic>, bool, bool),
    content: &Content,
) -> bool {
    let is_misdated = doubts.iter().any(|doubt| doubt.code == &INVALID_DATE);
    if is_dated && content.rules.page.is_none() && !content.pages.have_addresses {
        identity::check_name(fields, file_name, article);
    }
    if !article.draft && article.feed && !is_withheld {
        fields.found().extend(doubts);
        if is_dated && !content.has_own_conventions() {
            report_doubtful_values(fields);
        }
    }
    is_misdated
}

/// Reports a title, tags and categories that may say that the article is not to be published.
fn report_doubtful_values(fields: &mut Fields<'_, '_>) {
    let entries = fields.entries().iter();
    let doubtful = entries.flat_map(|(key, _, value)| {
        let is_doubtful: fn(&str) -> bool = match &**key {
            "title" => rules::is_doubtful_title,
            "tags" | "categories" => rules::is_doubtful_tag,
            _ => |_| false,
        };
        value
            .items()
            .iter()
            .filter(move |item| item.as_text().is_some_and(is_doubtful))
            .map(move |item| (key, item))
    });
    let found: Vec<_> = doubtful
        .map(|(key, item)| {
            let message = format!("published, although a text in `{key}` may say otherwise");
            let help = format!(
                "write `{}` to keep the article out of feeds; otherwise list `doubtful-metadata` in `allow` under [check]",
                fields.pair("draft", "true")
            );
            (Diagnostic::new(&DOUBTFUL_METADATA, message).help(help), item.span.clone())
        })
        .collect();
    for (finding, span) in found {
        fields.report(finding, &span);
    }
}

/// The finding about a key that keeps a page out of search engines, but no article out of feeds.
fn noindex(key: &str, value: &Value<'_>, pair: &str) -> Option<Diagnostic> {
    let name = key.to_lowercase();
    let says_so = || value.items().iter().filter_map(Value::as_text).any(|text| text.contains("noindex"));
    let is_hidden = match name.as_str() {
        "noindex" | "no_index" | "no-index" => value.truth() == Some(true),
        "robots" => says_so(),
        _ => false,
    };
    let message = format!("published, although `{key}` asks search engines to ignore its page");
    let help = format!(
        "write `{pair}` to keep the article out of feeds; otherwise list `{key}` in `ignore-keys` under [content]"
    );
    is_hidden.then(|| Diagnostic::new(&DOUBTFUL_METADATA, message).help(help))
}

/// Why a file is no article, if it is none: without any date it is a page, which needs no title.
fn why_no_article(
    fields: &mut Fields<'_, '_>,
    article: &Article,
    is_titled: bool,
    is_dated: bool,
) -> Option<Reason> {
    if !is_dated {
        return Some(match (article.draft, article.feed) {
            (true, _) => Reason::Draft,
            (false, false) => Reason::Excluded,
            (false, true) => Reason::Undated,
        });
    }
    if is_titled {
        return None;
    }
    if let Some(span) = commented_title(fields) {
        let comment = fields.source().text.get(span.clone()).unwrap_or_default().to_owned();
        let message = format!("missing title: `{}` is a comment", comment.escape_debug());
        let quoted = comment.replace('\\', "\\\\").replace('"', "\\\"");
        let help = format!("put it in quotes: {}", fields.pair("title", &format!("\"{quoted}\"")));
        fields.report(Diagnostic::new(&MISSING_TITLE, message).help(help), &span);
    } else if fields.key_span("title").is_none() {
        let place = Place::at(fields.source().file, fields.source().span(0..0));
        let finding = Diagnostic::new(&MISSING_TITLE, "missing title");
        let (title, none) = (fields.pair("title", "\"…\""), fields.pair("title", "\"\""));
        let help = format!("add {title}, or {none} for an untitled note");
        fields.found().push(finding.at(place).help(help));
    }
    None
}

/// The comment that stands in the place of a title in YAML: `title: #1 post`.
fn commented_title(fields: &Fields<'_, '_>) -> Option<Range<usize>> {
    let text = fields.source().text.get(fields.span()).filter(|_| fields.is_yaml())?;
    let mut at = fields.span().start;
    for line in text.split_inclusive('\n') {
        let value = line.strip_prefix("title:").map(str::trim);
        if let Some(comment) = value.filter(|value| value.starts_with('#')) {
            let start = at + line.find('#')?;
            return Some(start..start + comment.len());
        }
        at += line.len();
    }
    None
}

fn places(fields: &Fields<'_, '_>, head: &Table<'_>, is_tagged: bool) -> KeyPlaces {
    let mut values = Vec::with_capacity(fields.entries().len());
    // What comes from tags has no place in a text.
    let written = fields
        .entries()
        .iter()
        .filter(|(_, key, value)| !(is_tagged && key.is_empty() && value.span.is_empty()));
    for (key, _, value) in written {
        let key = if key == "description" { "summary" } else { key.as_ref() };
        let known = PLACED_KEYS.iter().find(|known| **known == key);
        values.extend(known.map(|key| (*key, value.span.clone())));
        let inside = PLACED_INSIDE.iter().filter(|(table, ..)| *table == key);
        values.extend(
            inside.filter_map(|(_, key, name)| Some((*name, value.as_table()?.get(key)?.span.clone()))),
        );
    }
    // Without an `image`, it is the first of `images`.
    let of = |key: &str| values.iter().find(|(known, _)| *known == key).map(|(_, span)| span.clone());
    if let (None, Some(images)) = (of("image"), of("images")) {
        values.push(("image", images));
    }
    let page = head.get("permalink").filter(|value| !value.span.is_empty());
    values.extend(page.map(|value| ("permalink", value.span.clone())));
    KeyPlaces::new(fields.source().text, values)
}

/// The dates of an article.
#[derive(Default)]
struct Dates {
    date: Option<DateTime<FixedOffset>>,
    updated: Option<DateTime<Utc>>,
    publish: Option<DateTime<FixedOffset>>,
    expires: Option<DateTime<Utc>>,
    /// Why some of them may be missing or wrong.
    doubts: Vec<Diagnostic>,
}

impl Dates {
    /// `date`, or else `publish`.
    fn own(&self) -> Option<DateTime<FixedOffset>> {
        self.date.or(self.publish)
    }

    /// `publish`, or else `date`.
    fn start(&self) -> Option<DateTime<FixedOffset>> {
        self.publish.or(self.date)
    }
}

fn dates(
    fields: &mut Fields<'_, '_>,
    head: &Table<'_>,
    source: &Source,
    file_name: &FileName<'_>,
    context: Context<'_>,
) -> Dates {
    let Context { site, content, .. } = context;
    let zone = content.rules.dates.zone.as_ref().and_then(|zone| zone(head, file_name.language.as_ref()));
    let clock = Clock::new(site, content, zone.as_ref());
    let sources = DateSources { head, source, file_name, clock, context };
    let written = dates::read(fields, "date", clock);
    let published = sources.date(fields, written.as_ref());
    let date = published.date;
    let updated = dates::read(fields, "updated", clock);
    let changed = sources.updated(fields, updated.as_ref());
    let publish = dates::read(fields, "publish", clock);
    let expires = dates::read(fields, "expires", clock);
    if let (Some(date), Some(updated)) = (date, &updated)
        && is_before(updated.value, date, clock)
    {
        let message = format!("`updated` is before the publication date {}", timestamp(date));
        let finding = Diagnostic::new(&UPDATED_BEFORE_DATE, message);
        fields.report(finding.help("write a later `updated`, or remove it"), &updated.span);
    }
    let publish = publish.map(|publish| publish.value.instant);
    let start = publish.or(date);
    if let (Some(start), Some(expires)) = (start, &expires)
        && expires.value.instant <= start
    {
        let message = format!("`expires` is not after the publication date {}", timestamp(start));
        let finding = Diagnostic::new(&EXPIRES_TOO_EARLY, message);
        fields.report(finding.help("write a later `expires`, or remove it"), &expires.span);
    }
    let utc = |date: Option<Located<Moment>>| date.map(|date| date.value.instant.to_utc());
    // The commit that added an article is not an update of it.
    let is_news =
        |changed: &DateTime<FixedOffset>| updated.is_some() || date.is_none_or(|date| *changed > date);
    Dates {
        date,
        updated: changed.date.filter(is_news).map(|changed| changed.to_utc()),
        publish,
        expires: utc(expires),
        doubts: published.doubt.into_iter().chain(changed.doubt).collect(),
    }
}

/// Whether an update precedes a date. A day without a time does not precede a time on the same day.
fn is_before(updated: Moment, date: DateTime<FixedOffset>, clock: Clock<'_>) -> bool {
    let same_day = updated.is_day && clock.is_on(&date, updated.instant.date_naive());
    updated.instant < date && !same_day
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
