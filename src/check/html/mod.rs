//! The HTML of entries in, findings out, both for escaped HTML and for inline XHTML. Tags are checked one after the
//! other; no tree is built.

mod balance;
mod css;
mod fragments;
mod frames;
mod tags;

use std::ops::{ControlFlow, Range};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::check::Options;
use crate::check::codes::html::{HTML_DOCUMENT, MALFORMED_HTML, UNBALANCED_HTML};
use crate::check::codes::text::FOREIGN_XHTML;
use crate::check::finding::{Findings, Subject};
use crate::check::scope::{HtmlText, Scope};
use crate::diagnostic::Severity;
use crate::source::entities::Entities;
use crate::source::html;
use crate::source::html::tags::{Event, HtmlFault, Tag};
use crate::source::text::{Offset, Value, offsets};
use crate::source::xml::Ns;
use crate::source::xml::tree::Element;

use balance::Balance;
use fragments::Fragments;
use frames::Frames;

/// The maximum number of findings in one text.
const MAX_FINDINGS: usize = 20;

/// Maps a range of a text to its range in the file. Called only for findings.
type Locate<'l> = dyn Fn(Range<usize>) -> Range<Offset> + 'l;

/// Records the HTML text of the element or key `part`.
pub(super) fn defer(value: &Value<'_>, part: &'static str, scope: &mut Scope<'_>) {
    let subject = scope.entry.map(|entry| Subject::first(entry, part));
    scope.html.push(HtmlText { range: value.range(), part: value.part(), base: scope.base.clone(), subject });
}

/// Checks the recorded texts.
pub(super) fn check(
    texts: Vec<HtmlText>,
    text: &str,
    entities: Option<&Entities>,
    options: &Options,
) -> Findings {
    let check = |html: HtmlText| {
        let value = Value::new(text, entities, html.range, html.part);
        let mut context = HtmlContext { findings: Findings::default(), base: html.base.as_ref(), options };
        check_one(&value, &mut context);
        context.findings.with_subject(html.subject)
    };
    texts.into_par_iter().map(check).reduce(Findings::default, Findings::join)
}

/// The context of an HTML text, and its findings.
struct HtmlContext<'g> {
    findings: Findings,
    /// The base of relative URLs, if there is one.
    base: Option<&'g url::Url>,
    options: &'g Options,
}

fn check_one(value: &Value<'_>, context: &mut HtmlContext<'_>) {
    let text = value.text();
    if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return;
    }
    let mut checker = Checker {
        value,
        context,
        balance: Balance::default(),
        fragments: Fragments::default(),
        frames: Frames::default(),
        found: 0,
        foreign: 0,
    };
    html::tags::read(&text, &mut |event| checker.event(event));
    checker.finish();
}

/// Checks inline XHTML: the elements in `div`.
pub(super) fn check_xhtml(div: Element<'_>, scope: &mut Scope<'_>) {
    let in_file = offsets;
    let findings = std::mem::take(&mut scope.findings);
    let mut context = HtmlContext { findings, base: scope.base.as_ref(), options: scope.options };
    inline(div, &in_file, &mut context);
    scope.findings = context.findings;
}

fn inline(div: Element<'_>, in_file: &Locate<'_>, context: &mut HtmlContext<'_>) {
    let mut found = 0;
    let (mut fragments, mut frames) = (Fragments::default(), Frames::default());
    for element in div.descendants() {
        match element.ns() {
            Ns::XHTML => {
                let mut tag = Tag::new(element.local(), wide(element.name_range()));
                for attribute in element.attributes().filter(|attribute| attribute.ns() == Ns::NONE) {
                    let range = attribute.range();
                    tag.add(attribute.local(), &attribute.value().text(), wide(range));
                }
                fragments.add(&tag);
                frames.add(&tag);
                found += tags::check(&tag, in_file, context);
            }
            Ns::SVG | Ns::MATHML => {}
            ns => {
                // Without a namespace it is meaningless; in another one, readers may support it.
                let severity = if ns == Ns::NONE { Severity::Error } else { FOREIGN_XHTML.severity };
                let message = format!("`<{}>` is not an XHTML element", element.written());
                let help = "readers drop it: move it to the namespace of the div".to_owned();
                context.findings.add(FOREIGN_XHTML.at(severity), element.name_range(), message, help);
                found += 1;
            }
        }
        if found >= MAX_FINDINGS {
            return;
        }
    }
    fragments.report(MAX_FINDINGS - found, in_file, context);
    frames.report(MAX_FINDINGS - found, in_file, context);
}

