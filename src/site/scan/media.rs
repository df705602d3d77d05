//! Measures the files that articles refer to.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

use super::audio::{self, Playable};
use super::cover::{self, IMAGES};
use super::episode_texts;
use super::listing::names_in;
use super::on_site::{Roots, named_literally, on_site, path_on_site};
use super::picture::{self, Picture};
use super::{
    FILE_OUTSIDE_CONTENT, MISSING_FILE, UNMEASURED_ENCLOSURE, UNREADABLE_EPISODE_TEXT, UNUSED_PICTURE,
    UNWRITTEN_CHAPTERS,
};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::feed::podcast::{Alternate, Episode, Transcript};
use crate::feed::url::{is_site_path, scheme};
use crate::feed::{Enclosure, Image, ImageForm, Url};
use crate::root::{OpenError, slashed};
use crate::site::article::{Article, EnclosureRef, FileRef, ImageFileRef, ImageRef, TextFrom};
use crate::site::article_paths;
use crate::site::chapters::{self, ChaptersFile};
use crate::site::episode_picture::{self, PictureFile};
use crate::site::file_name::{FileName, extension, join, without_extension};
use crate::site::files::TRANSCRIPT_TYPES;
use crate::site::kind::FileKind;
use crate::site::rules::PicturesFrom;
use crate::source::media_type;

/// The address of a file beside the article, by its path, if that is not relative to the article's page.
pub(crate) type SharedUrl<'s> = dyn Fn(&str) -> Option<Url> + 's;

/// An article's pictures, measured if they lie beside the article or, for a path on the site, in one of `roots`.
#[must_use]
pub(crate) fn images(
    article: &Article,
    roots: Roots<'_>,
    shared: &SharedUrl<'_>,
) -> (Vec<Image>, Vec<Diagnostic>) {
    let absent = article.images.iter().filter_map(|reference| absent_in_bundle(article, reference, roots));
    let mut found: Vec<_> = absent.collect();
    let references = article.images.iter().filter(|reference| is_meant(article, &reference.file.src, roots));
    let images = references.map(|reference| image(article, reference, (roots, shared), &mut found));
    (images.collect(), found)
}

/// Whether a path in a head is that of a picture. In a bundle, others are for the site's theme.
fn is_meant(article: &Article, src: &str, roots: Roots<'_>) -> bool {
    match roots.pictures {
        PicturesFrom::Bundle if is_relative(src) => {
            is_bundle(article, roots) && matches!(beside(article, src, roots), Local::File(_))
        }
        PicturesFrom::Bundle | PicturesFrom::Page => true,
    }
}

/// Reports a picture that is missing in a bundle: a bare name that no file at the root of the site has either. A longer
/// path may be in a folder of the theme.
fn absent_in_bundle(article: &Article, reference: &ImageRef, roots: Roots<'_>) -> Option<Diagnostic> {
    let src = reference.file.src.as_str();
    let is_bare = is_relative(src) && !src.contains('/') && media_type::is_image(extension(src));
    let is_of_bundle = || roots.pictures == PicturesFrom::Bundle && is_bundle(article, roots);
    if !is_bare || !is_of_bundle() || roots.output.file(src.as_ref()).is_ok() {
        return None;
    }
    missing(&article.place_of(&reference.span), src, &beside(article, src, roots))
}

fn is_relative(src: &str) -> bool {
    !src.starts_with('/') && scheme(src).is_none()
}

/// Whether an article is a bundle: it has a folder of its own.
fn is_bundle(article: &Article, roots: Roots<'_>) -> bool {
    FileName::of(&article.source.path, roots.names, |_| false).is_index
}

