//! Published entries and the articles that they are, so that articles can keep the ids that subscribers know.

use std::collections::BTreeSet;

use crate::feed::Format;
use crate::published::feed::Item;
use crate::published::{matching, read};
use crate::site::article::Article;

/// Which published entry is which article: indices of entries and of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Identified {
    /// An entry, and the article that it is.
    pub pairs: Vec<(usize, usize)>,
    /// An entry that could be several articles, and some of those.
    pub ambiguous: Vec<(usize, Vec<usize>)>,
    /// Entries that no article resembles.
    pub lost: Vec<usize>,
}

/// All articles, and what those are found by that a feed of one format holds: made once, however many feeds there are.
#[derive(Clone, Debug)]
pub(crate) struct Articles<'a> {
    format: Format,
    all: &'a [Article],
    /// A hash of everything that an article can be found by, and which article that is, sorted.
    found_by: Vec<(u64, usize)>,
}

impl<'a> Articles<'a> {
    /// Looks at each article as a feed of `format` would have it.
    #[must_use]
    pub(crate) fn new(articles: &'a [Article], format: Format) -> Articles<'a> {
        // Readers pass over a second entry of one id.
        let mut ids = BTreeSet::new();
        let firsts = articles.iter().enumerate().filter(|(_, article)| ids.insert(id(article, format)));
        let mut found_by: Vec<_> = firsts
            .flat_map(|(at, article)| hashes(&item(article, format)).into_iter().map(move |hash| (hash, at)))
            .collect();
        found_by.sort_unstable();
        Articles { format, all: articles, found_by }
    }

    /// Finds the articles that are published: by id, page, file, path on another host, or title and date; by what points
    /// at one of them only. What nothing of the feed points at is not looked at.
    #[must_use]
    pub(crate) fn identify(&self, published: &[Item]) -> Identified {
        let near = self.near(published);
        let ours: Vec<_> = near.iter().filter_map(|at| Some(item(self.all.get(*at)?, self.format))).collect();
        let article = |at: &usize| near.get(*at).copied();
        let found = matching::articles(published, &ours);
        let ambiguous = matching::ambiguous(&found, published, &ours);
        let unsure: BTreeSet<_> = ambiguous.iter().map(|(entry, _)| *entry).collect();
        Identified {
            pairs: found.same.iter().filter_map(|pair| Some((pair.old, article(&pair.new)?))).collect(),
            lost: found.old.iter().copied().filter(|at| !unsure.contains(at)).collect(),
            ambiguous: ambiguous
                .iter()
                .map(|(entry, all)| (*entry, all.iter().filter_map(article).collect()))
                .collect(),
        }
    }

    /// The articles that share anything with an entry, in their order.
    fn near(&self, published: &[Item]) -> Vec<usize> {
        let near: BTreeSet<_> = published
            .iter()
            .flat_map(hashes)
            .flat_map(|hash| {
                let from = self.found_by.partition_point(|(found, _)| *found < hash);
                self.found_by.iter().skip(from).take_while(move |(found, _)| *found == hash)
            })
            .map(|(_, at)| *at)
            .collect();
        near.into_iter().collect()
    }
}

fn hashes(item: &Item) -> Vec<u64> {
    matching::traits(item).map(|words| read::hash(&words)).collect()
}

/// An article as an entry of a feed: what it is found by.
fn item(article: &Article, format: Format) -> Item {
    Item {
        id: Some(id(article, format).to_owned()),
        link: Some(article.permalink.to_string()),
        title: article.title.as_str().split_whitespace().collect::<Vec<_>>().join(" "),
        date: Some(article.date.to_utc()),
        enclosure: article.enclosure.as_ref().map(|file| file.url.to_string()),
        ..Item::default()
    }
}

fn id(article: &Article, format: Format) -> &str {
    match format {
        Format::Rss | Format::Json => article.id.as_str(),
        Format::Atom => article.id.atom(),
    }
}
