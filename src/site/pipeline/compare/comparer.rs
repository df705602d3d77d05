//! Compares one published document with the one that was rendered in its place.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use chrono::NaiveTime;

use super::archive::without_archived;
use super::reported::{Keyed, article, keyed};
use super::{Site, has_readers};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::feed::{Format, Url};
use crate::published::change::{Comparison, DocumentChange};
use crate::published::feed::{Item, PublishedFeed};
use crate::published::{
    self, Accept, ArchivedFeed, REIDENTIFIED_ENTRY, RemovalReason, StaleArchive, StaleIn, States, Withdrawn,
};
use crate::site::archive_path::feed_of;
use crate::site::article::{Article, Reason};
use crate::site::document::Document;
use crate::site::pipeline::{Options, PublishedDocument};
use crate::site::{chapters, episode_picture, publish, scan};

/// Compares published documents with those that were rendered, one by one.
pub(super) struct Comparer<'s> {
    pub(super) site: Site<'s>,
    pub(super) options: &'s Options,
    pub(super) paths: Paths<'s>,
    /// The ids and pages of articles that are in no feed, each with the reason.
    pub(super) left_out: BTreeMap<String, &'static str>,
    /// The ids and pages of public articles, once a document asks for them.
    pub(super) public_keys: OnceLock<BTreeSet<&'s str>>,
    /// Whether invalid articles are left out.
    pub(super) has_skipped: bool,
    /// Whether there is another place to compare with than the output folder.
    pub(super) has_source: bool,
    /// Whether there are subscribers: a preview has none, unless its user says what to compare with.
    pub(super) has_subscribers: bool,
}

/// The paths of documents.
pub(super) struct Paths<'s> {
    /// The indices of the documents that were rendered, by path.
    pub(super) rendered: BTreeMap<&'s str, usize>,
    /// The paths of empty feeds, which are not written, but compared all the same.
    pub(super) empty: Vec<&'s str>,
}

impl<'s> Paths<'s> {
    pub(super) fn of(site: Site<'s>) -> Paths<'s> {
        let each = site.documents.iter().map(|document| document.path.as_str());
        let rendered: BTreeMap<_, _> = each.enumerate().map(|(at, path)| (path, at)).collect();
        let feeds = site.config.feeds.iter().filter(|feed| feed.each.is_empty());
        let empty = feeds.map(|feed| feed.path.as_str()).filter(|path| !rendered.contains_key(path));
        Paths { empty: empty.collect(), rendered }
    }
}

/// The file at a path in the output folder.
pub(super) enum Existing {
    /// None is there, or none of ours.
    Nothing,
    /// It has not changed.
    Same,
    /// It is at the path of a document, and not a feed.
    Unreadable(Diagnostic),
    /// A file of ours beside an episode that has it no more, with a finding unless it is removed.
    OldFile(Option<Diagnostic>),
    Feed {
        guarded: Guarded,
        /// Whether it is what we have published.
        is_held: bool,
        /// A finding, if the site's generator writes it.
        own_feed: Option<Diagnostic>,
        /// Findings, if no feed writes it anymore.
        stale: Option<Vec<Diagnostic>>,
    },
}

/// The findings about a document that changes, with the changes if it was compared.
pub(super) type Guarded = (Vec<Keyed>, Option<Box<(Comparison, DocumentChange)>>);

impl<'s> Comparer<'s> {
    /// Compares with the file at a path in the output folder.
    pub(super) fn existing(&self, path: &str) -> Result<Existing, Error> {
        let (output, below) = (self.site.output, Path::new(path));
        let rendered = self.document(path);
        if rendered.map_or(Ok(false), |rendered| publish::holds(output, below, &rendered.bytes))? {
            return Ok(Existing::Same);
        }
        let Some(bytes) = scan::bytes_below(output, below)? else { return Ok(Existing::Nothing) };
        let known = published::read(&bytes);
        if known.is_none() && rendered.is_none() && self.is_of_episode(path, &bytes) {
            return Ok(Existing::OldFile(self.old_file_finding(path)));
        }
        drop(bytes);
        Ok(match (known, rendered) {
            (Some(known), _) => Existing::Feed {
                guarded: self.guarded_at(path, &known),
                is_held: known.ours && has_readers(self.site.config, &known),
                own_feed: rendered.filter(|_| !known.ours).and_then(|_| self.own_feed(path)),
                stale: self.is_stale(path, &known).then(|| Vec::from_iter(self.stale_finding(path, &known))),
            },
            (None, Some(_)) if !self.has_source => {
                Existing::Unreadable(self.unreadable(&output.path().join(below)))
            }
            (None, _) => Existing::Nothing,
        })
    }

