//! Standard output and standard error as [`Lines`], without the secrets of known addresses. Nothing else writes to
//! either. If the reader of one goes away, nothing more is written to it, and the run goes on to its exit status.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::error::Error;
use crate::report::{Lines, Secrets};
use crate::root::or_current_dir;
use anstream::{AutoStream, ColorChoice};
use clap::Parser;

/// The secrets of every address that this run was given. A process has one standard output, so it has one set of
/// secrets.
static SECRETS: Mutex<Secrets> = Mutex::new(Secrets::new());

/// Whether the reader of standard output has gone away, and that of standard error.
static STDOUT_IS_CLOSED: AtomicBool = AtomicBool::new(false);
static STDERR_IS_CLOSED: AtomicBool = AtomicBool::new(false);

/// An output whose reader may go away, such as `head`. What it does not read is no error.
struct Pipe<W> {
    out: W,
    is_closed: &'static AtomicBool,
}

impl<W> Pipe<W> {
    /// What was written, or what counts as that since nobody reads it.
    fn unless_closed<T>(&mut self, unread: T, write: impl FnOnce(&mut W) -> io::Result<T>) -> io::Result<T> {
        if self.is_closed.load(Ordering::Relaxed) {
            return Ok(unread);
        }
        match write(&mut self.out) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.is_closed.store(true, Ordering::Relaxed);
                Ok(unread)
            }
            result => result,
        }
    }
}

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_closed(bytes.len(), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_closed((), Write::flush)
    }
}

/// Whether nobody reads standard output any more.
pub(crate) fn is_closed() -> bool {
    STDOUT_IS_CLOSED.load(Ordering::Relaxed)
}

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
    let out = anstream::stdout().lock();
    Lines::new(Pipe { out, is_closed: &STDOUT_IS_CLOSED }).hiding(secrets())
}

/// Standard error, likewise.
#[expect(clippy::disallowed_methods, reason = "here it becomes lines")]
pub(crate) fn stderr() -> Lines<'static> {
    let out = anstream::stderr().lock();
    Lines::new(Pipe { out, is_closed: &STDERR_IS_CLOSED }).hiding(secrets())
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
