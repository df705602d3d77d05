//! `CommonMark` with tables, footnotes, strikethrough and task lists. Quotes and dashes stay as they are typed.

use pulldown_cmark::{Options, Parser, html};

/// Markdown as HTML; HTML within it stays.
pub(super) fn html(markdown: &str) -> String {
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut out, Parser::new_ext(markdown, extensions));
    out
}
