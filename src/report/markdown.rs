//! Any text in; GitHub and GitLab Markdown that shows exactly that text out, without accidental mentions, references, links
//! or markup.

use std::fmt::Write as _;

/// What Markdown may read as more than a character.
const SPECIAL: &str = "\\`*_[]<>|~&!$:%^";

/// Tells whether what precedes a mark and what follows it make it one.
type IsMark = fn(Option<char>, &str) -> bool;

/// What the forges read as more in the text of a page, whether it is escaped or not: mentions, references and emoji. Each
/// with what makes it one: what precedes and follows. They do not look into code.
const MARKS: &[(&str, IsMark)] =
    &[("@", is_word), ("#", is_word), ("GH-", is_number), ("gh-", is_number), (":", is_emoji)];

fn is_word(_: Option<char>, after: &str) -> bool {
    after.starts_with(char::is_alphanumeric)
}

/// Whether letters before a number are a word of their own. In `High-5` they are not.
fn is_number(before: Option<char>, after: &str) -> bool {
    !before.is_some_and(char::is_alphanumeric) && after.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a colon begins the name of an emoji, such as `:tada:` or `:+1:`. In `12:30:15` and `18:30:00+03:00` it does not.
fn is_emoji(_: Option<char>, after: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_+-".contains(c);
    let has_letter = |name: &str| name.chars().any(|c| c.is_ascii_alphabetic());
    let is_name = |name: &str| name.chars().all(is_part) && (has_letter(name) || THUMBS.contains(&name));
    after.split_once(':').is_some_and(|(name, _)| is_name(name))
}

/// The names of emoji without letters.
const THUMBS: &[&str] = &["+1", "-1"];

/// The beginning of an address, which Markdown makes a link of unless the dot after it is escaped.
const ADDRESS: &str = "www";

/// The maximum number of characters of a text.
const MAX_TEXT: usize = 200;

/// Part of a line, or the content of a cell of a table.
pub(super) fn text(text: &str) -> String {
    let text = shortened(text);
    let mut shown = String::with_capacity(text.len());
    let (mut rest, mut before) = (text.as_str(), None);
    while let Some(c) = rest.chars().next() {
        if let Some((mark, after)) = mark(before, rest) {
            let _ = write!(shown, "`{mark}`");
            (rest, before) = (after, mark.chars().next_back());
            continue;
        }
        before = Some(c);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        let is_end = rest.is_empty() || rest.starts_with(char::is_whitespace);
        match c {
            ':' if is_end => shown.push(c),
            '.' if shown.ends_with(ADDRESS) => shown += "\\.",
            _ if SPECIAL.contains(c) => shown.extend(['\\', c]),
            _ => shown.push(c),
        }
    }
    shown
}

/// The mark that a text begins with, and what follows it.
fn mark(before: Option<char>, text: &str) -> Option<(&'static str, &str)> {
    MARKS.iter().find_map(|(mark, makes)| {
        Some((*mark, text.strip_prefix(mark).filter(|after| makes(before, after))?))
    })
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
