//! The files that are to be adopted: which they are, and whether they have metadata already.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::authoring::adopt::{self, Unfilled};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::root::{self, Root};
use crate::site::config::{Config, Content};
use crate::site::file_name::describes_folder;
use crate::site::files::Source;
use crate::site::heads::{Fence, fence};
use crate::site::kind::FileKind;
use crate::site::kind::is_sidecar;
use crate::site::scan::{self, PathKind};
use crate::site::sidecar::{self, other_owner};
use crate::source::encoding::normalized;

/// The files that are meant, each once.
pub(super) fn sources(
    config: &Config,
    paths: &[PathBuf],
    found: &mut Vec<Diagnostic>,
) -> Result<BTreeSet<Source>, Error> {
    let root = config.content_dir();
    let mut sources: BTreeMap<PathBuf, Source> = BTreeMap::new();
    for path in paths {
        if scan::leads_outside(&root, path) {
            found.push(outside(path));
            continue;
        }
        let meant = if scan::path_kind(path) == PathKind::Folder {
            below(config, &root, path, found)?
        } else {
            named(config, &root, path, found).into_iter().collect()
        };
        for source in meant {
            // Of a file and links to it, the file itself is meant.
            let whole = scan::canonical(&source.file());
            if !scan::is_link(&source.file()) || !sources.contains_key(&whole) {
                sources.insert(whole, source);
            }
        }
    }
    Ok(sources.into_values().collect())
}

/// The finding for a path in the content folder that leads out of it.
fn outside(path: &Path) -> Diagnostic {
    let (reason, help) = if scan::is_link(path) {
        ("it is a symbolic link that points outside of the content folder", "adopt the target of the link")
    } else {
        ("a symbolic link in its path points outside of the content folder", "adopt it at its real path")
    };
    adopt::refused(path, reason, help)
}

/// The files of a folder. Of the content folder, and of what it lies in, those that can be articles of the site.
fn below(
    config: &Config,
    root: &Path,
    folder: &Path,
    found: &mut Vec<Diagnostic>,
) -> Result<Vec<Source>, Error> {
    let (content, wanted) = (scan::canonical(root), scan::canonical(folder));
    let is_related = |folder: &Path| {
        let own = scan::canonical(folder);
        scan::path_kind(folder) == PathKind::Folder && (wanted.starts_with(&own) || own.starts_with(&wanted))
    };
    let is_ours = config.content_folders().iter().any(|folder| is_related(folder));
    let open = |folder: &Path| {
        Root::open(folder).map_err(|error| Error::new("read the content folder", folder, error))
    };
    let scanned = if is_ours {
        scan::sources(&open(root)?, &config.content, &config.output)?
    } else {
        scan::sources(&open(folder)?, &elsewhere(&config.content), &config.output)?
    };
    let is_wanted = |file: &Path| {
        let folder = file.parent().map(scan::canonical).unwrap_or_default();
        folder.starts_with(&wanted) || folder.starts_with(&content) && content.starts_with(&wanted)
    };
    let serious = scanned.diagnostics.into_iter().filter(|finding| finding.severity == Severity::Error);
    found.extend(serious.filter(|finding| finding.place.as_ref().is_none_or(|place| is_wanted(&place.file))));
    // Only metadata is written, and tags are none.
    let is_meant = |source: &Source| !source.has_only_tags() && is_wanted(&source.file());
    Ok(scanned.sources.into_iter().filter(is_meant).collect())
}

/// The settings for a folder that is none of the site's.
fn elsewhere(content: &Content) -> Content {
    let mut content = Content {
        folders: Vec::new(),
        include: Vec::new(),
        exclude: Vec::new(),
        written_patterns: Vec::new(),
        chooses_files: false,
        has_shows: false,
        ..content.clone()
    };
    content.rules.names.roots.clear();
    content
}

