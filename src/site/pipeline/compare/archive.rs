//! Compares an archive with the file at its path in the output folder, and with what is published at its address.
//! Readers do not show an archive, so that old articles may come and go there; but ids and dates have to stay, and
//! programs that stored it do not see the change.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::reported::keyed;
use super::{Site, has_readers};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::error::Error;
use crate::published::change::{Comparison, Kind};
use crate::published::feed::PublishedFeed;
use crate::published::{self, ARCHIVE_CHANGED, Accept, States};
use crate::site::document::{Document, Status};
use crate::site::pipeline::{Found, Index, Options};
use crate::site::{publish, scan};

/// What an archive is compared with, besides the file at its path.
#[derive(Clone, Copy)]
pub(in crate::site::pipeline) struct ComparedArchive<'s> {
    /// Its own documents, of which `at` is one.
    pub(in crate::site::pipeline) site: Site<'s>,
    /// The one to compare.
    pub(in crate::site::pipeline) at: usize,
    /// Why articles are in no feed.
    pub(in crate::site::pipeline) left_out: &'s BTreeMap<String, &'static str>,
    /// The path of the feed that it is an archive of.
    pub(in crate::site::pipeline) feed: &'s str,
    /// The path of the archive after it.
    pub(in crate::site::pipeline) next: Option<&'s str>,
    /// Whether the site has subscribers.
    pub(in crate::site::pipeline) has_subscribers: bool,
}

/// What would be done with the file of an archive, and what that does to its readers.
///
/// # Errors
/// If the file cannot be read.
pub(in crate::site::pipeline) fn compare(
    archive: ComparedArchive<'_>,
    document: &Document,
    options: &Options,
) -> Result<(Status, Vec<Diagnostic>), Error> {
    let Site { config, output, .. } = archive.site;
    let below = Path::new(&document.path);
    if publish::holds(output, below, &document.bytes)? {
        return Ok((Status::Unchanged, Vec::new()));
    }
    let Some(bytes) = scan::bytes_below(output, below)? else {
        let is_late = archive.next.is_some_and(|next| scan::exists(output, next));
        let file = config.output.join(below);
        let finding = is_late.then(|| late(&document.path).at(Place::file(&file)));
        return Ok((Status::Created, Vec::from_iter(finding)));
    };
    if !archive.has_subscribers {
        return Ok((Status::Changed, Vec::new()));
    }
    let found = match (published::read(&bytes), published::read(&document.bytes)) {
        (Some(old), Some(new)) if has_readers(config, &old) => {
            let from = config.output.to_string_lossy();
            changes(archive, document, (&old, &from), &new, options)
        }
        (Some(_), _) => Vec::new(),
        (None, _) => vec![unreadable(&config.output.join(below), options)],
    };
    Ok((Status::Changed, found))
}

/// The same for what is published elsewhere, at the place of this name. `has_next` tells whether the archive after it was found
/// there.
pub(in crate::site::pipeline) fn compare_published(
    archive: ComparedArchive<'_>,
    document: &Document,
    options: &Options,
    (found, from): (&Found, &str),
    has_next: bool,
) -> Vec<Diagnostic> {
    match found {
        Found::Nothing | Found::Unreadable { is_page: true, .. } => {
            let file = archive.site.config.output.join(&document.path);
            Vec::from_iter(has_next.then(|| late(&document.path).at(Place::file(&file))))
        }
        Found::Unreadable { name, is_page: false } => vec![unreadable(Path::new(name), options)],
        Found::Feed(published) => {
            let is_read = has_readers(archive.site.config, &published.feed);
            let new = published::read(&document.bytes).filter(|_| is_read);
            new.map_or_else(Vec::new, |new| {
                changes(archive, document, (&published.feed, from), &new, options)
            })
        }
    }
}

/// The finding about something in the place of an archive that cannot be read.
fn unreadable(name: &Path, options: &Options) -> Diagnostic {
    let finding = published::not_compared(name);
    let is_accepted = options.accept.contains(&Accept::Unreadable);
    Diagnostic { severity: if is_accepted { Severity::Info } else { finding.severity }, ..finding }
}

fn changes(
    archive: ComparedArchive<'_>,
    document: &Document,
    (old, from): (&PublishedFeed, &str),
    new: &PublishedFeed,
    options: &Options,
) -> Vec<Diagnostic> {
    let ComparedArchive { site, at, left_out, feed, .. } = archive;
    let path = &document.path;
    let old = &*without_archived(site.index, feed, old, new);
    let comparison = Comparison {
        backfilled: Vec::new(),
        mass_backfilled: false,
        emptied: false,
        ..published::compare_in_groups(old, new, Some(true), &|_| [None, None], &|_| false)
    };
    let table = site.config.table_of(feed);
    let has_skipped = options.skip_invalid;
    let states = States { old, from, new, path, left_out, has_skipped, limit: None, table };
    let guarded = published::guard(states, &comparison, &options.accept);
    let guarded = guarded.into_iter().map(|(about, finding)| keyed(site, Some(at), path, about, finding).1);
    let file = site.config.output.join(path);
    let own = changed(&comparison, path).map(|finding| finding.at(Place::file(&file)));
    guarded.chain(own).collect()
}

/// The finding about an archive whose entries change.
fn changed(comparison: &Comparison, path: &str) -> Option<Diagnostic> {
    let count = |kind| comparison.changes.iter().filter(|change| change.kind == kind).count();
    let kinds = [
        ("new", count(Kind::New)),
        ("changed", count(Kind::Updated) + count(Kind::Redated) + count(Kind::Reidentified)),
        ("removed", count(Kind::Dropped)),
    ];
    let kinds: Vec<_> =
        kinds.iter().filter(|(_, count)| *count > 0).map(|(kind, count)| format!("{count} {kind}")).collect();
    let message = format!("entries of the archive `{path}` would change: {}", kinds.join(", "));
    let help = "programs that stored it do not fetch it again; nothing to do if that is acceptable";
    (!kinds.is_empty()).then(|| Diagnostic::new(&ARCHIVE_CHANGED, message).help(help))
}

/// The finding about an archive that is new although later ones are there: an old article was added, or one too many.
fn late(path: &str) -> Diagnostic {
    let message =
        format!("the archive `{path}` is new, but later archives already exist: it contains old articles");
    Diagnostic::new(&ARCHIVE_CHANGED, message)
        .help("programs that stored the later ones may not look for it; nothing to do if that is acceptable")
}

/// A published document without the entries that are in another document of the same feed now: in an archive, or in the feed
/// itself.
pub(super) fn without_archived<'o>(
    index: &Index<'_>,
    feed: &str,
    old: &'o PublishedFeed,
    new: &PublishedFeed,
) -> Cow<'o, PublishedFeed> {
    let selection = index.selections.iter().find(|selection| selection.path == feed);
    let Some(selection) = selection.filter(|selection| !selection.archives.is_empty()) else {
        return Cow::Borrowed(old);
    };
    let kept: BTreeSet<_> = new.items.iter().map(published::Item::key).collect();
    let gone: BTreeSet<_> =
        old.items.iter().map(published::Item::key).filter(|key| !kept.contains(key)).collect();
    let elsewhere = index.ids_in(selection, &gone);
    if elsewhere.is_empty() {
        return Cow::Borrowed(old);
    }
    let mut rest = old.without_items();
    rest.items = old.items.iter().filter(|item| !elsewhere.contains(item.key())).cloned().collect();
    Cow::Owned(rest)
}
