//! The examples of the pages of `explain`: every code has one, and those that are files and commands are run.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::project;

/// What an example does not say: a site of its own, and an article that is always there.
const CONFIGURATION: &str = "[site]\nbase-url = \"https://kampung.example/\"\ntimezone = \"UTC\"\n";
const ARTICLE: &str = "+++\ntitle = \"Other\"\ndate = 2026-03-01\n+++\nSomething else.\n";

fn feedwright(arguments: &[&str], folder: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    let output = command.args(arguments).current_dir(folder).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_code_has_an_example_on_its_page() {
    let list = feedwright(&["explain"], project());
    let codes: Vec<_> = list.lines().filter_map(|line| line.split_whitespace().nth(1)).collect();
    let without = codes.iter().filter(|code| {
        let page = feedwright(&["explain", code], project());
        !page.contains("\n  instead:\n")
    });
    assert_eq!(without.collect::<Vec<_>>(), [&""; 0], "write one in src/report/examples.txt");
    assert!(codes.len() > 300, "{list}");
    let examples = fs::read_to_string(project().join("src/report/examples.txt")).unwrap();
    let named: Vec<_> = examples.lines().filter_map(|line| line.strip_prefix("# ")).collect();
    assert!(named.iter().all(|name| codes.contains(name)), "an example of no code: {named:?}");
    assert!(named.is_sorted(), "{named:?}");
}

/// The codes of the last run of an example, in a new site.
fn codes(example: &str) -> BTreeSet<String> {
    let site = tempfile::tempdir().unwrap();
    fs::create_dir(site.path().join("content")).unwrap();
    fs::write(site.path().join("feedwright.toml"), CONFIGURATION).unwrap();
    fs::write(site.path().join("content/other.md"), ARTICLE).unwrap();
    let mut found = BTreeSet::new();
    for step in example.split("== then\n") {
        let command = step.lines().find_map(|line| line.strip_prefix("$ feedwright ")).unwrap_or("build");
        let files = step.lines().filter(|line| !line.starts_with("$ ")).collect::<Vec<_>>().join("\n");
        for file in format!("\n{files}").split("\n-- ").skip(1) {
            let (name, text) = file.split_once('\n').unwrap_or((file, ""));
            let path = site.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, format!("{text}\n")).unwrap();
        }
        let options = ["--message-format", "json", "--now", "2026-11-01T00:00:00Z"];
        let arguments: Vec<_> = command.split(' ').chain(options).collect();
        let lines = feedwright(&arguments, site.path());
        let lines = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        found = lines.filter_map(|line| line["code"].as_str().map(str::to_owned)).collect();
    }
    found
}

#[test]
fn each_example_has_its_finding_and_its_cure_has_not() {
    let text = fs::read_to_string(project().join("src/report/examples.txt")).unwrap();
    let examples: Vec<_> = text.split("\n# ").filter(|example| !example.contains("\n~ ")).collect();
    assert!(examples.len() > 80, "{}", examples.len());
    let wrong = |example: &&str| {
        let (code, example) = example.trim_start_matches("# ").split_once('\n').unwrap();
        let (bad, good) = example.split_once("== instead\n").unwrap();
        let (bad, good) = (codes(bad), codes(good));
        let is_right = bad.contains(code) && !good.contains(code);
        (!is_right).then(|| format!("{code}: found {bad:?}, and instead {good:?}"))
    };
    let wrong: Vec<_> = std::thread::scope(|scope| {
        let parts = examples.chunks(examples.len().div_ceil(4));
        let threads: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().filter_map(wrong).collect::<Vec<_>>()))
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
