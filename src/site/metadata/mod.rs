//! A source and its head in, an article and all findings about the head out. `select` decides which feeds
//! contain it, and `render` reads its body.

mod address;
mod date_sources;
mod dates;
mod episode;
mod head;
mod identity;
mod keys;
mod news;
mod tags;
mod values;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use chrono::{DateTime, Utc};
use head::Found;

use crate::diagnostic::{Code, Diagnostic, Place, Severity, codes};
use crate::feed::Url;
use crate::site::article::{Article, Identity, Reason};
use crate::site::article_paths;
use crate::site::config::{Content, Site};
use crate::site::date::right_form;
use crate::site::fields::{self, Fields, Syntax, Table, Value};
use crate::site::file_name::FileName;
use crate::site::files::{Head, Source};
use crate::site::heads::{self, HeadForm};
use crate::site::history::History;
use crate::site::kind::FileKind;
use crate::site::pages::{self, SiteOfPage};
use crate::site::rules::{self, ComputedKey, SiteRules, Withheld, misplaced, withheld};
use crate::site::section_texts::SectionTexts;
use crate::site::source_text::SourceText;

codes! {
    AMBIGUOUS_TIME "ambiguous-time" Warning "local time that occurred twice when the clocks were set back" "";
    COMPUTED_ADDRESS "computed-address" Error "page address that only the built site knows" ""
        "A permalink in JavaScript, or a template with a filter of the site's own, could make any address. Instead of \
         guessing ids and links, Feedwright reads the addresses from the pages: build the site first, and write \
         `permalink = \"pages\"` under `[content]`.";
    COMPUTED_VALUE "computed-value" Error "metadata that only a program computes" ""
        "Metadata in JavaScript (`---js`) is read, but not run. If a function, a variable or an expression gives the date, \
         the tags or the draft state of an article, only the site's generator knows them, and the article could be \
         published by mistake. Write such values as literals.";
    CONTRADICTING_KEYS "contradicting-keys" Error "two keys with the same meaning" "";
    DATE_DIFFERS "date-differs" Info "date in the file's name that differs from the article's date" "";
    DOUBTFUL_METADATA "doubtful-metadata" Warning "public article whose metadata may say that it is not" ""
        "On a site without a generator, a title such as `DRAFT: Rain`, a tag such as `private` or a key such as `noindex` \
         may mean that the article is not to be published. Nothing is withheld because of it.";
    EXPIRES_TOO_EARLY "expires-too-early" Warning "article that expires before it is published" "";
    HEAD_TOO_LONG "head-too-long" Error "metadata longer than 64 KiB" "";
    INVALID_DATE "invalid-date" Error "malformed or impossible date" "RFC 3339";
    INVALID_ID "invalid-id" Error "id that a feed cannot contain" "RFC 4287 §4.2.6";
    INVALID_LANGUAGE "invalid-language" Error "malformed language tag" "BCP 47";
    INVALID_MEDIA_TYPE "invalid-media-type" Error "malformed media type" "RFC 6838 §4.2";
    INVALID_PLACE "invalid-place" Error "place without a name, or with malformed coordinates" "GeoRSS Simple";
    INVALID_SLUG "invalid-slug" Error "slug that cannot be part of a path" "RFC 3986 §3.3";
    INVALID_URL "invalid-url" Error "malformed URL" "RFC 3986";
    MALFORMED_ID "malformed-id" Warning "pinned id that is not a valid tag URI" "RFC 4151 §2.1"
        "The W3C validator rejects an Atom feed with such an id. Readers compare ids byte by byte, so never change a \
         published one. In new articles, percent-encode spaces and non-ASCII characters.";
    MISPLACED_KEY "misplaced-key" Error "key that withholds an article, in a table where it has no effect" ""
        "In TOML, each key after a line such as `[extra]` belongs to that table, so `draft = true` below it has no \
         effect. Write keys that withhold articles before the first table.";
    MISSING_METADATA "missing-metadata" Error "article without metadata" "";
    MISSING_SRC "missing-src" Error "image or enclosure without a file" "";
    MISSING_TITLE "missing-title" Error "article without a title" "";
    MISSPELLED_KEY "misspelled-key" Error "unknown key that may be meant to withhold the article" ""
        "Feedwright never publishes an article that may be private. A key such as `Draft`, `dratf` or `publish_date` \
         is unknown, but has a value that would withhold the article. If it is a key of your own, list it in \
         `ignore-keys` under `[content]`.";
    NO_GIT_DATE "no-git-date" Warning "article without a date in its metadata or in git" "";
    NO_METADATA "no-metadata" Info "text or HTML file without metadata, which is not an article" "";
    NO_TIMEZONE "no-timezone" Info "date without a time zone, read as UTC" "";
    SKIPPED_ARTICLE "skipped-article" Warning "article with errors that --skip-invalid leaves out" "";
    SKIPPED_TIME "skipped-time" Warning "local time that did not exist when the clocks were set forward" "";
    TEXT_FOR_LIST "text-for-list" Warning "YAML text of several words where a list is expected" ""
        "In YAML, `tags: rain, wind` is one text, so the article has one tag with that name.";
    TWO_METADATA "two-metadata" Error "metadata both at the head of a file and beside it" "";
    UNDATED_CORRECTION "undated-correction" Error "correction without the date of the change" "RFC 4287 §4.2.15"
        "Readers show an entry again when `updated` changes. Without it, people who have read the mistake never see \
         the correction.";
    UNCLOSED_FENCE "unclosed-fence" Error "unclosed metadata" "";
    UNKNOWN_KEY "unknown-key" Warning "unknown metadata key" "";
    UNKNOWN_STATUS "unknown-status" Warning "article withheld by an unknown status" "";
    UNWRITTEN_DATE "unwritten-date" Warning "date that is left to git or the file system" "";
    UPDATED_BEFORE_DATE "updated-before-date" Warning "article updated before it was published" "RFC 4287 §4.2.15";
    WITHHELD "withheld" Info "article withheld by a key of its metadata" ""
        "Many tools have a key that keeps an article from being published. Feedwright never publishes an article that \
         may be private, so these keys withhold articles on every site: `hidden`, `private`, `unlisted`, `headless`, \
         `embargo`, `published = false`, `publish = false`, `status`, `visibility`, `password`. On a site without a \
         generator, a folder named `draft`, `drafts`, `private`, `unpublished`, `embargo` or `wip`, perhaps with an \
         underscore before its name, does so too, even if a symbolic link leads to it. If a key or such a folder means something else on your site, list it in \
         `ignore-keys` under `[content]`.";
}

