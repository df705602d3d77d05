//! Rules of ids: patterns of the configuration, and ids in one file.

use std::fs;

use crate::suite::harness::{PLAIN, Site, article};

const FEEDS: &str =
    "[[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\n[[feed]]\npath = \"atom.xml\"\nformat = \"atom\"\n";

/// The ids of the one article of a site with these lines under `[content]`, in RSS and in Atom.
fn ids(content: &str) -> (String, String) {
    let settings = format!("{PLAIN}[content]\n{content}{FEEDS}");
    let site = Site::new(&settings, &[("x/a b.md", &article("T", "date = 2026-04-01T00:30:00+09:00"))]);
    let found = site.findings();
    assert!(found.iter().all(|line| !line.starts_with("error")), "{found:#?}");
    let atom = site.texts("atom.xml", "id").into_iter().nth(1).unwrap();
    (site.texts("feed.xml", "guid").remove(0), atom)
}

fn same(id: &str) -> (String, String) {
    (id.to_owned(), id.to_owned())
}

#[test]
fn ids_are_made_by_a_pattern() {
    assert_eq!(ids("id = \"tag:{host},{date}:{path}\"\n"), same("tag:blog.org,2026-04-01:/x/a-b/"));
    assert_eq!(ids("id = \"{base-url}{path-without-extension}\"\n"), same("https://blog.org/x/a-b"));
    assert_eq!(
        ids("permalink = \"/{slug}.html\"\nid = \"{base-url}{path-without-extension}\"\n"),
        same("https://blog.org/a-b")
    );
    assert_eq!(
        ids("id = \"tag:blog.org,{year}:{month}:{day}:{slug}\"\n"),
        same("tag:blog.org,2026:04:01:a-b")
    );
}

#[test]
fn ids_may_differ_between_formats() {
    assert_eq!(
        ids("id = { rss = \"{path}\", atom = \"tag:{host},{date}:{path}\" }\n"),
        ("/x/a-b/".to_owned(), "tag:blog.org,2026-04-01:/x/a-b/".to_owned())
    );
    assert_eq!(ids("id = { rss = \"{path}\" }\n").1, "https://blog.org/x/a-b/");
}

#[test]
fn ids_may_be_in_one_file() {
    let site = Site::new(
        &format!("{PLAIN}[content]\npins = \"pins.toml\"\n{FEEDS}"),
        &[("x/a.md", &article("A", "date = 2026-04-01")), ("b.md", &article("B", "date = 2026-04-02"))],
    );
    fs::write(
        site.path("pins.toml"),
        "\"x/a.md\" = \"old-1\"\n\"b.md\" = { rss = \"old-2\", atom = \"tag:b.org,2026:2\" }\n",
    )
    .unwrap();
    site.clean();
    assert_eq!(site.texts("feed.xml", "guid"), ["old-2", "old-1"]);
    assert_eq!(site.texts("atom.xml", "id")[1], "tag:b.org,2026:2");
}

#[test]
fn an_id_in_the_metadata_wins_over_a_pin_and_a_pin_over_a_rule() {
    let settings =
        format!("{PLAIN}[content]\npins = \"pins.toml\"\nid = \"tag:blog.org,2026:{{slug}}\"\n{FEEDS}");
    let own = article("A", "date = 2026-04-01\nid = \"own\"");
    let site = Site::new(
        &settings,
        &[
            ("a.md", &own),
            ("b.md", &article("B", "date = 2026-04-02")),
            ("c.md", &article("C", "date = 2026-04-03")),
        ],
    );
    fs::write(site.path("pins.toml"), "\"a.md\" = \"pin-a\"\n\"b.md\" = \"pin-b\"\n").unwrap();
    site.clean();
    assert_eq!(site.texts("feed.xml", "guid"), ["tag:blog.org,2026:c", "pin-b", "own"]);
}

#[test]
fn a_pin_that_no_feed_can_contain_is_an_error() {
    let site = Site::new(&format!("{PLAIN}[content]\npins = \"pins.toml\"\n"), &[]);
    fs::write(site.path("pins.toml"), "\"a.md\" = \"\"\n").unwrap();
    let file = site.path("feedwright.toml");
    let read = feedwright::site::Site::read(&file, &feedwright::site::Overrides::default());
    let found = site.lines(&read.unwrap_err());
    assert!(found[0].starts_with("error[invalid-pin] pins.toml:1:1"), "{found:#?}");
}

#[test]
fn a_pin_of_a_file_that_was_renamed_or_moved_is_reported_with_its_new_path() {
    let site = Site::new(&format!("{PLAIN}[content]\npins = \"pins.toml\"\n{FEEDS}"), &[]);
    let pinned = ["sea/harbor.md", "sea/anchor.md", "sea/gone.md", "sea/note.txt", "kept.md"];
    let pins = pinned.map(|path| format!("\"{path}\" = \"id of {path}\"\n"));
    fs::write(site.path("pins.toml"), pins.concat()).unwrap();
    for path in ["sea/harbour.md", "rain/anchor.md", "kept.md"] {
        site.add(&[(path, &article(path, "date = 2026-04-01"))]);
    }
    // Another article of the folder, whose name is nothing like that of the file that is gone.
    site.add(&[("sea/lost.md", &article("L", "date = 2026-04-01"))]);
    // It is no article, but there.
    site.add(&[("sea/note.txt", "Note\n")]);
    let found: Vec<_> = site.findings().into_iter().filter(|line| line.contains("[stale-pin]")).collect();
    let line = |line: u32, path: &str, help: &str| {
        format!(
            "warning[stale-pin] pins.toml:{line}:1 `{path}` has a pinned id, but there is no such file | {help}"
        )
    };
    assert_eq!(
        found,
        [
            line(1, "sea/harbor.md", "if the file is `sea/harbour.md` now, write that path"),
            line(2, "sea/anchor.md", "if the file is `rain/anchor.md` now, write that path"),
            line(3, "sea/gone.md", "if the file was renamed, write its new path; otherwise remove the line"),
        ]
    );
}
