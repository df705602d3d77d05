//! The site whose feeds are looked at, in a folder of its own, and what the browser shows of it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use crate::program::program;

const CONFIGURATION: &str = r#"[site]
base-url = "https://kampung.org/"
title = "Kampung"
description = "Rain and shine"
language = "en"
timezone = "UTC"
authors = ["Ana"]

[site.languages.ar]
title = "أخبار القرية"

[output]
stylesheet = true
companion = "feeds/index.html"

[[feed]]
path = "feed.xml"
format = "rss"

[[feed]]
path = "atom.xml"
format = "atom"

[[feed]]
path = "ar/feed.xml"
format = "rss"
select = { language = "ar" }

[[feed]]
path = "ar/atom.xml"
format = "atom"
select = { language = "ar" }

[[feed]]
path = "script/feed.xml"
format = "rss"
stylesheet = { script = true }

[[feed]]
path = "script/ar.xml"
format = "atom"
select = { language = "ar" }
stylesheet = { script = true }
"#;

/// The same site in a language that runs from right to left.
const ARABIC: &[(&str, &str)] =
    &[("title = \"Kampung\"", "title = \"القرية\""), ("language = \"en\"", "language = \"ar\"")];

const ARTICLES: &[(&str, &str)] = &[
    (
        "bridge.md",
        "+++\ntitle = \"The bridge is open\"\ndate = 2026-04-03\nsummary = \"Trains cross again.\"\n+++\n\
        The first train crossed at **six**. ![A red bridge](bridge.png)\n\n\
        ```\nlet a_long_line_of_code = another_long_line_of_code(with_arguments, and_more_arguments, and_even_more_of_them);\n```\n\n\
        | Train | From | To | At | Seats | Platform | Remarks on this train |\n|---|---|---|---|---|---|---|\n| 1 | Lirang | Teluk | 6:00 | 120 | 2 | every day |\n",
    ),
    (
        "a-very-long-address.md",
        "+++\ntitle = \"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft\"\ndate = 2026-04-02\n\
        slug = \"an-address-that-is-much-longer-than-the-screen-of-a-phone-is-wide-and-has-no-space-anywhere\"\n+++\nIt steams.\n",
    ),
    (
        "library.md",
        "+++\ntitle = \"مكتبة في الميناء\"\ndate = 2026-04-01\nlanguage = \"ar\"\nsummary = \"فتحت المكتبة أبوابها.\"\n+++\n\
        فتحت المكتبة **أبوابها** اليوم.\n",
    ),
];

/// The smallest picture: one red point.
const PNG: &[u8] = include_bytes!("point.png");

/// A site that the program has built.
pub(crate) struct Site {
    folder: TempDir,
}

/// How a page is looked at.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Visit {
    pub path: &'static str,
    pub width: u32,
    pub dark: bool,
    /// Whether the width is that of a phone, which lays pages out on a wider one.
    pub phone: bool,
    /// What is clicked first, as CSS selectors.
    pub click: Vec<&'static str>,
    /// Where a picture of it is written.
    pub picture: Option<PathBuf>,
}

/// What is visible.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Facts {
    /// The name of the root element.
    pub root: String,
    pub direction: String,
    pub background: String,
    pub width: f64,
    pub scroll_width: f64,
    pub lines: Vec<Line>,
    /// Texts that the style sheet makes.
    pub made: Vec<String>,
    /// The texts of pictures, with their widths.
    pub pictures: Vec<(Option<String>, f64)>,
    /// The texts of links, with their addresses.
    pub links: Vec<(String, String)>,
    /// The paths that the browser asked for.
    pub requested: Vec<String>,
}

/// A visible text.
#[derive(Debug, Deserialize)]
pub(crate) struct Line {
    pub text: String,
    pub left: f64,
    pub right: f64,
    /// Whether it is in something that scrolls.
    pub scrolls: bool,
    /// How its color differs from that behind it (WCAG 2.2, 1.4.3).
    pub contrast: f64,
    /// The height of its letters on the screen, in pixels.
    pub size: f64,
}

impl Site {
    /// Builds the site, and its preview.
    pub(crate) fn built(is_arabic: bool) -> Site {
        let site = Site { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(site.path("content")).unwrap();
        for (name, text) in ARTICLES {
            fs::write(site.path("content").join(name), text).unwrap();
        }
        fs::write(site.path("content/bridge.png"), PNG).unwrap();
        let changes = if is_arabic { ARABIC } else { &[] };
        let change = |text: String, (from, to): &(&str, &str)| text.replace(from, to);
        let configuration = changes.iter().fold(CONFIGURATION.to_owned(), change);
        let configuration = if is_arabic {
            configuration.replace("[site.languages.ar]\ntitle = \"أخبار القرية\"\n\n", "")
        } else {
            configuration
        };
        fs::write(site.path("feedwright.toml"), configuration).unwrap();
        site.run(&["build"]);
        site.run(&["preview", "--output", "public/preview.html"]);
        site
    }

    fn run(&self, arguments: &[&str]) {
        let time = ["--now", "2026-06-01T00:00:00Z"];
        let output = program().args(arguments).args(time).current_dir(self.folder.path()).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// What the browser in a folder shows, visit by visit.
    pub(crate) fn look(&self, browser: &Path, visits: &[Visit]) -> Vec<Facts> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/browser");
        let mut command = Command::new(script);
        command.arg(browser).arg("look").arg(self.path("public"));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let input = serde_json::to_vec(visits).unwrap();
        child.stdin.take().unwrap().write_all(&input).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "the browser could not be driven");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}
