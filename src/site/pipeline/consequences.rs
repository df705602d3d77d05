//! Findings in, the same without those that only follow from others out. What is wrong with the documents because an article has
//! errors is left out by `verify`.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Place};
use crate::published::{self, DROPPED_ENTRY, NOT_COMPARED};
use crate::site::select;

/// The findings that do not follow from one of `errors`: two articles with the same page or id. Which of them was published
/// is unknown then, and so is which one is gone.
#[must_use]
pub(super) fn without_those_of_duplicates(
    findings: Vec<Diagnostic>,
    errors: &[Diagnostic],
) -> Vec<Diagnostic> {
    let duplicates = errors.iter().filter(|error| select::is_duplicate(error.code));
    let places =
        duplicates.flat_map(|error| error.place.as_ref().into_iter().chain(error.related.as_deref()));
    let files: BTreeSet<_> = places.map(|place| &place.file).collect();
    let follows = |finding: &Diagnostic| {
        let is_gone = finding.code.name == DROPPED_ENTRY.name && !files.is_empty();
        is_gone || finding.place.as_ref().is_some_and(|place| files.contains(&place.file))
    };
    findings.into_iter().filter(|finding| !follows(finding)).collect()
}

/// The findings but those that a file in the place of a document, which is reported in `replaced`, is not a feed.
#[must_use]
pub(super) fn without_those_of_replaced(others: Vec<Diagnostic>, replaced: &[Diagnostic]) -> Vec<Diagnostic> {
    let file = |finding: &Diagnostic| finding.place.as_ref().map(|place: &Place| place.file.clone());
    let is_known = |other: &Diagnostic| {
        other.code == &NOT_COMPARED && replaced.iter().any(|finding| file(finding) == file(other))
    };
    others.into_iter().filter(|other| !is_known(other)).collect()
}

/// Without the advice to write down the guid that a show has now, where it is published with another one.
#[must_use]
pub(super) fn without_contradicted_advice(
    reported: Vec<Diagnostic>,
    compared: &[Diagnostic],
) -> Vec<Diagnostic> {
    let changed =
        || compared.iter().filter(|finding| finding.code.name == published::CHANGED_PODCAST_GUID.name);
    let is_contradicted = |finding: &Diagnostic| {
        finding.code.name == select::UNPINNED_PODCAST.name
            && changed().any(|changed| changed.place == finding.place)
    };
    reported.into_iter().filter(|finding| !is_contradicted(finding)).collect()
}

/// The findings about archives that a feed does not have at the same place: an article is in both.
#[must_use]
pub(super) fn without_known(archived: Vec<Diagnostic>, compared: &[Diagnostic]) -> Vec<Diagnostic> {
    let key = |finding: &Diagnostic| Some((finding.code.name, finding.place.clone()?));
    let known: BTreeSet<_> = compared.iter().filter_map(key).collect();
    archived.into_iter().filter(|finding| key(finding).is_none_or(|key| !known.contains(&key))).collect()
}
