//! Check: the bytes that are about to be published, by the rules for any feed. Findings are reported at the
//! article that it comes from, wherever that is known.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rayon::prelude::*;

use super::{Options, Progress, RenderedFeed, RenderedFeeds, author_words};
use crate::check::{self, Profile, Subject};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::feed::Person;
use crate::root::Root;
use crate::site::article::{Article, ImageRef};
use crate::site::config::{self, Config};
use crate::site::document::Document;
use crate::site::fields::Syntax;
use crate::site::kind::FileKind;
use crate::site::scan;
use crate::site::source_text::SourceText;

/// Findings about mistakes that Feedwright does not make. Its dates are those of the articles, never of the build, so
/// equal dates are intended, as for translations. Equal pages of the site are found before; those of another site may be
/// the subject of several articles.
const NOT_OURS: &[&str] = &["duplicate-link", "same-dates"];

/// Findings that are made of all episodes of a show, whichever of its documents they are in.
const OF_SHOWS: &[&str] = &["duplicate-enclosure", "duplicate-episode-number"];

/// Findings about the people that an article names.
const OF_AUTHORS: &[&str] = &["email-in-name", "malformed-email"];

/// Warnings about articles, and the errors of documents that they stand for: an id that has been published may stay.
const MILDER: &[(&str, &str)] = &[("malformed-id", "malformed-tag-uri")];

/// Reports what is wrong with the documents: what would keep readers from an article, and what `--deny` names. Advice is
/// for `feedwright check`. A mistake of an article is reported once, even if several documents have it.
pub(super) fn verify(
    config: &Config,
    content: &Root,
    options: &Options,
    rendered: &RenderedFeeds,
    documents: &[Document],
    reported: &[Diagnostic],
    progress: &(dyn Fn(Progress) + Sync),
) -> Vec<Diagnostic> {
    let one = |(feed, document): (&RenderedFeed, &Document)| {
        let options = check::Options {
            profiles: profiles(config, feed),
            base: Some(feed.feed.self_url.clone()),
            now: Some(options.now),
            ..check::Options::default()
        };
        let file = config.output.join(&document.path);
        let checked = check::document(&file, &document.bytes, &options);
        progress(Progress::Checked);
        let place = |(finding, subject)| {
            at_article(promised(finding, feed), subject, (feed, rendered), (config, content))
        };
        let is_of_show = |finding: &Diagnostic| feed.show.is_some() && OF_SHOWS.contains(&finding.code.name);
        let found = checked.findings.into_iter().filter(|(finding, _)| !is_of_show(finding));
        found.map(place).collect::<Vec<_>>()
    };
    let Some(faults) = Faults::of(config, reported) else { return Vec::new() };
    progress(Progress::Checking { total: documents.len() });
    let pairs = rendered.feeds.par_iter().zip(documents);
    let found: Vec<_> = pairs.filter(|(feed, _)| !faults.emptied(feed)).map(one).collect();
    let is_news = |finding: &Diagnostic| {
        let asked = options.levels.deny.contains(finding.code.name);
        asked || (finding.severity != Severity::Info && !NOT_OURS.contains(&finding.code.name))
    };
    let mut told: BTreeMap<&Place, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in reported.iter().filter(|finding| !config::is_broken_promise(finding)) {
        if let Some(place) = finding.place.as_ref().filter(|place| place.span.is_some()) {
            told.entry(place).or_default().push(finding);
        }
    }
    // A warning does not hide an error.
    let is_told = |finding: &Diagnostic| {
        let there = finding.place.as_ref().and_then(|place| told.get(place));
        there.into_iter().flatten().any(|other| {
            other.severity <= finding.severity || MILDER.contains(&(other.code.name, finding.code.name))
        })
    };
    // The language is among the settings that promises require.
    let has_told_language = reported.iter().any(config::is_broken_promise);
    let is_told = |finding: &Diagnostic| {
        is_told(finding) || has_told_language && finding.code.name == "missing-language"
    };
    let is_kept = |finding: &Diagnostic| is_news(finding) && !is_told(finding) && !faults.explain(finding);
    once(found.into_iter().map(|found| found.into_iter().filter(is_kept).collect()))
}

/// The errors that were found before. What is wrong with the documents may follow from them.
struct Faults(BTreeSet<PathBuf>);