fn wide(range: Range<Offset>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// The state of reading an HTML text.
struct Checker<'w, 'g> {
    value: &'w Value<'w>,
    context: &'w mut HtmlContext<'g>,
    balance: Balance,
    fragments: Fragments,
    frames: Frames,
    found: usize,
    /// The number of enclosing SVG or `MathML` elements.
    foreign: usize,
}

impl Checker<'_, '_> {
    fn event(&mut self, event: Event<'_>) -> ControlFlow<()> {
        match event {
            Event::Start { tag, closes_itself } => self.start(&tag, closes_itself),
            Event::End { name, range } => self.end(name, range),
            Event::Doctype(range) => {
                let range = self.value.locate(range);
                let help = "include only the content of the body";
                self.context.findings.add(&HTML_DOCUMENT, range, "doctype in the HTML of an entry", help);
                self.found += 1;
            }
            Event::Fault(fault, range) => self.fault(fault, range),
            Event::Text(..) => {}
        }
        if self.found >= MAX_FINDINGS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn start(&mut self, tag: &Tag, closes_itself: bool) {
        let is_foreign = matches!(tag.name.as_str(), "svg" | "math");
        self.fragments.add(tag);
        self.frames.add(tag);
        if self.foreign == 0 || is_foreign {
            let value = self.value;
            self.found += tags::check(tag, &|range| value.locate(range), self.context);
        }
        if is_foreign && !closes_itself {
            self.foreign += 1;
        }
        if self.foreign == 0 {
            self.balance.open(&tag.name, tag.range.clone());
        }
    }

    fn end(&mut self, name: &str, range: Range<usize>) {
        if matches!(name, "svg" | "math") {
            self.foreign = self.foreign.saturating_sub(1);
            return;
        }
        if self.foreign > 0 {
            return;
        }
        if let Some(problem) = self.balance.close(name, range) {
            self.unbalanced(problem);
        }
    }

    fn unbalanced(&mut self, problem: balance::Problem) {
        let range = self.value.locate(problem.range);
        self.context.findings.add(&UNBALANCED_HTML, range, problem.message, problem.help);
        self.found += 1;
    }

    fn fault(&mut self, fault: HtmlFault, range: Range<usize>) {
        let (problem, help) = match fault {
            HtmlFault::UnclosedTag => {
                ("unclosed tag".to_owned(), "close it with `>`, or write `&lt;` if `<` is meant as text")
            }
            HtmlFault::UnclosedComment => ("unclosed comment".to_owned(), "close it with `-->`"),
            HtmlFault::ControlCharacter => {
                ("reference to a control character".to_owned(), "write the intended character")
            }
            HtmlFault::InvalidCharacter => {
                ("reference to an invalid character".to_owned(), "write the intended character")
            }
            HtmlFault::StrayCharacter => {
                let problem = "unexpected quotation mark or `<` in a tag";
                (problem.to_owned(), "add the missing quote before it")
            }
            HtmlFault::TooManyAttributes(max) => {
                (format!("tag with more than {max} attributes"), "add the missing closing quote")
            }
        };
        let message = format!("{problem} in the HTML of an entry");
        self.context.findings.add(&MALFORMED_HTML, self.value.locate(range), message, help);
        self.found =
            if matches!(fault, HtmlFault::TooManyAttributes(_)) { MAX_FINDINGS } else { self.found + 1 };
    }

    fn finish(mut self) {
        if self.found < MAX_FINDINGS
            && let Some(problem) = self.balance.finish()
        {
            self.unbalanced(problem);
        }
        let value = self.value;
        let left = MAX_FINDINGS.saturating_sub(self.found);
        self.fragments.report(left, &|range| value.locate(range), self.context);
        self.frames.report(left, &|range| value.locate(range), self.context);
    }
}
