//! Content files as they are found and read, before they are parsed.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::site::file_name;
use crate::site::heads::{HeadForm, HeadRange, Heads};
use crate::site::kind::{FileKind, SIDECAR};
use crate::site::recording::Tags;

/// A content file. There may be a million of them, so shared data is stored once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Source {
    /// Where it is below the content folder, with `/` between the parts: `news/2026/a.id.md`.
    pub path: Box<str>,
    /// The content folder, as the user writes it.
    folder: Arc<Path>,
    /// What few sources have.
    others: Option<Box<OtherFiles>>,
    /// What its body is written in.
    pub kind: FileKind,
    /// The form of the metadata at its beginning.
    pub head: HeadForm,
}

/// The files that a source is made of besides that at its path.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct OtherFiles {
    /// Where its file is below the content folder, if it is that of another path.
    stands_for: Option<Box<str>>,
    /// The name of the TOML file beside it, if there is one.
    sidecar: Option<Box<str>>,
    /// The name of the recording beside it, whose transcript it is without a head.
    recording: Option<Box<str>>,
    /// Where its files lie below the content folder, as far as they are found behind symbolic links.
    targets: Box<[String]>,
}

impl Source {
    /// The file at `path` below the content folder.
    #[must_use]
    pub(crate) fn new(folder: &Arc<Path>, path: String) -> Source {
        let kind = FileKind::of_text(&path).unwrap_or(FileKind::Media);
        let head = HeadForm::of(&path, kind, Heads::default());
        Source { path: path.into(), folder: Arc::clone(folder), others: None, kind, head }
    }

    /// The same file on a site that writes metadata so.
    #[must_use]
    pub(crate) fn with_heads(self, heads: Heads) -> Source {
        let has_tags = self.head == HeadForm::Tags;
        if has_tags { self } else { Source { head: HeadForm::of(&self.path, self.kind, heads), ..self } }
    }

    /// The same recording, on a site where its tags count.
    #[must_use]
    pub(crate) fn with_tags(self) -> Source {
        Source { head: HeadForm::Tags, ..self }
    }

    /// Whether it is a recording that may be an article by nothing but its tags.
    #[must_use]
    pub(crate) fn has_only_tags(&self) -> bool {
        self.head == HeadForm::Tags && self.name_of_sidecar().is_none()
    }

    /// The same file as an article at another path, where the site shows it, too.
    #[must_use]
    pub(crate) fn shown_at(&self, path: String) -> Source {
        let stands_for = Some(self.path.clone());
        let others = self.others.as_deref().cloned().unwrap_or_default();
        let others = OtherFiles { stands_for, ..others };
        Source { path: path.into(), others: Some(Box::new(others)), ..self.clone() }
    }

    /// Whether the site shows it at another path, too, so that all that concerns the file is said there.
    #[must_use]
    pub(crate) fn is_shown_again(&self) -> bool {
        self.path_in_content().is_some()
    }

    /// Where the file is below the content folder.
    #[must_use]
    pub(crate) fn file_path(&self) -> &str {
        self.path_in_content().unwrap_or(&self.path)
    }

    /// The same file with its metadata in the file called `name` beside it.
    #[must_use]
    pub(crate) fn with_sidecar(self, name: &str) -> Source {
        let others = self.others.map(|others| *others).unwrap_or_default();
        Source { others: Some(Box::new(OtherFiles { sidecar: Some(name.into()), ..others })), ..self }
    }

    /// The same text with a recording called `name` beside it, whose transcript it is unless it has a head.
    #[must_use]
    pub(crate) fn beside_recording(self, name: &str) -> Source {
        let others = self.others.map(|others| *others).unwrap_or_default();
        Source { others: Some(Box::new(OtherFiles { recording: Some(name.into()), ..others })), ..self }
    }

    /// The same source, whose files are found behind symbolic links, and lie at these paths below the content folder.
    #[must_use]
    pub(crate) fn behind_links(self, targets: Vec<String>) -> Source {
        let others = self.others.map(|others| *others).unwrap_or_default();
        let others = OtherFiles { targets: targets.into(), ..others };
        Source { others: Some(Box::new(others)), ..self }
    }

