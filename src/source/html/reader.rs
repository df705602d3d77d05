//! A reader that can be stopped, and that skips text. html5gum recurses for every quoted attribute of a tag, so
//! a tag with a million of them would exhaust the stack; and it spends half of its time on mistakes in the text
//! between tags that cannot occur in XML, or that are not reported.

use std::cell::Cell;
use std::fmt;

use html5gum::Reader;

use super::limits::MAX_ATTRIBUTES;

/// State shared by the reader and the receiver of its tags.
#[derive(Debug, Default)]
pub(super) struct State {
    /// Whether the text between tags is read, too.
    pub(super) keeps_text: bool,
    /// The number of quoted attribute values read since the last tag ended.
    pub(super) quoted: Cell<usize>,
    /// Whether to stop reading.
    pub(super) is_stopped: Cell<bool>,
    /// The number of skipped bytes, which html5gum does not count.
    pub(super) skipped: Cell<usize>,
}

/// Reads a text until it is told to stop.
pub(super) struct Skipping<'t> {
    text: &'t [u8],
    at: usize,
    state: &'t State,
}

/// Reading was stopped.
#[derive(Debug)]
pub(super) struct LimitReached;

impl fmt::Display for LimitReached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("reading was stopped")
    }
}

impl std::error::Error for LimitReached {}

impl<'t> Skipping<'t> {
    pub(super) fn new(text: &'t str, state: &'t State) -> Skipping<'t> {
        Skipping { text: text.as_bytes(), at: 0, state }
    }

    fn continue_within_limit(&self) -> Result<(), LimitReached> {
        let is_at_limit = self.state.is_stopped.get() || self.state.quoted.get() > MAX_ATTRIBUTES;
        if is_at_limit { Err(LimitReached) } else { Ok(()) }
    }

    fn rest(&self) -> &'t [u8] {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Skips text up to the next tag or reference, but not after a non-ASCII letter, for which html5gum reports
    /// errors (in it, or in a reference that it ends) only when it sees what follows.
    fn pass_text(&mut self) {
        let before = self.at.checked_sub(1).and_then(|before| self.text.get(before));
        if before.is_none_or(u8::is_ascii) {
            let rest = self.rest();
            let length = memchr::memchr2(b'<', b'&', rest).unwrap_or(rest.len());
            self.at += length;
            self.state.skipped.set(self.state.skipped.get() + length);
        }
    }
}

impl Reader for Skipping<'_> {
    type Error = LimitReached;

    fn read_byte(&mut self) -> Result<Option<u8>, LimitReached> {
        self.continue_within_limit()?;
        let byte = self.text.get(self.at).copied();
        self.at += usize::from(byte.is_some());
        Ok(byte)
    }

    fn try_read_string(&mut self, s: &[u8], case_sensitive: bool) -> Result<bool, LimitReached> {
        self.continue_within_limit()?;
        let is_it = |begin: &[u8]| begin == s || (!case_sensitive && begin.eq_ignore_ascii_case(s));
        let found = self.rest().get(..s.len()).is_some_and(is_it);
        self.at += if found { s.len() } else { 0 };
        Ok(found)
    }

    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        _: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, LimitReached> {
        self.continue_within_limit()?;
        if is_in_text(needle) && !self.state.keeps_text {
            self.pass_text();
        }
        let rest = self.rest();
        let is_needle = |byte: &u8| needle.iter().any(|needle| needle == byte);
        let stop = rest.iter().position(is_needle).unwrap_or(rest.len());
        let (found, _) = rest.split_at(stop.max(1).min(rest.len()));
        self.at += found.len();
        // The quote is searched for only in quoted values, and is always returned alone.
        if let [quote @ (b'"' | b'\'')] = found
            && needle.contains(quote)
        {
            self.state.quoted.set(self.state.quoted.get() + 1);
        }
        Ok(Some(found).filter(|found| !found.is_empty()))
    }
}

/// Whether html5gum is in the text between tags: only there it looks for these two first.
fn is_in_text(needle: &[u8]) -> bool {
    needle.starts_with(b"&<")
}
