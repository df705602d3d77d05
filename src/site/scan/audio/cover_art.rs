//! An audio or video file in, the picture in its tags out: the front cover, or else the first one.

use std::fs::File;
use std::io::{BufReader, Read, Seek};

use lofty::config::ParseOptions;
use lofty::file::AudioFile;
use lofty::id3::v2::Frame;
use lofty::mpeg::MpegFile;
use lofty::picture::{Picture, PictureType};
use mp4ameta::ReadConfig;

use super::LIMIT;
use super::bounded::Bounded;
use crate::site::recording::Format;

/// The largest picture that is read, in bytes.
const MAX_BYTES: usize = 10_000_000;

/// The picture in the tags of a file with this extension; none, if it has none, or it cannot be read.
pub(super) fn read(file: File, extension: &str) -> Option<Vec<u8>> {
    let mut reader = BufReader::new(Bounded::new(file, MAX_BYTES + LIMIT));
    of_format(&mut reader, Format::of(extension)?)
}

fn of_format(reader: &mut (impl Read + Seek), format: Format) -> Option<Vec<u8>> {
    let options = ParseOptions::new().read_properties(false);
    match format {
        Format::Mp3 => {
            let file = MpegFile::read_from(reader, options).ok()?;
            front(file.id3v2()?.into_iter().filter_map(attached))
        }
        Format::Mp4 => {
            let tag = mp4ameta::Tag::read_with(reader, &MP4).ok()?;
            tag.artwork().map(|picture| picture.data.to_vec())
        }
        // They count in a podcast, in which no such file can be.
        Format::Flac | Format::Ogg | Format::Wav => None,
    }
}

/// What is read of an MP4.
const MP4: ReadConfig = ReadConfig { read_meta_items: true, read_image_data: true, ..ReadConfig::NONE };

fn attached<'f>(frame: &'f Frame<'_>) -> Option<&'f Picture> {
    let Frame::Picture(frame) = frame else { return None };
    Some(&frame.picture)
}

fn front<'p>(pictures: impl Iterator<Item = &'p Picture>) -> Option<Vec<u8>> {
    let pictures: Vec<_> = pictures.collect();
    let front = pictures.iter().find(|picture| picture.pic_type() == PictureType::CoverFront);
    front.or(pictures.first()).map(|picture| picture.data().to_vec())
}
