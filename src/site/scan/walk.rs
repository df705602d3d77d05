//! Finds the files that can be articles, and pairs them with the metadata beside them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{MAIN_SEPARATOR, Path};
use std::sync::{Arc, mpsc};

use ignore::{DirEntry, WalkBuilder, WalkState};
use rayon::prelude::*;

use super::ignore_files::IgnoreFiles;
use super::links::{self, FollowedLinks};
use super::patterns::Patterns;
use super::refused::{link, no_file};
use super::{AMBIGUOUS_METADATA, LONELY_METADATA, NAME_NOT_UTF8};
use super::{threads, walk_error};
use crate::diagnostic::{Diagnostic, Place};
use crate::error::Error;
use crate::root::{self, Root};
use crate::site::config::Content;
use crate::site::file_name::{NameRules, join, name, without_extension};
use crate::site::files::Source;
use crate::site::heads::Heads;
use crate::site::kind::{FileKind, is_sidecar, is_template};
use crate::site::recording;
use crate::site::sidecar::{has_notes, is_episode, owners, recording_of};

/// The content of a content folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sources {
    /// Files that can be articles, by path.
    pub sources: Vec<Source>,
    /// Findings about the other files.
    pub diagnostics: Vec<Diagnostic>,
}

/// Walks the content folder, but not `output`, which may lie within it.
///
/// # Errors
/// If the folder itself cannot be read.
pub(crate) fn sources(folder: &Root, content: &Content, output: &Path) -> Result<Sources, Error> {
    let root = root::or_current_dir(folder.path());
    let failed = |error| Error::new("read the content folder", root, error);
    let canonical = root.canonicalize().map_err(failed)?;
    fs::read_dir(root).map_err(failed)?;
    let ignored = Arc::new(IgnoreFiles::new(folder));
    if let Err(findings) = ignored.read(root) {
        return Ok(Sources { sources: Vec::new(), diagnostics: findings });
    }
    let output_path = output;
    let output = output.canonicalize().ok().filter(|output| output.starts_with(&canonical));
    let patterns = Patterns::new(content);
    let (finds, found) = mpsc::channel();
    let (refused, met) = (finds.clone(), Arc::clone(&ignored));
    let (walked, chosen) = (root.to_path_buf(), content.clone());
    WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .threads(threads::number())
        .filter_entry(move |entry| match decide(entry, (&walked, &canonical), output.as_deref(), &met) {
            WalkDecision::LeftOut => false,
            WalkDecision::Kept(_) | WalkDecision::Refused(_) if !is_entered(entry, &walked, &chosen) => false,
            WalkDecision::Kept(link) => {
                if let Some(link) = link {
                    let _ = refused.send(Found { followed: vec![link], ..Found::default() });
                }
                true
            }
            WalkDecision::Refused(found) => {
                // Whoever walks listens until all is found.
                let _ = refused.send(found);
                false
            }
        })
        .build_parallel()
        .run(|| {
            let mut found = Sending { found: Found::default(), to: finds.clone() };
            let patterns = &patterns;
            Box::new(move |entry| {
                found.found.take(entry, root, patterns);
                WalkState::Continue
            })
        });
    drop(finds);
    // Which files exceed the limit depends on which was read first, so nothing is reported about single files.
    if ignored.are_too_long() {
        return Ok(Sources { sources: Vec::new(), diagnostics: vec![IgnoreFiles::too_long(root)] });
    }
    let (mut files, mut links, mut diagnostics) = (Vec::new(), Vec::new(), Vec::new());
    let mut followed = FollowedLinks::new();
    for found in found {
        files.push(found.files);
        links.extend(found.links);
        followed.extend(found.followed);
        diagnostics.extend(found.diagnostics);
    }
    let mut files: Vec<_> = files.iter().flat_map(|files| files.split_terminator(END)).collect();
    files.par_sort_unstable();
    let links = links.into_iter().filter(|link| link.may_be_content(&files, content, &patterns));
    diagnostics.extend(links.map(|link| link.finding));
    if content.rules.is_article.is_some() {
        files = files.par_iter().copied().filter(|path| is_article(path, &files, content)).collect();
    }
    // Where other rules tell the articles, a TOML file may be anybody's.
    let is_strict = !patterns.has_include() && content.rules.is_article.is_none();
    let folder = root::without_dots(folder.path()).into();
    let (sources, unpaired) = pair(&files, &folder, !is_strict, content);
    let sources = if followed.is_empty() {
        sources
    } else {
        sources.into_iter().map(|source| links::resolved(source, &followed)).collect()
    };
    let sources = with_shown_again(sources, &content.rules.names);
    diagnostics.extend(unpaired);
    diagnostics.extend(patterns.unused(root, &content.written_patterns, output_path));
    diagnostics.sort_by(|a, b| a.place.cmp(&b.place));
    Ok(Sources { sources, diagnostics })
}

