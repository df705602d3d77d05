//! Objects of packs that were unpacked lately. A pack stores most of them as differences from others, so that without it
//! each would be put together from its beginnings again.

use std::collections::BTreeMap;

use gix_object::Kind;
use gix_odb::pack::cache::DecodeEntry;

/// So many bytes are kept at the least, and twice as many at the most.
const KEPT: usize = 16 * 1024 * 1024;

/// Two generations: what is asked for again moves into the younger one, and the older one goes when that is full.
#[derive(Default)]
pub(super) struct Cache {
    young: Generation,
    old: Generation,
}

#[derive(Default)]
struct Generation {
    /// By pack, and place in it.
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
        if object.bytes.len() > KEPT {
            return;
        }
        if self.young.bytes + object.bytes.len() > KEPT {
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
