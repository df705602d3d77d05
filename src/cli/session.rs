//! What all commands of a run share: findings and failures in, reports in the format that was asked for out. Every run
//! ends in it, whatever happened.

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use crate::check;
use crate::diagnostic::{Diagnostic, Levels, Place, Severity};
use crate::report::summary::{SummaryPart, summary};
use crate::report::{self, MessageFormat, Results};
use crate::root::slashed;
use crate::site::scan;

use crate::cli::args::{Cli, CommandOutput};
use crate::cli::failure::Failure;
use crate::cli::output;
use crate::cli::repository::RepositoryPaths;
use crate::cli::texts::Texts;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ExitStatus {
    /// Without errors.
    Clean,
    /// With errors; nothing was published.
    Errors,
    /// It could not run.
    Failed,
}

impl ExitStatus {
    /// The status of a run with errors or without.
    pub(crate) fn of(has_errors: bool) -> ExitStatus {
        if has_errors { ExitStatus::Errors } else { ExitStatus::Clean }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> ExitCode {
        ExitCode::from(match status {
            ExitStatus::Clean => 0,
            ExitStatus::Errors => 1,
            ExitStatus::Failed => 2,
        })
    }
}

/// The numbers of findings.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
}

/// How to report, and what was reported so far.
pub(crate) struct Session {
    format: MessageFormat,
    is_quiet: bool,
    repository: RepositoryPaths,
    /// The configuration file of the project, and whether there are others.
    project: RefCell<Option<PathBuf>>,
    has_others: Cell<bool>,
    /// The findings of the project.
    counts: Cell<Counts>,
    /// The findings of all projects, which are one SARIF document.
    sarif: RefCell<Vec<Diagnostic>>,
    /// The file that a summary in Markdown is added to, and its parts so far.
    summary: RefCell<Option<PathBuf>>,
    parts: RefCell<Vec<SummaryPart>>,
    /// What the command has done, which stands even if it cannot be reported.
    done: Cell<Option<&'static str>>,
}

/// The last line of JSON of a command without other numbers.
#[derive(Serialize)]
struct Summary {
    kind: &'static str,
    errors: usize,
    warnings: usize,
}

/// The first line of JSON of each project, if there are several.
#[derive(Serialize)]
struct Project {
    kind: &'static str,
    file: String,
}

impl Session {
    /// The session that the arguments ask for.
    pub(crate) fn of(cli: &Cli) -> Session {
        let summary = match cli.command.output() {
            CommandOutput::Report { summary } => summary.cloned(),
            CommandOutput::Reference => None,
        };
        Session { is_quiet: cli.quiet, summary: RefCell::new(summary), ..Session::new(cli.message_format) }
    }

    /// A session that reports in a format.
    pub(crate) fn new(format: MessageFormat) -> Session {
        Session {
            format,
            is_quiet: false,
            repository: RepositoryPaths::of_environment(),
            project: RefCell::default(),
            has_others: Cell::default(),
            counts: Cell::default(),
            sarif: RefCell::default(),
            summary: RefCell::default(),
            parts: RefCell::default(),
            done: Cell::default(),
        }
    }

    /// Whether only errors are reported.
    pub(crate) fn is_quiet(&self) -> bool {
        self.is_quiet
    }

    /// Runs a command for each project, one after the other. The worst status counts.
    pub(crate) fn each_project(
        &self,
        configs: &[PathBuf],
        command: impl Fn(Option<&Path>) -> Result<ExitStatus, Failure>,
    ) -> ExitStatus {
        self.has_others.set(configs.len() > 1);
        if !self.has_others.get() {
            return self.conclude(command(configs.first().map(PathBuf::as_path)));
        }
        let run = |config: &PathBuf| {
            self.counts.take();
            self.set_project(config);
            let result = self.begin(config).and_then(|()| command(Some(config)));
            self.conclude(result)
        };
        configs.iter().map(run).max().unwrap_or(ExitStatus::Clean)
    }

    /// Counts the findings of another build.
    pub(crate) fn begin_again(&self) {
        self.counts.take();
    }

    /// The configuration file, to which findings without a place belong.
    pub(crate) fn set_project(&self, config: &Path) {
        self.project.replace(Some(config.to_path_buf()));
    }

