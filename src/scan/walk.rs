//! Finds the files that can be articles, and pairs them with the metadata beside them.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::{DirEntry, WalkBuilder};

use super::{AMBIGUOUS_METADATA, LINK_LEAVES_CONTENT, LONELY_METADATA, NAME_NOT_UTF8, UNREADABLE_FILE};
use crate::config::Content;
use crate::diagnostic::{Diagnostic, Place};
use crate::error::Error;
use crate::model::source::{Kind, Source, extension, is_about_folder};

/// What a content folder holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources {
    /// Files that can be articles, by path.
    pub sources: Vec<Source>,
    /// What is wrong with the rest.
    pub diagnostics: Vec<Diagnostic>,
}

/// Walks the content folder `root`, but not `output`, which may lie within it.
///
/// # Errors
/// If the folder itself cannot be read.
pub fn sources(root: &Path, content: &Content, output: &Path) -> Result<Sources, Error> {
    let canonical =
        root.canonicalize().map_err(|error| Error::new("read the content folder", root, error))?;
    let refused = Arc::new(Mutex::new(Vec::new()));
    let filter = Arc::clone(&refused);
    let output = output.canonicalize().ok().filter(|output| output.starts_with(&canonical));
    let walk = WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .ignore(true)
        .parents(false)
        .follow_links(true)
        .filter_entry(move |entry| match stray(entry, &canonical, output.as_deref()) {
            Stray::No => true,
            Stray::Output => false,
            Stray::Leaves(finding) => {
                filter.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(*finding);
                false
            }
        })
        .build();
    let mut found = Found::new(root, content);
    walk.for_each(|entry| found.take(entry));
    let mut sources = found.pair();
    let refused = std::mem::take(&mut *refused.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    sources.diagnostics.extend(refused);
    Ok(sources)
}

enum Stray {
    No,
    Output,
    Leaves(Box<Diagnostic>),
}

fn stray(entry: &DirEntry, root: &Path, output: Option<&Path>) -> Stray {
    if output.is_some() && entry.file_type().is_some_and(|kind| kind.is_dir()) && entry.depth() > 0 {
        let target = entry.path().canonicalize().ok();
        if target.as_deref() == output {
            return Stray::Output;
        }
    }
    if !entry.path_is_symlink() || entry.depth() == 0 {
        return Stray::No;
    }
    match entry.path().canonicalize() {
        Ok(target) if target.starts_with(root) => Stray::No,
        Ok(_) => Stray::Leaves(Box::new(leaves(entry.path(), "leads out of the content folder"))),
        Err(_) => Stray::Leaves(Box::new(leaves(entry.path(), "leads nowhere"))),
    }
}

fn leaves(path: &Path, how: &str) -> Diagnostic {
    let message = format!("the symbolic link `{}` {how}", path.display());
    Diagnostic::new(&LINK_LEAVES_CONTENT, message)
        .at(Place::file(path))
        .help("put the file itself there, or leave the link out with `exclude` under [content]")
}

/// Files by folder and stem, until all are known.
struct Found<'c> {
    root: &'c Path,
    include: Option<GlobSet>,
    exclude: GlobSet,
    files: BTreeMap<String, Vec<(String, PathBuf)>>,
    diagnostics: Vec<Diagnostic>,
}

