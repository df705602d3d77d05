//! The map of the house, and its registries.

use std::fs;

use crate::harness::project;
use crate::support::rust_files;

#[test]
fn the_pipeline_asks_no_file_system() {
    let asks =
        ["fs::", ".is_dir()", ".is_file()", ".exists()", ".canonicalize()", ".is_symlink()", ".read_dir()"];
    for file in rust_files(&project().join("src/site/pipeline")) {
        let text = fs::read_to_string(&file).unwrap();
        for ask in asks {
            assert!(!text.contains(ask), "{} has `{ask}`: that is for `scan`", file.display());
        }
    }
}

#[test]
fn no_code_of_the_library_starts_a_process() {
    for file in rust_files(&project().join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let line = line.replace("std::process::ExitCode", "").replace("std::process::exit", "");
            let names_module = line.contains("process::") || line.contains("::process");
            assert!(!names_module, "{}: {line}", file.display());
        }
    }
}

#[test]
fn every_file_has_module_documentation() {
    for file in rust_files(&project().join("src")).into_iter().chain(rust_files(&project().join("tests"))) {
        assert!(fs::read_to_string(&file).unwrap().starts_with("//! "), "{}", file.display());
    }
}

#[test]
fn every_dependency_has_a_reason() {
    let manifest = fs::read_to_string(project().join("Cargo.toml")).unwrap();
    let tables = manifest
        .split("\n[")
        .filter(|table| table.starts_with("dependencies]") || table.starts_with("dev-dependencies]"));
    for line in tables.flat_map(|table| table.lines().skip(1)).filter(|line| line.contains(" = ")) {
        assert!(line.contains(" # "), "{line}");
    }
}

#[test]
fn every_file_for_github_is_yaml_and_every_issue_form_is_whole() {
    let forms = fs::read_dir(project().join(".github/ISSUE_TEMPLATE")).unwrap();
    let forms = forms.map(|form| form.unwrap().path()).filter(|form| !form.ends_with("config.yml"));
    for form in forms {
        let text = fs::read_to_string(&form).unwrap();
        assert_yaml(&form.display().to_string(), &text);
        for key in ["name: ", "description: ", "labels: ", "body:"] {
            assert!(text.lines().any(|line| line.starts_with(key)), "{}: {key}", form.display());
        }
    }
    let workflows = ["ci.yml", "release.yml"].map(|name| format!(".github/workflows/{name}"));
    let others =
        [".github/ISSUE_TEMPLATE/config.yml", ".pre-commit-hooks.yaml", "action.yml"].map(str::to_owned);
    for file in workflows.iter().chain(&others) {
        assert_yaml(file, &fs::read_to_string(project().join(file)).unwrap());
    }
}

#[test]
fn the_gate_requires_every_job() {
    let workflow = fs::read_to_string(project().join(".github/workflows/ci.yml")).unwrap();
    let (_, jobs) = workflow.split_once("\njobs:\n").unwrap();
    let is_name = |name: &&str| name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let names = jobs.lines().filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':')).filter(is_name);
    let names: Vec<_> = names.filter(|name| *name != "gate").collect();
    assert!(names.len() > 1, "{names:?}");
    assert!(jobs.contains(&format!("\n    needs: [{}]\n", names.join(", "))), "the gate needs {names:?}");
}

/// An action at a tag runs whatever its author moves the tag to. A release has rights that others want.
#[test]
fn the_actions_of_a_release_are_named_by_their_commits() {
    let workflow = fs::read_to_string(project().join(".github/workflows/release.yml")).unwrap();
    let uses: Vec<_> = workflow.lines().filter_map(|line| line.split_once("uses: ")).collect();
    assert!(uses.len() > 10, "{uses:?}");
    for (_, action) in uses {
        let (_, commit) = action.split_once('@').unwrap();
        let (commit, version) = commit.split_once(" # v").unwrap_or_else(|| panic!("{action}"));
        assert!(commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit()), "{action}");
        assert!(version.split('.').count() == 3, "{action}");
    }
}

/// Asserts that a text is YAML.
#[track_caller]
pub(crate) fn assert_yaml(name: &str, text: &str) {
    for event in saphyr_parser::Parser::new_from_str(text) {
        assert!(event.is_ok(), "{name}: {event:?}");
    }
}
