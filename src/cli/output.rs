//! Standard output and standard error, which nothing reaches but through [`Lines`]; and the secrets that neither shows.

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use crate::report::{Lines, Secrets};
use anstream::{AutoStream, ColorChoice};
use clap::{Error, Parser};

/// Of every address that this run was given: the process has one standard output, and one set of secrets.
static SECRETS: Mutex<Secrets> = Mutex::new(Secrets::new());

/// Keeps the secrets of an address out of whatever is written from now on.
pub(crate) fn hide(address: &str) {
    SECRETS.lock().unwrap_or_else(PoisonError::into_inner).add(address);
}

/// The same for each address in a text.
pub(crate) fn hide_addresses(text: &str) {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>');
    addresses(text).filter_map(|rest| rest.split(ends).next()).for_each(hide);
}

/// The text from the beginning of each address in it.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    let starts = ["http://", "https://"].into_iter().flat_map(|scheme| text.match_indices(scheme));
    starts.filter_map(|(at, _)| text.get(at..))
}

/// Standard output, with colors where it is a terminal that has them.
#[expect(clippy::disallowed_methods, reason = "here it becomes lines")]
pub(crate) fn stdout() -> Lines<'static> {
    Lines::new(anstream::stdout().lock()).hiding(secrets())
}

/// Standard error, in the same way.
#[expect(clippy::disallowed_methods, reason = "here it becomes lines")]
pub(crate) fn stderr() -> Lines<'static> {
    Lines::new(anstream::stderr().lock()).hiding(secrets())
}

/// Whether standard error has colors.
#[expect(clippy::disallowed_methods, reason = "it is only looked at")]
pub(crate) fn has_color() -> bool {
    AutoStream::choice(&io::stderr()) != ColorChoice::Never
}

fn secrets() -> Secrets {
    SECRETS.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// What the arguments say; else what is wrong with them is written, and the exit status returned.
pub(crate) fn parse<Cli: Parser>(arguments: &[OsString]) -> Result<Cli, ExitCode> {
    let texts: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    texts.iter().flat_map(|text| addresses(text)).for_each(hide);
    Cli::try_parse_from(arguments).map_err(|error| {
        // A message quotes arguments between its colors. So the arguments are made printable, and are just as wrong.
        let lines = stderr();
        let printable = Cli::try_parse_from(texts.iter().map(|text| lines.printable(text)));
        drop(lines);
        let _ = match printable {
            Err(printable) => printable.print(),
            Ok(_) => stderr().text(&error.to_string()),
        };
        exit_code(&error)
    })
}

fn exit_code(error: &Error) -> ExitCode {
    if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
}