/// Whether the rules of the site take a file for an article, among all files in the order of their paths.
fn is_article(path: &str, files: &[&str], content: &Content) -> bool {
    let has = |path: &str| files.binary_search(&path).is_ok();
    content.rules.is_article.as_deref().is_none_or(|is_article| is_sidecar(path) || is_article(path, &has))
}

/// The end of each path in a list. No path contains it.
const END: char = '\0';

/// Whether an entry of the content folder may be or contain an article.
fn is_entered(entry: &DirEntry, root: &Path, content: &Content) -> bool {
    let is_whole = content.folders.is_empty() && content.rules.names.roots.is_empty();
    let is_folder = entry.depth() > 0 && is_folder(entry);
    if is_folder && entry.file_name() == PACKAGES {
        return false;
    }
    let enters = content.rules.enters.as_deref().filter(|_| is_folder);
    if is_whole && enters.is_none() {
        return true;
    }
    match relative(entry.path(), root) {
        Ok(path) => (is_whole || content.may_contain(&path)) && enters.is_none_or(|enters| enters(&path)),
        // What has no name in UTF-8 is reported, unless it is a folder without articles.
        Err(_) => enters.is_none(),
    }
}

/// The folder of packages, whose texts are those of other people.
pub(super) const PACKAGES: &str = "node_modules";

fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir())
}

enum WalkDecision {
    /// With the paths of a link and of its target, if it is one.
    Kept(Option<(String, String)>),
    LeftOut,
    Refused(Found),
}

/// Decides about an entry of the folder `walked`, whose own path is `root`.
fn decide(
    entry: &DirEntry,
    (walked, root): (&Path, &Path),
    output: Option<&Path>,
    ignored: &IgnoreFiles,
) -> WalkDecision {
    let is_folder = is_folder(entry);
    if entry.depth() > 0 && ignored.leaves_out(entry.path(), is_folder) {
        return WalkDecision::LeftOut;
    }
    if output.is_some() && is_folder && entry.depth() > 0 {
        let target = entry.path().canonicalize().ok();
        if target.as_deref() == output {
            return WalkDecision::LeftOut;
        }
    }
    let is_link = entry.path_is_symlink() && entry.depth() > 0;
    let target = is_link.then(|| link_target(entry.path(), root)).transpose();
    let (target, refused) = match target {
        Ok(target) => (target, None),
        Err(finding) => (None, Some(Found::of_link(entry.path(), is_folder, walked, finding))),
    };
    // That of the root has been looked at.
    let is_below = is_folder && entry.depth() > 0;
    let unread = || is_below.then(|| ignored.read(entry.path()).err())?;
    let refused = refused.or_else(|| Some(Found { diagnostics: unread()?, ..Found::default() }));
    if refused.is_none() && ignored.are_too_long() {
        return WalkDecision::LeftOut;
    }
    let followed = || Some((relative(entry.path(), walked).ok()?.into_owned(), target?));
    refused.map_or_else(|| WalkDecision::Kept(followed()), WalkDecision::Refused)
}

/// The path of a symbolic link's target below the content folder, or what is wrong with the link.
fn link_target(path: &Path, root: &Path) -> Result<String, Diagnostic> {
    match path.canonicalize() {
        Ok(target) if target.starts_with(root) => relative(&target, root).map(Cow::into_owned),
        Ok(_) => Err(link(path, "points outside of the content folder")),
        Err(_) => Err(link(path, "is broken")),
    }
}

/// The files found so far, in any order.
#[derive(Default)]
struct Found {
    /// Paths below the content folder, with `/` between their parts, one behind the other: a million small texts
    /// between what the walk needs for a moment would keep all of its memory.
    files: String,
    links: Vec<RefusedLink>,
    /// The links that are followed, with their targets.
    followed: Vec<(String, String)>,
    diagnostics: Vec<Diagnostic>,
}

/// A symbolic link that is not followed.
struct RefusedLink {
    /// Its path below the content folder.
    path: String,
    is_folder: bool,
    finding: Diagnostic,
}

