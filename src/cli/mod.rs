//! The command line: arguments, clock and environment in; output and an exit status out. The status is 0 for success or
//! warnings only, 1 if an error was found and nothing was published, and 2 if the program could not run. All work is
//! done by the library.

mod adopt;
mod args;
mod build;
mod check;
mod diff;
mod explain;
mod fetch;
mod init;
mod list;
mod location;
mod new;
mod output;
mod pin;
mod progress;
pub(crate) mod redirect;
mod settings;
mod stopwatch;
mod written;

use std::fmt;
use std::io;
use std::process::ExitCode;

use crate::cli::args::{Cli, Command};
use crate::cli::fetch::Client;
use crate::error::problem;

/// Runs the command given by the arguments.
#[must_use]
pub fn run() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let cli: Cli = match output::parse(&arguments) {
        Ok(cli) => cli,
        Err(status) => return status,
    };
    let client = Client::new(cli.timeout);
    let result = match &cli.command {
        Command::Build(args) => build::run(args, cli.message_format, &client),
        Command::List(args) => list::run(args, cli.message_format),
        Command::Check(args) => check::run(args, cli.message_format, &client),
        Command::Diff(args) => diff::run(args, cli.message_format, &client),
        Command::Pin(args) => pin::run(args, cli.message_format, &client),
        Command::Adopt(args) => adopt::run(args, cli.message_format),
        Command::New(args) => new::run(args, cli.message_format),
        Command::Init(args) => init::run(args, cli.message_format, &client),
        Command::Explain(args) => explain::run(args),
    };
    match result {
        Ok(status) => status,
        Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            let _ = failure.report();
            ExitCode::from(2)
        }
    }
}

/// Why the program could not run.
#[derive(Debug)]
pub(crate) enum Failure {
    /// An I/O failure.
    Io(crate::error::Error),
    /// A usage error.
    Usage(String),
    /// A usage error with help.
    UsageHelp(String, String),
    /// The configuration is invalid; its findings were already written.
    Configuration,
    /// Standard output was closed by its reader.
    ClosedPipe,
    /// The output cannot be written.
    Output(io::Error),
}

impl Failure {
    /// All values; or the first failure, with the paths of other failures with the same cause.
    fn first_of<T>(results: Vec<Result<T, Failure>>) -> Result<Vec<T>, Failure> {
        let (mut values, mut io_errors, mut first) = (Vec::new(), Vec::new(), None);
        for result in results {
            match result {
                Ok(value) => values.push(value),
                Err(Failure::Io(error)) => io_errors.push(error),
                Err(failure) => first = first.or(Some(failure)),
            }
        }
        match crate::error::Error::first_of(io_errors).map(Failure::Io).or(first) {
            Some(failure) => Err(failure),
            None => Ok(values),
        }
    }

    /// Reports every failure, those with the same cause together.
    fn report_all(failures: Vec<Failure>) -> io::Result<()> {
        let (mut io_errors, mut others) = (Vec::new(), Vec::new());
        for failure in failures {
            if let Failure::Io(error) = failure {
                io_errors.push(error);
            } else {
                others.push(failure);
            }
        }
        let io_errors = crate::error::Error::by_cause(io_errors).into_iter().map(Failure::Io);
        others.into_iter().chain(io_errors).try_for_each(|failure| failure.report())
    }

    fn report(&self) -> io::Result<()> {
        let help = match self {
            Failure::Io(error) => {
                // The message may contain the target of a redirect.
                output::hide_addresses(&error.to_string());
                error.help()
            }
            Failure::UsageHelp(_, help) => Some(help.as_str()),
            Failure::Usage(_) | Failure::Configuration | Failure::ClosedPipe | Failure::Output(_) => None,
        };
        let mut err = output::stderr();
        err.line(&format!("error: {self}"))?;
        help.map_or(Ok(()), |help| err.line(&format!("  help: {help}")))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Io(error) => write!(f, "{error}"),
            Failure::Usage(message) | Failure::UsageHelp(message, _) => f.write_str(message),
            Failure::Configuration => f.write_str("the configuration is invalid, so nothing was done"),
            Failure::ClosedPipe => f.write_str("the output was closed"),
            Failure::Output(error) => write!(f, "cannot write the output: {}", problem(error)),
        }
    }
}

impl From<crate::error::Error> for Failure {
    fn from(error: crate::error::Error) -> Failure {
        Failure::Io(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe { Failure::ClosedPipe } else { Failure::Output(error) }
    }
}
