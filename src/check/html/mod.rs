//! The HTML of entries, escaped or inline: its tags are checked one after the other, as a browser would see them.

mod balance;
mod css;
mod limit;
mod tags;

use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Error, Span, Tokenizer};

use rayon::prelude::*;

use crate::check::codes::html::{HTML_DOCUMENT, MALFORMED_HTML, UNBALANCED_HTML};
use crate::check::codes::text::FOREIGN_XHTML;
use crate::check::finding::{Findings, Subject};
use crate::check::scope::Scope;
use crate::diagnostic::Severity;
use crate::feed::Url;
use crate::source::text::{Offset, Part, Value, offsets};
use crate::source::xml::Entities;
use crate::source::xml::Ns;
use crate::source::xml::tree::Element;

use balance::Balance;
use limit::{ATTRIBUTES, Limit, Limited};
use tags::Tag;

/// The maximum number of findings in one entry.
const MOST: usize = 20;

/// Maps a part of a text to its range in the file; called only for findings.
type Locate<'l> = dyn Fn(Range<usize>) -> Range<Offset> + 'l;

/// An HTML text, checked after the document has been read, many at once.
#[derive(Clone, Debug)]
pub(super) struct Job {
    range: Range<Offset>,
    part: Part,
    /// Whether relative URLs in it have a base.
    has_base: bool,
    subject: Option<Subject>,
}

/// Records the HTML text of the element or key `part`.
pub(super) fn later(value: &Value<'_>, part: &'static str, scope: &mut Scope<'_>) {
    let subject = scope.entry.map(|entry| Subject { entry, part });
    scope.html.push(Job {
        range: value.range(),
        part: value.part(),
        has_base: scope.base.is_some(),
        subject,
    });
}

/// Checks the recorded texts.
pub(super) fn check(jobs: Vec<Job>, text: &str, entities: Option<&Entities>, base: Option<&Url>) -> Findings {
    let check = |job: Job| {
        let value = Value::new(text, entities, job.range, job.part);
        let mut context = HtmlContext { findings: Findings::default(), has_base: job.has_base, base };
        check_one(&value, &mut context);
        context.findings.of(job.subject)
    };
    jobs.into_par_iter().map(check).reduce(Findings::default, Findings::join)
}

/// The context of an HTML text, and its findings.
struct HtmlContext<'g> {
    findings: Findings,
    has_base: bool,
    /// The URL of the document.
    base: Option<&'g Url>,
}

fn check_one(value: &Value<'_>, context: &mut HtmlContext<'_>) {
    let text = value.text();
    if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return;
    }
    let limit = Limit::default();
    let mut walk = Walk {
        text: &text,
        value,
        context,
        tag: None,
        balance: Balance::default(),
        found: 0,
        foreign: 0,
        limit: &limit,
    };
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<()> {
        let passed = limit.passed.get();
        walk.event(&event, passed + span.start..passed + span.end);
        None
    });
    Tokenizer::new_with_emitter(Limited::new(&text, &limit), emitter)
        .take_while(Result::is_ok)
        .for_each(drop);
    walk.finish();
}

/// Checks inline XHTML: the elements in `div`.
pub(super) fn check_xhtml(div: Element<'_>, scope: &mut Scope<'_>) {
    let in_file = offsets;
    let base = scope.options.base.as_ref();
    let mut context =
        HtmlContext { findings: std::mem::take(&mut scope.findings), has_base: scope.base.is_some(), base };
    inline(div, &in_file, &mut context);
    scope.findings = context.findings;
}

fn inline(div: Element<'_>, in_file: &Locate<'_>, context: &mut HtmlContext<'_>) {
    let mut found = 0;
    for element in div.descendants() {
        match element.ns() {
            Ns::XHTML => {
                let mut tag = Tag::new(element.local(), wide(element.name_range()));
                for attribute in element.attributes().filter(|attribute| attribute.ns() == Ns::NONE) {
                    let range = attribute.range();
                    tag.add(attribute.local(), &attribute.value().text(), wide(range));
                }
                found += tag.check(in_file, context);
            }
            Ns::SVG | Ns::MATHML => {}
            ns => {
                // Without a namespace it is meaningless; in another one, readers may know it.
                let severity = if ns == Ns::NONE { Severity::Error } else { FOREIGN_XHTML.severity };
                let message = format!("`<{}>` is not an XHTML element", element.written());
                let help = "readers drop it: move it to the namespace of the div".to_owned();
                context.findings.add_as(&FOREIGN_XHTML, severity, Some(element.name_range()), message, help);
                found += 1;
            }
        }
        if found >= MOST {
            return;
        }
    }
}

/// The mistakes that readers repair differently: the message, and how the broken piece begins.
const ERRORS: &[(Error, &str, &str)] = &[
    (Error::EofInTag, "unclosed tag", "<"),
    (Error::EofBeforeTagName, "unclosed tag", "<"),
    (Error::EofInComment, "unclosed comment", "<!--"),
    (Error::ControlCharacterReference, "reference to a control character", "&"),
    (Error::NullCharacterReference, "reference to an invalid character", "&"),
    (Error::UnexpectedCharacterInAttributeName, "quotation mark or `<` in a tag, so a quote is missing", ""),
];

