//! From a text to the tree: the conditions under which a document is well-formed, and the events for listeners.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event as Read;

use super::fault::{Effect, Markup, Mistake, XmlFault};
use super::names::{Bindings, Declaration, is_name};
use super::tag;
use super::tree::{Element, NodeId, Tree, WrittenName};
use crate::feed::text::forbidden;
use crate::source::entities::Entities;
use crate::source::fault::Fault;
use crate::source::text::{Offset, Part, offset, offsets};

/// Deeper than any feed; libxml2 stops at 256.
const DEEPEST: usize = 512;

/// The longest name.
const NAME: usize = 1000;

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A start tag; the content of the element follows.
    Opened(NodeId),
    /// An end tag: the element is complete.
    Closed(NodeId),
}

/// Whether what was read stays in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// It stays.
    All,
    /// It is dropped.
    Nothing,
    /// It is dropped, and nothing more is read.
    Stop,
}

/// A receiver of what is read.
pub(crate) trait Listener {
    /// Receives a fault.
    fn fault(&mut self, fault: Fault<XmlFault<'_>>);

    /// Receives a declaration of a namespace, once for each prefix and URI.
    fn declared(&mut self, _: &Declaration<'_>) {}

    /// Receives a processing instruction before the root element.
    fn instruction(&mut self, _: Instruction<'_>) {}

    /// Receives an event, and decides whether an element that was closed stays in the tree.
    fn event(&mut self, tree: &Tree<'_>, event: Event) -> Keep;

    /// Receives a piece of text of the innermost element, and decides whether it stays in the tree.
    fn text_event(&mut self, _: &Tree<'_>, _: Range<Offset>) -> Keep {
        Keep::All
    }
}

/// A processing instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Instruction<'t> {
    pub(crate) target: &'t str,
    /// What follows the target.
    data: &'t str,
    /// Its whole range.
    pub(crate) range: Range<Offset>,
}

impl<'t> Instruction<'t> {
    /// The value of a pseudo-attribute, as it is written (Associating Style Sheets with XML documents 1.0 §3).
    pub(crate) fn pseudo_attribute(&self, name: &str) -> Option<&'t str> {
        let attributes = tag::attributes(self.data, 0).map_while(Result::ok);
        let mut named = attributes.filter(|attribute| self.data.get(attribute.name.clone()) == Some(name));
        self.data.get(named.next()?.value)
    }
}

/// What was read of a document.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    /// What listeners kept.
    pub(crate) tree: Tree<'t>,
    /// Whether the document was read to its end.
    pub(crate) is_complete: bool,
}

/// Reads a document, up to the first place where it is not well-formed. `is_whole` is whether the text is the whole file.
pub(crate) fn read<'t>(text: &'t str, is_whole: bool, listener: &mut impl Listener) -> Document<'t> {
    let illegal = forbidden(text).next().map(|(at, _)| at);
    let tree = Tree::new(text, Some(Entities::default()));
    let mut reading = Reading { illegal, ..Reading::new(text, tree, Mode::Strict { is_whole }, listener) };
    let is_read = reading.run().is_ok() && !reading.is_stopped;
    Document { tree: reading.tree, is_complete: is_read && is_whole }
}

/// Reads the root element of a document, and continues where a parser must stop, as many readers do. References that XML
/// itself does not define stand as they are written.
pub(crate) fn read_leniently<'t>(text: &'t str, listener: &mut impl Listener) -> Document<'t> {
    let mut reading = Reading::new(text, Tree::new(text, None), Mode::Lenient, listener);
    let is_complete = reading.run().is_ok() && !reading.is_stopped;
    Document { tree: reading.tree, is_complete }
}

/// A fault ends the reading.
pub(super) struct Stopped;

/// What happens where a document is not well-formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Reading stops. `is_whole` is whether the text is the whole file.
    Strict { is_whole: bool },
    /// Reading continues, if it can.
    Lenient,
}

