//! Builds the tree from events, checks that the XML is well-formed, and notifies a listener of each element.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event as Read;

use super::characters;
use super::names::{Bindings, is_name};
use super::tag::{self, Mistake};
use super::tree::{NodeId, Offset, Tree};
use crate::check::codes::xml::{
    DUPLICATE_ATTRIBUTE, ILLEGAL_CHARACTER, LATE_DECLARATION, MALFORMED_XML, NESTED_TOO_DEEPLY,
};
use crate::check::finding::{Findings, shown};
use crate::diagnostic::Code;
use crate::feed::text::forbidden;

/// Deeper than any feed; libxml2 stops at 256.
const DEEPEST: usize = 512;

/// The element that was just read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A start tag; the content follows.
    Opened(NodeId),
    /// An end tag: the element is complete.
    Closed(NodeId),
}

/// What the reader does with a closed element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Keeps it in the tree.
    All,
    /// Drops it.
    Nothing,
    /// Drops it, and stops reading.
    Stop,
}

/// Receives the elements as they are read.
pub(crate) trait Listener {
    /// Where findings go.
    fn findings(&mut self) -> &mut Findings;

    /// Called when an element begins or ends; returns what to do with it.
    fn heard(&mut self, tree: &Tree<'_>, event: Event) -> Keep;
}

/// The error at which reading stops, with its place.
pub(super) struct Fatal {
    pub(super) code: &'static Code,
    pub(super) at: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

impl Fatal {
    pub(super) fn new(at: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Fatal {
        Fatal { code: &MALFORMED_XML, at, message: message.into(), help: help.into() }
    }
}

/// Reads a document, and notifies `listener` of each element. The tree contains the kept elements. `is_whole` tells
/// whether the text extends to the end of the file; returns whether it was read to its end.
pub(crate) fn read<'t>(text: &'t str, is_whole: bool, listener: &mut impl Listener) -> (Tree<'t>, bool) {
    characters::suspicious(text, listener.findings());
    let mut reading = Reading {
        text,
        tree: Tree::new(text),
        bindings: Bindings::default(),
        illegal: forbidden(text).next().map(|(at, _)| at),
        seen_root: false,
        stopped: false,
        ended: false,
    };
    let fatal = reading.run(listener).err();
    let complete = fatal.is_none() && !reading.stopped && is_whole;
    // A text that could not be decoded to its end was already reported.
    if let Some(fatal) = fatal.filter(|_| is_whole || !reading.ended) {
        listener.findings().add(fatal.code, offsets(fatal.at), fatal.message, fatal.help);
    }
    (reading.tree, complete)
}

pub(super) struct Reading<'t> {
    pub(super) text: &'t str,
    pub(super) tree: Tree<'t>,
    bindings: Bindings,
    illegal: Option<usize>,
    pub(super) seen_root: bool,
    stopped: bool,
    /// Whether the end of the text has been reached.
    ended: bool,
}

fn offset(at: usize) -> Offset {
    Offset::try_from(at).unwrap_or(Offset::MAX)
}

pub(super) fn offsets(range: Range<usize>) -> Range<Offset> {
    offset(range.start)..offset(range.end)
}

impl<'t> Reading<'t> {
    fn run(&mut self, listener: &mut impl Listener) -> Result<(), Fatal> {
        let mut reader = Reader::from_str(self.text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            let start = position(&reader);
            let event = reader.read_event();
            let at = start..position(&reader);
            self.ended = event.is_err();
            let event = event.map_err(|error| self.broken(&error, &reader, start))?;
            self.legal(at.clone())?;
            match event {
                Read::Start(tag) => self.start(at, tag.name().as_ref().len(), false, listener)?,
                Read::Empty(tag) => self.start(at, tag.name().as_ref().len(), true, listener)?,
                Read::End(_) => self.end(at, listener)?,
                Read::Text(_) => self.characters(at)?,
                Read::GeneralRef(_) => {
                    self.reference(at.clone(), listener.findings())?;
                    self.tree.text(offsets(at));
                }
                Read::CData(_) => self.cdata(at)?,
                Read::Comment(_) => self.comment(at)?,
                Read::PI(_) => self.instruction(at)?,
                Read::Decl(_) => self.declaration(at, listener.findings())?,
                Read::DocType(_) => self.doctype(at, listener.findings())?,
                Read::Eof => break self.ended = true,
            }
            if self.stopped {
                return Ok(());
            }
        }
        self.complete()
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    /// Reports text that cannot be tokenized, since something is not closed.
    fn broken(&self, error: &quick_xml::Error, reader: &Reader<&[u8]>, start: usize) -> Fatal {
        let at = usize::try_from(reader.error_position()).unwrap_or(start).min(self.text.len());
        let at = self.text.floor_char_boundary(at);
        let rest = self.slice(at..self.text.len());
        let opening =
            rest.chars().take_while(|c| !c.is_whitespace()).take(20).map(char::len_utf8).sum::<usize>();
        let range = at..at + opening.max(usize::from(!rest.is_empty()));
        let unclosed = [
            ("<!--", "comment", "-->"),
            ("<![CDATA[", "CDATA section", "]]>"),
            ("<!DOCTYPE", "document type declaration", ">"),
            ("<?", "processing instruction", "?>"),
            ("<", "tag", ">"),
        ];
        for (open, what, close) in unclosed {
            if rest.starts_with(open) {
                let range = at..at + opening.max(open.len()).min(rest.len());
                let help = format!("close it with `{close}`, or check whether the file was truncated");
                return Fatal::new(range, format!("unclosed {what}"), help);
            }
        }
        Fatal::new(range, format!("malformed XML: {error}"), "")
    }

    /// Stops at a character that XML does not allow.
    fn legal(&self, at: Range<usize>) -> Result<(), Fatal> {
        let Some(illegal) = self.illegal.filter(|illegal| at.contains(illegal)) else { return Ok(()) };
        let character = self.slice(illegal..self.text.len()).chars().next().unwrap_or_default();
        Err(Fatal {
            code: &ILLEGAL_CHARACTER,
            at: illegal..illegal + character.len_utf8(),
            message: format!("the character U+{:04X} is not allowed in XML", u32::from(character)),
            help: "remove it".to_owned(),
        })
    }

    fn start(
        &mut self,
        at: Range<usize>,
        name_length: usize,
        is_empty: bool,
        listener: &mut impl Listener,
    ) -> Result<(), Fatal> {
        let name_range = at.start + 1..at.start + 1 + name_length;
        let name = self.slice(name_range.clone());
        let depth = self.tree.depth();
        if depth == 0 && self.seen_root {
            let help = "a document has a single root element";
            return Err(Fatal::new(name_range, "second root element", help));
        }
        if depth >= DEEPEST {
            let message = format!("more than {DEEPEST} nested elements");
            return Err(Fatal { code: &NESTED_TOO_DEEPLY, at: name_range, message, help: String::new() });
        }
        if !is_name(name) || name.len() > 1000 {
            let help = "write `&lt;` if `<` is meant as text";
            return Err(Fatal::new(at.start..name_range.end, "`<` does not begin a tag", help));
        }
        self.seen_root = true;
        let inner = at.start + 1..at.end - if is_empty { 2 } else { 1 };
        let attributes = self.attributes(inner, name_length)?;
        self.declare(depth, &attributes, listener.findings())?;
        let written = self.bindings.name(name, offset(name_range.start), false, listener.findings());
        let id = self.tree.open(written, offset(at.end));
        for attribute in attributes {
            self.attribute(&attribute, listener.findings())?;
        }
        self.unique_by_namespace(id)?;
        let keep = listener.heard(&self.tree, Event::Opened(id));
        self.stopped |= keep == Keep::Stop;
        if is_empty {
            self.close(at.end, listener);
        }
        Ok(())
    }

    /// The attributes of a tag, with their places in the file.
    pub(super) fn attributes(
        &self,
        inner: Range<usize>,
        name_length: usize,
    ) -> Result<Vec<tag::Written>, Fatal> {
        let mut attributes: Vec<tag::Written> = Vec::new();
        for attribute in tag::attributes(self.slice(inner.clone()), name_length) {
            let shift = |range: Range<usize>| inner.start + range.start..inner.start + range.end;
            match attribute {
                Ok(written) => {
                    attributes.push(tag::Written { name: shift(written.name), value: shift(written.value) });
                }
                Err(Mistake { at, message, help }) => return Err(Fatal::new(shift(at), message, help)),
            }
        }
        let mut names: Vec<_> = attributes
            .iter()
            .map(|attribute| (self.slice(attribute.name.clone()), attribute.name.start))
            .collect();
        names.sort_unstable();
        let twice = names.iter().zip(names.iter().skip(1)).find(|(first, second)| first.0 == second.0);
        match twice {
            Some((_, (name, start))) => Err(twice_named(name, *start)),
            None => Ok(attributes),
        }
    }

    /// Two attributes can be the same through two prefixes of one namespace (Namespaces in XML 1.0 §6.3).
    fn unique_by_namespace(&self, id: NodeId) -> Result<(), Fatal> {
        let element = self.tree.element(id);
        let prefixed = element.attributes().filter(|attribute| attribute.written().contains(':'));
        let mut names: Vec<_> =
            prefixed.map(|attribute| (attribute.ns(), attribute.local(), attribute)).collect();
        names.sort_by_key(|(ns, local, _)| (*ns, *local));
        let twice = names
            .iter()
            .zip(names.iter().skip(1))
            .find(|(first, second)| (first.0, first.1) == (second.0, second.1) && first.0.known().is_some());
        match twice {
            Some((_, (_, _, second))) => {
                Err(twice_named(second.written(), second.name_range().start as usize))
            }
            None => Ok(()),
        }
    }

    /// Binds the prefixes that a tag declares.
    fn declare(
        &mut self,
        depth: usize,
        attributes: &[tag::Written],
        findings: &mut Findings,
    ) -> Result<(), Fatal> {
        for attribute in attributes {
            let name = self.slice(attribute.name.clone());
            let Some(prefix) =
                name.strip_prefix("xmlns").filter(|rest| rest.is_empty() || rest.starts_with(':'))
            else {
                continue;
            };
            let prefix = prefix.trim_start_matches(':');
            let value = super::text::Value::new(
                self.text,
                &self.tree.entities,
                offsets(attribute.value.clone()),
                super::text::Part::Attribute,
            );
            let uri = value.text();
            if uri.is_empty() && !prefix.is_empty() {
                let help = "write the namespace URI";
                return Err(Fatal::new(
                    attribute.name.clone(),
                    format!("the prefix `{prefix}` is bound to an empty namespace"),
                    help,
                ));
            }
            self.bindings.declare(
                depth,
                prefix,
                &uri,
                [offsets(attribute.name.clone()), offsets(attribute.value.clone())],
                findings,
            );
        }
        Ok(())
    }

    fn attribute(&mut self, attribute: &tag::Written, findings: &mut Findings) -> Result<(), Fatal> {
        let name = self.slice(attribute.name.clone());
        if !is_name(name) || name.len() > 1000 {
            let message = format!("invalid attribute name `{}`", shown(name));
            return Err(Fatal::new(
                attribute.name.clone(),
                message,
                "add the missing quote or `>` before it",
            ));
        }
        self.references(attribute.value.clone(), findings)?;
        if name != "xmlns" && !name.starts_with("xmlns:") {
            let written = self.bindings.name(name, offset(attribute.name.start), true, findings);
            self.tree.attribute(written, offsets(attribute.value.clone()));
        }
        Ok(())
    }

    fn end(&mut self, at: Range<usize>, listener: &mut impl Listener) -> Result<(), Fatal> {
        let name = self.slice(at.start + 2..at.end - 1).trim_end_matches([' ', '\t', '\n', '\r']);
        let range = at.start..at.end;
        let Some(open) = self.tree.innermost() else {
            return Err(Fatal::new(
                range,
                format!("unexpected closing tag `</{}>`", shown(name)),
                "remove it",
            ));
        };
        if open.written() != name {
            let line =
                self.slice(0..open.tag().start as usize).bytes().filter(|byte| *byte == b'\n').count() + 1;
            let message = format!(
                "expected the closing tag of `<{1}>` from line {line}, found `</{0}>`",
                shown(name),
                shown(open.written())
            );
            let is_open = self.tree.ancestors().any(|element| element.written() == name);
            let help = if is_open {
                format!("close `<{}>` before it", shown(open.written()))
            } else {
                format!("write `</{}>`", shown(open.written()))
            };
            return Err(Fatal::new(range, message, help));
        }
        self.close(at.end, listener);
        Ok(())
    }

    fn close(&mut self, end: usize, listener: &mut impl Listener) {
        let Some(id) = self.tree.close(offset(end)) else { return };
        self.bindings.leave(self.tree.depth());
        match listener.heard(&self.tree, Event::Closed(id)) {
            Keep::All => {}
            Keep::Nothing => self.tree.forget(id),
            Keep::Stop => self.stopped = true,
        }
    }

    /// Checks the end of the file: everything is closed, and there was a root element.
    fn complete(&self) -> Result<(), Fatal> {
        let end = self.text.len();
        if let Some(illegal) = self.illegal {
            self.legal(illegal..end)?;
        }
        match self.tree.innermost() {
            Some(open) => {
                let range = open.tag();
                let message = format!("`<{}>` is never closed", shown(open.written()));
                let range = range.start as usize..range.start as usize + 1 + open.written().len();
                Err(Fatal::new(range, message, "the file ends before its closing tag: was it truncated?"))
            }
            None if !self.seen_root => Err(Fatal::new(0..end.min(1), "the file contains no element", "")),
            None => Ok(()),
        }
    }
}

fn twice_named(name: &str, start: usize) -> Fatal {
    Fatal {
        code: &DUPLICATE_ATTRIBUTE,
        at: start..start + name.len(),
        message: format!("duplicate attribute `{name}`"),
        help: "remove one of the two".to_owned(),
    }
}

pub(super) fn late(at: Range<usize>) -> Fatal {
    let help = "remove everything before it, including whitespace".to_owned();
    Fatal {
        code: &LATE_DECLARATION,
        at,
        message: "the XML declaration is not at the start of the file".to_owned(),
        help,
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}
