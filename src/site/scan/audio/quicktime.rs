//! A MOV or MP4 in, the texts that `QuickTime` keeps beside the items of an MP4 out: in the user data of the movie, or as
//! metadata with the names of its keys (`QuickTime` File Format, *User Data Atoms*, *Metadata Structure*).

use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;

use super::bytes::at;
use crate::site::recording::Tags;

/// The most bytes of a text.
const MAX_TEXT: u64 = 64 * 1024;

/// The most atoms in another one that are looked at.
const MAX_ATOMS: usize = 1000;

/// An atom: its name, and the place of its content.
type Atom = ([u8; 4], Range<u64>);

/// The tags of a movie; empty if it has none.
pub(super) fn read(file: &mut (impl Read + Seek)) -> Option<Tags> {
    let end = file.seek(SeekFrom::End(0)).ok()?;
    let movie = inside(file, 0..end, *b"moov")?;
    let keyed = keyed(file, movie.clone()).unwrap_or_default();
    let of_user = user_data(file, movie).unwrap_or_default();
    let text = |names: &[&[u8]]| {
        let all = || keyed.iter().chain(&of_user);
        names.iter().find_map(|name| all().find(|(known, _)| known == name).map(|(_, text)| text.clone()))
    };
    Some(Tags {
        title: text(&[b"com.apple.quicktime.title", b"\xA9nam"]),
        date: text(&[b"com.apple.quicktime.creationdate", b"\xA9day"]),
        summary: text(&[
            b"com.apple.quicktime.description",
            b"com.apple.quicktime.comment",
            b"\xA9des",
            b"\xA9inf",
            b"\xA9cmt",
        ]),
        artist: text(&[b"com.apple.quicktime.artist", b"com.apple.quicktime.author", b"\xA9ART", b"\xA9aut"]),
        chapters: Vec::new(),
    })
}

/// The texts of user data, by the names of their atoms: each has its length and its language before it.
fn user_data(file: &mut (impl Read + Seek), movie: Range<u64>) -> Option<Vec<(Vec<u8>, String)>> {
    let user = inside(file, movie, *b"udta")?;
    let texts = atoms(file, user).into_iter().filter(|(name, _)| name.first() == Some(&0xA9));
    let texts = texts.filter_map(|(name, content)| {
        let [high, low, _, _] = at::<4>(file, content.start)?;
        let start = content.start + 4;
        let text = text(file, start..(start + u64::from(u16::from_be_bytes([high, low]))).min(content.end))?;
        Some((name.to_vec(), text))
    });
    Some(texts.collect())
}

/// The texts of metadata, by the names of their keys.
fn keyed(file: &mut (impl Read + Seek), movie: Range<u64>) -> Option<Vec<(Vec<u8>, String)>> {
    let meta = inside(file, movie, *b"meta")?;
    // In MP4, a version is before the atoms.
    let is_versioned = at::<8>(file, meta.start)?.get(4..) != Some(b"hdlr");
    let meta = meta.start + if is_versioned { 4 } else { 0 }..meta.end;
    let keys = inside(file, meta.clone(), *b"keys")?;
    let items = inside(file, meta, *b"ilst")?;
    let keys: Vec<_> = atoms(file, keys.start + 8..keys.end)
        .into_iter()
        .map(|(_, name)| bytes(file, name).unwrap_or_default())
        .collect();
    let texts = atoms(file, items).into_iter().filter_map(|(number, content)| {
        let number = usize::try_from(u32::from_be_bytes(number)).ok()?.checked_sub(1)?;
        let data = inside(file, content, *b"data")?;
        let text = text(file, data.start + 8..data.end)?;
        Some((keys.get(number)?.clone(), text))
    });
    Some(texts.collect())
}

/// The content of the first atom of a name.
fn inside(file: &mut (impl Read + Seek), around: Range<u64>, wanted: [u8; 4]) -> Option<Range<u64>> {
    atoms(file, around).into_iter().find(|(name, _)| *name == wanted).map(|(_, content)| content)
}

/// The atoms in a range.
fn atoms(file: &mut (impl Read + Seek), around: Range<u64>) -> Vec<Atom> {
    let (mut atoms, mut start) = (Vec::new(), around.start);
    while start + 8 <= around.end && atoms.len() < MAX_ATOMS {
        let Some((atom, end)) = atom(file, start, around.end) else { break };
        atoms.push(atom);
        start = end;
    }
    atoms
}

/// The atom at a place, and its end. Its length may be in 64 bits, or reach to the end of what is around it.
fn atom(file: &mut (impl Read + Seek), start: u64, limit: u64) -> Option<(Atom, u64)> {
    let [a, b, c, d, name @ ..] = at::<8>(file, start)?;
    let (length, header) = match u32::from_be_bytes([a, b, c, d]) {
        0 => (limit - start, 8),
        1 => (u64::from_be_bytes(at::<8>(file, start + 8)?), 16),
        length => (u64::from(length), 8),
    };
    let end = start.checked_add(length).filter(|_| length >= header)?.min(limit);
    Some(((name, (start + header).min(end)..end), end))
}

fn bytes(file: &mut (impl Read + Seek), range: Range<u64>) -> Option<Vec<u8>> {
    let length = range.end.checked_sub(range.start).filter(|length| *length <= MAX_TEXT)?;
    file.seek(SeekFrom::Start(range.start)).ok()?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// A text in UTF-8, or in UTF-16 with a mark. Others are those of old Macs, of which only the ASCII is certain.
fn text(file: &mut (impl Read + Seek), range: Range<u64>) -> Option<String> {
    let bytes = bytes(file, range)?;
    let text = match bytes.as_slice() {
        [0xFE, 0xFF, wide @ ..] => {
            let units = wide.chunks_exact(2).map(|pair| match pair {
                [high, low] => u16::from_be_bytes([*high, *low]),
                _ => 0,
            });
            char::decode_utf16(units).collect::<Result<String, _>>().ok()?
        }
        plain => String::from_utf8(plain.to_vec()).ok()?,
    };
    Some(text.trim_end_matches('\0').to_owned())
}
