//! The tags of an HTML text, one after the other, as a browser would see them. Nothing is kept but the tag that is read.

use std::ops::{ControlFlow, Range};

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Error, Span, Tokenizer};

use super::limits::MAX_ATTRIBUTES;
use super::reader::{Skipping, State};

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) name: String,
    /// The range of the name, in the text.
    pub(crate) range: Range<usize>,
    pub(crate) attributes: Vec<Attribute>,
}

/// An attribute of a start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) value: String,
    /// The range of the name and the value, in the text.
    pub(crate) range: Range<usize>,
}

impl Tag {
    pub(crate) fn new(name: &str, range: Range<usize>) -> Tag {
        Tag { name: name.to_owned(), range, attributes: Vec::new() }
    }

    pub(crate) fn add(&mut self, name: &str, value: &str, range: Range<usize>) {
        self.attributes.push(Attribute { name: name.to_owned(), value: value.to_owned(), range });
    }

    /// The value of the first attribute with a name.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name)
            .map(|attribute| attribute.value.as_str())
    }
}

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event<'e> {
    /// Text, of a page that is read with its texts, and where it is written.
    Text(&'e str, Range<usize>),
    Start {
        tag: Tag,
        closes_itself: bool,
    },
    End {
        name: &'e str,
        /// The range of the name.
        range: Range<usize>,
    },
    Doctype(Range<usize>),
    Fault(HtmlFault, Range<usize>),
}

/// A mistake that readers repair differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HtmlFault {
    UnclosedTag,
    UnclosedComment,
    /// A reference to a control character.
    ControlCharacter,
    /// A reference to a character that does not exist.
    InvalidCharacter,
    /// A quotation mark or `<` in a tag.
    StrayCharacter,
    /// A tag with more attributes than this. Nothing after it is read.
    TooManyAttributes(usize),
}

/// The faults, and how the broken pieces begin.
const FAULTS: &[(Error, HtmlFault, &str)] = &[
    (Error::EofInTag, HtmlFault::UnclosedTag, "<"),
    (Error::EofBeforeTagName, HtmlFault::UnclosedTag, "<"),
    (Error::EofInComment, HtmlFault::UnclosedComment, "<!--"),
    (Error::ControlCharacterReference, HtmlFault::ControlCharacter, "&"),
    (Error::NullCharacterReference, HtmlFault::InvalidCharacter, "&"),
    (Error::UnexpectedCharacterInAttributeName, HtmlFault::StrayCharacter, ""),
];

/// Reads a text until `listener` breaks. The content of titles, scripts and styles is text.
pub(crate) fn read(text: &str, listener: &mut dyn FnMut(Event<'_>) -> ControlFlow<()>) {
    read_with(text, &State::default(), listener);
}

/// The same with the texts.
pub(crate) fn read_page(text: &str, listener: &mut dyn FnMut(Event<'_>) -> ControlFlow<()>) {
    read_with(text, &State { keeps_text: true, ..State::default() }, listener);
}

fn read_with(text: &str, state: &State, listener: &mut dyn FnMut(Event<'_>) -> ControlFlow<()>) {
    let mut walk = Walk { text, tag: None, state, listener };
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<()> {
        let skipped = state.skipped.get();
        walk.event(&event, skipped + span.start..skipped + span.end);
        None
    });
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(Skipping::new(text, state), emitter).take_while(Result::is_ok).for_each(drop);
    walk.finish();
}

/// Whether a text has a tag with one of these names.
pub(crate) fn has_any(text: &str, names: &[&str]) -> bool {
    let mut is_found = false;
    read(text, &mut |event| {
        is_found |= matches!(event, Event::Start { tag, .. } if names.contains(&tag.name.as_str()));
        if is_found { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    is_found
}

struct Walk<'w> {
    text: &'w str,
    /// The tag that is being read.
    tag: Option<Tag>,
    state: &'w State,
    listener: &'w mut dyn FnMut(Event<'_>) -> ControlFlow<()>,
}

impl Walk<'_> {
    fn event(&mut self, event: &CallbackEvent<'_>, span: Range<usize>) {
        if self.state.is_stopped.get() {
            return;
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
            CallbackEvent::AttributeValue { value } => self.value(value, span.end),
            CallbackEvent::CloseStartTag { self_closing } => {
                self.state.quoted.set(0);
                if let Some(tag) = self.tag.take() {
                    self.emit(Event::Start { tag, closes_itself: *self_closing });
                }
            }
            CallbackEvent::EndTag { name } => {
                self.state.quoted.set(0);
                let range = self.name_start(span.start, 2)..span.end;
                self.emit(Event::End { name: &String::from_utf8_lossy(name), range });
            }
            CallbackEvent::Doctype { .. } => self.emit(Event::Doctype(span)),
            CallbackEvent::Error(error) => self.error(*error, span),
            CallbackEvent::String { value } if self.state.keeps_text => {
                self.emit(Event::Text(&String::from_utf8_lossy(value), span));
            }
            CallbackEvent::String { .. } | CallbackEvent::Comment { .. } => {}
        }
    }

    fn emit(&mut self, event: Event<'_>) {
        if (self.listener)(event).is_break() {
            self.state.is_stopped.set(true);
        }
    }

    /// The value of the attribute read last, which ends before `end`, and a quote.
    fn value(&mut self, value: &[u8], end: usize) {
        let is_quoted = self.text.as_bytes().get(end).is_some_and(|byte| matches!(byte, b'"' | b'\''));
        if let Some(last) = self.tag.as_mut().and_then(|tag| tag.attributes.last_mut()) {
            last.value = String::from_utf8_lossy(value).into_owned();
            last.range.end = end + usize::from(is_quoted);
        }
    }

    /// The start of the name of a tag, where the tag or its name begins at `start`.
    fn name_start(&self, start: usize, marks: usize) -> usize {
        if self.text.as_bytes().get(start) == Some(&b'<') { start + marks } else { start }
    }

    fn error(&mut self, error: Error, span: Range<usize>) {
        let Some((_, fault, begins)) = FAULTS.iter().find(|(known, _, _)| *known == error) else { return };
        // The end of a reference may be a letter of several bytes, of which the span has the first.
        let end = self.text.floor_char_boundary(span.end);
        let before = self.text.get(..end).unwrap_or_default();
        let from = if begins.is_empty() { Some(span.start) } else { before.rfind(begins) };
        let from = from.unwrap_or(span.start);
        self.emit(Event::Fault(*fault, from..end.max(from + 1).min(self.text.len())));
    }

    fn finish(mut self) {
        if self.state.quoted.get() > MAX_ATTRIBUTES && !self.state.is_stopped.get() {
            let range = self.tag.as_ref().map_or(0..0, |tag| tag.range.clone());
            self.emit(Event::Fault(HtmlFault::TooManyAttributes(MAX_ATTRIBUTES), range));
        }
    }
}
