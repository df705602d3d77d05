//! What generators make of the names of files and of titles, as far as that is sure.

/// An article's file or folder, and its title.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name<'n> {
    /// The file's name less extension and language.
    pub(super) whole: &'n str,
    /// The same without the date in front of it.
    pub(super) undated: &'n str,
    /// The folder that it lies in.
    pub(super) folder: &'n str,
    /// What the article is called.
    pub(super) title: &'n str,
}

/// How a generator names pages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Naming {
    /// The part of the address that it makes of a name; none if nobody can tell.
    pub(super) slug: fn(Name<'_>) -> Option<String>,
    /// Whether `slug` in the metadata counts instead.
    pub(super) heeds_slug: bool,
    /// Whether `slug` is all of the address behind the collection's, folders too.
    pub(super) slug_is_path: bool,
    /// Keys of the metadata that give an article another address, and that Feedwright does not know.
    pub(super) keys: &'static [&'static str],
}

impl Default for Naming {
    /// Ours.
    fn default() -> Naming {
        let slug = |name: Name<'_>| Some(crate::site::slug::slug(name.undated));
        Naming { slug, heeds_slug: true, slug_is_path: false, keys: &[] }
    }
}

/// Letters a-z and digits, one hyphen for a run of anything else; of other scripts nobody can tell.
pub(super) fn latin(text: &str) -> Option<String> {
    let lower = text.is_ascii().then(|| text.to_lowercase())?;
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    Some(words.collect::<Vec<_>>().join("-"))
}

/// Lower case, spaces as hyphens; nothing else may stand there.
pub(super) fn lower(text: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
    text.chars().all(plain).then(|| text.to_lowercase().replace(' ', "-"))
}

/// As it is written; nothing may stand there that some program would replace.
pub(super) fn plain(text: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    text.chars().all(plain).then(|| text.to_owned())
}
