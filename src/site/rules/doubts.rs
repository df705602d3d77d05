//! Names of files, titles and tags in; whether they may say that a text is not to be published, out. People write
//! `DRAFT-rain.md`, `rain.draft.md`, `[DRAFT] Rain`, and programs `rain (conflicted copy).md`.

use super::draft_words::{self, folded};
use crate::site::file_name::{is_section_index, name, without_extension};

/// Words for a copy of a file, as systems and services name it, without the marks of letters.
const COPIES: &[&str] = &["copy", "copie", "copia", "kopie", "salinan", "conflicted"];

/// Parts of names between dots that other programs give to copies.
const COPY_PARTS: &[&str] = &["bak", "conflict", "copy", "orig", "sync-conflict"];

/// Marks behind the word at the beginning of a title.
const MARKS: &[&str] = &[":", "：", " - ", " – ", " — ", " | ", "]", ")"];

/// Whether the name of a file may say that its text is not to be published. A name that begins with a word for that may also be
/// made of the title: `draft-beer.md`.
#[must_use]
pub(crate) fn is_doubtful_file(path: &str, title: &dyn Fn() -> Option<String>) -> bool {
    let stem = without_extension(name(path));
    let first = words(stem).find(|word| word.contains(char::is_alphabetic)).unwrap_or_default();
    let is_first = || {
        let first = folded(first);
        let has_first = |title: String| words(&folded(&title)).any(|word| word == first);
        draft_words::names_draft(&first) && !title().is_some_and(has_first)
    };
    let folded = folded(stem);
    let is_whole =
        draft_words::names_draft(draft_words::without_number(folded.trim_matches(['_', '-', ' '])));
    let is_copy = |text: &str| words(text).any(|word| COPIES.contains(&word));
    let in_brackets = || {
        let inside = folded.split(['(', '[']).skip(1).filter_map(|rest| rest.split([')', ']']).next());
        inside.into_iter().any(|inside| is_copy(inside) || words(inside).any(draft_words::names_draft))
    };
    let is_part = |part: &str| {
        draft_words::names_draft(part) || COPY_PARTS.iter().any(|copy| is_begun_with(part, copy))
    };
    // Generators leave such files out.
    let is_hidden = stem.starts_with('_') && !is_section_index(path);
    is_hidden
        || is_shouted_draft(first)
        || is_whole
        || in_brackets()
        || folded.split('.').skip(1).any(is_part)
        || folded.rsplit_once(" - ").is_some_and(|(_, end)| words(end).next().is_some_and(is_copy))
        || is_first()
}

/// Whether a title may say so at its beginning.
#[must_use]
pub(crate) fn is_doubtful_title(title: &str) -> bool {
    let title = title.trim();
    let begun = title.trim_start_matches(['[', '(']);
    let is_bracketed = begun.len() < title.len();
    let found = MARKS.iter().filter_map(|mark| Some((begun.split_once(mark)?.0.trim(), *mark)));
    found.into_iter().any(|(word, mark)| {
        let is_plain = is_bracketed || mark == ":" || mark == "：";
        is_shouted_draft(word) || is_plain && draft_words::is_draft(&folded(word))
    })
}

/// Whether a tag may say so.
#[must_use]
pub(crate) fn is_doubtful_tag(tag: &str) -> bool {
    let tag = folded(tag.trim());
    draft_words::names_draft(&tag) || ["confidential", "internal"].contains(&&*tag)
}

/// Whether a word in capitals stands for a text that is not public.
fn is_shouted_draft(word: &str) -> bool {
    let is_shouted = !word.chars().any(char::is_lowercase);
    is_shouted && {
        let word = folded(word);
        draft_words::names_draft(&word) || draft_words::names_closed_folder(&word)
    }
}

fn is_begun_with(part: &str, word: &str) -> bool {
    part.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{is_doubtful_file, is_doubtful_tag, is_doubtful_title};

    #[test]
    fn names_of_drafts_and_of_copies_are_doubtful() {
        let is_doubtful = |file: &str, title: &str| {
            is_doubtful_file(file, &|| (!title.is_empty()).then(|| title.to_owned()))
        };
        for file in [
            "DRAFT-h.md",
            "draft-h.md",
            "Draft h.md",
            "2026-05-01-wip-h.md",
            "entwurf_h.md",
            "2026-05-01-DRAFT_h.md",
            "a/i.draft.md",
            "x.wip.md",
            "[draft] x.md",
            "x (draft).md",
            "draft.md",
            "Entwurf2.md",
            "j (copy).md",
            "j (copy 2).md",
            "j - Copy.md",
            "j - Kopie (2).md",
            "x (conflicted copy).md",
            "x (Ana's conflicted copy 2026-05-01).md",
            "x.sync-conflict-20260501-101010-ABCDEFG.md",
            "x.bak.md",
            "_h.md",
            "a/_notes.en.md",
        ] {
            assert!(is_doubtful(file, "Rain"), "{file}");
        }
        assert!(is_doubtful("draft-h.md", ""), "of a note without a title");
        for (file, title) in [
            ("draft-beer.md", "Draft beer"),
            ("private-equity.md", "On «Private» equity"),
            ("bozze.md", "Bozze"),
        ] {
            assert_eq!(is_doubtful(file, title), file == "bozze.md", "{file}");
        }
        for file in [
            "nba-draft-2026.md",
            "DRAFTING.md",
            "copy-editing.md",
            "hard copy.md",
            "v1.0.md",
            "rain.en.md",
            "Rain (2).md",
            "drafty/a.md",
            "_a/b.md",
            "_index.md",
            "a/_index.en.md",
            "a_b.md",
            "WIPO.md",
        ] {
            assert!(!is_doubtful(file, "Rain"), "{file}");
        }
    }

    #[test]
    fn titles_and_tags_of_drafts_are_doubtful() {
        for title in
            ["DRAFT: U", "Draft: U", "[draft] U", "(Entwurf) U", "WIP - U", "INTERNAL: U", "DRAFT – U: V"]
        {
            assert!(is_doubtful_title(title), "{title}");
        }
        for title in [
            "Draft beer",
            "Private: a memoir",
            "The draft: who was picked",
            "Draft-dodger: a life",
            "DRAFT picks",
            "U (draft)",
            "Rain",
            "",
        ] {
            assert!(!is_doubtful_title(title), "{title}");
        }
        assert!(["draft", "Private", "wip", "borrador"].into_iter().all(is_doubtful_tag));
        assert!(!["draft beer", "members", "rain", ""].into_iter().any(is_doubtful_tag));
    }
}
