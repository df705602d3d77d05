//! The findings and results of a run in; text, JSON, SARIF or GitHub annotations out. Only layout: facts and
//! wording come from the findings.

mod diff;
mod examples;
mod github;
mod human;
mod json;
mod lines;
pub(crate) mod page;
mod printable;
mod repeats;
mod sarif;
mod secrets;

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
use crate::published::change::Pair;
use crate::site::document::Outcome;

/// The output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    Human,
    /// One JSON object per line.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

/// Options of the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Whether findings are colored.
    pub color: bool,
    /// Whether this is a dry run.
    pub dry_run: bool,
}

/// Loads the text of a file, so that its lines can be shown.
pub(crate) type Load<'l> = dyn FnMut(&Path) -> Option<Rc<String>> + 'l;

/// The maximum number of findings of one code that people are shown. The rest is a number. Errors are shown in full, and
/// so is what keeps articles from being published.
pub(crate) const SHOWN: usize = 5;

/// The codes of what keeps articles from being published.
const IN_FULL: [&str; 2] = ["skipped-article", "withheld"];

/// Writes a whole run: findings for people go to `err`; results, and findings for programs, go to `out`.
///
/// # Errors
/// If `out` or `err` cannot be written.
pub(crate) fn write(
    outcome: &Outcome,
    format: Format,
    options: Options,
    out: &mut Lines<'_>,
    err: &mut Lines<'_>,
    load: &mut Load<'_>,
) -> io::Result<()> {
    findings(&outcome.diagnostics, format, options, out, err, load)?;
    match format {
        Format::Human | Format::Github => human::results(outcome, options, out),
        Format::Json => json::results(outcome, out),
        Format::Sarif => Ok(()),
    }
}

/// Writes only findings.
///
/// # Errors
/// As [`write()`].
pub(crate) fn findings(
    diagnostics: &[Diagnostic],
    format: Format,
    options: Options,
    out: &mut Lines<'_>,
    err: &mut Lines<'_>,
    load: &mut Load<'_>,
) -> io::Result<()> {
    match format {
        Format::Human => human::findings(diagnostics, options, err, load),
        Format::Json => json::findings(diagnostics, out),
        Format::Github => github::findings(diagnostics, out),
        Format::Sarif => sarif::findings(diagnostics, out),
    }
}

/// Writes the totals of a check of `feeds` documents with `entries` entries.
///
/// # Errors
/// As [`write()`].
pub(crate) fn verdict(
    diagnostics: &[Diagnostic],
    feeds: usize,
    entries: usize,
    format: Format,
    out: &mut Lines<'_>,
) -> io::Result<()> {
    let count = |severity| diagnostics.iter().filter(|finding| finding.severity == severity).count();
    let verdict = Verdict {
        feeds,
        entries,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        findings: !diagnostics.is_empty(),
    };
    match format {
        Format::Human | Format::Github => human::verdict(&verdict, out),
        Format::Json => json::verdict(&verdict, out),
        Format::Sarif => Ok(()),
    }
}

/// Writes the differences between pairs of feeds. JSON lines are written pair by pair; tables are written at the end.
pub(crate) struct Diff {
    format: Format,
    tables: diff::Tables,
}

impl Diff {
    /// A report without pairs.
    #[must_use]
    pub(crate) fn new(format: Format) -> Diff {
        Diff { format, tables: diff::Tables::default() }
    }

    /// Adds one pair.
    ///
    /// # Errors
    /// As [`write()`].
    pub(crate) fn pair(&mut self, pair: &Pair, out: &mut Lines<'_>) -> io::Result<()> {
        match self.format {
            Format::Human | Format::Github => {
                self.tables.add(pair);
                Ok(())
            }
            Format::Json => diff::lines(pair, out),
            Format::Sarif => Ok(()),
        }
    }

    /// Writes what is left. `findings` are the findings of a build with the same changes.
    ///
    /// # Errors
    /// As [`write()`].
    pub(crate) fn finish(
        self,
        findings: &[Diagnostic],
        options: Options,
        out: &mut Lines<'_>,
        err: &mut Lines<'_>,
    ) -> io::Result<()> {
        let is_shown = |finding: &&Diagnostic| match self.format {
            Format::Github | Format::Sarif => true,
            // The other findings are in the tables or lines.
            Format::Human | Format::Json => *finding.code == EMPTIED,
        };
        let shown: Vec<_> = findings.iter().filter(is_shown).cloned().collect();
        self::findings(&shown, self.format, options, out, err, &mut |_| None)?;
        self.tables.write(out)
    }
}

/// The totals of a check.
#[derive(Debug, Serialize)]
struct Verdict {
    feeds: usize,
    entries: usize,
    errors: usize,
    warnings: usize,
    /// Whether there are findings, which `explain` describes.
    #[serde(skip)]
    findings: bool,
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
