//! Pages and articles in, the page of each article out: by the longest common ending of their paths, then by title, day,
//! language and sitemap. A page belongs to one article.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::Page;
use super::page::folded;
use super::title::title_key;
use crate::feed::Language;

/// How often the articles of one ending are tried again, after others have got their pages.
const ROUNDS: usize = 16;

/// An article whose page is wanted.
#[derive(Clone, Debug, Default)]
pub(crate) struct PageQuery<'a> {
    /// The paths that its page may have, in part.
    pub paths: Vec<String>,
    /// Its title.
    pub title: &'a str,
    /// The days on which it was published, in its own zone and in that of the site.
    pub days: Vec<NaiveDate>,
    /// Its language.
    pub language: Option<Language>,
    /// The path that its page would have by default. It has another, which a program makes, so that a page there may be
    /// left from before.
    pub not_at: Option<String>,
}

/// What a page was found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MatchedBy {
    /// The ending of its path.
    Path,
    /// Its title alone.
    Title,
    /// Its day alone.
    Day,
}

/// The page of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PageMatch {
    /// This one.
    Page(usize, MatchedBy),
    /// One of these, or a page that other articles want as much.
    Ambiguous(Vec<usize>),
    /// None.
    None,
}

/// The page of each article. `is_listed` tells whether the site's sitemap has an address; it is asked only where nothing
/// else tells pages apart.
#[must_use]
pub(crate) fn matches(
    pages: &[Page],
    wanted: &[PageQuery<'_>],
    is_listed: &dyn Fn(&str) -> bool,
) -> Vec<PageMatch> {
    let endings = Endings::of(pages);
    let found: Vec<Vec<Vec<String>>> = wanted.par_iter().map(|one| endings.possible(one)).collect();
    let mut state = State {
        pages,
        wanted,
        is_listed,
        taken: vec![false; pages.len()],
        matches: vec![None; wanted.len()],
    };
    let longest = found.iter().flatten().map(Vec::len).max().unwrap_or_default();
    for length in (1..=longest).rev() {
        let of = |at: usize| {
            let of_paths = found.get(at).map(|paths| endings.pages(paths, length)).unwrap_or_default();
            wanted.get(at).map_or(Vec::new(), |wanted| endings.current(pages, wanted, of_paths))
        };
        state.assign(MatchedBy::Path, &of);
    }
    let by_title = state.by_title();
    state.assign(MatchedBy::Title, &|at| by_title.get(&at).cloned().unwrap_or_default());
    let by_day = state.by_day();
    state.assign(MatchedBy::Day, &|at| by_day.get(&at).cloned().unwrap_or_default());
    state.matches.into_iter().map(|found| found.unwrap_or(PageMatch::None)).collect()
}

/// The pages by the parts of their paths, the last part first.
struct Endings {
    sorted: Vec<(Vec<String>, usize)>,
}

impl Endings {
    fn of(pages: &[Page]) -> Endings {
        let key = |page: &Page| reversed(page.url.path());
        let mut sorted: Vec<_> = pages.par_iter().enumerate().map(|(at, page)| (key(page), at)).collect();
        sorted.par_sort_unstable();
        Endings { sorted }
    }

    /// The pages whose paths end with these parts, the last part first.
    fn with(&self, ending: &[String]) -> &[(Vec<String>, usize)] {
        let start = self.sorted.partition_point(|(key, _)| key.as_slice() < ending);
        let rest = self.sorted.get(start..).unwrap_or_default();
        let end = rest.partition_point(|(key, _)| key.starts_with(ending));
        rest.get(..end).unwrap_or_default()
    }

    /// The paths of an article, each as far as some page ends so.
    fn possible(&self, wanted: &PageQuery<'_>) -> Vec<Vec<String>> {
        let mut found = BTreeSet::new();
        for path in &wanted.paths {
            let mut parts = reversed(path);
            while !parts.is_empty() && self.with(&parts).is_empty() {
                parts.pop();
            }
            found.insert(parts);
        }
        found.into_iter().filter(|parts| !parts.is_empty()).collect()
    }

    /// The pages that end as one of the paths does, for a number of parts.
    fn pages(&self, paths: &[Vec<String>], length: usize) -> Vec<usize> {
        let endings: BTreeSet<_> = paths.iter().filter_map(|path| path.get(..length)).collect();
        let pages: BTreeSet<_> =
            endings.iter().flat_map(|ending| self.with(ending)).map(|(_, at)| *at).collect();
        pages.into_iter().collect()
    }

    /// Of the pages for an article, those that are not left from before: with its title, there is another page of the same
    /// name.
    fn current(&self, pages: &[Page], wanted: &PageQuery<'_>, mut found: Vec<usize>) -> Vec<usize> {
        let Some(path) = wanted.not_at.as_deref().map(reversed) else { return found };
        let title = title_key(wanted.title);
        let same = self.with(path.get(..1).unwrap_or_default());
        let has_other = same.iter().any(|(parts, page)| {
            let page = pages.get(*page);
            *parts != path && page.is_some_and(|page| page.titles.contains(&title))
        });
        found.retain(|page| {
            !has_other || pages.get(*page).is_none_or(|page| reversed(page.url.path()) != path)
        });
        found
    }
}

fn reversed(path: &str) -> Vec<String> {
    let mut parts = folded(path);
    parts.reverse();
    parts
}

/// What tells the candidates of one article apart.
type Score = (bool, bool, bool);

struct State<'s> {
    pages: &'s [Page],
    wanted: &'s [PageQuery<'s>],
    is_listed: &'s dyn Fn(&str) -> bool,
    taken: Vec<bool>,
    matches: Vec<Option<PageMatch>>,
}

