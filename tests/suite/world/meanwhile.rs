//! Files that change between the reading of their heads and that of their bodies.

use std::fs::{self, File};
use std::path::Path;

use feedwright::site::{Outcome, Progress};

use crate::harness::{PLAIN, Site};

/// Publishes three articles, then builds while `change` happens to one of them and its date has moved.
fn build(change: &(dyn Fn(&Path) + Sync)) -> (Site, Outcome) {
    let site = Site::dated(PLAIN, &[("a.md", "2026-04-01"), ("b.md", "2026-04-02"), ("c.md", "2026-04-03")]);
    site.clean();
    let before = site.published();
    let file = site.path("content/b.md");
    let outcome = site.try_build(&|progress| {
        if matches!(progress, Progress::Rendering { .. }) {
            change(&file);
        }
    });
    let outcome = outcome.unwrap();
    if outcome.summary.errors > 0 {
        assert_eq!(site.published(), before);
    }
    (site, outcome)
}

#[track_caller]
fn refused(change: &(dyn Fn(&Path) + Sync), expected: &str) {
    let (site, outcome) = build(change);
    let found = site.findings_of(&outcome);
    assert!(found.len() == 1 && found[0].starts_with(expected), "{found:?}");
}

#[test]
fn an_article_that_disappears_is_reported() {
    refused(
        &|file| fs::remove_file(file).unwrap(),
        "error[unreadable-file] content/b.md cannot read `content/b.md`",
    );
}

#[test]
fn an_article_that_is_just_being_saved_is_not_published_empty() {
    let expected = "error[changed-file] content/b.md `content/b.md` changed while it was read | build again when no other program is writing it";
    refused(&|file| fs::write(file, "").unwrap(), expected);
    refused(&|file| fs::write(file, "+++\ntitle = \"b.m").unwrap(), expected);
    refused(&|file| fs::write(file, "+++\ntitle = \"B\"\ndate = 2026-05-02\n+++\n").unwrap(), expected);
}

#[test]
fn an_article_that_never_ends_is_reported() {
    refused(
        &|file| File::options().write(true).open(file).unwrap().set_len(10_000_000_000).unwrap(),
        "error[unreadable-file] content/b.md `content/b.md` is larger than 8 MiB",
    );
}

#[test]
fn an_article_that_grows_is_published_as_it_is_then() {
    let (site, outcome) = build(&|file| {
        let text = fs::read_to_string(file).unwrap();
        fs::write(file, format!("{text}\nMore words.\n")).unwrap();
    });
    assert_eq!((site.findings_of(&outcome), outcome.summary.changed), (Vec::new(), 3));
    assert!(site.read("feed.xml").contains("More words."));
}

#[test]
fn a_content_folder_that_disappears_is_reported() {
    let (site, outcome) = build(&|file| fs::remove_dir_all(file.parent().unwrap()).unwrap());
    assert_eq!((site.findings_of(&outcome).len(), outcome.summary.errors), (3, 3));
}

#[test]
fn an_output_folder_that_vanishes_is_made_again() {
    let (site, outcome) = build(&|file| {
        fs::remove_dir_all(file.parent().unwrap().with_file_name("public")).unwrap();
    });
    assert_eq!((outcome.summary.created, site.published().len()), (3, 3));
}
