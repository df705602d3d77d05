//! The files that a user names in; which articles and findings are about them out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::root::slashed;
use crate::site::config::Config;
use crate::site::files::Source;
use crate::site::pipeline::{self, Index};
use crate::site::scan;

use crate::cli::failure::Failure;
use crate::cli::repository::normalized;

/// The files that were named, however their paths are written.
pub(crate) struct Requested<'f> {
    files: &'f [PathBuf],
    /// Where they are below the content folder; empty for a file that is elsewhere.
    below: Vec<BTreeSet<String>>,
}

impl<'f> Requested<'f> {
    /// The files, which must exist.
    pub(crate) fn new(files: &'f [PathBuf], content: &Path) -> Result<Requested<'f>, Failure> {
        if let Some(missing) = files.iter().find(|file| !file.exists()) {
            return Err(Failure::missing(missing));
        }
        let current = std::env::current_dir().unwrap_or_default();
        let written = |path: &Path| normalized(&current.join(path));
        let roots = [written(content), scan::canonical(content)];
        let below = |file: &PathBuf| {
            let forms = [written(file), scan::canonical(file)];
            let below = |form: &PathBuf| {
                roots.iter().filter_map(|root| form.strip_prefix(root).ok()).map(slashed).collect::<Vec<_>>()
            };
            forms.iter().flat_map(below).collect()
        };
        Ok(Requested { files, below: files.iter().map(below).collect() })
    }

    /// Whether no file was named, so that all articles are meant.
    pub(crate) fn is_all(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether an article is meant: its file or the metadata beside it was named.
    pub(crate) fn has(&self, source: &Source) -> bool {
        self.is_all() || self.below.iter().any(|below| is_named(source, below))
    }

    /// The files that are none of these articles; with `is_only_below`, only those below the content folder.
    pub(crate) fn others(&self, sources: &[&Source], is_only_below: bool) -> Vec<&'f Path> {
        let is_other = |below: &BTreeSet<String>| {
            (!is_only_below || !below.is_empty()) && !sources.iter().any(|source| is_named(source, below))
        };
        let named = self.files.iter().zip(&self.below);
        named.filter(|(_, below)| is_other(below)).map(|(file, _)| file.as_path()).collect()
    }

    /// What a file that was named is to an article, if it comes with one: `the transcript of content/ep1.mp3`.
    pub(crate) fn belonging(&self, file: &Path, config: &Config, index: &Index<'_>) -> Option<Belonging> {
        let mut named = self.files.iter().zip(&self.below);
        let (_, below) = named.find(|(named, _)| named.as_path() == file)?;
        below.iter().find_map(|path| Belonging::of(path, config, index))
    }

    /// The findings about the files, or about the articles that are meant.
    pub(crate) fn findings(&self, found: Vec<Diagnostic>, sources: &[&Source]) -> Vec<Diagnostic> {
        if self.is_all() {
            return found;
        }
        let of_article = |source: &&Source| [source.file(), source.possible_sidecar()];
        let meant: BTreeSet<_> = sources.iter().flat_map(of_article).collect();
        let is_meant = |file: &PathBuf| meant.contains(file) || self.files.contains(file);
        let is_about = |finding: &Diagnostic| {
            let places = finding.place.iter().chain(finding.related.as_deref());
            places.map(|place| &place.file).any(is_meant)
        };
        found.into_iter().filter(is_about).collect()
    }
}

/// What a file is that comes with an article.
pub(crate) struct Belonging {
    what: &'static str,
    article: String,
}

impl Belonging {
    /// What a file at a path below the content folder is.
    pub(crate) fn of(path: &str, config: &Config, index: &Index<'_>) -> Option<Belonging> {
        let (what, source) = pipeline::belonging(config, index, path)?;
        Some(Belonging { what, article: slashed(&source.file()) })
    }

    /// What it is, and of which article.
    pub(crate) fn what(&self) -> String {
        format!("{} of `{}`", self.what, self.article)
    }

    /// The failure of a command that needs an article, for a file of this name.
    pub(crate) fn failure(&self, name: &str, path: &Path) -> Failure {
        let message = format!("`{name}` is not an article of this site, but {}", self.what());
        Failure::usage(message).at(path).help(format!("pass `{}`", self.article))
    }
}

fn is_named(source: &Source, below: &BTreeSet<String>) -> bool {
    let sidecar = source.sidecar_path();
    below.contains(source.file_path()) || sidecar.is_some_and(|sidecar| below.contains(&sidecar))
}
