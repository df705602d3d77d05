//! The command line: reads arguments, clock and environment, calls the library, prints, and sets the exit status:
//! 0 clean or warnings only, 1 an error was found and nothing was published, 2 it could not run.

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

/// Runs the command that the arguments name.
#[must_use]
pub fn run() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let cli: Cli = match output::parse(&arguments) {
        Ok(cli) => cli,
        Err(status) => return status,
    };
    let client = Client::new(cli.timeout);
    let done = match &cli.command {
        Command::Build(args) => build::run(args, cli.message_format, &client),
        Command::List(args) => list::run(args, cli.message_format),
        Command::Check(args) => check::run(args, cli.message_format, &client),
        Command::Diff(args) => diff::run(args, cli.message_format, &client),
        Command::Pin(args) => pin::run(args, cli.message_format, &client),
        Command::Adopt(args) => adopt::run(args, cli.message_format),
        Command::New(args) => new::run(args, cli.message_format),
        Command::Init(args) => init::run(args, cli.message_format),
        Command::Explain(args) => explain::run(args),
    };
    match done {
        Ok(status) => status,
        Err(Failure::Pipe) => ExitCode::SUCCESS,
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
    World(crate::error::Error),
    /// A usage error.
    Usage(String),
    /// A usage error with help.
    UsageHelp(String, String),
    /// The configuration is invalid; its findings were already written.
    Configuration,
    /// The reader of our output has closed it.
    Pipe,
    /// Our output cannot be written.
    Output(io::Error),
}

impl Failure {
    /// What was done several times; or the first failure, with the others of the same cause.
    fn first_of<T>(results: Vec<Result<T, Failure>>) -> Result<Vec<T>, Failure> {
        let (mut done, mut world, mut first) = (Vec::new(), Vec::new(), None);
        for result in results {
            match result {
                Ok(one) => done.push(one),
                Err(Failure::World(error)) => world.push(error),
                Err(failure) => first = first.or(Some(failure)),
            }
        }
        match crate::error::Error::first_of(world).map(Failure::World).or(first) {
            Some(failure) => Err(failure),
            None => Ok(done),
        }
    }

    fn report(&self) -> io::Result<()> {
        let help = match self {
            Failure::World(error) => {
                // A server may have sent us elsewhere.
                output::hide_addresses(&error.to_string());
                error.help()
            }
            Failure::UsageHelp(_, help) => Some(help.as_str()),
            Failure::Usage(_) | Failure::Configuration | Failure::Pipe | Failure::Output(_) => None,
        };
        let mut err = output::stderr();
        err.line(&format!("error: {self}"))?;
        help.map_or(Ok(()), |help| err.line(&format!("  help: {help}")))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::World(error) => write!(f, "{error}"),
            Failure::Usage(message) | Failure::UsageHelp(message, _) => f.write_str(message),
            Failure::Configuration => f.write_str("the configuration is invalid, so nothing was done"),
            Failure::Pipe => f.write_str("the output was closed"),
            Failure::Output(error) => write!(f, "cannot write the output: {error}"),
        }
    }
}

impl From<crate::error::Error> for Failure {
    fn from(error: crate::error::Error) -> Failure {
        Failure::World(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe { Failure::Pipe } else { Failure::Output(error) }
    }
}
