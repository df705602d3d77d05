//! A title in, the title that a feed with `smartify` shows out: typographic quotes and dashes, no HTML.

use crate::site::rules;

/// Marks behind which a quote opens.
const OPENING: &[char] = &[' ', '\t', '\\', '[', '{', '(', '-', '–', '—'];

/// Makes quotes and dashes typographic, removes tags, and resolves references.
pub(super) fn shown(title: &str) -> String {
    if !title.contains(['"', '\'', '-', '.', '<', '>', '&']) {
        return title.to_owned();
    }
    let text = without_tags(title).replace("---", "—").replace("--", "–").replace("...", "…");
    let text = text.replace("<<", "«").replace(">>", "»");
    let mut shown = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        shown.push(match c {
            '"' if opens(&shown, after) => '“',
            '"' => '”',
            '\'' if opens(&shown, after) && !is_decade(after) => '‘',
            '\'' => '’',
            other => other,
        });
    }
    if shown.contains('&') { rules::without_tags(&shown) } else { shown }
}

/// Whether a quote between these texts opens.
fn opens(before: &str, after: &str) -> bool {
    let last = before.chars().next_back();
    let has_space_before = last.is_none_or(|c| OPENING.contains(&c) || c == '“' || c == '‘');
    has_space_before && after.chars().next().is_some_and(|c| !c.is_whitespace())
}

/// `80s`, which an apostrophe precedes.
fn is_decade(after: &str) -> bool {
    let mut next = after.chars();
    let digits = next.by_ref().take(2).filter(char::is_ascii_digit).count();
    digits == 2 && next.next() == Some('s')
}

/// The text without what is between `<` and `>`.
fn without_tags(text: &str) -> String {
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, tag)) = rest.split_once('<') {
        let is_tag = tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match tag.split_once('>').filter(|_| is_tag) {
            Some((_, after)) => {
                kept.push_str(before);
                rest = after;
            }
            None => {
                kept.extend([before, "<"]);
                rest = tag;
            }
        }
    }
    kept.push_str(rest);
    kept
}
