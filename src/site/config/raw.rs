//! Tables of `feedwright.toml` in, typed values out, key by key. Values are validated by [`super::validate`] on the
//! way, so that one run finds every mistake.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveTime;

use super::validate::{self, Parts, invalid, one_of};
use super::{
    Body, CheckConfig, Content, DateFrom, Each, FeedConfig, ID_OF_HOST, INVALID_SETTING, PLACEHOLDERS,
    Pattern, Select, Site, SiteLanguage, UNKNOWN_SETTING,
};
use crate::check::Profile;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::feed::Url;
use crate::feed::url::{harmful_scheme, scheme, trimmed};
use crate::feed::{Format, Id, Language, Text};
use crate::site::fields::{Fields, Located, Node, Table, people};
use crate::site::id_policy::{Authority, IdPolicy};
use crate::site::zone::Zone;

/// `[site]`, once a base URL is known.
pub(super) fn site(fields: &mut Fields<'_, '_>, base_url: Url) -> Site {
    let language = language(fields, "language");
    let title = fields.line("title").filter(|title| !title.is_blank());
    Site {
        against: fields
            .text("against")
            .map(|against| against.value.to_owned())
            .filter(|name| !name.trim().is_empty()),
        title: title.unwrap_or_else(|| Text::line(base_url.host().unwrap_or_default())),
        description: fields.line("description"),
        language,
        timezone: timezone(fields),
        authors: people::list(fields, "authors", &UNKNOWN_SETTING).unwrap_or_default(),
        rights: fields.line("rights"),
        logo: url(fields, "logo", &base_url),
        icon: url(fields, "icon", &base_url),
        languages: languages(fields),
        base_url,
    }
}

fn timezone(fields: &mut Fields<'_, '_>) -> Option<Zone> {
    let name = fields.text("timezone")?;
    let known = Zone::named(name.value);
    if known.is_none() {
        let names = Zone::names();
        let help = match nearest(name.value, names.iter().map(String::as_str)) {
            Some(suggestion) => format!("did you mean `{suggestion}`?"),
            None => "write a name from the IANA database, such as `Asia/Jakarta`".to_owned(),
        };
        invalid(fields, &name.span, format!("unknown time zone `{}`", name.value), &help);
    }
    known
}

fn languages(fields: &mut Fields<'_, '_>) -> BTreeMap<Language, SiteLanguage> {
    let Some(table) = fields.table("languages") else { return BTreeMap::new() };
    let mut languages = BTreeMap::new();
    for (tag, span, value) in &table.value.entries {
        let language = parse_language(fields, &Located { value: tag.as_ref(), span: span.clone() });
        let Some(settings) = fields.as_table(value) else { continue };
        let mut inside = fields.inside(settings.value);
        let texts = SiteLanguage { title: inside.line("title"), description: inside.line("description") };
        inside.finish(&UNKNOWN_SETTING);
        languages.extend(language.map(|language| (language, texts)));
    }
    languages
}

/// `[content]`
pub(super) fn content(fields: &mut Fields<'_, '_>, base_url: &Url) -> Content {
    let default = Content::default();
    Content {
        dir: fields.text("dir").map_or(default.dir, |dir| dir.value.into()),
        include: patterns(fields, "include"),
        exclude: patterns(fields, "exclude"),
        permalink: permalink(fields, base_url).unwrap_or(default.permalink),
        date_from: date_from(fields).unwrap_or(default.date_from),
        default_time: default_time(fields).unwrap_or(default.default_time),
        id: id_policy(fields, base_url),
    }
}

fn patterns(fields: &mut Fields<'_, '_>, key: &'static str) -> Vec<String> {
    let patterns = fields.texts(key).unwrap_or_default();
    patterns.into_iter().filter_map(|pattern| validate::glob(fields, &pattern)).collect()
}

