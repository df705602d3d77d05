//! How much of a program is looked at for one answer, so that no program keeps a build busy.

use std::cell::Cell;
use std::rc::Rc;

/// How many names and functions are looked up for one answer.
const LOOKUPS: usize = 256;

/// How many of them may stand for each other, or be in each other.
const DEPTH: usize = 12;

/// What is left of both.
#[derive(Clone, Debug)]
pub(in crate::site::generators) struct Budget {
    lookups: Rc<Cell<usize>>,
    depth: usize,
}

impl Budget {
    pub(in crate::site::generators) fn new() -> Budget {
        Budget { lookups: Rc::new(Cell::new(LOOKUPS)), depth: DEPTH }
    }

    /// Takes from the lookups; `None` if there are fewer.
    pub(in crate::site::generators) fn spend(&self, count: usize) -> Option<()> {
        self.lookups.set(self.lookups.get().checked_sub(count)?);
        Some(())
    }

    /// What is left for something inside; `None` if that is nothing.
    pub(in crate::site::generators) fn inside(&self) -> Option<Budget> {
        self.spend(1)?;
        Some(Budget { lookups: Rc::clone(&self.lookups), depth: self.depth.checked_sub(1)? })
    }
}
