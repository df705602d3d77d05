//! The findings of a check in, for people out: the worst first, those that say the same as one, and what to fix first.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Severity, counted};

/// How many places of a finding that is not an error are listed.
const LISTED: usize = 5;

/// How many kinds of findings are named to fix first.
const FIRST: usize = 3;

/// What findings have in common that differ only in their line and column.
type Same<'d> = (Severity, Option<&'d Path>, &'static str, &'d str, Option<&'d str>);

/// The findings as people read them: the worst first, and each that repeats once, with its other places.
#[must_use]
pub(crate) fn condensed(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut groups: BTreeMap<Same<'_>, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings {
        groups.entry(same(finding)).or_default().push(finding);
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort_by_key(|group| group.first().map(|first| (first.severity, first.place.clone())));
    groups.iter().filter_map(|group| one(group)).collect()
}

fn same(finding: &Diagnostic) -> Same<'_> {
    let file = finding.place.as_ref().map(|place| place.file.as_path());
    (finding.severity, file, finding.code.name, &finding.message, finding.help.as_deref())
}

/// The first finding of a group, whose message lists the other places.
fn one(group: &[&Diagnostic]) -> Option<Diagnostic> {
    let (first, others) = group.split_first()?;
    let mut merged = (*first).clone();
    let spans = others.iter().filter_map(|other| other.place.as_ref()?.span);
    let places: Vec<_> = spans.map(|span| format!("{}:{}", span.start.line, span.start.column)).collect();
    // Each error has to be fixed.
    let listed = if first.severity == Severity::Error { places.len() } else { LISTED };
    if let Some(shown) = places.get(..listed.min(places.len())).filter(|shown| !shown.is_empty()) {
        let _ = write!(merged.message, ", also at {}", shown.join(", "));
    }
    if places.len() > listed {
        let _ =
            write!(merged.message, " and {}", counted(places.len() - listed, "more place", "more places"));
    }
    Some(merged)
}

/// What to fix first, if there are several kinds of errors and warnings: the worst, and of these the most frequent.
#[must_use]
pub(crate) fn fix_first(findings: &[Diagnostic]) -> Option<String> {
    let mut counts: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.severity != Severity::Info) {
        *counts.entry((finding.severity, finding.code.name)).or_default() += 1;
    }
    let mut kinds: Vec<_> = counts.into_iter().collect();
    kinds.sort_by_key(|((severity, name), count)| (*severity, Reverse(*count), *name));
    let named = kinds.iter().take(FIRST).map(|((severity, name), count)| {
        let word = severity.as_str();
        format!("{name} ({})", counted(*count, word, &format!("{word}s")))
    });
    (kinds.len() > 1).then(|| format!("fix first: {}", named.collect::<Vec<_>>().join(", ")))
}