    /// Says which project comes next.
    fn begin(&self, config: &Path) -> Result<(), Failure> {
        let file = slashed(config);
        match self.results() {
            Results::Lines => output::stdout().line(&format!("project {file}"))?,
            Results::Json => output::stdout().json(&Project { kind: "project", file })?,
            Results::Hidden => {}
        }
        Ok(())
    }

    /// The status of a command, whose failure is reported.
    pub(crate) fn conclude(&self, result: Result<ExitStatus, Failure>) -> ExitStatus {
        match result {
            Ok(status) => status,
            Err(failure) => {
                // If that cannot be written either, the status says it.
                let _ = self.failure(failure);
                ExitStatus::Failed
            }
        }
    }

    /// Makes sure, before anything is done, that the summary can be written.
    pub(crate) fn begin_summary(&self) -> Result<(), Failure> {
        let summary = self.summary.borrow();
        let Some(file) = summary.as_deref() else { return Ok(()) };
        if scan::bytes(file)?.is_some_and(|bytes| check::is_feed(&bytes)) {
            drop(summary);
            return Err(self.without_summary("it is a feed"));
        }
        Ok(output::prepare(file)?)
    }

    /// Makes sure that the summary is not added to a file that the command reads: `role` says which one a file is.
    pub(crate) fn keep_from_summary(
        &self,
        role: impl FnOnce(&Path) -> Result<Option<&'static str>, Failure>,
    ) -> Result<(), Failure> {
        let file = self.summary.borrow().clone();
        let role = file.map_or(Ok(None), |file| role(&file))?;
        role.map_or(Ok(()), |role| Err(self.without_summary(role)))
    }

    /// The failure of a run whose summary would be added to a file that has another role. Nothing is added to it.
    fn without_summary(&self, role: &str) -> Failure {
        let file = self.summary.take().unwrap_or_default();
        let message = format!("the summary would be added to `{}`, but {role}", file.display());
        Failure::usage(message).at(&file).help("choose another file with --summary")
    }

    /// Notes what the command has done.
    pub(crate) fn has_done(&self, what: &'static str) {
        self.done.set(Some(what));
    }

    /// Writes what is written once per run.
    pub(crate) fn finish(&self) -> Result<(), Failure> {
        if self.format == MessageFormat::Sarif {
            self.write(&self.sarif.take(), &mut Texts::default())?;
        }
        let Some(file) = self.summary.take() else { return Ok(()) };
        Ok(output::append(&file, &summary(&self.parts.take()))?)
    }

    /// Adds a part to the summary, if there is one.
    pub(crate) fn summarize(&self, part: impl FnOnce() -> SummaryPart) {
        if self.summary.borrow().is_some() {
            let part = part().with_paths(|file| self.repository.path(file));
            self.parts.borrow_mut().push(part);
        }
    }

    /// How the results of commands that change something or judge something are written.
    pub(crate) fn results(&self) -> Results {
        match self.answer() {
            Results::Lines if self.is_quiet => Results::Hidden,
            results @ (Results::Lines | Results::Json | Results::Hidden) => results,
        }
    }

    /// How results are written that were asked for, which `--quiet` does not hide.
    pub(crate) fn answer(&self) -> Results {
        Results::of(self.format)
    }

    /// The format of reports.
    pub(crate) fn format(&self) -> MessageFormat {
        self.format
    }

    /// Reports findings, of which people read those that repeat once, the worst first.
    pub(crate) fn each_once(&self, found: &[Diagnostic], texts: &mut Texts) -> Result<(), Failure> {
        self.count(found);
        match self.format {
            MessageFormat::Human => self.show(&report::condensed(found), texts),
            MessageFormat::Json | MessageFormat::Github | MessageFormat::Sarif => self.show(found, texts),
        }
    }

    /// Writes a line of advice for people, if there is some.
    pub(crate) fn advice(&self, line: Option<String>) -> Result<(), Failure> {
        let is_human = self.format == MessageFormat::Human && !self.is_quiet;
        let line = line.filter(|_| is_human);
        line.map_or(Ok(()), |line| output::stdout().line(&line))?;
        Ok(())
    }

    /// Reports findings.
    pub(crate) fn findings(&self, found: &[Diagnostic], texts: &mut Texts) -> Result<(), Failure> {
        self.count(found);
        self.show(found, texts)
    }

