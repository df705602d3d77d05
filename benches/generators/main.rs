//! `FEEDWRIGHT_GENERATORS=FOLDER cargo test --bench generators [-- NAME]`: the sites in tests/generators, each built by its
//! generator, then `feedwright init` and `feedwright build` in a copy. The feeds of both are compared, and the pages of our
//! permalinks looked for. `.ci/generators FOLDER` installs the generators; without that variable nothing is tested.
//!
//! The program is the one that cargo built, or `FEEDWRIGHT_PROGRAM`.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "it starts programs, prints, and fails where something is amiss"
)]

mod checks;
mod documents;
#[path = "../installed/mod.rs"]
mod installed;
mod pages;
#[path = "../program/mod.rs"]
mod program;
mod sites;
mod states;
mod tools;

use std::process::ExitCode;
use std::time::Instant;

use checks::Check;
use installed::Wanted;
use sites::SITES;

fn main() -> ExitCode {
    let Some(generators) = installed::folder("FEEDWRIGHT_GENERATORS", ".ci/generators") else {
        return ExitCode::SUCCESS;
    };
    let wanted = Wanted::of_command_line();
    if let Some(unknown) = wanted.names.iter().find(|name| SITES.iter().all(|site| site.name != *name)) {
        println!("there is no site `{unknown}`");
        return ExitCode::FAILURE;
    }
    let chosen = SITES.iter().filter(|site| wanted.has(site.name));
    let mut failed = 0;
    for site in chosen {
        let start = Instant::now();
        let checks = tools::build_of_generator(site, &generators).map_or_else(
            |problem| vec![Check::failed("the generator builds the site", problem)],
            |built| [states::both(&built, site), pages::checks(&built, site)].concat(),
        );
        for check in &checks {
            println!("{:<10} {check}", site.name);
            failed += usize::from(!check.problems.is_empty());
        }
        println!("{:<10} {:.1} s\n", site.name, start.elapsed().as_secs_f64());
    }
    println!("failed checks: {failed}");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
