//! The findings and results of a run in; text, JSON, SARIF or GitHub annotations out. Only layout: facts and
//! wording come from the findings.

mod diff;
mod examples;
mod github;
mod human;
mod json;
mod lines;
mod markdown;
pub(crate) mod page;
mod printable;
mod repeats;
mod sarif;
mod secrets;
pub(crate) mod summary;

pub(crate) use lines::Lines;
pub(crate) use page::{entry, page};
pub(crate) use repeats::{condensed, fix_first};
pub(crate) use secrets::Secrets;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::rc::Rc;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::published::EMPTIED;
use crate::published::change::FeedPair;
use crate::site::document::Outcome;

/// The format of findings and results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum MessageFormat {
    /// For people.
    #[default]
    Human,
    /// One JSON object per line.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

/// How results are written besides the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Results {
    /// As lines for people.
    Lines,
    /// As lines of JSON.
    Json,
    /// Not at all.
    Hidden,
}

impl Results {
    /// The results that a format has. A SARIF document contains only findings.
    #[must_use]
    pub(crate) fn of(format: MessageFormat) -> Results {
        match format {
            MessageFormat::Human | MessageFormat::Github => Results::Lines,
            MessageFormat::Json => Results::Json,
            MessageFormat::Sarif => Results::Hidden,
        }
    }
}

/// Where findings are written, and how.
pub(crate) struct Output<'o, 'w> {
    /// Their format.
    pub format: MessageFormat,
    /// Whether those for people are colored.
    pub color: bool,
    /// Where those for programs go.
    pub out: &'o mut Lines<'w>,
    /// Where those for people go.
    pub err: &'o mut Lines<'w>,
}

/// Loads the text of a file, so that its lines can be shown.
pub(crate) type LoadText<'l> = dyn FnMut(&Path) -> Option<Rc<String>> + 'l;

/// The maximum number of findings of one code that people are shown. The rest is a number. Errors are shown in full, and
/// so is what keeps articles from being published.
pub(crate) const SHOWN: usize = 5;

/// The codes of what keeps articles from being published.
const IN_FULL: [&str; 2] = ["skipped-article", "withheld"];

/// Writes findings.
///
/// # Errors
/// If the output cannot be written.
pub(crate) fn findings(
    diagnostics: &[Diagnostic],
    Output { format, color, out, err }: Output<'_, '_>,
    load: &mut LoadText<'_>,
) -> io::Result<()> {
    match format {
        MessageFormat::Human => human::findings(diagnostics, color, err, load),
        MessageFormat::Json => json::findings(diagnostics, out),
        MessageFormat::Github => github::findings(diagnostics, out),
        MessageFormat::Sarif => sarif::findings(diagnostics, out),
    }
}

/// Writes what a build did, besides its findings.
///
/// # Errors
/// If `out` cannot be written.
pub(crate) fn results(outcome: &Outcome, results: Results, out: &mut Lines<'_>) -> io::Result<()> {
    match results {
        Results::Lines => human::results(outcome, out),
        Results::Json => json::results(outcome, out),
        Results::Hidden => Ok(()),
    }
}

/// What a build did, in one line for people.
#[must_use]
pub(crate) fn build_line(outcome: &Outcome) -> String {
    human::summary_line(outcome)
}

/// Writes the totals of a check.
///
/// # Errors
/// As [`results()`].
pub(crate) fn check_totals(totals: &CheckTotals, results: Results, out: &mut Lines<'_>) -> io::Result<()> {
    match results {
        Results::Lines => human::check_totals(totals, out),
        Results::Json => json::check_totals(totals, out),
        Results::Hidden => Ok(()),
    }
}

/// Writes the differences between pairs of feeds. JSON lines are written pair by pair; tables are written at the end.
pub(crate) struct Diff {
    results: Results,
    tables: diff::Tables,
}

impl Diff {
    /// A report without pairs.
    #[must_use]
    pub(crate) fn new(results: Results) -> Diff {
        Diff { results, tables: diff::Tables::default() }
    }

    /// Adds one pair.
    ///
    /// # Errors
    /// As [`results()`].
    pub(crate) fn pair(&mut self, pair: &FeedPair, out: &mut Lines<'_>) -> io::Result<()> {
        match self.results {
            Results::Lines => {
                self.tables.add(pair);
                Ok(())
            }
            Results::Json => diff::lines(pair, out),
            Results::Hidden => Ok(()),
        }
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// As [`results()`].
    pub(crate) fn finish(self, out: &mut Lines<'_>) -> io::Result<()> {
        self.tables.write(out)
    }
}

/// Whether a finding of a build with the same changes is shown beside the differences. Most are in the tables or lines.
#[must_use]
pub(crate) fn is_shown_beside_diff(finding: &Diagnostic, format: MessageFormat) -> bool {
    match format {
        MessageFormat::Github | MessageFormat::Sarif => true,
        MessageFormat::Human | MessageFormat::Json => *finding.code == EMPTIED,
    }
}

/// The totals of a check.
#[derive(Debug, Serialize)]
pub(crate) struct CheckTotals {
    /// The number of documents.
    pub feeds: usize,
    /// The number of their entries.
    pub entries: usize,
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
    /// Whether there are findings, which `explain` describes.
    #[serde(skip)]
    pub has_findings: bool,
}

/// All errors and the first few other findings of each code, in their order, and the number of the rest per code.
fn first_of_each(diagnostics: &[Diagnostic]) -> (Vec<&Diagnostic>, BTreeMap<&'static str, usize>) {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for finding in diagnostics {
        if finding.severity == Severity::Error || IN_FULL.contains(&finding.code.name) {
            shown.push(finding);
            continue;
        }
        let count = counts.entry(finding.code.name).or_default();
        *count += 1;
        if *count <= SHOWN {
            shown.push(finding);
        }
    }
    let more =
        counts.into_iter().filter(|(_, count)| *count > SHOWN).map(|(code, count)| (code, count - SHOWN));
    (shown, more.collect())
}
