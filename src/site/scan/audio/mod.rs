//! An audio or video file in, how long it plays, and its tags, out. Only headers are read, and pictures in tags
//! only for themselves.

mod bounded;
mod bytes;
mod cover_art;
mod cut_off;
mod quicktime;
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
use crate::site::recording::{Format, Tags};

/// The most that is read of most files, in bytes.
const LIMIT: usize = 1024 * 1024;

/// The most that is read of a file, in bytes. In Ogg, the pictures are in one packet with the other comments.
fn limit(format: Format) -> usize {
    match format {
        Format::Flac | Format::Mp3 | Format::Mp4 | Format::Wav => LIMIT,
        Format::Ogg => 8 * LIMIT,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "others are never measured")]
fn format_of(file_type: FileType) -> Option<Format> {
    match file_type {
        FileType::Flac => Some(Format::Flac),
        FileType::Mpeg => Some(Format::Mp3),
        FileType::Mp4 => Some(Format::Mp4),
        FileType::Opus | FileType::Vorbis | FileType::Speex => Some(Format::Ogg),
        FileType::Wav => Some(Format::Wav),
        _ => None,
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

/// The tags of a file with this extension.
pub(super) fn tags(file: File, extension: &str) -> Option<Tags> {
    tags::read(file, extension)
}

/// The picture in the tags of a file with this extension, of at most 10 MB.
pub(super) fn picture(file: File, extension: &str) -> Option<Vec<u8>> {
    cover_art::read(file, extension)
}

/// Measures a file with this extension.
pub(super) fn measure(file: File, extension: &str) -> Option<Playable> {
    let bytes = file.metadata().ok()?.len();
    Some(measure_recording(file, bytes, extension))
}

/// Measures a file of so many bytes, wherever it is.
#[must_use]
pub(crate) fn measure_recording(file: impl Read + Seek, bytes: u64, extension: &str) -> Playable {
    let (seconds, problem) = match Format::of(extension) {
        Some(format) if bytes > 0 => match duration(file, format, bytes) {
            Ok(seconds) => (seconds, None),
            Err(problem) => (None, Some(problem)),
        },
        Some(_) | None => (None, None),
    };
    Playable { bytes, seconds, problem }
}

/// How long a file plays that should have this content.
fn duration(file: impl Read + Seek, format: Format, bytes: u64) -> Result<Option<u64>, String> {
    let mut reader = BufReader::new(Bounded::new(file, limit(format)));
    let unreadable = || format!("is damaged or cut off, or not {} at all", format.name());
    let guessed = Probe::new(&mut reader).guess_file_type().map_err(|_| unreadable())?.file_type();
    let file_type = guessed.ok_or_else(unreadable)?;
    match format_of(file_type) {
        Some(found) if found == format => {}
        Some(found) => return Err(format!("contains {}, not {}", found.name(), format.name())),
        None => return Err(unreadable()),
    }
    if is_cut_off(&mut reader, format, bytes) {
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
