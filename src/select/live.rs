//! Which articles are public at all, and why the others are not.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::{DUPLICATE_ID, DUPLICATE_PERMALINK, DUPLICATE_TRANSLATION, FORGOTTEN_DATE};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::article::{Article, LeftOut, Reason};
use crate::model::source::Source;

/// The public articles, and the rest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Live {
    /// Articles that may be in feeds, newest first; of one instant, by the bytes of their ids.
    pub articles: Vec<Article>,
    /// Articles that may not.
    pub left_out: Vec<LeftOut>,
    /// Articles that would be one to readers.
    pub diagnostics: Vec<Diagnostic>,
}

/// Keeps what is public at `now`; with `drafts`, drafts too.
#[must_use]
pub fn live(articles: Vec<Article>, now: DateTime<Utc>, drafts: bool) -> Live {
    let mut live = Live { diagnostics: duplicates(&articles, now, drafts), ..Live::default() };
    for article in articles {
        match reason(&article, now, drafts) {
            None => live.articles.push(article),
            Some(reason) => {
                let identity = Some(article.identity());
                live.left_out.push(LeftOut { source: article.source, reason, identity });
            }
        }
    }
    live.articles.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.id.as_str().cmp(b.id.as_str())));
    live
}

fn reason(article: &Article, now: DateTime<Utc>, drafts: bool) -> Option<Reason> {
    if article.draft && !drafts {
        Some(Reason::Draft)
    } else if !article.feed {
        Some(Reason::Excluded)
    } else if article.publish > now {
        Some(Reason::Scheduled)
    } else if article.expires.is_some_and(|expires| expires <= now) {
        Some(Reason::Expired)
    } else {
        None
    }
}

/// Articles that share a page or an identity; scheduled ones count, or the build would break on the day.
fn duplicates(articles: &[Article], now: DateTime<Utc>, drafts: bool) -> Vec<Diagnostic> {
    let mut pages = BTreeMap::new();
    let mut ids = BTreeMap::new();
    let mut translations = BTreeMap::new();
    let mut found = Vec::new();
    for article in articles {
        if !matches!(reason(article, now, drafts), None | Some(Reason::Scheduled)) {
            continue;
        }
        let twin = pages.insert(&article.permalink, article);
        if let Some(first) = twin {
            found.push(duplicate_page(first, article));
        }
        // Ids may meet in RSS, in Atom, or in both: one finding is enough.
        let both = [article.id.as_str(), article.id.atom()];
        let taken = both.into_iter().find_map(|id| Some((id, *ids.get(id)?)));
        found.extend(taken.filter(|_| twin.is_none()).map(|(id, first)| duplicate_id(first, article, id)));
        ids.extend(both.map(|id| (id, article)));
        let translation = (&article.translation_key, &article.language);
        found.extend(
            translations.insert(translation, article).map(|first| duplicate_translation(first, article)),
        );
    }
    found
}

fn duplicate_page(first: &Article, second: &Article) -> Diagnostic {
    let named = |article: &Article| ["url", "slug"].into_iter().find(|key| article.places.get(key).is_some());
    // The one whose metadata names its page is the one to change.
    let (kept, changed) =
        if named(second).is_none() && named(first).is_some() { (second, first) } else { (first, second) };
    let message = format!("`{}` has the page `{}` too", kept.source.path, changed.permalink);
    twin(&DUPLICATE_PERMALINK, changed, named(changed).unwrap_or("title"), message)
        .help("give one of them another `slug` or `url`")
}

fn duplicate_id(first: &Article, second: &Article, id: &str) -> Diagnostic {
    let message = format!("`{}` has the id `{id}` too", first.source.path);
    twin(&DUPLICATE_ID, second, "id", message).help("give one of them another `id`")
}

fn duplicate_translation(first: &Article, second: &Article) -> Diagnostic {
    let message = format!("`{}` is the same article in the same language", first.source.path);
    let key = if second.places.get("translations").is_some() { "translations" } else { "language" };
    let help =
        "a feed of that language lists only one of them; give one another `translations` or `language`";
    twin(&DUPLICATE_TRANSLATION, second, key, message).help(help)
}

fn twin(code: &'static Code, article: &Article, key: &str, message: String) -> Diagnostic {
    Diagnostic::new(code, message).at(article.place(key))
}

/// Files without a date are pages. Where others of their folder have dates, somebody probably forgot.
#[must_use]
pub fn undated(pages: &[Source], dated: &[Article]) -> Vec<Diagnostic> {
    let folders: BTreeSet<_> = dated.iter().map(|article| article.source.dir()).collect();
    let forgotten = pages.iter().filter(|page| folders.contains(page.dir()));
    forgotten
        .map(|page| {
            let file = page.sidecar.as_deref().unwrap_or(&page.file);
            Diagnostic::new(&FORGOTTEN_DATE, "no date, though other files of this folder have one")
                .at(Place::file(file))
                .help("add date = 2026-04-01, or feed = false if it is a page")
        })
        .collect()
}
