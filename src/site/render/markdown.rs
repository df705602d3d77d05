//! `CommonMark` with tables, footnotes, strikethrough and task lists. Quotes and dashes stay as they are typed.

use std::fmt;

use pulldown_cmark::{Event, Options, Parser, Tag, html};

use crate::source::bounds::{Budget, Oversized};

/// Markdown as HTML; HTML within it stays. One note that is referred to a million times, or a cell of a table, is many
/// times as long in HTML.
///
/// # Errors
/// If the HTML has no room.
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

/// A table whose cells have no styles, which the sanitizer removes.
fn without_alignment(event: Event<'_>) -> Event<'_> {
    let is_table = matches!(event, Event::Start(Tag::Table(_)));
    if is_table { Event::Start(Tag::Table(Vec::new())) } else { event }
}

/// Writes until there is no more room.
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