pub(super) struct Reading<'t, 'l, L> {
    pub(super) text: &'t str,
    pub(super) tree: Tree<'t>,
    listener: &'l mut L,
    bindings: Bindings,
    mode: Mode,
    /// The first character that XML forbids.
    illegal: Option<usize>,
    pub(super) seen_root: bool,
    /// How many bytes the entities of the document were expanded to.
    pub(super) expanded: usize,
    /// Whether the listener wants no more.
    is_stopped: bool,
    /// Whether the end of the text has been reached.
    is_at_end: bool,
    /// Where to continue, if not after what was read last.
    again: Option<usize>,
}

impl<'t, 'l, L: Listener> Reading<'t, 'l, L> {
    fn new(text: &'t str, tree: Tree<'t>, mode: Mode, listener: &'l mut L) -> Reading<'t, 'l, L> {
        Reading {
            text,
            tree,
            listener,
            bindings: Bindings::default(),
            mode,
            illegal: None,
            seen_root: false,
            expanded: 0,
            is_stopped: false,
            is_at_end: false,
            again: None,
        }
    }

    fn run(&mut self) -> Result<(), Stopped> {
        let mut from = 0;
        let mut reader = reader(self.text);
        while !self.is_done() {
            if let Some(again) = self.again.take() {
                (from, reader) = (again, self::reader(self.slice(again..self.text.len())));
            }
            let start = from + index(reader.buffer_position());
            let event = reader.read_event();
            let at = start..from + index(reader.buffer_position());
            self.is_at_end = event.is_err();
            let Ok(event) = event else { return self.broken(from + index(reader.error_position())) };
            self.legal(at.clone())?;
            match event {
                Read::Start(tag) => self.start(at, tag.name().as_ref().len(), false)?,
                Read::Empty(tag) => self.start(at, tag.name().as_ref().len(), true)?,
                Read::End(_) => self.end(at)?,
                Read::Text(_) => self.characters(at)?,
                Read::GeneralRef(_) => self.general_reference(at)?,
                Read::CData(_) => self.cdata(at)?,
                Read::Comment(_) => self.comment(at)?,
                Read::PI(_) => self.instruction(at)?,
                Read::Decl(_) => self.declaration(at)?,
                Read::DocType(_) => self.doctype(at)?,
                Read::Eof => {
                    self.is_at_end = true;
                    return self.complete();
                }
            }
        }
        Ok(())
    }

    /// Whether to stop reading. Lenient readers do not want what follows the root element.
    fn is_done(&self) -> bool {
        self.is_stopped || (self.mode == Mode::Lenient && self.seen_root && self.tree.depth() == 0)
    }

