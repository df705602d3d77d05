//! The whole program on one screen: each stage in its turn, and what passes between them. No I/O of its own.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use crate::config::{Body, Config};
use crate::diagnostic::{Diagnostic, Levels, Severity};
use crate::error::Error;
use crate::model::article::{Article, LeftOut, Reason};
use crate::model::document::{Document, Outcome, Status, Summary};
use crate::model::feed::{Entry, Feed};
use crate::model::source::Source;
use crate::render::Templates;
use crate::select::{Selection, Terms};
use crate::{emit, history, metadata, publish, render, scan, select};

/// What a run is told besides its configuration.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct Options {
    /// The time by which `publish` and `expires` have passed or not.
    pub now: DateTime<Utc>,
    /// Whether drafts count as articles.
    pub drafts: bool,
    /// Whether nothing is written.
    pub dry_run: bool,
    /// Whether documents that nobody makes any more are removed.
    pub prune: bool,
    /// Whether a published document may lose most of its entries.
    pub accept_emptied: bool,
    /// What `--deny` and `--allow` say.
    pub levels: Levels,
}

impl Options {
    /// A plain build at `now`.
    #[must_use]
    pub fn at(now: DateTime<Utc>) -> Options {
        let levels = Levels::default();
        Options { now, drafts: false, dry_run: false, prune: false, accept_emptied: false, levels }
    }
}

/// How far a long run is: `done` of `total`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Metadata is being read.
    Reading {
        /// How many files there are.
        total: usize,
    },
    /// One more file's metadata was read.
    Read,
    /// Articles are being rendered.
    Rendering {
        /// How many there are.
        total: usize,
    },
    /// One more article was rendered.
    Rendered,
}

/// What is there, and which feeds it is in, before anything is rendered.
#[derive(Clone, Debug)]
pub struct Survey<'c> {
    /// The public articles, in the order of feeds.
    pub articles: Vec<Article>,
    /// The others.
    pub left_out: Vec<LeftOut>,
    /// The documents to be made.
    pub selections: Vec<Selection<'c>>,
    /// How terms are spelled.
    pub terms: Terms,
    /// Everything found so far.
    pub diagnostics: Vec<Diagnostic>,
}

/// Scans, reads metadata and selects. `found` is what the configuration was told.
///
/// # Errors
/// If the content folder cannot be read.
pub fn survey<'c>(
    config: &'c Config,
    options: &Options,
    found: Vec<Diagnostic>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Survey<'c>, Error> {
    let root = config.project.join(&config.content.dir);
    let scan::Sources { sources, diagnostics } = scan::sources(&root, &config.content, &config.output)?;
    let read = read(config, sources, progress);
    let forgotten = select::undated(&read.undated, &read.articles);
    let live = select::live(read.articles, options.now, options.drafts);
    let terms = Terms::of(&live.articles);
    let (selections, selected) = select::selections(config, &live.articles, &terms);
    let left_out = sorted([read.left_out, live.left_out].concat());
    // A feed may be empty only because its articles have mistakes, which are said already.
    let invalid = left_out.iter().any(|left| left.reason == Reason::Invalid);
    let selected = if invalid { without_empty(selected) } else { selected };
    let diagnostics =
        [found, diagnostics, once(read.diagnostics), forgotten, live.diagnostics, selected].concat();
    Ok(Survey { articles: live.articles, left_out, selections, terms, diagnostics })
}

