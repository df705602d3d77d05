//! The one way to standard output, standard error and any other place where people or CI runners read: lines of which
//! whoever wrote a title, a file name or a feed cannot make anything but text.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::printable;
use super::secrets::Secrets;

/// Writes lines of text.
///
/// Every character that steers a terminal, is invisible or changes the direction of text, and every mark that a CI runner
/// takes for a command, is shown escaped; the [secrets](Secrets) of addresses are hidden.
pub(crate) struct Lines<'w> {
    out: Box<dyn Write + 'w>,
    secrets: Secrets,
}

impl<'w> Lines<'w> {
    /// Lines that go to `out`.
    #[must_use]
    pub(crate) fn new(out: impl Write + 'w) -> Lines<'w> {
        Lines { out: Box::new(out), secrets: Secrets::default() }
    }

    /// The same, without those secrets.
    #[must_use]
    pub(crate) fn hiding(self, secrets: Secrets) -> Lines<'w> {
        Lines { secrets, ..self }
    }

    /// Writes one line, whatever the text holds.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(crate) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", printable::line(&self.secrets.hide(text)))
    }

    /// Writes each line of a text.
    ///
    /// # Errors
    /// As [`Lines::line`].
    pub(crate) fn text(&mut self, text: &str) -> io::Result<()> {
        text.lines().try_for_each(|line| self.line(line))
    }

    /// Writes a value as JSON, on one line.
    ///
    /// # Errors
    /// As [`Lines::line`].
    pub(crate) fn json(&mut self, value: &impl Serialize) -> io::Result<()> {
        self.serialized(&serde_json::to_string(value)?)
    }

    /// The same, on many lines.
    pub(super) fn pretty_json(&mut self, value: &impl Serialize) -> io::Result<()> {
        self.serialized(&serde_json::to_string_pretty(value)?)
    }

    fn serialized(&mut self, json: &str) -> io::Result<()> {
        writeln!(self.out, "{}", printable::json(&self.secrets.hide(json)))
    }

    /// A text as it is shown in a line.
    #[must_use]
    pub(crate) fn printable(&self, text: &str) -> String {
        printable::text(&self.secrets.hide(text)).into_owned()
    }

    /// A text without its secrets.
    pub(super) fn without_secrets<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.secrets.hide(text)
    }

    /// A line of a file as it is shown, character for character.
    pub(super) fn source(&self, line: &str) -> String {
        printable::source(&self.secrets.hide_each_character(line)).into_owned()
    }

    /// Writes what was laid out, coloured or made a command here, of [printable](Lines::printable) texts.
    pub(super) fn verbatim(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{text}")
    }
}
