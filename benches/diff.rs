//! `cargo bench --bench diff`: compares two feeds of 5,000 items each, and two of 50,000, of which every article has moved:
//! to another host, another path, or another id. Ten times the items may take fifteen times the time.
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

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let (few, many) = (best(folder.path(), FEW), best(folder.path(), MANY));
    let ratio = many.as_secs_f64() / few.as_secs_f64();
    println!("{FEW} items    {few:?}\n{MANY} items   {many:?}\nratio          {ratio:.1} (at most {MOST})");
    assert!(ratio <= MOST);
}
