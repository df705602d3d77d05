//! Which elements are open in a text of HTML.

use std::ops::Range;

use crate::check::lists;

/// Elements without content or end tag (WHATWG HTML §13.1.2).
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "isindex",
    "keygen", "link", "meta", "param", "source", "spacer", "track", "wbr",
];

/// Elements whose end tag may be left out (WHATWG HTML §13.1.2.4).
const OPTIONAL: &[&str] = &[
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rp", "rt",
    "tbody", "td", "tfoot", "th", "thead", "tr",
];

/// The open elements, until the first that is not balanced.
#[derive(Default)]
pub(super) struct Balance {
    open: Vec<(&'static str, Range<usize>)>,
    /// How many of the open elements have this name, by the place of the name in the list.
    counts: std::collections::BTreeMap<&'static str, usize>,
    failed: bool,
}

/// What is not balanced.
pub(super) struct Problem {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: &'static str,
}

impl Balance {
    pub(super) fn open(&mut self, name: &str, range: Range<usize>) {
        if let Some(name) = known(name).filter(|name| !self.failed && !VOID.contains(name)) {
            self.open.push((name, range));
            *self.counts.entry(name).or_default() += 1;
        }
    }

    /// Closes an element; says what is wrong with that, the first time.
    pub(super) fn close(&mut self, name: &str, range: Range<usize>) -> Option<Problem> {
        let name = known(name).filter(|_| !self.failed)?;
        if VOID.contains(&name) || self.counts.get(name).is_none_or(|count| *count == 0) {
            // `</br>` and the like are mended the same way everywhere.
            if VOID.contains(&name) {
                return None;
            }
            self.failed = true;
            let message = format!("`</{name}>` closes an element that is not open");
            return Some(Problem { range, message, help: "remove it, or open the element before" });
        }
        while let Some((open, at)) = self.open.pop() {
            if let Some(count) = self.counts.get_mut(open) {
                *count -= 1;
            }
            if open == name {
                break;
            }
            if !OPTIONAL.contains(&open) {
                self.failed = true;
                let message = format!("`<{open}>` is still open where `</{name}>` stands");
                return Some(Problem { range: at, message, help: "close it before" });
            }
        }
        None
    }

    /// The first element that is still open at the end.
    pub(super) fn finish(&mut self) -> Option<Problem> {
        let (name, range) =
            self.open.iter().find(|(name, _)| !OPTIONAL.contains(name)).filter(|_| !self.failed)?;
        let message = format!("`<{name}>` is never closed");
        Some(Problem { range: range.clone(), message, help: "close it" })
    }
}

fn known(name: &str) -> Option<&'static str> {
    lists::ELEMENTS.binary_search(&name).ok().and_then(|at| lists::ELEMENTS.get(at)).copied()
}
