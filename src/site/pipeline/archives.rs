//! The archives of feeds (RFC 5005 §4). Each is rendered, checked and compared by itself, so that the texts of only one are in
//! memory at a time, and made once more when it is published. Archives of the same articles in several formats are made
//! together.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use super::compare::{self, ComparedArchive};
use super::entries::{ArchiveOf, Pictures, Renderer};
use super::in_order::{ItemTask, try_in_order};
use super::links::LinkCheck;
use super::published_archives::{self, FoundArchive, PublishedArchives};
use super::published_documents::PendingFeed;
use super::{Against, Found, Index, Options, Progress, RenderedFeeds, consequences, verify};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::error::Error;
use crate::root::Root;
use crate::site::article::Reason;
use crate::site::config::Config;
use crate::site::document::{DeferredDocument, Digest, Document};
use crate::site::select::Translations;

/// The archives of all feeds of a site.
pub(super) struct Archives<'a> {
    config: &'a Config,
    options: &'a Options,
    index: &'a Index<'a>,
    output: &'a Root,
    renderer: &'a Renderer<'a>,
    translations: Translations<'a>,
    by_path: BTreeMap<&'a str, ArchiveOf<'a, 'a>>,
}

/// What came of checking them.
#[derive(Default)]
pub(super) struct Archived {
    pub(super) documents: Vec<DeferredDocument>,
    /// The files that are published beside episodes, by path.
    pub(super) files: BTreeMap<String, Document>,
    /// The pictures that are published there, likewise.
    pub(super) pictures: Pictures,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many articles were rendered.
    pub(super) rendered: usize,
    /// The paths of those that are published where the build is compared with.
    pub(super) published: BTreeSet<String>,
    /// How many more may be there, which there was no time to ask for.
    pub(super) late: usize,
}

impl Archived {
    /// The number of their entries.
    pub(super) fn entries(&self) -> usize {
        self.documents.iter().map(|document| document.entries).sum()
    }
}

