//! A file on a server in, the same as one that can be read anywhere out: only the blocks that are read are requested.

use std::collections::BTreeMap;
use std::io::{self, Read, Seek, SeekFrom};

/// The bytes of each request.
pub(crate) const BLOCK: u64 = 64 * 1024;

/// The most blocks that are requested of a file.
const MAX_BLOCKS: usize = 24;

/// Requests the bytes of a block that begins at a place.
type RequestBlock<'r> = dyn FnMut(u64) -> io::Result<Vec<u8>> + 'r;

/// A file on a server.
pub(super) struct RangedFile<'r> {
    length: u64,
    blocks: BTreeMap<u64, Vec<u8>>,
    request: &'r mut RequestBlock<'r>,
    position: u64,
    /// Whether a part of it could not be had, so that what is read of it tells nothing.
    pub(super) is_incomplete: bool,
}

impl<'r> RangedFile<'r> {
    /// A file of this length whose first block is known.
    pub(super) fn new(length: u64, first: Vec<u8>, request: &'r mut RequestBlock<'r>) -> RangedFile<'r> {
        RangedFile { length, blocks: [(0, first)].into(), request, position: 0, is_incomplete: false }
    }

    fn block(&mut self, start: u64) -> io::Result<&[u8]> {
        if !self.blocks.contains_key(&start) {
            let requested = if self.blocks.len() < MAX_BLOCKS {
                (self.request)(start)
            } else {
                Err(io::Error::other("too much was requested"))
            };
            self.is_incomplete |= requested.is_err();
            self.blocks.insert(start, requested?);
        }
        Ok(self.blocks.get(&start).map(Vec::as_slice).unwrap_or_default())
    }
}

impl Read for RangedFile<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.length || buffer.is_empty() {
            return Ok(0);
        }
        let start = self.position / BLOCK * BLOCK;
        let offset = usize::try_from(self.position - start).unwrap_or_default();
        let bytes = self.block(start)?.get(offset..).unwrap_or_default();
        let count = bytes.len().min(buffer.len());
        buffer.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        if count == 0 {
            self.is_incomplete = true;
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for RangedFile<'_> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        let target = match position {
            SeekFrom::Start(target) => Some(target),
            SeekFrom::End(offset) => self.length.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
        };
        self.position = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}
