//! Tests of the walk of the output folder.

use std::path::Path;

use feedwright::root::Root;
use feedwright::site::scan;
use feedwright::site::scan::output::OutputFiles;

use crate::suite::support::files;

/// The head of a feed of ours.
const OURS: &str = "<rss><channel><generator>Feedwright</generator>";

fn output(root: &Path, written: &[&str]) -> OutputFiles {
    scan::output(&Root::open_optional(root).unwrap(), written.iter().copied(), false)
}

fn documents(found: &OutputFiles) -> Vec<&str> {
    found.documents.iter().map(String::as_str).collect()
}

fn hidden(found: &OutputFiles) -> Vec<&str> {
    found.hidden.iter().map(|path| path.to_str().unwrap()).collect()
}

#[test]
fn documents_of_ours_are_found_by_their_extension_and_our_name_at_their_head() {
    let root = tempfile::tempdir().unwrap();
    let long = format!("{}{OURS}", " ".repeat(20_000));
    files(
        root.path(),
        &[
            ("feed.xml", OURS),
            ("a/b/c/feed.RSS", OURS),
            ("a/atom.atom", OURS),
            ("a/feed.json", "{\"_feedwright\": {}}"),
            ("a/index.html", OURS),
            ("a/feed", OURS),
            ("a/sitemap.xml", "<urlset>"),
            ("a/late.xml", &long),
        ],
    );
    let expected = ["a/atom.atom", "a/b/c/feed.RSS", "a/feed.json", "feed.xml"];
    assert_eq!(documents(&output(root.path(), &[])), expected);
}

#[test]
fn everything_is_found_however_many_folders_there_are() {
    let root = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..500).map(|n| format!("{}/{n}/feed.xml", n % 3)).collect();
    let tree: Vec<_> = paths.iter().map(|path| (path.as_str(), OURS)).collect();
    files(root.path(), &tree);
    let mut expected: Vec<_> = paths.iter().map(String::as_str).collect();
    expected.sort_unstable();
    assert_eq!(documents(&output(root.path(), &[])), expected);
}

#[test]
fn in_hidden_folders_only_those_are_looked_into_that_a_document_is_written_to() {
    let root = tempfile::tempdir().unwrap();
    let tree = [".git/.x", ".git/feed.xml", ".well-known/.x", ".well-known/feeds/.x", "a/.x", "a/.b/.x"];
    files(root.path(), &tree.map(|path| (path, OURS)));
    files(root.path(), &[(".well-known/old.xml", OURS)]);
    let found = output(root.path(), &[".well-known/feeds/feed.xml"]);
    assert_eq!(hidden(&found), [".well-known/.x", ".well-known/feeds/.x", "a/.x"]);
    assert_eq!(documents(&found), Vec::<&str>::new());
}

#[test]
fn an_output_folder_that_is_not_there_holds_nothing() {
    let root = tempfile::tempdir().unwrap();
    let found = output(&root.path().join("public"), &["feed.xml"]);
    assert_eq!((documents(&found), hidden(&found)), (Vec::new(), Vec::new()));
}

#[cfg(unix)]
#[test]
fn links_in_the_output_folder_are_not_followed() {
    let root = tempfile::tempdir().unwrap();
    files(root.path(), &[("public/feed.xml", OURS), ("elsewhere/feed.xml", OURS)]);
    let public = root.path().join("public");
    for (target, link) in [("../elsewhere", "folder"), ("feed.xml", "file.xml"), (".", "loop")] {
        std::os::unix::fs::symlink(target, public.join(link)).unwrap();
    }
    assert_eq!(documents(&output(&public, &[])), ["feed.xml"]);
}