/// The result of reading a head.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parsed {
    /// The article, or why it is not one.
    pub outcome: ParseOutcome,
    /// All findings about the head.
    pub diagnostics: Vec<Diagnostic>,
    /// The address of its page, if it is not an article since it has no date.
    pub page: Option<Url>,
    /// What readers knew it by, if it is an article that is kept out of feeds.
    pub identity: Option<Identity>,
    /// The paths below the content folder of the files that it comes with, whatever keeps it out of feeds.
    pub files: Vec<String>,
    /// What is known of an article that is invalid, but whose metadata is well-formed.
    pub invalid: Option<Box<Article>>,
}

/// The kind of a source.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ParseOutcome {
    /// An article.
    Article(Box<Article>),
    /// An article that is never in a feed.
    LeftOut(Reason),
    /// Text or HTML without metadata.
    NotAnArticle,
}

impl Parsed {
    /// The result for a source whose metadata was not read.
    fn not_read(outcome: ParseOutcome, finding: Diagnostic) -> Parsed {
        Parsed { outcome, diagnostics: vec![finding], ..Parsed::nothing() }
    }

    /// The result for a source that belongs to another one.
    fn nothing() -> Parsed {
        Parsed {
            outcome: ParseOutcome::NotAnArticle,
            diagnostics: Vec::new(),
            page: None,
            identity: None,
            files: Vec::new(),
            invalid: None,
        }
    }

