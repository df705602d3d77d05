//! A reader in, one that gives up after a number of bytes out. A parser that looks for something in a file would otherwise
//! read all of it.

use std::io::{self, Read, Seek, SeekFrom};

/// A reader that fails once it has read so many bytes.
pub(super) struct Bounded<R> {
    inner: R,
    left: usize,
}

impl<R> Bounded<R> {
    pub(super) fn new(inner: R, limit: usize) -> Bounded<R> {
        Bounded { inner, left: limit }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(count).ok_or_else(|| io::Error::other("too much was read"))?;
        Ok(count)
    }
}

impl<R: Seek> Seek for Bounded<R> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.inner.seek(position)
    }
}
