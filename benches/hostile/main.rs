//! `cargo bench --bench hostile [-- INPUT [KIBIBYTES]]`: what hostile inputs take, by `build`, `adopt` and
//! `check`. Eight times the bytes take at most ten times as long, and an article of 8 MiB no more than 500 MiB. With an INPUT
//! only those whose names begin with it; with KIBIBYTES the larger of the two sizes.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark measures, prints, and fails where something is amiss"
)]

#[path = "../../tests/suite/site/render/inputs.rs"]
mod inputs;
#[path = "../program/mod.rs"]
mod program;
mod tasks;

use std::process::ExitCode;

use inputs::{Body, HTML, MARKDOWN, TEXT};
use tasks::{Measured, Task};

/// As long as an article may be, less its metadata.
const LONGEST: usize = 8 * 1024 * 1024 - 1024;

/// How much shorter the other input is.
const TIMES: usize = 8;

/// A shorter time proves nothing, in seconds.
const FLOOR: f64 = 0.05;

/// How many times as long the longer input takes at most.
const RATIO: f64 = 10.0;

const MEBIBYTES: u64 = 500;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let asked = arguments.first().map_or("", String::as_str);
    let longest = arguments.get(1).map_or(LONGEST, |kibibytes| kibibytes.parse::<usize>().unwrap() * 1024);
    let mut failed = 0;
    for (extension, bodies) in [("md", MARKDOWN), ("html", HTML), ("txt", TEXT)] {
        for (name, body) in bodies.iter().filter(|(name, _)| name.starts_with(asked)) {
            let (short, long) = (of_length(*body, longest / TIMES), of_length(*body, longest));
            for task in [Task::Build, Task::Adopt, Task::Check] {
                let (short, long) = (task.run(extension, &short), task.run(extension, &long));
                let ratio = long.seconds / short.seconds.max(FLOOR);
                let is_good = ratio <= RATIO && long.mebibytes <= MEBIBYTES && long.ended;
                failed += usize::from(!is_good);
                let Measured { seconds, mebibytes, .. } = long;
                let mark = if is_good { "" } else { "  TOO MUCH" };
                println!(
                    "{extension:<4} {name:<50} {task:<6} {seconds:7.2} s {ratio:6.1} times {mebibytes:5} MiB{mark}"
                );
            }
        }
    }
    println!("{failed} take too much");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The body that is nearest to a length, from below.
fn of_length(body: Body, length: usize) -> String {
    let mut parts = 64;
    while body(parts * 2).len() <= length {
        parts *= 2;
    }
    let mut step = parts / 2;
    while step > parts / 64 {
        parts += if body(parts + step).len() <= length { step } else { 0 };
        step /= 2;
    }
    body(parts)
}