    /// The result for a source that cannot be read.
    #[must_use]
    pub(crate) fn unreadable(finding: Diagnostic) -> Parsed {
        Parsed::not_read(ParseOutcome::LeftOut(Reason::Invalid), finding)
    }
}

/// What the metadata of every article is read with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'c> {
    /// `[site]`
    pub site: &'c Site,
    /// `[content]`
    pub content: &'c Content,
    /// The dates in git, if they are wanted.
    pub history: &'c History,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Whether anybody will ask where keys are: of the million articles in an index, nobody does.
    pub keeps_places: bool,
}

/// What is known of an article besides its head.
struct Body<'b> {
    /// Where it starts.
    start: usize,
    /// Its page, if that has been found.
    page: Option<&'b Url>,
    /// Its heading, if that can be its title.
    heading: Option<String>,
    /// Whether the file is the page.
    is_page: bool,
}

/// Reads the metadata of a source.
#[must_use]
pub(crate) fn parse(source: &Source, head: &Head<'_>, context: Context<'_>) -> Parsed {
    parse_at(source, head, context, None)
}

/// Reads the metadata of a source, whose page has been found.
#[must_use]
pub(crate) fn parse_at(source: &Source, head: &Head<'_>, context: Context<'_>, page: Option<&Url>) -> Parsed {
    let Context { site, content, .. } = context;
    if let Some((folder, is_target)) = withholding_folder(source, content) {
        let message = if is_target {
            format!("withheld by the folder `{folder}`, which its symbolic link leads to")
        } else {
            format!("withheld by its folder `{folder}`")
        };
        let finding = Diagnostic::new(&WITHHELD, message)
            .at(Place::file(&source.file()))
            .help("if its articles are public, list the folder in `ignore-keys` under [content]");
        return Parsed::not_read(ParseOutcome::LeftOut(Reason::Withheld), finding);
    }
    let files = head::Files::of(source);
    let tags = head.tags.as_deref();
    let (found, own) = match metadata_of(&files, source, head, context) {
        Ok(metadata) => metadata,
        Err(absent) => return *absent,
    };
    let is_page = own.is_some() && source.kind == FileKind::Html;
    let (table, mut diagnostics) = own.map_or_else(|| table(&found), |table| (table, Vec::new()));
    let rules = &content.rules;
    diagnostics.retain(|finding| !(rules.keys.last_counts && finding.code == &fields::DUPLICATE_KEY));
    let (cut, mut diagnostics): (Vec<_>, Vec<_>) =
        diagnostics.into_iter().partition(|finding| finding.code == &fields::CUT_TEXT);
    let broken: BTreeSet<_> = diagnostics.iter().filter_map(line).collect();
    let notes = tags.and_then(|tags| tags::notes(&table, tags));
    let table = match tags {
        Some(tags) => tags::with(table, tags),
        None => table,
    };
    let head = with_defaults(table, source, site, rules);
    let withheld = withheld(&head, &rules.keys);
    if let (None, Some(refused)) = (&withheld, dates::refused(&head, &rules.dates, found.text)) {
        diagnostics.push(refused);
        let outcome = ParseOutcome::LeftOut(Reason::Undated);
        return Parsed { outcome, diagnostics, ..Parsed::nothing() };
    }
    diagnostics.extend(withheld.iter().flat_map(|withheld| withheld_findings(withheld, found.text)));
    let needs_no_translation = rules.keys.keep(&head);
    if !rules.keys.is_open {
        let misplaced = misplaced(&head, &rules.keys);
        diagnostics.extend(
            misplaced.into_iter().map(|(path, span)| misplaced_finding(&path, found.text.place(span))),
        );
        // Where every key is one of ours, no two mean the same.
        let contradicting = (!needs_no_translation).then(|| rules.keys.contradicting(&head));
        let contradicting = contradicting.into_iter().flatten();
        diagnostics.extend(contradicting.map(|(first, second, span)| {
            let message = format!("both `{first}` and `{second}`, which mean the same");
            let finding = Diagnostic::new(&CONTRADICTING_KEYS, message).at(found.text.place(span));
            finding.help("remove one of the two")
        }));
    }
    if withheld.is_none() {
        diagnostics.extend(
            rules::computed(&head, &rules.keys).iter().map(|computed| computed_finding(computed, found.text)),
        );
    }
    let ours =
        if needs_no_translation { Cow::Borrowed(&head) } else { Cow::Owned(rules.keys.translated(&head)) };
    diagnostics.extend(cut.into_iter().filter(|finding| concerns(&ours, finding, found.text)));
    let fields = Fields::new(&ours, found.syntax, found.text, &mut diagnostics);
    let heading = found.text.text.get(found.body..).filter(|_| source.head == HeadForm::WithHeading);
    let body = Body { start: found.body, page, heading: heading.and_then(heads::heading), is_page };
    let mut read = keys::article(fields, &head, source, &body, context, withheld.is_some());
    if let Ok(article) = &mut read {
        article.notes = notes;
    }
    let reason = withheld.map(|_| Reason::Withheld).or_else(|| excluded(&ours, context.drafts));
    if !broken.is_empty() {
        // In malformed metadata, missing keys and the meaning of malformed lines are uncertain.
        let is_certain = |finding: &Diagnostic| {
            finding.code != &MISSING_TITLE && line(finding).is_none_or(|line| !broken.contains(&line))
        };
        diagnostics.retain(|finding| MALFORMED.contains(&finding.code) || is_certain(finding));
    }
    let is_lowered = reason.is_some() && lower(&mut diagnostics);
    if source.has_only_tags() {
        // Tags have no lines.
        let places = diagnostics.iter_mut().filter_map(|finding| finding.place.as_mut());
        places.for_each(|place| place.span = None);
    }
    // A recovering parser, or a value with a repeated escape, may report the same finding twice.
    diagnostics.dedup();
    let invalid = diagnostics.iter().any(|finding| finding.severity == Severity::Error);
    let files = local_files(&ours, source, content);
    let left_out = |reason| Parsed { outcome: ParseOutcome::LeftOut(reason), ..Parsed::nothing() };
    let parsed = match (reason, read) {
        (Some(reason), read) if reason == Reason::Withheld || is_lowered && !invalid => {
            Parsed { identity: read.ok().map(|article| article.identity()), ..left_out(reason) }
        }
        (reason, read) if invalid => {
            let is_known = reason.is_none() && broken.is_empty();
            Parsed { invalid: read.ok().filter(|_| is_known), ..left_out(Reason::Invalid) }
        }
        (_, Ok(article)) => Parsed { outcome: ParseOutcome::Article(article), ..Parsed::nothing() },
        (_, Err((reason, page))) => Parsed { page, ..left_out(reason) },
    };
    Parsed { diagnostics, files, ..parsed }
}

