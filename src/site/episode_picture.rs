//! The picture in the tags of a recording in, the same as a file beside the recording out, with a mark in it that tells that
//! it is ours.

use memchr::memmem;

use crate::feed::Url;
use crate::site::file_name::without_extension;

/// The picture of a recording beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PictureFile {
    /// Where it is published.
    pub url: Url,
    /// Where that is below the output folder.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The beginnings of pictures that Apple shows, and the endings of the names of their files, instead of the extension of the
/// recording.
const FORMS: &[(&[u8], &str)] = &[(JPEG, "cover.jpg"), (PNG, "cover.png")];

const JPEG: &[u8] = b"\xFF\xD8";
const PNG: &[u8] = b"\x89PNG\r\n\x1A\n";

/// The length of the beginning of a PNG with its header (PNG §11.2.1).
const PNG_HEADER: usize = PNG.len() + 25;

/// The file beside a recording with its picture: `ep1.mp3` has `ep1.cover.jpg`. `None` for pictures of other types.
#[must_use]
pub(crate) fn beside(recording: &str, picture: &[u8]) -> Option<String> {
    let path = recording.split(['?', '#']).next().unwrap_or_default();
    let (_, ending) = FORMS.iter().find(|(start, _)| picture.starts_with(start))?;
    Some(format!("{}.{ending}", without_extension(path)))
}

/// Whether a file is called as such pictures are.
#[must_use]
pub(crate) fn has_ending(name: &str) -> bool {
    FORMS.iter().any(|(_, ending)| name.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.')))
}

/// What the beginning of each of our files contains, before its URL: a copy at another place is not ours to remove.
const MARK: &str = "written by Feedwright at ";

fn mark(url: &Url) -> String {
    format!("{MARK}{url}\n")
}

/// A picture with a comment that it is ours, at this URL.
#[must_use]
pub(crate) fn marked(picture: &[u8], url: &Url) -> Option<Vec<u8>> {
    let (place, comment) = if picture.starts_with(JPEG) {
        (end_of_jfif(picture), jpeg_comment(&mark(url))?)
    } else {
        (PNG_HEADER, png_comment(&mark(url))?)
    };
    let (before, after) = picture.split_at_checked(place)?;
    Some([before, &comment, after].concat())
}

/// The end of the segment that has to be the first of a JPEG, if it is there (JFIF 1.02, page 2).
fn end_of_jfif(picture: &[u8]) -> usize {
    match picture {
        [_, _, 0xFF, 0xE0, high, low, ..] => JPEG.len() + 2 + usize::from(u16::from_be_bytes([*high, *low])),
        _ => JPEG.len(),
    }
}

/// A comment segment (ITU-T T.81 §B.2.4.5).
fn jpeg_comment(text: &str) -> Option<Vec<u8>> {
    let length = u16::try_from(text.len() + 2).ok()?;
    Some([&[0xFF, 0xFE], length.to_be_bytes().as_slice(), text.as_bytes()].concat())
}

/// A text chunk (PNG §11.3.3.2).
fn png_comment(text: &str) -> Option<Vec<u8>> {
    let typed = [b"tEXtComment\0", text.as_bytes()].concat();
    let length = u32::try_from(typed.len() - 4).ok()?;
    Some([length.to_be_bytes().as_slice(), &typed, &crc(&typed).to_be_bytes()].concat())
}

/// The checksum of a chunk (PNG §5.5).
fn crc(bytes: &[u8]) -> u32 {
    let shifted = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| shifted(crc)))
}

/// Whether a file begins as one of ours.
#[must_use]
pub(crate) fn is_ours(beginning: &[u8]) -> bool {
    memmem::find(beginning, MARK.as_bytes()).is_some()
}

/// Whether a file is ours, and belongs at this URL.
#[must_use]
pub(crate) fn is_at(bytes: &[u8], url: &Url) -> bool {
    FORMS.iter().any(|(start, _)| bytes.starts_with(start))
        && memmem::find(bytes, mark(url).as_bytes()).is_some()
}
