//! `feedwright build --watch`: changes of files in, builds out, one after the other, until the user ends it. What a build
//! reads is watched from before it reads it, so that no change is missed.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};

use crate::report;
use crate::root::slashed;
use crate::site::config::Config;
use crate::site::document::Outcome;

use crate::cli::args::Build;
use crate::cli::failure::Failure;
use crate::cli::fetch::Client;
use crate::cli::observer::{self, Observer};
use crate::cli::session::{ExitStatus, Session};
use crate::cli::watched::Watched;
use crate::cli::{build, output, settings};

/// How long nothing must change before a build. An editor that saves a file changes several.
const QUIET: Duration = Duration::from_millis(100);

/// After this time it is built even if there are still changes.
const LONGEST: Duration = Duration::from_secs(2);

/// The longest wait for an article that is scheduled. A clock may be set meanwhile.
const LONGEST_WAIT: Duration = Duration::from_mins(10);

/// What the main loop waits for.
enum Message {
    Event(notify::Event),
    Stop,
}

/// A project that is built again and again.
struct Project {
    /// Its configuration, if one is named.
    config: Option<PathBuf>,
    watched: Watched,
    /// Tells of changes of what is watched, as long as it exists.
    observer: Option<Observer>,
    /// Whether it does so by looking at all files.
    polls: bool,
    /// When the next article becomes public, or expires.
    due: Option<DateTime<Utc>>,
    is_outdated: bool,
}

/// Builds at once, and after each change.
pub(crate) fn run(args: &Build, session: &Session, timeout: u32) -> Result<ExitStatus, Failure> {
    if session.format() == report::MessageFormat::Sarif {
        let failure = Failure::usage("--watch cannot write SARIF, which is a single document");
        return Err(failure.help("pass --message-format json, which writes each finding on a line"));
    }
    let (sender, messages) = mpsc::channel();
    stop_when_asked(sender.clone())?;
    let clock = Clock::new(args)?;
    let mut projects = projects(args);
    loop {
        let mut worst = ExitStatus::Clean;
        for project in projects.iter_mut().filter(|project| project.is_outdated) {
            session.begin_again();
            worst = worst.max(project.build(args, session, (timeout, clock.now(args)?), &sender)?);
        }
        // Nobody would see what becomes of the next change.
        if output::is_closed() {
            return Ok(worst);
        }
        if !wait(&messages, &mut projects, session, &|| clock.now(args)) {
            return Ok(ExitStatus::Clean);
        }
    }
}

fn projects(args: &Build) -> Vec<Project> {
    let configs = &args.config;
    let named: Vec<_> =
        if configs.is_empty() { vec![None] } else { configs.iter().cloned().map(Some).collect() };
    let project = |config: Option<PathBuf>| Project {
        watched: Watched::default(),
        config,
        observer: None,
        polls: args.poll,
        due: None,
        is_outdated: true,
    };
    named.into_iter().map(project).collect()
}

/// Ends the loop between two builds, or if it is asked again, at once.
fn stop_when_asked(sender: Sender<Message>) -> Result<(), Failure> {
    let was_asked = AtomicBool::new(false);
    let stop = move || {
        if was_asked.swap(true, Ordering::Relaxed) {
            quit();
        }
        let _ = sender.send(Message::Stop);
    };
    ctrlc::set_handler(stop).map_err(|error| Failure::usage(format!("cannot wait for the end: {error}")))
}

/// The status of a program that a signal has ended, as shells show it.
const INTERRUPTED: i32 = 130;

#[expect(
    clippy::exit,
    reason = "the main loop waits for a server or another build, and publishing survives it"
)]
fn quit() {
    std::process::exit(INTERRUPTED);
}

impl Project {
    /// Builds, and reports the result. Returns the exit status that the build would have alone. Only a wrong argument at the
    /// beginning, or an output that cannot be written, is a failure.
    fn build(
        &mut self,
        args: &Build,
        session: &Session,
        (timeout, now): (u32, DateTime<Utc>),
        sender: &Sender<Message>,
    ) -> Result<ExitStatus, Failure> {
        self.is_outdated = false;
        let file = settings::config_file(self.config.as_deref());
        let report = sender.clone();
        let report = move |event| drop(report.send(Message::Event(event)));
        let mut observer = if self.polls { Observer::polling() } else { Observer::new(report, session) };
        self.watched.restart(&file);
        observer.observe(&mut self.watched, session);
        let client = Client::new(timeout);
        let named = self.config.as_deref();
        let mut watch = |config: &Config| {
            self.watched.follow(config);
            observer.observe(&mut self.watched, session);
        };
        let built = build::outcome(args, named, now, (session, &client), &mut watch);
        let is_first = self.observer.is_none();
        let shown = if args.config.len() > 1 { Some(file.as_path()) } else { None };
        let reported = match built {
            Ok(outcome) => {
                self.watched.ignore(&outcome.documents);
                self.due = outcome.due;
                let status = ExitStatus::of(outcome.summary.errors > 0);
                result(&outcome, shown, session).map(|()| status)
            }
            Err(failure @ Failure::Output(_)) => Err(failure),
            // No change of a file mends it.
            Err(failure @ Failure::Usage(_)) if is_first => Err(failure),
            Err(failure) => {
                self.watched.follow_findings(&failure);
                observer.observe(&mut self.watched, session);
                self.due = None;
                let waits = line(shown, "nothing was built; waiting for changes");
                let reported = session.failure(failure).and_then(|()| session.advice(Some(waits)));
                reported.map(|()| ExitStatus::Failed)
            }
        };
        // The system is not asked again once it has refused.
        self.polls = observer.polls();
        self.observer = Some(observer);
        reported
    }

