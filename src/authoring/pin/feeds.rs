//! The ids of the feeds themselves, which go into the configuration.

use std::collections::{BTreeMap, BTreeSet};

use super::{ConfigFile, Pinned, Written, published_ids};
use crate::authoring::pin::insert;
use crate::authoring::{self, Edit};
use crate::error::Error;
use crate::feed::{Format, Id};
use crate::site::config::{self, Config, FeedConfig, Select};
use crate::site::pipeline::{Index, PublishedDocument};
use crate::site::scan;
use crate::site::select::Selection;
use crate::source::encoding::without_bom;

/// The edit that puts the published ids of feeds into the configuration, if there is one to be made. `heads` are the
/// published feeds, whose entries do not matter.
pub(super) fn feeds(
    config: &Config,
    file: Option<ConfigFile<'_>>,
    index: &Index<'_>,
    heads: &[PublishedDocument],
    pinned: &mut Pinned,
) -> Result<Option<Edit>, Error> {
    let wanted = wanted(config, index, heads, pinned);
    if wanted.is_empty() {
        return Ok(None);
    }
    let path_kind = file.map(|file| scan::bytes(file.path)).transpose()?.flatten();
    let (Some(file), Some(before)) = (file, path_kind) else {
        let lost = wanted.iter().map(|(feed, id)| {
            published_ids::unpinned(&feed.path, id, "there is no configuration file to write it into")
        });
        pinned.diagnostics.extend(lost);
        return Ok(None);
    };
    match written(config, file, &before, &wanted) {
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

/// A feed of the configuration, and the id that it is to have.
type Wanted<'c> = (&'c FeedConfig, String);

/// Why nothing is written, and the first id that this concerns.
type Unwritten<'w, 'c> = (&'static str, &'w Wanted<'c>);

/// The feeds that were published, and whose ids the configuration does not have.
fn wanted<'c>(
    config: &'c Config,
    index: &Index<'c>,
    heads: &[PublishedDocument],
    pinned: &mut Pinned,
) -> Vec<Wanted<'c>> {
    let mut published: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for Taken { name, id, by } in taken(index, heads) {
        match by {
            Some(by) => published.entry(&by.config.path).or_default().push((&by.path, id)),
            None => {
                pinned.diagnostics.push(published_ids::unpinned(name, id, "no Atom feed replaces it"));
            }
        }
    }
    let mut wanted = Vec::new();
    for feed in config.feeds.iter().filter(|feed| feed.id.is_none()) {
        let Some(ids) = published.get(feed.path.as_str()) else { continue };
        match pattern(feed, ids) {
            Some(id) => wanted.push((feed, id)),
            None => pinned.diagnostics.extend(ids.first().map(|(path, id)| {
                let reason = match Id::distinct(id, id) {
                    Some(_) => "no single `id` gives each document of this [[feed]] its own",
                    None => "it is not a valid id for a feed",
                };
                published_ids::unpinned(path, id, reason)
            })),
        }
    }
    wanted
}

/// A published feed with an id of its own, and the document that takes its place.
struct Taken<'t, 'c> {
    name: &'t str,
    id: &'t str,
    by: Option<&'t Selection<'c>>,
}

/// Which document takes the place of each: the one at its address, or of its name; where one of either side is left,
/// and ours is of the whole site, that one.
fn taken<'t, 'c>(index: &'t Index<'c>, heads: &'t [PublishedDocument]) -> Vec<Taken<'t, 'c>> {
    let ours = index.selections.iter().filter(|selection| selection.config.format == Format::Atom);
    let ours: BTreeMap<&str, _> = ours.map(|ours| (ours.path.as_str(), ours)).collect();
    let own = |head: &PublishedDocument| head.find_path(&ours).copied();
    let mut taken: Vec<_> = heads
        .iter()
        .filter_map(|head| Some(Taken { name: &head.name, id: head.feed.id.as_deref()?, by: own(head) }))
        .collect();
    let gone: BTreeSet<_> = taken.iter().filter_map(|taken| Some(taken.by?.path.as_str())).collect();
    let free: Vec<_> = ours.values().filter(|ours| !gone.contains(ours.path.as_str())).collect();
    let mut left: Vec<_> = taken.iter_mut().filter(|taken| taken.by.is_none()).collect();
    if let ([left], [free]) = (left.as_mut_slice(), free.as_slice()) {
        left.by = holds_everything(free.config).then_some(**free);
    }
    taken
}