impl Faults {
    /// The files with errors, without their extensions, since an article may have its metadata in another file than its text;
    /// `None` if one of them may have consequences for every article.
    fn of(config: &Config, reported: &[Diagnostic]) -> Option<Faults> {
        let templates = config.project.join("templates");
        let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
        // What a feed lacks for its promise has no consequences for its articles.
        let errors = reported.iter().filter(is_error).filter(|finding| !config::is_broken_promise(finding));
        let mut files = BTreeSet::new();
        for error in errors {
            let place = error.place.as_ref().filter(|place| !place.file.starts_with(&templates))?;
            files.extend(
                [Some(place), error.related.as_deref()]
                    .into_iter()
                    .flatten()
                    .map(|place| place.file.with_extension("")),
            );
        }
        Some(Faults(files))
    }

    /// Whether a feed may have no articles because of an error.
    fn emptied(&self, feed: &RenderedFeed) -> bool {
        !self.0.is_empty() && feed.articles.is_empty()
    }

    /// Whether a finding may follow from an error: in the same file, or about the number of articles, since those with
    /// errors are left out.
    fn explain(&self, finding: &Diagnostic) -> bool {
        let is_in_file =
            finding.place.as_ref().is_some_and(|place| self.0.contains(&place.file.with_extension("")));
        is_in_file || !self.0.is_empty() && check::is_of_count(finding.code)
    }
}

/// The findings of all documents: all of the first, and of each other what no earlier one has at the same place.
fn once(documents: impl Iterator<Item = Vec<Diagnostic>>) -> Vec<Diagnostic> {
    let (mut seen, mut kept) = (BTreeSet::new(), Vec::new());
    for mut found in documents {
        found.retain(|finding| !seen.contains(&(finding.place.clone(), finding.code.name)));
        seen.extend(found.iter().map(|finding| (finding.place.clone(), finding.code.name)));
        let mut same = BTreeSet::new();
        found.retain(|Diagnostic { place, code, message, .. }| {
            same.insert((place.clone(), code.name, message.clone()))
        });
        kept.extend(found);
    }
    kept
}

/// The profiles that a document is checked by: those of the configuration, and what its feed promises to be.
fn profiles(config: &Config, feed: &RenderedFeed) -> BTreeSet<Profile> {
    config.check.profiles.iter().copied().chain(feed.promise).collect()
}

/// A warning of the profile that a news feed promises to satisfy is an error. What directories of podcasts only advise is
/// none.
fn promised(mut finding: Diagnostic, feed: &RenderedFeed) -> Diagnostic {
    let is_promised = feed.promise == Some(Profile::News) && Profile::News.is_of_articles(finding.code);
    if is_promised && finding.severity == Severity::Warning {
        finding.severity = Severity::Error;
    }
    finding
}

/// The finding at the article that it comes from, else at the feed in the configuration. The document itself is in no
/// file yet: a place in it would be one in another file, or in none.
fn at_article(
    mut finding: Diagnostic,
    subject: Option<Subject>,
    (feed, rendered): (&RenderedFeed, &RenderedFeeds),
    (config, content): (&Config, &Root),
) -> Diagnostic {
    let article = subject
        .and_then(|subject| Some((subject, rendered.articles.get(feed.articles.get(subject.entry)?)?)));
    // One mistake of the site is said once.
    let is_of_site =
        article.as_ref().map_or(feed.show.is_none(), |(_, article)| has_authors_of_site(article, config));
    if is_of_site && OF_AUTHORS.contains(&finding.code.name) {
        let place = Some(Place::file(&config.file));
        return Diagnostic { place, help: Some(OF_SITE.to_owned()), ..finding };
    }
    if let Some((subject, article)) = article {
        let repeated = subject.repeats.and_then(|entry| rendered.articles.get(feed.articles.get(entry)?));
        let finding = match repeated {
            // The place of the first one is in no file yet.
            Some(first) => Diagnostic { message: repeating(&finding.message, first), ..finding },
            None => finding,
        };
        let syntax = || syntax(article, content);
        let key = author_words::key(finding.code, subject.part);
        let other = if key == Some("image") { other_image(article, subject) } else { None };
        let finding = match other {
            Some(_) => author_words::of_other_image(finding, syntax),
            None => author_words::of_article(finding, subject.part, article, syntax),
        };
        let place =
            other.map_or_else(|| origin(article, key, content), |image| article.place_of(&image.span));
        return Diagnostic {
            message: format!("{} (in {})", finding.message, feed.path),
            place: Some(place),
            ..finding
        };
    }
    let of_show = feed.show.as_ref().zip(author_words::podcast_key(finding.code));
    if let Some(place) = of_show.map(|(show, key)| show.of(key)).or(feed.place.as_ref()) {
        finding.message = format!("{} (in {})", finding.message, feed.path);
        finding.place = Some(place.clone());
    } else {
        let span = finding.place.as_ref().and_then(|place| place.span);
        let at =
            span.map_or(String::new(), |span| format!(" (at {}:{})", span.start.line, span.start.column));
        finding.message = format!("{}{at}", finding.message);
        finding.place = finding.place.map(|place| Place::file(&place.file));
    }
    author_words::of_feed(finding)
}

