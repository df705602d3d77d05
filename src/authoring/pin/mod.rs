//! Published feeds in; their ids, in the metadata of articles and in the configuration, out.

mod feeds;
pub(crate) mod identify;
pub(crate) mod insert;
mod published_ids;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use self::identify::Articles;
use self::insert::IdInHead;
use self::published_ids::{Decision, PublishedIds};
use crate::authoring::file_text::{Inserted, NO_METADATA};
use crate::authoring::{self, Edit, UNSAFE_EDIT};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::error::Error;
use crate::feed::{Format, Id};
use crate::published;
use crate::published::feed::PublishedFeed;
use crate::root::Root;
use crate::site::article::Article;
use crate::site::config::{Config, Content, Overrides};
use crate::site::pipeline::{Index, Options, Progress, PublishedDocument, PublishedDocuments, index};
use crate::site::{scan, select};

/// What pinning did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pinned {
    /// What was written, in the order of its files.
    pub written: Vec<WrittenId>,
    /// How many articles had their published id already.
    pub already: usize,
    /// How many articles are in nothing that is published.
    pub unpublished: usize,
    /// How many articles are published, or may be, and got no id; the findings say why.
    pub unsettled: usize,
    /// The findings.
    pub diagnostics: Vec<Diagnostic>,
}

/// An id that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WrittenId {
    /// The file that it stands in now.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The whole line.
    pub text: String,
    /// The path of the feed whose id it is; none for an article's.
    pub feed: Option<String>,
}

/// The configuration as a file, so that feeds can be pinned there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ConfigFile<'c> {
    /// Where it is.
    pub path: &'c Path,
    /// The options of the command line that override it.
    pub overrides: &'c Overrides,
    /// The codes that it may name.
    pub codes: &'c [&'c Code],
}

/// Writes the ids that articles and feeds have in `published` into metadata and configuration. An existing id is never
/// overwritten, and an entry that could be either of two articles is never guessed. Without a configuration file, the
/// ids of feeds are not written.
///
/// # Errors
/// If a published document cannot be loaded, or a file cannot be read or written.
pub(crate) fn pin(
    config: &Config,
    file: Option<ConfigFile<'_>>,
    options: &Options,
    published: Vec<PublishedDocuments<'_>>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Pinned, Error> {
    let index = index(config, options, Vec::new(), progress)?;
    let mut pinned = Pinned { diagnostics: errors(&index), ..Pinned::default() };
    let (articles, changed) = match index.articles(config) {
        Ok(articles) => (articles, None),
        Err(changed) => (Vec::new(), Some(changed)),
    };
    let total = articles.len();
    let articles = without_replaced(articles);
    let mut entries = Entries::new(&articles);
    let mut heads = Vec::new();
    let names: Vec<_> = published.iter().map(|documents| documents.name().to_owned()).collect();
    let expected: Vec<_> = index.selections.iter().map(|selection| selection.path.as_str()).collect();
    for documents in published {
        documents.for_each(
            &expected,
            |_, document| document,
            |PublishedDocument { name, feed }| {
                if changed.is_none() {
                    entries.add(&name, &feed);
                }
                heads.push(PublishedDocument { name, feed: feed.without_items() });
            },
        )?;
    }
    if heads.is_empty() {
        let mut finding = published::nothing_published(&names.join(", "), index.selections.len());
        finding.severity = Severity::Warning;
        pinned.diagnostics.push(finding.help("correct --from"));
    }
    pinned.diagnostics.extend(changed);
    let edits = edits(&index.content, &config.content, entries, total, &mut pinned)?;
    let settings = feeds::feeds(config, file, &index, &heads, &mut pinned)?;
    if !options.dry_run {
        let folder =
            if config.content.pins.is_some() { config.project.as_path() } else { index.content.path() };
        authoring::write(folder, &edits)?;
        settings.as_ref().map_or(Ok(()), authoring::write_named)?;
    }
    pinned.written.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    pinned.diagnostics = options.levels.apply(pinned.diagnostics);
    Ok(pinned)
}

/// The errors because of which articles were not read. Duplicates are left out: only a build knows whether both articles
/// are public.
fn errors(index: &Index<'_>) -> Vec<Diagnostic> {
    let duplicates = [&select::DUPLICATE_PERMALINK, &select::DUPLICATE_ID];
    let is_serious =
        |finding: &&Diagnostic| finding.severity == Severity::Error && !duplicates.contains(&finding.code);
    index.diagnostics.iter().filter(is_serious).cloned().collect()
}

