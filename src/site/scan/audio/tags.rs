//! An audio or video file in, its tags out: `ID3v2`, the items of MP4, or the comments of FLAC and Ogg. Pictures are passed over.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use lofty::config::ParseOptions;
use lofty::file::{AudioFile, FileType};
use lofty::flac::FlacFile;
use lofty::id3::v2::{ChapterFrame, Frame, FrameId, Id3v2Tag};
use lofty::mpeg::MpegFile;
use lofty::ogg::tag::VorbisComments;
use lofty::ogg::{OpusFile, SpeexFile, VorbisFile};
use lofty::probe::Probe;
use lofty::tag::Accessor;
use mp4ameta::{Fourcc, ReadConfig};

use super::bounded::Bounded;
use super::without_pictures::WithoutPictures;
use super::{limit, quicktime};
use crate::site::recording::{Chapter, Format, Tags};

/// The tags of a file with this extension; none, if it has none, or they cannot be read.
pub(super) fn read(file: File, extension: &str) -> Option<Tags> {
    let format = Format::of(extension)?;
    let mut reader = BufReader::new(WithoutPictures::new(Bounded::new(file, limit(format))).ok()?);
    let mut tags = of_format(&mut reader, format)?;
    tags.chapters.sort_by_key(|chapter| chapter.start);
    Some(tags)
}

fn of_format(reader: &mut (impl Read + Seek), format: Format) -> Option<Tags> {
    let options = ParseOptions::new().read_properties(false).read_cover_art(false);
    match format {
        Format::Mp3 => MpegFile::read_from(reader, options).ok()?.id3v2().map(of_id3v2),
        Format::Mp4 => of_mp4(reader),
        Format::Flac => FlacFile::read_from(reader, options).ok()?.vorbis_comments().map(of_comments),
        Format::Ogg => of_ogg(reader, options),
        Format::Wav => None,
    }
}

/// The frames of a tag at the beginning of an MP3 (`ID3v2` Chapter Frame Addendum).
fn of_id3v2(tag: &Id3v2Tag) -> Tags {
    let frame = |id: &'static str| tag.get(&FrameId::Valid(Cow::Borrowed(id)));
    let date = |id| match frame(id) {
        Some(Frame::Timestamp(frame)) => Some(frame.timestamp.to_string()),
        Some(_) | None => None,
    };
    let text = |id: &'static str| tag.get_text(&FrameId::Valid(Cow::Borrowed(id))).map(str::to_owned);
    let listed: Vec<_> = tag.into_iter().filter_map(listed).flatten().collect();
    let chapters = tag.into_iter().filter_map(|frame| {
        let Frame::Chapter(frame) = frame else { return None };
        Some((frame, !listed.is_empty() && !listed.contains(&frame.id.as_ref())))
    });
    Tags {
        title: tag.title().map(Cow::into_owned),
        date: date("TDRL").or_else(|| date("TDRC")),
        summary: text("TDES")
            .or_else(|| user_text(tag))
            .or_else(|| tag.comment().map(Cow::into_owned))
            .or_else(|| lyrics(tag)),
        artist: tag.artist().map(Cow::into_owned),
        chapters: chapters.map(|(frame, is_hidden)| chapter(frame, is_hidden)).collect(),
    }
}

/// The description as ffmpeg writes it, in a frame of its own name.
fn user_text(tag: &Id3v2Tag) -> Option<String> {
    tag.into_iter().find_map(|frame| {
        let Frame::UserText(frame) = frame else { return None };
        frame.description.eq_ignore_ascii_case("description").then(|| frame.content.to_string())
    })
}

/// The lyrics, where podcasters put what else they have to say.
fn lyrics(tag: &Id3v2Tag) -> Option<String> {
    tag.into_iter().find_map(|frame| {
        let Frame::UnsynchronizedText(frame) = frame else { return None };
        Some(frame.content.to_string())
    })
}