/// The metadata of a source, and what is read already if it is not written in a head.
fn metadata_of<'a>(
    files: &'a head::Files,
    source: &Source,
    head: &'a Head<'_>,
    context: Context<'_>,
) -> Result<(Found<'a>, Option<Table<'a>>), Box<Parsed>> {
    let tags = head.tags.as_deref();
    let absent = |parsed| Err(Box::new(parsed));
    match head::find(files, source, head) {
        Ok(Some(found)) => Ok((found, None)),
        Ok(None) if source.has_only_tags() => match tags.and_then(tags::own) {
            Some(table) => Ok((head::empty(files, head), Some(table))),
            None => absent(Parsed::not_read(ParseOutcome::NotAnArticle, tags::absent(source, tags))),
        },
        Ok(None) if context.content.rules.head_is_optional => Ok((head::empty(files, head), None)),
        Ok(None) if source.kind == FileKind::Markdown => {
            absent(Parsed::unreadable(head::missing(source, head)))
        }
        Ok(None) => match own_page(source, head, context) {
            Some(table) => Ok((Found { syntax: Syntax::Html, ..head::empty(files, head) }, Some(table))),
            None if source.recording().is_some() => absent(Parsed::nothing()),
            None => absent(Parsed::not_read(ParseOutcome::NotAnArticle, head::absent(source, head))),
        },
        Err(finding) => absent(Parsed::unreadable(finding)),
    }
}

