//! Articles with files on other hosts in, what is measured of these, in their metadata, out. What is already there is
//! neither measured again nor changed. Requests nothing itself.

mod insert;
mod ranged;

use std::io;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use crate::authoring::{self, Edit, UNMEASURABLE, UNMEASURED_DURATION};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::feed::url::scheme;
use crate::root::Root;
use crate::site::article::{Article, EnclosureRef};
use crate::site::config::Config;
use crate::site::file_name::extension;
use crate::site::files::Source;
use crate::site::pipeline::{self, index};
use crate::site::recording::Format;
use crate::site::scan;
use crate::source::media_type;

pub(crate) use ranged::BLOCK;
use ranged::RangedFile;

/// What measuring did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Measured {
    /// What was written, in the order of the files.
    pub written: Vec<WrittenMeasures>,
    /// Why other files were not measured.
    pub diagnostics: Vec<Diagnostic>,
}

/// The measures of a file on another host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WrittenMeasures {
    /// The metadata that has them now.
    pub file: PathBuf,
    /// The file that was measured.
    pub url: String,
    /// The keys that were added.
    pub keys: Vec<(&'static str, Value)>,
}

/// What is allowed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MeasureOptions {
    /// Whether nothing is written.
    pub dry_run: bool,
    /// Whether addresses of this machine and its network are requested, too.
    pub allow_local: bool,
}

/// A server's answer about a recording.
pub(crate) struct Recording<'r> {
    /// How many bytes it has, if the server says so.
    pub bytes: Option<u64>,
    /// Its media type, as the server says.
    pub media_type: Option<String>,
    /// The path of its URL, after redirects.
    pub path: String,
    /// Its first block.
    pub first: Vec<u8>,
    /// Requests another block.
    pub request: Box<dyn FnMut(u64) -> io::Result<Vec<u8>> + 'r>,
}

/// Requests a recording.
pub(crate) type RequestRecording<'r> = dyn Fn(&str) -> Result<Recording<'r>, Error> + 'r;

/// Measures the files on other hosts whose sizes are unknown, of the articles that are `wanted`.
///
/// # Errors
/// If the content folder cannot be read, or a file cannot be written.
pub(crate) fn measure(
    config: &Config,
    options: MeasureOptions,
    wanted: &dyn Fn(&Source) -> bool,
    request: &RequestRecording<'_>,
) -> Result<Measured, Error> {
    // An episode that is scheduled is measured before it is published.
    let options_of_index =
        pipeline::Options { drafts: true, ..pipeline::Options::at(DateTime::<Utc>::MAX_UTC) };
    let index = index(config, &options_of_index, Vec::new(), &|_| {})?;
    let (mut measured, mut edits) = (Measured::default(), Vec::new());
    for indexed in index.articles.iter().filter(|article| wanted(&article.source)) {
        match index.article(config, indexed) {
            Ok(article) => {
                edits.extend(of_article(&index.content, &article, options, request, &mut measured)?);
            }
            Err(changed) => measured.diagnostics.push(changed),
        }
    }
    if !options.dry_run {
        authoring::write(index.content.path(), &edits)?;
    }
    measured.written.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(measured)
}

/// The keys that lead to the files of an article, and these.
fn files(article: &Article) -> impl Iterator<Item = (&'static [&'static str], usize, &EnclosureRef)> {
    let enclosures = article.enclosures.iter().enumerate();
    let enclosures = enclosures.map(|(at, file)| (["enclosure"].as_slice(), at, file));
    let alternates = article.episode.iter().flat_map(|episode| episode.alternates.iter().enumerate());
    enclosures.chain(alternates.map(|(at, (file, _))| (["episode", "alternate"].as_slice(), at, file)))
}

fn of_article(
    content: &Root,
    article: &Article,
    options: MeasureOptions,
    request: &RequestRecording<'_>,
    measured: &mut Measured,
) -> Result<Option<Edit>, Error> {
    let file = article.source.metadata_file();
    let is_remote = |file: &EnclosureRef| scheme(&file.src).is_some() || file.src.starts_with("//");
    let unknown: Vec<_> =
        files(article).filter(|(.., file)| file.bytes.is_none() && is_remote(file)).collect();
    if unknown.is_empty() {
        return Ok(None);
    }
    let Some(before) = scan::bytes_below(content, article.source.metadata_path().as_ref())? else {
        return Ok(None);
    };
    let head = article.source.sidecar().is_none().then_some(article.source.head);
    let mut after = before.clone();
    for (path, at, enclosure) in unknown {
        let place = article.place(path.first().copied().unwrap_or_default());
        let keys = match of_file(enclosure, options, request) {
            Ok((keys, finding)) => {
                let placed = finding.map(|finding| Diagnostic { place: Some(place), ..finding });
                measured.diagnostics.extend(placed);
                keys
            }
            Err(finding) => {
                measured.diagnostics.push(Diagnostic { place: Some(place), ..finding });
                continue;
            }
        };
        let added: Map<_, _> = keys.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
        match insert::keys(&after, head, (path, at), &added) {
            Ok(bytes) => {
                after = bytes;
                let url = enclosure.url.to_string();
                measured.written.push(WrittenMeasures { file: file.clone(), url, keys });
            }
            Err(reason) => {
                let line: Vec<_> = keys.iter().map(|(key, value)| format!("{key} = {value}")).collect();
                measured.diagnostics.push(authoring::unsafe_edit(&file, reason, &line.join(", ")));
            }
        }
    }
    Ok((after != before).then_some(Edit { file, before: Some(before), after }))
}