/// The chapters in a table of contents.
fn listed<'f>(frame: &'f Frame<'_>) -> Option<impl Iterator<Item = &'f str>> {
    let Frame::TableOfContents(frame) = frame else { return None };
    Some(frame.entries.iter().map(AsRef::as_ref))
}

fn chapter(frame: &ChapterFrame<'_>, is_hidden: bool) -> Chapter {
    let url = match frame.children.get(&FrameId::Valid(Cow::Borrowed("WXXX"))) {
        Some(Frame::UserUrl(frame)) => Some(frame.content.to_string()),
        Some(_) | None => None,
    };
    let (start, end) = (u64::from(frame.times.start), u64::from(frame.times.end));
    let title = frame.title().map(str::to_owned);
    Chapter { start, end: (end > start).then_some(end), title, url, is_hidden }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "others are no files of Ogg")]
fn of_ogg(reader: &mut (impl Read + Seek), options: ParseOptions) -> Option<Tags> {
    let file_type = Probe::new(&mut *reader).guess_file_type().ok()?.file_type()?;
    reader.seek(SeekFrom::Start(0)).ok()?;
    Some(match file_type {
        FileType::Opus => of_comments(OpusFile::read_from(reader, options).ok()?.vorbis_comments()),
        FileType::Speex => of_comments(SpeexFile::read_from(reader, options).ok()?.vorbis_comments()),
        FileType::Vorbis => of_comments(VorbisFile::read_from(reader, options).ok()?.vorbis_comments()),
        _ => return None,
    })
}

/// The comments of a file, by the names that Xiph recommends, and those that ffmpeg writes.
fn of_comments(comments: &VorbisComments) -> Tags {
    let text = |names: &[&str]| names.iter().find_map(|name| comments.get(name)).map(str::to_owned);
    Tags {
        title: text(&["TITLE"]),
        date: text(&["RELEASEDATE", "DATE"]),
        summary: text(&["DESCRIPTION", "SYNOPSIS", "COMMENT", "LYRICS", "UNSYNCEDLYRICS"]),
        artist: text(&["ARTIST"]),
        // They count in a podcast, in which no such file can be.
        chapters: Vec::new(),
    }
}

/// What is read of an MP4.
const MP4: ReadConfig = ReadConfig { read_meta_items: true, read_chapter_list: true, ..ReadConfig::NONE };

/// The same with its track of chapters, which is all that a MOV has. It may be damaged.
const MP4_WITH_TRACK: ReadConfig = ReadConfig { read_chapter_track: true, ..MP4 };

fn of_mp4(reader: &mut (impl Read + Seek)) -> Option<Tags> {
    let mut read = |what| mp4ameta::Tag::read_with(&mut *reader, what).ok();
    let whole = read(&MP4_WITH_TRACK).or_else(|| read(&MP4)).map(|tag| of_mp4_tag(&tag));
    let others = quicktime::read(reader);
    match (whole, others) {
        (Some(own), Some(others)) => Some(Tags {
            title: own.title.or(others.title),
            date: own.date.or(others.date),
            summary: own.summary.or(others.summary),
            artist: own.artist.or(others.artist),
            chapters: own.chapters,
        }),
        (own, others) => own.or(others),
    }
}

/// The items of a file, and its list of chapters, or else its track of them.
fn of_mp4_tag(tag: &mp4ameta::Tag) -> Tags {
    let text = |text: Option<&str>| text.map(str::to_owned);
    let chapters = tag.chapters().iter().map(|chapter| Chapter {
        start: u64::try_from(chapter.start.as_millis()).unwrap_or(u64::MAX),
        title: Some(chapter.title.clone()),
        ..Chapter::default()
    });
    let long = tag.strings_of(&Fourcc(*b"ldes")).next();
    let lyrics = || tag.strings_of(&Fourcc(*b"\xA9lyr")).next();
    Tags {
        title: text(tag.title()),
        date: text(tag.year()),
        summary: text(long.or_else(|| tag.description()).or_else(|| tag.comment()).or_else(lyrics)),
        artist: text(tag.artist()),
        chapters: chapters.collect(),
    }
}
