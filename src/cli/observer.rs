//! What a project depends on in, word of its changes out: from the system, or if that can report none, by looking at all
//! files again and again.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use notify::{ErrorKind, EventKind, Watcher};

use crate::cli::output;
use crate::cli::session::Session;
use crate::cli::watched::Watched;
use crate::site::scan::Mark;

/// The shortest time between two looks at all files.
const PACE: Duration = Duration::from_secs(1);

/// How much longer than a look the time between two looks is, so that a large site keeps no processor busy.
const REST: u32 = 10;

/// How changes become known.
pub(super) enum Observer {
    /// The system reports them.
    System(Box<dyn Watcher>),
    /// The marks of all files are compared with those from before the last build.
    Marks { before: BTreeMap<PathBuf, Mark>, pace: Duration },
}

impl Observer {
    /// One that looks at all files.
    pub(super) fn polling() -> Observer {
        Observer::Marks { before: BTreeMap::new(), pace: PACE }
    }

    /// One that lets the system call `report`, if it can.
    pub(super) fn new(report: impl Fn(notify::Event) + Send + 'static, session: &Session) -> Observer {
        let relevant = move |event: notify::Result<notify::Event>| match event {
            // Each build reads every file.
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
            Ok(event) => report(event),
            // Something has happened, and nobody knows what.
            Err(_) => report(notify::Event::new(EventKind::Other).set_flag(notify::event::Flag::Rescan)),
        };
        match notify::recommended_watcher(relevant) {
            Ok(watcher) => Observer::System(Box::new(watcher)),
            Err(error) => Observer::instead_of(&error, session),
        }
    }

    fn instead_of(error: &notify::Error, session: &Session) -> Observer {
        explain(&reason(error), session);
        Observer::polling()
    }

    /// Observes all that a build depends on. It must be called before that is read.
    pub(super) fn observe(&mut self, watched: &mut Watched, session: &Session) {
        if let Observer::System(watcher) = self {
            match watched.add_to(&mut **watcher) {
                Ok(()) => return,
                Err(error) => *self = Observer::instead_of(&error, session),
            }
        }
        if let Observer::Marks { before, .. } = self {
            // What has been observed already may have changed meanwhile.
            let mut known = std::mem::take(before);
            let earliest = |(path, mark)| {
                let mark = known.remove(&path).unwrap_or(mark);
                (path, mark)
            };
            *before = watched.marks().into_iter().map(earliest).collect();
        }
    }

    /// Whether files must be looked at to see changes.
    pub(super) fn polls(&self) -> bool {
        matches!(self, Observer::Marks { .. })
    }

    /// The longest time until the next look.
    pub(super) fn pace(&self) -> Option<Duration> {
        match self {
            Observer::System(_) => None,
            Observer::Marks { pace, .. } => Some(*pace),
        }
    }

    /// Looks at all files, if that is how changes become known, and tells whether any has changed.
    pub(super) fn look(&mut self, watched: &Watched) -> bool {
        let Observer::Marks { before, pace } = self else { return false };
        let start = Instant::now();
        // What a build has written is known only after it.
        let known = before.iter().filter(|(path, _)| watched.contains(path));
        let has_changed = watched.marks().iter().ne(known);
        *pace = PACE.max(start.elapsed() * REST);
        has_changed
    }
}

/// Why the system reports no changes, and what its user can do about it.
fn reason(error: &notify::Error) -> String {
    if matches!(error.kind, ErrorKind::MaxFilesWatch) {
        return LIMIT.to_owned();
    }
    format!("the system reports no changes: {error}")
}

const LIMIT: &str =
    "the system cannot watch more files (run `sysctl fs.inotify.max_user_watches=524288` to raise the limit)";

/// Tells people why changes will be seen later than usual.
pub(super) fn explain(reason: &str, session: &Session) {
    if !session.is_quiet() {
        let _ = output::stderr().line(&format!("{reason}; checking for changes every second instead"));
    }
}
