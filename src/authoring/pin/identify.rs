//! Published entries and articles in, pairs of them out, so that articles can keep their published ids. Writes nothing.

use std::collections::BTreeSet;

use crate::feed::Format;
use crate::published::feed::Item;
use crate::published::{matching, read};
use crate::site::article::Article;

/// The articles of published entries, as indices of both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Identified {
    /// An entry and its article.
    pub pairs: Vec<(usize, usize)>,
    /// An entry that matches several articles, and some of those.
    pub ambiguous: Vec<(usize, Vec<usize>)>,
    /// Entries without a matching article.
    pub lost: Vec<usize>,
}

/// All articles, with an index of the traits by which a feed of one format identifies them. Built once for all feeds.
#[derive(Clone, Debug)]
pub(crate) struct Articles<'a> {
    format: Format,
    all: &'a [Article],
    /// Hashes of all traits with their articles, sorted.
    index: Vec<(u64, usize)>,
}

impl<'a> Articles<'a> {
    /// Indexes the articles as entries of a feed of `format`.
    #[must_use]
    pub(crate) fn new(articles: &'a [Article], format: Format) -> Articles<'a> {
        // Readers skip a second entry with the same id.
        let mut ids = BTreeSet::new();
        let unique = articles.iter().enumerate().filter(|(_, article)| ids.insert(id(article, format)));
        let mut index: Vec<_> = unique
            .flat_map(|(at, article)| hashes(&item(article, format)).into_iter().map(move |hash| (hash, at)))
            .collect();
        index.sort_unstable();
        Articles { format, all: articles, index }
    }

    /// Finds the articles of published entries: by id, page, file, path on another host, or title and date. A trait
    /// that several articles share does not count. Articles that share no trait with the feed are skipped.
    #[must_use]
    pub(crate) fn identify(&self, published: &[Item]) -> Identified {
        let candidates = self.candidates(published);
        let ours: Vec<_> =
            candidates.iter().filter_map(|at| Some(item(self.all.get(*at)?, self.format))).collect();
        let article = |at: &usize| candidates.get(*at).copied();
        let found = matching::articles(published, &ours);
        let ambiguous = matching::ambiguous(&found, published, &ours);
        let ambiguous_entries: BTreeSet<_> = ambiguous.iter().map(|(entry, _)| *entry).collect();
        Identified {
            pairs: found.same.iter().filter_map(|pair| Some((pair.old, article(&pair.new)?))).collect(),
            lost: found.old.iter().copied().filter(|at| !ambiguous_entries.contains(at)).collect(),
            ambiguous: ambiguous
                .iter()
                .map(|(entry, all)| (*entry, all.iter().filter_map(article).collect()))
                .collect(),
        }
    }

    /// The articles that share a trait with an entry, in their order.
    fn candidates(&self, published: &[Item]) -> Vec<usize> {
        let candidates: BTreeSet<_> = published
            .iter()
            .flat_map(hashes)
            .flat_map(|hash| {
                let from = self.index.partition_point(|(found, _)| *found < hash);
                self.index.iter().skip(from).take_while(move |(found, _)| *found == hash)
            })
            .map(|(_, at)| *at)
            .collect();
        candidates.into_iter().collect()
    }
}

fn hashes(item: &Item) -> Vec<u64> {
    matching::traits(item).map(|words| read::hash(&words)).collect()
}

/// An article as an entry of a feed, with the traits that identify it.
fn item(article: &Article, format: Format) -> Item {
    Item {
        id: Some(id(article, format).to_owned()),
        link: Some(article.permalink.to_string()),
        title: article.title.as_str().split_whitespace().collect::<Vec<_>>().join(" "),
        date: Some(article.date.to_utc()),
        enclosure: article.enclosures.first().map(|file| file.url.to_string()),
        season: article.episode.as_ref().and_then(|episode| episode.episode.season),
        episode: article.episode.as_ref().and_then(|episode| episode.episode.number),
        ..Item::default()
    }
}

fn id(article: &Article, format: Format) -> &str {
    match format {
        Format::Rss | Format::Json => article.id.as_str(),
        Format::Atom => article.id.atom(),
    }
}
