//! Files with one name: which of them a `.toml` belongs to, which recording is that of an article, and which text is the
//! transcript of a recording.

use crate::check::file_rank;
use crate::site::file_name::{extension, without_extension};
use crate::site::files::TRANSCRIPT_TYPES;
use crate::site::kind::{FileKind, is_sidecar};
use crate::site::recording::is_recording;
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

/// The recording whose transcript a file is, out of other files in the order of their paths: it has the name of the file.
/// Where there is no podcast, texts without a head are articles that lack one, whatever lies beside them.
#[must_use]
pub(crate) fn recording_of<'n>(file: &str, others: &[&'n str], has_shows: bool) -> Option<&'n str> {
    let extension = extension(file);
    let may_be = TRANSCRIPT_TYPES.iter().any(|(known, _)| extension.eq_ignore_ascii_case(known));
    if !may_be || !has_shows && FileKind::of_text(file).is_some() {
        return None;
    }
    let has_name = |other: &&str| without_extension(other) == without_extension(file);
    namesakes(file, others).filter(has_name).find(|other| is_recording(other))
}

/// The files that the metadata beside them can belong to, out of those in one folder with the same name except for the
/// extension, in the order of their paths: texts, else recordings and documents, else images, but no transcripts. If there
/// are several, it is unknown which one. Of the recordings of a podcast, it is the one that is an episode.
#[must_use]
pub(crate) fn owners<'n>(files: &[&'n str], has_shows: bool) -> Vec<&'n str> {
    let is_candidate = |path: &&str| !is_sidecar(path) && recording_of(path, files, has_shows).is_none();
    let candidates: Vec<_> = files.iter().copied().filter(is_candidate).collect();
    let is_left_to_another = |path: &str| has_shows && is_recording(path) && has_better(path, &candidates);
    let only = |is_kind: fn(&str) -> bool| {
        let found: Vec<_> = candidates.iter().copied().filter(|path| is_kind(path)).collect();
        (!found.is_empty()).then_some(found)
    };
    let found = only(|path| FileKind::of_text(path).is_some()).or_else(|| only(|path| !is_image(path)));
    let mut found = found.unwrap_or_else(|| candidates.clone());
    found.retain(|path| !is_left_to_another(path));
    found
}

/// Another file that the metadata beside `name` could belong to, out of `others` in its folder with the same name except
/// for the extension.
#[must_use]
pub(crate) fn other_owner<'n>(name: &'n str, others: &[&'n str], has_shows: bool) -> Option<&'n str> {
    let mut files = [&[name], others].concat();
    files.sort_unstable();
    owners(&files, has_shows).into_iter().find(|owner| *owner != name)
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
    file_rank(extension(recording)).is_some() && !has_better(recording, files)
}

/// Whether Apple plays another recording with the same name better, or only that one.
fn has_better(recording: &str, files: &[&str]) -> bool {
    let rank = |path: &str| file_rank(extension(path)).unwrap_or(usize::MAX);
    let is_same = |file: &&str| without_extension(file) == without_extension(recording);
    namesakes(recording, files).filter(is_same).any(|file| rank(file) < rank(recording))
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
fn namesakes<'n>(file: &str, files: &[&'n str]) -> impl Iterator<Item = &'n str> {
    let start = format!("{}.", without_extension(file));
    let from = files.partition_point(|file| *file < start.as_str());
    let rest = files.get(from..).unwrap_or_default().iter().copied();
    rest.take_while(move |file| file.starts_with(&start))
}
