//! Stage 8: what a run found and did in, words out: for people, for programs, for GitHub. Layout only; facts and
//! wording come from the findings.

mod diff;
mod github;
mod human;
mod json;
mod lines;
pub(crate) mod page;
mod printable;
mod sarif;
mod secrets;

pub(crate) use lines::Lines;
pub(crate) use page::{entry, page};
pub(crate) use secrets::Secrets;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::rc::Rc;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::published::change::Pair;
use crate::site::document::Outcome;

/// How a run is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
    /// SARIF 2.1.0.
    Sarif,
}

/// How words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Whether findings are colored.
    pub colour: bool,
    /// Whether nothing was written on purpose.
    pub dry_run: bool,
}

/// Finds the text of a file, so that its lines can be shown.
pub(crate) type Load<'l> = dyn FnMut(&Path) -> Option<Rc<String>> + 'l;

/// How many findings of one code people are shown; the rest is a number.
pub(crate) const SHOWN: usize = 5;

/// Tells a whole run: findings and, but for JSON and GitHub, results to `out`, findings for people to `err`.
///
/// # Errors
/// If one of the two cannot be written.
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

/// Tells findings alone.
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

/// Tells what came of checking `feeds` documents with `entries` in them.
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
    let of = |severity| diagnostics.iter().filter(|finding| finding.severity == severity).count();
    let verdict = Verdict {
        feeds,
        entries,
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        findings: !diagnostics.is_empty(),
    };
    match format {
        Format::Human | Format::Github => human::verdict(&verdict, out),
        Format::Json => json::verdict(&verdict, out),
        Format::Sarif => Ok(()),
    }
}

/// Tells what differs between two states of feeds, pair by pair. Only lines for programs are written as soon as a pair
/// is known.
pub(crate) struct Diff {
    format: Format,
    tables: diff::Tables,
}

impl Diff {
    /// Begins.
    #[must_use]
    pub(crate) fn new(format: Format) -> Diff {
        Diff { format, tables: diff::Tables::default() }
    }

    /// Tells one pair.
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

    /// Ends; `findings` are what a build would say of it.
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
        if matches!(self.format, Format::Github | Format::Sarif) {
            self::findings(findings, self.format, options, out, err, &mut |_| None)?;
        }
        self.tables.write(out)
    }
}

/// What came of checking documents.
#[derive(Debug, Serialize)]
struct Verdict {
    feeds: usize,
    entries: usize,
    errors: usize,
    warnings: usize,
    /// Whether there is anything that has a page.
    #[serde(skip)]
    findings: bool,
}

/// The first few findings of each code, in their order, and how many more each has.
fn folded(diagnostics: &[Diagnostic]) -> (Vec<&Diagnostic>, BTreeMap<&'static str, usize>) {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for finding in diagnostics {
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
