//! An audio or video file in, how long it plays, and its tags, out. Only headers are read, and pictures in tags
//! only for themselves.

mod bounded;
mod bytes;
mod cover_art;
mod cut_off;
mod tags;
mod without_pictures;

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use bounded::Bounded;
use cut_off::is_cut_off;
use lofty::config::ParseOptions;
use lofty::file::{AudioFile, FileType};
use lofty::probe::Probe;

use super::{EMPTY_MEDIA, UNPLAYABLE_MEDIA};
use crate::diagnostic::Diagnostic;
use crate::site::file_name;
use crate::site::recording::Tags;

/// The extensions of files that can be measured, and what they contain. A stream of AAC without a container does not say how
/// long it is.
const KNOWN: &[(&str, Content)] = &[
    ("flac", Content::Flac),
    ("m4a", Content::Mp4),
    ("m4b", Content::Mp4),
    ("m4v", Content::Mp4),
    ("mov", Content::Mp4),
    ("mp3", Content::Mp3),
    ("mp4", Content::Mp4),
    ("oga", Content::Ogg),
    ("ogg", Content::Ogg),
    ("opus", Content::Ogg),
    ("wav", Content::Wav),
];

/// The most that is read of most files, in bytes.
const LIMIT: usize = 1024 * 1024;

/// What a file contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Flac,
    Mp3,
    Mp4,
    Ogg,
    Wav,
}

impl Content {
    fn name(self) -> &'static str {
        match self {
            Content::Flac => "FLAC",
            Content::Mp3 => "MP3",
            Content::Mp4 => "MP4",
            Content::Ogg => "Ogg",
            Content::Wav => "WAV",
        }
    }

    /// The most that is read of a file, in bytes. In Ogg, the pictures are in one packet with the other comments.
    fn limit(self) -> usize {
        match self {
            Content::Flac | Content::Mp3 | Content::Mp4 | Content::Wav => LIMIT,
            Content::Ogg => 8 * LIMIT,
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "others are never measured")]
    fn of(file_type: FileType) -> Option<Content> {
        match file_type {
            FileType::Flac => Some(Content::Flac),
            FileType::Mpeg => Some(Content::Mp3),
            FileType::Mp4 => Some(Content::Mp4),
            FileType::Opus | FileType::Vorbis | FileType::Speex => Some(Content::Ogg),
            FileType::Wav => Some(Content::Wav),
            _ => None,
        }
    }
}

/// A file to play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Playable {
    /// Its size.
    pub bytes: u64,
    /// How long it plays, in seconds, if that is known.
    pub seconds: Option<u64>,
    /// What is wrong with it, as the end of a sentence about it.
    pub problem: Option<String>,
}

/// The finding about a file that cannot be played.
pub(super) fn unplayable(src: &str, measured: &Playable) -> Option<Diagnostic> {
    let (code, problem) = match &measured.problem {
        _ if measured.bytes == 0 => (&EMPTY_MEDIA, "is empty"),
        Some(problem) => (&UNPLAYABLE_MEDIA, problem.as_str()),
        None => return None,
    };
    let finding = Diagnostic::new(code, format!("the file `{src}` {problem}"));
    Some(finding.help("replace it with the complete file, with the extension that matches its content"))
}

/// Whether a file at a path can be measured.
pub(super) fn is_recording(path: &str) -> bool {
    content(file_name::extension(path)).is_some()
}

/// The tags of a file with this extension.
pub(super) fn tags(file: File, extension: &str) -> Option<Tags> {
    tags::read(file, extension)
}

/// The picture in the tags of a file with this extension, of at most 10 MB.
pub(super) fn picture(file: File, extension: &str) -> Option<Vec<u8>> {
    cover_art::read(file, extension)
}

/// What a file with this extension contains.
fn content(extension: &str) -> Option<Content> {
    KNOWN.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known)).map(|(_, content)| *content)
}

/// Measures a file with this extension.
pub(super) fn measure(file: File, extension: &str) -> Option<Playable> {
    let bytes = file.metadata().ok()?.len();
    Some(measure_recording(file, bytes, extension))
}

/// Measures a file of so many bytes, wherever it is.
#[must_use]
pub(crate) fn measure_recording(file: impl Read + Seek, bytes: u64, extension: &str) -> Playable {
    let (seconds, problem) = match content(extension) {
        Some(content) if bytes > 0 => match duration(file, content, bytes) {
            Ok(seconds) => (seconds, None),
            Err(problem) => (None, Some(problem)),
        },
        Some(_) | None => (None, None),
    };
    Playable { bytes, seconds, problem }
}

/// How long a file plays that should have this content.
fn duration(file: impl Read + Seek, content: Content, bytes: u64) -> Result<Option<u64>, String> {
    let mut reader = BufReader::new(Bounded::new(file, content.limit()));
    let unreadable = || format!("is damaged or cut off, or not {} at all", content.name());
    let guessed = Probe::new(&mut reader).guess_file_type().map_err(|_| unreadable())?.file_type();
    let file_type = guessed.ok_or_else(unreadable)?;
    match Content::of(file_type) {
        Some(found) if found == content => {}
        Some(found) => return Err(format!("contains {}, not {}", found.name(), content.name())),
        None => return Err(unreadable()),
    }
    if is_cut_off(&mut reader, content, bytes) {
        return Err("is cut off: it is shorter than its headers say".to_owned());
    }
    reader.seek(SeekFrom::Start(0)).map_err(|_| unreadable())?;
    let options = ParseOptions::new().read_tags(false).read_cover_art(false);
    let read = Probe::with_file_type(reader, file_type).options(options).read().map_err(|_| unreadable())?;
    let seconds = read.properties().duration().as_secs_f64().round();
    Ok((seconds > 0.0).then_some(whole(seconds)))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a length is a small positive number"
)]
fn whole(seconds: f64) -> u64 {
    seconds as u64
}
