//! Words by which people say that a text is not to be published: in names of keys and of folders, and as values.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words for a draft in several languages, each with its plural, without the marks of letters.
pub(super) const DRAFTS: &[(&str, &str)] = &[
    ("borrador", "borradores"),
    ("bozza", "bozze"),
    ("brouillon", "brouillons"),
    ("draf", "draf"),
    ("draft", "drafts"),
    ("entwurf", "entwurfe"),
    ("rascunho", "rascunhos"),
];

/// Words for other texts that are not public.
pub(super) const STATES: &[&str] = &["embargoed", "private", "unpublished", "wip"];

/// Names of folders whose articles few may read, without the marks of letters. They are words of other names, too.
const CLOSED: &[&str] = &[
    "confidencial",
    "confidential",
    "confidentiel",
    "deleted",
    "geheim",
    "hidden",
    "intern",
    "internal",
    "interne",
    "interno",
    "members",
    "papelera",
    "papierkorb",
    "rahasia",
    "sampah",
    "secret",
    "trash",
    "vertraulich",
];

/// Whether a word stands for texts that are not public.
#[must_use]
pub(super) fn names_draft(word: &str) -> bool {
    is_draft(word) || are_drafts(word) || is_not_public(word)
}

/// Whether a whole name is that of a folder whose articles few may read: `internal`, `members-only`.
#[must_use]
pub(super) fn names_closed_folder(name: &str) -> bool {
    let name = without_number(name.trim_matches(|c: char| !c.is_alphanumeric()));
    CLOSED.contains(&name.strip_suffix("only").map_or(name, |name| name.trim_end_matches(['-', '_', ' '])))
}

/// A word without a number at its end.
#[must_use]
pub(super) fn without_number(word: &str) -> &str {
    word.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// Whether a word stands for a draft.
#[must_use]
pub(super) fn is_draft(word: &str) -> bool {
    DRAFTS.iter().any(|(one, _)| *one == word)
}

/// Whether a word stands for drafts.
#[must_use]
pub(super) fn are_drafts(word: &str) -> bool {
    DRAFTS.iter().any(|(_, many)| *many == word)
}

/// Whether a word stands for another text that is not public.
#[must_use]
pub(super) fn is_not_public(word: &str) -> bool {
    STATES.contains(&word)
}

/// A text in lower case, without the marks of letters and the other forms of characters that look like them: `Ｅｎｔｗürfe`
/// is `entwurfe`.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return text.into();
    }
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}
