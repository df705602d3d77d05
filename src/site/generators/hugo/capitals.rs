//! A text in, the same with a capital at its beginning out.

/// A text whose first letter is a capital.
#[must_use]
pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| capital(first).unwrap_or(first));
    first.into_iter().chain(letters).collect()
}

/// The capital of a letter, if that is a single one.
#[must_use]
pub(super) fn capital(c: char) -> Option<char> {
    let mut upper = c.to_uppercase();
    upper.next().filter(|_| upper.next().is_none())
}
