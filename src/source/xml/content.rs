//! The content between tags: text, references, comments, instructions, declarations; and the conditions
//! under which it is well-formed.

use std::ops::Range;

use super::doctype;
use super::fault::{Mistake, XmlFault};
use super::names::is_name;
use super::reader::{Listener, Reading, Stopped};
use crate::source::entities::{Entities, Meaning};

/// The most that the references of a document expand to.
const EXPANDED: usize = 8 * 1024 * 1024;

impl<L: Listener> Reading<'_, '_, L> {
    /// The references in an attribute value.
    pub(super) fn references(&mut self, value: Range<usize>) -> Result<(), Stopped> {
        let text = self.slice(value.clone());
        for found in memchr::memchr_iter(b'&', text.as_bytes()) {
            let at = value.start + found;
            match self.slice(at..value.end).bytes().take(66).position(|byte| byte == b';') {
                Some(length) => self.reference(at..at + length + 1)?,
                None => self.bare_ampersand(at)?,
            }
        }
        Ok(())
    }

    /// A reference between tags.
    pub(super) fn general_reference(&mut self, at: Range<usize>) -> Result<(), Stopped> {
        if self.tree.depth() == 0 && !self.seen_root {
            return self.fault(at, XmlFault::Mistake(Mistake::ReferenceBeforeRoot));
        }
        self.reference(at.clone())?;
        self.add_text(at);
        Ok(())
    }

