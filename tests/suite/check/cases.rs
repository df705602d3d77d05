//! Every file in `cases/` is a feed that is checked against the expectations in its own comment. Its folder is
//! named after the rule that it is about. To add a case, add a file.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use feedwright::check;
use feedwright::diagnostic::{Code, Diagnostic, Example, ExampleContext};
use feedwright::report::page::PLACEHOLDERS;

use super::annotation::{self, Annotation};
use crate::suite::harness::project;

/// A feed, and the findings expected in it.
pub(super) struct Case {
    /// The folder, which has the name of a rule, and the file.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) annotation: Annotation,
}

impl Case {
    fn read(file: &Path) -> Result<Self, String> {
        let name = file.strip_prefix(folder()).unwrap().to_str().unwrap().replace('\\', "/");
        let bytes = fs::read(file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        let annotation = match file.extension().and_then(|extension| extension.to_str()) {
            Some("xml") => annotation::of_xml(&text),
            Some("json") => annotation::of_json(&text),
            _ => Err("the file's name does not end in .xml or .json".to_owned()),
        };
        Ok(Self { annotation: annotation.map_err(|problem| format!("{name}: {problem}"))?, name, bytes })
    }

    pub(super) fn findings(&self) -> Vec<Diagnostic> {
        let checked = check::document(Path::new(&self.name), &self.bytes, &self.annotation.options);
        checked.findings.into_iter().map(|(finding, _)| finding).collect()
    }

    /// Describes the difference between the actual and the expected findings, if there is one.
    fn difference(&self) -> Option<String> {
        let found: Vec<_> = self.findings().iter().map(named).collect();
        let expected = &self.annotation.expected;
        (found != *expected).then(|| {
            format!("{}\n  expected: {}\n  found:    {}", self.name, listed(expected), listed(&found))
        })
    }
}

fn folder() -> PathBuf {
    project().join("tests/suite/check/cases")
}

fn listed(findings: &[String]) -> String {
    if findings.is_empty() { "clean".to_owned() } else { findings.join(", ") }
}

/// A finding in the form of the cases: with its severity if that is not the one of its code.
pub(super) fn named(finding: &Diagnostic) -> String {
    let mut name = finding.code.name.to_owned();
    if let Some(span) = finding.place.as_ref().and_then(|place| place.span) {
        let (start, end) = (span.start, span.end);
        write!(name, " {}:{}-{}:{}", start.line, start.column, end.line, end.column).unwrap();
    }
    if finding.severity != finding.code.severity {
        write!(name, " as {}", finding.severity.as_str()).unwrap();
    }
    name
}

/// Every case, and the errors of those that cannot be read.
fn read() -> (Vec<Case>, Vec<String>) {
    let entries = |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries(&folder()).flat_map(|folder| entries(&folder)).collect();
    files.sort();
    let (cases, wrong): (Vec<_>, Vec<_>) = files.iter().map(|file| Case::read(file)).partition(Result::is_ok);
    (cases.into_iter().flatten().collect(), wrong.into_iter().filter_map(Result::err).collect())
}

/// Every case.
pub(super) fn all() -> Vec<Case> {
    read().0
}

/// The cases of each rule.
fn by_code() -> BTreeMap<String, Vec<Case>> {
    let mut folders = BTreeMap::<_, Vec<_>>::new();
    for case in all() {
        let (folder, _) = case.name.split_once('/').unwrap();
        folders.entry(folder.to_owned()).or_default().push(case);
    }
    folders
}

#[test]
fn every_case_is_found_to_be_as_it_expects() {
    let (cases, mut wrong) = read();
    wrong.extend(cases.iter().filter_map(Case::difference));
    assert!(wrong.is_empty(), "{}\n\n{} cases are wrong", wrong.join("\n\n"), wrong.len());
}

#[test]
fn every_rule_has_a_failing_and_a_clean_case() {
    let mut folders = by_code();
    let generated = fs::read_to_string(project().join("tests/suite/check/made.rs")).unwrap();
    let mut wrong = Vec::new();
    for code in check::CODES.iter() {
        let name = code.name;
        let Some(cases) = folders.remove(name) else {
            // Some are too long for a file, or need more than a file.
            if !generated.contains(&format!("[{name}]")) {
                wrong.push(format!("{name}: no case; write cases/{name}/bad.xml and good.xml"));
            }
            continue;
        };
        let (clean, failing): (Vec<_>, Vec<_>) =
            cases.iter().partition(|case| case.annotation.expected.is_empty());
        if clean.is_empty() || failing.is_empty() {
            let missing = if clean.is_empty() { "that is clean" } else { "that fails" };
            wrong.push(format!("{name}: no case {missing}"));
        }
        let others = failing.iter().filter(|case| !expects(case, code));
        wrong.extend(others.map(|case| format!("{}: expects neither `{name}` nor clean", case.name)));
    }
    wrong.extend(folders.keys().map(|folder| format!("{folder}: a folder without a rule")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn expects(case: &Case, code: &Code) -> bool {
    case.annotation.expected.iter().any(|finding| finding.split(' ').next() == Some(code.name))
}

#[test]
fn every_example_is_shown_by_a_case() {
    let folders = by_code();
    let mut wrong = Vec::new();
    for code in check::CODES.iter() {
        assert!(!code.explanation.is_empty(), "{} has no explanation", code.name);
        let Some(example) = &code.example else { continue };
        let cases = folders.get(code.name).map_or(&[][..], Vec::as_slice);
        if !cases.iter().any(|case| shows_defect(case, code, example)) {
            wrong.push(format!("{}: no case fails where its example says:\n{}", code.name, example.bad));
        }
        let is_good = |case: &Case| {
            case.annotation.expected.is_empty() && !example_marks(case, example, example.good).is_empty()
        };
        if !cases.iter().any(is_good) {
            wrong.push(format!("{}: no clean case holds its example:\n{}", code.name, example.good));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Whether the case holds the example, and expects a finding at each of its marks.
fn shows_defect(case: &Case, code: &Code, example: &Example) -> bool {
    let text = String::from_utf8_lossy(&case.bytes);
    let is_expected = |mark: &Range<usize>| {
        let expected = format!("{} {}", code.name, place(&text, mark));
        case.annotation.expected.iter().any(|finding| finding.split(" as ").next() == Some(&expected))
    };
    expects(case, code)
        && example_marks(case, example, example.bad).iter().any(|marks| marks.iter().all(is_expected))
}

/// The marks of a piece of an example, at each place of the case that holds it. Text that the piece omits matches
/// anything.
fn example_marks(case: &Case, example: &Example, piece: &str) -> Vec<Vec<Range<usize>>> {
    let text = String::from_utf8_lossy(&case.bytes);
    // A JSON object goes on with its annotation.
    let piece = piece.strip_suffix("\n}").unwrap_or(piece).trim_end();
    let is_header = example.context == ExampleContext::Http;
    let piece =
        if is_header { format!("Header: {}", piece.replace('\n', "\nHeader: ")) } else { piece.to_owned() };
    let mut parts = vec![piece.as_str()];
    for place in PLACEHOLDERS {
        parts = parts.into_iter().flat_map(|part| part.split(place)).collect();
    }
    let parts: Vec<_> = parts.into_iter().map(unmarked).collect();
    let starts = text.match_indices(&parts[0].0).map(|(start, _)| start);
    starts.filter_map(|start| marks(&text, start, &parts)).collect()
}

/// The marks of the parts, which follow each other in the text.
fn marks(text: &str, mut start: usize, parts: &[(String, Vec<Range<usize>>)]) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    for (plain, marks) in parts {
        start += text.get(start..)?.find(plain)?;
        found.extend(marks.iter().map(|mark| start + mark.start..start + mark.end));
        start += plain.len();
    }
    Some(found)
}

/// The text without marks, and what stood between them.
fn unmarked(marked: &str) -> (String, Vec<Range<usize>>) {
    let (mut text, mut marks, mut start) = (String::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '«' => start = text.len(),
            '»' => marks.push(start..text.len()),
            c => text.push(c),
        }
    }
    (text, marks)
}

fn place(text: &str, range: &Range<usize>) -> String {
    let position = |at: usize| {
        let before = text.get(..at).unwrap();
        let line = before.rsplit('\n').next().unwrap();
        format!("{}:{}", before.matches('\n').count() + 1, line.chars().count() + 1)
    };
    format!("{}-{}", position(range.start), position(range.end))
}

#[test]
fn every_finding_says_what_to_do() {
    let findings = all().into_iter().flat_map(|case| case.findings());
    let without: std::collections::BTreeSet<_> =
        findings.filter(|finding| finding.help.is_none()).map(|finding| finding.message).collect();
    assert!(without.is_empty(), "{without:#?}");
}
