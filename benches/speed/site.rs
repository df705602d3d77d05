//! Sites of many articles of 8 kB, the same in every run.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use rayon::prelude::*;
use tempfile::TempDir;

use crate::measure::{Measured, program, run};

/// Where articles lie, and how their metadata is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Folders of some hundred files.
    Sections,
    /// The same, with YAML.
    Yaml,
    /// A folder for each.
    Bundles,
    /// One folder for all.
    Flat,
}

const TAGS: usize = 50;
const WORDS: &[&str] = &[
    "harbour",
    "rain",
    "bridge",
    "night",
    "train",
    "jembatan",
    "sungai",
    "kereta",
    "malam",
    "pasar",
    "мост",
    "река",
    "поезд",
    "ночь",
    "рынок",
    "cầu",
    "sông",
    "chợ",
    "đêm",
    "tàu",
];
/// The documents that are not in a folder of tags.
const NEWEST_DOCUMENTS: [&str; 3] = ["feed.xml", "atom.xml", "feed.json"];
const PAGE: &str = "<!doctype html><title>A page</title><p>It is here.";
const SETTINGS: &str = "[site]\nbase-url = \"https://blog.ruiz.dev/\"\ntitle = \"Ana's blog\"\ntimezone = \"UTC\"\nlanguage = \"en\"\n";

/// A site on disk, which goes with the value.
pub(crate) struct Site(TempDir);

impl Site {
    pub(crate) fn new(layout: Layout, articles: usize, feeds: &str) -> Site {
        let site = Site(tempfile::tempdir().unwrap());
        let path = |n: usize| match layout {
            Layout::Sections | Layout::Yaml => format!("s{}/{}/a{n}.md", n % 7, n / 7 % 60),
            Layout::Bundles => format!("s{}/a{n}/index.md", n % 7),
            Layout::Flat => format!("a{n}.md"),
        };
        (0..articles).into_par_iter().for_each(|n| {
            let file = site.content().join(path(n));
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, article(n, layout == Layout::Yaml)).unwrap();
        });
        fs::write(site.0.path().join("feedwright.toml"), format!("{SETTINGS}{feeds}")).unwrap();
        site
    }

    pub(crate) fn content(&self) -> PathBuf {
        self.0.path().join("content")
    }

    pub(crate) fn output(&self) -> PathBuf {
        self.0.path().join("public")
    }

    /// Puts a page for each article into its output folder, as the site's generator does.
    pub(crate) fn with_pages(self, articles: usize) -> Site {
        (0..articles).into_par_iter().for_each(|n| {
            let folder = self.output().join(format!("s{}/{}/article-{n}", n % 7, n / 7 % 60));
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("index.html"), PAGE).unwrap();
        });
        self
    }

    /// Builds it, `anew` as if nothing had ever been published.
    pub(crate) fn build(&self, anew: bool) -> Measured {
        if anew {
            for name in NEWEST_DOCUMENTS {
                let _ = fs::remove_file(self.output().join(name));
            }
            let _ = fs::remove_dir_all(self.output().join("tags"));
        }
        run(program().arg("build").current_dir(self.0.path()).env("SOURCE_DATE_EPOCH", "1790000000"))
    }
}

fn article(n: usize, yaml: bool) -> String {
    let word = |at: usize| WORDS[(n * 31 + at * 7 + at * at) % WORDS.len()];
    let title: Vec<_> = (0..6).map(word).collect();
    let summary: Vec<_> = (6..20).map(word).collect();
    let (year, month, day) = (2008 + n % 18, 1 + n / 18 % 12, 1 + n / 216 % 28);
    let (fence, is) = if yaml { ("---", ": ") } else { ("+++", " = ") };
    let mut text = format!(
        "{fence}\ntitle{is}\"{} {n}\"\ndate{is}{year}-{month:02}-{day:02}T{:02}:{:02}:00+07:00\ndescription{is}\"{}.\"\nslug{is}\"article-{n}\"\nauthors{is}[\"Ana Ruiz\"]\ntags{is}[\"tag {}\", \"tag {}\"]\ncategories{is}[\"links\"]\n{fence}\n",
        title.join(" "),
        n % 24,
        n % 60,
        summary.join(" "),
        n % TAGS,
        n / TAGS % TAGS,
    );
    for paragraph in 0.. {
        if text.len() > 8000 {
            break;
        }
        let words: Vec<_> = (0..60).map(|at| word(paragraph * 61 + at)).collect();
        let _ = writeln!(text, "\nThe *{}* and a [link](../page-{paragraph}/).\n", words.join(" "));
    }
    text
}
