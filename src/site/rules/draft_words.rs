//! Words by which people say that a text is not to be published: in names of keys and of folders, and as values.

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
