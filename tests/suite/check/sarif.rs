//! SARIF output, read by third-party types, with the properties that code-scanning services require.

use std::path::Path;

use feedwright::report::{self, Lines, MessageFormat, Output};
use feedwright::{check, diagnostic::Diagnostic};
use serde_sarif::sarif::Sarif;

use super::annotation::options;
use super::cases::{self, Case};

fn sarif(findings: &[Diagnostic]) -> String {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let (mut lines, mut errors) = (Lines::new(&mut out), Lines::new(&mut err));
    let output = Output { format: MessageFormat::Sarif, color: false, out: &mut lines, err: &mut errors };
    report::findings(findings, output, &mut |_| None).unwrap();
    drop((lines, errors));
    assert!(err.is_empty());
    String::from_utf8(out).unwrap()
}

fn findings() -> Vec<Diagnostic> {
    let mut all: Vec<_> = cases::all().iter().flat_map(Case::findings).collect();
    let file = Path::new("public/feed 100%.xml");
    all.iter_mut()
        .filter_map(|finding| finding.place.as_mut())
        .for_each(|place| file.clone_into(&mut place.file));
    all
}

#[test]
fn every_finding_is_a_result_with_a_rule_a_place_and_words() {
    let findings = findings();
    let document: Sarif = serde_json::from_str(&sarif(&findings)).unwrap();
    let [run] = document.runs.as_slice() else { panic!("one run") };
    let rules = run.tool.driver.rules.as_ref().unwrap();
    let results = run.results.as_ref().unwrap();
    assert_eq!(results.len(), findings.len());
    for (result, finding) in results.iter().zip(&findings) {
        let index = usize::try_from(result.rule_index.unwrap()).unwrap();
        assert_eq!(rules[index].id, finding.code.name);
        assert_eq!(result.rule_id.as_deref(), Some(finding.code.name));
        assert!(result.message.text.as_ref().unwrap().starts_with(&finding.message));
        let place = result.locations.as_ref().unwrap()[0].physical_location.as_ref().unwrap();
        assert_eq!(
            place.artifact_location.as_ref().unwrap().uri.as_deref(),
            Some("public/feed%20100%25.xml")
        );
        assert_eq!(place.artifact_location.as_ref().unwrap().uri_base_id.as_deref(), Some("%SRCROOT%"));
        let span = finding.place.as_ref().unwrap().span;
        assert_eq!(
            place.region.as_ref().map(|region| region.start_line.unwrap()),
            span.map(|span| i64::from(span.start.line))
        );
    }
    assert!(run.original_uri_base_ids.as_ref().unwrap().contains_key("%SRCROOT%"));
    for rule in rules {
        assert!(
            rule.short_description.is_some() && rule.full_description.is_some() && rule.help.is_some(),
            "{}",
            rule.id
        );
        assert!(rule.default_configuration.is_some(), "{}", rule.id);
    }
}

#[test]
fn without_a_finding_there_is_a_run_without_results() {
    let document: Sarif = serde_json::from_str(&sarif(&[])).unwrap();
    assert_eq!(document.runs[0].results.as_ref().map(Vec::len), Some(0));
    assert!(check::document(Path::new("x"), b"", &options()).format.is_none());
}
