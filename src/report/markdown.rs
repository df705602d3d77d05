//! Any text in; GitHub and GitLab Markdown that shows exactly that text out, without accidental mentions, references, links
//! or markup.

use std::fmt::Write as _;

/// What Markdown may read as more than a character.
const SPECIAL: &str = "\\`*_[]<>|~&!$:";

/// The maximum number of characters of a text.
const MAX_TEXT: usize = 200;

/// Part of a line, or the content of a cell of a table.
pub(super) fn text(text: &str) -> String {
    let text = shortened(text);
    let mut shown = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let is_reference = matches!(c, '@' | '#') && rest.as_str().starts_with(char::is_alphanumeric);
        let is_end = rest.as_str().is_empty() || rest.as_str().starts_with(char::is_whitespace);
        match c {
            ':' if is_end => shown.push(c),
            // A mention or a reference is looked for in text, not in code.
            _ if is_reference => _ = write!(shown, "`{c}`"),
            _ if SPECIAL.contains(c) => shown.extend(['\\', c]),
            _ => shown.push(c),
        }
    }
    shown
}

/// A message, in which backquotes enclose code.
pub(super) fn message(message: &str) -> String {
    let message = shortened(message);
    let parts: Vec<_> = message.split('`').collect();
    // The last one may be open: then it is text.
    let is_code = |at: usize| at % 2 == 1 && at + 1 < parts.len();
    let part = |(at, part): (usize, &&str)| if is_code(at) { code(part) } else { text(part) };
    parts.iter().enumerate().map(part).collect()
}

/// A text in code, which is short.
pub(super) fn code(text: &str) -> String {
    // A backslash before a bar is for the table; in code no character is special but the backquote.
    let text = text.replace('`', "'").replace('|', "\\|").replace(['\n', '\r'], " ");
    if text.trim().is_empty() { String::new() } else { format!("`{text}`") }
}

/// A link to a page, or just its text if the page has no web address.
pub(super) fn link(shown: &str, url: Option<&str>) -> String {
    let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    match url.filter(is_web).filter(|url| url.len() <= MAX_URL) {
        Some(url) => format!("[{}]({})", text(shown), destination(url)),
        None => text(shown),
    }
}

/// The maximum length of a URL that is linked.
const MAX_URL: usize = 500;

/// A URL without characters that could end it.
fn destination(url: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'+,;=%".contains(&byte);
    url.bytes().fold(String::with_capacity(url.len()), |mut shown, byte| {
        if is_plain(byte) {
            shown.push(char::from(byte));
        } else {
            let _ = write!(shown, "%{byte:02X}");
        }
        shown
    })
}

/// One line of at most [`MAX_TEXT`] characters.
fn shortened(text: &str) -> String {
    let mut rest = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let mut shown: String = rest.by_ref().take(MAX_TEXT).collect();
    if rest.next().is_some() {
        shown.push('…');
    }
    shown
}
