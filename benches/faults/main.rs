//! `cargo test --bench faults`: what happens to published documents when the program is killed, runs twice at once, or
//! has a disk that is full. `cargo test --bench faults -- kill` does one part alone: `kill`, `together`, `disks`, `sizes`.
//!
//! Times and disks are what this is about, so that it is no part of `cargo test`. Chance is seeded (`FEEDWRIGHT_SEED`), and
//! every figure printed; a part in which nothing was hit fails. The program is the one that cargo built, or `FEEDWRIGHT_PROGRAM`.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "it measures, prints, and fails where something is amiss"
)]

mod builds;
#[cfg(target_os = "linux")]
mod disks;
mod kill;
#[path = "../program/mod.rs"]
mod program;
#[cfg(target_os = "linux")]
mod sizes;
mod together;

use std::time::Instant;

const PARTS: &[(&str, fn())] = &[
    ("kill", kill::run),
    ("together", together::run),
    #[cfg(target_os = "linux")]
    ("disks", disks::run),
    #[cfg(target_os = "linux")]
    ("sizes", sizes::run),
];

fn main() {
    #[cfg(target_os = "linux")]
    if std::env::args().nth(1).as_deref() == Some(disks::INSIDE) {
        return disks::inside();
    }
    let wanted: Vec<_> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    for (name, run) in PARTS {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            let start = Instant::now();
            run();
            println!("{name}: {:.1} s\n", start.elapsed().as_secs_f64());
        }
    }
}
