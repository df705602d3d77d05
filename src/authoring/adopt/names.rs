//! Words in; whether they can be the names of people and agencies, in any script.

use super::agencies::{AGENCIES, AS_WRITTEN, NO_AGENCY};
use super::words::{NAME_PARTICLES, contains};

/// The maximum number of words of names.
const MAX_WORDS: usize = 8;

/// Characters between the parts of a credit or a dateline.
const PARTS: &[char] =
    &['/', '／', ',', '，', '،', '、', '|', '(', ')', '（', '）', '–', '—', '=', ';', ':', '：'];

/// A text without the invisible marks of right-to-left text around it, and without spaces.
pub(super) fn plain(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    })
}

/// The parts of a credit or a dateline.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    let spaced = text.split(" - ").flat_map(|part| part.split(PARTS));
    spaced.map(|part| plain(part).trim_end_matches('.').trim()).filter(|part| !part.is_empty())
}

/// The agency that a text names.
pub(super) fn agency(text: &str) -> Option<&str> {
    let whole = parts(text).find(|part| is_agency(part));
    // `AP Photo`, but not `ap`: a word in a sentence is none.
    let is_all_caps =
        |word: &&str| word.chars().count() > 1 && !word.chars().any(char::is_lowercase) && is_agency(word);
    let word = || parts(text).flat_map(str::split_whitespace).find(is_all_caps);
    let in_han = || AGENCIES.split(", ").find(|agency| is_han(agency) && text.starts_with(agency));
    whole.or_else(word).or_else(in_han)
}

/// Whether a text is the name of an agency, or stands for one.
pub(super) fn is_agency(text: &str) -> bool {
    // `Ani` is a name, and `ANI` an agency.
    let is_written = if text.len() <= 4 {
        !text.contains(char::is_lowercase)
    } else {
        !text.starts_with(char::is_lowercase)
    };
    contains(AGENCIES, text) && is_written
        || AS_WRITTEN.split(", ").any(|agency| agency == text)
        || contains(NO_AGENCY, text)
}

/// Chinese is written without spaces.
pub(super) fn is_han(text: &str) -> bool {
    text.starts_with(|c: char| matches!(c, '\u{4E00}'..='\u{9FFF}'))
}

/// Whether a text can be names: a few words that begin with a capital, where the script has any.
pub(super) fn are_names(text: &str) -> bool {
    let words: Vec<_> = text.split(|c: char| c.is_whitespace() || matches!(c, '/' | ',' | '&')).collect();
    let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let is_name = |word: &&str| {
        !word.starts_with(char::is_lowercase) || contains(NAME_PARTICLES, word) || is_agency(word)
    };
    (1..=MAX_WORDS).contains(&words.len())
        && words.iter().all(is_name)
        && words.iter().any(|word| word.starts_with(char::is_alphabetic) && !contains(NAME_PARTICLES, word))
        && !text.chars().any(|c| c.is_ascii_digit() || matches!(c, '?' | '!' | '。' | '"' | '“' | '«'))
}