/// Keys with measures.
type Measures = Vec<(&'static str, Value)>;

/// The keys with the measures of a file, and a finding about one that cannot be measured.
fn of_file(
    file: &EnclosureRef,
    options: MeasureOptions,
    request: &RequestRecording<'_>,
) -> Result<(Measures, Option<Diagnostic>), Diagnostic> {
    let url = file.url.as_str();
    if file.url.is_local() && !options.allow_local {
        let help = "write the public URL of the recording, or pass --allow-local";
        return Err(unmeasurable(url, "is an address of this machine or its network", help));
    }
    let recording = request(url).map_err(|error| {
        let help = error.help().unwrap_or("check the URL, and run `feedwright measure` again").to_owned();
        Diagnostic::new(&UNMEASURABLE, error.to_string()).help(help)
    })?;
    let said = recording.media_type.clone().filter(|said| said != UNKNOWN_TYPE);
    if let Some(said) = said.as_deref().filter(|said| !is_recording(said)) {
        let help = "check the URL: some servers respond with a page for missing files";
        return Err(unmeasurable(url, &format!("is `{said}`, not a recording"), help));
    }
    let Some(bytes) = recording.bytes else {
        let help = "add its size as `bytes` beside `src`, such as 12345678";
        return Err(unmeasurable(url, "comes from a server that does not report its size", help));
    };
    if bytes == 0 {
        return Err(unmeasurable(
            url,
            "is empty",
            "upload the complete file, and run `feedwright measure` again",
        ));
    }
    let by_name = [file.url.path(), &recording.path].into_iter().find_map(known_extension);
    let kind = by_name.or_else(|| extension_of(said.as_deref()?)).unwrap_or_default().to_owned();
    let Duration { seconds, is_incomplete } = duration(recording, bytes, &kind, url)?;
    let of_url = media_type::by_extension(extension(file.url.path()));
    let told = said.filter(|_| file.media_type.is_none() && of_url.is_none());
    let keys = [
        Some(("bytes", Value::from(bytes))),
        told.map(|told| ("type", Value::from(told))),
        seconds.filter(|_| file.seconds.is_none()).map(|seconds| ("duration", Value::from(seconds))),
    ];
    let is_lacking = seconds.is_none() && file.seconds.is_none() && Format::of(&kind).is_some();
    Ok((keys.into_iter().flatten().collect(), is_lacking.then(|| without_duration(url, is_incomplete))))
}

/// The finding about a recording that does not say how long it plays, perhaps only since its server does not send that part.
fn without_duration(url: &str, is_incomplete: bool) -> Diagnostic {
    let why =
        if is_incomplete { "its server does not send parts of files" } else { "the file does not say it" };
    let message = format!("the duration of `{url}` was not found: {why}");
    let help = "add it as `duration` beside `src`, in seconds or as \"1:02:03\"";
    Diagnostic::new(&UNMEASURED_DURATION, message).help(help)
}

/// How long a recording plays, if that is known, and whether the server sent less of it than was needed.
struct Duration {
    seconds: Option<u64>,
    is_incomplete: bool,
}

/// Asks for how long a recording plays.
fn duration(
    mut recording: Recording<'_>,
    bytes: u64,
    extension: &str,
    url: &str,
) -> Result<Duration, Diagnostic> {
    let mut file = RangedFile::new(bytes, recording.first, &mut *recording.request);
    let playable = scan::measure_recording(&mut file, bytes, extension);
    match playable.problem {
        // What is missing may only be what the server did not send.
        Some(_) if file.is_incomplete => Ok(Duration { seconds: None, is_incomplete: true }),
        Some(problem) => {
            let help = "upload the complete file, with the extension that matches its content";
            Err(unmeasurable(url, &problem, help))
        }
        None => Ok(Duration { seconds: playable.seconds, is_incomplete: file.is_incomplete }),
    }
}

/// What servers say about files that they know nothing about.
const UNKNOWN_TYPE: &str = "application/octet-stream";

/// Whether a media type can be that of an episode.
fn is_recording(media_type: &str) -> bool {
    let (kind, _) = media_type.split_once('/').unwrap_or_default();
    matches!(kind, "audio" | "video")
        || matches!(media_type, "application/ogg" | "application/pdf" | "application/mp4")
}

/// The extension in a path, if such files have a media type.
fn known_extension(path: &str) -> Option<&str> {
    let extension = extension(path.trim_end_matches('/'));
    media_type::by_extension(extension).map(|_| extension)
}

/// An extension of files with a media type.
fn extension_of(media_type: &str) -> Option<&'static str> {
    const COMMON: &[&str] = &["mp3", "m4a", "mp4", "m4v", "mov", "ogg", "opus", "flac", "wav", "pdf"];
    COMMON.iter().copied().find(|known| media_type::by_extension(known) == Some(media_type))
}

fn unmeasurable(url: &str, problem: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&UNMEASURABLE, format!("`{url}` {problem}")).help(help.to_owned())
}