/// A file that was named.
fn named(config: &Config, root: &Path, file: &Path, found: &mut Vec<Diagnostic>) -> Option<Source> {
    let name = file.file_name().and_then(|name| name.to_str())?;
    let help = "adopt the article itself";
    if describes_folder(name) || name.starts_with('.') || is_sidecar(name) {
        found.push(adopt::refused(file, "files with this name are not articles", help));
        return None;
    }
    let reason = match scan::path_kind(file) {
        PathKind::File if FileKind::of(name).is_some() => None,
        PathKind::File | PathKind::Folder | PathKind::Other => {
            Some("its file type is not supported for articles")
        }
        PathKind::Nothing => Some("it does not exist"),
    };
    if let Some(reason) = reason {
        found.push(adopt::refused(file, reason, help));
        return None;
    }
    let below = scan::canonical(file).strip_prefix(scan::canonical(root)).ok().map(root::slashed);
    let beside = file.parent().unwrap_or(Path::new(""));
    let source = match below {
        Some(path) => Source::new(&root.into(), path),
        None if scan::leads_outside(beside, file) => {
            let reason = "it is a symbolic link to another folder";
            found.push(adopt::refused(file, reason, "adopt the target of the link"));
            return None;
        }
        None => Source::new(&beside.into(), name.to_owned()),
    };
    let same = scan::names(beside).remove(source.stem()).unwrap_or_default();
    let same: Vec<_> = same.iter().map(String::as_str).collect();
    if let Some(recording) = sidecar::recording_of(name, &same, config.content.has_shows) {
        return Some(source.beside_recording(recording));
    }
    let has_metadata = scan::path_kind(&source.possible_sidecar()) == PathKind::File;
    let sidecar = source.sidecar_name();
    Some(if has_metadata { source.with_sidecar(&sidecar) } else { source })
}

/// The names of files in folders, by their names without extension. Each folder is read once.
#[derive(Default)]
pub(super) struct Folders(BTreeMap<PathBuf, BTreeMap<String, Vec<String>>>);

impl Folders {
    /// The other files of the same stem.
    fn beside(&mut self, source: &Source) -> Vec<String> {
        let file = source.file();
        let folder = file.parent().unwrap_or(Path::new(""));
        let names = self.0.entry(folder.to_path_buf()).or_insert_with(|| scan::names(folder));
        let same = names.get(source.stem()).into_iter().flatten();
        same.filter(|name| *name != source.name()).cloned().collect()
    }

    /// The image with the same name.
    pub(super) fn picture(&mut self, source: &Source) -> Option<String> {
        let beside = self.beside(source);
        let beside: Vec<_> = beside.iter().map(String::as_str).collect();
        sidecar::image(&beside).map(str::to_owned)
    }
}

/// What was read of a file.
pub(super) enum Read {
    /// It has no metadata: its bytes.
    Bare(Vec<u8>),
    /// It has some: what is still to be filled in.
    Has(Vec<Unfilled>),
}

pub(super) fn read(source: &Source, folders: &mut Folders, has_shows: bool) -> Result<Read, Diagnostic> {
    let beside = folders.beside(source);
    let beside: Vec<_> = beside.iter().map(String::as_str).collect();
    // The metadata of Markdown may be beside it, but does not have to.
    let shares = source.kind != FileKind::Markdown || source.sidecar().is_some();
    let shares = shares && source.recording().is_none();
    if let Some(other) = other_owner(source.name(), &beside, has_shows).filter(|_| shares) {
        let metadata = source.possible_sidecar();
        let reason = format!("`{}` would also be the metadata of `{other}`", metadata.display());
        return Err(adopt::refused(&source.file(), &reason, "rename one of the two"));
    }
    if source.kind == FileKind::Media && source.sidecar().is_none() {
        return Ok(Read::Bare(Vec::new()));
    }
    let file = source.metadata_file();
    let unreadable = |error: Error| adopt::refused(&file, &error.to_string(), "check whether it is readable");
    let root = Root::open(source.folder())
        .map_err(|error| unreadable(Error::new("open", source.folder(), error)))?;
    let bytes = scan::article_bytes_below(&root, source.metadata_path().as_ref()).map_err(unreadable)?;
    let Some(bytes) = bytes else {
        let leaves = scan::leads_outside(source.folder(), &file);
        let reason =
            if leaves { "a symbolic link points outside of its folder" } else { "it is not a regular file" };
        return Err(adopt::refused(&file, reason, "replace it with the file itself"));
    };
    let text = String::from_utf8_lossy(&bytes);
    let text = normalized(&text);
    if source.sidecar().is_some() {
        return Ok(Read::Has(adopt::unfilled(&text)));
    }
    match fence(&*text) {
        Fence::Closed { metadata, .. } => {
            // Lines are counted from the beginning of the file.
            Ok(Read::Has(adopt::unfilled(text.get(..metadata.end).unwrap_or_default())))
        }
        Fence::Absent | Fence::Open(_) => {
            drop(text);
            Ok(Read::Bare(bytes))
        }
    }
}
