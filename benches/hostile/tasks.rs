//! What one input takes the program.

use std::fmt;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::program::program;

const SETTINGS: &str = "[site]\nbase-url = \"https://blog.ruiz.dev/\"\ntitle = \"Ana's blog\"\ntimezone = \"UTC\"\n\
    [[feed]]\npath = \"feed.xml\"\nformat = \"rss\"\n";
const HEAD: &str = "title = \"T\"\ndate = 2026-04-01T00:00:00Z\n";
const FEED: [&str; 2] = [
    "<rss version=\"2.0\"><channel><title>T</title><link>https://a.dev/</link><description>D</description><item>\
     <title>T</title><guid isPermaLink=\"false\">x</guid><description><![CDATA[",
    "]]></description></item></channel></rss>",
];

/// What is to be done with an input.
#[derive(Clone, Copy)]
pub(crate) enum Task {
    Build,
    Adopt,
    Check,
}

impl fmt::Display for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Task::Build => "build",
            Task::Adopt => "adopt",
            Task::Check => "check",
        })
    }
}

/// What a run took.
#[derive(Clone, Copy)]
pub(crate) struct Measured {
    pub(crate) seconds: f64,
    /// The most memory that it held at once; 0 where that cannot be known.
    pub(crate) mebibytes: u64,
    /// Whether it ended by itself, with findings or without.
    pub(crate) ended: bool,
}

impl Task {
    /// Runs the program on a site of one article.
    pub(crate) fn run(self, extension: &str, body: &str) -> Measured {
        let site = tempfile::tempdir().unwrap();
        let file = |path: &str| site.path().join(path);
        fs::create_dir(file("content")).unwrap();
        fs::write(file("feedwright.toml"), SETTINGS).unwrap();
        let article = file(&format!("content/a.{extension}"));
        let arguments = match self {
            Task::Build if extension == "md" => {
                fs::write(article, format!("+++\n{HEAD}+++\n{body}")).unwrap();
                ["build", "--quiet"].as_slice()
            }
            Task::Build => {
                fs::write(article, body).unwrap();
                fs::write(file("content/a.toml"), HEAD).unwrap();
                &["build", "--quiet"]
            }
            Task::Adopt => {
                fs::write(article, body).unwrap();
                &["adopt", "content"]
            }
            Task::Check => {
                let body = body.replace("]]>", "");
                fs::write(file("feed.xml"), format!("{}{body}{}", FEED[0], FEED[1])).unwrap();
                &["check", "feed.xml"]
            }
        };
        run(program().args(arguments).current_dir(site.path()).env("SOURCE_DATE_EPOCH", "1790000000"))
    }
}

fn run(command: &mut Command) -> Measured {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut mebibytes = 0;
    while child.try_wait().unwrap().is_none() {
        mebibytes = mebibytes.max(peak(&fs::read_to_string(&status).unwrap_or_default()));
        std::thread::sleep(Duration::from_millis(2));
    }
    let seconds = start.elapsed().as_secs_f64();
    let code = child.wait().unwrap().code();
    Measured { seconds, mebibytes, ended: matches!(code, Some(0 | 1)) }
}

fn peak(status: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    kibibytes.unwrap_or_default() / 1024
}