/// What to do about authors that no article names itself.
const OF_SITE: &str = "correct `authors` under [site], or where the site's generator has its authors";

/// Whether the authors of an article are not its own: those of the site, or of its generator's list of people.
fn has_authors_of_site(article: &Article, config: &Config) -> bool {
    let people = &config.content.rules.keys.people;
    let is_listed = |author: &Person| {
        let names = people.iter().filter_map(|(_, person)| person.as_table()?.get("name")?.as_text());
        names.map(str::trim).any(|name| name == author.name.as_str())
    };
    article.places.get("authors").is_none()
        || !article.authors.is_empty() && article.authors.iter().all(is_listed)
}

/// A message that ends with the place of what is repeated, with the article that has it instead.
fn repeating(message: &str, first: &Article) -> String {
    let what = message.rsplit_once(" at ").map_or(message, |(what, _)| what);
    format!("{what} in `{}`", first.source.path)
}

/// The picture that a part of an entry is about, if it is not the first one of the article.
fn other_image(article: &Article, subject: Subject) -> Option<&ImageRef> {
    // Each of its files is an element.
    let files = article.images.iter().flat_map(|image| std::iter::repeat_n(image, 1 + image.forms.len()));
    let image = files.filter(|_| subject.part == "media:content").nth(subject.nth)?;
    article.images.first().is_none_or(|first| first.span != image.span).then_some(image)
}

/// Where a part of an entry comes from: a key of the metadata, the body, or the file as such.
fn origin(article: &Article, key: Option<&str>, content: &Root) -> Place {
    let date = if article.places.get("publish").is_some() { "publish" } else { "date" };
    // A key of a table has no place where the table is a single text.
    let table = |key| if article.places.get(key).is_some() { key } else { parent(key) };
    match key.map(table) {
        // What never changed has the date of its publication.
        Some("updated") if article.places.get("updated").is_none() => article.place(date),
        Some("date") if article.places.get(date).is_some() => article.place(date),
        Some(key) if !key.is_empty() && article.places.get(key).is_some() => article.place(key),
        // A recording is its own enclosure.
        Some("enclosure") if article.source.kind == FileKind::Media => Place::file(&article.source.file()),
        // A summary that is not in the metadata is made of the body.
        Some("" | "summary") => body(article, content),
        Some(_) | None => article.place("title"),
    }
}

/// The table that a key is in, such as `image` for `image.caption`.
fn parent(key: &str) -> &str {
    key.split_once('.').map_or(key, |(table, _)| table)
}

/// What the metadata of an article is written in.
fn syntax(article: &Article, content: &Root) -> Syntax {
    if article.source.sidecar().is_some() || article.source.kind == FileKind::Media {
        return Syntax::Toml;
    }
    let text = scan::text_below(content, article.source.file_path().as_ref()).unwrap_or_default();
    match text.trim_start().chars().next() {
        Some('-') => Syntax::Yaml,
        Some('{') => Syntax::Json,
        Some(_) | None => Syntax::Toml,
    }
}

fn body(article: &Article, content: &Root) -> Place {
    let file = article.source.file();
    if article.source.kind == FileKind::Media {
        return Place::file(&article.source.metadata_file());
    }
    let read = scan::text_below(content, article.source.file_path().as_ref());
    let Ok(text) = read else { return Place::file(&file) };
    let rest = text.get(article.body_start..).unwrap_or_default();
    let start = article.body_start + rest.len() - rest.trim_start().len();
    SourceText { file: &file, text: &text }.place(start..start)
}
