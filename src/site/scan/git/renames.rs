//! Added and removed files of a commit in, the origin of each added file out: the removed file with the same bytes, or
//! at least half of them. The order and the score are those of `git log --find-renames`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hasher};

use gix_hash::ObjectId;

use super::changes::{Changes, File};
use super::repository::Repository;

/// The similarity of identical files, as in git.
const MAX_SCORE: u64 = 60_000;

/// The minimum similarity of renamed files.
const MIN_SCORE: u64 = MAX_SCORE / 2;

/// The minimum similarity of files with the same base name, which are then not compared with others.
const MIN_SAME_NAME_SCORE: u64 = MAX_SCORE * 3 / 4;

/// The maximum number of compared pairs, as in git.
const MAX_PAIRS: usize = 1000 * 1000;

/// The maximum length of a file that is compared by its content, in bytes.
const MAX_LENGTH: u64 = 4 * 1024 * 1024;

/// The maximum total length of the files of one commit that are compared, in bytes.
const MAX_TOTAL_LENGTH: u64 = 32 * 1024 * 1024;

/// Texts are compared by lines, or by parts of lines of this length, in bytes.
const MAX_PART: usize = 64;

/// The origin of an added file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// It is a new file.
    New,
    /// It had this path before, and possibly other bytes.
    Renamed { from: Vec<u8>, is_edited: bool },
    /// A file that it would have to be compared with is missing.
    Unknown,
}

/// The remaining number of comparisons, in parts of texts. It limits the time for a malicious history; beyond it
/// nothing is compared.
pub(super) struct ComparisonBudget(u64);

impl Default for ComparisonBudget {
    fn default() -> ComparisonBudget {
        ComparisonBudget(1 << 31)
    }
}

/// The origins of the added files for which `is_wanted` is true.
pub(super) fn origins(
    repository: &Repository,
    changes: &Changes,
    effort: &mut ComparisonBudget,
    is_wanted: &dyn Fn(&[u8]) -> bool,
) -> BTreeMap<Vec<u8>, Origin> {
    let mut search = Search {
        repository,
        effort,
        added: changes.added.iter().enumerate().collect(),
        removed: changes.removed.iter().enumerate().collect(),
        texts: BTreeMap::new(),
        unknown: BTreeSet::new(),
        origins: BTreeMap::new(),
    };
    search.pair_identical(|file| (file.id, file.is_link, file.base_name().to_vec()));
    search.pair_identical(|file| (file.id, file.is_link));
    if search.has_candidates(is_wanted) {
        search.pair_same_names();
    }
    if search.has_candidates(is_wanted) {
        search.pair_similar();
    }
    search.into_origins(is_wanted)
}

struct Search<'r> {
    repository: &'r Repository,
    effort: &'r mut ComparisonBudget,
    /// Added files without an origin so far.
    added: BTreeMap<usize, &'r File>,
    /// Removed files that are not an origin so far.
    removed: BTreeMap<usize, &'r File>,
    /// The loaded texts of compared files.
    texts: BTreeMap<ObjectId, Text>,
    /// Added files that could not be compared.
    unknown: BTreeSet<usize>,
    origins: BTreeMap<Vec<u8>, Origin>,
}