/// Whether a feed is the site's, rather than one of a part of it.
fn holds_everything(feed: &FeedConfig) -> bool {
    feed.each.is_none() && feed.select == Select::default()
}

/// The id of a feed, with `{tag}` and the like where it fans out: one that gives each document its own.
fn pattern(feed: &FeedConfig, ids: &[(&str, &str)]) -> Option<String> {
    let (path, id) = ids.first()?;
    let candidates = match feed.each {
        None => vec![(*id).to_owned()],
        Some(each) => {
            let term = feed.term_at(path)?;
            vec![id.replacen(&term, &each.placeholder(), 1), id.replace(&term, &each.placeholder())]
        }
    };
    candidates.into_iter().find(|candidate| gives(feed, candidate, ids))
}

fn gives(feed: &FeedConfig, id: &str, ids: &[(&str, &str)]) -> bool {
    let with = FeedConfig { id: Some(id.to_owned()), ..feed.clone() };
    ids.iter().all(|(path, id)| with.id_at(path).is_some_and(|given| given.atom() == *id))
}

/// The configuration with the ids, and the lines that were put in; or why not, and for which feed.
fn written<'w, 'c>(
    config: &Config,
    file: ConfigFile<'_>,
    before: &[u8],
    wanted: &'w [Wanted<'c>],
) -> Result<(Vec<u8>, Vec<Written>), Unwritten<'w, 'c>> {
    let Some(first) = wanted.first() else { return Ok((before.to_vec(), Vec::new())) };
    // The feeds of a configuration that names none are written out, for the id to have a place.
    let mut bytes = if config.feeds.iter().all(|feed| feed.place.is_none()) {
        let named: Vec<_> = config.feeds.iter().map(|feed| (feed.path.as_str(), feed.format)).collect();
        insert::feeds(before, &named).map_err(|reason| (reason, first))?
    } else {
        before.to_vec()
    };
    let mut lines = Vec::new();
    for one in wanted {
        let (feed, id) = one;
        let inserted = insert::feed(&bytes, &feed.path, id).map_err(|reason| (reason, one))?;
        bytes = inserted.bytes;
        lines.push(Written {
            file: file.path.to_path_buf(),
            line: inserted.number,
            text: inserted.line,
            feed: Some(feed.path.clone()),
        });
    }
    if says(config, file, &bytes, wanted) {
        return Ok((bytes, lines));
    }
    Err(("the configuration has a form that cannot be edited safely", first))
}

/// Whether a configuration says what it said, and the ids. Nothing is trusted that can be looked at.
fn says(config: &Config, file: ConfigFile<'_>, bytes: &[u8], wanted: &[Wanted<'_>]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let (after, _) = config::read(file.path, without_bom(&text), file.overrides, file.codes);
    let id = |feed: &FeedConfig| {
        let wanted = wanted.iter().find(|(wanted, _)| wanted.path == feed.path);
        wanted.map(|(_, id)| id.clone()).or(feed.id.clone())
    };
    let expected = config.feeds.iter().map(|feed| FeedConfig { id: id(feed), place: None, ..feed.clone() });
    let expected = Config { feeds: expected.collect(), ..config.clone() };
    after.is_some_and(|after| {
        let feeds = after.feeds.iter().map(|feed| FeedConfig { place: None, ..feed.clone() });
        Config { feeds: feeds.collect(), ..after.clone() } == expected
    })
}
