//! Measures the files that articles refer to.

use std::fs::File;
use std::path::Path;

use percent_encoding::percent_decode_str;

use super::audio::{self, Playable};
use super::read::measure;
use super::{EMPTY_MEDIA, FILE_OUTSIDE_CONTENT, MISSING_FILE, UNMEASURED_ENCLOSURE, UNPLAYABLE_MEDIA};
use crate::diagnostic::Diagnostic;
use crate::feed::podcast::{Episode, Transcript};
use crate::feed::url::scheme;
use crate::feed::{Enclosure, Image, Url};
use crate::root::{OpenError, Root};
use crate::site::article::{Article, EnclosureRef, FileRef};
use crate::site::file_name::{NameRules, extension, join, without_extension};
use crate::site::files::{Measured, TRANSCRIPT_TYPES};
use crate::source::media_type;

/// The folders of the files that articles refer to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Roots<'r> {
    /// The content folder.
    pub content: &'r Root,
    /// The output folder.
    pub output: &'r Root,
    /// The folders of the content folder with articles.
    pub names: &'r NameRules,
}

/// An article's picture, measured if it lies beside the article or, for a path on the site, in one of `roots`.
#[must_use]
pub(crate) fn image(article: &Article, roots: Roots<'_>) -> (Option<Image>, Option<Diagnostic>) {
    let Some(reference) = &article.image else { return (None, None) };
    let (file, url) = local(article, &reference.src, &reference.url, roots);
    let missing = missing(article, "image", &reference.src, &file);
    let measured = file.measured();
    let image = Image {
        media_type: media_type(url.path()),
        url,
        bytes: measured.as_ref().map(|measured| measured.bytes),
        size: measured.and_then(|measured| measured.size),
        alt: reference.alt.clone(),
        caption: reference.caption.clone(),
        credit: reference.credit.clone(),
        copyright: reference.copyright.clone(),
    };
    (Some(image), missing)
}

/// An article's enclosures, measured likewise; what the metadata says about size, length and type counts first.
#[must_use]
pub(crate) fn enclosures(article: &Article, roots: Roots<'_>) -> (Vec<Enclosure>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let enclosures =
        article.enclosures.iter().map(|reference| enclosure(article, reference, roots, &mut found));
    (enclosures.collect(), found)
}

fn enclosure(
    article: &Article,
    reference: &EnclosureRef,
    roots: Roots<'_>,
    found: &mut Vec<Diagnostic>,
) -> Enclosure {
    let (file, url) = local(article, &reference.src, &reference.url, roots);
    let missing = missing(article, "enclosure", &reference.src, &file);
    let measured = file.played(&reference.src);
    let bytes = reference.bytes.or_else(|| measured.as_ref().map(|measured| measured.bytes));
    if bytes.is_none() {
        found.push(missing.unwrap_or_else(|| unmeasured(article, &reference.src)));
    }
    found.extend(measured.as_ref().and_then(|measured| unplayable(article, &reference.src, measured)));
    let known = reference.media_type.clone().or_else(|| media_type(url.path()));
    let media_type = known.unwrap_or_else(|| "application/octet-stream".to_owned());
    let seconds = reference.seconds.or_else(|| measured?.seconds);
    Enclosure { seconds, ..Enclosure::new(url, bytes.unwrap_or_default(), &media_type) }
}

/// The finding about a file that cannot be played.
fn unplayable(article: &Article, src: &str, measured: &Playable) -> Option<Diagnostic> {
    let (code, problem) = match &measured.problem {
        _ if measured.bytes == 0 => (&EMPTY_MEDIA, "is empty"),
        Some(problem) => (&UNPLAYABLE_MEDIA, problem.as_str()),
        None => return None,
    };
    let finding = Diagnostic::new(code, format!("the file `{src}` {problem}")).at(article.place("enclosure"));
    Some(finding.help("replace it by the whole file, with the extension of what it contains"))
}

/// What an article says as an episode, with the transcripts beside its first file if it names none.
#[must_use]
pub(crate) fn episode(article: &Article, roots: Roots<'_>) -> (Option<Box<Episode>>, Vec<Diagnostic>) {
    let said = article.episode.as_deref();
    let named = said.map(|said| said.files.as_slice()).unwrap_or_default();
    let lacking = |file: &FileRef| {
        let (local, _) = local(article, &file.src, &article.permalink, roots);
        missing(article, "episode", &file.src, &local)
    };
    let found = named.iter().filter_map(lacking).collect();
    let mut episode = said.map(|said| said.episode.clone()).unwrap_or_default();
    if let Some(first) = article.enclosures.first() {
        if episode.transcripts.is_empty() {
            episode.transcripts = transcripts_beside(article, &first.src, roots);
        }
        episode.chapters =
            episode.chapters.or_else(|| Some(beside_file(article, &first.src, CHAPTERS, roots)?.1));
    }
    ((said.is_some() || episode != Episode::default()).then(|| Box::new(episode)), found)
}

