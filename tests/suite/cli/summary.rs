//! `--summary`, as far as it is about files: what it holds is tested with `report`.

use std::fs;
use std::process::Command;

use crate::harness::{PLAIN, Site, article};
use crate::support::files;

fn run(site: &Site, arguments: &[&str]) -> i32 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    let output = command.args(arguments).current_dir(site.path("")).output().unwrap();
    output.status.code().unwrap()
}

#[test]
fn the_projects_of_a_run_are_in_one_summary_even_if_one_fails() {
    let site = Site::new("", &[]);
    let blog = PLAIN.replace("\"Blog\"", "\"Ana writes\"");
    files(
        &site.path("blog"),
        &[("feedwright.toml", &blog), ("content/a.md", &article("A", "date = 2026-05-01"))],
    );
    files(&site.path("docs"), &[("feedwright.toml", "[site\n")]);
    let configs = ["--config", "docs/feedwright.toml", "--config", "blog/feedwright.toml"];
    assert_eq!(run(&site, &[&["build", "--summary", "summary.md"][..], &configs].concat()), 2);
    let summary = fs::read_to_string(site.path("summary.md")).unwrap();
    let (first, second) = summary.split_once("## Feeds of Ana writes\n").unwrap();
    assert!(first.starts_with("## Feeds\n") && first.contains("`docs/feedwright.toml:1:"), "{summary}");
    assert!(second.contains("| `feed.xml` | created | 1 |"), "{summary}");
}

#[test]
fn a_summary_that_cannot_be_written_is_a_failure() {
    let site = Site::new(PLAIN, &[("a.md", &article("A", "date = 2026-05-01"))]);
    assert_eq!(run(&site, &["build", "--summary", "feedwright.toml/summary.md"]), 2);
    assert!(!site.path("public").exists(), "it is found before anything is published");
}

#[test]
fn the_folder_of_a_summary_is_created() {
    let site = Site::new(PLAIN, &[("a.md", &article("A", "date = 2026-05-01"))]);
    assert_eq!(run(&site, &["build", "--summary", "no/such/folder/summary.md"]), 0);
    assert!(fs::read_to_string(site.path("no/such/folder/summary.md")).unwrap().starts_with("## Feeds of "));
}

#[test]
fn a_check_has_a_summary_too() {
    let site = Site::new(PLAIN, &[]);
    files(&site.path(""), &[("feed.xml", "<rss version=\"2.0\"><channel><titel>A</titel></channel></rss>")]);
    assert_eq!(run(&site, &["check", "feed.xml", "--summary", "summary.md"]), 1);
    let summary = fs::read_to_string(site.path("summary.md")).unwrap();
    assert!(summary.starts_with("## Check of feeds\n\n1 feed, 0 entries; "), "{summary}");
    assert!(summary.contains("| error | `feed.xml:1:30` | unknown element `<titel>`"), "{summary}");
}

#[test]
fn a_summary_is_never_added_to_a_file_that_the_command_reads_or_writes() {
    let site = Site::new(PLAIN, &[("a.md", &article("A", "date = 2026-05-01"))]);
    assert_eq!(run(&site, &["build"]), 0);
    for (file, role) in [
        ("content/a.md", "it is an article"),
        ("feedwright.toml", "the build reads its configuration there"),
        ("./public/../feedwright.toml", "the build reads its configuration there"),
        ("public/feed.xml", "it is a feed"),
    ] {
        let before = fs::read(site.path(file)).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
        let output = command.args(["build", "--summary", file]).current_dir(site.path("")).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{file}: {said}");
        assert!(said.contains(&format!("but {role}\n  help: choose another file with --summary")), "{said}");
        assert_eq!(fs::read(site.path(file)).unwrap(), before, "{file}");
    }
    assert_eq!(run(&site, &["check", "public", "--summary", "public/feed.xml"]), 2);
    fs::write(site.path("summary.md"), "# What another step says\n").unwrap();
    assert_eq!(run(&site, &["build", "--summary", "summary.md"]), 0, "other texts are kept");
    assert!(
        fs::read_to_string(site.path("summary.md")).unwrap().starts_with("# What another step says\n## ")
    );
}
