//! The program `feedwright`: the command line of the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    feedwright::cli::run()
}
