//! Edits in, a report of the files out. Writes no file itself.

use std::io;

use crate::authoring::Edit;
use crate::report::Results;
use crate::root;
use crate::site::document::Status;
use serde::Serialize;

use crate::cli::output;
use crate::cli::session::Session;

/// What a command has done that wrote files.
pub(crate) const FILES_WRITTEN: &str = "the files are written";

/// A line of `--message-format json`: a written file, or the totals.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line {
    Document { path: String, status: Status },
    Summary { created: usize, errors: usize, warnings: usize },
}

/// Reports the files that were written, or would be.
pub(crate) fn report(edits: &[Edit], session: &Session, dry_run: bool, warnings: usize) -> io::Result<()> {
    if !dry_run && !edits.is_empty() {
        session.has_done(FILES_WRITTEN);
    }
    let mut out = output::stdout();
    match session.results() {
        Results::Json => {
            let line = |edit: &Edit| Line::Document { path: root::slashed(&edit.file), status: status(edit) };
            let summary = Line::Summary { created: edits.len(), errors: 0, warnings };
            let mut lines = edits.iter().map(line).chain([summary]);
            lines.try_for_each(|line| out.json(&line))
        }
        Results::Hidden => Ok(()),
        Results::Lines => edits.iter().try_for_each(|edit| {
            out.line(&format!("{} {}", status(edit).words(dry_run), root::slashed(&edit.file)))
        }),
    }
}

pub(crate) fn status(edit: &Edit) -> Status {
    if edit.before.is_none() { Status::Created } else { Status::Changed }
}
