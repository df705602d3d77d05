//! The tags of an HTML text in, the first unbalanced element out.

use std::ops::Range;

use crate::check::registries::HTML_ELEMENTS;

/// Elements without content or end tag (WHATWG HTML §13.1.2).
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "isindex",
    "keygen", "link", "meta", "nextid", "param", "source", "spacer", "track", "wbr",
];

/// Elements whose end tag is optional (WHATWG HTML §13.1.2.4).
const OPTIONAL: &[&str] = &[
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "menuitem", "optgroup", "option", "p",
    "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr",
];

/// A known HTML element with its index in the list of elements.
#[derive(Clone, Copy, PartialEq, Eq)]
struct KnownElement {
    name: &'static str,
    index: usize,
}

/// The open elements, until the first unbalanced one.
#[derive(Default)]
pub(super) struct Balance {
    open: Vec<(KnownElement, Range<usize>)>,
    /// The number of open elements by index.
    counts: Vec<usize>,
    failed: bool,
}

/// An unbalanced element.
pub(super) struct Problem {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

impl Balance {
    pub(super) fn open(&mut self, name: &str, range: Range<usize>) {
        let Some(element) = known(name).filter(|_| !self.failed && !VOID.contains(&name)) else { return };
        self.open.push((element, range));
        self.counts.resize(HTML_ELEMENTS.names().len(), 0);
        if let Some(count) = self.counts.get_mut(element.index) {
            *count += 1;
        }
    }

    /// Closes an element, and returns the first problem with that.
    pub(super) fn close(&mut self, name: &str, range: Range<usize>) -> Option<Problem> {
        // Nearly every end tag closes the last opened element.
        if let Some((last, _)) = self.open.pop_if(|(last, _)| last.name == name) {
            self.decrement(last);
            return None;
        }
        // All readers repair `</br>` and the like in the same way.
        let closed = known(name).filter(|_| !self.failed && !VOID.contains(&name))?;
        if self.counts.get(closed.index).is_none_or(|count| *count == 0) {
            self.failed = true;
            let message = format!("unexpected `</{name}>`: there is no open element with this name");
            return Some(Problem {
                range,
                message,
                help: "remove it, or open the element before it".to_owned(),
            });
        }
        while let Some((open, at)) = self.open.pop() {
            self.decrement(open);
            if open == closed {
                break;
            }
            if !OPTIONAL.contains(&open.name) {
                self.failed = true;
                let message = format!("`<{}>` is still open at `</{name}>`", open.name);
                let help = format!("write `</{}>` before `</{name}>`", open.name);
                return Some(Problem { range: at, message, help });
            }
        }
        None
    }

    fn decrement(&mut self, element: KnownElement) {
        if let Some(count) = self.counts.get_mut(element.index) {
            *count -= 1;
        }
    }

    /// The first element that is still open at the end.
    pub(super) fn finish(&mut self) -> Option<Problem> {
        let must_close = |(open, _): &&(KnownElement, _)| !self.failed && !OPTIONAL.contains(&open.name);
        let (open, range) = self.open.iter().find(must_close)?;
        let message = format!("`<{}>` is never closed", open.name);
        Some(Problem { range: range.clone(), message, help: format!("write `</{}>`", open.name) })
    }
}

fn known(name: &str) -> Option<KnownElement> {
    let index = HTML_ELEMENTS.position(name)?;
    HTML_ELEMENTS.names().get(index).map(|name| KnownElement { name, index })
}