/// The keys and values of a head, and what is wrong with its syntax.
fn table<'a>(found: &Found<'a>) -> (Table<'a>, Vec<Diagnostic>) {
    let (text, range) = (found.text, found.metadata.clone());
    match found.syntax {
        Syntax::Toml => fields::toml(text, range),
        Syntax::Yaml => fields::yaml(text, range),
        Syntax::Json => fields::json(text, range),
        Syntax::JsonMembers => fields::json_members(text, range),
        Syntax::JavaScript | Syntax::Variables => (fields::javascript(text, range), Vec::new()),
        Syntax::Lines | Syntax::Rst | Syntax::Org | Syntax::Html => {
            (heads::table(text, range, found.syntax), Vec::new())
        }
    }
}

/// What the file that describes a section says about it; `None` if it has no head, or if an article with that head would
/// not be public at `now`, or perhaps not.
#[must_use]
pub(crate) fn section(
    source: &Source,
    head: &Head<'_>,
    context: Context<'_>,
    now: DateTime<Utc>,
) -> Option<SectionTexts> {
    let Context { site, content, .. } = context;
    let as_article = parse(source, head, context);
    let is_uncertain = |finding: &Diagnostic| {
        finding.severity == Severity::Error
            && MALFORMED.iter().chain(&MAYBE_WITHHELD).any(|code| *code == finding.code)
    };
    let is_withheld = as_article.outcome == ParseOutcome::LeftOut(Reason::Withheld);
    if is_withheld || as_article.diagnostics.iter().any(is_uncertain) {
        return None;
    }
    let files = head::Files::of(source);
    let found = head::find(&files, source, head).ok()??;
    let (table, _) = table(&found);
    let head = with_defaults(table, source, site, &content.rules);
    let ours = content.rules.keys.translated(&head);
    if excluded(&ours, context.drafts).is_some() {
        return None;
    }
    // Findings are about articles only.
    let mut unreported = Vec::new();
    let fields = Fields::new(&ours, found.syntax, found.text, &mut unreported);
    keys::section(fields, &head, source, context, now)
}

/// Findings about values that may be meant to withhold what the metadata is about.
const MAYBE_WITHHELD: [&Code; 4] = [&fields::WRONG_TYPE, &INVALID_DATE, &MISPLACED_KEY, &MISSPELLED_KEY];

/// The paths of the files that an article comes with, whatever is wrong with it, where recordings may be articles
/// themselves.
fn local_files(ours: &Table<'_>, source: &Source, content: &Content) -> Vec<String> {
    if !content.has_shows || source.has_only_tags() {
        return Vec::new();
    }
    let src = |value: &Value<'_>| {
        let src = value.as_table().map_or(Some(value), |table| table.get("src"))?;
        article_paths::named_file(source.dir(), src.as_text()?)
    };
    let values = FILES.iter().filter_map(|key| ours.at(key));
    values.flat_map(Value::items).filter_map(src).collect()
}

/// The keys of the files that an article comes with.
const FILES: &[&str] = &["enclosure", "episode.alternate"];

/// Findings about metadata that is malformed, so that it is not certain what else it says.
const MALFORMED: [&Code; 4] =
    [&fields::BROKEN_JSON, &fields::BROKEN_TOML, &fields::BROKEN_YAML, &fields::DUPLICATE_KEY];