fn permalink(fields: &mut Fields<'_, '_>, base_url: &Url) -> Option<Pattern> {
    let pattern = fields.text("permalink")?;
    let known: Vec<_> = PLACEHOLDERS.iter().map(|(name, _)| *name).collect();
    validate::placeholders(fields, &pattern, &known)?;
    if !pattern.value.contains("{slug}") {
        let help = "add `{slug}`, or every article gets the same URL";
        invalid(fields, &pattern.span, "permalink without `{slug}`".to_owned(), help);
    }
    let example =
        known.iter().fold(pattern.value.to_owned(), |text, name| text.replace(&format!("{{{name}}}"), "x"));
    if let Err(error) = base_url.below(example.trim_start_matches('/')) {
        let message = format!("`{}` does not give a URL: {error}", pattern.value.escape_debug());
        invalid(fields, &pattern.span, message, "write something like \"/{dir}/{slug}/\"");
    }
    Some(Pattern::new(pattern.value))
}

fn date_from(fields: &mut Fields<'_, '_>) -> Option<Vec<DateFrom>> {
    let names = [("metadata", DateFrom::Metadata), ("filename", DateFrom::Filename)];
    let sources = fields.texts("date-from")?;
    Some(sources.into_iter().filter_map(|source| one_of(fields, &source, &names)).collect())
}

fn default_time(fields: &mut Fields<'_, '_>) -> Option<NaiveTime> {
    let time = fields.text("default-time")?;
    let parsed =
        ["%H:%M", "%H:%M:%S"].iter().find_map(|form| NaiveTime::parse_from_str(time.value, form).ok());
    if parsed.is_none() {
        invalid(
            fields,
            &time.span,
            format!("`{}` is not a time of day", time.value),
            "write it like \"08:30\"",
        );
    }
    parsed
}

/// `content.id` and `content.id-authority`: the policy for ids.
fn id_policy(fields: &mut Fields<'_, '_>, base_url: &Url) -> IdPolicy {
    let policies =
        [("permalink", None), ("tag", Some(IdPolicy::Tag as fn(_) -> _)), ("uuid", Some(IdPolicy::Uuid))];
    let named = fields.text("id");
    let policy = named.as_ref().and_then(|name| one_of(fields, name, &policies)).flatten();
    let has_authority = fields.key_span("id-authority").is_some();
    let authority = authority(fields);
    let (Some(named), Some(policy)) = (named, policy) else { return IdPolicy::Permalink };
    let authority = if has_authority { authority } else { authority_of_host(fields, &named.span, base_url) };
    authority.map_or(IdPolicy::Permalink, policy)
}

/// The authority if none is configured: the site's host, which is reported.
fn authority_of_host(fields: &mut Fields<'_, '_>, span: &Range<usize>, base_url: &Url) -> Option<Authority> {
    let host = base_url.host().unwrap_or_default();
    let Some(authority) = Authority::of_host(host) else {
        let message = format!("the host `{host}` cannot be in a tag URI");
        let help = "add a host or email address of yours and a date on which you owned it: id-authority = \"example.org,2026\"";
        invalid(fields, span, message, help);
        return None;
    };
    let message = format!("the ids contain the host `{host}`, and would change with it");
    let help =
        format!("write id-authority = \"{authority}\", which changes nothing now, and never change it");
    fields.report(Diagnostic::new(&ID_OF_HOST, message).help(help), span);
    Some(authority)
}

fn authority(fields: &mut Fields<'_, '_>) -> Option<Authority> {
    let text = fields.text("id-authority")?;
    let authority = Authority::parse(text.value);
    if authority.is_none() {
        let help =
            "write a host or email address of yours and a date on which you owned it: \"example.org,2026\"";
        invalid(fields, &text.span, format!("`{}` is not an id authority", text.value), help);
    }
    authority
}

/// `[check]`
pub(super) fn check(fields: &mut Fields<'_, '_>, codes: &[&Code]) -> CheckConfig {
    let mut config = CheckConfig::default();
    for name in fields.texts("deny").unwrap_or_default() {
        if name.value == "warnings" {
            config.levels.deny_warnings = true;
        } else {
            config.levels.deny.extend(code(fields, &name, codes));
        }
    }
    for name in fields.texts("allow").unwrap_or_default() {
        config.levels.allow.extend(code(fields, &name, codes));
    }
    let profiles = [("podcast", Profile::Podcast), ("news", Profile::News)];
    for name in fields.texts("profiles").unwrap_or_default() {
        config.profiles.extend(one_of(fields, &name, &profiles));
    }
    config
}