fn edits(
    content: &Root,
    settings: &Content,
    entries: Entries<'_>,
    total: usize,
    pinned: &mut Pinned,
) -> Result<Vec<Edit>, Error> {
    let pins = settings.pins.as_ref().map(|(file, _)| file.as_path());
    let articles = entries.articles;
    let again = articles.iter().filter(|article| article.source.is_shown_again());
    let shared: BTreeSet<_> = again.map(|article| article.source.file_path()).collect();
    let (ids, published) = entries.ids(pinned);
    let (mut edits, mut listed) = (Vec::new(), Vec::new());
    for (at, ids) in ids {
        let Some(article) = articles.get(at) else { continue };
        match ids.decide(article) {
            Decision::Pin(id) if pins.is_some() => listed.push((article, id)),
            Decision::Pin(_) if shared.contains(article.source.file_path()) => {
                pinned.diagnostics.push(of_several(article));
            }
            Decision::Pin(id) => {
                let id = IdInHead::new(&id);
                let id = if settings.rules.keys.is_open { id.in_open_heads() } else { id };
                edits.extend(edit(content, article, id, pinned)?);
            }
            Decision::Already => pinned.already += 1,
            Decision::Refused(finding) => pinned.diagnostics.push(finding),
        }
    }
    pinned.unpublished = total - published;
    pinned.unsettled = published - pinned.already - edits.len() - listed.len();
    if let Some(file) = pins.filter(|_| !listed.is_empty()) {
        edits.push(list_edit(file, &listed, pinned)?);
    }
    Ok(edits)
}

/// The finding about a file that the site shows as several articles, each of which has another id.
fn of_several(article: &Article) -> Diagnostic {
    let message = "several articles with different ids, so it was left as it is";
    Diagnostic::new(&UNSAFE_EDIT, message)
        .at(Place::file(&article.source.metadata_file()))
        .help("write pins = \"pins.toml\" under [content] in feedwright.toml, and pin again")
}

/// The finding about a file that no id can be written into.
fn listed_only(file: &Path, reason: &str) -> Diagnostic {
    Diagnostic::new(&UNSAFE_EDIT, format!("{reason}, so it was left as it is"))
        .at(Place::file(file))
        .help("write pins = \"pins.toml\" under [content] in feedwright.toml, and pin again: the ids are then in that file")
}

/// The edit that adds ids to the one file that has them all.
fn list_edit(file: &Path, listed: &[(&Article, Id)], pinned: &mut Pinned) -> Result<Edit, Error> {
    let before = scan::bytes(file)?;
    let mut after = before.clone().unwrap_or_default();
    if !after.is_empty() && !after.ends_with(b"\n") {
        after.push(b'\n');
    }
    let first = memchr::memchr_iter(b'\n', &after).count() + 1;
    for ((article, id), number) in listed.iter().zip(first..) {
        let text = format!("{} = {}", authoring::quoted(&article.source.path), IdInHead::new(id).toml());
        after.extend_from_slice(text.as_bytes());
        after.push(b'\n');
        pinned.written.push(WrittenId { file: file.to_path_buf(), line: number, text, feed: None });
    }
    Ok(Edit { file: file.to_path_buf(), before, after })
}

/// The articles without drafts that have the page of a public article, since the public one is published there.
fn without_replaced(mut articles: Vec<Article>) -> Vec<Article> {
    let public = articles.iter().filter(|article| !article.draft);
    let pages: BTreeSet<_> = public.map(|article| article.permalink.clone()).collect();
    articles.retain(|article| !(article.draft && pages.contains(&article.permalink)));
    articles
}

/// The entries of published feeds, and the articles that they are.
struct Entries<'a> {
    articles: &'a [Article],
    of_format: BTreeMap<Format, Articles<'a>>,
    /// The articles that are published, or may be.
    published: BTreeSet<usize>,
    ids: BTreeMap<usize, PublishedIds>,
    /// The findings about entries by their messages, so that what several feeds have in common is reported once.
    findings: BTreeMap<String, Diagnostic>,
}