/// Why an article is in no feed, whatever else its metadata says and whenever that is.
fn excluded(ours: &Table<'_>, drafts: bool) -> Option<Reason> {
    let is = |key: &str, truth: bool| ours.get(key).and_then(Value::as_boolean) == Some(truth);
    if is("draft", true) && !drafts {
        Some(Reason::Draft)
    } else if is("feed", false) {
        Some(Reason::Excluded)
    } else {
        None
    }
}

/// Makes warnings of the errors in an article that is in no feed, and tells whether there are any. It is not certain
/// that an article with malformed metadata is in none.
fn lower(diagnostics: &mut [Diagnostic]) -> bool {
    let is_malformed = diagnostics.iter().any(|finding| MALFORMED.contains(&finding.code));
    let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
    let has_errors = diagnostics.iter().any(is_error) && !is_malformed;
    for finding in diagnostics.iter_mut().filter(|finding| has_errors && is_error(finding)) {
        finding.severity = Severity::Warning;
    }
    has_errors
}

/// The folder that withholds a source, and whether that is not its own, but the one that a symbolic link leads to.
fn withholding_folder<'s>(source: &'s Source, content: &Content) -> Option<(&'s str, bool)> {
    let targets = source.link_targets().iter().map(|target| (target.as_str(), true));
    let mut paths = std::iter::once((&*source.path, false)).chain(targets);
    paths.find_map(|(path, is_target)| {
        rules::withholding_folder(content.unnamed_folders(path)).map(|folder| (folder, is_target))
    })
}

/// The metadata of an HTML page that says it itself, where no rule of the site tells what is an article.
fn own_page<'a>(
    source: &Source,
    head: &Head<'_>,
    Context { site, content, .. }: Context<'_>,
) -> Option<Table<'a>> {
    if source.kind != FileKind::Html || content.rules.is_article.is_some() {
        return None;
    }
    let of_page = SiteOfPage {
        base_url: &site.base_url,
        title: site.title.as_str(),
        description: site.description.as_ref().map(crate::feed::Text::as_str),
    };
    pages::metadata(&content.file_on_site(&source.path), &head.text, of_page)
}

/// The head with the values that the site gives to keys it lacks, and with its keys in lower case if that does not
/// matter.
fn with_defaults<'a>(mut head: Table<'a>, source: &Source, site: &Site, rules: &SiteRules) -> Table<'a> {
    if rules.keys.ignores_case {
        lower_keys(&mut head);
    }
    if let Some(mark) = rules.keys.mark {
        for (key, ..) in &mut head.entries {
            let plain = key.strip_prefix(mark).filter(|_| !rules.keys.has_name(key)).map(str::to_owned);
            *key = plain.map_or_else(|| key.clone(), Cow::Owned);
        }
    }
    if rules.keys.is_open {
        // The site's own program takes an empty value for none, but for some keys.
        let is_empty = |value: &Value<'_>| value.as_text().is_some_and(str::is_empty);
        head.entries.retain(|(key, _, value)| {
            let is_kept = rules.keys.nothing_is_false.contains(&&**key);
            is_kept || !fields::is_never_empty(key) || !is_empty(value)
        });
    }
    if let Some(values) = &rules.values {
        let name = FileName::of(&source.path, &rules.names, |tag| site.has_language(tag));
        let defaults = values(&source.path, name.language.as_ref(), &head);
        let lacking = defaults.entries.into_iter().filter(|(key, ..)| head.get(key).is_none());
        let lacking: Vec<_> = lacking.collect();
        head.entries.extend(lacking);
    }
    head
}

/// Puts the keys of a table, and of the tables in it, in lower case.
fn lower_keys(table: &mut Table<'_>) {
    for (key, _, value) in &mut table.entries {
        if key.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
            *key = key.to_lowercase().into();
        }
        if let fields::Node::Table(inner) = &mut value.node {
            lower_keys(inner);
        }
    }
}

