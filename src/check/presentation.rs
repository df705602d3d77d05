//! How browsers show a feed that is opened in them.

use std::ops::Range;

use super::finding::Findings;
use crate::check::codes::xml::XSLT_ONLY;
use crate::source::text::Offset;
use crate::source::xml::tree::{Element, Tree};
use crate::source::xml::{Instruction, Ns};

/// What shows a feed as a page in browsers.
#[derive(Debug, Default)]
pub(super) struct Presentation {
    /// The first stylesheet that requires XSLT.
    xslt: Option<Range<Offset>>,
    /// Whether another stylesheet, or a script, works without XSLT.
    has_other: bool,
}

impl Presentation {
    pub(super) fn note_instruction(&mut self, instruction: &Instruction<'_>) {
        if instruction.target != "xml-stylesheet" {
            return;
        }
        let kind = instruction.pseudo_attribute("type").unwrap_or_default().to_ascii_lowercase();
        let essence = kind.split(';').next().unwrap_or_default().trim();
        if matches!(essence, "text/xsl" | "text/xml" | "application/xml" | "application/xslt+xml") {
            self.xslt.get_or_insert_with(|| instruction.range.clone());
        } else {
            self.has_other = true;
        }
    }

    /// Notes a script of the feed itself, which browsers run. One in the text of an entry is about the entry.
    pub(super) fn note_element(&mut self, tree: &Tree<'_>, element: Element<'_>) {
        if element.is((Ns::XHTML, "script")) {
            self.has_other |= !tree.ancestors().any(|outer| matches!(outer.local(), "item" | "entry"));
        }
    }

    /// Reports a feed that browsers can show only with XSLT.
    pub(super) fn check(self, findings: &mut Findings) {
        if let Some(range) = self.xslt.filter(|_| !self.has_other) {
            findings.add(
                &XSLT_ONLY,
                range,
                "the feed is readable in a browser only with XSLT, which browsers are removing",
                "add <?xml-stylesheet type=\"text/css\" href=\"…\"?>",
            );
        }
    }
}
