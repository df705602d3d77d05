//! Any text in, text out that is safe in a terminal and in a log: it cannot move the cursor, change the direction of
//! other text, be invisible, or be a command to a CI runner.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Part of a line. Unprintable characters are escaped as in Rust; a tab becomes a space.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    replace_unprintable(text, |c, shown| match c {
        '\t' => shown.push(' '),
        c => shown.extend(c.escape_unicode()),
    })
}

/// A whole line. GitHub's runner treats `::command::` as a command if only white space precedes it.
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

/// A source line, character for character. ASCII control characters are left to the snippet renderer, which has a
/// picture for each.
pub(super) fn source(line: &str) -> Cow<'_, str> {
    replace_unprintable(line, |c, shown| {
        shown.push(if c.is_ascii_control() { c } else { char::REPLACEMENT_CHARACTER });
    })
}

/// Equivalent JSON. Line feeds occur only between its values.
pub(super) fn json(json: &str) -> Cow<'_, str> {
    replace_unprintable(json, |c, shown| match c {
        '\n' => shown.push(c),
        c => {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(shown, "\\u{unit:04x}");
            }
        }
    })
}

/// The text, with `replace` called for each unprintable character.
fn replace_unprintable(text: &str, replace: impl Fn(char, &mut String)) -> Cow<'_, str> {
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

/// Whether a character is printable between the one before it and the text after it.
fn is_printable(before: Option<char>, c: char, rest: &str) -> bool {
    match c {
        '#' => before != Some('#') || !opens_command(rest),
        ' '..='~' => true,
        // Persian, the scripts of India and emoji use joiners between characters that are not ASCII.
        '\u{200C}' | '\u{200D}' => {
            let joins = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !is_invisible(c));
            joins(before) && joins(rest.chars().next())
        }
        c => !is_invisible(c),
    }
}

/// Whether the text after `##` makes it a command anywhere in a line: `##[error]` for GitHub and Azure, `##vso[…]` for
/// Azure, `##teamcity[…]`.
fn opens_command(rest: &str) -> bool {
    rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with('[')
}

fn is_invisible(c: char) -> bool {
    use GeneralCategory::{Control, Format, LineSeparator, ParagraphSeparator};
    // Most characters are letters, for which this test is faster.
    !c.is_alphanumeric()
        && matches!(c.general_category(), Control | Format | LineSeparator | ParagraphSeparator)
}
