//! Tables of `feedwright.toml` in, typed values out, key by key. Values are validated by [`super::validate`] on the
//! way, so that one run finds every mistake.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use chrono::NaiveTime;

use super::validate::{self, PathPattern, invalid, one_of};
use super::{
    BodyFrom, BuiltPages, CheckConfig, Content, ID_OF_HOST, Known, NOT_ALLOWED_HELP, PLACEHOLDERS, PROFILES,
    Pattern, Site, SiteLanguage, SitePicture, UNKNOWN_SETTING, WARNINGS, folders, not_allowed,
};
use crate::check::can_be_allowed;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::feed::Url;
use crate::feed::url::{scheme, trimmed};
use crate::feed::{Language, Person, Text};
use crate::site::feed_config::Each;
use crate::site::fields::{Fields, Located, Node, Table, people};
use crate::site::file_name::ContentRoot;
use crate::site::id_policy::{Authority, IdPattern, IdPolicy};
use crate::site::pins::Pins;
use crate::site::rules::{
    DateFrom, Detected, Preset, SiteRules, TermPages, UpdatedFrom, add_name, nameable_keys,
};
use crate::site::zone::Zone;
use crate::source::email::is_address;
use crate::source::html::is_selector;

/// `[site]`, once a base URL is known. The preset fills in what it leaves open.
pub(super) fn site(fields: &mut Fields<'_, '_>, base_url: Url, preset: &Preset) -> Site {
    let line = |detected: &Option<Detected>| detected.as_ref().map(|detected| Text::line(&detected.value));
    let tag = |detected: &Option<Detected>| Language::parse(&detected.as_ref()?.value);
    let title = fields.line("title").or_else(|| line(&preset.title)).filter(|title| !title.is_blank());
    let language = language(fields, "language").or_else(|| tag(&preset.language));
    let against_place = fields.value("against").map(|against| fields.place(&against.span));
    Site {
        against_place,
        against: fields
            .text("against")
            .map(|against| against.value.to_owned())
            .filter(|name| !name.trim().is_empty()),
        title: title.unwrap_or_else(|| Text::line(base_url.host().unwrap_or_default())),
        description: fields.line("description").or_else(|| line(&preset.description)),
        timezone: timezone(fields).or_else(|| Zone::named(&preset.timezone.as_ref()?.value)),
        authors: authors(fields, &base_url, preset),
        languages: languages(fields, language.as_ref(), preset),
        rights: fields.line("rights").or_else(|| line(&preset.rights)),
        logo: picture(fields, "logo", &base_url),
        icon: picture(fields, "icon", &base_url),
        has_foreign_tags: preset.rules.keys.is_open,
        language,
        base_url,
    }
}

fn picture(fields: &mut Fields<'_, '_>, key: &'static str, base: &Url) -> Option<SitePicture> {
    let span = fields.value(key)?.span.clone();
    Some(SitePicture { url: url(fields, key, base)?, place: fields.place(&span) })
}

fn authors(fields: &mut Fields<'_, '_>, base_url: &Url, preset: &Preset) -> Vec<Person> {
    let written = people::list(fields, "authors", base_url, &UNKNOWN_SETTING);
    let named = || preset.author.iter().map(|author| detected_author(&author.value, preset));
    written.unwrap_or_else(|| named().collect())
}

