//! Which elements are open in a text of HTML.

use std::ops::Range;

use crate::check::registries::HTML_ELEMENTS;

/// Elements without content or end tag (WHATWG HTML §13.1.2).
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "isindex",
    "keygen", "link", "meta", "nextid", "param", "source", "spacer", "track", "wbr",
];

/// Elements whose end tag may be left out (WHATWG HTML §13.1.2.4).
const OPTIONAL: &[&str] = &[
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "menuitem", "optgroup", "option", "p",
    "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr",
];

/// An element that HTML has, and its place in the list of them.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Known {
    name: &'static str,
    place: usize,
}

/// The open elements, until the first that is not balanced.
#[derive(Default)]
pub(super) struct Balance {
    open: Vec<(Known, Range<usize>)>,
    /// How many of the open elements are of a kind, by its place in the list.
    counts: Vec<usize>,
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
        let Some(element) = known(name).filter(|_| !self.failed && !VOID.contains(&name)) else { return };
        self.open.push((element, range));
        self.counts.resize(HTML_ELEMENTS.names().len(), 0);
        if let Some(count) = self.counts.get_mut(element.place) {
            *count += 1;
        }
    }

    /// Closes an element; says what is wrong with that, the first time.
    pub(super) fn close(&mut self, name: &str, range: Range<usize>) -> Option<Problem> {
        // Nearly every tag closes what was opened last.
        if let Some((last, _)) = self.open.pop_if(|(last, _)| last.name == name) {
            self.count_out(last);
            return None;
        }
        // `</br>` and the like are mended the same way everywhere.
        let closed = known(name).filter(|_| !self.failed && !VOID.contains(&name))?;
        if self.counts.get(closed.place).is_none_or(|count| *count == 0) {
            self.failed = true;
            let message = format!("`</{name}>` closes an element that is not open");
            return Some(Problem { range, message, help: "remove it, or open the element before" });
        }
        while let Some((open, at)) = self.open.pop() {
            self.count_out(open);
            if open == closed {
                break;
            }
            if !OPTIONAL.contains(&open.name) {
                self.failed = true;
                let message = format!("`<{}>` is still open where `</{name}>` stands", open.name);
                return Some(Problem { range: at, message, help: "close it before" });
            }
        }
        None
    }

    fn count_out(&mut self, element: Known) {
        if let Some(count) = self.counts.get_mut(element.place) {
            *count -= 1;
        }
    }

    /// The first element that is still open at the end.
    pub(super) fn finish(&mut self) -> Option<Problem> {
        let is_needed = |(open, _): &&(Known, _)| !self.failed && !OPTIONAL.contains(&open.name);
        let (open, range) = self.open.iter().find(is_needed)?;
        let message = format!("`<{}>` is never closed", open.name);
        Some(Problem { range: range.clone(), message, help: "close it" })
    }
}

fn known(name: &str) -> Option<Known> {
    let place = HTML_ELEMENTS.position(name)?;
    HTML_ELEMENTS.names().get(place).map(|name| Known { name, place })
}