fn image(
    article: &Article,
    reference: &ImageRef,
    (roots, shared): (Roots<'_>, &SharedUrl<'_>),
    found: &mut Vec<Diagnostic>,
) -> Image {
    let mut file = |file: &ImageFileRef| {
        let (opened, url) = local(article, &file.src, &file.url, roots);
        let url = shared(&file.src).unwrap_or(url);
        let place = article.place_of(&reference.span);
        found.extend(missing(&place, &file.src, &opened));
        let picture = opened.picture(&file.src);
        let finding = picture.as_ref().and_then(|picture| picture.finding(&file.src));
        found.extend(finding.map(|finding| finding.at(place)));
        form(url, picture.as_ref())
    };
    let own = file(&reference.file);
    let forms = reference.forms.iter().map(file).collect();
    let ImageRef { alt, caption, credit, copyright, .. } = reference.clone();
    let ImageForm { media_type, bytes, size, .. } = own;
    Image { media_type, bytes, size, alt, caption, credit, copyright, forms, ..Image::new(own.url) }
}

fn form(url: Url, picture: Option<&Picture>) -> ImageForm {
    ImageForm {
        media_type: media_type(url.path()),
        bytes: picture.map(|picture| picture.bytes),
        size: picture.and_then(|picture| picture.size),
        ..ImageForm::new(url)
    }
}

/// A picture in the text of an article, as written and at its URL, if it is a file of the site; and what is wrong with it,
/// without a place.
#[must_use]
pub(crate) fn picture_in_text(
    article: &Article,
    (src, url): (&str, &Url),
    roots: Roots<'_>,
) -> Option<(ImageForm, Option<Diagnostic>)> {
    let is_source = article.text_from == TextFrom::Source;
    let beside = is_source.then(|| local(article, src, url, roots).0);
    let missing = match &beside {
        Some(file @ Local::Absent(_)) if roots.are_complete => missing_file(src, file),
        Some(_) | None => None,
    };
    let absent = || missing.filter(|_| on_site(url, roots).is_none());
    let picture = beside.and_then(|file| file.picture(src));
    match picture.or_else(|| picture::look(&mut on_site(url, roots)?, src)) {
        Some(picture) => Some((form(url.clone(), Some(&picture)), picture.finding(src))),
        None => absent().map(|finding| (form(url.clone(), None), Some(finding))),
    }
}

/// An article's enclosures, measured likewise; what the metadata says about size, length and type counts first. In a
/// podcast, apps cannot show an episode whose size is unknown.
#[must_use]
pub(crate) fn enclosures(
    article: &Article,
    is_in_podcast: bool,
    roots: Roots<'_>,
) -> (Vec<Enclosure>, Vec<Diagnostic>) {
    let (mut enclosures, mut found) = (Vec::new(), Vec::new());
    for (at, file) in article.enclosures.iter().enumerate() {
        let from = found.len();
        let enclosure = enclosure(article, ("enclosure", file), roots, &mut found);
        if is_in_podcast && at == 0 && enclosure.bytes == 0 {
            found.iter_mut().skip(from).for_each(|finding| finding.severity = Severity::Error);
        }
        enclosures.push(enclosure);
    }
    (enclosures, found)
}

/// A file to play that a key names.
fn enclosure(
    article: &Article,
    (key, reference): (&str, &EnclosureRef),
    roots: Roots<'_>,
    found: &mut Vec<Diagnostic>,
) -> Enclosure {
    let (file, url) = local(article, &reference.src, &reference.url, roots);
    let place = match &reference.span {
        Some(span) => article.place_of(span),
        None => article.place(key),
    };
    let missing = missing(&place, &reference.src, &file);
    let measured = file.played(&reference.src);
    let bytes = reference.bytes.or_else(|| measured.as_ref().map(|measured| measured.bytes));
    if bytes.is_none() {
        found.push(missing.unwrap_or_else(|| unmeasured(article, reference, roots).at(place.clone())));
    }
    let problem = measured.as_ref().and_then(|measured| audio::unplayable(&reference.src, measured));
    found.extend(problem.map(|problem| problem.at(place)));
    let known = reference.media_type.clone().or_else(|| media_type(url.path()));
    let media_type = known.unwrap_or_else(|| "application/octet-stream".to_owned());
    let seconds = reference.seconds.or_else(|| measured?.seconds);
    Enclosure { seconds, ..Enclosure::new(url, bytes.unwrap_or_default(), &media_type) }
}

