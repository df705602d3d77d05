//! The names of folders in; whether their articles are not to be published, or whether that is to be asked, out.

use super::withheld::folded;

/// The names of folders whose articles are not to be published, without underscores before them. Jekyll leaves out
/// `_drafts`, Quartz `private`, and people name such folders likewise, in their own languages.
const NAMES: &[&str] = &[
    "bozze",
    "borradores",
    "brouillons",
    "draf",
    "draft",
    "drafts",
    "embargo",
    "embargoed",
    "entwurfe",
    "private",
    "rascunhos",
    "unpublished",
    "wip",
];

/// The words of names such as `draft-posts` and `my drafts`.
const WORDS: &[&str] = &["draft", "drafts", "embargoed", "private", "unpublished", "wip"];

/// The first of the folders of a path, with `/` between them, whose articles are not to be published.
pub(crate) fn withholding_folder<'f>(mut folders: impl Iterator<Item = &'f str>) -> Option<&'f str> {
    folders.find(|name| NAMES.contains(&folded(name.trim_start_matches('_')).as_str()))
}

/// The first of the folders whose name has a word that may say so.
pub(crate) fn doubtful_folder<'f>(mut folders: impl Iterator<Item = &'f str>) -> Option<&'f str> {
    folders.find(|name| {
        let name = folded(name);
        let mut words = name.split(|c: char| !c.is_alphanumeric());
        words.any(|word| WORDS.contains(&word))
    })
}
