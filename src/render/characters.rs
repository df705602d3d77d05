//! Characters that XML forbids, named at their place in the article.

use crate::diagnostic::Diagnostic;
use crate::model::source::SourceText;
use crate::model::text::{FORBIDDEN_CHARACTER, forbidden};

/// Those that stand in the body as they are, each run once.
pub(super) fn raw(source: SourceText<'_>, start: usize) -> Vec<Diagnostic> {
    let body = source.text.get(start.min(source.text.len())..).unwrap_or_default();
    let mut runs: Vec<(usize, usize, char)> = Vec::new();
    for (at, character) in forbidden(body) {
        match runs.last_mut() {
            Some((_, end, _)) if *end == at => *end += character.len_utf8(),
            Some(_) | None => runs.push((at, at + character.len_utf8(), character)),
        }
    }
    runs.into_iter()
        .map(|(from, to, character)| left_out(source, character, start + from..start + to))
        .collect()
}

/// Those that the body writes as references, `&#11;`, and that rendering brought out.
pub(super) fn escaped(source: SourceText<'_>, start: usize, html: &str) -> Vec<Diagnostic> {
    let mut brought_out: Vec<char> = forbidden(html).map(|(_, character)| character).collect();
    brought_out.sort_unstable();
    brought_out.dedup();
    let place = |character| reference(source, start, character).unwrap_or(start..start);
    brought_out.into_iter().map(|character| left_out(source, character, place(character))).collect()
}

/// The first reference to a character.
fn reference(source: SourceText<'_>, start: usize, character: char) -> Option<std::ops::Range<usize>> {
    let body = source.text.get(start..)?;
    let mut references = body.match_indices("&#").map(|(at, _)| at);
    references.find_map(|at| {
        let digits: String = body.get(at + 2..)?.chars().take_while(char::is_ascii_alphanumeric).collect();
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => digits.parse().ok()?,
        };
        let end = at + 2 + digits.len();
        let semicolon = usize::from(body.get(end..)?.starts_with(';'));
        (code == u32::from(character)).then_some(start + at..start + end + semicolon)
    })
}

fn left_out(source: SourceText<'_>, character: char, at: std::ops::Range<usize>) -> Diagnostic {
    let message = format!("the character U+{:04X} was left out", u32::from(character));
    Diagnostic::new(&FORBIDDEN_CHARACTER, message).at(source.place(at)).help("remove it")
}