/// An episode, with the chapters that are to be written beside it, and what is wrong with its files.
pub(crate) struct EpisodeFiles {
    /// What it says; `None` for an article that is not an episode.
    pub episode: Option<Box<Episode>>,
    /// Its chapters, if they are only in the tags of its first file.
    pub chapters: Option<ChaptersFile>,
    /// Its picture, if that is only in the tags of its file.
    pub picture: Option<PictureFile>,
    /// What is wrong with its files.
    pub found: Vec<Diagnostic>,
}

/// What an article says as an episode, with the transcripts and the chapters of its first file if it names none: those
/// beside the file, or else the chapters in its tags, which are read if it is in a podcast.
#[must_use]
pub(crate) fn episode(article: &Article, is_in_podcast: bool, roots: Roots<'_>) -> EpisodeFiles {
    let said = article.episode.as_deref();
    let named = said.map(|said| said.files.as_slice()).unwrap_or_default();
    let lacking = |file: &FileRef| {
        let (local, _) = local(article, &file.src, &article.permalink, roots);
        missing(&article.place_of(&file.span), &file.src, &local)
    };
    let mut found: Vec<_> = named.iter().filter_map(lacking).collect();
    let text = |file: &FileRef| (article.place_of(&file.span), file.src.clone(), file.key == "chapters");
    let mut texts: Vec<_> = named.iter().filter(|file| file.key != "image").map(text).collect();
    let mut episode = said.map(|said| said.episode.clone()).unwrap_or_default();
    let (mut chapters_file, mut picture) = (None, None);
    let alternates = said.map(|said| said.alternates.as_slice()).unwrap_or_default();
    episode.alternates.extend(alternates.iter().map(|(file, alternate)| {
        let file = enclosure(article, ("episode", file), roots, &mut found);
        Alternate { file, ..alternate.clone() }
    }));
    name_files(&mut episode, article, named, roots);
    let mut image_src = named.iter().find(|file| file.key == "image").map(|file| file.src.clone());
    if let Some(first) = article.enclosures.first().filter(|_| roots.articles.is_some()) {
        if episode.transcripts.is_empty() {
            let beside = transcripts_beside(article, &first.src, roots);
            texts.extend(beside.iter().map(|(name, _)| (article.place("enclosure"), name.clone(), false)));
            episode.transcripts = beside.into_iter().map(|(_, transcript)| transcript).collect();
        }
        let has_own_image = article.source.kind != FileKind::Media && !article.images.is_empty();
        if episode.image.is_none() && !has_own_image {
            let beside = |extension: &&str| {
                Some((
                    file_name_with(&first.src, extension),
                    beside_file(article, &first.src, extension, roots)?,
                ))
            };
            (image_src, episode.image) = IMAGES.iter().find_map(beside).unzip();
            if image_src.is_none() && is_in_podcast {
                let of_tags = picture_in_tags(article, first, roots);
                (episode.image, picture) = (of_tags.url, of_tags.file);
                found.extend(of_tags.unused);
            }
        }
        if episode.chapters.is_none() && is_in_podcast {
            let (url, written, unwritten) = chapters(article, first, roots);
            (episode.chapters, chapters_file) = (url, written);
            found.extend(unwritten);
            texts.push((article.place("enclosure"), file_name_with(&first.src, chapters::ENDING), true));
        }
    }
    if let Some((src, url)) = image_src.zip(episode.image.as_ref()).filter(|_| is_in_podcast) {
        let unfit = cover::episode_image((&src, url), local(article, &src, url, roots).0.opened());
        found.extend(unfit.map(|finding| finding.at(article.place("episode.image"))));
    }
    found.extend(texts.into_iter().filter_map(|(place, src, has_chapters)| {
        Some(unreadable_text(article, &src, has_chapters, roots)?.at(place))
    }));
    let is_episode = said.is_some() || episode != Episode::default();
    let episode = is_episode.then(|| Box::new(episode));
    EpisodeFiles { episode, chapters: chapters_file, picture, found }
}

/// The finding about a transcript, or a file of chapters, that apps cannot read.
fn unreadable_text(article: &Article, src: &str, has_chapters: bool, roots: Roots<'_>) -> Option<Diagnostic> {
    let file = local(article, src, &article.permalink, roots).0.opened()?;
    let problem = if has_chapters {
        episode_texts::chapters_problem(file)
    } else {
        episode_texts::transcript_problem(file, played_extension(src))
    };
    let finding = Diagnostic::new(&UNREADABLE_EPISODE_TEXT, format!("the file `{src}` {}", problem?));
    Some(finding.help("correct the file, or give it the extension that matches its content"))
}

