//! File names and titles in, the slugs that generators make of them out, if they are predictable.

/// The file name and title of an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name<'n> {
    /// The file name without extension and language.
    pub(super) stem: &'n str,
    /// The same without a leading date.
    pub(super) undated: &'n str,
    /// The folder that contains it.
    pub(super) folder: &'n str,
    /// The title of the article.
    pub(super) title: &'n str,
}

/// How a generator names pages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Naming {
    /// Returns the slug of a name, or `None` if it is unpredictable.
    pub(super) slug: fn(Name<'_>) -> Option<String>,
    /// Whether `slug` in the metadata takes precedence.
    pub(super) uses_slug_key: bool,
    /// Whether `slug` is the whole path within the collection, including folders.
    pub(super) slug_is_path: bool,
    /// Keys of the metadata that change an article's URL and that Feedwright does not know.
    pub(super) keys: &'static [&'static str],
}

impl Default for Naming {
    /// Feedwright's own naming.
    fn default() -> Naming {
        let slug = |name: Name<'_>| Some(crate::site::slug::slug(name.undated));
        Naming { slug, uses_slug_key: true, slug_is_path: false, keys: &[] }
    }
}

/// Lower-case ASCII letters and digits, with one hyphen for a run of anything else; `None` for other scripts.
pub(super) fn latin(text: &str) -> Option<String> {
    let lower = text.is_ascii().then(|| text.to_lowercase())?;
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    Some(words.collect::<Vec<_>>().join("-"))
}

/// Lower case, with spaces as hyphens; `None` with any other character.
pub(super) fn lower(text: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
    text.chars().all(plain).then(|| text.to_lowercase().replace(' ', "-"))
}

/// Unchanged; `None` with any character that generators might replace.
pub(super) fn plain(text: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    text.chars().all(plain).then(|| text.to_owned())
}
