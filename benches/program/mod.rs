//! The program that is measured or tested.

use std::process::Command;

/// A run of the program that cargo built, or of the one that `FEEDWRIGHT_PROGRAM` names.
pub(crate) fn program() -> Command {
    let named = std::env::var_os("FEEDWRIGHT_PROGRAM");
    Command::new(named.unwrap_or_else(|| env!("CARGO_BIN_EXE_feedwright").into()))
}
