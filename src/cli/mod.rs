//! The command line: arguments, clock and environment in; output and an exit status out. The status is 0 for success or
//! warnings only, 1 if an error was found and nothing was published, and 2 if the program could not run. All work is
//! done by the library.

mod adopt;
mod args;
mod build;
mod check;
mod completions;
mod diff;
mod explain;
pub(crate) mod failure;
pub(crate) mod fetch;
pub(crate) mod hosts;
mod init;
mod input;
mod links;
mod list;
mod location;
mod measure;
mod new;
mod observer;
mod output;
mod pin;
mod preview;
mod ping;
mod progress;
mod recording;
pub(crate) mod redirect;
pub(crate) mod repository;
mod requested;
mod schema;
mod session;
mod settings;
mod stopwatch;
mod texts;
mod usage;
mod watch;
mod watched;
mod written;

use std::process::ExitCode;

use crate::cli::args::{Cli, Command, CommandOutput};
use crate::cli::fetch::Client;
use crate::cli::session::{ExitStatus, Session};

/// Runs the command given by the arguments.
#[must_use]
pub fn run() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    usage::color(&arguments).apply();
    let cli: Cli = match output::parse(&arguments) {
        Ok(cli) => cli,
        Err(error) => return usage::report(&error, &arguments).into(),
    };
    let session = Session::of(&cli);
    if let Err(failure) = session.begin_summary() {
        return session.conclude(Err(failure)).into();
    }
    let status = command(&cli, &session);
    // A page is not a report.
    if cli.command.output() == CommandOutput::Reference && status == ExitStatus::Clean {
        return status.into();
    }
    status.max(session.conclude(session.finish().map(|()| ExitStatus::Clean))).into()
}

fn command(cli: &Cli, session: &Session) -> ExitStatus {
    let client = &Client::new(cli.timeout);
    session.conclude(match &cli.command {
        Command::Build(args) if args.watch => watch::run(args, session, cli.timeout),
        Command::Build(args) => {
            return session.each_project(&args.config, |config| build::run(args, config, session, client));
        }
        Command::List(args) => {
            return session.each_project(&args.config, |config| list::run(args, config, session));
        }
        Command::Check(args) => check::run(args, session, client),
        Command::Links(args) => links::run(args, session),
        Command::Ping(args) => ping::run(args, session, client),
        Command::Diff(args) => diff::run(args, session, client),
        Command::Pin(args) => pin::run(args, session, client),
        Command::Measure(args) => measure::run(args, session, client),
        Command::Adopt(args) => adopt::run(args, session),
        Command::New(args) => new::run(args, session),
        Command::Init(args) => init::run(args, session, client),
        Command::Preview(args) => preview::run(args, session),
        Command::Explain(args) => explain::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Completions(args) => completions::run(args),
        Command::Man => completions::man(),
    })
}
