//! Time and memory of a program.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 5;

/// What a run took.
#[derive(Clone, Copy)]
pub(crate) struct Measured {
    pub(crate) seconds: f64,
    /// The most memory that it held at once; 0 where that cannot be known.
    pub(crate) bytes: u64,
}

impl Measured {
    pub(crate) const NOTHING: Measured = Measured { seconds: 0.0, bytes: 0 };
}

/// The best of several runs of each, in time and in memory. They take turns, so that a slow moment is one for all.
pub(crate) fn best<const N: usize>(runs: [&dyn Fn() -> Measured; N]) -> [Measured; N] {
    let mut best = [Measured { seconds: f64::MAX, bytes: u64::MAX }; N];
    for _ in 0..RUNS {
        for (best, run) in best.iter_mut().zip(runs) {
            let Measured { seconds, bytes } = run();
            *best = Measured { seconds: best.seconds.min(seconds), bytes: best.bytes.min(bytes) };
        }
    }
    best
}

/// What a limit takes: `heads` or `walk`.
pub(crate) fn limit(name: &str, threads: usize, folder: &Path) -> Measured {
    let program = std::env::current_exe().unwrap();
    run(Command::new(program).args(["--limit", name, &threads.to_string()]).arg(folder))
}

/// Makes the system forget what it has read; false where nobody but root may ask for that, or nobody at all.
pub(crate) fn drop_caches() -> bool {
    let synced = Command::new("sync").status().is_ok_and(|status| status.success());
    synced && fs::write("/proc/sys/vm/drop_caches", "3").is_ok()
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