    /// What the change of a document in the output folder does to its subscribers.
    fn guarded_at(&self, path: &str, known: &PublishedFeed) -> Guarded {
        let from = self.site.config.output.to_string_lossy();
        // What has just been written by the site's generator is not what is published.
        if self.has_source && !known.ours {
            return Guarded::default();
        }
        let is_gone = !self.paths.rendered.contains_key(path) && !self.paths.empty.contains(&path);
        if !is_gone || feed_of(path).is_some() {
            return self.guarded(&from, path, known);
        }
        // Whoever sends its subscribers to the new document in its place shows them what has another id there.
        let published = PublishedDocument { name: path.to_owned(), feed: known.clone() };
        let is_new = |path: &&str| !scan::exists(self.site.output, path);
        let Some(new) = self.successor(&published).filter(|_| known.ours).filter(is_new) else {
            return Guarded::default();
        };
        let (found, _) = self.guarded(&from, new, known);
        let is_shown_again = |(_, finding): &Keyed| finding.code == &REIDENTIFIED_ENTRY;
        (found.into_iter().filter(is_shown_again).collect(), None)
    }

    /// Whether a file has the chapters or the picture of an episode, and a build has written it there.
    fn is_of_episode(&self, path: &str, bytes: &[u8]) -> bool {
        let url = self.site.config.site.base_url.file_below(path);
        url.is_ok_and(|url| chapters::is_at(bytes, &url) || episode_picture::is_at(bytes, &url))
    }

    fn old_file_finding(&self, path: &str) -> Option<Diagnostic> {
        let file = self.site.config.output.join(path);
        (!self.options.prune).then(|| published::old_episode_file(&file, path))
    }

    /// The finding about something that cannot be read, unless that is accepted.
    pub(super) fn unreadable(&self, name: &Path) -> Diagnostic {
        let mut finding = published::not_compared(name);
        if self.options.accept.contains(&Accept::Unreadable) {
            finding.severity = Severity::Info;
            finding.help = None;
        }
        finding
    }

    fn own_feed(&self, path: &str) -> Option<Diagnostic> {
        let own = self.site.config.content.own_feed?;
        Some(published::generator_feed(&self.site.config.output.join(path), own.generator))
    }

    /// Whether an id or a page is that of an article of the site, in a feed or not.
    fn has_article(&self, key: &str) -> bool {
        self.public_keys().contains(key) || self.left_out.contains_key(key)
    }

    fn document(&self, path: &str) -> Option<&'s Document> {
        self.paths.rendered.get(path).and_then(|at| self.site.documents.get(*at))
    }

    /// Whether it is a document of ours that no feed writes anymore, or that is empty on purpose.
    fn is_stale(&self, path: &str, known: &PublishedFeed) -> bool {
        let is_accepted = self.options.accept.contains(&Accept::Emptied);
        let is_configured =
            self.paths.rendered.contains_key(path) || !is_accepted && self.paths.empty.contains(&path);
        !is_configured && self.urls_of(path).iter().any(|url| published::is_at(known, url))
    }

    /// Where a document of ours at a path may be published: its path on the site, what its feed says, and what the feeds say
    /// whose document had another path before.
    fn urls_of(&self, path: &str) -> Vec<Url> {
        let config = self.site.config;
        let said = config.feeds.iter().filter_map(|feed| feed.url_at(&feed.path, &config.site.base_url));
        config
            .site
            .base_url
            .file_below(path)
            .ok()
            .into_iter()
            .chain(config.url_of(path))
            .chain(said)
            .collect()
    }

    /// A feed that ends with its term is an error, but not in a preview; documents that are removed are not listed.
    fn stale_finding(&self, path: &str, known: &PublishedFeed) -> Option<Diagnostic> {
        let (config, options) = (self.site.config, self.options);
        let file = config.output.join(path);
        let is_guarded = self.has_subscribers && !options.accept.contains(&Accept::Emptied);
        let is_archive = feed_of(path).is_some();
        let stopped = (is_guarded && !is_archive && self.has_term(path, known))
            .then(|| published::stopped(&file, known))
            .flatten();
        stopped.or_else(|| (!options.prune).then(|| self.kept_finding(&file, path, known)))
    }

    /// Whether a document is one of a feed for each term. Such a feed names its term: what has the title of the site was the
    /// feed of the whole site.
    fn has_term(&self, path: &str, known: &PublishedFeed) -> bool {
        let site = &self.site.config.site;
        let is_of_site = known.title.as_deref() == Some(site.title.as_str());
        let mut feeds = self.site.config.feeds.iter();
        feeds.any(|feed| {
            feed.format == known.format
                && feed.fans_out_to(path)
                && !(is_of_site && feed.has_terms_in_title())
        })
    }

    /// Reports a document that stays in the output folder.
    fn kept_finding(&self, file: &Path, path: &str, known: &PublishedFeed) -> Diagnostic {
        let has_feed = self.paths.empty.contains(&path);
        let withdrawn = self.withdrawn(known);
        if withdrawn.is_empty() {
            let feed = feed_of(path);
            let archive = feed.as_deref().map(|feed| self.archive_of(feed, known.format));
            let why = match (has_feed, archive) {
                (true, _) => RemovalReason::Empty,
                (false, Some(archive)) => RemovalReason::OfArchive(archive),
                (false, None) if self.has_term(path, known) => RemovalReason::WithoutTerm,
                (false, None) => RemovalReason::WithoutFeed(known.format),
            };
            published::stale(file, path, why)
        } else {
            published::withdrawn(file, path, &withdrawn, StaleIn::Output(has_feed))
        }
    }