    /// Reports a fault, and whether it ends the reading.
    pub(super) fn fault(&mut self, range: Range<usize>, kind: XmlFault<'t>) -> Result<(), Stopped> {
        let continues = match kind.effect() {
            Effect::None => true,
            Effect::NotWellFormed => self.mode == Mode::Lenient,
            Effect::Unreadable => false,
        };
        // That a text was cut off because it could not be decoded to its end has been reported.
        if self.mode != (Mode::Strict { is_whole: false }) || !self.is_at_end {
            self.listener.fault(Fault { kind, range: offsets(range) });
        }
        if continues { Ok(()) } else { Err(Stopped) }
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    /// Reports markup that is not closed.
    fn broken(&mut self, at: usize) -> Result<(), Stopped> {
        let at = self.text.floor_char_boundary(at);
        let rest = self.slice(at..self.text.len());
        let word =
            rest.chars().take_while(|c| !c.is_whitespace()).take(20).map(char::len_utf8).sum::<usize>();
        match Markup::ALL.into_iter().find(|markup| rest.starts_with(markup.opening())) {
            Some(markup) => {
                let range = at..at + word.max(markup.opening().len()).min(rest.len());
                self.fault(range, XmlFault::Unclosed(markup))
            }
            None => {
                let range = at..at + word.max(usize::from(!rest.is_empty()));
                self.fault(range, XmlFault::Syntax)
            }
        }
    }

    /// Stops at a character that XML forbids.
    fn legal(&mut self, at: Range<usize>) -> Result<(), Stopped> {
        let Some(illegal) = self.illegal.filter(|illegal| at.contains(illegal)) else { return Ok(()) };
        let character = self.slice(illegal..self.text.len()).chars().next().unwrap_or_default();
        self.fault(illegal..illegal + character.len_utf8(), XmlFault::IllegalCharacter(character))
    }

    fn start(&mut self, at: Range<usize>, name_length: usize, is_empty: bool) -> Result<(), Stopped> {
        let name_range = at.start + 1..at.start + 1 + name_length;
        let depth = self.tree.depth();
        if depth == 0 && self.seen_root {
            return self.fault(name_range, XmlFault::Mistake(Mistake::SecondRoot));
        }
        if depth >= DEEPEST {
            return self.fault(name_range, XmlFault::TooDeep(DEEPEST));
        }
        if !is_short_name(self.slice(name_range.clone())) {
            self.fault(at.start..name_range.end, XmlFault::Mistake(Mistake::NoTag))?;
            // The next tag begins before this one ends: only the last that does, so that nothing is read many times.
            let inside = self.slice(at.start + 1..at.end);
            self.again = inside.rfind('<').map(|found| at.start + 1 + found);
            return Ok(());
        }
        self.seen_root = true;
        let inner = at.start + 1..at.end - if is_empty { 2 } else { 1 };
        let attributes = self.attributes(inner, name_length)?;
        self.declare(depth, &attributes)?;
        let name = self.name(name_range, false)?;
        let id = self.tree.open(name, offset(at.end));
        for attribute in attributes {
            self.attribute(&attribute)?;
        }
        self.unique_by_namespace(id)?;
        self.is_stopped |= self.listener.event(&self.tree, Event::Opened(id)) == Keep::Stop;
        if is_empty {
            self.close(at.end);
        }
        Ok(())
    }

    /// Tells the listener about an instruction that is about the whole document.
    pub(super) fn add_instruction(&mut self, target: &'t str, data: &'t str, at: Range<usize>) {
        if !self.seen_root {
            self.listener.instruction(Instruction { target, data, range: offsets(at) });
        }
    }

    /// A name with its namespace.
    fn name(&mut self, range: Range<usize>, is_attribute: bool) -> Result<WrittenName, Stopped> {
        let name = self.slice(range.clone());
        let (written, undeclared) = self.bindings.name(name, offset(range.start), is_attribute);
        if let Some(prefix) = undeclared {
            self.fault(range, XmlFault::UndeclaredPrefix(prefix))?;
        }
        Ok(written)
    }

    /// The attributes of a tag, at their places in the file: those before the first mistake.
    pub(super) fn attributes(
        &mut self,
        inner: Range<usize>,
        name_length: usize,
    ) -> Result<Vec<tag::AttributeRange>, Stopped> {
        let mut attributes: Vec<tag::AttributeRange> = Vec::new();
        for attribute in tag::attributes(self.slice(inner.clone()), name_length) {
            let shift = |range: Range<usize>| inner.start + range.start..inner.start + range.end;
            match attribute {
                Ok(written) => {
                    attributes
                        .push(tag::AttributeRange { name: shift(written.name), value: shift(written.value) });
                }
                Err((at, mistake)) => self.fault(shift(at), XmlFault::Mistake(mistake))?,
            }
        }
        let mut names: Vec<_> = attributes
            .iter()
            .map(|attribute| (self.slice(attribute.name.clone()), attribute.name.start))
            .collect();
        names.sort_unstable();
        let twice = names.iter().zip(names.iter().skip(1)).find(|(first, second)| first.0 == second.0);
        if let Some((_, (name, start))) = twice {
            self.fault(*start..start + name.len(), XmlFault::DuplicateAttribute(name))?;
        }
        Ok(attributes)
    }

    /// Two prefixes of one namespace can make two attributes the same (Namespaces in XML 1.0 §6.3).
    fn unique_by_namespace(&mut self, id: NodeId) -> Result<(), Stopped> {
        let element = self.tree.element(id);
        if element.attributes().nth(1).is_none() {
            return Ok(());
        }
        let prefixed = element.attributes().filter(|attribute| attribute.written().contains(':'));
        let mut names: Vec<_> =
            prefixed.map(|attribute| (attribute.ns(), attribute.local(), attribute.name_range())).collect();
        names.sort_by_key(|(ns, local, _)| (*ns, *local));
        let twice = names
            .iter()
            .zip(names.iter().skip(1))
            .find(|(first, second)| (first.0, first.1) == (second.0, second.1) && first.0.known().is_some())
            .map(|(_, (_, _, second))| second.start as usize..second.end as usize);
        match twice {
            Some(second) => self.fault(second.clone(), XmlFault::DuplicateAttribute(self.slice(second))),
            None => Ok(()),
        }
    }

    /// Binds the prefixes that a tag declares.
    fn declare(&mut self, depth: usize, attributes: &[tag::AttributeRange]) -> Result<(), Stopped> {
        for attribute in attributes {
            let name = self.slice(attribute.name.clone());
            let Some(prefix) =
                name.strip_prefix("xmlns").filter(|rest| rest.is_empty() || rest.starts_with(':'))
            else {
                continue;
            };
            let prefix = prefix.trim_start_matches(':');
            let value = offsets(attribute.value.clone());
            let uri = self.tree.value(value.clone(), Part::Attribute).text();
            if uri.is_empty() && !prefix.is_empty() {
                self.fault(attribute.name.clone(), XmlFault::EmptyNamespace(prefix))?;
                continue;
            }
            let name = offsets(attribute.name.clone());
            if let Some(declaration) = self.bindings.declare(depth, prefix, &uri, [name, value]) {
                self.listener.declared(&declaration);
            }
        }
        Ok(())
    }

    fn attribute(&mut self, attribute: &tag::AttributeRange) -> Result<(), Stopped> {
        let name = self.slice(attribute.name.clone());
        if !is_short_name(name) {
            return self.fault(attribute.name.clone(), XmlFault::AttributeName(name));
        }
        self.references(attribute.value.clone())?;
        if name != "xmlns" && !name.starts_with("xmlns:") {
            let written = self.name(attribute.name.clone(), true)?;
            self.tree.attribute(written, offsets(attribute.value.clone()));
        }
        Ok(())
    }

    fn end(&mut self, at: Range<usize>) -> Result<(), Stopped> {
        let name = self.slice(at.start + 2..at.end - 1).trim_end_matches([' ', '\t', '\n', '\r']);
        let Some(open) = self.tree.innermost() else {
            return self.fault(at, XmlFault::UnmatchedEnd(name));
        };
        if open.written() != name {
            let written = open.name_range();
            let start = open.tag().start;
            let open = self.slice(written.start as usize..written.end as usize);
            let closes_outer = self.tree.ancestors().any(|element| element.written() == name);
            self.fault(at.clone(), XmlFault::MismatchedEnd { found: name, open, start, closes_outer })?;
            if !closes_outer {
                return Ok(());
            }
            while self.tree.innermost().is_some_and(|open| open.written() != name) && !self.is_stopped {
                self.close(at.start);
            }
        }
        self.close(at.end);
        Ok(())
    }

    fn close(&mut self, end: usize) {
        let Some(id) = self.tree.close(offset(end)) else { return };
        self.bindings.leave(self.tree.depth());
        match self.listener.event(&self.tree, Event::Closed(id)) {
            Keep::All => {}
            Keep::Nothing => self.tree.forget(id),
            Keep::Stop => self.is_stopped = true,
        }
    }

    /// A piece of text in the root element.
    pub(super) fn add_text(&mut self, at: Range<usize>) {
        match self.listener.text_event(&self.tree, offsets(at.clone())) {
            Keep::All => self.tree.text(offsets(at)),
            Keep::Nothing => {}
            Keep::Stop => self.is_stopped = true,
        }
    }

    /// Checks the end of the file: everything is closed, and there was a root element.
    fn complete(&mut self) -> Result<(), Stopped> {
        let end = self.text.len();
        if let Some(illegal) = self.illegal {
            self.legal(illegal..end)?;
        }
        match self.tree.innermost().map(Element::name_range) {
            Some(name) => {
                let name = name.start as usize..name.end as usize;
                self.fault(name.start - 1..name.end, XmlFault::UnclosedElement(self.slice(name)))
            }
            None if !self.seen_root => self.fault(0..end.min(1), XmlFault::NoElement),
            None => Ok(()),
        }
    }
}

fn is_short_name(name: &str) -> bool {
    is_name(name) && name.len() <= NAME
}

fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

fn index(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}
