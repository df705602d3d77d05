//! Which of the files that a commit added were files that it removed: the same bytes under another name, or at least
//! half the same. The order of the attempts, and the measure, are those of `git log --find-renames`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hasher};

use gix_hash::ObjectId;

use super::changes::{Changes, File};
use super::repository::Repository;

/// The similarity of equal files, as git counts it.
const SAME: u64 = 60_000;

/// How similar files must be.
const SIMILAR: u64 = SAME / 2;

/// How similar files of the same name must be, not to be compared with those of other names.
const SIMILAR_UNDER_ONE_NAME: u64 = SAME * 3 / 4;

/// So many pairs are compared, as by git.
const PAIRS: usize = 1000 * 1000;

/// Files that are longer are compared by their ids only.
const LENGTH: u64 = 4 * 1024 * 1024;

/// So many bytes of one commit are compared with each other.
const LENGTHS: u64 = 32 * 1024 * 1024;

/// A part of a text, for comparison, is a line, or so many bytes of it.
const PART: usize = 64;

/// Where a file that was added comes from.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// It is a new file.
    New,
    /// It had this name before.
    Renamed(Vec<u8>),
    /// What it would have to be compared with is missing.
    Unknown,
}

/// How much may still be compared, in parts of texts. It keeps the time of a history that was made to take long in
/// bounds; what is left then is not compared.
pub(super) struct Effort(u64);

impl Default for Effort {
    fn default() -> Effort {
        Effort(1 << 31)
    }
}

/// Where the added files come from of which `is_wanted` says so.
pub(super) fn origins(
    repository: &Repository,
    changes: &Changes,
    effort: &mut Effort,
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
    search.same_bytes(|file| (file.id, file.is_link, file.base_name().to_vec()));
    search.same_bytes(|file| (file.id, file.is_link));
    if search.is_open(is_wanted) {
        search.similar_under_one_name();
    }
    if search.is_open(is_wanted) {
        search.similar();
    }
    search.into_origins(is_wanted)
}

struct Search<'r> {
    repository: &'r Repository,
    effort: &'r mut Effort,
    /// What has no origin yet.
    added: BTreeMap<usize, &'r File>,
    /// What is the origin of nothing yet.
    removed: BTreeMap<usize, &'r File>,
    /// What was loaded of those that were compared.
    texts: BTreeMap<ObjectId, Text>,
    /// Of what was added, what could not be compared.
    unknown: BTreeSet<usize>,
    origins: BTreeMap<Vec<u8>, Origin>,
}

impl Search<'_> {
    fn is_open(&self, is_wanted: &dyn Fn(&[u8]) -> bool) -> bool {
        !self.removed.is_empty() && self.added.values().any(|file| is_wanted(&file.name))
    }

    fn pair(&mut self, added: usize, removed: usize) {
        if self.added.contains_key(&added)
            && let Some(origin) = self.removed.remove(&removed)
            && let Some(file) = self.added.remove(&added)
        {
            self.origins.insert(file.name.clone(), Origin::Renamed(origin.name.clone()));
        }
    }

    fn same_bytes<K: Ord>(&mut self, key: impl Fn(&File) -> K) {
        let mut removed: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (index, file) in self.removed.iter().rev() {
            removed.entry(key(file)).or_default().push(*index);
        }
        let same = |(index, file): (&usize, &&File)| Some((*index, removed.get_mut(&key(file))?.pop()?));
        let pairs: Vec<_> = self.added.iter().filter_map(same).collect();
        for (added, removed) in pairs {
            self.pair(added, removed);
        }
    }

    /// Pairs what was moved into another folder and edited, where no other file has that name.
    fn similar_under_one_name(&mut self) {
        let (added, removed) = (by_base_name(&self.added), by_base_name(&self.removed));
        for (name, added) in added {
            let (&[added], Some(&[removed])) = (&*added, removed.get(&name).map(Vec::as_slice)) else {
                continue;
            };
            if self.similarity(added, removed) >= SIMILAR_UNDER_ONE_NAME {
                self.pair(added, removed);
            }
            self.texts.clear();
        }
    }

    /// Pairs what is left, the most similar first; of equally similar ones those of one name.
    fn similar(&mut self) {
        let files = || self.added.values().chain(self.removed.values());
        let lengths =
            files().filter_map(|file| self.repository.length(&file.id)).filter(|long| *long <= LENGTH);
        if self.added.len().saturating_mul(self.removed.len()) > PAIRS || lengths.sum::<u64>() > LENGTHS {
            return;
        }
        let (added, removed): (Vec<_>, Vec<_>) =
            (self.added.keys().copied().collect(), self.removed.keys().copied().collect());
        let mut pairs = Vec::new();
        for added in added {
            for removed in &removed {
                let similarity = self.similarity(added, *removed);
                if similarity >= SIMILAR {
                    let (new, old) = (self.added.get(&added), self.removed.get(removed));
                    let has_other_name = new.map(|file| file.base_name()) != old.map(|file| file.base_name());
                    pairs.push((Reverse(similarity), has_other_name, added, *removed));
                }
            }
        }
        pairs.sort_unstable();
        for (_, _, added, removed) in pairs {
            self.pair(added, removed);
        }
    }

    /// How similar two files are; not at all, if that is not known, which is noted.
    fn similarity(&mut self, added: usize, removed: usize) -> u64 {
        let (Some(&file), Some(&origin)) = (self.added.get(&added), self.removed.get(&removed)) else {
            return 0;
        };
        self.compare(file, origin).unwrap_or_else(|| {
            self.unknown.insert(added);
            0
        })
    }

    /// How similar two files are. `None`, if one of them is missing.
    fn compare(&mut self, file: &File, origin: &File) -> Option<u64> {
        if file.is_link || origin.is_link {
            return Some(0);
        }
        let (length, other) = (self.repository.length(&file.id)?, self.repository.length(&origin.id)?);
        let (shorter, longer) = (length.min(other), length.max(other));
        // No more than the shorter one can be in both.
        if longer > LENGTH || shorter * SAME < longer * SIMILAR || self.effort.0 == 0 {
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
        Some(text.shared(other) * SAME / longer.max(1))
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

/// The parts of a text, as hashes, and how many bytes each has in all; sorted.
struct Text(Vec<(u64, u64)>);

impl Text {
    fn new(bytes: &[u8]) -> Text {
        let mut parts: Vec<_> = bytes
            .split_inclusive(|byte| *byte == b'\n')
            .flat_map(|line| line.chunks(PART))
            .map(|part| {
                // Line ends of either kind are the same.
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

    /// How many bytes are in both.
    fn shared(&self, other: &Text) -> u64 {
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
