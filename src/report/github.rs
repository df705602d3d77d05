//! Findings in, workflow commands of GitHub Actions out: one annotation per finding, escaped as in GitHub's own
//! toolkit. Writes no results.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use super::{Lines, first_of_each};
use crate::diagnostic::{Diagnostic, Severity};
use crate::root::slashed;

/// Writes the first few findings of each code.
pub(super) fn findings(diagnostics: &[Diagnostic], out: &mut Lines<'_>) -> io::Result<()> {
    let (first, more) = first_of_each(diagnostics);
    for finding in one_of_each_first(first) {
        let annotation = annotation(finding, out);
        out.verbatim(&annotation)?;
    }
    more.iter().try_for_each(|(code, count)| {
        out.verbatim(&format!("::notice title={}::and {count} more", property(code)))
    })
}

/// The first finding of each code, then the second of each, and so on. GitHub shows at most ten annotations of a severity,
/// and a code with more than ten would hide the others.
fn one_of_each_first(findings: Vec<&Diagnostic>) -> Vec<&Diagnostic> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ranked: Vec<_> = Vec::with_capacity(findings.len());
    for finding in findings {
        let count = counts.entry(finding.code.name).or_default();
        ranked.push((*count, finding));
        *count += 1;
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, finding)| finding).collect()
}

fn annotation(finding: &Diagnostic, out: &Lines<'_>) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let help = finding.help.as_ref().map_or(String::new(), |help| format!("\nhelp: {}", out.printable(help)));
    let message = out.printable(&finding.message);
    format!("::{command} {}::{}", properties(finding, out), data(&format!("{message}{help}")))
}

fn properties(finding: &Diagnostic, out: &Lines<'_>) -> String {
    let mut text = String::new();
    if let Some(place) = &finding.place {
        let _ = write!(text, "file={},", property(&out.printable(&slashed(&place.file))));
        if let Some(span) = place.span {
            let _ = write!(text, "line={},endLine={},", span.start.line, span.end.line);
            // GitHub uses columns only within one line.
            if span.start.line == span.end.line {
                let _ = write!(text, "col={},endColumn={},", span.start.column, span.end.column);
            }
        }
    }
    let _ = write!(text, "title={}", property(finding.code.name));
    text
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
