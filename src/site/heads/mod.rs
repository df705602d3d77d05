//! The beginning of a file in, the place and syntax of its metadata out. Does not parse it, but for the forms that only
//! Pelican reads, whose ends nothing else tells.

mod fence;
mod html;
mod json;
mod lines;
mod rst;

use std::ops::Range;

pub(crate) use fence::{Fence, FenceKind, fence};

use crate::site::fields::{Entry, Node, Syntax, Table, Value};
use crate::site::file_name::extension;
use crate::site::kind::Kind;
use crate::site::source_text::SourceText;

/// The form of the metadata at the beginning of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum HeadForm {
    /// TOML or YAML between fences.
    Fences,
    /// The same, or a JSON object.
    #[default]
    FencesOrJson,
    /// Lines of `Key: value`, as Python-Markdown reads them.
    Lines,
    /// The title and the fields of a reStructuredText document.
    Rst,
    /// The `<title>` and `<meta>` of an HTML document.
    Html,
}

impl HeadForm {
    /// The form for a file, on a site of Pelican or another one.
    #[must_use]
    pub(crate) fn of(path: &str, kind: Kind, has_header_lines: bool) -> HeadForm {
        match kind {
            Kind::Text | Kind::Media => HeadForm::Fences,
            Kind::Markdown if has_header_lines => HeadForm::Lines,
            Kind::Html if has_header_lines => HeadForm::Html,
            Kind::Unrendered if has_header_lines && extension(path).eq_ignore_ascii_case("rst") => {
                HeadForm::Rst
            }
            Kind::Markdown | Kind::Html | Kind::Unrendered => HeadForm::FencesOrJson,
        }
    }

    /// Whether more of the file may open a head where there is none yet: after blank lines, or with line ends of other
    /// systems.
    #[must_use]
    pub(crate) fn may_open(self, bytes: &[u8]) -> bool {
        let text = bytes.trim_ascii_start();
        match self {
            HeadForm::Fences => is_blank_or_foreign(text),
            // An object may be one long line.
            HeadForm::FencesOrJson => is_blank_or_foreign(text) || text.starts_with(b"{"),
            HeadForm::Lines => bytes.is_empty(),
            HeadForm::Rst => text.is_empty() || text.starts_with(b".."),
            HeadForm::Html => true,
        }
    }

    /// Whether a head ends at a mark of its own, rather than where something else begins.
    #[must_use]
    pub(crate) fn has_end_mark(self) -> bool {
        matches!(self, HeadForm::Fences | HeadForm::FencesOrJson)
    }
}

/// The place of the metadata at the beginning of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HeadRange {
    /// There is none.
    Absent,
    /// A fence or a bracket opens it at these bytes, and nothing closes it in the available text.
    Open(Range<usize>),
    /// It is complete.
    Closed {
        /// Its syntax.
        syntax: Syntax,
        /// Its bytes, without fences.
        metadata: Range<usize>,
        /// The first byte of the body.
        body: usize,
    },
}

/// Finds the metadata at the beginning of a text, whose last line is complete.
#[must_use]
pub(crate) fn head_range(text: impl AsRef<[u8]>, form: HeadForm) -> HeadRange {
    let text = text.as_ref();
    let closed = |syntax, (metadata, body)| HeadRange::Closed { syntax, metadata, body };
    let found = match form {
        HeadForm::Fences => return fenced(text),
        HeadForm::FencesOrJson => return json::range(text).unwrap_or_else(|| fenced(text)),
        HeadForm::Lines => lines::range(text).map(|range| closed(Syntax::Lines, range)),
        HeadForm::Rst => rst::range(text).map(|range| closed(Syntax::Rst, range)),
        HeadForm::Html => html::range(text).map(|range| closed(Syntax::Html, range)),
    };
    found.unwrap_or(HeadRange::Absent)
}

/// The metadata in `range` of a text, in one of the forms that only Pelican reads.
#[must_use]
pub(crate) fn table(text: SourceText<'_>, range: Range<usize>, syntax: Syntax) -> Table<'_> {
    let table = match syntax {
        Syntax::Rst => rst::table(text, range),
        Syntax::Html => html::table(text, range),
        Syntax::Lines | Syntax::Toml | Syntax::Yaml | Syntax::Json => lines::table(text, range),
    };
    with_authors(table)
}

/// The table with its `author`, whose name may contain a comma, as the only one of its `authors` if it names none.
fn with_authors(mut table: Table<'_>) -> Table<'_> {
    let Some(at) = table.entries.iter().position(|(key, ..)| key == "author") else { return table };
    let (_, span, value): Entry<'_> = table.entries.remove(at);
    if table.get("authors").is_none() {
        let value = Value { span: value.span.clone(), node: Node::List(vec![value]) };
        table.entries.insert(at, ("authors".into(), span, value));
    }
    table
}

fn is_blank_or_foreign(text: &[u8]) -> bool {
    text.is_empty() || text.starts_with(b"+++\r") || text.starts_with(b"---\r")
}

fn fenced(text: &[u8]) -> HeadRange {
    match fence(text) {
        Fence::Absent => HeadRange::Absent,
        Fence::Open(fence) => HeadRange::Open(fence),
        Fence::Closed { kind, metadata, body } => {
            let syntax = match kind {
                FenceKind::Toml => Syntax::Toml,
                FenceKind::Yaml => Syntax::Yaml,
            };
            HeadRange::Closed { syntax, metadata, body }
        }
    }
}
