//! An audio or video file in, whether its own headers promise more than is there out: it was cut off when it was copied.

use std::io::{Read, Seek, SeekFrom};

use super::bytes::{at, sync_safe};
use crate::site::recording::Format;

/// Whether a file of this many bytes lacks its end. A file that does not say how long it is lacks nothing.
pub(super) fn is_cut_off(file: &mut (impl Read + Seek), format: Format, bytes: u64) -> bool {
    let promised = match format {
        Format::Mp3 => mp3(file),
        Format::Mp4 => mp4(file),
        Format::Wav => wav(file),
        Format::Flac => flac(file),
        Format::Ogg => return lacks_last_page(file, bytes) == Some(true),
    };
    promised.is_some_and(|promised| promised > bytes)
}

fn number(bytes: &[u8]) -> Option<u64> {
    Some(u64::from(u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?)))
}

/// The end of the stream by the header that encoders put into its first frame, behind the tags.
fn mp3(file: &mut (impl Read + Seek)) -> Option<u64> {
    let start = at::<10>(file, 0)?;
    let tags = match start.split_at_checked(6)? {
        ([b'I', b'D', b'3', ..], size) => 10 + sync_safe(size),
        _ => 0,
    };
    let frame = at::<256>(file, tags)?;
    let header = ["Xing", "Info"].iter().find_map(|name| memchr::memmem::find(&frame, name.as_bytes()))?;
    let header = frame.get(header + 4..)?;
    let flags = number(header)?;
    let has_frames = flags & 1 != 0;
    let length = (flags & 2 != 0).then(|| number(header.get(if has_frames { 8 } else { 4 }..)?))??;
    Some(tags + length)
}

/// The end of the last box (ISO/IEC 14496-12 §4.2).
fn mp4(file: &mut (impl Read + Seek)) -> Option<u64> {
    let mut end = 0;
    while let Some(header) = at::<16>(file, end).or_else(|| short(file, end)) {
        let size = match number(&header)? {
            // Up to the end of the file, whatever that is.
            0 => return None,
            1 => u64::from_be_bytes(header.get(8..16)?.try_into().ok()?),
            size => size,
        };
        end = end.checked_add(size.max(8))?;
    }
    Some(end)
}

/// The header of a box that is the last one, and has only that.
fn short(file: &mut (impl Read + Seek), place: u64) -> Option<[u8; 16]> {
    let mut header = [0; 16];
    *header.first_chunk_mut::<8>()? = at(file, place)?;
    Some(header)
}

/// The end of the RIFF chunk. A stream of unknown length has a size of 0, or the largest.
fn wav(file: &mut (impl Read + Seek)) -> Option<u64> {
    let size = u32::from_le_bytes(at::<4>(file, 4)?);
    (size != 0 && size != u32::MAX).then(|| u64::from(size) + 8)
}

/// The least that the samples take: as many frames as there are, each as small as the smallest (RFC 9639 §8.2).
fn flac(file: &mut (impl Read + Seek)) -> Option<u64> {
    let info = at::<18>(file, 8)?;
    let block = u64::from(u16::from_be_bytes(info.get(2..4)?.try_into().ok()?));
    let smallest = number(&[&[0], info.get(4..7)?].concat())?;
    let samples = number(info.get(14..18)?)? | (u64::from(info.get(13)? & 0x0F) << 32);
    let frames = samples.checked_div(block)?;
    (smallest > 0 && samples > 0).then(|| frames.saturating_mul(smallest))
}

/// Whether the last page is not marked as the last one (RFC 3533 §6).
fn lacks_last_page(file: &mut (impl Read + Seek), bytes: u64) -> Option<bool> {
    /// The longest page.
    const PAGE: u64 = 65_307;
    const LAST: u8 = 4;
    file.seek(SeekFrom::Start(bytes.saturating_sub(PAGE))).ok()?;
    let mut end = Vec::new();
    file.take(PAGE).read_to_end(&mut end).ok()?;
    let page = memchr::memmem::rfind(&end, b"OggS")?;
    Some(end.get(page + 5)? & LAST == 0)
}
