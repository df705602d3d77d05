//! Workflow commands of GitHub Actions: an annotation a finding, escaped as GitHub's own toolkit does.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{folded, shown};
use crate::diagnostic::{Diagnostic, Severity};

/// The first few findings of each code; GitHub shows ten of a kind at most.
pub(super) fn findings(diagnostics: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
    let (first, more) = folded(diagnostics);
    for finding in first {
        writeln!(out, "{}", annotation(finding))?;
    }
    more.iter()
        .try_for_each(|(code, count)| writeln!(out, "::notice title={}::and {count} more", property(code)))
}

fn annotation(finding: &Diagnostic) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let help = finding.help.as_ref().map_or(String::new(), |help| format!("\nhelp: {help}"));
    format!("::{command} {}::{}", properties(finding), data(&format!("{}{help}", finding.message)))
}

fn properties(finding: &Diagnostic) -> String {
    let mut text = String::new();
    if let Some(place) = &finding.place {
        let _ = write!(text, "file={},", property(&shown(&place.file)));
        if let Some(span) = place.span {
            let _ = write!(text, "line={},endLine={},", span.start.line, span.end.line);
            // Columns mean something to GitHub only within one line.
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
