//! Compares documents with what is published now, as subscribers would see the changes.

mod against;
mod archive;
mod comparer;
mod lost;
mod reported;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

pub(super) use self::archive::{ComparedArchive, compare as compare_archive, compare_published};
use self::comparer::{Comparer, Existing, Paths};
use self::reported::{Changes, Reported};
use super::in_order::{ItemTask, try_in_order};
use super::{Against, Index, Options, RenderedFeeds, consequences};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::published::change::DocumentChange;
use crate::published::feed::PublishedFeed;
use crate::published::{self, Tally};
use crate::root::Root;
use crate::site::article::{LeftOut, Reason};
use crate::site::config::Config;
use crate::site::document::Document;
use crate::site::scan;

/// The result of comparing.
#[derive(Default)]
pub(super) struct Compared {
    /// The paths that `--prune` removes.
    pub(super) stale: Vec<String>,
    pub(super) findings: Vec<Diagnostic>,
    /// What was compared with another place than the output folder.
    pub(super) tally: Option<Tally>,
    /// Whether there was nothing to compare with.
    pub(super) is_first: bool,
    /// What subscribers will see, document by document.
    pub(super) changes: Vec<DocumentChange>,
}

/// The result of a build, before it is published.
#[derive(Clone, Copy)]
pub(super) struct Site<'s> {
    pub(super) config: &'s Config,
    pub(super) index: &'s Index<'s>,
    pub(super) rendered: &'s RenderedFeeds,
    pub(super) documents: &'s [Document],
    /// The paths of the files that are published beside episodes.
    pub(super) files: &'s [String],
    /// The output folder.
    pub(super) output: &'s Root,
}

/// Compares with what is published now: with `existing` documents in the output folder, which may be ours, with what is
/// at the paths of those that were rendered, and with `against`. A preview has no subscribers, so none is compared there.
pub(super) fn compare(
    site: Site<'_>,
    existing: BTreeSet<String>,
    options: &Options,
    against: Option<Against<'_>>,
) -> Result<Compared, Error> {
    let has_subscribers = has_subscribers(site.config, against.as_ref());
    let has_invalid = site.index.left_out.iter().any(|left| left.reason == Reason::Invalid);
    let comparer = Comparer {
        site,
        options,
        paths: Paths::of(site),
        left_out: reasons(&site.index.left_out),
        public_keys: OnceLock::new(),
        has_skipped: options.skip_invalid && has_invalid,
        has_source: against.is_some(),
        has_subscribers,
    };
    let (mut reported, mut changes) = (Reported::default(), Changes::new());
    let output = compare_output(&comparer, existing, &mut reported, &mut changes)?;
    let mut result = Compared::default();
    if has_subscribers {
        result.is_first = !output.has_feeds && against.is_none();
        result.findings.extend(output.unreadable);
        result.findings.extend(output.own_feed);
        if let Some(against) = against {
            let (tally, found) =
                against::compare(against, &comparer, &output.held, &mut reported, &mut changes)?;
            result.tally = tally;
            result.findings.extend(found);
        }
    }
    // Entries that are missing because an article has errors or could not be read have been reported.
    let is_whole = site.rendered.unread == 0 && (options.skip_invalid || !has_invalid);
    let found = consequences::without_those_of_duplicates(reported.into_findings(), &site.index.diagnostics);
    result.findings.extend(found.into_iter().filter(|_| is_whole));
    let (stale, listed): (Vec<_>, Vec<_>) = output.stale.into_iter().unzip();
    result.findings.extend(listed.into_iter().flatten());
    let is_seen = |change: &DocumentChange| !change.counts.is_empty() || !change.parts.is_empty();
    result.changes = changes.into_values().filter(is_seen).collect();
    result.stale = stale.into_iter().filter(|_| options.prune).collect();
    Ok(result)
}

/// Whether a site has subscribers: a preview has none, unless its user says what to compare with.
pub(super) fn has_subscribers(config: &Config, against: Option<&Against<'_>>) -> bool {
    !config.site.base_url.is_local() || against.is_some_and(|against| against.is_all)
}

/// Whether a published document is no preview of a public site.
fn has_readers(config: &Config, known: &PublishedFeed) -> bool {
    config.site.base_url.is_local() || !published::is_preview(known)
}

/// Why articles are in no feed, by their ids and pages.
pub(super) fn reasons(left_out: &[LeftOut]) -> BTreeMap<String, &'static str> {
    let known = left_out.iter().filter_map(|left| Some((left.identity.as_ref()?, left.reason.as_str())));
    known
        .flat_map(|(identity, reason)| [(identity.id.clone(), reason), (identity.permalink.clone(), reason)])
        .collect()
}

/// What was found in the output folder.
#[derive(Default)]
struct Output {
    /// Whether there is any feed.
    has_feeds: bool,
    /// The paths of documents that are there as we have published them.
    held: BTreeSet<String>,
    /// Findings about documents that cannot be read.
    unreadable: Vec<Diagnostic>,
    /// The finding about the first of the feeds that the site's generator writes.
    own_feed: Option<Diagnostic>,
    /// The paths of documents that no feed writes anymore, with findings about them.
    stale: Vec<(String, Vec<Diagnostic>)>,
}

/// Compares with the feeds in the output folder that have changed: those that we wrote, and whatever is at the path of
/// a document.
fn compare_output(
    comparer: &Comparer<'_>,
    existing: BTreeSet<String>,
    reported: &mut Reported,
    changes: &mut Changes,
) -> Result<Output, Error> {
    let output = comparer.site.output;
    let mut paths = existing;
    for file in comparer.site.files {
        paths.remove(file);
    }
    paths.extend(comparer.paths.rendered.keys().map(|path| (*path).to_owned()));
    // Archives are compared one by one when they are made.
    let archives = comparer.site.index.selections.iter().flat_map(|selection| &selection.archives);
    archives.for_each(|archive| _ = paths.remove(&archive.path));
    let paths: Vec<_> = paths.into_iter().collect();
    let task = ItemTask {
        request: |path: &String| (scan::size_below(output, Path::new(path)), ()),
        process: |path: &String, ()| Ok((path.clone(), comparer.existing(path)?)),
    };
    let mut found = Output::default();
    try_in_order(&paths, rayon::current_num_threads(), &task, |(path, existing)| {
        found.has_feeds |= !matches!(existing, Existing::Nothing | Existing::OldFile(_));
        match existing {
            Existing::Nothing => {}
            Existing::Same => _ = found.held.insert(path),
            Existing::Unreadable(finding) => found.unreadable.push(finding),
            Existing::OldFile(finding) => found.stale.push((path, Vec::from_iter(finding))),
            Existing::Feed { guarded: (findings, compared), is_held, own_feed, stale } => {
                changes.extend(compared.map(|compared| (path.clone(), compared.1)));
                reported.extend(findings);
                found.own_feed = found.own_feed.take().or(own_feed);
                found.stale.extend(stale.map(|findings| (path.clone(), findings)));
                found.held.extend(is_held.then_some(path));
            }
        }
    })?;
    Ok(found)
}