/// The ending of the name of JSON chapters beside a file.
const CHAPTERS: &str = "chapters.json";

/// The transcripts beside a file, which have its name.
fn transcripts_beside(article: &Article, src: &str, roots: Roots<'_>) -> Vec<Transcript> {
    let of_type = |(extension, media_type): &(&str, &str)| {
        let (_, url) = beside_file(article, src, extension, roots)?;
        Some(Transcript::new(url, media_type))
    };
    TRANSCRIPT_TYPES.iter().filter_map(of_type).collect()
}

/// The file with the name of another one and another extension, if it is not the article itself.
fn beside_file(article: &Article, src: &str, extension: &str, roots: Roots<'_>) -> Option<(File, Url)> {
    if src.starts_with('/') || scheme(src).is_some() {
        return None;
    }
    let name = format!("{}.{extension}", without_extension(src));
    let is_article = join(article.source.dir(), &name) == article.source.path;
    match beside(article, &name, roots) {
        Local::File(file) if !is_article => Some((file, article.permalink.file_beside(&name).ok()?)),
        Local::File(_) | Local::Elsewhere | Local::OnSite | Local::Absent | Local::Outside => None,
    }
}

/// The target of a reference.
enum Local {
    /// Another host.
    Elsewhere,
    /// A path on the site that another program may create.
    OnSite,
    /// A file that should be beside the article.
    Absent,
    /// A file outside of the content folder, which is not read.
    Outside,
    /// An existing file, opened.
    File(File),
}

impl Local {
    /// Measures a file to play.
    fn played(self, src: &str) -> Option<Playable> {
        match self {
            Local::File(file) => audio::measure(file, extension(src)),
            Local::Elsewhere | Local::OnSite | Local::Absent | Local::Outside => None,
        }
    }

    fn measured(self) -> Option<Measured> {
        match self {
            Local::File(file) => measure(file),
            Local::Elsewhere | Local::OnSite | Local::Absent | Local::Outside => None,
        }
    }
}

/// The target of a reference, and its URL. A name is looked for as it stands first: it may contain what has a meaning in a
/// URL, such as `ep #1.mp3`.
fn local(article: &Article, src: &str, url: &Url, roots: Roots<'_>) -> (Local, Url) {
    let is_name = src.contains(['#', '?', '%']) && scheme(src).is_none() && !src.starts_with('/');
    let literal = || {
        let file = Some(beside(article, src, roots)).filter(|file| matches!(file, Local::File(_)))?;
        Some((file, article.permalink.file_beside(src).ok()?))
    };
    is_name.then(literal).flatten().unwrap_or_else(|| (referred(article, src, roots), url.clone()))
}

fn referred(article: &Article, src: &str, roots: Roots<'_>) -> Local {
    if url::Url::parse(src).is_ok() || src.starts_with("//") {
        return Local::Elsewhere;
    }
    let path = src.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8_lossy();
    if let Some(path) = path.strip_prefix('/') {
        let own = roots.names.root_of(&article.source.path).map_or("", |root| root.dir.as_str());
        let file = roots.content.file(join(own, path).as_ref()).or_else(|_| roots.output.file(path.as_ref()));
        return file.map_or(Local::OnSite, Local::File);
    }
    beside(article, &path, roots)
}

/// The file at a path relative to an article's folder.
fn beside(article: &Article, path: &str, roots: Roots<'_>) -> Local {
    let path = Path::new(article.source.dir()).join(path);
    let in_output = || roots.output.file_at(&article.source.folder().join(&path));
    match roots.content.file(&path) {
        Ok(file) => Local::File(file),
        Err(OpenError::Outside) => in_output().map_or(Local::Outside, Local::File),
        Err(OpenError::NotAFile(_) | OpenError::Io(_)) => in_output().map_or(Local::Absent, Local::File),
    }
}

fn missing(article: &Article, key: &str, src: &str, file: &Local) -> Option<Diagnostic> {
    let (code, problem, cure) = match file {
        Local::Absent => (&MISSING_FILE, "does not exist beside the article", "add the file"),
        Local::Outside => {
            (&FILE_OUTSIDE_CONTENT, "is outside of the content folder", "move it into the content folder")
        }
        Local::Elsewhere | Local::OnSite | Local::File(_) => return None,
    };
    let help = format!("{cure}, or write a path on the site (\"/images/…\") or an absolute URL");
    let finding = Diagnostic::new(code, format!("the file `{src}` {problem}"));
    Some(finding.at(article.place(key)).help(help))
}

fn unmeasured(article: &Article, src: &str) -> Diagnostic {
    Diagnostic::new(&UNMEASURED_ENCLOSURE, format!("the size of `{src}` is unknown"))
        .at(article.place("enclosure"))
        .help("add its size as `bytes` beside `src` in `enclosure`, such as 12345678")
}

fn media_type(path: &str) -> Option<String> {
    // Servers may add a slash to the path of a file.
    media_type::by_extension(extension(path.trim_end_matches('/'))).map(str::to_owned)
}