    /// Notes that the project has changed, if an event is about it.
    fn note(&mut self, event: &notify::Event, session: &Session) {
        if event.need_rescan() && !self.polls {
            // Reading a large site alone may do it, which would never end.
            observer::explain("too many changes at once for the system to report", session);
            self.polls = true;
        }
        let is_about = event.paths.iter().any(|path| self.watched.contains(path));
        self.is_outdated |= event.need_rescan() || is_about;
    }

    /// Notes whether it has changed, or an article is due, without a word from the system.
    fn look(&mut self, now: DateTime<Utc>) {
        let has_changed = self.observer.as_mut().is_some_and(|observer| observer.look(&self.watched));
        self.is_outdated |= has_changed || self.due.is_some_and(|due| due <= now);
    }

    /// The longest time until the next look.
    fn pace(&self) -> Option<Duration> {
        self.observer.as_ref().and_then(Observer::pace)
    }
}

/// Writes what a build did, in one line for people.
fn result(outcome: &Outcome, project: Option<&Path>, session: &Session) -> Result<(), Failure> {
    let mut out = output::stdout();
    match session.results() {
        report::Results::Lines => out.line(&line(project, &report::build_line(outcome)))?,
        results @ (report::Results::Json | report::Results::Hidden) => {
            report::results(outcome, results, &mut out)?;
        }
    }
    Ok(())
}

/// A line about a project, if there are several.
fn line(project: Option<&Path>, text: &str) -> String {
    project.map_or_else(|| text.to_owned(), |file| format!("{}: {text}", slashed(file)))
}

/// Waits until a project has to be built, and tells whether that is so: otherwise, the user ends it.
fn wait(
    messages: &Receiver<Message>,
    projects: &mut [Project],
    session: &Session,
    now: &dyn Fn() -> Result<DateTime<Utc>, Failure>,
) -> bool {
    let mut since: Option<Instant> = None;
    loop {
        let patience = match since {
            Some(since) if since.elapsed() > LONGEST => return true,
            Some(_) => QUIET,
            None => until_next_look(projects, now),
        };
        match messages.recv_timeout(patience) {
            Ok(Message::Event(event)) => {
                for project in projects.iter_mut() {
                    project.note(&event, session);
                }
                if projects.iter().any(|project| project.is_outdated) {
                    since.get_or_insert_with(Instant::now);
                }
            }
            Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
            Err(RecvTimeoutError::Timeout) if since.is_some() => return true,
            Err(RecvTimeoutError::Timeout) => {
                let Ok(now) = now() else { return false };
                for project in projects.iter_mut() {
                    project.look(now);
                }
                if projects.iter().any(|project| project.is_outdated) {
                    return true;
                }
            }
        }
    }
}

/// How long nothing becomes public or expires, and nothing has to be looked at.
fn until_next_look(projects: &[Project], now: &dyn Fn() -> Result<DateTime<Utc>, Failure>) -> Duration {
    let next = projects.iter().filter_map(|project| project.due).min();
    let left = next.zip(now().ok()).map(|(next, now)| (next - now).to_std().unwrap_or_default());
    let paces = projects.iter().filter_map(Project::pace);
    paces.chain(left).min().unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT)
}

/// The time of builds. One that is given goes on from there.
struct Clock {
    given: Option<(DateTime<Utc>, Instant)>,
}

impl Clock {
    fn new(args: &Build) -> Result<Clock, Failure> {
        let given =
            if settings::has_given_time(args.site.now) { Some(settings::now(&args.site)?) } else { None };
        Ok(Clock { given: given.map(|now| (now, Instant::now())) })
    }

    fn now(&self, args: &Build) -> Result<DateTime<Utc>, Failure> {
        match &self.given {
            Some((start, since)) => Ok(*start + since.elapsed()),
            None => settings::now(&args.site),
        }
    }
}
