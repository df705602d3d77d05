//! History, for articles: the ids under which they are published go into their metadata.

mod feeds;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{Documents, Options, Progress, Side, Survey, survey};
use crate::authoring::{self, Edit};
use crate::config::{Config, Overrides};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::error::Error;
use crate::history::{self, Claims, Settled};
use crate::model::article::Article;
use crate::model::feed::Id;
use crate::model::known::{Format, Known};
use crate::root::Root;
use crate::{scan, select};

/// What pinning did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pinned {
    /// What was written, in the order of its files.
    pub written: Vec<Written>,
    /// How many articles had their published id already.
    pub already: usize,
    /// How many articles are in nothing that is published.
    pub unpublished: usize,
    /// How many articles are published, or may be, and got no id: why, is said.
    pub unsettled: usize,
    /// What is to be said.
    pub diagnostics: Vec<Diagnostic>,
}

/// An id that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
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
pub struct ConfigFile<'c> {
    /// Where it is.
    pub path: &'c Path,
    /// What the command line says over it.
    pub overrides: &'c Overrides,
}

/// A published feed, and what it is called.
struct Theirs {
    name: String,
    known: Known,
}

/// Writes the ids that articles and feeds have in `published` into metadata and configuration. An id that stands there
/// is never overwritten, and what could be two articles is never guessed. A configuration without a file gets none.
///
/// # Errors
/// If something published cannot be had, or a file not be read or written.
pub fn pin(
    config: &Config,
    file: Option<ConfigFile<'_>>,
    options: &Options,
    published: &[Side<'_>],
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Pinned, Error> {
    let survey = survey(config, options, Vec::new(), progress)?;
    let mut theirs = Vec::new();
    for side in published {
        theirs.extend(known(side, &survey)?);
    }
    let mut pinned = Pinned { diagnostics: errors(&survey), ..Pinned::default() };
    if theirs.is_empty() {
        let from: Vec<_> = published.iter().map(|side| side.name.as_str()).collect();
        pinned.diagnostics.push(history::nothing_published(&from.join(", "), survey.selections.len()));
    }
    let edits = match survey.articles(config) {
        Ok(all) => articles(&survey.content, all, &theirs, &mut pinned)?,
        Err(changed) => {
            pinned.diagnostics.push(changed);
            Vec::new()
        }
    };
    let settings = feeds::feeds(config, file, &survey, &theirs, &mut pinned)?;
    if !options.dry_run {
        authoring::write(survey.content.path(), &edits)?;
        settings.as_ref().map_or(Ok(()), authoring::write_named)?;
    }
    pinned.written.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    pinned.diagnostics = options.levels.apply(pinned.diagnostics);
    Ok(pinned)
}

/// What keeps articles from being looked at. Of two that are one to readers only a build can tell whether both are public.
fn errors(survey: &Survey<'_>) -> Vec<Diagnostic> {
    let twins = [&select::DUPLICATE_PERMALINK, &select::DUPLICATE_ID];
    let is_serious =
        |finding: &&Diagnostic| finding.severity == Severity::Error && !twins.contains(&finding.code);
    survey.diagnostics.iter().filter(is_serious).cloned().collect()
}

/// The feeds of a side.
fn known(side: &Side<'_>, survey: &Survey<'_>) -> Result<Vec<Theirs>, Error> {
    let read = |name: String, bytes: &[u8]| {
        super::compare::feed(&name, bytes).map(|known| Theirs { name: name.clone(), known })
    };
    let below = |path: &str| format!("{}/{path}", side.name.trim_end_matches('/'));
    match &side.documents {
        Documents::One(bytes) => Ok(vec![read(side.name.clone(), bytes)?]),
        Documents::Folder(documents) => {
            documents.iter().map(|(path, bytes)| read(below(path), bytes)).collect()
        }
        Documents::Each(find) => {
            let mut found = Vec::new();
            for selection in &survey.selections {
                if let Some(bytes) = find(&selection.path)? {
                    found.push(read(below(&selection.path), &bytes)?);
                }
            }
            Ok(found)
        }
    }
}

fn articles(
    content: &Root,
    all: Vec<Article>,
    theirs: &[Theirs],
    pinned: &mut Pinned,
) -> Result<Vec<Edit>, Error> {
    let total = all.len();
    let articles = &without_replaced(all);
    let (claims, published) = claims(articles, theirs, pinned);
    let mut edits = Vec::new();
    for (at, claims) in claims {
        let Some(article) = articles.get(at) else { continue };
        match claims.settle(article) {
            Settled::Pin(id) => edits.extend(edit(content, article, &id, pinned)?),
            Settled::Already => pinned.already += 1,
            Settled::Refused(finding) => pinned.diagnostics.push(finding),
        }
    }
    pinned.unpublished = total - published;
    pinned.unsettled = published - pinned.already - edits.len();
    Ok(edits)
}

/// The articles, less the drafts whose page is a public article's: what is published there is that one.
fn without_replaced(mut articles: Vec<Article>) -> Vec<Article> {
    let public = articles.iter().filter(|article| !article.draft);
    let pages: BTreeSet<_> = public.map(|article| article.permalink.clone()).collect();
    articles.retain(|article| !(article.draft && pages.contains(&article.permalink)));
    articles
}

/// The ids under which each article is published, and how many are published or may be.
fn claims(articles: &[Article], theirs: &[Theirs], pinned: &mut Pinned) -> (BTreeMap<usize, Claims>, usize) {
    let mut published = BTreeSet::new();
    let mut claims: BTreeMap<usize, Claims> = BTreeMap::new();
    let mut of_format: BTreeMap<Format, history::Articles<'_>> = BTreeMap::new();
    let mut said = Vec::new();
    for Theirs { name, known } in theirs {
        let format = known.format;
        let all = of_format.entry(format).or_insert_with(|| history::Articles::new(articles, format));
        let found = all.identify(&known.items);
        let named = |all: &[usize]| all.iter().filter_map(|at| articles.get(*at)).collect::<Vec<_>>();
        published.extend(found.pairs.iter().map(|(_, at)| *at));
        published.extend(found.ambiguous.iter().flat_map(|(_, all)| all));
        for (entry, at) in &found.pairs {
            if let Some(item) = known.items.get(*entry) {
                claims.entry(*at).or_default().add(known.format, item);
            }
        }
        let unsure = found
            .ambiguous
            .iter()
            .filter_map(|(entry, all)| Some(history::ambiguous(known.items.get(*entry)?, &named(all))));
        let lost = found.lost.iter().filter_map(|entry| known.items.get(*entry)).map(history::unknown);
        said.extend(unsure.chain(lost).map(|finding| finding.at(Place::file(Path::new(name)))));
    }
    // What several feeds hold is said once.
    said.sort_by(|a, b| a.message.cmp(&b.message));
    said.dedup_by(|a, b| a.message == b.message);
    pinned.diagnostics.extend(said);
    (without_shared(articles, claims, pinned), published.len())
}

/// An id that several articles claim is nobody's.
fn without_shared(
    articles: &[Article],
    mut claims: BTreeMap<usize, Claims>,
    pinned: &mut Pinned,
) -> BTreeMap<usize, Claims> {
    let mut holders: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, claim) in &claims {
        for id in claim.ids() {
            holders.entry(id.to_owned()).or_default().push(*at);
        }
    }
    for (id, holders) in holders.into_iter().filter(|(_, holders)| holders.len() > 1) {
        let named: Vec<_> = holders.iter().filter_map(|at| articles.get(*at)).collect();
        pinned.diagnostics.push(history::several(&id, &named));
        for at in holders {
            claims.remove(&at);
        }
    }
    claims
}

fn edit(content: &Root, article: &Article, id: &Id, pinned: &mut Pinned) -> Result<Option<Edit>, Error> {
    let file = article.source.metadata_file();
    let path = article.source.metadata_path();
    let Some(before) = scan::bytes_below(content, path.as_ref())? else { return Ok(None) };
    match authoring::pin::metadata(&before, article.source.sidecar().is_some(), id) {
        Ok(inserted) => {
            let feed = None;
            let authoring::pin::Inserted { bytes, line, number } = inserted;
            pinned.written.push(Written { file: file.clone(), line: number, text: line, feed });
            Ok(Some(Edit { file, before: Some(before), after: bytes }))
        }
        Err(reason) => {
            let line = format!("id = {}", authoring::pin::value(id));
            pinned.diagnostics.push(authoring::unsafe_edit(&file, reason, &line));
            Ok(None)
        }
    }
}
