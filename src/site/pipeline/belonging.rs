//! A file that is no article in, the article that it comes with and what it is to that out.

use super::Index;
use crate::site::article::Article;
use crate::site::article_paths::named_file;
use crate::site::chapters;
use crate::site::config::Config;
use crate::site::file_name::{extension, without_extension};
use crate::site::files::{Source, TRANSCRIPT_TYPES};
use crate::site::recording::is_recording;

/// What a file at a path below the content folder is, and the article that it comes with, if it comes with one. Articles are
/// read again for that.
#[must_use]
pub(crate) fn belonging<'i>(
    config: &Config,
    index: &'i Index<'_>,
    path: &str,
) -> Option<(&'static str, &'i Source)> {
    let public = index.articles.iter().find_map(|indexed| {
        let article = index.article(config, indexed).ok()?;
        Some((of_article(&article, path)?, &indexed.source))
    });
    let beside = |source: &&Source| is_recording(source.file_path());
    let left_out = || index.left_out.iter().map(|left| &left.source).filter(beside);
    public
        .or_else(|| left_out().find_map(|source| Some((beside_recording(source.file_path(), path)?, source))))
}

/// What a file is to an article: named in its metadata, or found by its name.
fn of_article(article: &Article, path: &str) -> Option<&'static str> {
    let folder = article.source.dir();
    let is_it = |src: &str| named_file(folder, src).as_deref() == Some(path);
    let named = article.episode.iter().flat_map(|episode| &episode.files).find(|file| is_it(&file.src));
    let said = named.map(|file| match file.key {
        "chapters" => "the chapters",
        "image" => "the image",
        _ => "a transcript",
    });
    let recordings = || article.enclosures.iter().filter_map(|file| named_file(folder, &file.src));
    let is_image = || article.images.iter().any(|image| is_it(&image.file.src));
    let own = Some(article.source.file_path().to_owned()).filter(|path| is_recording(path));
    said.or_else(|| recordings().any(|recording| recording == path).then_some("the recording"))
        .or_else(|| is_image().then_some("an image"))
        .or_else(|| recordings().chain(own).find_map(|recording| beside_recording(&recording, path)))
}

/// What a file is to a recording beside it, by its name.
fn beside_recording(recording: &str, path: &str) -> Option<&'static str> {
    if chapters::beside(recording) == path {
        return Some("the chapters");
    }
    let is_transcript = TRANSCRIPT_TYPES.iter().any(|(known, _)| extension(path).eq_ignore_ascii_case(known));
    (is_transcript && without_extension(recording) == without_extension(path)).then_some("the transcript")
}