    /// Writes findings that were counted.
    fn show(&self, found: &[Diagnostic], texts: &mut Texts) -> Result<(), Failure> {
        let is_shown = |finding: &&Diagnostic| !self.is_quiet || finding.severity == Severity::Error;
        let shown: Vec<_> = found.iter().filter(is_shown).map(|finding| self.placed(finding)).collect();
        if self.format == MessageFormat::Sarif {
            self.sarif.borrow_mut().extend(shown);
            return Ok(());
        }
        self.write(&shown, texts)
    }

    /// Counts findings that are reported elsewhere.
    pub(crate) fn count(&self, found: &[Diagnostic]) {
        let count = |severity| found.iter().filter(|finding| finding.severity == severity).count();
        let Counts { errors, warnings } = self.counts.get();
        let (errors, warnings) = (errors + count(Severity::Error), warnings + count(Severity::Warning));
        self.counts.set(Counts { errors, warnings });
    }

    /// The finding at its place, as the format names it.
    fn placed(&self, finding: &Diagnostic) -> Diagnostic {
        let mut finding = finding.clone();
        if self.has_others.get() || self.format == MessageFormat::Sarif {
            let project = self.project.borrow();
            finding.place = finding.place.or_else(|| project.as_deref().map(Place::file));
        }
        match self.format {
            MessageFormat::Human | MessageFormat::Json => {}
            MessageFormat::Github | MessageFormat::Sarif => {
                let moved = |place: Place| Place { file: self.repository.path(&place.file), ..place };
                finding.place = finding.place.map(moved);
                finding.related = finding.related.map(|place| Box::new(moved(*place)));
            }
        }
        finding
    }

    /// The numbers of the findings that were reported.
    pub(crate) fn counts(&self) -> Counts {
        self.counts.get()
    }

    fn write(&self, found: &[Diagnostic], texts: &mut Texts) -> Result<(), Failure> {
        let mut load = |path: &Path| texts.load(path);
        let (mut out, mut err) = (output::stdout(), output::stderr());
        let color = output::has_color();
        let output = report::Output { format: self.format, color, out: &mut out, err: &mut err };
        report::findings(found, output, &mut load)?;
        Ok(())
    }

    /// Reports a failure, and ends the results.
    pub(crate) fn failure(&self, failure: Failure) -> Result<(), Failure> {
        self.failures(vec![failure])?;
        self.summary()
    }

    /// Reports failures. Where findings cannot be written, a failure to write is still said to people.
    pub(crate) fn failures(&self, failures: Vec<Failure>) -> Result<(), Failure> {
        if !failures.is_empty() {
            self.summarize(|| failed(&failures));
        }
        let is_output = failures.iter().any(|failure| matches!(failure, Failure::Output(_)));
        if is_output || self.format == MessageFormat::Human {
            return Failure::by_cause(failures).into_iter().try_for_each(|failure| self.lines(failure));
        }
        let found: Vec<_> = failures.into_iter().flat_map(Failure::findings).collect();
        self.findings(&Levels::default().apply(found), &mut Texts::default())
    }

    /// A failure as people read it.
    fn lines(&self, failure: Failure) -> Result<(), Failure> {
        let (message, mut help) = (failure.to_string(), failure.hint().map(str::to_owned));
        match failure {
            Failure::Configuration(found) => {
                self.findings(&Levels::default().apply(found), &mut Texts::default())?;
            }
            // The message may contain the target of a redirect.
            Failure::Io(_) => output::hide_addresses(&message),
            Failure::Output(_) => {
                help = self.done.get().map(|done| format!("{done}; only this report is incomplete"));
            }
            Failure::Usage(_) => {}
        }
        let mut err = output::stderr();
        err.line(&format!("error: {message}"))?;
        help.map_or(Ok(()), |help| err.line(&format!("  help: {help}")))?;
        Ok(())
    }

    /// Writes the numbers of a command that has no others.
    pub(crate) fn summary(&self) -> Result<(), Failure> {
        if self.results() == Results::Json {
            let Counts { errors, warnings } = self.counts.get();
            output::stdout().json(&Summary { kind: "summary", errors, warnings })?;
        }
        Ok(())
    }
}

/// Failures in the summary.
fn failed(failures: &[Failure]) -> SummaryPart {
    let line = |failure: &Failure| format!("error: {failure}");
    let findings = failures.iter().flat_map(|failure| match failure {
        Failure::Configuration(found) => Levels::default().apply(found.clone()),
        Failure::Io(_) | Failure::Usage(_) | Failure::Output(_) => Vec::new(),
    });
    SummaryPart::of_failure(failures.iter().map(line).collect(), findings.collect())
}
