//! `cargo bench --bench check`: checks an RSS feed of 5,000 items and 50 MB, beside `xmllint --noout` on the same file.
//! The figure is the ratio of the two times in one run; more than three is a failure.
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

const ITEMS: usize = 5_000;
const BYTES: usize = 50_000_000;
const RUNS: usize = 7;
const MOST: f64 = 3.0;

/// Every second item is escaped, the others stand in CDATA sections, as feeds have them.
fn feed() -> String {
    let words = [
        "hujan", "deras", "banjir", "desa", "warga", "bantuan", "jalan", "sungai", "rumah", "sekolah",
        "pasar",
    ];
    let mut feed = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>\
         <title>Kampung News</title><link>https://kampung.example/</link><description>What happened</description>\
         <language>id</language><atom:link rel=\"self\" type=\"application/rss+xml\" href=\"https://kampung.example/feed.xml\"/>\n",
    );
    for item in 0..ITEMS {
        let mut html = String::new();
        while html.len() < BYTES / ITEMS - 500 {
            html.push_str("<p>");
            for word in 0..60 {
                html.push_str(words[(item * 7 + html.len() + word) % words.len()]);
                html.push(' ');
            }
            let _ = write!(
                html,
                "&amp; <a href=\"https://kampung.example/{item}\">tautan</a> <img src=\"https://kampung.example/{item}.jpg\" alt=\"Hujan\"></p>"
            );
        }
        let html = match item % 2 {
            0 => html.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
            _ => format!("<![CDATA[{html}]]>"),
        };
        let (hour, minute, second) = (item / 3600, item / 60 % 60, item % 60);
        let _ = writeln!(
            feed,
            "<item><title>Artikel {item}</title><link>https://kampung.example/{item}</link><guid>https://kampung.example/{item}</guid>\
             <pubDate>Mon, 19 Oct 2026 {hour:02}:{minute:02}:{second:02} GMT</pubDate><description>{html}</description></item>"
        );
    }
    feed + "</channel></rss>\n"
}

/// The best time of several runs, and whether there was one.
fn best(command: impl Fn() -> Command) -> Option<Duration> {
    let time = || {
        let start = Instant::now();
        let done =
            command().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
        done.success().then(|| start.elapsed())
    };
    (0..RUNS).map(|_| time()).collect::<Option<Vec<_>>>()?.into_iter().min()
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("feed.xml");
    std::fs::write(&file, feed()).unwrap();
    let ours = best(|| check(&file)).expect("the feed has no error");
    println!("feedwright check    {ours:?}");
    let Some(theirs) = best(|| xmllint(&file)) else {
        println!("there is no xmllint here to compare with: install libxml2-utils");
        return;
    };
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!("xmllint --noout     {theirs:?}\nratio               {ratio:.2} (at most {MOST})");
    assert!(ratio <= MOST);
}

fn check(file: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_feedwright"));
    command.args(["check", "--message-format", "json", "--now", "2026-11-01T00:00:00Z"]).arg(file);
    command
}

fn xmllint(file: &Path) -> Command {
    let mut command = Command::new("xmllint");
    command.args(["--noout", "--huge"]).arg(file);
    command
}
