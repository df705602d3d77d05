//! The content between tags: text, references, comments, instructions, declarations; and the conditions
//! under which it is well-formed.

use std::ops::Range;

use super::names::is_name;
use super::reader::{Fatal, Reading, late, offsets};
use super::text::Known;
use super::{characters, doctype};
use crate::check::codes::xml::{
    DOCTYPE, ENTITY_EXPANSION, EXTERNAL_ENTITY, ILLEGAL_CHARACTER, MISSING_ENCODING, UNDEFINED_ENTITY,
};
use crate::check::finding::Findings;
use crate::check::registries;

impl Reading<'_> {
    /// The references in an attribute value.
    pub(super) fn references(&self, value: Range<usize>, findings: &mut Findings) -> Result<(), Fatal> {
        let text = self.slice(value.clone());
        for found in memchr::memchr_iter(b'&', text.as_bytes()) {
            let at = value.start + found;
            match self.slice(at..value.end).bytes().take(66).position(|byte| byte == b';') {
                Some(length) => self.reference(at..at + length + 1, findings)?,
                None => return Err(bare_ampersand(at)),
            }
        }
        Ok(())
    }

    /// `&name;` or `&#number;`.
    pub(super) fn reference(&self, at: Range<usize>, findings: &mut Findings) -> Result<(), Fatal> {
        let name = self.slice(at.start + 1..at.end - 1);
        if self.tree.depth() == 0 && !self.seen_root {
            return Err(Fatal::new(at, "text outside of the root element", ""));
        }
        match self.tree.entities.lookup(name) {
            Known::Text => {
                characters::suspicious_reference(name, offsets(at), findings);
                Ok(())
            }
            Known::External => {
                let message = format!("the entity `&{name};` is external, and readers do not load it");
                findings.add(&EXTERNAL_ENTITY, offsets(at.clone()), message, "write the text itself");
                Ok(())
            }
            Known::Illegal => Err(Fatal {
                code: &ILLEGAL_CHARACTER,
                at,
                message: format!("`&{name};` is a character that XML does not allow"),
                help: "remove it".to_owned(),
            }),
            Known::No if is_name(name) && !name.contains(':') => {
                let help = if registries::is_entity(&format!("{name};")) {
                    format!(
                        "HTML entities are not defined in XML: write the character itself, or `&amp;{name};` in HTML"
                    )
                } else {
                    "write `&amp;` if `&` is meant as text".to_owned()
                };
                findings.add(&UNDEFINED_ENTITY, offsets(at), format!("undefined entity `&{name};`"), help);
                Ok(())
            }
            Known::No => Err(bare_ampersand(at.start)),
        }?;
        Ok(())
    }

    pub(super) fn characters(&mut self, at: Range<usize>) -> Result<(), Fatal> {
        let text = self.slice(at.clone());
        // Outside of the root element only whitespace is allowed.
        if self.tree.depth() == 0 {
            if let Some(found) = text.find(|c: char| !matches!(c, ' ' | '\t' | '\n' | '\r')) {
                let start = at.start + found;
                let place = if self.seen_root { "after" } else { "before" };
                let word = self
                    .slice(start..at.end)
                    .chars()
                    .take_while(|c| !c.is_whitespace())
                    .take(20)
                    .map(char::len_utf8)
                    .sum::<usize>();
                return Err(Fatal::new(
                    start..start + word,
                    format!("text {place} the root element"),
                    "remove it",
                ));
            }
            return Ok(());
        }
        if memchr::memchr2(b'&', b'>', text.as_bytes()).is_some() {
            fit_for_text(text, at.start)?;
        }
        self.tree.text(offsets(at));
        Ok(())
    }

    pub(super) fn cdata(&mut self, at: Range<usize>) -> Result<(), Fatal> {
        if self.tree.depth() == 0 {
            return Err(Fatal::new(at.start..at.start + 9, "CDATA section outside of the root element", ""));
        }
        self.tree.text(offsets(at));
        Ok(())
    }

    pub(super) fn comment(&self, at: Range<usize>) -> Result<(), Fatal> {
        let inside = self.slice(at.start + 4..at.end.saturating_sub(3));
        let dashes = memchr::memmem::find(inside.as_bytes(), b"--")
            .or_else(|| inside.ends_with('-').then(|| inside.len() - 1));
        match dashes {
            Some(found) => {
                let start = at.start + 4 + found;
                Err(Fatal::new(
                    start..start + 2,
                    "`--` in a comment",
                    "write a single hyphen, or another character",
                ))
            }
            None => Ok(()),
        }
    }

    pub(super) fn instruction(&self, at: Range<usize>) -> Result<(), Fatal> {
        let inside = self.slice(at.start + 2..at.end - 2);
        let target = inside.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
        let range = at.start..at.start + 2 + target.len();
        if target.eq_ignore_ascii_case("xml") {
            return Err(late(range));
        }
        if !is_name(target) {
            return Err(Fatal::new(
                range,
                "processing instruction without a name",
                "write `&lt;?` if `<?` is meant as text",
            ));
        }
        Ok(())
    }

    pub(super) fn declaration(&self, at: Range<usize>, findings: &mut Findings) -> Result<(), Fatal> {
        if at.start != 0 {
            return Err(late(at.start..at.start + 5));
        }
        let inner = at.start + 2..at.end - 2;
        let attributes = self.attributes(inner, 3)?;
        let names: Vec<_> = attributes.iter().map(|attribute| self.slice(attribute.name.clone())).collect();
        if !matches!(
            names.as_slice(),
            ["version"] | ["version", "encoding" | "standalone"] | ["version", "encoding", "standalone"]
        ) {
            let help = "write `<?xml version=\"1.0\" encoding=\"utf-8\"?>`";
            return Err(Fatal::new(
                at,
                "malformed XML declaration, expected `version` and then `encoding`",
                help,
            ));
        }
        if !names.contains(&"encoding") {
            let help = "write `<?xml version=\"1.0\" encoding=\"utf-8\"?>`";
            findings.add(&MISSING_ENCODING, offsets(at), "the XML declaration has no encoding", help);
        }
        Ok(())
    }

    pub(super) fn doctype(&mut self, at: Range<usize>, findings: &mut Findings) -> Result<(), Fatal> {
        if self.seen_root {
            return Err(Fatal::new(
                at.start..at.start + 9,
                "document type declaration after the first tag",
                "remove it",
            ));
        }
        let declared = doctype::read(self.slice(at.clone()));
        self.tree.entities = declared.entities;
        findings.add(
            &DOCTYPE,
            offsets(at.clone()),
            "the feed has a document type declaration",
            "remove it, and replace its entities with characters",
        );
        if declared.explodes {
            let message = "entities expand to more than 64 KiB, or contain themselves".to_owned();
            return Err(Fatal {
                code: &ENTITY_EXPANSION,
                at,
                message,
                help: "remove the document type declaration".to_owned(),
            });
        }
        Ok(())
    }
}

/// Checks a text that begins at `start` for forbidden sequences (XML 1.0 §2.4).
fn fit_for_text(text: &str, start: usize) -> Result<(), Fatal> {
    if let Some(found) = text.find("]]>") {
        let range = start + found..start + found + 3;
        return Err(Fatal::new(range, "`]]>` outside of a CDATA section", "write `]]&gt;`"));
    }
    text.find('&').map_or(Ok(()), |found| Err(bare_ampersand(start + found)))
}

fn bare_ampersand(at: usize) -> Fatal {
    Fatal::new(at..at + 1, "`&` is not part of a reference", "write `&amp;`")
}
