//! A text in, the recordings that it mentions out: by their names as they are, or as in a URL, in any case and form of
//! Unicode.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem;
use percent_encoding::percent_decode_str;

use crate::site::article_paths::resolved;
use crate::site::file_name::{extension, folded};
use crate::site::files::Source;

/// The recordings that texts may mention.
pub(super) struct Mentions<'r> {
    /// Their paths, by folded name.
    names: BTreeMap<String, Vec<&'r str>>,
    /// Their folders and paths.
    folders: BTreeMap<&'r str, Vec<&'r str>>,
    /// The ends of their names, with the dot.
    ends: BTreeSet<String>,
    /// The length of the longest name.
    longest: usize,
}

impl<'r> Mentions<'r> {
    pub(super) fn of(recordings: &'r [Source]) -> Mentions<'r> {
        let (mut names, mut folders) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for recording in recordings {
            names.entry(folded(recording.name())).or_default().push(recording.file_path());
            folders.entry(recording.dir()).or_default().push(recording.file_path());
        }
        let ends = names.keys().map(|name| format!(".{}", extension(name))).collect();
        let longest = names.keys().map(String::len).max().unwrap_or_default();
        Mentions { names, folders, ends, longest }
    }

    /// The recordings in a folder.
    pub(super) fn in_folder(&self, folder: &str) -> Vec<&'r str> {
        self.folders.get(folder).cloned().unwrap_or_default()
    }

    /// The recordings that a text in a folder mentions.
    pub(super) fn in_text(&self, folder: &str, text: &str) -> Vec<&'r str> {
        let folder = folded(folder);
        let mut found = self.in_plain(&folder, &folded(text));
        if text.contains(['%', '&']) {
            let url = percent_decode_str(text).decode_utf8_lossy().replace("&amp;", "&");
            found.extend(self.in_plain(&folder, &folded(&url)));
        }
        found
    }

    /// The recordings that a folded text mentions.
    fn in_plain(&self, folder: &str, text: &str) -> Vec<&'r str> {
        let ends = self.ends.iter().flat_map(|end| {
            let found = memmem::find_iter(text.as_bytes(), end.as_bytes());
            found.map(|at| at + end.len()).collect::<Vec<_>>()
        });
        let is_whole = |end: &usize| !text.as_bytes().get(*end).is_some_and(u8::is_ascii_alphanumeric);
        ends.filter(is_whole).flat_map(|end| self.ending_at(folder, text, end)).collect()
    }

    /// The recordings that are mentioned up to a place in a text. A name may contain spaces, so it may begin at several.
    fn ending_at(&self, folder: &str, text: &str, end: usize) -> Vec<&'r str> {
        let before = text.get(..end).unwrap_or_default();
        let starts = starts(before, is_boundary).take_while(|start| end - start <= self.longest);
        let named = starts.filter_map(|start| Some((start, self.names.get(before.get(start..)?)?)));
        named.flat_map(|(start, paths)| meant(folder, before, start, paths)).collect()
    }
}

/// Those of the recordings with one name that a text in a folder means, which mentions it from `start` to its end: the one
/// that it leads to as a link, or else any of them.
fn meant<'r>(folder: &str, text: &str, start: usize, paths: &[&'r str]) -> Vec<&'r str> {
    let before = text.get(..start).unwrap_or_default();
    let link = starts(before, |character| character != '/' && is_boundary(character)).next();
    let target = link.and_then(|link| resolved(folder, text.get(link..)?));
    let linked = paths.iter().find(|path| target.as_ref().is_some_and(|target| *target == folded(path)));
    linked.map_or_else(|| paths.to_vec(), |path| vec![*path])
}

/// Where names may begin in a text, from its end on.
fn starts(text: &str, is_boundary: impl Fn(char) -> bool) -> impl Iterator<Item = usize> {
    let characters = text.char_indices().rev().filter(move |(_, character)| is_boundary(*character));
    characters.map(|(at, character)| at + character.len_utf8()).chain([0])
}

/// Whether a name may begin behind a character.
fn is_boundary(character: char) -> bool {
    character.is_whitespace() || "/\\\"'`“”‘’«»()[]{}<>=:;,|*".contains(character)
}
