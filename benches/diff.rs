//! `cargo bench --bench diff`: compares two feeds of 5,000 items each, and two of 50,000, of which every article has moved:
//! to another host, another path, or another id. Ten times the items may take fifteen times the time. And a build is
//! compared with two published documents of 55 MB, and with twenty: they may take the same memory, less than 500 MiB.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark measures, prints, and fails where something is amiss"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const FEW: usize = 5_000;
const MANY: usize = 50_000;
const RUNS: usize = 5;
const MOST: f64 = 15.0;

/// The entries of a document of 55 MB.
const LONG: usize = 250_000;
const MOST_MEMORY: f64 = 1.5;
const MOST_MEBIBYTES: u64 = 500;

/// Items that share their titles with others, so that titles decide nothing, and some that share them with none.
fn feed(items: usize, moved: bool) -> String {
    let mut feed = String::from("<rss version=\"2.0\"><channel><title>Kampung News</title>");
    for item in 0..items {
        let title = if item % 3 == 0 { format!("Hujan {item}") } else { "Hujan".to_owned() };
        let (host, folder) = match (moved, item % 3) {
            (false, _) => ("kampung.id", "news"),
            (true, 0) => ("berita.id", "arsip"),
            (true, _) => ("berita.id", "news"),
        };
        let (day, hour, minute) = (1 + item / 1440 % 28, item / 60 % 24, item % 60);
        let _ = writeln!(
            feed,
            "<item><title>{title}</title><link>https://{host}/{folder}/{item}/</link><guid>https://{host}/{folder}/{item}/</guid>\
             <pubDate>{day} Oct 2026 {hour:02}:{minute:02}:00 GMT</pubDate><description>Hujan deras di desa {item}.</description></item>"
        );
    }
    feed + "</channel></rss>\n"
}

/// The best time of several runs.
fn best(folder: &Path, items: usize) -> Duration {
    for (name, moved) in [("old.xml", false), ("new.xml", true)] {
        std::fs::write(folder.join(name), feed(items, moved)).unwrap();
    }
    let time = || {
        let start = Instant::now();
        let status = diff(folder).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
        assert_eq!(status.code(), Some(1), "every article would be shown again");
        start.elapsed()
    };
    (0..RUNS).map(|_| time()).min().unwrap()
}

fn diff(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    command.args(["diff", "--message-format", "json", "old.xml", "new.xml"]).current_dir(folder);
    command
}

/// A site of one article whose `feeds` documents are all published in a folder.
fn site(folder: &Path, feeds: usize) {
    let mut config = String::from("[site]\nbase-url = \"https://kampung.id/\"\ntitle = \"Kampung News\"\n");
    for folder in ["content", "old"].map(|name| folder.join(name)) {
        std::fs::create_dir_all(folder).unwrap();
    }
    std::fs::write(folder.join("content/a.md"), "+++\ntitle = \"Hujan\"\ndate = 2026-11-01\n+++\nHujan.\n")
        .unwrap();
    let first = folder.join("old/0.xml");
    std::fs::write(&first, feed(LONG, false)).unwrap();
    for at in 0..feeds {
        let _ = writeln!(config, "[[feed]]\npath = \"{at}.xml\"\nformat = \"rss\"");
        let file = folder.join(format!("old/{at}.xml"));
        if file != first {
            std::fs::hard_link(&first, file).unwrap();
        }
    }
    std::fs::write(folder.join("feedwright.toml"), config).unwrap();
}

/// The most memory that it takes to compare a build with so many documents, in bytes; 0 where that cannot be known.
fn peak(feeds: usize) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), feeds);
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    command.args(["build", "--dry-run", "--now", "2026-12-01T00:00:00Z", "--against", "old"]);
    command.current_dir(folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
        peak = peak.max(kibibytes.unwrap_or_default() * 1024);
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(child.wait().unwrap().code(), Some(1), "nearly all entries would be gone");
    peak
}

#[expect(clippy::cast_precision_loss, reason = "a ratio of sizes need not be exact")]
fn memory() {
    let (two, twenty) = (peak(2), peak(20));
    if two == 0 {
        return println!("memory cannot be measured here");
    }
    let (ratio, mebibytes) = (twenty as f64 / two as f64, twenty >> 20);
    println!(
        "2 documents of 55 MB    {} MiB\n20 documents of 55 MB   {mebibytes} MiB (at most {MOST_MEBIBYTES})\n\
         ratio                   {ratio:.1} (at most {MOST_MEMORY})",
        two >> 20
    );
    assert!(ratio <= MOST_MEMORY && mebibytes <= MOST_MEBIBYTES);
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let (few, many) = (best(folder.path(), FEW), best(folder.path(), MANY));
    let ratio = many.as_secs_f64() / few.as_secs_f64();
    println!("{FEW} items    {few:?}\n{MANY} items   {many:?}\nratio          {ratio:.1} (at most {MOST})");
    assert!(ratio <= MOST);
    memory();
}
