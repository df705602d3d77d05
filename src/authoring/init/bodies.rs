//! Published entries and the articles that they are of in; whether entries have the whole texts of their articles out. The
//! texts of a few articles are read for it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::published::Item;
use crate::site::article::Article;
use crate::site::config::Config;
use crate::site::feed_config::Body;
use crate::site::pipeline::{Bodies, Index};
use crate::site::scan;
use crate::source::letters::letters;

/// The number of letters of a text that an excerpt does not contain. A shorter text may be its own excerpt.
const LONG: usize = 400;

/// The number of articles of a document whose texts are read, from the newest on.
const MOST_READ: usize = 20;

/// The entries of articles with long texts, and how many of them are excerpts.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    long: usize,
    excerpts: usize,
}

impl Tally {
    /// What most entries contain; `None` if there are none, or too many of either kind.
    fn body(self) -> Option<Body> {
        let is_usual = |count: usize| self.long > 0 && count * 4 >= self.long * 3;
        if is_usual(self.excerpts) {
            return Some(Body::Summary);
        }
        is_usual(self.long - self.excerpts).then_some(Body::Full)
    }
}

/// What the entries of published feeds contain, as far as their articles tell.
pub(super) struct PublishedBodies<'b> {
    index: &'b Index<'b>,
    articles: &'b [Article],
    bodies: Bodies<'b>,
    /// The lengths of texts by their articles.
    lengths: BTreeMap<usize, Option<usize>>,
    /// By the paths of feeds.
    tallies: BTreeMap<String, Tally>,
}

impl<'b> PublishedBodies<'b> {
    pub(super) fn new(
        config: &'b Config,
        index: &'b Index<'b>,
        articles: &'b [Article],
    ) -> PublishedBodies<'b> {
        let (lengths, tallies) = (BTreeMap::new(), BTreeMap::new());
        PublishedBodies { index, articles, bodies: Bodies::new(config, index), lengths, tallies }
    }

    /// Compares the entries of a document of the feed at a path with their articles.
    pub(super) fn add(&mut self, path: &str, entries: &[Item], pairs: &[(usize, usize)]) {
        let mut newest = pairs.to_vec();
        newest.sort_by_key(|(_, at)| Reverse(self.articles.get(*at).map(|article| article.date)));
        let mut tally = self.tallies.get(path).copied().unwrap_or_default();
        for (entry, at) in newest.into_iter().take(MOST_READ) {
            let length = self.length(at).filter(|length| *length >= LONG);
            if let (Some(length), Some(item)) = (length, entries.get(entry)) {
                tally.long += 1;
                tally.excerpts += usize::from(item.letters * 2 < length);
            }
        }
        self.tallies.insert(path.to_owned(), tally);
    }

    /// What the entries of the feed at a path contain; `None` if that is not certain.
    pub(super) fn of(&self, path: &str) -> Option<Body> {
        self.tallies.get(path)?.body()
    }

    /// The length of the text of an article, if it can be read.
    fn length(&mut self, at: usize) -> Option<usize> {
        if let Some(known) = self.lengths.get(&at) {
            return *known;
        }
        let length = self.articles.get(at).and_then(|article| self.read(article));
        self.lengths.insert(at, length);
        length
    }

    fn read(&self, article: &Article) -> Option<usize> {
        if let Some(notes) = &article.notes {
            return Some(letters(notes.as_str()));
        }
        if let Some(page) = self.bodies.page(article).ok()? {
            return Some(letters(&page.body.html));
        }
        let text = scan::body(&self.index.content, &article.source, article.body_start).ok()?;
        text.get(article.body_start..).map(letters)
    }
}