/// Gives an episode the addresses of its files whose names have a meaning in a URL, such as `ep #1.png`.
fn name_files(episode: &mut Episode, article: &Article, named: &[FileRef], roots: Roots<'_>) {
    let Episode { image, chapters, transcripts, .. } = episode;
    let urls = [("image", image.iter_mut().collect()), ("chapters", chapters.iter_mut().collect())];
    let transcripts: Vec<_> = transcripts.iter_mut().map(|transcript| &mut transcript.url).collect();
    for (key, urls) in urls.into_iter().chain([("episode.transcript", transcripts)]) {
        for (file, url) in named.iter().filter(|file| file.key == key).zip(urls) {
            *url = local(article, &file.src, url, roots).1;
        }
    }
}

/// The chapters of a file: where they are, what is to be written there, and why they are not.
fn chapters(
    article: &Article,
    file: &EnclosureRef,
    roots: Roots<'_>,
) -> (Option<Url>, Option<ChaptersFile>, Option<Diagnostic>) {
    if let Some(url) = beside_file(article, &file.src, chapters::ENDING, roots) {
        return (Some(url), None, None);
    }
    let (Local::File(opened), url) = local(article, &file.src, &file.url, roots) else {
        return (None, None, None);
    };
    let tags = audio::tags(opened, played_extension(&file.src)).unwrap_or_default();
    let Some(url) = Url::parse(&chapters::beside(url.as_str())).ok().filter(|_| !tags.chapters.is_empty())
    else {
        return (None, None, None);
    };
    let Some(path) = path_on_site(&url, roots.base_url) else {
        return (None, None, Some(unwritten(article, &file.src)));
    };
    // What another program has put there is not replaced.
    let is_taken = roots.output.file(path.as_ref()).is_ok_and(|file| !is_ours(&file));
    let chapters = ChaptersFile { url: url.clone(), path, chapters: tags.chapters };
    (Some(url), (!is_taken).then_some(chapters), None)
}

/// The picture in the tags of a recording.
#[derive(Default)]
struct TagPicture {
    url: Option<Url>,
    /// What is to be written there.
    file: Option<PictureFile>,
    /// Why it is not used.
    unused: Option<Diagnostic>,
}

/// The picture in the tags of a recording that is an article itself: where it is, and what is to be written there.
fn picture_in_tags(article: &Article, file: &EnclosureRef, roots: Roots<'_>) -> TagPicture {
    let (Local::File(opened), url) = local(article, &file.src, &file.url, roots) else {
        return TagPicture::default();
    };
    let Some(picture) = audio::picture(opened, played_extension(&file.src)) else {
        return TagPicture::default();
    };
    let unused = |problem: &str| TagPicture {
        unused: Some(unused_picture(&file.src, problem).at(article.place("enclosure"))),
        ..TagPicture::default()
    };
    let beside = episode_picture::beside(url.as_str(), &picture);
    if let Some(problem) = cover::problem_of(&picture, beside.as_deref().unwrap_or_default()) {
        return unused(&problem);
    }
    let beside = beside.and_then(|url| Url::parse(&url).ok());
    let on_site = beside.and_then(|url| Some((path_on_site(&url, roots.base_url)?, url)));
    let Some((path, url)) = on_site else {
        return unused("is not published because its page is on another host");
    };
    let is_taken = roots.output.file(path.as_ref()).is_ok_and(|file| !is_ours(&file));
    if is_taken {
        return TagPicture { url: Some(url), ..TagPicture::default() };
    }
    let Some(bytes) = episode_picture::marked(&picture, &url) else { return unused("is damaged") };
    let file = Some(PictureFile { url: url.clone(), path, bytes });
    TagPicture { url: Some(url), file, unused: None }
}

