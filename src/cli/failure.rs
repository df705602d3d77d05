//! Why a command could not run: an I/O failure, wrong arguments, or an invalid configuration in; findings out. People
//! get the same as short lines.

use std::fmt;
use std::io;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::error::{Error, problem};

use crate::cli::input::{address_of, file_of_url, is_address};
use crate::cli::output;

codes! {
    CANNOT_RUN "cannot-run" Error "command that cannot run with these arguments" ""
        "An argument, an option or the folder is invalid. Nothing was done, and the exit status is 2.";
    DOCUMENT_NOT_LIVE "document-not-live" Warning "changed document that is not published yet" "WebSub §7"
        "A hub fetches a document as soon as it is notified. If it is notified \
         before the document is published, it finds no change, and subscribers get nothing.";
    FAILED_ACCESS "failed-access" Error "file or folder that cannot be read or written" ""
        "Published documents are unchanged, and the exit status is 2.";
    FAILED_REQUEST "failed-request" Error "request without a usable response" ""
        "The server could not be reached, took too long, or responded with an error. Whatever is published there is \
         unknown, so nothing was published, and the exit status is 2.";
    UNKNOWN_PAGE "unknown-page" Warning "page of no article or feed" ""
        "`feedwright links --page` prints the tags of the feeds of the whole site for an unknown page. A page whose \
         path is nearly that of a known one is probably misspelled.";
    UNTOLD_HUB "untold-hub" Warning "hub that was not notified of a changed document" "WebSub §6"
        "Its subscribers see the change the next time their readers fetch the feed, which may take days. Feedwright asks a \
         hub up to five times if it does not respond, or responds with status 429 or a server error.";
}

/// Why the program could not run.
#[derive(Debug)]
pub(crate) enum Failure {
    /// An I/O failure.
    Io(Error),
    /// The command cannot run as it was called.
    Usage(Box<Diagnostic>),
    /// The configuration is invalid: its findings.
    Configuration(Vec<Diagnostic>),
    /// The output cannot be written.
    Output(io::Error),
}

impl Failure {
    /// A command that cannot run with these arguments.
    pub(crate) fn usage(message: impl Into<String>) -> Failure {
        Failure::Usage(Box::new(Diagnostic::new(&CANNOT_RUN, message)))
    }

    /// A file or folder that was named and does not exist.
    pub(crate) fn missing(path: &Path) -> Failure {
        let name = path.to_string_lossy();
        let help = match (file_of_url(&name), address_of(&name)) {
            (Some(file), _) => format!("pass the path instead of a URL: {}", file.display()),
            (None, Some(address)) => format!("if it is a URL, write {address}"),
            (None, None) => "check the path; relative paths start in the working folder".to_owned(),
        };
        Failure::usage(format!("`{}` does not exist", path.display())).at(path).help(help)
    }

    /// The same with help.
    pub(crate) fn help(self, help: impl Into<String>) -> Failure {
        self.map(|finding| finding.help(help))
    }

    /// The same at a file or folder.
    pub(crate) fn at(self, path: &Path) -> Failure {
        self.map(|finding| finding.at(Place::file(path)))
    }

    /// The same for a value of the configuration, if its place is known.
    pub(crate) fn of_setting(self, place: Option<&Place>, help: &str) -> Failure {
        match (self, place) {
            (Failure::Usage(finding), Some(place)) => {
                Failure::Configuration(vec![finding.at(place.clone()).help(help)])
            }
            (failure, _) => failure,
        }
    }

    fn map(self, change: impl FnOnce(Diagnostic) -> Diagnostic) -> Failure {
        match self {
            Failure::Usage(finding) => Failure::Usage(Box::new(change(*finding))),
            Failure::Io(_) | Failure::Configuration(_) | Failure::Output(_) => self,
        }
    }

    /// All values; or the first failure, with the paths of other failures with the same cause.
    pub(crate) fn first_of<T>(results: Vec<Result<T, Failure>>) -> Result<Vec<T>, Failure> {
        let (mut values, mut failures) = (Vec::new(), Vec::new());
        for result in results {
            match result {
                Ok(value) => values.push(value),
                Err(failure) => failures.push(failure),
            }
        }
        let (io_errors, others) = Failure::split(failures);
        let io_error = Error::first_of(io_errors).map(Failure::Io);
        io_error.or(others.into_iter().next()).map_or(Ok(values), Err)
    }

    /// The same failures, those with the same cause together, as people read them.
    pub(crate) fn by_cause(failures: Vec<Failure>) -> Vec<Failure> {
        let (io_errors, others) = Failure::split(failures);
        others.into_iter().chain(Error::by_cause(io_errors).into_iter().map(Failure::Io)).collect()
    }

    fn split(failures: Vec<Failure>) -> (Vec<Error>, Vec<Failure>) {
        let (mut io_errors, mut others) = (Vec::new(), Vec::new());
        for failure in failures {
            match failure {
                Failure::Io(error) => io_errors.push(error),
                Failure::Usage(_) | Failure::Configuration(_) | Failure::Output(_) => {
                    others.push(failure);
                }
            }
        }
        (io_errors, others)
    }

    /// The failure as findings.
    pub(crate) fn findings(self) -> Vec<Diagnostic> {
        match self {
            Failure::Io(error) => vec![finding(&error)],
            Failure::Usage(finding) => vec![*finding],
            Failure::Configuration(found) => found,
            Failure::Output(_) => Vec::new(),
        }
    }

    /// How to fix it, if known.
    pub(crate) fn hint(&self) -> Option<&str> {
        match self {
            Failure::Io(error) => error.help(),
            Failure::Usage(finding) => finding.help.as_deref(),
            Failure::Configuration(_) | Failure::Output(_) => None,
        }
    }
}

fn finding(error: &Error) -> Diagnostic {
    let message = error.to_string();
    // The message may contain the target of a redirect.
    output::hide_addresses(&message);
    let code = if is_address(&error.path().to_string_lossy()) { &FAILED_REQUEST } else { &FAILED_ACCESS };
    let finding = Diagnostic::new(code, message).at(error.place());
    match error.help() {
        Some(help) => finding.help(help),
        None => finding,
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Io(error) => write!(f, "{error}"),
            Failure::Usage(finding) => f.write_str(&finding.message),
            Failure::Configuration(_) => f.write_str("the configuration is invalid, so nothing was done"),
            Failure::Output(error) => write!(f, "cannot write the output: {}", problem(error)),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Io(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}