impl Search<'_> {
    fn has_candidates(&self, is_wanted: &dyn Fn(&[u8]) -> bool) -> bool {
        !self.removed.is_empty() && self.added.values().any(|file| is_wanted(&file.name))
    }

    fn add_pair(&mut self, added: usize, removed: usize) {
        if self.added.contains_key(&added)
            && let Some(origin) = self.removed.remove(&removed)
            && let Some(file) = self.added.remove(&added)
        {
            let renamed = Origin::Renamed { from: origin.name.clone(), is_edited: file.id != origin.id };
            self.origins.insert(file.name.clone(), renamed);
        }
    }

    fn pair_identical<K: Ord>(&mut self, key: impl Fn(&File) -> K) {
        let mut removed: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (index, file) in self.removed.iter().rev() {
            removed.entry(key(file)).or_default().push(*index);
        }
        let same = |(index, file): (&usize, &&File)| Some((*index, removed.get_mut(&key(file))?.pop()?));
        let pairs: Vec<_> = self.added.iter().filter_map(same).collect();
        for (added, removed) in pairs {
            self.add_pair(added, removed);
        }
    }

    /// Pairs files that were moved to another folder and edited, if no other file has the same base name.
    fn pair_same_names(&mut self) {
        let (added, removed) = (by_base_name(&self.added), by_base_name(&self.removed));
        for (name, added) in added {
            let (&[added], Some(&[removed])) = (&*added, removed.get(&name).map(Vec::as_slice)) else {
                continue;
            };
            if self.similarity(added, removed) >= MIN_SAME_NAME_SCORE {
                self.add_pair(added, removed);
            }
            self.texts.clear();
        }
    }

    /// Pairs the remaining files, most similar first; of equally similar files, those with the same base name first.
    fn pair_similar(&mut self) {
        let files = || self.added.values().chain(self.removed.values());
        let lengths =
            files().filter_map(|file| self.repository.length(&file.id)).filter(|long| *long <= MAX_LENGTH);
        if self.added.len().saturating_mul(self.removed.len()) > MAX_PAIRS
            || lengths.sum::<u64>() > MAX_TOTAL_LENGTH
        {
            return;
        }
        let (added, removed): (Vec<_>, Vec<_>) =
            (self.added.keys().copied().collect(), self.removed.keys().copied().collect());
        let mut pairs = Vec::new();
        for added in added {
            for removed in &removed {
                let similarity = self.similarity(added, *removed);
                if similarity >= MIN_SCORE {
                    let (new, old) = (self.added.get(&added), self.removed.get(removed));
                    let has_other_name = new.map(|file| file.base_name()) != old.map(|file| file.base_name());
                    pairs.push((Reverse(similarity), has_other_name, added, *removed));
                }
            }
        }
        pairs.sort_unstable();
        for (_, _, added, removed) in pairs {
            self.add_pair(added, removed);
        }
    }

    /// The similarity of two files. It is 0 if it cannot be determined, which is recorded.
    fn similarity(&mut self, added: usize, removed: usize) -> u64 {
        let (Some(&file), Some(&origin)) = (self.added.get(&added), self.removed.get(&removed)) else {
            return 0;
        };
        self.compare(file, origin).unwrap_or_else(|| {
            self.unknown.insert(added);
            0
        })
    }

    /// The similarity of two files. `None` if one of them is missing.
    fn compare(&mut self, file: &File, origin: &File) -> Option<u64> {
        if file.is_link || origin.is_link {
            return Some(0);
        }
        let (length, other) = (self.repository.length(&file.id)?, self.repository.length(&origin.id)?);
        let (shorter, longer) = (length.min(other), length.max(other));
        // The common part is at most the shorter file.
        if longer > MAX_LENGTH || shorter * MAX_SCORE < longer * MIN_SCORE || self.effort.0 == 0 {
            return Some(0);
        }
        for id in [file.id, origin.id] {
            if !self.texts.contains_key(&id) {
                let bytes = self.repository.object(&id, gix_object::Kind::Blob)?;
                self.effort.0 = self.effort.0.saturating_sub(bytes.len() as u64);
                self.texts.insert(id, Text::new(&bytes));
            }
        }
        let (text, other) = (self.texts.get(&file.id)?, self.texts.get(&origin.id)?);
        self.effort.0 = self.effort.0.saturating_sub((text.0.len() + other.0.len()) as u64);
        Some(text.common_bytes(other) * MAX_SCORE / longer.max(1))
    }

    fn into_origins(self, is_wanted: &dyn Fn(&[u8]) -> bool) -> BTreeMap<Vec<u8>, Origin> {
        let Search { added, unknown, mut origins, .. } = self;
        for (index, file) in added {
            let origin = if unknown.contains(&index) { Origin::Unknown } else { Origin::New };
            origins.insert(file.name.clone(), origin);
        }
        origins.retain(|name, _| is_wanted(name));
        origins
    }
}

fn by_base_name<'f>(files: &BTreeMap<usize, &'f File>) -> BTreeMap<&'f [u8], Vec<usize>> {
    let mut names: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (index, file) in files {
        names.entry(file.base_name()).or_default().push(*index);
    }
    names
}

/// The hashes of the parts of a text with their total lengths, sorted.
struct Text(Vec<(u64, u64)>);

impl Text {
    fn new(bytes: &[u8]) -> Text {
        let mut parts: Vec<_> = bytes
            .split_inclusive(|byte| *byte == b'\n')
            .flat_map(|line| line.chunks(MAX_PART))
            .map(|part| {
                // CRLF and LF count as the same.
                let text = part.strip_suffix(b"\r\n").unwrap_or(part);
                let mut hasher = DefaultHasher::new();
                hasher.write(text.strip_suffix(b"\n").unwrap_or(text));
                (hasher.finish(), part.len() as u64)
            })
            .collect();
        parts.sort_unstable();
        parts.dedup_by(|part, kept| {
            let is_same = part.0 == kept.0;
            if is_same {
                kept.1 += part.1;
            }
            is_same
        });
        Text(parts)
    }

    /// The number of bytes in both.
    fn common_bytes(&self, other: &Text) -> u64 {
        let (mut parts, mut sum) = (other.0.iter().peekable(), 0);
        for (hash, length) in &self.0 {
            while parts.next_if(|part| part.0 < *hash).is_some() {}
            if let Some((_, other)) = parts.next_if(|part| part.0 == *hash) {
                sum += length.min(other);
            }
        }
        sum
    }
}
