//! Findings and results in, one JSON object per line out: findings, documents, articles that were left out, and totals
//! last.

use std::io;

use serde::Serialize;

use super::{CheckTotals, Lines};
use crate::diagnostic::{Diagnostic, Severity};
use crate::root::slashed;
use crate::site::document::{Outcome, Published, Summary};

#[derive(Serialize)]
struct Finding<'d> {
    kind: &'static str,
    code: &'static str,
    severity: Severity,
    message: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spec: Option<&'static str>,
}

#[derive(Serialize)]
struct Tagged<'a, T> {
    kind: &'static str,
    #[serde(flatten)]
    value: &'a T,
}

#[derive(Serialize)]
struct LeftOut {
    kind: &'static str,
    file: String,
    reason: &'static str,
}

/// Writes every finding.
pub(super) fn findings(diagnostics: &[Diagnostic], out: &mut Lines<'_>) -> io::Result<()> {
    diagnostics.iter().try_for_each(|finding| out.json(&Finding::of(finding)))
}

/// Writes documents, articles that were left out, and totals.
pub(super) fn results(outcome: &Outcome, out: &mut Lines<'_>) -> io::Result<()> {
    for document in &outcome.documents {
        out.json(&Tagged::<Published> { kind: "document", value: document })?;
    }
    for article in &outcome.left_out {
        out.json(&LeftOut {
            kind: "left-out",
            file: slashed(&article.source.file()),
            reason: article.reason.as_str(),
        })?;
    }
    out.json(&Tagged::<Summary> { kind: "summary", value: &outcome.summary })
}

/// Writes the totals of a check.
pub(super) fn check_totals(totals: &CheckTotals, out: &mut Lines<'_>) -> io::Result<()> {
    out.json(&Tagged::<CheckTotals> { kind: "summary", value: totals })
}

impl<'d> Finding<'d> {
    fn of(finding: &'d Diagnostic) -> Finding<'d> {
        let span = finding.place.as_ref().and_then(|place| place.span);
        Finding {
            kind: "diagnostic",
            code: finding.code.name,
            severity: finding.severity,
            message: &finding.message,
            file: finding.place.as_ref().map(|place| slashed(&place.file)),
            line: span.map(|span| span.start.line),
            column: span.map(|span| span.start.column),
            end_line: span.map(|span| span.end.line),
            end_column: span.map(|span| span.end.column),
            help: finding.help.as_deref(),
            spec: Some(finding.code.spec).filter(|spec| !spec.is_empty()),
        }
    }
}
