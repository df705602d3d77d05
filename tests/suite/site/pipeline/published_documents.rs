//! The published documents that a user names, read one by one.

use std::collections::{BTreeMap, BTreeSet};

use feedwright::site::pipeline::{DocumentsByPath, PendingDocument, PublishedDocument, PublishedDocuments};

const FEED: &[u8] = b"<rss version='2.0'><channel><title>A</title></channel></rss>";

/// Documents below `public`: those whose names begin with `a` or `c` are feeds, those with `b` are broken, others are absent.
fn by_path(listed: Option<&[&str]>) -> PublishedDocuments<'static> {
    let listed = listed.map(|paths| paths.iter().map(|path| (*path).to_owned()).collect::<BTreeSet<_>>());
    let request = |path: &str| match path.chars().next() {
        Some('a' | 'c') => PendingDocument::new(FEED.len() as u64, || Ok(Some(FEED.to_vec()))),
        Some('b') => PendingDocument::new(1, || Ok(Some(b"broken".to_vec()))),
        _ => PendingDocument::absent(),
    };
    let name = "public/".to_owned();
    PublishedDocuments::ByPath(DocumentsByPath {
        name,
        listed,
        folder: None,
        request: Box::new(request),
        request_at: None,
        has_time: Box::new(|| true),
        addresses: BTreeMap::new(),
    })
}

/// The paths and names of the documents, and the error.
#[track_caller]
fn check(documents: PublishedDocuments<'_>, expected: &[(Option<&str>, &str)], error: Option<&str>) {
    let mut found = Vec::new();
    let process = |path: Option<&str>, document: PublishedDocument| (path.map(str::to_owned), document.name);
    let done = documents.for_each(&["a1", "d", "a2"], process, |one| found.push(one));
    let found: Vec<_> = found.iter().map(|(path, name)| (path.as_deref(), name.as_str())).collect();
    assert_eq!((found.as_slice(), done.err().map(|error| error.to_string()).as_deref()), (expected, error));
}

#[test]
fn a_single_document_has_no_path() {
    let document = PublishedDocument::parse("old/feed.xml", FEED).unwrap();
    check(PublishedDocuments::One(document), &[(None, "old/feed.xml")], None);
}

#[test]
fn where_documents_are_listed_there_are_no_others() {
    let expected = [(Some("a2"), "public/a2"), (Some("a3"), "public/a3")];
    check(by_path(Some(&["a3", "a2"])), &expected, None);
    check(by_path(Some(&[])), &[], None);
}

#[test]
fn documents_that_are_not_listed_are_the_expected_ones_that_exist() {
    check(by_path(None), &[(Some("a1"), "public/a1"), (Some("a2"), "public/a2")], None);
}

#[test]
fn nothing_is_taken_after_a_failure_which_names_all_documents_with_the_same_cause() {
    let error =
        "cannot compare with `public/b1`, `public/b2`: it is not a feed, or has more than a million entries";
    check(by_path(Some(&["a1", "b1", "b2", "c1"])), &[(Some("a1"), "public/a1")], Some(error));
}