fn unused_picture(src: &str, problem: &str) -> Diagnostic {
    let message = format!("the picture in the tags of `{src}` {problem}, so apps show the cover of the show");
    let help =
        format!("{}, in the tags or as a file with the name of the recording beside it", cover::COVER_HELP);
    Diagnostic::new(&UNUSED_PICTURE, message).help(help)
}

fn unwritten(article: &Article, src: &str) -> Diagnostic {
    let message = format!("the chapters in `{src}` are not published because its page is on another host");
    Diagnostic::new(&UNWRITTEN_CHAPTERS, message)
        .at(article.place("enclosure"))
        .help("publish them there as a file of JSON chapters, and set `chapters` under [episode] to its URL")
}

/// Whether a file was written by a build.
fn is_ours(file: &File) -> bool {
    let mut beginning = Vec::new();
    file.take(BEGINNING).read_to_end(&mut beginning).is_ok()
        && (chapters::is_ours(&beginning) || episode_picture::is_ours(&beginning))
}

/// How much of a file tells whether it is ours.
const BEGINNING: u64 = 66 * 1024;

/// The transcripts beside a file, which have its name, with their own names.
fn transcripts_beside(article: &Article, src: &str, roots: Roots<'_>) -> Vec<(String, Transcript)> {
    let of_type = |(extension, media_type): &(&str, &str)| {
        let url = beside_file(article, src, extension, roots)?;
        Some((file_name_with(src, extension), Transcript::new(url, media_type)))
    };
    TRANSCRIPT_TYPES.iter().filter_map(of_type).collect()
}

/// The URL of the file with the name of another one and another extension, if it is not an article itself, and was not
/// written by a build.
fn beside_file(article: &Article, src: &str, extension: &str, roots: Roots<'_>) -> Option<Url> {
    if scheme(src).is_some() || src.starts_with("//") {
        return None;
    }
    let name = file_name_with(src, extension);
    let (file, url) = match name.strip_prefix('/') {
        Some(_) => local(article, &name, &roots.base_url.on_site(&name).ok()?, roots),
        None => (beside(article, &name, roots), article.permalink.file_beside(&name).ok()?),
    };
    match file {
        Local::File(ref file) if !is_article(article, &name, roots) && !is_ours(file) => Some(url),
        Local::File(_) | Local::Elsewhere | Local::OnSite | Local::Absent(_) | Local::Outside => None,
    }
}

/// Whether the file of a name beside an article, or at a path on the site, is an article itself.
fn is_article(article: &Article, name: &str, roots: Roots<'_>) -> bool {
    let named = match name.strip_prefix('/') {
        Some(path) => Some(in_content(article, path, roots)),
        None => article_paths::named_file(article.source.dir(), name),
    };
    // A name may contain what has a meaning in a URL.
    let paths = named.into_iter().chain([join(article.source.dir(), name)]);
    roots.articles.is_some_and(|all| paths.into_iter().any(|path| all.contains(path.as_str())))
}

/// Where a file at a path on the site is below the content folder.
fn in_content(article: &Article, path: &str, roots: Roots<'_>) -> String {
    let own = roots.names.root_of(&article.source.path).map_or("", |root| root.dir.as_str());
    join(own, path)
}

/// The name of a file with another extension.
fn file_name_with(src: &str, extension: &str) -> String {
    format!("{}.{extension}", without_extension(src))
}

/// The target of a reference.
enum Local {
    /// Another host.
    Elsewhere,
    /// A path on the site that another program may create.
    OnSite,
    /// A file at this path, as the user writes it, which does not exist.
    Absent(PathBuf),
    /// A file outside of the content folder, which is not read.
    Outside,
    /// An existing file, opened.
    File(File),
}

impl Local {
    /// Measures a file to play.
    fn played(self, src: &str) -> Option<Playable> {
        audio::measure(self.opened()?, played_extension(src))
    }

    fn picture(self, src: &str) -> Option<Picture> {
        picture::look(&mut self.opened()?, src)
    }

    fn opened(self) -> Option<File> {
        match self {
            Local::File(file) => Some(file),
            Local::Elsewhere | Local::OnSite | Local::Absent(_) | Local::Outside => None,
        }
    }
}

