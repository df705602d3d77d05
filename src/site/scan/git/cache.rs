//! Unpacked git objects in, the same objects by their place in a pack out, while they are recent. Packs store most
//! objects as differences, so without a cache each one would be rebuilt from its base again.

use std::collections::BTreeMap;

use gix_object::Kind;
use gix_odb::pack::cache::DecodeEntry;

/// The maximum size of a generation, in bytes. The cache has two.
const MAX_GENERATION: usize = 16 * 1024 * 1024;

/// Two generations of objects. A used object moves to the younger one; when that is full, the older one is dropped.
#[derive(Default)]
pub(super) struct Cache {
    young: Generation,
    old: Generation,
}

#[derive(Default)]
struct Generation {
    /// By pack and offset.
    objects: BTreeMap<(u32, u64), Object>,
    bytes: usize,
}

struct Object {
    bytes: Vec<u8>,
    kind: Kind,
    compressed: usize,
}

impl Cache {
    fn insert(&mut self, key: (u32, u64), object: Object) {
        if object.bytes.len() > MAX_GENERATION {
            return;
        }
        if self.young.bytes + object.bytes.len() > MAX_GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.bytes += object.bytes.len();
        self.young.objects.insert(key, object);
    }
}

impl DecodeEntry for Cache {
    fn put(&mut self, pack: u32, offset: u64, data: &[u8], kind: Kind, compressed: usize) {
        self.insert((pack, offset), Object { bytes: data.to_vec(), kind, compressed });
    }

    fn get(&mut self, pack: u32, offset: u64, out: &mut Vec<u8>) -> Option<(Kind, usize)> {
        let key = (pack, offset);
        if let Some(object) = self.old.objects.remove(&key) {
            self.insert(key, object);
        }
        let object = self.young.objects.get(&key)?;
        out.clear();
        out.extend_from_slice(&object.bytes);
        Some((object.kind, object.compressed))
    }
}
