//! The registry of findings.

use std::fs;

use super::harness::project;
use super::support::rust_files;

#[test]
fn every_code_is_registered_once_named_well_and_seen_in_a_test() {
    let codes = feedwright::codes();
    let names: Vec<_> = codes.iter().map(|code| code.name).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(names, sorted);
    let tests: String =
        rust_files(&project().join("tests")).iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    for code in &codes {
        let kebab = code.name.split('-').all(|word| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
        assert!(kebab && !code.summary.is_empty() && !code.summary.ends_with('.'), "{}", code.name);
        // The codes of `check` have their own cases.
        let has_case = project().join("tests/suite/check/cases").join(code.name).is_dir();
        assert!(has_case || tests.contains(&format!("[{}]", code.name)), "no test sees `{}`", code.name);
    }
    let source = rust_files(&project().join("src")).into_iter().map(|file| fs::read_to_string(file).unwrap());
    let tables =
        source.flat_map(|text| text.split("codes! {").skip(1).map(str::to_owned).collect::<Vec<_>>());
    let is_row = |row: &&str| {
        let (name, rest) = row.trim().split_once(' ').unwrap_or_default();
        !name.is_empty()
            && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
            && rest.starts_with('"')
    };
    let rows = tables.map(|table| table.split("\n}").next().unwrap().lines().filter(is_row).count());
    let declared = rows.sum::<usize>() + feedwright::check::CODES.len();
    assert_eq!(declared, names.len(), "a code is declared twice, or in no registry");
}