/// Makes every document, and publishes all of them or none. `found` is what the configuration was told.
///
/// # Errors
/// If the world fails us: a folder cannot be read, or a document not be written. Everything published is then as
/// it was before.
pub fn build(
    config: &Config,
    options: &Options,
    found: Vec<Diagnostic>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Outcome, Error> {
    let mut survey = survey(config, options, found, progress)?;
    let made = make(config, &survey, progress);
    let write = |made: &MadeFeed| emit::document(&made.feed, &made.path, made.format);
    let documents: Vec<_> = made.feeds.par_iter().map(write).collect();
    let (stale, compared) = compare(config, options, &documents)?;
    let entries = documents.iter().map(|document| document.entries).sum();
    let (plan, refused) = publish::plan(&config.output, documents, stale)?;

    survey.diagnostics.extend([made.diagnostics, compared, refused].concat());
    let diagnostics = options.levels.apply(survey.diagnostics);
    let summary = Summary {
        articles: survey.articles.len() + survey.left_out.len(),
        entries,
        rendered: made.rendered,
        left_out: survey.left_out.len(),
        ..count(&diagnostics)
    };
    let mut outcome = Outcome { diagnostics, documents: Vec::new(), left_out: survey.left_out, summary };
    if outcome.summary.errors > 0 {
        return Ok(outcome);
    }
    if !options.dry_run {
        publish::commit(&plan)?;
    }
    outcome.documents = plan.published();
    outcome.summary = tally(&outcome);
    Ok(outcome)
}

/// What came out of reading all metadata.
#[derive(Default)]
struct Read {
    articles: Vec<Article>,
    undated: Vec<Source>,
    left_out: Vec<LeftOut>,
    diagnostics: Vec<Diagnostic>,
}

fn read(config: &Config, sources: Vec<Source>, progress: &(dyn Fn(Progress) + Sync)) -> Read {
    progress(Progress::Reading { total: sources.len() });
    let parsed = sources.into_par_iter().map(|source| {
        let parsed =
            scan::head(&source).map(|head| metadata::parse(&source, &head, &config.site, &config.content));
        progress(Progress::Read);
        (source, parsed.unwrap_or_else(metadata::Parsed::unreadable))
    });
    let parsed: Vec<_> = parsed.collect();
    let mut read = Read::default();
    for (source, metadata::Parsed { outcome, diagnostics }) in parsed {
        read.diagnostics.extend(diagnostics);
        match outcome {
            metadata::Outcome::Article(article) => read.articles.push(*article),
            metadata::Outcome::LeftOut(reason) => {
                read.undated.extend((reason == Reason::Undated).then(|| source.clone()));
                read.left_out.push(LeftOut { source, reason, identity: None });
            }
            metadata::Outcome::NotAnArticle => {}
        }
    }
    read
}

fn without_empty(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.into_iter().filter(|finding| finding.code != &select::EMPTY_FEED).collect()
}

/// What is the configuration's matter is said once, not for every article.
fn once(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut said = false;
    let mut repeated =
        |finding: &Diagnostic| finding.code == &metadata::NO_TIMEZONE && std::mem::replace(&mut said, true);
    found.into_iter().filter(|finding| !repeated(finding)).collect()
}

fn sorted(mut left_out: Vec<LeftOut>) -> Vec<LeftOut> {
    left_out.sort();
    left_out
}

/// The feeds of a site, before they are written in any format.
#[derive(Clone, Debug)]
pub struct Made {
    /// In the order of the configuration.
    pub feeds: Vec<MadeFeed>,
    /// How many articles were rendered for them.
    pub rendered: usize,
    /// What was found on the way.
    pub diagnostics: Vec<Diagnostic>,
}

/// One feed, and the document that it is for.
#[derive(Clone, Debug)]
pub struct MadeFeed {
    /// The document's path below the output folder.
    pub path: String,
    /// Its format.
    pub format: &'static emit::Format,
    /// What it says.
    pub feed: Feed,
}

/// Renders every article that some feed holds, once, and puts the feeds together.
#[must_use]
pub fn make(config: &Config, survey: &Survey<'_>, progress: &(dyn Fn(Progress) + Sync)) -> Made {
    let (templates, broken) = templates(config);
    let full = wanted(survey, |selection| selection.config.body == Body::Full);
    let wanted = wanted(survey, |_| true);
    let translations = select::translations(&survey.articles);
    progress(Progress::Rendering { total: wanted.len() });
    let filled = wanted.into_par_iter().filter_map(|at| {
        let article = survey.articles.get(at)?;
        let entry = select::entry(article, &config.site, &survey.terms, &translations);
        let needs_body = full.contains(&at) || article.summary.is_none();
        let (entry, found) = fill(config, article, entry, needs_body.then_some(&templates));
        progress(Progress::Rendered);
        Some((at, needs_body, entry, found))
    });
    let filled: Vec<_> = filled.collect();
    let rendered = filled.iter().filter(|(_, needed_body, _, _)| *needed_body).count();
    let found = filled.iter().flat_map(|(_, _, _, found)| found.iter().cloned());
    let diagnostics = broken.into_iter().chain(found).collect();
    let entries = filled.into_iter().map(|(at, _, entry, _)| (at, entry)).collect();
    Made { feeds: feeds(config, survey, &entries), rendered, diagnostics }
}

fn wanted(survey: &Survey<'_>, by: impl Fn(&Selection<'_>) -> bool) -> BTreeSet<usize> {
    let selections = survey.selections.iter().filter(|selection| by(selection));
    selections.flat_map(|selection| selection.articles.iter().copied()).collect()
}