/// The author whom the site's generator knows by this name.
fn detected_author(name: &str, preset: &Preset) -> Person {
    let is_usable = |email: &&Detected| is_address(&email.value) && !email.value.contains('"');
    let email = preset.email.as_ref().filter(is_usable).map(|email| Text::line(&email.value));
    let url = preset.author_url.as_ref().and_then(|url| Url::parse(&url.value).ok()).filter(Url::is_web);
    Person { email, url, ..Person::named(name) }
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

fn languages(
    fields: &mut Fields<'_, '_>,
    own: Option<&Language>,
    preset: &Preset,
) -> BTreeMap<Language, SiteLanguage> {
    let line = |text: &Option<String>| text.as_deref().map(Text::line);
    let has_own_rights = fields.key_span("rights").is_some();
    let known = preset.languages.iter().filter_map(|(tag, texts)| {
        let rights = line(&texts.rights).filter(|_| !has_own_rights);
        let texts = SiteLanguage { title: line(&texts.title), description: line(&texts.description), rights };
        Some((Language::parse(tag)?, texts))
    });
    let mut languages: BTreeMap<_, _> = known.filter(|(language, _)| Some(language) != own).collect();
    let Some(table) = fields.table("languages") else { return languages };
    for (tag, span, value) in &table.value.entries {
        let language = parse_language(fields, &Located { value: tag.as_ref(), span: span.clone() });
        let Some(settings) = fields.as_table(value) else { continue };
        let mut inside = fields.inside(settings.value);
        let (title, description) = (inside.line("title"), inside.line("description"));
        inside.finish(&UNKNOWN_SETTING);
        if let Some(language) = language {
            let rights = languages.get(&language).and_then(|known| known.rights.clone());
            languages.insert(language, SiteLanguage { title, description, rights });
        }
    }
    languages
}

/// `[content]`
pub(super) fn content(
    fields: &mut Fields<'_, '_>,
    base_url: &Url,
    output: &Path,
    known: Known<'_>,
) -> Content {
    let (default, preset) = (Content::default(), known.preset);
    if let Some(generator) = fields.text("generator") {
        let names: Vec<_> = known.generators.iter().map(|name| (*name, ())).collect();
        one_of(fields, &generator, &names);
    }
    let folders = folders::read(fields, preset, &default.dir);
    let dir_place = fields.value("dir").map(|dir| fields.place(&dir.span));
    // Those of a site with several content folders start in the project.
    let start = if folders.several.is_empty() { folders.dir.as_path() } else { Path::new("") };
    let (include, exclude) = (patterns(fields, "include", start), patterns(fields, "exclude", start));
    let chooses_files = ["include", "exclude"].iter().any(|key| fields.value(key).is_some());
    let written_patterns = include.iter().chain(&exclude).cloned().collect();
    let texts = |patterns: Vec<(String, Place)>| patterns.into_iter().map(|(pattern, _)| pattern).collect();
    let (include, mut exclude): (_, Vec<_>) = (texts(include), texts(exclude));
    exclude.extend(preset.exclude.iter().cloned());
    let pages = pages(fields, output, preset);
    let permalink = if pages.have_addresses { None } else { permalink(fields, base_url) };
    let mut rules = rules(fields, preset);
    rules.term_pages.splice(0..0, term_pages(fields, base_url));
    if preset.content.is_none() {
        rules.names.roots.extend(folders.several.iter().map(|folder| ContentRoot::new(folder)));
    }
    if permalink.is_some() {
        rules.page = None;
    }
    if pages.have_addresses {
        rules.id = None;
    }
    let mut git = None;
    let date_from = sources(fields, "date-from", &DateFrom::ALL.map(|from| (from.as_str(), from)), &mut git);
    let updated_from =
        sources(fields, "updated-from", &UpdatedFrom::ALL.map(|from| (from.as_str(), from)), &mut git);
    let id = id_policy(fields, base_url);
    if fields.key_span("id").is_some() {
        rules.id = None;
    }
    Content {
        dir: folders.dir,
        dir_place,
        folders: folders.several,
        include,
        exclude,
        written_patterns,
        chooses_files,
        permalink: permalink.unwrap_or(default.permalink),
        date_from: date_from.or(preset.date_from.clone()).unwrap_or(default.date_from),
        updated_from: updated_from.or(preset.updated_from.clone()).unwrap_or(default.updated_from),
        git,
        default_time: default_time(fields).unwrap_or(default.default_time),
        pages,
        body_from: body_from(fields),
        page_body: page_body(fields),
        id,
        pins: validate::project_path(fields, "pins", "file").map(|file| (file.value.into(), Pins::new())),
        own_feed: preset.own_feed,
        has_shows: false,
        rules,
    }
}

/// The rules of the site, with the names of keys that the configuration gives.
fn rules(fields: &mut Fields<'_, '_>, preset: &Preset) -> SiteRules {
    let mut rules = preset.rules.clone();
    if let Some(table) = fields.table("keys") {
        for (theirs, _, value) in &table.value.entries {
            let Some(ours) = fields.as_text(value) else { continue };
            if nameable_keys().any(|key| key == ours.value) {
                add_name(&mut rules.keys, theirs, ours.value);
                continue;
            }
            let help = match nearest(ours.value, nameable_keys()) {
                Some(key) => format!("did you mean `{key}`?"),
                None => "write a key of articles: { lastmod = \"updated\" }".to_owned(),
            };
            invalid(fields, &ours.span, format!("unknown metadata key `{}`", ours.value), &help);
        }
    }
    rules.keys.ignored.extend(texts(fields, "ignore-keys"));
    rules
}

/// `term-pages`: where the pages of tags and of categories are.
fn term_pages(fields: &mut Fields<'_, '_>, base_url: &Url) -> Vec<TermPages> {
    let Some(table) = fields.table("term-pages") else { return Vec::new() };
    let mut inside = fields.inside(table.value);
    let kinds = [(Each::Tag, "/tags/{tag}/"), (Each::Category, "/categories/{category}/")];
    let pages = kinds.into_iter().filter_map(|(each, example)| {
        let pattern = inside.text(each.as_str())?;
        let expected = PathPattern {
            of: "term page",
            known: &[each.as_str(), Each::Language.as_str()],
            required: each.as_str(),
            otherwise: "every term has the same page",
            example,
        };
        validate::path_pattern(&mut inside, &pattern, &expected, base_url)?;
        Some(TermPages::new(each, pattern.value))
    });
    let pages = pages.collect();
    inside.finish(&UNKNOWN_SETTING);
    pages
}

/// The patterns of a key, each with its place. They start in the folder `start`.
fn patterns(fields: &mut Fields<'_, '_>, key: &'static str, start: &Path) -> Vec<(String, Place)> {
    let patterns = fields.texts(key).unwrap_or_default();
    let valid = patterns.into_iter().filter_map(|pattern| {
        let place = fields.place(&pattern.span);
        Some((validate::glob(fields, &pattern, start)?, place))
    });
    valid.collect()
}

/// `permalink = "pages"`, or no permalink where the generator's are computed; and `pages`.
fn pages(fields: &mut Fields<'_, '_>, output: &Path, preset: &Preset) -> BuiltPages {
    let dir = validate::project_path(fields, "pages", "folder").map(|dir| dir.value.into());
    let computed_in = preset.computed_pages.as_ref();
    BuiltPages {
        dir: dir.unwrap_or_else(|| output.to_path_buf()),
        have_addresses: match fields.text("permalink") {
            Some(permalink) => permalink.value == "pages",
            None => computed_in.is_some(),
        },
        computed_in: computed_in.cloned(),
        command: preset.command,
    }
}

/// `body-from`
fn body_from(fields: &mut Fields<'_, '_>) -> BodyFrom {
    let named = fields.text("body-from").and_then(|named| one_of(fields, &named, BodyFrom::NAMES));
    named.unwrap_or_default()
}

/// `page-body`: a CSS selector.
fn page_body(fields: &mut Fields<'_, '_>) -> Option<String> {
    let selector = fields.text("page-body")?;
    if !is_selector(selector.value) {
        let message = format!("`{}` is not a CSS selector", selector.value.escape_debug());
        invalid(fields, &selector.span, message, "write something like \"article .content\"");
    }
    Some(selector.value.to_owned())
}

fn permalink(fields: &mut Fields<'_, '_>, base_url: &Url) -> Option<Pattern> {
    let pattern = fields.text("permalink")?;
    let known: Vec<_> = PLACEHOLDERS.iter().map(|(name, _)| *name).collect();
    let expected = PathPattern {
        of: "permalink",
        known: &known,
        required: "slug",
        otherwise: "every article gets the same URL",
        example: "/{dir}/{slug}/",
    };
    validate::path_pattern(fields, &pattern, &expected, base_url)?;
    Some(Pattern::new(pattern.value))
}

/// The sources of a date, and the first place of `git` among them.
fn sources<T: Copy>(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    names: &[(&'static str, T)],
    git: &mut Option<Place>,
) -> Option<Vec<T>> {
    let sources = fields.texts(key)?;
    if let Some(named) = sources.iter().find(|source| source.value == DateFrom::Git.as_str()) {
        git.get_or_insert_with(|| fields.place(&named.span));
    }
    Some(sources.into_iter().filter_map(|source| one_of(fields, &source, names)).collect())
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
    let authority = authority(fields);
    let Some(value) = fields.value("id") else { return IdPolicy::Permalink };
    if let Node::Table(table) = &value.node {
        let mut inside = fields.inside(table);
        let patterns = ["rss", "atom"].map(|format| {
            let text = inside.text(format)?;
            if text.value == "permalink" { None } else { id_pattern(&mut inside, &text) }
        });
        inside.finish(&UNKNOWN_SETTING);
        let [rss, atom] = patterns;
        return IdPolicy::Distinct(rss, atom);
    }
    let Some(named) = fields.as_text(value) else { return IdPolicy::Permalink };
    if named.value.contains('{') {
        return id_pattern(fields, &named).map_or(IdPolicy::Permalink, IdPolicy::Pattern);
    }
    let policies =
        [("permalink", None), ("tag", Some(IdPolicy::Tag as fn(_) -> _)), ("uuid", Some(IdPolicy::Uuid))];
    if policies.iter().all(|(name, _)| *name != named.value) {
        unknown_policy(fields, &named);
        return IdPolicy::Permalink;
    }
    let Some(policy) = one_of(fields, &named, &policies).flatten() else { return IdPolicy::Permalink };
    let authority = if fields.key_span("id-authority").is_some() {
        authority
    } else {
        authority_of_host(fields, &named.span, base_url)
    };
    authority.map_or(IdPolicy::Permalink, policy)
}

/// Reports an `id` that is neither a keyword nor a pattern.
fn unknown_policy(fields: &mut Fields<'_, '_>, named: &Located<&str>) {
    let message = format!(
        "expected `permalink`, `tag`, `uuid` or a pattern such as `tag:{{host}},{{date}}:{{path}}`, found `{}`",
        named.value
    );
    let help = match nearest(named.value, ["permalink", "tag", "uuid"].into_iter()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "write \"permalink\", \"tag\", \"uuid\", or a pattern with `{path}`".to_owned(),
    };
    invalid(fields, &named.span, message, &help);
}

/// A pattern such as `tag:{host},{date}:{path}`.
fn id_pattern(fields: &mut Fields<'_, '_>, text: &Located<&str>) -> Option<IdPattern> {
    let known = IdPattern::placeholders();
    let listed = || known.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ");
    match IdPattern::parse(text.value) {
        Ok(pattern) if pattern.is_distinct() => Some(pattern),
        Ok(_) => {
            let help = "add `{path}`, or every article gets the same id";
            invalid(fields, &text.span, "pattern that gives several articles the same id".to_owned(), help);
            None
        }
        Err(unknown) => {
            let help = nearest(&unknown, known.iter().copied()).map_or_else(
                || format!("known placeholders: {}", listed()),
                |name| format!("did you mean `{{{name}}}`?"),
            );
            invalid(fields, &text.span, format!("unknown placeholder `{{{unknown}}}`"), &help);
            None
        }
    }
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
    let message = format!("the ids contain the host `{host}`, so they would change with it");
    let help = format!(
        "write id-authority = \"{authority}\", which keeps the ids as they are now, and never change it"
    );
    fields.report(Diagnostic::new(&ID_OF_HOST, message).help(help), span);
    Some(authority)
}

fn authority(fields: &mut Fields<'_, '_>) -> Option<Authority> {
    let text = fields.text("id-authority")?;
    let authority = Authority::parse(text.value);
    if authority.is_none() {
        let help =
            "write a host or email address of yours and a date on which you owned it: \"example.org,2026\"";
        let wrong = Authority::wrong_character(text.value).map(|c| format!(": `{c}` cannot be in it"));
        let message = format!("`{}` is not an id authority{}", text.value, wrong.unwrap_or_default());
        invalid(fields, &text.span, message, help);
    }
    authority
}

/// `[check]`
pub(super) fn check(fields: &mut Fields<'_, '_>, codes: &[&Code]) -> CheckConfig {
    let mut config = CheckConfig::default();
    for name in fields.texts("deny").unwrap_or_default() {
        if name.value == WARNINGS {
            config.levels.deny_warnings = true;
        } else {
            config
                .levels
                .deny
                .extend(code(fields, &name, codes, &[WARNINGS]).map(|code| code.name.to_owned()));
        }
    }
    for name in fields.texts("allow").unwrap_or_default() {
        if name.value == WARNINGS {
            let message = "`warnings` can be denied, but not allowed".to_owned();
            invalid(
                fields,
                &name.span,
                message,
                "name the codes of the warnings: `feedwright explain` lists them",
            );
            continue;
        }
        if config.levels.deny.contains(name.value) {
            let message = format!("`{}` is both denied and allowed", name.value);
            invalid(fields, &name.span, message, "remove it from one of the two");
        }
        let Some(code) = code(fields, &name, codes, &[]) else { continue };
        if can_be_allowed(code) {
            config.levels.allow.insert(code.name.to_owned());
        } else {
            invalid(fields, &name.span, not_allowed(code), NOT_ALLOWED_HELP);
        }
    }
    for name in fields.texts("profiles").unwrap_or_default() {
        config.profiles.extend(one_of(fields, &name, PROFILES));
    }
    config.links = fields.boolean("links").unwrap_or_default();
    config
}

/// The code of any stage with this name; other names may be meant as well.
fn code<'c>(
    fields: &mut Fields<'_, '_>,
    name: &Located<&str>,
    codes: &[&'c Code],
    others: &[&'static str],
) -> Option<&'c Code> {
    let known = codes.iter().copied().find(|code| code.name == name.value);
    if known.is_none() {
        let names = codes.iter().map(|code| code.name).chain(others.iter().copied());
        let help = match nearest(name.value, names) {
            Some(suggestion) => format!("did you mean `{suggestion}`?"),
            None => "run `feedwright explain` to list all codes".to_owned(),
        };
        invalid(fields, &name.span, format!("unknown code `{}`", name.value), &help);
    }
    known
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

pub(super) fn texts(fields: &mut Fields<'_, '_>, key: &'static str) -> Vec<String> {
    fields.texts(key).unwrap_or_default().into_iter().map(|text| text.value.to_owned()).collect()
}

fn language(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Language> {
    let tag = fields.text(key)?;
    parse_language(fields, &tag)
}

pub(super) fn parse_language(fields: &mut Fields<'_, '_>, tag: &Located<&str>) -> Option<Language> {
    let language = Language::parse(tag.value);
    if language.is_none() {
        let message = format!("`{}` is not a language tag", tag.value);
        invalid(fields, &tag.span, message, "write a BCP 47 tag, such as `en`, `pt-BR` or `zh-Hant`");
    }
    language
}

/// An absolute URL, or a path on the site, of a file that readers load.
pub(super) fn url(fields: &mut Fields<'_, '_>, key: &'static str, base: &Url) -> Option<Url> {
    let text = fields.text(key)?;
    // A text without a scheme is a path on the site.
    let url =
        if scheme(text.value).is_some() { Url::parse(text.value) } else { base.on_site(trimmed(text.value)) };
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
