//! A few bytes of a file in, the numbers that they stand for out.

use std::io::{Read, Seek, SeekFrom};

/// Bytes at a place.
pub(super) fn at<const N: usize>(file: &mut (impl Read + Seek), place: u64) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    file.seek(SeekFrom::Start(place)).ok()?;
    file.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

/// Seven bits of each byte (`ID3v2` §6.2).
pub(super) fn sync_safe(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |size, byte| (size << 7) | u64::from(byte & 0x7F))
}
