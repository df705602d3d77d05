//! The index in, pairs of articles that readers would treat as the same out: with the same page, the same id, or the
//! same translation. Hashes are compared first, since comparing the names of a million articles takes longer than
//! reading them.

use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use super::{DUPLICATE_ID, DUPLICATE_PERMALINK, DUPLICATE_TRANSLATION};
use crate::diagnostic::{Code, Diagnostic};
use crate::feed::Url;
use crate::site::article::{Article, Reason};
use crate::site::index::IndexedArticle;
use crate::site::rules::KeyRules;
use crate::source::nfc::escaped_difference;

/// What two articles have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Trait {
    Page,
    Id,
    AtomId,
    Translation,
}

/// Two articles with something in common, as indices: the first one by path, and the second one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Duplicate {
    /// The earlier.
    pub first: usize,
    /// The later.
    pub second: usize,
    shared: Trait,
}

/// Finds duplicates among articles that are public now or later, so that a build does not fail on the day of
/// publication.
#[must_use]
pub(crate) fn duplicates(
    articles: &[IndexedArticle],
    base_url: &Url,
    now: DateTime<Utc>,
    drafts: bool,
) -> Vec<Duplicate> {
    let is_included =
        |article: &IndexedArticle| matches!(article.reason(now, drafts), None | Some(Reason::Scheduled));
    // Several posts may be about one page of another site, if their ids differ.
    let is_own =
        |article: &IndexedArticle| article.id.is_none() || article.permalink.starts_with(base_url.as_str());
    let pages = || {
        sharing(articles, is_included, |article| {
            [is_own(article).then_some((Trait::Page, article.permalink.as_ref()))]
        })
    };
    // If every id is the page, duplicate ids are duplicate pages.
    let has_ids = articles.iter().any(|article| article.id.is_some());
    let ids = if has_ids { sharing(articles, is_included, ids) } else { Vec::new() };
    let translations = || {
        sharing(articles, is_included, |article| {
            [Some((Trait::Translation, (article.shared(), article.language)))]
        })
    };
    let (pages, translations) = rayon::join(pages, translations);
    // Articles with the same page also have the same id; one finding is enough.
    let has_page = |duplicates: &Duplicate| {
        let page = pages.binary_search_by_key(&duplicates.second, |page| page.second).ok();
        page.and_then(|at| pages.get(at)).is_some_and(|page| page.first == duplicates.first)
    };
    let ids: Vec<_> = ids.into_iter().filter(|duplicates| !has_page(duplicates)).collect();
    [pages, ids, translations].concat()
}

/// Whether a finding is about two articles that readers cannot tell apart.
#[must_use]
pub(crate) fn is_duplicate(code: &Code) -> bool {
    [&DUPLICATE_PERMALINK, &DUPLICATE_ID].iter().any(|known| known.name == code.name)
}

/// Ids may be duplicates in RSS, in Atom, or in both.
fn ids(article: &IndexedArticle) -> [Option<(Trait, &str)>; 2] {
    let atom = (article.atom_id() != article.id()).then(|| (Trait::AtomId, article.atom_id()));
    [Some((Trait::Id, article.id())), atom]
}

