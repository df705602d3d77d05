//! Text in, safe lines out: standard output, standard error and any other output that people or CI runners read is
//! written through [`Lines`]. Untrusted titles, file names and feeds cannot control a terminal or a runner.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::printable;
use super::secrets::Secrets;

/// Writes lines of text.
///
/// Characters that control a terminal, are invisible, or change the direction of text are escaped, and so are marks
/// that a CI runner treats as commands. The [secrets](Secrets) of addresses are hidden.
pub(crate) struct Lines<'w> {
    out: Box<dyn Write + 'w>,
    secrets: Secrets,
}

impl<'w> Lines<'w> {
    /// Writes to `out`.
    #[must_use]
    pub(crate) fn new(out: impl Write + 'w) -> Lines<'w> {
        Lines { out: Box::new(out), secrets: Secrets::default() }
    }

    /// The same, with secrets hidden.
    #[must_use]
    pub(crate) fn hiding(self, secrets: Secrets) -> Lines<'w> {
        Lines { secrets, ..self }
    }

    /// Writes one line, whatever the text contains.
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
        self.write_json(&serde_json::to_string(value)?)
    }

    /// The same, on several lines.
    pub(super) fn pretty_json(&mut self, value: &impl Serialize) -> io::Result<()> {
        self.write_json(&serde_json::to_string_pretty(value)?)
    }

    fn write_json(&mut self, json: &str) -> io::Result<()> {
        writeln!(self.out, "{}", printable::json(&self.secrets.hide(json)))
    }

    /// The printable form of a text within a line.
    #[must_use]
    pub(crate) fn printable(&self, text: &str) -> String {
        printable::text(&self.secrets.hide(text)).into_owned()
    }

    /// A text with secrets hidden.
    pub(super) fn without_secrets<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.secrets.hide(text)
    }

    /// The printable form of a source line, character for character.
    pub(super) fn source(&self, line: &str) -> String {
        printable::source(&self.secrets.hide_each_character(line)).into_owned()
    }

    /// Writes a text of the program itself as it is.
    ///
    /// # Errors
    /// As [`Lines::line`].
    pub(crate) fn own_text(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())
    }

    /// Writes layout, colors and commands made of [printable](Lines::printable) texts as they are.
    pub(super) fn verbatim(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{text}")
    }
}
