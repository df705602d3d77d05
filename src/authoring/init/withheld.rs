//! The published feeds of a site in; the keys of other tools that withhold articles elsewhere, and not on this site, since
//! the feeds contain its articles with them, out. A key with which some articles are missing from the feeds is reported.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::PublishedDocumentAt;
use crate::authoring::PARTLY_PUBLISHED_KEY;
use crate::authoring::pin::identify::Articles;
use crate::diagnostic::{Diagnostic, Place};
use crate::site::article::{Article, Reason};
use crate::site::config::Config;
use crate::site::pipeline::{self, Index, Options};
use crate::site::rules::overridable_keys;

/// The keys that do not withhold articles on this site, and findings about those that withhold only some.
#[must_use]
pub(crate) fn ignored_keys(
    config: &Config,
    now: DateTime<Utc>,
    published: &[PublishedDocumentAt],
) -> (Vec<&'static str>, Vec<Diagnostic>) {
    let (mut keys, mut found) = (Vec::new(), Vec::new());
    // An article may have several of the keys, so each is ignored besides those before it.
    let mut known = config.clone();
    let mut withheld = withheld(&known, now);
    for key in overridable_keys(&config.content.rules.keys) {
        if withheld.is_empty() {
            break;
        }
        let ignoring = ignoring(&known, key);
        let Some(index) = index(&ignoring, now) else { continue };
        let Ok(articles) = index.articles(&ignoring) else { continue };
        match (Revealed { index: &index, articles: &articles, withheld: &withheld }).published(published) {
            Published::None => {}
            Published::Partly(one) => found.push(one.finding(key)),
            Published::All => {
                keys.push(key);
                withheld = self::withheld(&ignoring, now);
                known = ignoring;
            }
        }
    }
    (keys, found)
}

/// The same configuration, in which a key is only for another program.
#[must_use]
fn ignoring(config: &Config, key: &str) -> Config {
    let mut config = config.clone();
    config.content.rules.keys.ignored.push(key.to_owned());
    config
}

fn index(config: &Config, now: DateTime<Utc>) -> Option<Index<'_>> {
    pipeline::index(config, &Options::at(now), Vec::new(), &|_| {}).ok()
}

/// The articles that their keys withhold.
fn withheld(config: &Config, now: DateTime<Utc>) -> BTreeSet<String> {
    let left_out = index(config, now).map(|index| index.left_out).unwrap_or_default();
    let withheld = left_out.into_iter().filter(|left| left.reason == Reason::Withheld);
    withheld.map(|left| left.source.path.into()).collect()
}

/// How many of the articles with a key are published.
enum Published {
    None,
    Partly(Partly),
    All,
}

/// A published article, and one that is not, although it has the same key.
struct Partly {
    published: String,
    missing: String,
    /// The name of the document from which it is missing, if another one may contain it.
    document: Option<String>,
}

impl Partly {
    fn finding(self, key: &str) -> Diagnostic {
        let Partly { published, missing, document } = self;
        let from = if document.is_some() { "this feed" } else { "the feeds" };
        let other = if published == missing { "but" } else { &*format!("and `{missing}`, which is") };
        let message = format!(
            "`{key}` withholds `{published}`, which is published, {other} missing from {from}, so `ignore-keys` was not written"
        );
        let finding = Diagnostic::new(&PARTLY_PUBLISHED_KEY, message)
            .help(format!("remove `{key}` from the articles that are public"));
        match document {
            Some(name) => finding.at(Place::file(name.as_ref())),
            None => finding,
        }
    }
}

/// A site on which a key is ignored, and the articles that were withheld before.
struct Revealed<'s> {
    index: &'s Index<'s>,
    articles: &'s [Article],
    withheld: &'s BTreeSet<String>,
}

impl Revealed<'_> {
    fn published(&self, published: &[PublishedDocumentAt]) -> Published {
        let members: Vec<BTreeSet<_>> = published.iter().map(|document| self.members(document)).collect();
        let in_any: BTreeSet<_> = members.iter().flatten().copied().collect();
        let mut known = in_any.iter().copied().filter(|at| self.is_revealed(*at));
        let Some(first) = known.next() else { return Published::None };
        let all: Vec<_> = (0..self.articles.len()).collect();
        let in_none = self.missing(&all, &in_any).map(|at| (at, None));
        let missing = in_none.or_else(|| {
            published.iter().zip(&members).find_map(|(document, members)| {
                let at = self.missing(&self.listing(document, members)?, members)?;
                Some((at, Some(document.name.clone())))
            })
        });
        match missing {
            Some((at, document)) => {
                let other = known.chain([first]).find(|known| *known != at).unwrap_or(first);
                Published::Partly(Partly { published: self.path(other), missing: self.path(at), document })
            }
            None => Published::All,
        }
    }

    /// The articles of a document.
    fn members(&self, document: &PublishedDocumentAt) -> BTreeSet<usize> {
        let found = Articles::new(self.articles, document.feed.format).identify(&document.feed.items);
        found.pairs.into_iter().map(|(_, at)| at).collect()
    }

    /// The articles that the feed at the path of a document would have, in order: without a feed there, all of them if the
    /// document has each of those that were public before; none if that is not known.
    fn listing(&self, document: &PublishedDocumentAt, members: &BTreeSet<usize>) -> Option<Vec<usize>> {
        let mut selections = self.index.selections.iter();
        if let Some(made) = selections.find(|selection| selection.path == document.path) {
            let beyond = made.beyond.iter().filter_map(|at| usize::try_from(*at).ok());
            return Some(made.all().chain(beyond).collect());
        }
        let last = members.last()?;
        let is_of_all = (0..*last).all(|at| members.contains(&at) || self.is_revealed(at));
        is_of_all.then(|| (0..self.articles.len()).collect())
    }

    /// The first article that was withheld before and is missing, although the document does not end before it: an end is
    /// where public articles are missing, too.
    fn missing(&self, listing: &[usize], members: &BTreeSet<usize>) -> Option<usize> {
        let end = listing.iter().rposition(|at| members.contains(at)).map_or(0, |last| last + 1);
        let (before, behind) = listing.split_at_checked(end)?;
        let has_end = behind.iter().any(|at| !self.is_revealed(*at));
        let behind = behind.iter().filter(|_| !has_end);
        before.iter().chain(behind).copied().find(|at| self.is_revealed(*at) && !members.contains(at))
    }

    fn is_revealed(&self, at: usize) -> bool {
        self.articles.get(at).is_some_and(|article| self.withheld.contains(&*article.source.path))
    }

    fn path(&self, at: usize) -> String {
        self.articles.get(at).map(|article| article.source.path.to_string()).unwrap_or_default()
    }
}
