//! A file in, the same file with zeros in the place of the pictures in its tags out, which are not read from the disk. A
//! parser that passes over a picture would otherwise read all of it.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use super::bytes::{at, sync_safe};

/// The length of a frame that is a picture, or contains one.
const LARGE: u64 = 64 * 1024;

/// How much of such a frame is read: the title of a chapter is before its picture.
const KEPT: u64 = 4 * 1024;

/// The most frames that are looked at.
const MAX_FRAMES: usize = 10_000;

/// A reader that gives zeros in the place of pictures.
pub(super) struct WithoutPictures<R> {
    inner: R,
    pictures: Vec<Range<u64>>,
    position: u64,
}

impl<R: Read + Seek> WithoutPictures<R> {
    /// The same file. Its pictures are found by the headers of the frames of `ID3v2`.
    pub(super) fn new(mut inner: R) -> io::Result<WithoutPictures<R>> {
        let pictures = large_frames(&mut inner).unwrap_or_default();
        inner.seek(SeekFrom::Start(0))?;
        Ok(WithoutPictures { inner, pictures, position: 0 })
    }
}

impl<R: Read + Seek> Read for WithoutPictures<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let position = self.position;
        let up_to = |end: u64| usize::try_from(end - position).unwrap_or(usize::MAX).min(buffer.len());
        let next = self.pictures.iter().find(|picture| picture.end > position);
        let count = match next {
            Some(picture) if picture.start <= position => {
                let zeros = up_to(picture.end);
                buffer.get_mut(..zeros).unwrap_or_default().fill(0);
                self.inner.seek(SeekFrom::Start(position + zeros as u64))?;
                zeros
            }
            Some(picture) => {
                let wanted = up_to(picture.start);
                self.inner.read(buffer.get_mut(..wanted).unwrap_or_default())?
            }
            None => self.inner.read(buffer)?,
        };
        self.position += count as u64;
        Ok(count)
    }
}

impl<R: Seek> Seek for WithoutPictures<R> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.position = self.inner.seek(position)?;
        Ok(self.position)
    }
}

/// The large frames at the beginning of a file (ID3v2.2 to 2.4), without their beginnings. A tag that is encoded as a whole
/// is left as it is.
fn large_frames(file: &mut (impl Read + Seek)) -> Option<Vec<Range<u64>>> {
    let [b'I', b'D', b'3', version, _, flags, size @ ..] = at::<10>(file, 0)? else { return None };
    if flags != 0 {
        return None;
    }
    let (end, header) = (10 + sync_safe(&size), if version == 2 { 6 } else { 10 });
    let (mut place, mut large) = (10, Vec::new());
    for _ in 0..MAX_FRAMES {
        let Some(frame) = at::<10>(file, place).filter(|frame| frame.first() != Some(&0)) else { break };
        let length = match (version, frame) {
            (2, [_, _, _, a, b, c, ..]) => u64::from(u32::from_be_bytes([0, a, b, c])),
            (3, [_, _, _, _, a, b, c, d, ..]) => u64::from(u32::from_be_bytes([a, b, c, d])),
            (_, [_, _, _, _, size @ .., _, _]) => sync_safe(&size),
        };
        let content = place + header;
        if length > LARGE {
            large.push(content + KEPT..(content + length).min(end));
        }
        place = content + length;
        if place + header >= end {
            break;
        }
    }
    Some(large)
}
