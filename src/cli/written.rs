//! What was written, or would be, file by file.

use std::io::{self, Write};

use feedwright::authoring::Edit;
use feedwright::model::document::Status;
use serde::Serialize;

use crate::args::MessageFormat;
use crate::settings;

/// A file, as `--message-format json` says it.
#[derive(Serialize)]
struct Line {
    kind: &'static str,
    path: String,
    status: Status,
}

pub(crate) fn tell(edits: &[Edit], format: MessageFormat, dry_run: bool) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    for edit in edits {
        let (path, status) = (settings::shown(&edit.file), status(edit));
        match format {
            MessageFormat::Json => {
                let line = Line { kind: "document", path, status };
                writeln!(out, "{}", serde_json::to_string(&line)?)?;
            }
            // A document of SARIF holds findings, and nothing may stand beside it.
            MessageFormat::Sarif => {}
            MessageFormat::Human | MessageFormat::Github => {
                writeln!(out, "{} {path}", status.words(dry_run))?;
            }
        }
    }
    Ok(())
}

pub(crate) fn status(edit: &Edit) -> Status {
    if edit.before.is_none() { Status::Created } else { Status::Changed }
}
