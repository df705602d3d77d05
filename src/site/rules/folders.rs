//! The names of folders in; whether their articles are not to be published, or whether that is to be asked, out.

use super::draft_words::{self, folded};

/// The first of the folders of a path, with `/` between them, whose articles are not to be published.
pub(crate) fn withholding_folder<'f>(mut folders: impl Iterator<Item = &'f str>) -> Option<&'f str> {
    folders.find(|name| withholds(&folded(name.trim_start_matches('_'))))
}

/// The first of the folders whose name, or a word of it, may say so.
pub(crate) fn doubtful_folder<'f>(mut folders: impl Iterator<Item = &'f str>) -> Option<&'f str> {
    folders.find(|name| {
        let name = folded(name);
        let mut words = name.split(|c: char| !c.is_alphanumeric());
        words.any(|word| draft_words::names_draft(draft_words::without_number(word)))
            || draft_words::names_closed_folder(&name)
    })
}

/// Whether the articles in folders of a name are not to be published. Jekyll leaves out `_drafts`, Quartz `private`, and
/// people name such folders likewise, in their own languages.
fn withholds(name: &str) -> bool {
    ["draft", "embargo"].contains(&name) || draft_words::are_drafts(name) || draft_words::is_not_public(name)
}

#[cfg(test)]
mod tests {
    use super::{doubtful_folder, draft_words, withholding_folder};

    #[test]
    fn folders_of_drafts_withhold_in_every_language() {
        let plain =
            draft_words::DRAFTS.iter().map(|(_, many)| *many).chain(draft_words::STATES.iter().copied());
        for name in plain.chain(["draft", "_drafts", "Entwürfe", "BORRADORES", "embargo"]) {
            assert_eq!(withholding_folder([name].into_iter()), Some(name));
        }
        for name in ["entwurf", "drafting", "my drafts", "posts", ""] {
            assert_eq!(withholding_folder([name].into_iter()), None);
        }
    }

    #[test]
    fn a_folder_with_a_word_for_drafts_is_doubtful() {
        for name in [
            "my drafts",
            "draft-posts",
            "wip_2026",
            "un private",
            "Draft2",
            "Entwurf",
            "brouillon",
            "internal",
            "Confidential",
            "members",
            "members-only",
            "trash",
        ] {
            assert_eq!(doubtful_folder([name].into_iter()), Some(name));
        }
        let others = ["drafting", "posts", "internal-combustion", "new members", "2026", ""];
        assert_eq!(doubtful_folder(others.into_iter()), None);
    }
}
