//! Sites with several content folders.

use std::fs;

use feedwright::authoring::new;
use feedwright::site::config::{Config, Overrides};
use feedwright::site::pipeline;
use feedwright::site::scan;

use crate::suite::harness::{PLAIN, Site, article};
use crate::suite::support::files;

/// A site with articles in `posts` and `notes`, and others elsewhere.
fn site(content: &str, feeds: &str) -> Site {
    let settings = format!("{PLAIN}[content]\ndir = [\"posts\", \"notes\"]\n{content}{feeds}");
    let site = Site::new(&settings, &[("c.md", &article("no", "date = 2026-04-01"))]);
    let text = |path: &str, day: u32| article(path, &format!("date = 2026-04-0{day}"));
    files(
        &site.path(""),
        &[
            ("posts/sea/a.md", &text("sea/a", 1)),
            ("posts/b.md", &text("b", 2)),
            ("notes/sea/d.md", &text("sea/d", 3)),
            ("notes.md", &text("no", 4)),
            ("e.md", &text("no", 4)),
        ],
    );
    site
}

const FEED: &str = "[[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\n";

fn config(site: &Site) -> Config {
    let file = site.path("feedwright.toml");
    let text = fs::read_to_string(&file).unwrap();
    pipeline::configure(&file, &text, &Overrides::default(), &feedwright::codes()).0.unwrap()
}

#[test]
fn the_path_of_an_article_starts_in_its_own_folder() {
    let site = site(
        "",
        &format!("{FEED}[[feed]]\neach = \"section\"\npath = \"{{section}}.xml\"\nformat = \"rss\"\n"),
    );
    site.clean();
    assert_eq!(site.titles("feed.xml"), ["sea/d", "b", "sea/a"]);
    assert_eq!(
        site.texts("feed.xml", "guid"),
        ["https://blog.org/sea/d/", "https://blog.org/b/", "https://blog.org/sea/a/"]
    );
    assert_eq!(site.titles("sea.xml"), ["sea/d", "sea/a"]);
}

#[test]
fn ids_stay_when_another_folder_is_added() {
    let policy = "id = \"tag\"\nid-authority = \"blog.org,2026\"\n";
    let ids = |dir: &str| {
        let site = site("", "");
        let settings = format!("{PLAIN}[content]\ndir = {dir}\n{policy}{FEED}");
        fs::write(site.path("feedwright.toml"), settings).unwrap();
        site.clean();
        site.texts("feed.xml", "guid")
    };
    let few = ids("\"posts\"");
    assert_eq!(few, ["tag:blog.org,2026:b", "tag:blog.org,2026:sea/a"]);
    assert_eq!(ids("[\"posts\", \"notes\"]"), [&["tag:blog.org,2026:sea/d".to_owned()], &few[..]].concat());
}

#[test]
fn patterns_and_pins_start_in_the_project() {
    let site = site("exclude = [\"posts/sea/\"]\npins = \"pins.toml\"\n", FEED);
    fs::write(site.path("pins.toml"), "\"notes/sea/d.md\" = \"old\"\n").unwrap();
    site.clean();
    assert_eq!(site.texts("feed.xml", "guid"), ["old", "https://blog.org/b/"]);
}

#[test]
fn two_articles_with_the_same_page_in_two_folders_are_reported() {
    let site = site("", FEED);
    files(&site.path("notes"), &[("b.md", &article("B", "date = 2026-04-05"))]);
    let found = site.findings();
    assert!(
        found[0].starts_with("error[duplicate-permalink] posts/b.md:2:9 `notes/b.md` has the same page"),
        "{found:#?}"
    );
}

#[test]
fn files_of_an_article_are_found_in_its_folder() {
    let site = site("", "[[feed]]\npath = \"feed.json\"\nformat = \"json\"\n");
    let text = |src: &str| article("P", &format!("date = 2026-04-06\nenclosure = {{ src = \"{src}\" }}"));
    files(
        &site.path("notes"),
        &[
            ("x.md", &text("talk.pdf")),
            ("y.md", &text("/sea/talk.pdf")),
            ("talk.pdf", "12345"),
            ("sea/talk.pdf", "123"),
        ],
    );
    site.clean();
    let sizes: Vec<_> = site
        .read("feed.json")
        .lines()
        .filter(|line| line.contains("size_in_bytes"))
        .map(str::to_owned)
        .collect();
    assert_eq!(sizes.len(), 2, "{sizes:?}");
}

#[test]
fn a_folder_that_does_not_exist_stops_the_build() {
    let site = site("", FEED);
    fs::remove_dir_all(site.path("notes")).unwrap();
    let error = site.try_build(&|_| {}).unwrap_err();
    assert!(error.to_string().contains("notes"), "{error}");
}

#[test]
fn a_new_article_in_none_of_the_folders_is_refused() {
    let site = site("", FEED);
    let config = config(&site);
    let why = |path: &str| scan::ignored(&config.content_dir(), path, &config.content, &config.output);
    assert_eq!(why("notes/f.md"), None);
    assert_eq!(why("f.md"), Some("it is in none of the folders of `dir` in the configuration"));
    assert_eq!(
        new::below(std::path::Path::new("notes/f.md"), &config.content_dir()).as_deref(),
        Some("notes/f.md")
    );
}

#[test]
fn folders_of_a_generators_site_are_in_its_content_folder() {
    let build = |dir: &str| {
        let settings = format!("[content]\ngenerator = \"hugo\"\ndir = {dir}\n{FEED}");
        let site = Site::new(&settings, &[]);
        files(&site.path(""), &[("hugo.toml", "baseURL = \"https://blog.org/\"\ntitle = \"B\"\n")]);
        let text = |title: &str| format!("+++\ntitle = \"{title}\"\ndate = 2026-04-01\n+++\nText.\n");
        site.add(&[("posts/a.md", &text("A")), ("notes/b.md", &text("B")), ("other/c.md", &text("C"))]);
        site
    };
    let site = build("[\"content/posts\", \"content/notes\"]");
    site.build();
    let mut guids = site.texts("feed.xml", "guid");
    guids.sort();
    assert_eq!(guids, ["https://blog.org/notes/b/", "https://blog.org/posts/a/"]);
    let site = build("[\"posts\", \"content/notes\"]");
    let file = site.path("feedwright.toml");
    let read = feedwright::site::Site::read(&file, &Overrides::default());
    assert_eq!(
        site.lines(&read.unwrap_err()),
        [
            "error[invalid-setting] feedwright.toml:3:8 `posts` is not in `content`, where the generator looks for articles | write folders in `content`"
        ]
    );
}