/// The name of a code of any stage.
fn code(fields: &mut Fields<'_, '_>, name: &Located<&str>, codes: &[&Code]) -> Option<String> {
    let known = codes.iter().find(|code| code.name == name.value);
    if known.is_none() {
        let help = match nearest(name.value, codes.iter().map(|code| code.name)) {
            Some(suggestion) => format!("did you mean `{suggestion}`?"),
            None => "run `feedwright explain` to list all codes".to_owned(),
        };
        invalid(fields, &name.span, format!("unknown code `{}`", name.value), &help);
    }
    known.map(|code| code.name.to_owned())
}

/// `[slugs]`
pub(super) fn slugs(fields: &mut Fields<'_, '_>, table: &Table<'_>) -> BTreeMap<String, String> {
    let mut slugs = BTreeMap::new();
    for (term, _, value) in &table.entries {
        let Some(name) = fields.as_text(value) else { continue };
        let safe = crate::site::slug::slug(name.value);
        if safe.is_empty() || safe != name.value {
            let help = if safe.is_empty() {
                "write letters or digits".to_owned()
            } else {
                format!("write \"{safe}\"")
            };
            invalid(fields, &name.span, format!("`{}` cannot be part of a path", name.value), &help);
        }
        slugs.insert(crate::site::slug::fold(term), safe);
    }
    slugs
}

/// One `[[feed]]`
pub(super) fn feed(fields: &mut Fields<'_, '_>, table: &Range<usize>) -> Option<FeedConfig> {
    let each = each(fields);
    let path = path(fields, table, each);
    let format = format(fields, table);
    let limit = limit(fields);
    let body = fields
        .text("body")
        .and_then(|body| one_of(fields, &body, &[("full", Body::Full), ("summary", Body::Summary)]));
    let title = fields.line("title");
    let description = fields.line("description");
    let id = id(fields, each);
    let select = select(fields);
    let Parts { path, place } = path?;
    Some(FeedConfig {
        each,
        path,
        format: format?,
        limit,
        body: body.unwrap_or(Body::Full),
        title,
        description,
        id,
        select,
        place: Some(place),
    })
}

fn each(fields: &mut Fields<'_, '_>) -> Option<Each> {
    let each = fields.text("each")?;
    let names = [Each::Section, Each::Tag, Each::Category, Each::Author, Each::Language]
        .map(|each| (each.as_str(), each));
    one_of(fields, &each, &names)
}

fn path(fields: &mut Fields<'_, '_>, table: &Range<usize>, each: Option<Each>) -> Option<Parts> {
    let Some(path) = fields.text("path") else {
        let help = "add its path below the output folder: path = \"feed.xml\"";
        fields.report(Diagnostic::new(&INVALID_SETTING, "feed without `path`").help(help), table);
        return None;
    };
    validate::feed_path(fields, &path, each)
}

fn format(fields: &mut Fields<'_, '_>, table: &Range<usize>) -> Option<Format> {
    let names: Vec<_> = Format::ALL.iter().map(|format| (format.name(), *format)).collect();
    if let Some(format) = fields.text("format") {
        return one_of(fields, &format, &names);
    }
    let help = "add format = \"rss\", \"atom\" or \"json\"";
    fields.report(Diagnostic::new(&INVALID_SETTING, "feed without `format`").help(help), table);
    None
}