fn wide(range: Range<Offset>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// The position in an HTML text.
struct Walk<'w, 'g> {
    text: &'w str,
    value: &'w Value<'w>,
    context: &'w mut HtmlContext<'g>,
    /// The tag that is being read.
    tag: Option<Tag>,
    balance: Balance,
    found: usize,
    /// The number of enclosing SVG or `MathML` elements.
    foreign: usize,
    /// The limits of reading.
    limit: &'w Limit,
}

impl Walk<'_, '_> {
    fn event(&mut self, event: &CallbackEvent<'_>, span: Range<usize>) {
        if self.found >= MOST {
            return self.limit.enough.set(true);
        }
        match event {
            CallbackEvent::OpenStartTag { name } => {
                let name = String::from_utf8_lossy(name);
                let start = self.name_start(span.start, 1);
                self.tag = Some(Tag::new(&name, start..start + name.len()));
            }
            CallbackEvent::AttributeName { name } => {
                if let Some(tag) = &mut self.tag {
                    tag.add(&String::from_utf8_lossy(name), "", span);
                }
            }
            CallbackEvent::AttributeValue { value } => {
                let quoted =
                    self.text.as_bytes().get(span.end).is_some_and(|byte| matches!(byte, b'"' | b'\''));
                let end = span.end + usize::from(quoted);
                if let Some(tag) = &mut self.tag {
                    tag.complete(&String::from_utf8_lossy(value), end);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => self.close_start(*self_closing),
            CallbackEvent::EndTag { name } => self.end(&String::from_utf8_lossy(name), span),
            CallbackEvent::Doctype { .. } => {
                let range = self.locate(span);
                self.context.findings.add(
                    &HTML_DOCUMENT,
                    range,
                    "doctype in the HTML of an entry",
                    "include only the content of the body",
                );
                self.found += 1;
            }
            CallbackEvent::Error(error) => self.error(*error, span),
            CallbackEvent::String { .. } | CallbackEvent::Comment { .. } => {}
        }
    }

    /// Reports a tag with too many attributes.
    fn overlong(&mut self) {
        let range = self.tag.as_ref().map_or(0..0, |tag| tag.range.clone());
        let message = format!("tag with more than {ATTRIBUTES} attributes in the HTML of an entry");
        let range = self.locate(range);
        self.context.findings.add(&MALFORMED_HTML, range, message, "is a quote missing?");
        self.found = MOST;
    }

    /// The start of the name of a tag, where the tag or its name begins at `start`.
    fn name_start(&self, start: usize, marks: usize) -> usize {
        if self.text.as_bytes().get(start) == Some(&b'<') { start + marks } else { start }
    }

    fn locate(&self, part: Range<usize>) -> Range<Offset> {
        self.value.locate(part)
    }

    fn close_start(&mut self, self_closing: bool) {
        self.limit.quoted.set(0);
        let Some(tag) = self.tag.take() else { return };
        let is_foreign = matches!(tag.name.as_str(), "svg" | "math");
        if self.foreign == 0 || is_foreign {
            let value = self.value;
            self.found += tag.check(&|range| value.locate(range), self.context);
        }
        if is_foreign && !self_closing {
            self.foreign += 1;
        }
        if self.foreign == 0 {
            self.balance.open(&tag.name, tag.range.clone());
        }
    }

    fn end(&mut self, name: &str, span: Range<usize>) {
        self.limit.quoted.set(0);
        if matches!(name, "svg" | "math") {
            self.foreign = self.foreign.saturating_sub(1);
            return;
        }
        if self.foreign > 0 {
            return;
        }
        let part = self.name_start(span.start, 2)..span.end;
        if let Some(problem) = self.balance.close(name, part) {
            self.unbalanced(problem);
        }
    }

    fn unbalanced(&mut self, problem: balance::Problem) {
        let range = self.locate(problem.range);
        self.context.findings.add(&UNBALANCED_HTML, range, problem.message, problem.help);
        self.found += 1;
    }

    fn error(&mut self, error: Error, span: Range<usize>) {
        let Some((_, problem, begins)) = ERRORS.iter().find(|(known, _, _)| *known == error) else { return };
        // What ends a reference may be a letter of several bytes, of which the span has the first.
        let end = self.text.floor_char_boundary(span.end);
        let before = self.text.get(..end).unwrap_or_default();
        let from = if begins.is_empty() { Some(span.start) } else { before.rfind(begins) };
        let from = from.unwrap_or(span.start);
        let range = self.locate(from..end.max(from + 1).min(self.text.len()));
        let message = format!("{problem} in the HTML of an entry");
        self.context.findings.add(&MALFORMED_HTML, range, message, "");
        self.found += 1;
    }

    fn finish(mut self) {
        if self.limit.quoted.get() > ATTRIBUTES {
            self.overlong();
        }
        if self.found < MOST
            && let Some(problem) = self.balance.finish()
        {
            self.unbalanced(problem);
        }
    }
}