    /// An archive that the feed at a path has no more.
    fn archive_of<'f>(&self, path: &'f str, format: Format) -> StaleArchive<'f> {
        let feed = self.site.config.feeds.iter().find(|feed| feed.is_at(path) || feed.fans_out_to(path));
        let state = match feed {
            None => ArchivedFeed::Gone,
            Some(feed) if feed.archive.is_none() => ArchivedFeed::Unarchived,
            Some(_) => ArchivedFeed::Archived,
        };
        StaleArchive { feed: path, format, state }
    }

    /// The items whose articles are left out now, or no longer exist.
    pub(super) fn withdrawn<'k>(&self, known: &'k PublishedFeed) -> Vec<Withdrawn<'k>> {
        let left_out = &self.site.index.left_out;
        let is_known = |key: &str| self.has_article(key);
        let keys = |item: &'k Item| [Some(item.key()), item.link.as_deref()].into_iter().flatten();
        // An article without an identity could be any of them, and where the site moved, all have another one now.
        let base_url = self.site.config.site.base_url.as_str();
        let is_here = known.self_url.as_deref().is_some_and(|url| url.starts_with(base_url));
        let is_whole = left_out.iter().all(|left| left.identity.is_some() || left.reason == Reason::Undated)
            && (is_here || known.items.iter().any(|item| keys(item).any(is_known)));
        let why = |item: &'k Item| {
            let is_gone = || is_whole && !keys(item).any(|key| self.public_keys().contains(key));
            let exists = keys(item).any(|key| self.left_out.contains_key(key));
            (exists || is_gone()).then_some(Withdrawn { item, exists })
        };
        known.items.iter().filter_map(why).collect()
    }

    /// The ids and pages of all public articles.
    fn public_keys(&self) -> &BTreeSet<&'s str> {
        self.public_keys.get_or_init(|| {
            let articles = self.site.index.articles.iter();
            articles.flat_map(|one| [one.id(), one.atom_id(), &*one.permalink]).collect()
        })
    }

    /// The path of the document that takes the place of a published one: the one at its URL, else with its name, else
    /// in its format.
    pub(super) fn successor(&self, published: &PublishedDocument) -> Option<&'s str> {
        let documents = || self.site.documents.iter();
        let paths = documents().map(|document| (document.path.as_str(), document.path.as_str())).collect();
        let is_same_format = |document: &&Document| {
            published::read(&document.bytes).is_some_and(|rendered| rendered.format == published.feed.format)
        };
        let of_format = || documents().find(is_same_format).map(|document| document.path.as_str());
        let own = published.feed.self_url.as_deref();
        let is_there =
            |path: &&str| self.site.config.url_of(path).is_some_and(|url| Some(url.as_str()) == own);
        let at_url = documents().map(|document| document.path.as_str()).find(is_there);
        at_url.or_else(|| published.find_path(&paths).copied()).or_else(of_format)
    }

    /// Whether the date of an article has a time, and not the one that a day gets.
    fn is_timed(&self, article: &Article) -> bool {
        let time = article.date.time();
        time != NaiveTime::MIN && time != self.site.config.content.default_time
    }

    /// What the change of a document does to its subscribers, where it is published at `from`.
    pub(super) fn guarded(&self, from: &str, path: &str, old: &PublishedFeed) -> Guarded {
        if !self.has_subscribers || !has_readers(self.site.config, old) {
            return Guarded::default();
        }
        let at = self.paths.rendered.get(path).copied();
        let new = match self.document(path) {
            Some(document) => published::read(&document.bytes),
            // An empty feed is not written.
            None => self.paths.empty.contains(&path).then(|| old.without_items()),
        };
        let Some(mut new) = new else { return Guarded::default() };
        for (entry, item) in new.items.iter_mut().enumerate() {
            item.is_timed = article(self.site, at, entry).is_some_and(|article| self.is_timed(article));
        }
        let old = &*without_archived(self.site.index, path, old, &new);
        let (left_out, has_skipped) = (&self.left_out, self.has_skipped);
        let feed = self.site.config.feeds.iter().find(|feed| feed.is_at(path));
        let limit = feed.and_then(|feed| feed.limit);
        let table = self.site.config.table_of(path);
        let states = States { old, from, new: &new, path, left_out, has_skipped, limit, table };
        let has_room = feed.map(|_| limit.is_none_or(|limit| new.items.len() < limit));
        let groups = |entry| {
            let article = article(self.site, at, entry);
            let language = article.and_then(|article| article.language.as_ref().map(ToString::to_string));
            [language, article.and_then(|article| article.section.clone())]
        };
        let is_here = |item: &Item| self.has_article(item.key());
        let comparison = published::compare_in_groups(old, &new, has_room, &groups, &is_here);
        let found = published::guard(states, &comparison, &self.options.accept);
        let found = found.into_iter().map(|(about, finding)| keyed(self.site, at, path, about, finding));
        let change = DocumentChange::of(path, (old, &new), &comparison);
        (found.collect(), Some(Box::new((comparison, change))))
    }
}