    /// `&name;` or `&#number;`.
    fn reference(&mut self, at: Range<usize>) -> Result<(), Stopped> {
        let name = self.slice(at.start + 1..at.end - 1);
        // Nearly every reference.
        if matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") {
            return Ok(());
        }
        let meaning = match &self.tree.entities {
            Some(entities) => entities.lookup(name),
            None => Entities::default().lookup(name),
        };
        match meaning {
            Meaning::Text if is_discouraged(name) => self.fault(at, XmlFault::DiscouragedReference(name)),
            Meaning::Text => self.expand(at, name),
            Meaning::External => self.fault(at, XmlFault::ExternalEntity(name)),
            Meaning::Illegal => self.fault(at, XmlFault::IllegalReference(name)),
            Meaning::Undefined if is_name(name) && !name.contains(':') => {
                self.fault(at, XmlFault::UndefinedEntity(name))
            }
            Meaning::Undefined => self.bare_ampersand(at.start),
        }
    }

    /// Counts what an entity of the document expands to: a short reference can stand for a long text.
    fn expand(&mut self, at: Range<usize>, name: &str) -> Result<(), Stopped> {
        let length = self.tree.entities.as_ref().map_or(0, |entities| entities.declared_length(name));
        self.expanded += length;
        if self.expanded > EXPANDED {
            return self.fault(at, XmlFault::ExpandedTooLong(EXPANDED));
        }
        Ok(())
    }

    fn bare_ampersand(&mut self, at: usize) -> Result<(), Stopped> {
        self.fault(at..at + 1, XmlFault::Mistake(Mistake::BareAmpersand))
    }

    pub(super) fn characters(&mut self, at: Range<usize>) -> Result<(), Stopped> {
        if self.tree.depth() == 0 {
            return self.outside(at);
        }
        let text = self.slice(at.clone());
        if memchr::memchr2(b'&', b'>', text.as_bytes()).is_some() {
            self.fit_for_text(text, at.start)?;
        }
        self.add_text(at);
        Ok(())
    }

    /// Text outside of the root element; only whitespace is allowed.
    fn outside(&mut self, at: Range<usize>) -> Result<(), Stopped> {
        let text = self.slice(at.clone());
        let Some(found) = text.find(|c: char| !matches!(c, ' ' | '\t' | '\n' | '\r')) else { return Ok(()) };
        let start = at.start + found;
        let rest = self.slice(start..at.end).chars();
        let word = rest.take_while(|c| !c.is_whitespace()).take(20).map(char::len_utf8).sum::<usize>();
        let mistake = if self.seen_root { Mistake::TextAfterRoot } else { Mistake::TextBeforeRoot };
        self.fault(start..start + word, XmlFault::Mistake(mistake))
    }

    /// Checks a text that begins at `start` for forbidden sequences (XML 1.0 §2.4).
    fn fit_for_text(&mut self, text: &str, start: usize) -> Result<(), Stopped> {
        if let Some(found) = text.find("]]>") {
            self.fault(start + found..start + found + 3, XmlFault::Mistake(Mistake::CdataEnd))?;
        }
        text.find('&').map_or(Ok(()), |found| self.bare_ampersand(start + found))
    }

    pub(super) fn cdata(&mut self, at: Range<usize>) -> Result<(), Stopped> {
        if self.tree.depth() == 0 {
            return self.fault(at.start..at.start + 9, XmlFault::Mistake(Mistake::CdataOutsideRoot));
        }
        self.add_text(at);
        Ok(())
    }

    pub(super) fn comment(&mut self, at: Range<usize>) -> Result<(), Stopped> {
        let inside = self.slice(at.start + 4..at.end.saturating_sub(3));
        let dashes = memchr::memmem::find(inside.as_bytes(), b"--")
            .or_else(|| inside.ends_with('-').then(|| inside.len() - 1));
        match dashes {
            Some(found) => {
                let start = at.start + 4 + found;
                self.fault(start..start + 2, XmlFault::Mistake(Mistake::DoubleHyphen))
            }
            None => Ok(()),
        }
    }

    pub(super) fn instruction(&mut self, at: Range<usize>) -> Result<(), Stopped> {
        let inside = self.slice(at.start + 2..at.end - 2);
        let target = inside.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
        let range = at.start..at.start + 2 + target.len();
        if target.eq_ignore_ascii_case("xml") {
            return self.fault(range, XmlFault::Mistake(Mistake::LateDeclaration));
        }
        if !is_name(target) {
            return self.fault(range, XmlFault::Mistake(Mistake::NamelessInstruction));
        }
        self.add_instruction(target, inside.get(target.len()..).unwrap_or_default(), at);
        Ok(())
    }

    pub(super) fn declaration(&mut self, at: Range<usize>) -> Result<(), Stopped> {
        if at.start != 0 {
            return self.fault(at.start..at.start + 5, XmlFault::Mistake(Mistake::LateDeclaration));
        }
        let inner = at.start + 2..at.end - 2;
        let attributes = self.attributes(inner, 3)?;
        let names: Vec<_> = attributes.iter().map(|attribute| self.slice(attribute.name.clone())).collect();
        if !matches!(
            names.as_slice(),
            ["version"] | ["version", "encoding" | "standalone"] | ["version", "encoding", "standalone"]
        ) {
            return self.fault(at, XmlFault::Mistake(Mistake::MalformedDeclaration));
        }
        if !names.contains(&"encoding") {
            return self.fault(at, XmlFault::NoEncoding);
        }
        Ok(())
    }

    pub(super) fn doctype(&mut self, at: Range<usize>) -> Result<(), Stopped> {
        if self.seen_root {
            return self.fault(at.start..at.start + 9, XmlFault::Mistake(Mistake::LateDoctype));
        }
        self.fault(at.clone(), XmlFault::Doctype)?;
        let declaration = self.slice(at.clone());
        let Some(entities) = &mut self.tree.entities else { return Ok(()) };
        let declared = doctype::read(declaration);
        *entities = declared.entities;
        if declared.explodes { self.fault(at, XmlFault::EntityExpansion) } else { Ok(()) }
    }
}

/// Whether a reference is to a control character of Latin-1, or to a replacement character.
fn is_discouraged(name: &str) -> bool {
    let Some(number) = name.strip_prefix('#') else { return false };
    let code = match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    code.is_ok_and(|code| matches!(code, 0x80..=0x9F | 0xFFFD))
}