/// The target of a reference, and its URL. A name is looked for as it stands first: it may contain what has a meaning in a
/// URL, such as `ep #1.mp3`.
fn local(article: &Article, src: &str, url: &Url, roots: Roots<'_>) -> (Local, Url) {
    let is_name = src.contains(['#', '?', '%']) && scheme(src).is_none() && !src.starts_with("//");
    let on_site = || {
        let url = named_literally(&roots.base_url.on_site(src).ok()?, roots)?;
        Some((on_site(&url, roots).map_or(Local::OnSite, Local::File), url))
    };
    let literal = || {
        if src.starts_with('/') {
            return on_site();
        }
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
        let in_content = in_content(article, path, roots);
        let file = roots.content.file(in_content.as_ref()).or_else(|_| roots.output.file(path.as_ref()));
        return file.map_or(Local::OnSite, Local::File);
    }
    beside(article, &path, roots)
}

/// The file at a path relative to an article's folder.
fn beside(article: &Article, path: &str, roots: Roots<'_>) -> Local {
    let path = Path::new(article.source.dir()).join(path);
    let in_output = || roots.output.file_at(&article.source.folder().join(&path));
    let absent = || {
        let below = article_paths::resolved("", &slashed(&path)).unwrap_or_else(|| slashed(&path));
        Local::Absent(article.source.folder().join(below))
    };
    match roots.content.file(&path) {
        Ok(file) => Local::File(file),
        Err(OpenError::Outside) => in_output().map_or(Local::Outside, Local::File),
        Err(OpenError::NotAFile(_) | OpenError::Io(_)) => in_output().map_or_else(|_| absent(), Local::File),
    }
}

/// The extension of a file to play, which a query may follow.
fn played_extension(src: &str) -> &str {
    extension(src).split(['?', '#']).next().unwrap_or_default()
}

fn missing(place: &Place, src: &str, file: &Local) -> Option<Diagnostic> {
    missing_file(src, file).map(|finding| finding.at(place.clone()))
}

fn missing_file(src: &str, file: &Local) -> Option<Diagnostic> {
    let (code, problem, cure) = match file {
        Local::Absent(file) => {
            let cure = match same_name(file) {
                Some(name) => format!("write `{name}`, as the file is called"),
                None => "add the file".to_owned(),
            };
            (&MISSING_FILE, format!("does not exist: there is no `{}`", slashed(file)), cure)
        }
        Local::Outside => {
            let cure = "move it into the content folder".to_owned();
            (&FILE_OUTSIDE_CONTENT, "is outside of the content folder".to_owned(), cure)
        }
        Local::Elsewhere | Local::OnSite | Local::File(_) => return None,
    };
    let help = format!("{cure}, or write a path on the site (\"/images/…\") or an absolute URL");
    Some(Diagnostic::new(code, format!("the file `{src}` {problem}")).help(help))
}

/// The name of the file that some systems take for one at a path: they ignore the case of letters, or write these in another
/// form.
fn same_name(file: &Path) -> Option<String> {
    let folded = |name: &str| name.nfc().flat_map(char::to_lowercase).collect::<String>();
    let name = folded(&file.file_name()?.to_string_lossy());
    names_in(file.parent()?).into_iter().find(|other| folded(other) == name)
}

fn unmeasured(article: &Article, EnclosureRef { src, .. }: &EnclosureRef, roots: Roots<'_>) -> Diagnostic {
    let by_hand = "write `bytes` beside `src`, such as 12345678";
    let help = if is_site_path(src) {
        let path = article_paths::named_file("", src).unwrap_or_default();
        let content = article.source.folder().join(in_content(article, &path, roots));
        let output = roots.output.path().join(&path);
        format!("add the file as `{}` or `{}`, or {by_hand}", slashed(&content), slashed(&output))
    } else {
        format!("run `feedwright measure`, which adds it, or {by_hand}")
    };
    Diagnostic::new(&UNMEASURED_ENCLOSURE, format!("the size of `{src}` is unknown")).help(help)
}

fn media_type(path: &str) -> Option<String> {
    // Servers may add a slash to the path of a file.
    media_type::by_extension(extension(path.trim_end_matches('/'))).map(str::to_owned)
}
