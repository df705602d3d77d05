//! A text in, a key out by whose characters such texts are in the order that people expect: punctuation before digits, digits
//! before letters, without regard to case and marks (Unicode Collation Algorithm, first level of the root collation).
//! Punctuation outside of ASCII is taken for what it resembles.

use std::cmp::Ordering;

use deunicode::deunicode_char;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The punctuation and the symbols of ASCII, in the order of the root collation.
const BEFORE_DIGITS: &str = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/// The order of two texts.
#[must_use]
pub(crate) fn compare(one: &str, other: &str) -> Ordering {
    // What is the same is skipped, since each character has a key of its own.
    let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let (_, one) = one.split_at(one.floor_char_boundary(same));
    let (_, other) = other.split_at(other.floor_char_boundary(same));
    sort_key(one).cmp(sort_key(other))
}

/// The key of a text, made no further than it is compared.
fn sort_key(text: &str) -> impl Iterator<Item = char> {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(|c| {
        let (letter, ascii) = if c.is_alphanumeric() && !is_latin(c) {
            (Some(c), "")
        } else if c.is_whitespace() {
            (None, "\u{1}")
        } else {
            // Letters such as `Ø` sort as their ASCII form does.
            (None, deunicode_char(c).unwrap_or_default())
        };
        let ascii = ascii.chars().flat_map(char::to_lowercase).map(|c| before_digits(c).unwrap_or(c));
        letter.into_iter().flat_map(char::to_lowercase).chain(ascii)
    })
}

/// Whether a character is Latin, but not ASCII.
fn is_latin(c: char) -> bool {
    ('\u{C0}'..='\u{24F}').contains(&c)
}

/// What stands for a character that sorts before all digits.
fn before_digits(c: char) -> Option<char> {
    u8::try_from(2 + BEFORE_DIGITS.find(c)?).ok().map(char::from)
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::{BEFORE_DIGITS, compare};

    /// As Hugo sorts them.
    const SORTED: &[&str] = &[
        "_under",
        "—dash",
        "“quoted”",
        "(paren)",
        "#tag",
        "~tilde",
        "$5",
        "10 things",
        "404",
        "a b",
        "a-b",
        "ab",
        "élan",
        "Elbow",
        "Ñandu",
        "nz",
        "Øre",
        "T",
        "Über",
        "Zebras",
        "Яблоко",
        "日本",
    ];

    #[test]
    fn what_is_the_same_is_skipped_by_whole_characters() {
        // The second bytes of these letters differ, the first do not.
        assert_eq!(compare("Caf\u{e9}s", "caf\u{e8}"), Ordering::Greater);
        assert_eq!(compare("Зима 1", "Зима 2"), Ordering::Less);
        assert_eq!(compare("Зима", "Зима"), Ordering::Equal);
    }

    #[test]
    fn texts_are_in_the_order_that_people_expect() {
        let mut by_key: Vec<_> = SORTED.iter().rev().copied().collect();
        by_key.sort_by(|a, b| compare(a, b));
        assert_eq!(by_key, SORTED);
        assert!(BEFORE_DIGITS.len() + 2 < usize::from(b'0'), "no key is that of a digit");
    }
}
