//! Audio and video files: what they contain by their names, and what they say about themselves in their tags, before
//! anything is made of it.

use crate::site::file_name;

/// What a recording contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Flac,
    Mp3,
    Mp4,
    Ogg,
    Wav,
}

impl Format {
    /// Its name for people.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Format::Flac => "FLAC",
            Format::Mp3 => "MP3",
            Format::Mp4 => "MP4",
            Format::Ogg => "Ogg",
            Format::Wav => "WAV",
        }
    }

    /// What a file with this extension contains, if it can be measured.
    #[must_use]
    pub(crate) fn of(extension: &str) -> Option<Format> {
        FORMATS.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known)).map(|(_, format)| *format)
    }
}

/// The extensions of files that can be measured, and what they contain. A stream of AAC without a container does not say how
/// long it is.
const FORMATS: &[(&str, Format)] = &[
    ("flac", Format::Flac),
    ("m4a", Format::Mp4),
    ("m4b", Format::Mp4),
    ("m4v", Format::Mp4),
    ("mov", Format::Mp4),
    ("mp3", Format::Mp3),
    ("mp4", Format::Mp4),
    ("oga", Format::Ogg),
    ("ogg", Format::Ogg),
    ("opus", Format::Ogg),
    ("wav", Format::Wav),
];

/// Whether a file at a path is a recording that can be measured.
#[must_use]
pub(crate) fn is_recording(path: &str) -> bool {
    Format::of(file_name::extension(path)).is_some()
}

/// The tags of a recording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tags {
    /// Its title.
    pub title: Option<String>,
    /// When it was released, or else recorded, as it is written: often only a year.
    pub date: Option<String>,
    /// What it is about.
    pub summary: Option<String>,
    /// Who made it.
    pub artist: Option<String>,
    /// Its chapters, in the order of their beginnings.
    pub chapters: Vec<Chapter>,
}

/// A chapter of a recording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chapter {
    /// Where it begins, in milliseconds.
    pub start: u64,
    /// Where it ends, if that is known.
    pub end: Option<u64>,
    /// Its title.
    pub title: Option<String>,
    /// A page about it.
    pub url: Option<String>,
    /// Whether the table of contents leaves it out.
    pub is_hidden: bool,
}
