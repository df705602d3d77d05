//! Files with one name: which of them a `.toml` belongs to, and which recording is that of an article.

use crate::check::file_rank;
use crate::site::file_name::{extension, without_extension};
use crate::site::kind::{FileKind, is_sidecar};
use crate::source::media_type;

/// Whether a file is an image, which is likely the cover of a recording with the same name.
fn is_image(path: &str) -> bool {
    media_type::is_image(extension(path))
}

/// The image of an article, out of the other files in its folder with the same name except for the extension.
#[must_use]
pub(crate) fn image<'n>(others: &[&'n str]) -> Option<&'n str> {
    others.iter().copied().find(|path| is_image(path))
}

/// The files that the metadata beside them can belong to, out of those in one folder with the same name except for the
/// extension: texts, else recordings and documents, else images. If there are several, it is unknown which one.
#[must_use]
pub(crate) fn owners<'n>(files: &[&'n str]) -> Vec<&'n str> {
    let candidates: Vec<_> = files.iter().copied().filter(|path| !is_sidecar(path)).collect();
    let only = |is_kind: fn(&str) -> bool| {
        let found: Vec<_> = candidates.iter().copied().filter(|path| is_kind(path)).collect();
        (!found.is_empty()).then_some(found)
    };
    only(|path| FileKind::of_text(path).is_some())
        .or_else(|| only(|path| !is_image(path)))
        .unwrap_or(candidates)
}

/// Another file that the metadata beside `name` could belong to, out of `others` in its folder with the same name except
/// for the extension.
#[must_use]
pub(crate) fn other_owner<'n>(name: &'n str, others: &[&'n str]) -> Option<&'n str> {
    owners(&[&[name], others].concat()).into_iter().find(|owner| *owner != name)
}

/// Whether a text is the article that a recording beside it belongs to, by their names: `ep1.md`, or `ep1.id.md`.
#[must_use]
pub(crate) fn is_note_of(text: &str, recording: &str) -> bool {
    let rest = text.strip_prefix(without_extension(recording)).and_then(|rest| rest.strip_prefix('.'));
    rest.is_some_and(|rest| !rest.contains('/')) && FileKind::of_text(text).is_some()
}

/// Whether a recording is the one of those with its name, among `files` in the order of their paths, that can be an article
/// by its tags: Apple plays it, and better than the others.
#[must_use]
pub(crate) fn is_episode(recording: &str, files: &[&str]) -> bool {
    let rank = |path: &str| file_rank(extension(path));
    let is_same = |file: &str| without_extension(file) == without_extension(recording);
    let is_better = |file: &str| is_same(file) && rank(file).is_some_and(|file| Some(file) < rank(recording));
    rank(recording).is_some() && !namesakes(recording, files).any(is_better)
}

/// Whether there is Markdown, which is always an article, that a recording belongs to, among `files` in the order of their
/// paths.
#[must_use]
pub(crate) fn has_notes(recording: &str, files: &[&str]) -> bool {
    let is_markdown = |file: &&str| FileKind::of_text(file) == Some(FileKind::Markdown);
    namesakes(recording, files).any(|file| is_markdown(&file) && is_note_of(file, recording))
}

/// Whether a recording belongs to one of the texts, in the order of their paths, by their names.
#[must_use]
pub(crate) fn has_text(recording: &str, texts: &[&str]) -> bool {
    namesakes(recording, texts).any(|text| is_note_of(text, recording))
}

/// The files whose paths begin as that of another one without its extension.
fn namesakes<'f>(file: &str, files: &'f [&'f str]) -> impl Iterator<Item = &'f str> {
    let start = format!("{}.", without_extension(file));
    let from = files.partition_point(|file| *file < start.as_str());
    let rest = files.get(from..).unwrap_or_default().iter().copied();
    rest.take_while(move |file| file.starts_with(&start))
}
