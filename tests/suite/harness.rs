//! Complete sites in temporary folders: they are built and inspected from outside.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use feedwright::diagnostic::Diagnostic;
use feedwright::error::Error;
use feedwright::site::{self, Options, Outcome, Overrides, Progress};
use roxmltree::Document;

use super::support::{files, lines, tree};

/// A site in a temporary folder, which is removed with it.
pub(crate) struct Site {
    root: tempfile::TempDir,
    pub(crate) options: Options,
    pub(crate) overrides: Overrides,
}

/// `2026-06-01T00:00:00Z`, when every test happens.
pub(crate) fn now() -> DateTime<Utc> {
    "2026-06-01T00:00:00Z".parse().unwrap()
}

/// Settings that give no findings.
pub(crate) const PLAIN: &str =
    "[site]\nbase-url = \"https://blog.org/\"\ntitle = \"Blog\"\ntimezone = \"UTC\"\n";

impl Site {
    /// A site with a configuration and files below `content`.
    pub(crate) fn new(settings: &str, articles: &[(&str, &str)]) -> Site {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        fs::write(root.path().join("feedwright.toml"), settings).unwrap();
        let site = Site { root, options: Options::at(now()), overrides: Overrides::default() };
        site.add(articles);
        site
    }

    /// A site of articles with only a title and a date: path, date.
    pub(crate) fn dated(settings: &str, articles: &[(&str, &str)]) -> Site {
        let site = Site::new(settings, &[]);
        for (path, date) in articles {
            site.add(&[(path, &article(path, &format!("date = {date}")))]);
        }
        site
    }

    pub(crate) fn add(&self, articles: &[(&str, &str)]) {
        files(&self.path("content"), articles);
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    /// Builds; the paths in the outcome are below the site's folder.
    pub(crate) fn build(&self) -> Outcome {
        self.try_build(&|_| {}).unwrap()
    }

    /// Builds, and calls `progress` on the way.
    pub(crate) fn try_build(&self, progress: &(dyn Fn(Progress) + Sync)) -> Result<Outcome, Error> {
        let site = site::Site::read(&self.path("feedwright.toml"), &self.overrides);
        site.unwrap_or_else(|found| panic!("{:#?}", lines(&found))).build(&self.options, progress)
    }

    /// Builds, and gives the findings without the folder.
    pub(crate) fn findings(&self) -> Vec<String> {
        self.findings_of(&self.build())
    }

    pub(crate) fn findings_of(&self, outcome: &Outcome) -> Vec<String> {
        self.lines(&outcome.diagnostics)
    }

    pub(crate) fn lines(&self, found: &[Diagnostic]) -> Vec<String> {
        let prefix = format!("{}/", self.root.path().display());
        lines(found).iter().map(|line| line.replace(&prefix, "")).collect()
    }

    /// Builds without a finding.
    #[track_caller]
    pub(crate) fn clean(&self) -> Outcome {
        let outcome = self.build();
        assert_eq!(self.findings_of(&outcome), Vec::<String>::new());
        outcome
    }

    /// A published document.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path("public").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The texts of every element of a name in a published document.
    pub(crate) fn texts(&self, path: &str, name: &str) -> Vec<String> {
        let text = self.read(path);
        let document = Document::parse(&text).unwrap();
        let elements =
            document.descendants().filter(|node| node.is_element() && node.tag_name().name() == name);
        elements.map(|node| node.text().unwrap_or_default().to_owned()).collect()
    }

    /// The titles of a published RSS document's entries, in order.
    pub(crate) fn titles(&self, path: &str) -> Vec<String> {
        let text = self.read(path);
        let document = Document::parse(&text).unwrap();
        let entries =
            document.descendants().filter(|node| matches!(node.tag_name().name(), "item" | "entry"));
        let title = |entry: roxmltree::Node<'_, '_>| {
            let title = entry.children().find(|node| node.tag_name().name() == "title");
            title.and_then(|title| title.text().map(str::to_owned)).unwrap_or_default()
        };
        entries.map(title).collect()
    }

    /// Every file of the output folder.
    pub(crate) fn published(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.path("public"))
    }
}

/// An article whose title is its path.
pub(crate) fn article(path: &str, keys: &str) -> String {
    format!("+++\ntitle = \"{path}\"\n{keys}\n+++\nWords of {path}.\n")
}

/// A feed of a path and format, with more settings.
pub(crate) fn feed(path: &str, format: &str, more: &str) -> String {
    format!("[[feed]]\npath = \"{path}\"\nformat = \"{format}\"\n{more}\n")
}

/// The project's own folder.
pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
