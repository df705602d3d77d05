//! A reader that can be stopped: html5gum calls itself for every quoted attribute of a tag, so that a tag with a
//! million of them would exhaust the stack.

use std::cell::Cell;
use std::fmt;

use html5gum::{Readable, Reader, StringReader};

/// More attributes than any tag has.
pub(super) const ATTRIBUTES: usize = 200;

/// What the reader and whoever hears of tags tell each other.
#[derive(Debug, Default)]
pub(super) struct Limit {
    /// How many quoted values of attributes have been read since the last tag ended.
    pub(super) quoted: Cell<usize>,
    /// Whether no more is to be read.
    pub(super) enough: Cell<bool>,
}

/// Reads a text until somebody says that it is enough.
pub(super) struct Limited<'t> {
    reader: StringReader<'t>,
    limit: &'t Limit,
}

/// It was enough.
#[derive(Debug)]
pub(super) struct Enough;

impl fmt::Display for Enough {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("enough has been read")
    }
}

impl std::error::Error for Enough {}

impl<'t> Limited<'t> {
    pub(super) fn new(text: &'t str, limit: &'t Limit) -> Limited<'t> {
        Limited { reader: text.to_reader(), limit }
    }

    fn go_on(&self) -> Result<(), Enough> {
        let is_enough = self.limit.enough.get() || self.limit.quoted.get() > ATTRIBUTES;
        if is_enough { Err(Enough) } else { Ok(()) }
    }
}

/// Reading from memory cannot fail in any other way.
fn read<T>(done: Result<T, std::convert::Infallible>) -> T {
    match done {
        Ok(read) => read,
        Err(never) => match never {},
    }
}

impl Reader for Limited<'_> {
    type Error = Enough;

    fn read_byte(&mut self) -> Result<Option<u8>, Enough> {
        self.go_on().map(|()| read(self.reader.read_byte()))
    }

    fn try_read_string(&mut self, s: &[u8], case_sensitive: bool) -> Result<bool, Enough> {
        self.go_on().map(|()| read(self.reader.try_read_string(s, case_sensitive)))
    }

    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        char_buf: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Enough> {
        self.go_on()?;
        let found = read(self.reader.read_until(needle, char_buf));
        // Only where a value stands in quotes is the quote looked for; found, it stands alone.
        if let Some([quote @ (b'"' | b'\'')]) = found
            && needle.contains(quote)
        {
            self.limit.quoted.set(self.limit.quoted.get() + 1);
        }
        Ok(found)
    }
}
