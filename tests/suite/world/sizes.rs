//! Files of ten gigabytes, and names and paths of the maximum length. Sparse files take no disk space.

use std::fs::{self, File};

use crate::harness::{PLAIN, Site, article, feed};

const HUGE: u64 = 10 * 1024 * 1024 * 1024;

fn huge(site: &Site, path: &str, head: &str) {
    let file = site.path(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, head).unwrap();
    File::options().write(true).open(file).unwrap().set_len(HUGE).unwrap();
}

#[test]
fn a_text_of_ten_gigabytes_is_reported_and_not_read() {
    let cure = "shorten it, or leave it out with `exclude` if it is not an article";
    for (path, limit) in [("content/a.md", 8), ("content/b.toml", 8), ("templates/entry.html", 1)] {
        let site = Site::dated(PLAIN, &[("x.md", "2026-04-01")]);
        site.add(&[("b.txt", "Words."), ("b.toml", "title = \"b\"\ndate = 2026-04-01")]);
        huge(&site, path, "+++\ntitle = \"a\"\ndate = 2026-04-02\n+++\nWords.\n");
        let expected = format!("error[unreadable-file] {path} `{path}` is larger than {limit} MiB | {cure}");
        assert_eq!(site.findings(), [expected]);
        assert!(site.published().is_empty());
    }
}

#[test]
fn an_article_of_ten_gigabytes_that_is_in_no_feed_stops_nothing() {
    let site =
        Site::dated(&format!("{PLAIN}{}", feed("f.xml", "rss", "limit = 1")), &[("x.md", "2026-04-02")]);
    huge(&site, "content/a.md", "+++\ntitle = \"a\"\ndate = 2026-04-01\n+++\n");
    assert_eq!(site.clean().summary.articles, 2);
}

#[test]
fn an_article_may_be_as_long_as_a_bible() {
    let site = Site::new(PLAIN, &[]);
    let verse = format!("<!-- {} -->\n", "word ".repeat(200_000));
    site.add(&[("a.md", &format!("{}{}", article("a", "date = 2026-04-01"), verse.repeat(5)))]);
    site.clean();
}

#[test]
fn an_endless_list_of_patterns_is_reported() {
    let site = Site::dated(PLAIN, &[("n/x.md", "2026-04-01"), ("y.md", "2026-04-01")]);
    huge(&site, "content/n/.ignore", "");
    let found = site.findings();
    assert!(
        found[0].starts_with("error[unreadable-file] content/n/.ignore")
            && found[0].contains("longer than 64 KiB"),
        "{found:?}"
    );
}

#[test]
fn lists_of_patterns_that_are_too_long_in_total_are_reported_once() {
    let site = Site::dated(PLAIN, &[("y.md", "2026-04-01")]);
    for folder in 0..6 {
        site.add(&[(&format!("{folder}/x.md"), &article("a", "date = 2026-04-01"))]);
        fs::write(site.path(&format!("content/{folder}/.ignore")), "z\n".repeat(25_000)).unwrap();
    }
    assert_eq!(
        site.findings(),
        [
            "error[unreadable-file] content the `.ignore` files in `content` have more than 256 KiB in total | shorten them, or write the patterns once, in the content folder itself"
        ]
    );
    assert!(site.published().is_empty());
}

#[test]
fn a_configuration_of_ten_gigabytes_is_reported_and_not_read() {
    let site = Site::new("", &[]);
    huge(&site, "feedwright.toml", "");
    let found = feedwright::site::Site::read(&site.path("feedwright.toml"), &site.overrides);
    assert!(found.unwrap_err()[0].message.ends_with("larger than 8 MiB"));
}

#[test]
fn a_published_file_of_ten_gigabytes_is_reported_and_kept() {
    let site = Site::dated(PLAIN, &[("x.md", "2026-04-01")]);
    huge(&site, "public/feed.xml", "");
    let error = site.try_build(&|_| {}).unwrap_err();
    assert!(error.path().ends_with("public/feed.xml"));
    assert!(error.to_string().ends_with("it is larger than 256 MiB"), "{error}");
    assert_eq!(fs::metadata(site.path("public/feed.xml")).unwrap().len(), HUGE);
}

#[test]
fn a_name_too_long_for_file_systems_is_reported() {
    let name = "b".repeat(300);
    let help = "give the feed a shorter `path`, or the term a shorter name under [slugs]";
    let too_large = |path: &str, length: usize| {
        format!("error[path-too-long] the name of `{path}` has {length} bytes, expected at most 255 | {help}")
    };
    let site = Site::dated(
        &format!("{PLAIN}{}", feed("t/{tag}/f.xml", "rss", "each = \"tag\"")),
        &[("x.md", &format!("2026-04-01\ntags = [\"{name}\"]"))],
    );
    assert_eq!(site.findings(), [too_large(&format!("t/{name}/f.xml"), 300)]);
    let site = Site::dated(
        &format!("{PLAIN}{}", feed(&format!("{name}.xml"), "rss", "")),
        &[("x.md", "2026-04-01")],
    );
    assert_eq!(site.findings(), [too_large(&format!("{name}.xml"), 304)]);
    assert!(!site.path("public").exists());
}

#[test]
fn articles_with_names_and_paths_as_long_as_there_can_be_are_published() {
    let name = format!("{}.md", "a".repeat(252));
    let deep = format!("{}x.md", format!("{}/", "d".repeat(100)).repeat(36));
    let site = Site::dated(PLAIN, &[(&name, "2026-04-01"), (&deep, "2026-04-02")]);
    site.clean();
    assert_eq!(site.titles("feed.xml"), [deep, name]);
}

#[test]
fn articles_that_are_one_file_elsewhere_share_no_page_here() {
    let site = Site::new(PLAIN, &[]);
    for (name, title) in [("News.md", "a"), ("news.md", "b")] {
        site.add(&[(name, &article(title, "date = 2026-04-01"))]);
    }
    // On case-insensitive file systems they are one file.
    if site.path("content").read_dir().unwrap().count() == 1 {
        site.clean();
        return;
    }
    let found = site.findings();
    assert!(
        found.len() == 1 && found[0].starts_with("error[duplicate-permalink] content/news.md:2"),
        "{found:?}"
    );
}
