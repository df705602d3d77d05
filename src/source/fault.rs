//! What is wrong with a text as XML or JSON, and where: facts without wording.

use std::ops::Range;

use super::text::Offset;

/// Something wrong, of a kind that the format defines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault<K> {
    pub(crate) kind: K,
    pub(crate) range: Range<Offset>,
}
