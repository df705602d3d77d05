//! `FEEDWRIGHT_READERS=FOLDER cargo test --bench readers [-- NAME]`: the project's own site and the site of odd articles in
//! tests/readers, built by the program, are read by parsers that others wrote, and what these read is compared with the
//! articles, field by field, down to credits, rights and places; and parsers of podcasts read the show in tests/show. Readers
//! then subscribe to the odd site, and see exactly what is new after a change.
//! `.ci/readers FOLDER` installs them; without that variable nothing is tested.
//!
//! The program is the one that cargo built, or `FEEDWRIGHT_PROGRAM`.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "it starts programs, prints, and fails where something is amiss"
)]

mod documents;
#[path = "../installed/mod.rs"]
mod installed;
mod known;
mod model;
mod news;
mod parsers;
#[path = "../program/mod.rs"]
mod program;
mod server;
mod shows;
mod subscribers;
mod tools;

use std::process::ExitCode;

use installed::Wanted;
use tools::Check;

fn main() -> ExitCode {
    let Some(readers) = installed::folder("FEEDWRIGHT_READERS", ".ci/readers") else {
        return ExitCode::SUCCESS;
    };
    let wanted = Wanted::of_command_line();
    let is_wanted = |name: &str| wanted.has(name);
    let parsed = parsers::checks(&readers, &is_wanted);
    let subscribed = subscribers::checks(&readers, &is_wanted);
    let shown = shows::checks(&readers, &is_wanted);
    let told = news::checks(&readers, &is_wanted);
    let checks: Vec<Check> = parsed.into_iter().chain(told).chain(shown).chain(subscribed).collect();
    for check in &checks {
        println!("{check}");
    }
    let failed = checks.iter().filter(|check| !check.problems.is_empty()).count();
    println!("failed checks: {failed}");
    if failed == 0 && !checks.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