impl<'a> Archives<'a> {
    /// The archives of the feeds of `index`.
    pub(super) fn of(
        config: &'a Config,
        options: &'a Options,
        index: &'a Index<'a>,
        output: &'a Root,
        renderer: &'a Renderer<'a>,
    ) -> Archives<'a> {
        let mut by_path = BTreeMap::new();
        for selection in &index.selections {
            let archives = &selection.archives;
            for (at, archive) in archives.iter().enumerate() {
                let previous = at.checked_sub(1).and_then(|at| archives.get(at));
                let one = ArchiveOf { selection, archive, previous, next: archives.get(at + 1) };
                by_path.insert(archive.path.as_str(), one);
            }
        }
        let articles: BTreeSet<_> =
            by_path.values().flat_map(|one| &one.archive.articles).map(|at| *at as usize).collect();
        let translations = renderer.translations(&articles);
        Archives { config, options, index, output, renderer, translations, by_path }
    }

    /// Makes each archive, and reports what is wrong with it, but for what was `reported` before. It is compared with the
    /// output folder, and with what is published at `against`.
    ///
    /// # Errors
    /// If a file in the output folder, or what is published, cannot be read.
    pub(super) fn check(
        &self,
        reported: &[Diagnostic],
        links: Option<&LinkCheck<'_>>,
        against: Option<&Against<'_>>,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Archived, Error> {
        let mut archived = Archived::default();
        let left_out = compare::reasons(&self.index.left_out);
        let mut seen: BTreeSet<_> = reported.iter().map(key).collect();
        let has_subscribers = compare::has_subscribers(self.config, against);
        let published = PublishedArchives::of(against, self.by_path.keys().copied(), self.output);
        let groups = self.groups();
        let task = ItemTask {
            request: |group: &Vec<ArchiveOf<'_, '_>>| {
                published.request(group.iter().map(|one| one.archive.path.as_str()))
            },
            process: |_: &Vec<ArchiveOf<'_, '_>>, pending: Vec<Option<PendingFeed<'_>>>| {
                published_archives::load(pending)
            },
        };
        let (mut each, mut result) = (groups.iter(), Ok(()));
        try_in_order(&groups, published.threads(), &task, |found: Vec<FoundArchive>| {
            let Some(group) = each.next().filter(|_| result.is_ok()) else { return };
            let rendered = self.renderer.archives(group, &self.translations, progress);
            let checked = self.check_group(
                group,
                rendered,
                links,
                (&left_out, has_subscribers),
                (&found, published.name()),
                &mut archived,
            );
            result = checked.map(|found| {
                archived.diagnostics.extend(found.into_iter().filter(|finding| seen.insert(key(finding))));
            });
        })?;
        archived.late = published.late();
        result.map(|()| archived)
    }

    /// Checks archives of the same articles, as they were `rendered`, and adds their documents.
    fn check_group(
        &self,
        group: &[ArchiveOf<'_, '_>],
        mut rendered: RenderedFeeds,
        links: Option<&LinkCheck<'_>>,
        (left_out, has_subscribers): (&BTreeMap<String, &'static str>, bool),
        (published, from): (&[FoundArchive], &str),
        archived: &mut Archived,
    ) -> Result<Vec<Diagnostic>, Error> {
        let found = std::mem::take(&mut rendered.diagnostics);
        let linked = links.map(|links| links.archive(&rendered, &found));
        let (documents, sized) = rendered.write_documents();
        let checked = verify::verify(
            self.config,
            &self.index.content,
            self.options,
            &rendered,
            &documents,
            &found,
            &|_| {},
        );
        let mut found = [found, linked.unwrap_or_default(), sized, checked].concat();
        for (at, (one, document)) in group.iter().zip(&documents).enumerate() {
            let site = self.compared_site(&rendered, &documents);
            let next = one.next.map(|archive| archive.path.as_str());
            let feed = &one.selection.path;
            let compared = ComparedArchive { site, at, left_out, feed, next, has_subscribers };
            let (status, mut changed) = compare::compare_archive(compared, document, self.options)?;
            if let Some(Some(there)) = published.get(at) {
                let has_next = next.is_some_and(|next| archived.published.contains(next));
                changed.extend(compare::compare_published(
                    compared,
                    document,
                    self.options,
                    (there, from),
                    has_next,
                ));
                archived.published.extend(matches!(there, Found::Feed(_)).then(|| document.path.clone()));
            }
            let changed = consequences::without_those_of_duplicates(changed, &self.index.diagnostics);
            found.extend(changed.into_iter().filter(|_| self.is_whole(&rendered)));
            archived.documents.push(DeferredDocument {
                path: document.path.clone(),
                entries: document.entries,
                status,
                digest: Digest::of(&document.bytes),
            });
        }
        archived.rendered += rendered.rendered;
        archived.files.append(&mut rendered.files);
        archived.pictures.append(&mut rendered.pictures);
        Ok(found)
    }

    /// The archives of the same articles, together, the newest first.
    fn groups(&self) -> Vec<Vec<ArchiveOf<'a, 'a>>> {
        let mut groups: BTreeMap<&[u32], Vec<ArchiveOf<'a, 'a>>> = BTreeMap::new();
        for one in self.by_path.values() {
            groups.entry(&one.archive.articles).or_default().push(*one);
        }
        groups.into_values().collect()
    }

    fn compared_site<'s>(
        &'s self,
        rendered: &'s RenderedFeeds,
        documents: &'s [Document],
    ) -> compare::Site<'s> {
        let Archives { config, index, output, .. } = self;
        compare::Site { config, index, rendered, documents, files: &[], output }
    }

    /// Whether no entry is missing because an article has errors or could not be read, which has been reported.
    fn is_whole(&self, rendered: &RenderedFeeds) -> bool {
        let has_invalid = || self.index.left_out.iter().any(|left| left.reason == Reason::Invalid);
        rendered.unread == 0 && (self.options.skip_invalid || !has_invalid())
    }

    /// The bytes of the archive at a path, once more.
    ///
    /// # Errors
    /// If an article cannot be read anymore.
    pub(super) fn remake(&self, path: &str) -> Result<Vec<u8>, Error> {
        let failed = || {
            let cause = io::Error::other("its articles changed in the meantime; build again");
            Error::new("write", Path::new(path), cause)
        };
        let one = self.by_path.get(path).ok_or_else(failed)?;
        let mut rendered = self.renderer.archives(&[*one], &self.translations, &|_| {});
        let has_errors = rendered.diagnostics.iter().any(|finding| finding.severity == Severity::Error);
        let (documents, _) = rendered.write_documents();
        let document = documents.into_iter().next().filter(|_| !has_errors);
        document.map(|document| document.bytes).ok_or_else(failed)
    }
}

/// What tells findings apart.
fn key(finding: &Diagnostic) -> (&'static str, Option<Place>, String) {
    (finding.code.name, finding.place.clone(), finding.message.clone())
}
