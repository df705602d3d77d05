//! The language of an article in, the direction of its text out. Readers lay out every text from left to right that does not
//! say otherwise.

use super::elements::Elements;
use crate::check::registries;
use crate::feed::Language;

/// Elements that run from left to right in every language.
const CODE: &[&str] = &["code", "kbd", "math", "pre", "samp"];

/// Whether a language runs from right to left.
#[must_use]
pub(super) fn is_right_to_left(language: &Language) -> bool {
    registries::is_right_to_left(language.as_str())
}

/// Marks code, which runs from left to right in every language.
pub(super) fn mark_code(elements: &Elements<'_>) {
    for code in elements.named(CODE) {
        if !code.has_attr("dir") {
            code.set_attr("dir", "ltr");
        }
    }
}

/// HTML with its direction. Readers that drop `dir` go by the first letter, which a mark precedes if it is of another
/// script: Miniflux does so.
#[must_use]
pub(super) fn wrapped(html: &str) -> String {
    let (before, after) =
        first_foreign_letter(html).and_then(|at| html.split_at_checked(at)).unwrap_or((html, ""));
    let mark = if after.is_empty() { "" } else { "\u{200F}" };
    format!("<div dir=\"rtl\">\n{before}{mark}{after}\n</div>")
}

/// Where the text begins to have letters, if the first one is of no script that runs from right to left, and no code.
fn first_foreign_letter(html: &str) -> Option<usize> {
    let (mut at, mut is_code) = (0, false);
    loop {
        let rest = html.get(at..)?;
        let text = rest.get(..rest.find('<').unwrap_or(rest.len()))?;
        if let Some(letter) = first_letter(text) {
            let is_foreign = !rest.get(letter..)?.starts_with(is_right_to_left_letter);
            return (is_foreign && !is_code).then_some(at + letter);
        }
        let (tag, _) = rest.get(text.len()..)?.split_once('>')?;
        let name = tag.get(1..)?.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        is_code |= CODE.contains(&name);
        at += text.len() + tag.len() + 1;
    }
}

/// The place of the first letter of a text that is no part of a character reference.
fn first_letter(text: &str) -> Option<usize> {
    let mut is_reference = false;
    let found = text.char_indices().find(|(_, c)| {
        is_reference = if is_reference { *c != ';' } else { *c == '&' };
        !is_reference && c.is_alphabetic()
    });
    found.map(|(at, _)| at)
}

/// Letters of blocks that are set aside for scripts that run from right to left (UAX 44, `DerivedBidiClass`).
fn is_right_to_left_letter(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}
