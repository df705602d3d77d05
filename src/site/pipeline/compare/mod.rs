//! Compares documents with what is published now, as subscribers would see the changes.

mod comparer;
mod reported;

use std::collections::BTreeSet;
use std::path::Path;

use self::comparer::{Comparer, Existing, Paths};
use self::reported::Reported;
use super::in_order::{ItemTask, try_in_order};
use super::{Options, PublishedDocument, PublishedDocuments, RenderedFeeds};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::published;
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
}

/// The result of a build, before it is published.
#[derive(Clone, Copy)]
pub(super) struct Site<'s> {
    pub(super) config: &'s Config,
    pub(super) rendered: &'s RenderedFeeds,
    pub(super) documents: &'s [Document],
    /// The articles in no feed.
    pub(super) left_out: &'s [LeftOut],
    /// The output folder.
    pub(super) output: &'s Root,
}

/// Compares with what is published now: with `existing` documents in the output folder, which may be ours, with what is
/// at the paths of those that were rendered, and with `against`. A preview has no subscribers, so none of its documents is compared.
pub(super) fn compare(
    site: Site<'_>,
    existing: BTreeSet<String>,
    options: &Options,
    against: Option<PublishedDocuments<'_>>,
) -> Result<Compared, Error> {
    let Site { config, documents, rendered, .. } = site;
    let is_public = !config.site.base_url.is_local();
    let has_invalid = site.left_out.iter().any(|left| left.reason == Reason::Invalid);
    let has_skipped = options.skip_invalid && has_invalid;
    let left_out = has_skipped.then(|| {
        let known = site.left_out.iter().filter_map(|left| left.identity.as_ref());
        known.flat_map(|identity| [identity.id.clone(), identity.permalink.clone()]).collect()
    });
    let comparer = Comparer { site, options, paths: Paths::of(site), left_out };
    let mut reported = Reported::default();
    let Output { unreadable, stale } = compare_output(&comparer, existing, &mut reported)?;
    let mut findings = Vec::new();
    if is_public {
        findings.extend(unreadable);
        if let Some(against) = against {
            let name = against.name().to_owned();
            let is_published = compare_against(against, &comparer, &mut reported)?;
            findings.extend((!is_published).then(|| published::nothing_published(&name, documents.len())));
        }
    }
    // Entries that are missing because an article has errors or could not be read have been reported.
    let is_whole = rendered.unread == 0 && (options.skip_invalid || !has_invalid);
    findings.extend(reported.into_findings().into_iter().filter(|_| is_whole));
    let (stale, listed): (Vec<_>, Vec<_>) = stale.into_iter().unzip();
    findings.extend(listed.into_iter().flatten());
    Ok(Compared { stale: stale.into_iter().filter(|_| options.prune).collect(), findings })
}

/// What was found in the output folder.
#[derive(Default)]
struct Output {
    /// Findings about documents that cannot be read.
    unreadable: Vec<Diagnostic>,
    /// The paths of documents that no feed writes any more, with findings about them.
    stale: Vec<(String, Vec<Diagnostic>)>,
}

/// Compares with the feeds in the output folder that have changed: those that we wrote, and whatever is at the path of
/// a document.
fn compare_output(
    comparer: &Comparer<'_>,
    existing: BTreeSet<String>,
    reported: &mut Reported,
) -> Result<Output, Error> {
    let output = comparer.site.output;
    let mut paths = existing;
    paths.extend(comparer.paths.rendered.keys().map(|path| (*path).to_owned()));
    let paths: Vec<_> = paths.into_iter().collect();
    let task = ItemTask {
        request: |path: &String| (scan::size_below(output, Path::new(path)), ()),
        process: |path: &String, ()| Ok((path.clone(), comparer.existing(path)?)),
    };
    let mut found = Output::default();
    try_in_order(&paths, rayon::current_num_threads(), &task, |(path, existing)| match existing {
        Existing::Same => {}
        Existing::Unreadable(finding) => found.unreadable.push(finding),
        Existing::Feed { guarded, stale } => {
            reported.extend(guarded);
            found.stale.extend(stale.map(|findings| (path, findings)));
        }
    })?;
    Ok(found)
}

/// Compares with the published documents that the user named, and returns whether there are any.
fn compare_against(
    against: PublishedDocuments<'_>,
    comparer: &Comparer<'_>,
    reported: &mut Reported,
) -> Result<bool, Error> {
    let name = against.name().to_owned();
    let documents = comparer.site.documents.iter().map(|document| document.path.as_str());
    let expected: Vec<_> = documents.chain(comparer.paths.empty.iter().copied()).collect();
    let process = |path: Option<&str>, published: PublishedDocument| {
        let path = path.or_else(|| comparer.successor(&published))?;
        Some(comparer.guarded(&name, path, &published.feed))
    };
    let mut is_published = false;
    against.for_each(&expected, process, |guarded| {
        is_published |= guarded.is_some();
        reported.extend(guarded.into_iter().flatten());
    })?;
    Ok(is_published)
}
