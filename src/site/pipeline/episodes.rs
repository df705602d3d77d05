//! What articles say that only one episode of a show can: their numbers and their files in, the findings about those that
//! several say out, whichever documents of the show they are in.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{DUPLICATE_ENCLOSURE, DUPLICATE_EPISODE};
use crate::diagnostic::{Diagnostic, Severity};
use crate::feed::podcast::{Episode, EpisodeKind};
use crate::site::article::{Article, EnclosureRef};
use crate::site::article_paths::{named_file, resolved};
use crate::site::index::IndexedArticle;
use crate::site::select::Selection;

/// What an article says as an episode.
#[derive(Clone, Debug)]
pub(super) struct EpisodeFacts {
    /// Its path.
    path: String,
    /// Its season and its number, if it is a full episode.
    number: Option<(u32, u32)>,
    /// Its files: where they are, and their URLs.
    files: BTreeSet<String>,
    /// Whether it names a file twice.
    repeats: bool,
}

impl EpisodeFacts {
    /// What an article says, if it is an episode.
    pub(super) fn of(article: &Article) -> Option<EpisodeFacts> {
        let said = article.episode.as_deref();
        let named: Vec<_> = named(article).collect();
        if said.is_none() && named.is_empty() {
            return None;
        }
        let each: Vec<_> = named.iter().map(|file| identities(article, file)).collect();
        let count: usize = each.iter().map(BTreeSet::len).sum();
        let files: BTreeSet<_> = each.into_iter().flatten().collect();
        let repeats = files.len() < count;
        let number = said.and_then(|said| number(&said.episode));
        Some(EpisodeFacts { path: article.source.path.to_string(), number, files, repeats })
    }
}

/// What identifies a file: its URL, and its path if it is a file of the site.
fn identities(article: &Article, file: &EnclosureRef) -> BTreeSet<String> {
    let (folder, src) = (article.source.dir(), file.src.as_str());
    // A name may contain what has a meaning in a URL.
    let path = if src.contains(['#', '?', '%']) { None } else { named_file(folder, src) };
    let is_name = || crate::feed::url::scheme(src).is_none() && !src.starts_with("//");
    let path = path.or_else(|| resolved(folder, src).filter(|_| is_name()));
    [file.url.as_str().to_owned()].into_iter().chain(path).collect()
}

fn number(episode: &Episode) -> Option<(u32, u32)> {
    let season = episode.season.unwrap_or_default();
    episode.number.filter(|_| episode.kind == EpisodeKind::Full).map(|number| (season, number))
}

/// Two episodes that have something in common, as indices of articles, the newer one last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shared {
    Number(usize, usize),
    File(usize, usize),
    /// A file that one episode names twice.
    Twice(usize),
}

/// The findings about the episodes of shows. Articles are in the order of feeds, the newest first.
pub(super) fn findings(
    articles: &[IndexedArticle],
    selections: &[Selection<'_>],
    facts: &[EpisodeFacts],
    read: &dyn Fn(&IndexedArticle) -> Option<Box<Article>>,
) -> Vec<Diagnostic> {
    let facts: BTreeMap<_, _> = facts.iter().map(|facts| (facts.path.as_str(), facts)).collect();
    let facts_of = |at: usize| facts.get(&*articles.get(at)?.source.path).copied();
    let shows = selections.iter().filter(|selection| selection.config.show.is_some());
    let shared: BTreeSet<_> = shows.flat_map(|show| shared(show, &facts_of)).collect();
    let article = |at: usize| read(articles.get(at)?);
    shared.into_iter().filter_map(|shared| shared.finding(&article)).collect()
}

/// What the episodes of a show have in common, each with the oldest one that has it.
fn shared<'f>(
    show: &Selection<'_>,
    facts_of: &dyn Fn(usize) -> Option<&'f EpisodeFacts>,
) -> BTreeSet<Shared> {
    let beyond = show.beyond.iter().map(|at| *at as usize);
    let all: BTreeSet<_> = show.all().chain(beyond).collect();
    let (mut numbers, mut files) = (BTreeMap::new(), BTreeMap::new());
    let mut found = BTreeSet::new();
    for (at, facts) in all.into_iter().rev().filter_map(|at| Some((at, facts_of(at)?))) {
        if let Some(number) = facts.number {
            let first = *numbers.entry(number).or_insert(at);
            found.extend((first != at).then_some(Shared::Number(first, at)));
        }
        for file in &facts.files {
            let first = *files.entry(file.as_str()).or_insert(at);
            found.extend((first != at).then_some(Shared::File(first, at)));
        }
        found.extend(facts.repeats.then_some(Shared::Twice(at)));
    }
    found
}

impl Shared {
    fn finding(self, article: &dyn Fn(usize) -> Option<Box<Article>>) -> Option<Diagnostic> {
        match self {
            Shared::Number(first, second) => {
                let (first, second) = (article(first)?, article(second)?);
                Some(same_number(&first, &second))
            }
            Shared::File(first, second) => {
                let (first, second) = (article(first)?, article(second)?);
                Some(same_file(&first, &second))
            }
            Shared::Twice(at) => {
                let message = "the article names one of its files twice";
                let finding = Diagnostic::new(DUPLICATE_ENCLOSURE.code(), message);
                Some(finding.at(article(at)?.place("enclosure")).help("remove one of the two"))
            }
        }
    }
}

fn same_number(first: &Article, second: &Article) -> Diagnostic {
    let (season, number) =
        second.episode.as_deref().and_then(|said| number(&said.episode)).unwrap_or_default();
    let season = if season == 0 { String::new() } else { format!(" of season {season}") };
    let message = format!("`{}` is episode {number}{season}, too", first.source.path);
    Diagnostic::new(&DUPLICATE_EPISODE, message)
        .at(second.place("episode.number"))
        .help("write another `number`, or the `season` that it is in, under [episode]")
        .related(first.place("episode.number"))
}

/// The file of the second article that the first one has, too.
fn shared_file<'a>(first: &Article, second: &'a Article) -> Option<&'a EnclosureRef> {
    let known: BTreeSet<_> = named(first).flat_map(|file| identities(first, file)).collect();
    named(second).find(|file| !identities(second, file).is_disjoint(&known))
}

/// The files that an article names.
fn named(article: &Article) -> impl Iterator<Item = &EnclosureRef> {
    let said = article.episode.as_deref();
    let alternates = said.into_iter().flat_map(|said| said.alternates.iter().map(|(file, _)| file));
    article.enclosures.iter().chain(alternates)
}

fn same_file(first: &Article, second: &Article) -> Diagnostic {
    let src = shared_file(first, second).map_or("", |file| file.src.as_str());
    let message = format!("`{}` has the same recording `{src}`", first.source.path);
    let finding = Diagnostic::new(DUPLICATE_ENCLOSURE.code(), message);
    let finding = Diagnostic { severity: Severity::Error, ..finding };
    finding
        .at(second.place("enclosure"))
        .help("write another file in `enclosure`, or leave one of the articles out")
        .related(first.place("enclosure"))
}
