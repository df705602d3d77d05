//! Published feeds in, an edit that writes their ids into the configuration out. Ids of entries are handled elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use super::{ConfigFile, Pinned, WrittenId, published_ids};
use crate::authoring::pin::insert;
use crate::authoring::{self, Edit};
use crate::error::Error;
use crate::feed::{Format, Id};
use crate::site::config::{Config, Content};
use crate::site::feed_config::{FeedConfig, Select};
use crate::site::pipeline;
use crate::site::pipeline::{Index, PublishedDocument};
use crate::site::scan;
use crate::site::select::Selection;
use crate::source::encoding::without_bom;

/// The edit that writes the published ids of feeds into the configuration, if any are missing. Only Atom feeds have
/// ids. `heads` are the
/// published feeds, whose entries do not matter.
pub(super) fn feeds(
    config: &Config,
    file: Option<ConfigFile<'_>>,
    index: &Index<'_>,
    heads: &[PublishedDocument],
    pinned: &mut Pinned,
) -> Result<Option<Edit>, Error> {
    let missing = find_missing(config, index, heads, pinned);
    if missing.is_empty() {
        return Ok(None);
    }
    let content = file.map(|file| scan::bytes(file.path)).transpose()?.flatten();
    let (Some(file), Some(before)) = (file, content) else {
        let unwritten = missing.iter().map(|(feed, id)| {
            published_ids::unpinned(&feed.path, id, "there is no configuration file to write it into")
        });
        pinned.diagnostics.extend(unwritten);
        return Ok(None);
    };
    match insert_ids(config, file, &before, &missing) {
        Ok((after, lines)) => {
            pinned.written.extend(lines);
            Ok(Some(Edit { file: file.path.to_path_buf(), before: Some(before), after }))
        }
        Err((reason, (feed, id))) => {
            let line = format!("id = {} for the feed `{}`", authoring::quoted(id), feed.path);
            pinned.diagnostics.push(authoring::unsafe_edit(file.path, reason, &line));
            Ok(None)
        }
    }
}

/// A configured feed, and the id to be written.
type MissingId<'c> = (&'c FeedConfig, String);

/// The reason why nothing is written, and the first id concerned.
type InsertError<'w, 'c> = (&'static str, &'w MissingId<'c>);

/// The published feeds whose ids are missing in the configuration.
fn find_missing<'c>(
    config: &'c Config,
    index: &Index<'c>,
    heads: &[PublishedDocument],
    pinned: &mut Pinned,
) -> Vec<MissingId<'c>> {
    let mut published: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for Replacement { name, id, by } in replacements(index, heads) {
        match by {
            Some(by) => published.entry(&by.config.path).or_default().push((&by.path, id)),
            None => {
                pinned.diagnostics.push(published_ids::unpinned(name, id, "no Atom feed replaces it"));
            }
        }
    }
    let mut missing = Vec::new();
    for feed in config.feeds.iter().filter(|feed| feed.id.is_none()) {
        let Some(ids) = published.get(feed.path.as_str()) else { continue };
        // By default, the id of a feed is its address, and the feeds of a generator stay where they are.
        let own = |path: &str| config.url_of(path);
        if feed.is_generated && ids.iter().all(|(path, id)| own(path).is_some_and(|own| own.as_str() == *id))
        {
            continue;
        }
        match pattern(feed, ids) {
            Some(id) => missing.push((feed, id)),
            None => pinned.diagnostics.extend(ids.first().map(|(path, id)| {
                let reason = match Id::distinct(id, id) {
                    Some(_) => "no single `id` gives each document of this [[feed]] its own",
                    None => "it is not a valid id for a feed",
                };
                published_ids::unpinned(path, id, reason)
            })),
        }
    }
    missing
}

/// A published feed with an id, and the document that replaces it.
struct Replacement<'t, 'c> {
    name: &'t str,
    id: &'t str,
    by: Option<&'t Selection<'c>>,
}

/// The document that replaces each published feed: the one with its URL or its name; or, if one is left on each side
/// and ours contains the whole site, that one.
fn replacements<'t, 'c>(index: &'t Index<'c>, heads: &'t [PublishedDocument]) -> Vec<Replacement<'t, 'c>> {
    let ours = index.selections.iter().filter(|selection| selection.config.format == Format::Atom);
    let ours: BTreeMap<&str, _> = ours.map(|ours| (ours.path.as_str(), ours)).collect();
    let own = |head: &PublishedDocument| head.find_path(&ours).copied();
    let mut replacements: Vec<_> = heads
        .iter()
        .filter_map(|head| {
            Some(Replacement { name: &head.name, id: head.feed.id.as_deref()?, by: own(head) })
        })
        .collect();
    let replaced: BTreeSet<_> =
        replacements.iter().filter_map(|replacement| Some(replacement.by?.path.as_str())).collect();
    let free: Vec<_> = ours.values().filter(|ours| !replaced.contains(ours.path.as_str())).collect();
    let mut left: Vec<_> = replacements.iter_mut().filter(|replacement| replacement.by.is_none()).collect();
    if let ([left], [free]) = (left.as_mut_slice(), free.as_slice()) {
        left.by = is_whole_site(free.config).then_some(**free);
    }
    replacements
}

