//! Markdown in, HTML out: `CommonMark` with tables, footnotes, strikethrough and task lists. Quotation marks and dashes
//! stay as they are typed.

use std::fmt;

use pulldown_cmark::{Event, Options, Parser, Tag, html};

use crate::source::bounds::{Budget, Oversized};

/// Converts Markdown to HTML; HTML in it is kept. The HTML may be much longer than the Markdown, for example with many
/// references to one footnote.
///
/// # Errors
/// If the HTML exceeds the budget.
pub(super) fn html(markdown: &str, budget: Budget) -> Result<String, Oversized> {
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let events = Parser::new_ext(markdown, extensions).map(without_alignment);
    let html = String::with_capacity(markdown.len() * 3 / 2);
    let mut writer = Writer { html, budget, oversized: None };
    match (html::write_html_fmt(&mut writer, events), writer.oversized) {
        (Err(_), Some(oversized)) => Err(oversized),
        (Ok(()) | Err(_), _) => Ok(writer.html),
    }
}

/// Removes the alignment of table cells, which the sanitizer would remove anyway.
fn without_alignment(event: Event<'_>) -> Event<'_> {
    let is_table = matches!(event, Event::Start(Tag::Table(_)));
    if is_table { Event::Start(Tag::Table(Vec::new())) } else { event }
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
