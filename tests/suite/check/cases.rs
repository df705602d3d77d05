//! Every rule has a case that fails in exactly its places, and a clean one that differs in that defect alone: they are
//! the examples of the rule's page, put into whole documents. `SNAPSHOTS=overwrite` writes them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use feedwright::check;
use feedwright::diagnostic::Diagnostic;

use super::scaffold::{Case, annotated, cases};
use crate::suite::harness::project;

fn folder() -> PathBuf {
    project().join("tests/suite/check/cases")
}

/// A finding as the cases name it.
pub(super) fn named(finding: &Diagnostic) -> String {
    let Some(span) = finding.place.as_ref().and_then(|place| place.span) else {
        return finding.code.name.to_owned();
    };
    let (start, end) = (span.start, span.end);
    format!("{} {}:{}-{}:{}", finding.code.name, start.line, start.column, end.line, end.column)
}

fn findings(bytes: &[u8], case: &Case) -> Vec<String> {
    let checked = check::document(Path::new("case"), bytes, &case.options);
    checked.findings.iter().map(|(finding, _)| named(finding)).collect()
}

/// Says what is wrong with a case, if anything is.
fn judge(name: &str, file: &Path, bytes: &[u8], case: &Case) -> Option<String> {
    if std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    if fs::read(file).ok().as_deref() != Some(bytes) {
        return Some(format!(
            "{name}: {} is missing or differs; SNAPSHOTS=overwrite writes it",
            file.display()
        ));
    }
    let found = findings(bytes, case);
    let is_right = found == case.expected;
    (!is_right).then(|| {
        format!("{name}: expected {:?}, found {found:?}\n{}", case.expected, String::from_utf8_lossy(bytes))
    })
}

#[test]
fn every_rule_fails_where_its_example_says_and_nowhere_in_the_clean_one() {
    let mut wrong = Vec::new();
    for code in check::CODES.iter() {
        assert!(!code.explanation.is_empty(), "{} has no explanation", code.name);
        let Some(example) = &code.example else { continue };
        let [bad, good] = cases(code, example);
        assert!(!bad.expected.is_empty() && good.expected.is_empty(), "{}", code.name);
        for (kind, case) in [("bad", bad), ("good", good)] {
            let bytes = annotated(code, &case);
            let extension = if bytes.starts_with(b"{") { "json" } else { "xml" };
            let file = folder().join(code.name).join(format!("{kind}.{extension}"));
            wrong.extend(judge(&format!("{} ({kind})", code.name), &file, &bytes, &case));
        }
    }
    assert!(wrong.is_empty(), "{}\n\n{} cases are wrong", wrong.join("\n\n"), wrong.len());
}

#[test]
fn no_rule_is_without_a_case_and_no_case_without_a_rule() {
    let mut folders: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    // Those without an example are made, one by one.
    let made = fs::read_to_string(project().join("tests/suite/check/made.rs")).unwrap();
    for code in check::CODES.iter() {
        let is_made = code.example.is_none() && made.contains(&format!("[{}]", code.name));
        assert!(is_made || folders.remove(code.name), "`{}` has no case", code.name);
    }
    assert!(folders.is_empty(), "cases without a rule: {folders:?}");
}