impl<'c> Found<'c> {
    fn new(root: &'c Path, content: &Content) -> Found<'c> {
        let include = (!content.include.is_empty()).then(|| globs(&content.include));
        let exclude = globs(&content.exclude);
        Found { root, include, exclude, files: BTreeMap::new(), diagnostics: Vec::new() }
    }

    fn take(&mut self, entry: Result<DirEntry, ignore::Error>) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return self.diagnostics.push(unreadable(&error)),
        };
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            return;
        }
        let Some(path) = self.relative(entry.path()) else { return };
        // What belongs to an article comes with it.
        let wanted =
            self.include.as_ref().is_none_or(|globs| globs.is_match(&path) || extension(&path) == "toml");
        if wanted && !self.exclude.is_match(&path) && !is_about_folder(&entry.file_name().to_string_lossy()) {
            let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem).to_owned();
            self.files.entry(stem).or_default().push((path, entry.into_path()));
        }
    }

    /// The path below the content folder, with `/` between its parts.
    fn relative(&mut self, file: &Path) -> Option<String> {
        let below = file.strip_prefix(self.root).unwrap_or(file);
        let parts: Option<Vec<_>> = below.iter().map(OsStr::to_str).collect();
        if parts.is_none() {
            let message = format!("the name `{}` is not UTF-8", below.display());
            let finding = Diagnostic::new(&NAME_NOT_UTF8, message).at(Place::file(file));
            self.diagnostics.push(finding.help("rename the file"));
        }
        parts.map(|parts| parts.join("/"))
    }

    fn pair(mut self) -> Sources {
        let files = std::mem::take(&mut self.files);
        let mut sources: Vec<_> = files.into_values().flat_map(|group| self.group(group)).collect();
        sources.sort();
        Sources { sources, diagnostics: self.diagnostics }
    }

    /// Files of one folder and stem: articles, perhaps a `.toml`, perhaps pictures.
    fn group(&mut self, files: Vec<(String, PathBuf)>) -> Vec<Source> {
        let (metadata, files): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|(path, _)| extension(path) == "toml");
        let texts: Vec<_> = files.iter().filter(|(path, _)| Kind::of_text(path).is_some()).collect();
        let Some((_, sidecar)) = metadata.into_iter().next() else {
            return texts.into_iter().map(|file| source(file, None)).collect();
        };
        let candidates = if texts.is_empty() { media(&files) } else { texts };
        match candidates.as_slice() {
            [] if self.include.is_some() => {}
            [] => self.diagnostics.push(lonely(&sidecar)),
            [_] => {}
            [first, second, ..] => self.diagnostics.push(ambiguous(&sidecar, &first.0, &second.0)),
        }
        if candidates.len() > 1 {
            return Vec::new();
        }
        candidates.into_iter().map(|file| source(file, Some(sidecar.clone()))).collect()
    }
}

fn source((path, file): &(String, PathBuf), sidecar: Option<PathBuf>) -> Source {
    Source {
        path: path.clone(),
        file: file.clone(),
        sidecar,
        kind: Kind::of_text(path).unwrap_or(Kind::Media),
    }
}

/// What else can be an article: an episode, a document; a picture only if there is nothing else, since it is
/// likely the cover.
fn media(files: &[(String, PathBuf)]) -> Vec<&(String, PathBuf)> {
    let is_image =
        |path: &str| mime_guess::from_path(path).first().is_some_and(|kind| kind.type_() == "image");
    let (images, others): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| is_image(path));
    if others.is_empty() { images } else { others }
}

/// Patterns as people know them from ignore files: without a slash they hold in every folder, with one at its end
/// for all that is in a folder.
fn globs(patterns: &[String]) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let pattern = pattern.trim_start_matches('/');
        let anchored = if pattern.trim_end_matches('/').contains('/') {
            pattern.to_owned()
        } else {
            format!("**/{pattern}")
        };
        let whole = if anchored.ends_with('/') { format!("{anchored}**") } else { anchored };
        // The configuration has found the pattern valid.
        if let Ok(glob) = GlobBuilder::new(&whole).literal_separator(true).build() {
            set.add(glob);
        }
    }
    set.build().unwrap_or_else(|_| GlobSet::empty())
}

fn lonely(sidecar: &Path) -> Diagnostic {
    Diagnostic::new(&LONELY_METADATA, "no article beside this file")
        .at(Place::file(sidecar))
        .help("metadata in `a.toml` belongs to `a.txt`, `a.html`, `a.mp3` …")
}

fn ambiguous(sidecar: &Path, first: &str, second: &str) -> Diagnostic {
    let message = format!("metadata for `{first}` or for `{second}`");
    Diagnostic::new(&AMBIGUOUS_METADATA, message)
        .at(Place::file(sidecar))
        .help("rename one of the two, or leave one out with `exclude`")
}

fn unreadable(error: &ignore::Error) -> Diagnostic {
    if let Some(path) = looping(error) {
        return leaves(&path, "leads in a circle");
    }
    let finding = Diagnostic::new(&UNREADABLE_FILE, error.to_string());
    match path_of(error) {
        Some(path) if path.is_symlink() => leaves(&path, "leads nowhere"),
        Some(path) => finding.at(Place::file(&path)),
        None => finding,
    }
}

fn looping(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::Loop { child, .. } => Some(child.clone()),
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => looping(err),
        ignore::Error::Partial(_)
        | ignore::Error::Io(_)
        | ignore::Error::Glob { .. }
        | ignore::Error::UnrecognizedFileType(_)
        | ignore::Error::InvalidDefinition => None,
    }
}

fn path_of(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Partial(_)
        | ignore::Error::Loop { .. }
        | ignore::Error::Io(_)
        | ignore::Error::Glob { .. }
        | ignore::Error::UnrecognizedFileType(_)
        | ignore::Error::InvalidDefinition => None,
    }
}
