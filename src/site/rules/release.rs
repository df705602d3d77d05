//! The settings of a site's generator by which it publishes what articles withhold.

use crate::diagnostic::Place;

/// Such a setting.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Release {
    /// Its name.
    pub setting: &'static str,
    /// Where it is.
    pub place: Place,
    /// What it publishes.
    pub released: Released,
    /// The same in words.
    pub words: &'static str,
}

/// The articles that a setting publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Released {
    /// Those with a date in the future.
    Future,
    /// Those that satisfy the condition with this number.
    That(u8),
}
