//! The findings of a check as people read them.

use std::path::Path;

use feedwright::diagnostic::{Code, Diagnostic, Place, Position, Severity, Span};
use feedwright::report;

use super::{ERROR, WARNING};

fn at(file: &str, line: u32) -> Place {
    let position = Position { line, column: 3 };
    Place::at(Path::new(file), Span { start: position, end: position })
}

fn finding(code: &'static Code, message: &str, line: u32) -> Diagnostic {
    Diagnostic::new(code, message).at(at("a.xml", line)).help("add it")
}

fn messages(findings: &[Diagnostic]) -> Vec<String> {
    report::condensed(findings).into_iter().map(|finding| finding.message).collect()
}

#[test]
fn the_worst_is_first_and_what_repeats_is_said_once() {
    let mut findings: Vec<_> = (1..=8).map(|line| finding(&WARNING, "no guid", line)).collect();
    findings.push(finding(&WARNING, "no date", 2));
    findings.extend((5..=12).map(|line| finding(&ERROR, "no title", line)));
    findings.push(Diagnostic::new(&WARNING, "no guid").at(at("b.xml", 1)).help("add it"));
    assert_eq!(
        messages(&findings),
        [
            "no title, also at 6:3, 7:3, 8:3, 9:3, 10:3, 11:3, 12:3",
            "no guid, also at 2:3, 3:3, 4:3, 5:3, 6:3 and 2 more places",
            "no date",
            "no guid",
        ]
    );
    assert_eq!(messages(&[]), [""; 0]);
}

#[test]
fn what_to_fix_first_is_named_where_there_is_a_choice() {
    let (warning, error) = (finding(&WARNING, "no guid", 1), finding(&ERROR, "no title", 2));
    let info = Diagnostic { severity: Severity::Info, ..warning.clone() };
    let both = [warning.clone(), warning.clone(), info.clone(), error];
    assert_eq!(report::fix_first(&both).unwrap(), "fix first: an-error (1 error), a-warning (2 warnings)");
    assert_eq!(report::fix_first(&[warning, info]), None);
}