impl<'a> Entries<'a> {
    fn new(articles: &'a [Article]) -> Entries<'a> {
        Entries {
            articles,
            of_format: BTreeMap::new(),
            published: BTreeSet::new(),
            ids: BTreeMap::new(),
            findings: BTreeMap::new(),
        }
    }

    /// Finds out which articles the entries of a feed are.
    fn add(&mut self, name: &str, known: &PublishedFeed) {
        let (articles, format) = (self.articles, known.format);
        let all = self.of_format.entry(format).or_insert_with(|| Articles::new(articles, format));
        let found = all.identify(&known.items);
        let named = |all: &[usize]| all.iter().filter_map(|at| articles.get(*at)).collect::<Vec<_>>();
        self.published.extend(found.pairs.iter().map(|(_, at)| *at));
        self.published.extend(found.ambiguous.iter().flat_map(|(_, all)| all));
        for (entry, at) in &found.pairs {
            if let Some(item) = known.items.get(*entry) {
                self.ids.entry(*at).or_default().add(format, item);
            }
        }
        let unsure = found
            .ambiguous
            .iter()
            .filter_map(|(entry, all)| Some(published_ids::ambiguous(known.items.get(*entry)?, &named(all))));
        let lost = found.lost.iter().filter_map(|entry| known.items.get(*entry)).map(published_ids::unknown);
        let more = published_ids::unlisted(found.ambiguous.len() + found.lost.len());
        for finding in unsure.chain(lost).take(published::MOST_FINDINGS).chain(more) {
            let found = self.findings.entry(finding.message.clone());
            found.or_insert_with(|| finding.at(Place::file(Path::new(name))));
        }
    }

    /// The ids under which each article is published, and how many are published or may be.
    fn ids(self, pinned: &mut Pinned) -> (BTreeMap<usize, PublishedIds>, usize) {
        pinned.diagnostics.extend(self.findings.into_values());
        (without_shared(self.articles, self.ids, pinned), self.published.len())
    }
}

/// The ids without those that several articles have, which are reported.
fn without_shared(
    articles: &[Article],
    mut ids: BTreeMap<usize, PublishedIds>,
    pinned: &mut Pinned,
) -> BTreeMap<usize, PublishedIds> {
    let mut holders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, ids) in &ids {
        for id in ids.ids() {
            holders.entry(id.to_owned()).or_default().push(*at);
        }
    }
    for (id, holders) in holders.into_iter().filter(|(_, holders)| holders.len() > 1) {
        let named: Vec<_> = holders.iter().filter_map(|at| articles.get(*at)).collect();
        pinned.diagnostics.push(published_ids::several(&id, &named));
        for at in holders {
            ids.remove(&at);
        }
    }
    ids
}

/// The edit that adds the id of a recording with nothing but tags, in a file beside it.
fn beside(article: &Article, id: IdInHead<'_>, pinned: &mut Pinned) -> Edit {
    let file = article.source.possible_sidecar();
    let text = format!("id = {}", id.toml());
    let after = format!("{text}\n").into_bytes();
    pinned.written.push(WrittenId { file: file.clone(), line: 1, text, feed: None });
    Edit { file, before: None, after }
}

fn edit(
    content: &Root,
    article: &Article,
    id: IdInHead<'_>,
    pinned: &mut Pinned,
) -> Result<Option<Edit>, Error> {
    if article.source.has_only_tags() {
        return Ok(Some(beside(article, id, pinned)));
    }
    let file = article.source.metadata_file();
    let path = article.source.metadata_path();
    let Some(before) = scan::bytes_below(content, path.as_ref())? else { return Ok(None) };
    let head = article.source.sidecar().is_none().then_some(article.source.head);
    match insert::metadata(&before, head, id) {
        Ok(inserted) => {
            let feed = None;
            let Inserted { bytes, line, number } = inserted;
            pinned.written.push(WrittenId { file: file.clone(), line: number, text: line, feed });
            Ok(Some(Edit { file, before: Some(before), after: bytes }))
        }
        Err(reason) => {
            let line = format!("id = {}", id.toml());
            let is_bare = reason == NO_METADATA;
            pinned.diagnostics.push(if is_bare {
                listed_only(&file, reason)
            } else {
                authoring::unsafe_edit(&file, reason, &line)
            });
            Ok(None)
        }
    }
}
