//! The command line, case by case: each `.toml` is a command that runs in a copy of its `.in` folder, and the
//! resulting folder is compared with `.out`. `TRYCMD=overwrite` rewrites them; review the result.

mod against;
mod examples;
mod failures;
mod git;
mod help;
mod jobs;
mod links;
mod measure;
mod messages;
#[cfg(unix)]
mod hostile;
mod network;
mod ping;
mod secrets;
mod summary;
mod watch;

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use crate::harness::project;

#[test]
fn every_command_line_behaves_as_in_its_case() {
    trycmd::TestCases::new().env("SOURCE_DATE_EPOCH", "1780000000").case("tests/suite/cli/*.toml").run();
}

/// The keys of a line of JSON; its backslashes are slashes in the cases.
fn keys(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("\":").filter_map(|(end, _)| {
        let (before, key) = line.get(..end)?.rsplit_once('"')?;
        before.ends_with(['{', ',']).then_some(key)
    })
}

#[test]
fn every_kind_of_json_line_is_explained_with_all_its_keys() {
    let explained =
        Command::new(env!("CARGO_BIN_EXE_feedwright")).args(["explain", "json"]).output().unwrap();
    let explained = String::from_utf8(explained.stdout).unwrap();
    let known: BTreeSet<_> = explained.split_whitespace().collect();
    let mut kinds = BTreeSet::new();
    for file in fs::read_dir(project().join("tests/suite/cli")).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap_or_default();
        for line in text.lines().filter_map(|line| line.strip_prefix("{\"kind\":\"")) {
            let (kind, rest) = line.split_once('"').unwrap();
            let missing: Vec<_> =
                keys(rest).filter(|key| kind != "summary" && !known.contains(key)).collect();
            assert!(missing.is_empty(), "{kind}: {missing:?}");
            kinds.insert(kind.to_owned());
        }
    }
    let listed =
        explained.lines().filter(|line| !line.starts_with(' ')).map(|line| line.split(' ').next().unwrap());
    assert_eq!(listed.map(str::to_owned).collect::<BTreeSet<_>>(), kinds);
}