/// A user's `templates/entry.html` replaces ours.
fn templates(config: &Config) -> (Templates, Option<Diagnostic>) {
    let file = config.project.join("templates").join("entry.html");
    if !file.is_file() {
        return (Templates::built_in(), None);
    }
    match scan::text(&file).and_then(|text| Templates::with_entry(&file, text)) {
        Ok(templates) => (templates, None),
        Err(finding) => (Templates::built_in(), Some(finding)),
    }
}

/// Gives an entry its files, and with `templates` its HTML and summary.
fn fill(
    config: &Config,
    article: &Article,
    entry: Entry,
    templates: Option<&Templates>,
) -> (Entry, Vec<Diagnostic>) {
    let content = config.project.join(&config.content.dir);
    let roots = [content.as_path(), config.output.as_path()];
    let (image, missing_image) = scan::image(article, &roots);
    let (enclosure, missing_enclosure) = scan::enclosure(article, &roots);
    let mut entry = Entry { image, enclosure, ..entry };
    let mut diagnostics: Vec<_> = missing_image.into_iter().chain(missing_enclosure).collect();
    let Some(templates) = templates else { return (entry, diagnostics) };
    match scan::body(&article.source) {
        Ok(text) => {
            let (rendered, found) = render::entry(article, &text, entry.image.as_ref(), templates);
            diagnostics.extend(found);
            entry.content = Some(rendered.content);
            entry.summary = rendered.summary;
        }
        Err(finding) => diagnostics.push(finding),
    }
    (entry, diagnostics)
}

fn feeds(config: &Config, survey: &Survey<'_>, entries: &BTreeMap<usize, Entry>) -> Vec<MadeFeed> {
    let make = |selection: &Selection<'_>| {
        let mut feed = select::feed(selection, &config.site);
        let chosen = selection.articles.iter().filter_map(|at| entries.get(at)).cloned();
        feed.entries = match selection.config.body {
            Body::Full => chosen.collect(),
            Body::Summary => chosen.map(|entry| Entry { content: None, ..entry }).collect(),
        };
        Some(MadeFeed { path: selection.path.clone(), format: emit::format(selection.config.format)?, feed })
    };
    survey.selections.iter().filter_map(make).collect()
}

/// Compares with what is published now: the paths that `--prune` removes, and what subscribers would lose.
fn compare(
    config: &Config,
    options: &Options,
    documents: &[Document],
) -> Result<(Vec<String>, Vec<Diagnostic>), Error> {
    let made: BTreeMap<_, _> =
        documents.iter().map(|document| (document.path.as_str(), document.entries)).collect();
    let published = published(config, &made)?;
    let asked: BTreeSet<_> = config.feeds.iter().map(|feed| feed.path.as_str()).collect();
    let mut found = Vec::new();
    for (path, known) in &published {
        let entries = made.get(path.as_str()).copied().unwrap_or_default();
        if made.contains_key(path.as_str()) || asked.contains(path.as_str()) {
            found.extend(history::emptied(path, known, entries, options.accept_emptied));
        }
    }
    let paths = made.keys().map(|path| (*path).to_owned()).collect();
    let (stale, listed) = history::stale(&config.output, &published, &paths, &config.site.base_url);
    if options.prune {
        return Ok((stale, found));
    }
    found.extend(listed);
    Ok((Vec::new(), found))
}

fn published(config: &Config, made: &BTreeMap<&str, usize>) -> Result<Vec<(String, history::Known)>, Error> {
    let mut bytes: BTreeMap<_, _> = scan::published(&config.output)?.into_iter().collect();
    for path in made.keys() {
        if let Some(found) = scan::bytes(&config.output.join(path))? {
            bytes.insert((*path).to_owned(), found);
        }
    }
    let read = |(path, bytes): (String, Vec<u8>)| Some((path, history::read(&bytes)?));
    Ok(bytes.into_iter().filter_map(read).collect())
}

fn count(diagnostics: &[Diagnostic]) -> Summary {
    let of = |severity| diagnostics.iter().filter(|finding| finding.severity == severity).count();
    Summary { errors: of(Severity::Error), warnings: of(Severity::Warning), ..Summary::default() }
}

fn tally(outcome: &Outcome) -> Summary {
    let of = |status| outcome.documents.iter().filter(|document| document.status == status).count();
    Summary {
        created: of(Status::Created),
        changed: of(Status::Changed),
        unchanged: of(Status::Unchanged),
        removed: of(Status::Removed),
        ..outcome.summary
    }
}