/// What withholds an article, and the word for that if it is unknown.
fn withheld_findings(withheld: &Withheld, text: SourceText<'_>) -> Vec<Diagnostic> {
    let (key, place) = (withheld.key, || text.place(withheld.span.clone()));
    let finding = match &withheld.undated {
        // It has no place in the text.
        None if withheld.span == (0..0) => {
            Diagnostic::new(&WITHHELD, format!("withheld by `{key}`, which the site sets for it"))
        }
        None => {
            let finding = Diagnostic::new(&WITHHELD, format!("withheld by `{key}`"));
            let written = text.text.get(withheld.span.clone()).unwrap_or_default();
            // To some generators, `n`, `off` and `"false"` are texts, so that the page is public.
            if ["published", "publish"].contains(&key) && !["", "false"].contains(&&*written.to_lowercase()) {
                finding.help("write `false`, so that every generator withholds the page, too")
            } else {
                finding
            }
        }
        Some(text) => {
            let message = format!("withheld by `{key}`: `{}` is not a date", text.escape_debug());
            Diagnostic::new(&WITHHELD, message).help(right_form(text))
        }
    }
    .at(place());
    let unknown = withheld.unknown.as_ref().map(|word| {
        let message = format!("unknown {key} `{}`, which withholds the article", word.escape_debug());
        Diagnostic::new(&UNKNOWN_STATUS, message).at(place()).help(format!(
            "write `{}`, or list `{key}` in `ignore-keys` under [content] if it means something else",
            if key == "status" { "published" } else { "public" },
        ))
    });
    std::iter::once(finding).chain(unknown).collect()
}

/// The finding for a value that only a program gives, of a key that means one of ours, or might.
fn computed_finding(computed: &ComputedKey<'_>, text: SourceText<'_>) -> Diagnostic {
    let ComputedKey { theirs: key, decides, span } = computed;
    let is_known = *key != fields::UNKNOWN_KEYS;
    let message = if is_known {
        format!("`{key}` is computed, and Feedwright runs no programs")
    } else {
        "computed keys are not known".to_owned()
    };
    // What the data of the site computes has no place in the text.
    let is_elsewhere = *span == (0..0);
    let place = if is_elsewhere { Place::file(text.file) } else { text.place(span.clone()) };
    let help = match (is_elsewhere, is_known) {
        (true, _) => {
            "write the value itself into each article, instead of computing it in the data of the site"
        }
        (false, true) => "write the value itself",
        (false, false) => "write the keys and their values one by one",
    };
    let finding = Diagnostic::new(&COMPUTED_VALUE, message).at(place).help(help);
    if *decides { finding } else { Diagnostic { severity: Severity::Warning, ..finding } }
}

/// The finding for a key in a table, which would withhold the article outside of it.
fn misplaced_finding(path: &str, place: Place) -> Diagnostic {
    let (table, key) = path.rsplit_once('.').unwrap_or(("", path));
    let message = format!("`{key}` has no effect in the table `{table}`, so the article would be published");
    let help = format!(
        "write it before the first table, or list `{path}` in `ignore-keys` under [content] if it has another meaning"
    );
    Diagnostic::new(&MISPLACED_KEY, message).at(place).help(help)
}

/// Whether a finding about a value concerns one that means something here: others belong to other programs.
fn concerns(ours: &Table<'_>, finding: &Diagnostic, text: SourceText<'_>) -> bool {
    let line = line(finding);
    let is_there = |span: &Range<usize>| {
        let span = text.span(span.clone());
        line.is_some_and(|line| (span.start.line..=span.end.line).contains(&line))
    };
    ours.entries.iter().any(|(_, _, value)| is_there(&value.span))
}

fn line(finding: &Diagnostic) -> Option<u32> {
    Some(finding.place.as_ref()?.span?.start.line)
}
