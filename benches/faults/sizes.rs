//! Time and memory of what is large: ten gigabytes of nothing, the longest article there may be, a hundred thousand files
//! in one folder.

use std::fs::{self, File};
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use crate::builds::{build, end};

const MIB: u64 = 1024 * 1024;
const SETTINGS: &str = "[site]\nbase-url = \"https://blog.org/\"\ntitle = \"Blog\"\ntimezone = \"UTC\"\n";

/// A site, what becomes of it, and what it may take.
struct Case {
    name: &'static str,
    write: fn(&Path),
    status: i32,
    says: &'static str,
    seconds: u64,
    mebibytes: u64,
}

const CASES: &[Case] = &[
    Case {
        name: "an article of 10 GB",
        write: |content| sparse(&content.join("a.md")),
        status: 1,
        says: "content/a.md` is larger than 8 MiB",
        seconds: 5,
        mebibytes: 64,
    },
    Case {
        name: "a hundred articles of 10 GB, of which feeds hold none",
        write: |content| {
            (0..100).for_each(|n| sparse(&content.join(format!("{n}.md"))));
            (0..20).for_each(|n| article(&content.join(format!("x{n}.md")), "2026-05-01", "Words."));
        },
        status: 0,
        says: "feed.xml (20 entries",
        seconds: 5,
        mebibytes: 64,
    },
    Case {
        name: "an article of 7.9 MiB",
        write: |content| {
            // As many marks as texts have: one character in thirty.
            let words = "Some *words* with a [link](x), and more of them, as they stand in an article that is as long \
                         as two Bibles: paragraph after paragraph, and hardly ever a mark between them.\n\n";
            article(&content.join("a.md"), "2026-04-01", &words.repeat(79 * 1024 * 1024 / 10 / words.len()));
        },
        status: 0,
        says: "feed.xml (1 entry",
        seconds: 180,
        mebibytes: 1024,
    },
    Case {
        name: "100,000 articles in one folder",
        write: |content| {
            (0..100_000).for_each(|n| article(&content.join(format!("{n}.md")), "2026-04-01", "Words."));
        },
        status: 0,
        says: "100000 articles, 0 left out",
        seconds: 60,
        mebibytes: 1024,
    },
];

pub(crate) fn run() {
    for case in CASES {
        let root = tempfile::tempdir().unwrap();
        let content = root.path().join("content");
        fs::create_dir(&content).unwrap();
        fs::write(root.path().join("feedwright.toml"), SETTINGS).unwrap();
        (case.write)(&content);
        let start = Instant::now();
        let mut child = build(root.path(), &root.path().join("public")).spawn().unwrap();
        let peak = peak(&mut child);
        let (took, (status, said)) = (start.elapsed(), end(child));
        println!("sizes: {}: {:.2} s, {} MiB at most", case.name, took.as_secs_f64(), peak / MIB);
        assert!(status == Some(case.status) && said.contains(case.says), "{said}");
        assert!(took < Duration::from_secs(case.seconds) && peak < case.mebibytes * MIB, "{}", case.name);
    }
}

fn article(file: &Path, date: &str, body: &str) {
    fs::write(file, format!("+++\ntitle = \"a\"\ndate = {date}\n+++\n{body}\n")).unwrap();
}

/// An article whose body is a hole in the disk.
fn sparse(file: &Path) {
    article(file, "2026-04-01", "Words.");
    File::options().write(true).open(file).unwrap().set_len(10_000 * MIB).unwrap();
}

/// Watches a process to its end, and gives the most memory that it held.
fn peak(child: &mut Child) -> u64 {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
        peak = peak.max(kibibytes.unwrap_or_default() * 1024);
        std::thread::sleep(Duration::from_millis(1));
    }
    peak
}
