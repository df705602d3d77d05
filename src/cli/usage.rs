//! Arguments that cannot be parsed in; the message out, in the format that they ask for as far as that can be told.

use std::ffi::OsString;

use clap::ValueEnum;
use clap::error::{Error, ErrorKind};

use crate::cli::args::Color;
use crate::cli::failure::Failure;
use crate::cli::session::{ExitStatus, Session};
use crate::report::MessageFormat;

/// Reports what is wrong with the arguments, or writes the help that they ask for.
pub(crate) fn report(error: &Error, arguments: &[OsString]) -> ExitStatus {
    let format = format(arguments);
    if !error.use_stderr() || format == MessageFormat::Human {
        let _ = error.print();
        return if error.use_stderr() { ExitStatus::Failed } else { ExitStatus::Clean };
    }
    let session = Session::new(format);
    let status = session.conclude(Err(failure(error)));
    status.max(session.conclude(session.finish().map(|()| ExitStatus::Clean)))
}

/// The value of `--message-format`, wherever it is.
fn format(arguments: &[OsString]) -> MessageFormat {
    value(arguments, "--message-format")
}

/// The value of `--color`, wherever it is: messages about arguments have colors, too.
pub(crate) fn color(arguments: &[OsString]) -> Color {
    value(arguments, "--color")
}

/// The value of an option that stands anywhere.
fn value<T: ValueEnum + Default>(arguments: &[OsString], option: &str) -> T {
    let texts: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let joined = texts.iter().find_map(|text| text.strip_prefix(option)?.strip_prefix('='));
    let next = texts.iter().position(|text| text == option).and_then(|at| texts.get(at + 1));
    let value = joined.or(next.map(AsRef::as_ref));
    value.and_then(|value| T::from_str(value, false).ok()).unwrap_or_default()
}

/// The failure in the words of the parser: its message, and its tip.
fn failure(error: &Error) -> Failure {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return Failure::usage("no command was given").help("run `feedwright --help` to see all commands");
    }
    let text = error.render().to_string();
    let mut paragraphs = text.split("\n\n").map(str::trim);
    let message = paragraphs.next().unwrap_or_default();
    let message = message.strip_prefix("error: ").unwrap_or(message);
    let message: Vec<_> = message.lines().map(str::trim).collect();
    let tip = paragraphs.find_map(|paragraph| paragraph.strip_prefix("tip: "));
    Failure::usage(message.join(" ")).help(tip.unwrap_or("run `feedwright help` to see what it accepts"))
}
