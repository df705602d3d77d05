//! Locates a source's metadata: between fences at the head of the file, or in the TOML file beside it.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::{HEAD_TOO_LONG, MISSING_METADATA, NO_METADATA, TWO_METADATA, UNCLOSED_FENCE};
use crate::diagnostic::{Diagnostic, Place};
use crate::site::fields::Syntax;
use crate::site::files::{Fence, FenceKind, HEAD_LIMIT, Head, Source, SourceText, fence};

/// Metadata, still as text.
pub(super) struct Found<'a> {
    /// The text that it stands in.
    pub(super) text: SourceText<'a>,
    /// Its bytes there.
    pub(super) metadata: Range<usize>,
    /// Its syntax.
    pub(super) syntax: Syntax,
    /// Where the body starts in the article's file.
    pub(super) body: usize,
}

/// The files that a source's metadata can stand in.
pub(super) struct Files {
    article: PathBuf,
    sidecar: Option<PathBuf>,
}

impl Files {
    pub(super) fn of(source: &Source) -> Files {
        Files { article: source.file(), sidecar: source.sidecar() }
    }
}

/// Finds the metadata; none if there is none.
pub(super) fn find<'a>(files: &'a Files, head: &'a Head<'_>) -> Result<Option<Found<'a>>, Diagnostic> {
    let text = SourceText { file: &files.article, text: &head.text };
    let sidecar = files.sidecar.as_deref().zip(head.sidecar.as_deref());
    match (fence(&*head.text), sidecar) {
        (Fence::Absent, None) => Ok(None),
        // An unclosed fence may be a horizontal rule in a text whose metadata is beside it.
        (Fence::Absent | Fence::Open(_), Some((file, text))) => beside(file, text).map(Some),
        (Fence::Open(fence), None) if head.text.len() > HEAD_LIMIT => Err(too_long(text.place(fence))),
        (Fence::Open(fence), None) => Err(unclosed(text, fence)),
        (Fence::Closed { metadata, .. }, None) if metadata.len() > HEAD_LIMIT => {
            Err(too_long(text.place(opening(&head.text))))
        }
        (Fence::Closed { kind, metadata, body }, None) => {
            let syntax = match kind {
                FenceKind::Toml => Syntax::Toml,
                FenceKind::Yaml => Syntax::Yaml,
            };
            Ok(Some(Found { text, metadata, syntax, body }))
        }
        (Fence::Closed { .. }, Some((file, _))) => Err(two(text, file)),
    }
}

/// The fence that the text begins with, behind blank lines perhaps.
fn opening(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start + 3
}

fn beside<'a>(file: &'a Path, text: &'a str) -> Result<Found<'a>, Diagnostic> {
    if text.len() > HEAD_LIMIT {
        return Err(too_long(Place::file(file)));
    }
    Ok(Found { text: SourceText { file, text }, metadata: 0..text.len(), syntax: Syntax::Toml, body: 0 })
}

fn unclosed(text: SourceText<'_>, fence: Range<usize>) -> Diagnostic {
    let mark = text.text.get(fence.clone()).unwrap_or_default();
    Diagnostic::new(&UNCLOSED_FENCE, format!("unclosed `{mark}`"))
        .at(text.place(fence))
        .help(format!("add a line `{mark}` after the metadata"))
}

fn too_long(place: Place) -> Diagnostic {
    Diagnostic::new(&HEAD_TOO_LONG, "metadata longer than 64 KiB")
        .at(place)
        .help("close the metadata, or move the text into the body")
}

fn two(text: SourceText<'_>, sidecar: &Path) -> Diagnostic {
    let name = sidecar.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Diagnostic::new(&TWO_METADATA, format!("metadata both here and in `{name}`"))
        .at(text.place(opening(text.text)))
        .help("remove one of the two")
}

/// Markdown is written for a site, so metadata was meant to be there.
pub(super) fn missing(source: &Source, head: &Head<'_>) -> Diagnostic {
    let text = SourceText { file: &source.file(), text: &head.text };
    let by_hand = "begin the file with +++, title = \"…\", date = 2026-04-01 and +++ on separate lines";
    Diagnostic::new(&MISSING_METADATA, "missing metadata")
        .at(text.place(0..0))
        .help(format!("{by_hand} ({ADOPT})"))
}

/// Text and HTML may be anything.
pub(super) fn absent(source: &Source) -> Diagnostic {
    let sidecar = source.sidecar_name();
    Diagnostic::new(&NO_METADATA, "file without metadata, so it is not an article")
        .at(Place::file(&source.file()))
        .help(format!("if it is an article, put its title and date in `{sidecar}` beside it ({ADOPT})"))
}

/// The command that does the same.
const ADOPT: &str = "`feedwright adopt` does it for you";
