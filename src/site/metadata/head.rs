//! A source's head in, its metadata as text out: between fences at the beginning of the file, or in the TOML file
//! beside it. Does not parse it.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::{HEAD_TOO_LONG, MISSING_METADATA, NO_METADATA, TWO_METADATA, UNCLOSED_FENCE};
use crate::diagnostic::{Diagnostic, Place};
use crate::site::fields::Syntax;
use crate::site::files::{HEAD_LIMIT, Head, Source};
use crate::site::heads::{HeadRange, head_range};
use crate::site::kind::FileKind;
use crate::site::pages::{self, unreadable_date};
use crate::site::source_text::SourceText;
use crate::source::encoding::NotText;
use crate::source::html;

/// Unparsed metadata.
pub(super) struct Found<'a> {
    /// The text that contains it.
    pub(super) text: SourceText<'a>,
    /// Its range in that text.
    pub(super) metadata: Range<usize>,
    /// Its syntax.
    pub(super) syntax: Syntax,
    /// The offset of the body in the article's file.
    pub(super) body: usize,
}

/// The files that may contain a source's metadata.
pub(super) struct Files {
    article: PathBuf,
    sidecar: Option<PathBuf>,
}

impl Files {
    pub(super) fn of(source: &Source) -> Files {
        Files { article: source.file(), sidecar: source.sidecar() }
    }
}

/// Finds the metadata, if there is any.
pub(super) fn find<'a>(
    files: &'a Files,
    source: &Source,
    head: &'a Head<'_>,
) -> Result<Option<Found<'a>>, Diagnostic> {
    let text = SourceText { file: &files.article, text: &head.text };
    let sidecar = files.sidecar.as_deref().zip(head.sidecar.as_deref());
    let range = head.range.clone().unwrap_or_else(|| head_range(&*head.text, source.head));
    match (range, sidecar) {
        // Its values may come from its path.
        (HeadRange::Absent, None) if source.lacks_head_of_its_own() => {
            Ok(Some(Found { text, metadata: 0..0, syntax: Syntax::Lines, body: 0 }))
        }
        (HeadRange::Absent, None) => Ok(None),
        // An unclosed fence may be a horizontal rule if the metadata is in another file.
        (HeadRange::Absent | HeadRange::Open(_), Some((file, text))) => from_sidecar(file, text).map(Some),
        (HeadRange::Open(fence), None) if head.text.len() > HEAD_LIMIT => Err(too_long(text.place(fence))),
        (HeadRange::Open(fence), None) => Err(unclosed(text, fence)),
        (HeadRange::Closed { metadata, .. }, None) if metadata.len() > HEAD_LIMIT => {
            Err(too_long(text.place(opening(&head.text))))
        }
        (HeadRange::Closed { syntax, metadata, body }, None) => {
            Ok(Some(Found { text, metadata, syntax, body }))
        }
        (HeadRange::Closed { .. }, Some((file, _))) => Err(two_metadata(text, file)),
    }
}

/// The metadata of a file that needs none.
pub(super) fn empty<'a>(files: &'a Files, head: &'a Head<'_>) -> Found<'a> {
    let text = SourceText { file: &files.article, text: &head.text };
    Found { text, metadata: 0..0, syntax: Syntax::Yaml, body: 0 }
}

/// The fence or the bracket at the beginning of the text, possibly after blank lines.
fn opening(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    let length = if text.trim_start().starts_with('{') { 1 } else { 3 };
    start..start + length
}

fn from_sidecar<'a>(file: &'a Path, text: &'a str) -> Result<Found<'a>, Diagnostic> {
    if text.len() > HEAD_LIMIT {
        return Err(too_long(Place::file(file)));
    }
    Ok(Found { text: SourceText { file, text }, metadata: 0..text.len(), syntax: Syntax::Toml, body: 0 })
}

fn unclosed(text: SourceText<'_>, fence: Range<usize>) -> Diagnostic {
    let mark = text.text.get(fence.clone()).unwrap_or_default();
    let closing = if mark == "{" { "}" } else { mark };
    let help = match nearly_closing(text.text, fence.end, mark) {
        Some((line, written)) => format!("line {line} is `{written}`; write `{closing}`"),
        None => format!("add a line `{closing}` after the metadata"),
    };
    Diagnostic::new(&UNCLOSED_FENCE, format!("unclosed `{mark}`")).at(text.place(fence)).help(help)
}