fn limit(fields: &mut Fields<'_, '_>) -> Option<usize> {
    let value = fields.value("limit");
    match value.map(|value| &value.node) {
        None => Some(super::DEFAULT_LIMIT),
        Some(Node::Text(text)) if text == "all" => None,
        Some(Node::Text(_)) => value.and_then(|value| fields.wrong(value, "a whole number, or \"all\"")),
        Some(_) => {
            let count = fields.count("limit");
            match count {
                Some(Located { value: 0, span }) => {
                    invalid(
                        fields,
                        &span,
                        "feed with 0 entries".to_owned(),
                        "write a number of at least 1, or \"all\"",
                    );
                    None
                }
                Some(count) => usize::try_from(count.value).ok(),
                None => None,
            }
        }
    }
}

fn id(fields: &mut Fields<'_, '_>, each: Option<Each>) -> Option<String> {
    let id = fields.text("id")?;
    let one = match each {
        None => id.value.to_owned(),
        Some(each) if id.value.contains(&each.placeholder()) => id.value.replace(&each.placeholder(), "x"),
        Some(each) => {
            let message = "the same `id` for every feed of `each`".to_owned();
            let help = format!(
                "add `{}` to it, or remove it: by default the id of each feed is its URL",
                each.placeholder()
            );
            invalid(fields, &id.span, message, &help);
            return None;
        }
    };
    if let Some(why) = id_problem(id.value, &one, each) {
        let message = format!("`{}` cannot be the id of a feed{why}", id.value);
        invalid(fields, &id.span, message, "write an absolute IRI, such as \"tag:example.org,2026:feed\"");
        return None;
    }
    Some(id.value.to_owned())
}

/// The reason why a feed cannot have an id, whose value for some term is `one`; empty if it is not an IRI.
fn id_problem(id: &str, one: &str, each: Option<Each>) -> Option<String> {
    let scheme = id.split(':').next().unwrap_or_default();
    if let Some(each) = each.filter(|each| scheme.contains(&each.placeholder())) {
        return Some(format!(": its scheme contains `{}`", each.placeholder()));
    }
    if let Some(scheme) = harmful_scheme(one) {
        return Some(format!(": readers may open the scheme `{scheme}` as a link"));
    }
    Id::distinct(one, one).is_none().then(String::new)
}

fn select(fields: &mut Fields<'_, '_>) -> Select {
    let Some(table) = fields.table("select") else { return Select::default() };
    let mut inside = fields.inside(table.value);
    let select = Select {
        section: texts(&mut inside, "section"),
        tag: texts(&mut inside, "tag"),
        category: texts(&mut inside, "category"),
        author: texts(&mut inside, "author"),
        language: inside
            .texts("language")
            .unwrap_or_default()
            .iter()
            .filter_map(|tag| parse_language(&mut inside, tag))
            .collect(),
    };
    inside.finish(&UNKNOWN_SETTING);
    select
}

fn texts(fields: &mut Fields<'_, '_>, key: &'static str) -> Vec<String> {
    fields.texts(key).unwrap_or_default().into_iter().map(|text| text.value.to_owned()).collect()
}

fn language(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Language> {
    let tag = fields.text(key)?;
    parse_language(fields, &tag)
}

fn parse_language(fields: &mut Fields<'_, '_>, tag: &Located<&str>) -> Option<Language> {
    let language = Language::parse(tag.value);
    if language.is_none() {
        let message = format!("`{}` is not a language tag", tag.value);
        invalid(fields, &tag.span, message, "write a BCP 47 tag, such as `en`, `pt-BR` or `zh-Hant`");
    }
    language
}

fn url(fields: &mut Fields<'_, '_>, key: &'static str, base: &Url) -> Option<Url> {
    let text = fields.text(key)?;
    // A text without a scheme is a path on the site.
    let url =
        if scheme(text.value).is_some() { Url::parse(text.value) } else { base.below(trimmed(text.value)) };
    let url = url.map_err(|error| error.to_string()).and_then(|url| {
        let why = || format!("readers do not load files with the scheme `{}`", url.scheme());
        if url.is_web() { Ok(url) } else { Err(why()) }
    });
    match url {
        Ok(url) => Some(url),
        Err(error) => {
            let message = format!("`{}` is not a URL: {error}", text.value);
            invalid(fields, &text.span, message, "write an absolute URL, or a path on the site");
            None
        }
    }
}
