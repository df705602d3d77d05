//! Sites of many articles of 8 kB, the same in every run.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use rayon::prelude::*;
use tempfile::TempDir;

use crate::measure::{Measured, run};
use crate::program::program;

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
    /// One folder for all, with twelve languages in the names of files, and more tags.
    Languages,
}

/// The languages of [`Layout::Languages`], the site's own first.
pub(crate) const LANGUAGES: [&str; 12] =
    ["en", "id", "ru", "vi", "fr", "de", "es", "pt", "it", "nl", "pl", "tr"];

/// The tags in each of these languages.
pub(crate) const TAGS_IN_LANGUAGES: usize = 300;

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

/// A page with the head that themes write, and a text of 8 kB.
fn page_of_article(n: usize) -> String {
    let word = |at: usize| WORDS[(n * 31 + at * 7 + at * at) % WORDS.len()];
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{0} {n} | Ana's blog</title>\n\
         <link rel=\"canonical\" href=\"https://blog.ruiz.dev/{1}/\">\n\
         <link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed.xml\">\n\
         <link rel=\"alternate\" type=\"application/atom+xml\" href=\"/atom.xml\">\n\
         <link rel=\"alternate\" type=\"application/feed+json\" href=\"/feed.json\">\n\
         <meta property=\"og:title\" content=\"{0} {n}\"><meta property=\"og:type\" content=\"article\">\n\
         <meta property=\"article:published_time\" content=\"{2}-{3:02}-{4:02}T08:00:00Z\">\n\
         <style>{5}</style></head>\n<body><nav><a href=\"/\">Home</a></nav><main><article><h1>{0} {n}</h1>\
         <div class=\"post-content\">",
        (0..6).map(word).collect::<Vec<_>>().join(" "),
        page_folder(n),
        2008 + n % 18,
        1 + n / 18 % 12,
        1 + n / 216 % 28,
        "p { margin: 0 }\n".repeat(60),
    );
    for paragraph in 0.. {
        if page.len() > 10_000 {
            break;
        }
        let words: Vec<_> = (0..60).map(|at| word(paragraph * 61 + at)).collect();
        let linked = page_folder(n.midpoint(paragraph));
        let _ = writeln!(page, "<p>The {} and a <a href=\"/{linked}/#top\">link</a>.</p>", words.join(" "));
    }
    page + "</div></article></main></body></html>\n"
}

/// The folder of an article's page.
fn page_folder(n: usize) -> String {
    format!("s{}/{}/article-{n}", n % 7, n / 7 % 60)
}

/// A site on disk, which goes with the value.
pub(crate) struct Site(TempDir);

impl Site {
    pub(crate) fn new(layout: Layout, articles: usize, feeds: &str) -> Site {
        let site = Site(tempfile::tempdir().unwrap());
        let path = |n: usize| match layout {
            Layout::Sections | Layout::Yaml => format!("s{}/{}/a{n}.md", n % 7, n / 7 % 60),
            Layout::Bundles => format!("s{}/a{n}/index.md", n % 7),
            Layout::Flat => format!("a{n}.md"),
            Layout::Languages => format!("a{n}.{}.md", LANGUAGES[n % LANGUAGES.len()]),
        };
        (0..articles).into_par_iter().for_each(|n| {
            let file = site.content().join(path(n));
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, article(n, layout)).unwrap();
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
        self.with_each_page(articles, |_| PAGE.to_owned())
    }

    /// The same with pages that say what they are, and link to each other.
    pub(crate) fn with_articles_on_pages(self, articles: usize) -> Site {
        self.with_each_page(articles, page_of_article)
    }

    fn with_each_page(self, articles: usize, page: impl Fn(usize) -> String + Sync) -> Site {
        (0..articles).into_par_iter().for_each(|n| {
            let folder = self.output().join(page_folder(n));
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("index.html"), page(n)).unwrap();
        });
        self
    }

    /// Adds a file.
    pub(crate) fn write(&self, file: &str, text: &str) {
        fs::write(self.0.path().join(file), text).unwrap();
    }

    /// How many articles a build renders, and how many documents it makes.
    pub(crate) fn rendered(&self) -> (usize, usize) {
        let output = self.command().args(["--dry-run", "--message-format", "json"]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let lines: Vec<serde_json::Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let rendered = lines.last().and_then(|summary| summary["rendered"].as_u64()).unwrap();
        let documents = lines.iter().filter(|line| line["kind"] == "document").count();
        (rendered.try_into().unwrap(), documents)
    }

    fn remove_archives(&self) {
        for entry in fs::read_dir(self.output()).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().contains("-archive-") {
                fs::remove_file(entry.path()).unwrap();
            }
        }
    }

    fn command(&self) -> Command {
        let mut command = program();
        command.arg("build").current_dir(self.0.path()).env("SOURCE_DATE_EPOCH", "1790000000");
        command
    }

    /// Builds it, `anew` as if nothing had ever been published.
    pub(crate) fn build(&self, anew: bool) -> Measured {
        if anew {
            for name in NEWEST_DOCUMENTS {
                let _ = fs::remove_file(self.output().join(name));
            }
            let _ = fs::remove_dir_all(self.output().join("tags"));
            self.remove_archives();
        }
        run(&mut self.command())
    }
}

/// The numbers of the tags of an article.
fn tags(n: usize, layout: Layout) -> Vec<usize> {
    let of_language = n / LANGUAGES.len();
    match layout {
        Layout::Languages => (0..3).map(|at| (of_language * (2 * at + 1) + at) % TAGS_IN_LANGUAGES).collect(),
        Layout::Sections | Layout::Yaml | Layout::Bundles | Layout::Flat => vec![n % TAGS, n / TAGS % TAGS],
    }
}

fn article(n: usize, layout: Layout) -> String {
    let word = |at: usize| WORDS[(n * 31 + at * 7 + at * at) % WORDS.len()];
    let title: Vec<_> = (0..6).map(word).collect();
    let summary: Vec<_> = (6..20).map(word).collect();
    let (year, month, day) = (2008 + n % 18, 1 + n / 18 % 12, 1 + n / 216 % 28);
    let (fence, is) = if layout == Layout::Yaml { ("---", ": ") } else { ("+++", " = ") };
    let tags: Vec<_> = tags(n, layout).into_iter().map(|tag| format!("\"tag {tag}\"")).collect();
    let mut text = format!(
        "{fence}\ntitle{is}\"{} {n}\"\ndate{is}{year}-{month:02}-{day:02}T{:02}:{:02}:00+07:00\ndescription{is}\"{}.\"\nslug{is}\"article-{n}\"\nauthors{is}[\"Ana Ruiz\"]\ntags{is}[{}]\ncategories{is}[\"links\"]\n{fence}\n",
        title.join(" "),
        n % 24,
        n % 60,
        summary.join(" "),
        tags.join(", "),
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