impl RefusedLink {
    /// Whether what it leads to might be or contain an article, or the metadata of one. `files` are the files that are
    /// there.
    fn may_be_content(&self, files: &[&str], content: &Content, patterns: &Patterns) -> bool {
        let path = self.path.as_str();
        if !content.may_contain(path) {
            false
        } else if self.is_folder {
            let is_entered = content.rules.enters.as_deref().is_none_or(|enters| enters(path));
            let is_entered = is_entered && name(path) != PACKAGES;
            is_entered && !patterns.excludes_folder(path)
        } else {
            let is_episode = || content.has_shows && recording::is_recording(path);
            let is_known = FileKind::of_text(path).is_some() || is_sidecar(path) || is_episode();
            is_known && patterns.take(path) && is_article(path, files, content)
        }
    }
}

/// The files found by one thread, sent when the thread is done.
struct Sending {
    found: Found,
    to: mpsc::Sender<Found>,
}

impl Drop for Sending {
    fn drop(&mut self) {
        // Whoever walks listens until all is found.
        let _ = self.to.send(std::mem::take(&mut self.found));
    }
}

impl Found {
    /// A link below the folder `root`.
    fn of_link(path: &Path, is_folder: bool, root: &Path, finding: Diagnostic) -> Found {
        let mut found = Found::default();
        found.add_link(path, is_folder, root, finding);
        found
    }

    fn add_link(&mut self, path: &Path, is_folder: bool, root: &Path, finding: Diagnostic) {
        match relative(path, root) {
            Ok(path) => self.links.push(RefusedLink { path: path.into_owned(), is_folder, finding }),
            Err(_) => self.diagnostics.push(finding),
        }
    }

    /// What could not be read. A link to nothing may have led to a folder, unless its name is that of a file:
    /// `v1.0` is not.
    fn add_unread(&mut self, root: &Path, error: &ignore::Error) {
        let finding = walk_error::finding(root, error);
        match walk_error::link_of(error) {
            Some(link) => {
                let name = link.file_name().and_then(OsStr::to_str).unwrap_or_default();
                let is_of_file = FileKind::of(name).is_some() || is_sidecar(name);
                let is_folder = link.is_dir() || !is_of_file;
                self.add_link(&link, is_folder, root, finding);
            }
            None => self.diagnostics.push(finding),
        }
    }

    fn take(&mut self, entry: Result<DirEntry, ignore::Error>, root: &Path, patterns: &Patterns) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return self.add_unread(root, &error),
        };
        let Some(kind) = entry.file_type().filter(|kind| !kind.is_dir()) else { return };
        match relative(entry.path(), root) {
            Ok(path) if !patterns.take(&path) || patterns.ignores(&path) => {}
            Ok(path) if kind.is_file() => {
                self.files.push_str(&path);
                self.files.push(END);
            }
            // What is no file is no article, and none of those that are there stays unread without a word.
            Ok(path) if FileKind::of_text(&path).is_some() || is_sidecar(&path) => {
                let what = entry.metadata().map_or("a device", root::kind);
                self.diagnostics.push(no_file(entry.path(), what));
            }
            Ok(_) => {}
            Err(finding) => self.diagnostics.push(finding),
        }
    }
}

/// Each article with the metadata beside it, of files in the order of their paths.
fn pair(
    files: &[&str],
    folder: &Arc<Path>,
    has_include: bool,
    content: &Content,
) -> (Vec<Source>, Vec<Diagnostic>) {
    let is_recording = |path: &str| content.has_shows && recording::is_recording(path);
    let with_tags = |source: Source| if is_recording(&source.path) { source.with_tags() } else { source };
    let (sidecars, others): (Vec<&str>, Vec<&str>) =
        files.par_iter().copied().partition(|path| is_sidecar(path));
    let mut groups: BTreeMap<&str, Group<'_>> = BTreeMap::new();
    for sidecar in sidecars {
        groups.entry(without_extension(sidecar)).or_insert_with(|| Group { sidecar, files: Vec::new() });
    }
    let (grouped, alone): (Vec<&str>, Vec<&str>) =
        others.par_iter().copied().partition(|path| groups.contains_key(without_extension(path)));
    for path in grouped {
        groups.entry(without_extension(path)).and_modify(|group| group.files.push(path));
    }
    // The rules of a generator say which files it takes.
    let makes_templates = content.rules.is_article.is_some();
    let source = |path: &str| {
        let source = || Source::new(folder, path.to_owned());
        if FileKind::of_text(path).is_some() && (makes_templates || !is_template(path)) {
            let recording = recording_of(path, files, content.has_shows);
            Some(recording.map_or_else(source, |recording| source().beside_recording(name(recording))))
        } else if is_recording(path) && is_episode(path, files) && !has_notes(path, files) {
            Some(source().with_tags())
        } else {
            None
        }
    };
    let (mut sources, mut diagnostics) =
        (alone.into_par_iter().filter_map(source).collect::<Vec<_>>(), Vec::new());
    let has_groups = !groups.is_empty();
    for group in groups.into_values() {
        // A transcript with a head of its own is an article.
        let is_transcript = |path: &&str| recording_of(path, files, content.has_shows).is_some();
        sources.extend(group.files.iter().copied().filter(is_transcript).filter_map(source));
        match group.article(folder, has_include, content.has_shows) {
            Ok(source) => sources.extend(source.map(with_tags)),
            Err(finding) => diagnostics.push(finding),
        }
    }
    let heads = content.rules.heads;
    if heads != Heads::default() {
        sources = sources.into_iter().map(|source| source.with_heads(heads)).collect();
    }
    if has_groups {
        sources.par_sort_unstable();
    }
    (sources, diagnostics)
}