/// Whether a feed contains the whole site, not a part of it.
fn is_whole_site(feed: &FeedConfig) -> bool {
    feed.each.is_empty() && feed.select == Select::default()
}

/// The id of a feed, with placeholders such as `{tag}` if it fans out, so that each document gets its own.
fn pattern(feed: &FeedConfig, ids: &[(&str, &str)]) -> Option<String> {
    let (path, id) = ids.first()?;
    let terms = feed.terms_at(path)?;
    // Most ids contain the path, in which nothing has to be guessed.
    let of_path = id.contains(path).then(|| id.replace(path, &feed.path));
    let mut candidates = vec![(*id).to_owned()];
    for (each, term) in terms {
        let part = each.placeholder();
        candidates = candidates.iter().flat_map(|id| with_part(id, &term, &part)).take(CANDIDATES).collect();
    }
    of_path.into_iter().chain(candidates).find(|candidate| matches_all(feed, candidate, ids))
}

/// The most patterns that are tried.
const CANDIDATES: usize = 100;

/// An id with a placeholder for a term: in one place, the last one first, or in all of them.
fn with_part(id: &str, term: &str, part: &str) -> Vec<String> {
    let places: Vec<_> = id.match_indices(term).map(|(at, _)| at).collect();
    let at = |at: &usize| {
        let (before, rest) = id.split_at_checked(*at)?;
        Some(format!("{before}{part}{}", rest.strip_prefix(term)?))
    };
    places.iter().rev().filter_map(at).chain([id.replace(term, part)]).collect()
}

fn matches_all(feed: &FeedConfig, id: &str, ids: &[(&str, &str)]) -> bool {
    let configured = FeedConfig { id: Some(id.to_owned()), ..feed.clone() };
    ids.iter().all(|(path, id)| configured.id_at(path).is_some_and(|given| given.atom() == *id))
}

/// The configuration with the ids, and the inserted lines; or the reason why not, and for which feed.
fn insert_ids<'w, 'c>(
    config: &Config,
    file: ConfigFile<'_>,
    before: &[u8],
    missing: &'w [MissingId<'c>],
) -> Result<(Vec<u8>, Vec<WrittenId>), InsertError<'w, 'c>> {
    let Some(first) = missing.first() else { return Ok((before.to_vec(), Vec::new())) };
    // The feeds of a configuration without any are written out, so that an id can be inserted.
    let mut bytes = if config.feeds.iter().all(|feed| feed.place.is_none()) {
        insert::feeds(before, &config.feeds).map_err(|reason| (reason, first))?
    } else {
        before.to_vec()
    };
    let mut lines = Vec::new();
    for one in missing {
        let (feed, id) = one;
        let inserted = insert::feed(&bytes, &feed.path, id).map_err(|reason| (reason, one))?;
        bytes = inserted.bytes;
        lines.push(WrittenId {
            file: file.path.to_path_buf(),
            line: inserted.number,
            text: inserted.line,
            feed: Some(feed.path.clone()),
        });
    }
    if is_expected(config, file, &bytes, missing) {
        return Ok((bytes, lines));
    }
    Err(("the configuration has a form that cannot be edited safely", first))
}

/// Verifies that the edited configuration differs only by the ids.
fn is_expected(config: &Config, file: ConfigFile<'_>, bytes: &[u8], missing: &[MissingId<'_>]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let (after, _) = pipeline::configure(file.path, without_bom(&text), file.overrides, file.codes);
    let id = |feed: &FeedConfig| {
        let missing = missing.iter().find(|(missing, _)| missing.path == feed.path);
        missing.map(|(_, id)| id.clone()).or(feed.id.clone())
    };
    // What the generator makes by itself is a feed of the configuration once it is written there.
    let plain = |feed: &FeedConfig| FeedConfig {
        place: None,
        is_generated: false,
        has_generators_articles: false,
        ..feed.clone()
    };
    let expected = config.feeds.iter().map(|feed| FeedConfig { id: id(feed), ..plain(feed) });
    let expected = Config { feeds: expected.collect(), ..config.clone() };
    after.is_some_and(|after| {
        let known = config.feeds.iter().map(Some).chain(iter::repeat(None));
        let feeds = after.feeds.iter().zip(known).map(|(feed, known)| with_functions_of(plain(feed), known));
        let content = Content { rules: config.content.rules.clone(), ..after.content.clone() };
        Config { feeds: feeds.collect(), content, ..after.clone() } == expected
    })
}

/// The feed with the functions of another in the place of its own: those of a generator's rules are others whenever these
/// are read.
fn with_functions_of(feed: FeedConfig, known: Option<&FeedConfig>) -> FeedConfig {
    let files = known.and_then(|known| known.files.clone()).filter(|_| feed.files.is_some());
    let texts = known.and_then(|known| known.term_texts.clone()).filter(|_| feed.term_texts.is_some());
    FeedConfig { files: files.or(feed.files), term_texts: texts.or(feed.term_texts), ..feed }
}