/// The first line after a fence that consists of characters of fences, with its number: most likely it was meant to close it.
fn nearly_closing<'t>(text: &'t str, opening: usize, mark: &str) -> Option<(usize, &'t str)> {
    let before = text.get(..opening)?.lines().count();
    let mut lines = text.get(opening..)?.lines().skip(1).zip(before + 1..);
    let is_mark = |line: &str| {
        line.chars().count() >= 2
            && line.chars().all(|c| matches!(c, '-' | '+' | '\u{2013}' | '\u{2014}' | '.'))
    };
    let (line, number) = lines.find(|(line, _)| is_mark(line.trim()))?;
    (mark != "{").then(|| (number, line.trim_end()))
}

fn too_long(place: Place) -> Diagnostic {
    Diagnostic::new(&HEAD_TOO_LONG, "metadata longer than 64 KiB")
        .at(place)
        .help("close the metadata, or move the text into the body")
}

fn two_metadata(text: SourceText<'_>, sidecar: &Path) -> Diagnostic {
    let name = sidecar.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Diagnostic::new(&TWO_METADATA, format!("metadata both here and in `{name}`"))
        .at(text.place(opening(text.text)))
        .help("remove one of the two")
}

/// The finding for Markdown without metadata, which is expected there.
pub(super) fn missing(source: &Source, head: &Head<'_>) -> Diagnostic {
    let text = SourceText { file: &source.file(), text: &head.text };
    if let Some((fence, indentation)) = indented_fence(&head.text) {
        return Diagnostic::new(
            &MISSING_METADATA,
            format!("whitespace before `{fence}`, so it does not start metadata"),
        )
        .at(text.place(indentation))
        .help(format!("remove it, so that the line begins with `{fence}`"));
    }
    let by_hand = "begin the file with +++, title = \"…\", date = 2026-04-01 and +++ on separate lines";
    Diagnostic::new(&MISSING_METADATA, "missing metadata")
        .at(text.place(0..0))
        .help(format!("{by_hand} ({ADOPT})"))
}

/// A fence at the beginning of a text that is none, since its line begins with whitespace.
fn indented_fence(text: &str) -> Option<(&str, Range<usize>)> {
    let start = text.len() - text.trim_start().len();
    let indentation = text.get(..start)?.rfind('\n').map_or(0, |end| end + 1)..start;
    let fence = text.get(start..)?.lines().next()?.trim_end();
    (matches!(fence, "+++" | "---") && !indentation.is_empty()).then_some((fence, indentation))
}

/// The finding for text and HTML without metadata, which may be anything.
pub(super) fn absent(source: &Source, head: &Head<'_>) -> Diagnostic {
    let head_of_page = || html::head(&head.text);
    if source.kind == FileKind::Html && pages::is_hidden(&head_of_page()) {
        let message = "the page asks search engines not to index it, so it is not an article";
        return Diagnostic::new(&NO_METADATA, message).at(Place::file(&source.file()));
    }
    let unreadable = (source.kind == FileKind::Html).then(|| unreadable_date(&head_of_page())).flatten();
    if let Some(date) = unreadable {
        let message = format!(
            "the page names the date `{}`, which cannot be read, so it is not an article",
            date.escape_debug()
        );
        let help = "write it in the head of the page as `2026-01-31` or `2026-01-31T08:00:00Z`";
        return Diagnostic::new(&NO_METADATA, message).at(Place::file(&source.file())).help(help);
    }
    let (what, help) = match NotText::of(head.text.as_bytes()) {
        Some(what) => (what.is_what(), format!("if it is an article, {}", what.help(&source.file()))),
        None => {
            let sidecar = source.sidecar_name();
            let help =
                format!("if it is an article, put its title and date in `{sidecar}` beside it ({ADOPT})");
            ("file without metadata", help)
        }
    };
    let message = format!("{what}, so it is not an article");
    Diagnostic::new(&NO_METADATA, message).at(Place::file(&source.file())).help(help)
}

/// The command that adds metadata.
const ADOPT: &str = "`feedwright adopt` does it for you";
