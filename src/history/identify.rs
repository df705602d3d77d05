//! Published entries and the articles that they are, so that articles can keep the ids that subscribers know.

use std::collections::BTreeSet;

use super::matching;
use crate::model::article::Article;
use crate::model::known::{Format, Item, Known};

/// Which published entry is which article: indices of entries and of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identified {
    /// An entry, and the article that it is.
    pub pairs: Vec<(usize, usize)>,
    /// An entry that could be several articles, and some of those.
    pub ambiguous: Vec<(usize, Vec<usize>)>,
    /// Entries that no article resembles.
    pub lost: Vec<usize>,
}

/// Finds the articles that are published: by id, page, file, path on another host, or title and date; by what points at
/// one of them only.
#[must_use]
pub fn identify(published: &Known, articles: &[Article]) -> Identified {
    let ours: Vec<_> = articles.iter().map(|article| item(article, published.format)).collect();
    let found = matching::articles(&published.items, &ours);
    let ambiguous = matching::ambiguous(&found, &published.items, &ours);
    let unsure: BTreeSet<_> = ambiguous.iter().map(|(entry, _)| *entry).collect();
    Identified {
        pairs: found.same.iter().map(|pair| (pair.old, pair.new)).collect(),
        lost: found.old.iter().copied().filter(|at| !unsure.contains(at)).collect(),
        ambiguous,
    }
}

/// An article as an entry of a feed: what it is found by.
fn item(article: &Article, format: Format) -> Item {
    let id = match format {
        Format::Rss | Format::Json => article.id.as_str(),
        Format::Atom => article.id.atom(),
    };
    Item {
        id: Some(id.to_owned()),
        link: Some(article.permalink.to_string()),
        title: article.title.as_str().split_whitespace().collect::<Vec<_>>().join(" "),
        date: Some(article.date.to_utc()),
        enclosure: article.enclosure.as_ref().map(|file| file.url.to_string()),
        ..Item::default()
    }
}