    /// Where its files lie below the content folder, as far as they are found behind symbolic links.
    #[must_use]
    pub(crate) fn link_targets(&self) -> &[String] {
        self.others.as_ref().map(|others| &*others.targets).unwrap_or_default()
    }

    /// The name of the recording whose transcript it is, unless it has a head.
    #[must_use]
    pub(crate) fn recording(&self) -> Option<&str> {
        self.others.as_ref()?.recording.as_deref()
    }

    /// The file, as the user writes it: `content/news/2026/a.id.md`.
    #[must_use]
    pub(crate) fn file(&self) -> PathBuf {
        let path = self.file_path();
        let mut file = PathBuf::with_capacity(self.folder.as_os_str().len() + 1 + path.len());
        file.push(&self.folder);
        file.push(path);
        file
    }

    /// The content folder, as the user writes it.
    #[must_use]
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The name of the TOML file that can be beside it.
    #[must_use]
    pub(crate) fn sidecar_name(&self) -> String {
        format!("{}.{}", self.stem(), SIDECAR)
    }

    /// The TOML file that can be beside it.
    #[must_use]
    pub(crate) fn possible_sidecar(&self) -> PathBuf {
        self.file().with_file_name(self.sidecar_name())
    }

    /// The TOML file beside it, if there is one.
    #[must_use]
    pub(crate) fn sidecar(&self) -> Option<PathBuf> {
        self.name_of_sidecar().map(|name| self.file().with_file_name(name))
    }

    /// The name of the TOML file beside it.
    fn name_of_sidecar(&self) -> Option<&str> {
        self.others.as_ref()?.sidecar.as_deref()
    }

    /// Where its file is below the content folder, if it is that of another path.
    fn path_in_content(&self) -> Option<&str> {
        self.others.as_ref()?.stands_for.as_deref()
    }

    /// Whether it is an article without a head in it: that is in another file, or need not be.
    #[must_use]
    pub(crate) fn lacks_head_of_its_own(&self) -> bool {
        self.name_of_sidecar().is_some() || !self.head.has_end_mark()
    }

    /// The file that contains, or will contain, its metadata.
    #[must_use]
    pub(crate) fn metadata_file(&self) -> PathBuf {
        self.sidecar().unwrap_or_else(|| self.file())
    }

    /// Where the TOML file beside it is below the content folder, if there is one.
    #[must_use]
    pub(crate) fn sidecar_path(&self) -> Option<String> {
        Some(file_name::join(self.dir(), self.name_of_sidecar()?))
    }

    /// The path below the content folder of the file that contains, or will contain, its metadata.
    #[must_use]
    pub(crate) fn metadata_path(&self) -> String {
        self.sidecar_path().unwrap_or_else(|| self.file_path().to_owned())
    }

    /// The folder of its file below the content folder: `news/2026`; empty at the root.
    #[must_use]
    pub(crate) fn dir(&self) -> &str {
        file_name::dir(self.file_path())
    }

    /// Its name: `a.id.md`.
    #[must_use]
    pub(crate) fn name(&self) -> &str {
        file_name::name(&self.path)
    }

    /// The file's name without its last extension: `a.id`.
    #[must_use]
    pub(crate) fn stem(&self) -> &str {
        file_name::without_extension(self.name())
    }
}

/// The transcripts that apps read, by extension (Podcasting 2.0 transcript).
pub(crate) const TRANSCRIPT_TYPES: &[(&str, &str)] = &[
    ("vtt", "text/vtt"),
    ("srt", "application/x-subrip"),
    ("json", "application/json"),
    ("html", "text/html"),
    ("txt", "text/plain"),
];

/// The maximum length of a head.
pub(crate) const HEAD_LIMIT: usize = crate::source::bounds::HEAD;

/// The texts that hold a source's metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head<'b> {
    /// The beginning of the article's file (less a BOM, line ends unified): to behind the closing fence at least, and
    /// little more than [`HEAD_LIMIT`] at most.
    pub text: Cow<'b, str>,
    /// Where its metadata is in that text, if that is known already.
    pub range: Option<HeadRange>,
    /// The whole of the TOML file beside it.
    pub sidecar: Option<String>,
    /// The tags of a recording, where they count.
    pub tags: Option<Box<Tags>>,
}
