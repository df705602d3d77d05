//! Parts of a text that the parser of Markdown must not touch in, words that stand for them out; and in the HTML, the
//! parts again.

use std::borrow::Cow;

use crate::source::bounds::{Budget, Oversized};

/// Encloses the number of a part. A [`Text`](crate::feed::Text) never has this character, and to the parser it is a
/// letter.
const MARK: char = '\u{1}';

/// The parts of a text that are put aside.
#[derive(Debug, Default)]
pub(super) struct ProtectedParts {
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    html: String,
    text: String,
}

impl ProtectedParts {
    /// Puts a part aside: its HTML, and its text. Returns what stands for it.
    pub(super) fn keep(&mut self, html: String, text: &str) -> String {
        self.parts.push(Part { html, text: text.to_owned() });
        format!("{MARK}{}{MARK}", self.parts.len() - 1)
    }

    /// HTML with the parts in their places.
    ///
    /// # Errors
    /// If it exceeds the budget.
    pub(super) fn restored(&self, html: String, budget: Budget) -> Result<String, Oversized> {
        if self.parts.is_empty() {
            return Ok(html);
        }
        self.filled(&html, |part| &part.html, |length| budget.check_html(length))
    }

    /// Text with the parts in their places.
    pub(super) fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains(MARK) {
            return text.into();
        }
        let filled = self.filled(text, |part| &part.text, |_| Ok::<_, Oversized>(()));
        filled.map_or_else(|_| text.into(), Cow::from)
    }

    fn filled<E>(
        &self,
        text: &str,
        of: impl Fn(&Part) -> &str,
        check: impl Fn(usize) -> Result<(), E>,
    ) -> Result<String, E> {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(MARK) {
            filled.push_str(before);
            rest = match self.part(after) {
                Some((part, rest)) => {
                    filled.push_str(of(part));
                    rest
                }
                None => {
                    filled.push(MARK);
                    after
                }
            };
            check(filled.len() + rest.len())?;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    /// The part whose number a text begins with, and the text after it.
    fn part<'t>(&self, text: &'t str) -> Option<(&Part, &'t str)> {
        let (number, rest) = text.split_once(MARK)?;
        Some((self.parts.get(number.parse::<usize>().ok()?)?, rest))
    }
}

/// Text as HTML, in an element or in an attribute.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
