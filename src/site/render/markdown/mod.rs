//! Markdown in, HTML out: `CommonMark` with GitHub's extensions, heading ids, definition lists and abbreviations.
//! Formulas, quotation marks and dashes stay as they are typed.
//!
//! The parser is pulldown-cmark: it takes linear time on the pathological cases of the `CommonMark` project, streams its
//! events, and has all of the dialect but bare links, abbreviations and `\(…\)`; comrak has bare links, but builds a
//! tree that is several times as large as the text, and neither leaves `\(…\)` and formulas of many lines as they are.
//! Its heading attributes are not used, since they
//! swallow other braces. What it does not have is put aside before the text is parsed (`source`), and put back into the HTML (`kept`).

mod abbreviations;
mod absolute;
mod alerts;
mod autolinks;
mod containers;
mod events;
mod footnotes;
mod formulas;
mod headings;
mod ids;
mod kept;
mod leaves;
mod losses;
mod source;
mod unshown;

use std::borrow::Cow;
use std::fmt;

use pulldown_cmark::{Options, Parser, html};

pub(super) use absolute::absolute;
use events::Events;
pub(super) use losses::{Loss, LossKind, losses};

use crate::feed::Text;
use crate::source::bounds::{Budget, Oversized};

/// What the parser knows of the dialect.
pub(super) const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// Converts Markdown to HTML; HTML in it is kept. The HTML may be much longer than the Markdown, for example with many
/// references to one footnote.
///
/// # Errors
/// If the HTML exceeds the budget.
pub(super) fn html(markdown: &Text, budget: Budget) -> Result<String, Oversized> {
    let (source, kept) = match containers::without(markdown.as_str()) {
        Cow::Borrowed(_) => source::prepared(markdown),
        Cow::Owned(text) => source::prepared(&Text::new(&text)),
    };
    let parser = Parser::new_ext(&source, EXTENSIONS);
    let events = Events::new(parser, &source, &kept);
    let html = String::with_capacity(source.len() * 3 / 2);
    let mut writer = Writer { html, budget, oversized: None };
    match (html::write_html_fmt(&mut writer, events), writer.oversized) {
        (Err(_), Some(oversized)) => Err(oversized),
        (Ok(()) | Err(_), _) => kept.restored(writer.html, budget),
    }
}

/// Writes HTML up to the budget.
struct Writer {
    html: String,
    budget: Budget,
    oversized: Option<Oversized>,
}

impl fmt::Write for Writer {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.oversized = self.budget.check_html(self.html.len() + text.len()).err();
        if self.oversized.is_some() {
            return Err(fmt::Error);
        }
        self.html.push_str(text);
        Ok(())
    }
}
