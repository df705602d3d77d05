//! Time and memory of a program.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::site::Site;

const RUNS: usize = 5;

/// What a run took.
#[derive(Clone, Copy)]
pub(crate) struct Measured {
    pub(crate) seconds: f64,
    /// The most memory that it held at once; 0 where that cannot be known.
    pub(crate) bytes: u64,
}

/// The best of several runs, in time and in memory.
pub(crate) fn best(run: impl Fn() -> Measured) -> Measured {
    let runs: Vec<_> = (0..RUNS).map(|_| run()).collect();
    Measured {
        seconds: runs.iter().map(|run| run.seconds).fold(f64::MAX, f64::min),
        bytes: runs.iter().map(|run| run.bytes).min().unwrap(),
    }
}

/// The program.
pub(crate) fn program() -> Command {
    let named = std::env::var_os("FEEDWRIGHT_PROGRAM");
    Command::new(named.unwrap_or_else(|| env!("CARGO_BIN_EXE_feedwright").into()))
}

/// What it takes to read the heads of a site's articles.
pub(crate) fn heads(site: &Site) -> Measured {
    run(Command::new(std::env::current_exe().unwrap()).arg("--limit").arg(site.content()))
}

/// Runs a program to its end.
pub(crate) fn run(command: &mut Command) -> Measured {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut bytes = 0;
    // Looking costs the program time, so that it is done seldom.
    while child.try_wait().unwrap().is_none() {
        bytes = bytes.max(peak(status.as_ref()));
        std::thread::sleep(Duration::from_micros(500));
    }
    let seconds = start.elapsed().as_secs_f64();
    assert!(child.wait().unwrap().success());
    Measured { seconds, bytes }
}

fn peak(status: &Path) -> u64 {
    let text = fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    kibibytes.unwrap_or_default() * 1024
}

pub(crate) fn mebibytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes / 1024).unwrap()) / 1024.0
}