impl State<'_> {
    /// Gives articles the best of their candidates, as long as that is clear.
    fn assign(&mut self, by: MatchedBy, candidates: &dyn Fn(usize) -> Vec<usize>) {
        let unmatched =
            (0..self.wanted.len()).filter(|at| self.matches.get(*at).is_some_and(Option::is_none));
        let mut open: Vec<_> = unmatched.map(|at| (at, candidates(at))).collect();
        for _ in 0..ROUNDS {
            let best: Vec<_> = open.iter().filter_map(|(at, pages)| self.best(*at, pages)).collect();
            let clear = clear(&best);
            for (at, page) in &clear {
                self.take(*at, *page, by);
            }
            open.retain(|(at, _)| self.matches.get(*at).is_some_and(Option::is_none));
            if clear.is_empty() {
                // A day alone is too little to complain about.
                let unclear = best.into_iter().filter(|_| by != MatchedBy::Day);
                unclear.for_each(|(at, _, pages)| self.set(at, PageMatch::Ambiguous(pages)));
                return;
            }
        }
    }

    fn take(&mut self, at: usize, page: usize, by: MatchedBy) {
        self.set(at, PageMatch::Page(page, by));
        if let Some(taken) = self.taken.get_mut(page) {
            *taken = true;
        }
    }

    fn set(&mut self, at: usize, found: PageMatch) {
        if let Some(slot) = self.matches.get_mut(at) {
            *slot = Some(found);
        }
    }

    /// The best of an article's candidates that no other has: several, if nothing tells them apart.
    fn best(&self, at: usize, candidates: &[usize]) -> Option<(usize, Score, Vec<usize>)> {
        let free = candidates.iter().copied().filter(|page| self.taken.get(*page) == Some(&false));
        let mut scored: Vec<_> = free.map(|page| (self.score(at, page), page)).collect();
        let best = scored.iter().map(|(score, _)| *score).max()?;
        scored.retain(|(score, _)| *score == best);
        let mut pages: Vec<_> = scored.into_iter().map(|(_, page)| page).collect();
        if pages.len() > 1 {
            let is_listed =
                |page: &usize| self.pages.get(*page).is_some_and(|page| (self.is_listed)(page.url.as_str()));
            let listed: Vec<_> = pages.iter().copied().filter(is_listed).collect();
            pages = if listed.is_empty() { pages } else { listed };
        }
        Some((at, best, pages))
    }

    fn score(&self, at: usize, page: usize) -> Score {
        let (Some(wanted), Some(page)) = (self.wanted.get(at), self.pages.get(page)) else {
            return Score::default();
        };
        let has_title = page.titles.contains(&title_key(wanted.title));
        let has_day = page.day.is_some_and(|day| wanted.days.contains(&day));
        let has_language =
            wanted.language.as_ref().zip(page.language.as_ref()).is_some_and(|(one, other)| {
                one == other || one.as_str().split('-').next() == other.as_str().split('-').next()
            });
        (has_title, has_day, has_language)
    }

    fn unmatched(&self) -> impl Iterator<Item = (usize, &PageQuery<'_>)> {
        let is_open = |at: &usize| self.matches.get(*at).is_some_and(Option::is_none);
        self.wanted.iter().enumerate().filter(move |(at, _)| is_open(at))
    }

    fn free(&self) -> impl Iterator<Item = (usize, &Page)> {
        self.pages.iter().enumerate().filter(|(at, _)| self.taken.get(*at) == Some(&false))
    }

    /// The free pages with the title of an article, whose day is not another.
    fn by_title(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut pages: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, page) in self.free() {
            page.titles.iter().for_each(|title| pages.entry(title).or_default().push(at));
        }
        let fits = |wanted: &PageQuery<'_>, page: usize| {
            let day = self.pages.get(page).and_then(|page| page.day);
            day.is_none_or(|day| wanted.days.contains(&day))
        };
        let of = |(at, wanted): (usize, &PageQuery<'_>)| {
            let found = pages.get(title_key(wanted.title).as_str()).into_iter().flatten().copied();
            (at, found.filter(|page| fits(wanted, *page)).collect())
        };
        self.unmatched().map(of).collect()
    }

    /// The free articles of a day, if they share a word of their titles.
    fn by_day(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut pages: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
        for (at, page) in self.free().filter(|(_, page)| page.is_article) {
            page.day.into_iter().for_each(|day| pages.entry(day).or_default().push(at));
        }
        let shares_word = |wanted: &PageQuery<'_>, page: usize| {
            let title = title_key(wanted.title);
            let words: Vec<_> = title.split(' ').filter(|word| word.chars().count() > 3).collect();
            let titles = self.pages.get(page).map(|page| page.titles.as_slice()).unwrap_or_default();
            titles.iter().any(|title| title.split(' ').any(|word| words.contains(&word)))
        };
        let of = |(at, wanted): (usize, &PageQuery<'_>)| {
            let found = wanted.days.iter().filter_map(|day| pages.get(day)).flatten().copied();
            let found: BTreeSet<_> = found.filter(|page| shares_word(wanted, *page)).collect();
            (at, found.into_iter().collect())
        };
        self.unmatched().map(of).collect()
    }
}

/// The articles with one best page that no other article wants as much.
fn clear(best: &[(usize, Score, Vec<usize>)]) -> Vec<(usize, usize)> {
    let mut wishes: BTreeMap<usize, Vec<(Score, usize, bool)>> = BTreeMap::new();
    for (at, score, pages) in best {
        for page in pages {
            wishes.entry(*page).or_default().push((*score, *at, pages.len() == 1));
        }
    }
    let winner = |(page, wishes): (usize, Vec<(Score, usize, bool)>)| {
        let highest = wishes.iter().map(|(score, ..)| *score).max()?;
        let mut of_highest = wishes.iter().filter(|(score, ..)| *score == highest);
        let sure: Vec<_> = of_highest.by_ref().filter(|(_, _, is_only)| *is_only).collect();
        match sure.as_slice() {
            [(_, at, _)] => Some((*at, page)),
            _ => None,
        }
    };
    wishes.into_iter().filter_map(winner).collect()
}