/// All sources, with those that the site shows in other folders, too.
fn with_shown_again(mut sources: Vec<Source>, names: &NameRules) -> Vec<Source> {
    for root in &names.roots {
        let Some(shown) = &root.shows else { continue };
        let at_root = |source: &Source| {
            let below = source.path.strip_prefix(shown.as_str())?.strip_prefix('/')?;
            Some(source.shown_at(join(&root.dir, below))).filter(|_| !source.is_shown_again())
        };
        let has = |path: &str| sources.binary_search_by(|known| (*known.path).cmp(path)).is_ok();
        let more: Vec<_> = sources.iter().filter_map(at_root).filter(|source| !has(&source.path)).collect();
        sources.extend(more);
        sources.par_sort_unstable();
    }
    sources
}

/// The path below the content folder, with `/` between its parts.
fn relative<'p>(file: &'p Path, root: &Path) -> Result<Cow<'p, str>, Diagnostic> {
    // What is found begins with the folder, byte for byte.
    let below = file.as_os_str().as_encoded_bytes().get(root.as_os_str().len()..).unwrap_or_default();
    match str::from_utf8(below).map(|path| path.trim_start_matches(MAIN_SEPARATOR)) {
        Ok(path) if MAIN_SEPARATOR == '/' => Ok(path.into()),
        Ok(path) => Ok(path.replace(MAIN_SEPARATOR, "/").into()),
        Err(_) => {
            let name = file.strip_prefix(root).unwrap_or(file).display();
            let message = format!("the name `{name}` is not UTF-8");
            let finding = Diagnostic::new(&NAME_NOT_UTF8, message).at(Place::file(file));
            Err(finding.help("rename the file"))
        }
    }
}

/// The files of one folder and name, beside which there is metadata.
struct Group<'m> {
    sidecar: &'m str,
    files: Vec<&'m str>,
}

impl Group<'_> {
    /// The one file that the metadata belongs to. With `include`, what else is there may be left out on purpose.
    fn article(
        self,
        folder: &Arc<Path>,
        has_include: bool,
        has_shows: bool,
    ) -> Result<Option<Source>, Diagnostic> {
        let file = folder.join(self.sidecar);
        match owners(&self.files, has_shows).as_slice() {
            [] if has_include => Ok(None),
            [] => Err(without_article(&file)),
            [path] => Ok(Some(Source::new(folder, (*path).to_owned()).with_sidecar(name(self.sidecar)))),
            [first, second, ..] => Err(ambiguous(&file, first, second)),
        }
    }
}

fn without_article(sidecar: &Path) -> Diagnostic {
    Diagnostic::new(&LONELY_METADATA, "metadata file without an article beside it")
        .at(Place::file(sidecar))
        .help("metadata in `a.toml` belongs to `a.txt`, `a.html`, `a.mp3` …")
}

fn ambiguous(sidecar: &Path, first: &str, second: &str) -> Diagnostic {
    let message = format!("the metadata could belong to `{first}` or `{second}`");
    Diagnostic::new(&AMBIGUOUS_METADATA, message)
        .at(Place::file(sidecar))
        .help("rename one of them, or leave one out with `exclude`")
}

/// The names of a folder's files, by their stems; none, if there is no such folder.
#[must_use]
pub(crate) fn names(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in fs::read_dir(root::or_current_dir(folder)).into_iter().flatten().flatten() {
        if let Ok(name) = entry.file_name().into_string() {
            let stem = without_extension(&name).to_owned();
            names.entry(stem).or_default().push(name);
        }
    }
    for names in names.values_mut() {
        names.sort();
    }
    names
}
