//! Any text in, text out that a terminal and a log show as it is: nothing in it moves the cursor, changes the direction
//! of other text, is invisible, or is a command to a CI runner.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// A text that becomes part of a line: what must not be printed is escaped as in Rust, a tab becomes a space.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    replaced(text, |c, shown| match c {
        '\t' => shown.push(' '),
        c => shown.extend(c.escape_unicode()),
    })
}

/// A whole line. GitHub's runner takes `::command::` for a command where nothing but white space stands before it.
pub(super) fn line(line: &str) -> Cow<'_, str> {
    let shown = text(line);
    match shown.trim_start().strip_prefix("::") {
        None => shown,
        Some(rest) => {
            let indent = shown.len() - rest.len() - "::".len();
            let indent = shown.get(..indent).unwrap_or_default();
            Cow::Owned(format!("{indent}{}:{rest}", ':'.escape_unicode()))
        }
    }
}

/// A line of a file, character for character. The control characters of ASCII are left to the renderer of snippets, which
/// has a picture for each.
pub(super) fn source(line: &str) -> Cow<'_, str> {
    replaced(line, |c, shown| shown.push(if c.is_ascii_control() { c } else { char::REPLACEMENT_CHARACTER }))
}

/// JSON that means the same. Line feeds stand between its values only.
pub(super) fn json(json: &str) -> Cow<'_, str> {
    replaced(json, |c, shown| match c {
        '\n' => shown.push(c),
        c => {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(shown, "\\u{unit:04x}");
            }
        }
    })
}

/// The text, with `replace` called for each character that must not be printed.
fn replaced(text: &str, replace: impl Fn(char, &mut String)) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'#') {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if is_printable(before, c, rest.as_str()) {
            shown.push(c);
        } else {
            replace(c, &mut shown);
        }
        before = Some(c);
    }
    Cow::Owned(shown)
}

/// Whether a character may be printed between what stands before and behind it.
fn is_printable(before: Option<char>, c: char, rest: &str) -> bool {
    match c {
        '#' => before != Some('#') || !opens_command(rest),
        ' '..='~' => true,
        // Persian, the scripts of India and emoji are written with joiners, and none of them is ASCII.
        '\u{200C}' | '\u{200D}' => {
            let joins = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !is_invisible(c));
            joins(before) && joins(rest.chars().next())
        }
        c => !is_invisible(c),
    }
}

/// Whether text behind `##` makes a command of it, wherever it stands in a line: `##[error]` to GitHub and Azure,
/// `##vso[…]` to Azure, `##teamcity[…]`.
fn opens_command(rest: &str) -> bool {
    rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with('[')
}

fn is_invisible(c: char) -> bool {
    use GeneralCategory::{Control, Format, LineSeparator, ParagraphSeparator};
    // Most characters of most lines are letters, which is known in less time.
    !c.is_alphanumeric()
        && matches!(c.general_category(), Control | Format | LineSeparator | ParagraphSeparator)
}