/// For each article, the last earlier one with the same key, sorted by index.
fn sharing<'c, K: Hash + PartialEq, const N: usize>(
    articles: &'c [IndexedArticle],
    is_included: impl Fn(&IndexedArticle) -> bool + Sync,
    keys: impl Fn(&'c IndexedArticle) -> [Option<(Trait, K)>; N] + Sync,
) -> Vec<Duplicate> {
    let hash = |key: &K| {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        hasher.finish()
    };
    let one = |(at, article)| keys(article).into_iter().flatten().map(move |(_, key)| (hash(&key), at));
    let included = articles.par_iter().enumerate().filter(|(_, article)| is_included(article));
    let mut hashes: Vec<_> = included.flat_map_iter(one).collect();
    hashes.par_sort_unstable();
    let shared = |first: usize, second: usize| {
        let theirs = keys(articles.get(first)?);
        let has = |key: &K| theirs.iter().flatten().any(|(_, their)| their == key);
        let (shared, _) = keys(articles.get(second)?).into_iter().flatten().find(|(_, key)| has(key))?;
        Some(Duplicate { first, second, shared })
    };
    let groups = hashes.chunk_by(|(a, _), (b, _)| a == b).filter(|group| group.len() > 1);
    let in_group = |group: &[(u64, usize)]| {
        let at: Vec<_> = group.iter().map(|(_, at)| *at).collect();
        let last = |end: usize| {
            let (second, before) = at.get(..=end)?.split_last()?;
            before.iter().rev().filter(|first| *first != second).find_map(|first| shared(*first, *second))
        };
        (1..at.len()).filter_map(last).collect::<Vec<_>>()
    };
    let mut duplicates: Vec<_> = groups.flat_map(in_group).collect();
    duplicates.sort_by_key(|duplicates| (duplicates.second, duplicates.shared));
    duplicates.dedup_by_key(|duplicates| duplicates.second);
    duplicates
}

impl Duplicate {
    /// The finding about two articles.
    #[must_use]
    pub(crate) fn finding(&self, first: &Article, second: &Article, keys: &KeyRules) -> Diagnostic {
        match self.shared {
            Trait::Page => same_page(first, second, keys),
            Trait::Id => same_id(first, second, second.id.as_str()),
            Trait::AtomId => same_id(first, second, second.id.atom()),
            Trait::Translation => same_translation(first, second),
        }
    }
}

fn same_page(first: &Article, second: &Article, keys: &KeyRules) -> Diagnostic {
    let named = |article: &Article| {
        ["url", "permalink", "slug"].into_iter().find(|key| article.places.get(key).is_some())
    };
    // The article whose metadata defines its page is the one to change.
    let (kept, changed) =
        if named(second).is_none() && named(first).is_some() { (second, first) } else { (first, second) };
    let message = format!("`{}` has the same page `{}`", kept.source.path, changed.permalink);
    let usual = match named(changed) {
        _ if !keys.has_page() => "give one of them another page, or leave it out with `exclude`",
        Some("url") => {
            "change the `url` of one of them, or give each an `id` if they are about a page of another site"
        }
        Some(_) | None => "change the `slug` or `url` of one of them",
    };
    let place = named(changed).unwrap_or("title");
    let finding = at(&DUPLICATE_PERMALINK, changed, place, message).help(help(first, second, usual));
    finding.related(kept.place("title"))
}

fn same_id(first: &Article, second: &Article, id: &str) -> Diagnostic {
    let message = format!("`{}` has the same id `{id}`", first.source.path);
    let finding = at(&DUPLICATE_ID, second, "id", message);
    finding.help(help(first, second, "change the `id` of one of them")).related(first.place("title"))
}

/// The help for two articles, whose names may differ only in how they are encoded.
fn help(first: &Article, second: &Article, usual: &str) -> String {
    match escaped_difference(&first.source.path, &second.source.path) {
        Some((first, second)) => {
            format!("the names look alike: one is `{first}`, the other `{second}`; rename or remove one")
        }
        None => usual.to_owned(),
    }
}

fn same_translation(first: &Article, second: &Article) -> Diagnostic {
    let message = format!("`{}` is the same article in the same language", first.source.path);
    let key = if second.places.get("translations").is_some() { "translations" } else { "language" };
    let help = "change `translations` or `language` of one of them; a feed in that language lists only one";
    at(&DUPLICATE_TRANSLATION, second, key, message).help(help).related(first.place("title"))
}

fn at(code: &'static Code, article: &Article, key: &str, message: String) -> Diagnostic {
    Diagnostic::new(code, message).at(article.place(key))
}
