//! Standard output and standard error as [`Lines`], without the secrets of known addresses. Nothing else writes to
//! either.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::error::Error;
use crate::report::{Lines, Secrets};
use crate::root::or_current_dir;
use anstream::{AutoStream, ColorChoice};
use clap::Parser;

/// The secrets of every address that this run was given. A process has one standard output, so it has one set of
/// secrets.
static SECRETS: Mutex<Secrets> = Mutex::new(Secrets::new());

/// Hides the secrets of an address in all later output.
pub(crate) fn hide(address: &str) {
    SECRETS.lock().unwrap_or_else(PoisonError::into_inner).add(address);
}

/// The same for each address in a text.
pub(crate) fn hide_addresses(text: &str) {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>');
    addresses(text).filter_map(|rest| rest.split(ends).next()).for_each(hide);
}

/// The text from the start of each address in it.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    let starts = ["http://", "https://"].into_iter().flat_map(|scheme| text.match_indices(scheme));
    starts.filter_map(|(at, _)| text.get(at..))
}

/// Standard output, with colors if it is a terminal that supports them.
#[expect(clippy::disallowed_methods, reason = "here it becomes lines")]
pub(crate) fn stdout() -> Lines<'static> {
    Lines::new(anstream::stdout().lock()).hiding(secrets())
}

/// Standard error, likewise.
#[expect(clippy::disallowed_methods, reason = "here it becomes lines")]
pub(crate) fn stderr() -> Lines<'static> {
    Lines::new(anstream::stderr().lock()).hiding(secrets())
}

/// Adds the lines of a text to a file, which may be missing.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn append(file: &Path, text: &str) -> Result<(), Error> {
    let opened = OpenOptions::new().create(true).append(true).open(file);
    let written = opened.and_then(|opened| Lines::new(opened).hiding(secrets()).text(text));
    written.map_err(|error| Error::new("write the summary to", file, error))
}

/// Makes sure that a summary can be added to a file. Its folder is created.
///
/// # Errors
/// If the file cannot be written.
pub(crate) fn prepare(file: &Path) -> Result<(), Error> {
    let folder = or_current_dir(file.parent().unwrap_or(Path::new("")));
    fs::create_dir_all(folder)
        .map_err(|error| Error::new("create the folder of the summary", folder, error))?;
    append(file, "")
}

/// Whether standard error has colors.
#[expect(clippy::disallowed_methods, reason = "it is only looked at")]
pub(crate) fn has_color() -> bool {
    AutoStream::choice(&io::stderr()) != ColorChoice::Never
}

fn secrets() -> Secrets {
    SECRETS.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Parses the arguments.
///
/// # Errors
/// What is wrong with them, made printable.
pub(crate) fn parse<Cli: Parser>(arguments: &[OsString]) -> Result<Cli, clap::Error> {
    let texts: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    texts.iter().flat_map(|text| addresses(text)).for_each(hide);
    Cli::try_parse_from(arguments).map_err(|error| {
        // Error messages quote arguments between color codes. So the arguments are made printable and parsed again,
        // with the same error.
        let lines = stderr();
        Cli::try_parse_from(texts.iter().map(|text| lines.printable(text))).err().unwrap_or(error)
    })
}
