//! The beginning of a file in, the place and syntax of its metadata out. Does not parse it, but for those that
//! Pelican and Org have, whose ends nothing else tells.

mod at_start;
mod fence;
mod heading;
mod html;
mod json;
mod lines;
mod marked;
mod org;
mod rst;
mod unopened;

use std::ops::Range;

pub(crate) use fence::{Fence, FenceKind, fence};
pub(crate) use heading::heading;

use crate::site::fields::{Entry, Node, Syntax, Table, Value};
use crate::site::file_name::extension;
use crate::site::kind::FileKind;
use crate::site::source_text::SourceText;
use crate::source::bounds::{HEAD, PAGE_HEAD};

/// How a site writes metadata into its texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Heads {
    /// TOML or YAML between fences, metadata between fences with the name of its syntax, or a JSON object.
    #[default]
    Fenced,
    /// YAML between fences, the first of which is the first line.
    AtStart,
    /// YAML or the members of a JSON object, perhaps without a mark before them.
    Unopened,
    /// As [`Heads::Fenced`]. The heading behind them is the title of an article without one.
    WithHeading,
    /// `Key: value` lines, reStructuredText fields, and `<meta>`, as Pelican reads them.
    HeaderLines,
}

/// The form of the metadata at the beginning of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum HeadForm {
    /// TOML or YAML between fences.
    Fences,
    /// The same, or a JSON object.
    #[default]
    FencesOrJson,
    /// YAML between fences, the first of which is the first line, and the last of which may be `...`.
    AtStart,
    /// YAML before a line of hyphens, or the members of a JSON object before a line of semicolons. There may be such a
    /// line before them, too.
    Unopened,
    /// As [`HeadForm::FencesOrJson`], with the heading behind it.
    WithHeading,
    /// As [`HeadForm::FencesOrJson`], or what an HTML page says about itself.
    FencesOrPage,
    /// Lines of `Key: value`, as Python-Markdown reads them.
    Lines,
    /// The title and the fields of a reStructuredText document.
    Rst,
    /// The keywords of an Org document, or as [`HeadForm::FencesOrJson`].
    Org,
    /// The `<title>` and `<meta>` of an HTML document.
    Html,
    /// The tags of a recording, which are not text.
    Tags,
}

impl HeadForm {
    /// The form for a file on a site.
    #[must_use]
    pub(crate) fn of(path: &str, kind: FileKind, heads: Heads) -> HeadForm {
        if matches!(kind, FileKind::Text | FileKind::Media) {
            return HeadForm::Fences;
        }
        match heads {
            Heads::Fenced => HeadForm::of_fenced(path, kind),
            Heads::AtStart => HeadForm::AtStart,
            Heads::Unopened => HeadForm::Unopened,
            Heads::WithHeading => HeadForm::WithHeading,
            Heads::HeaderLines => match kind {
                FileKind::Markdown => HeadForm::Lines,
                FileKind::Html => HeadForm::Html,
                FileKind::Unrendered if extension(path).eq_ignore_ascii_case("rst") => HeadForm::Rst,
                FileKind::Unrendered | FileKind::Text | FileKind::Media => HeadForm::of_fenced(path, kind),
            },
        }
    }

    fn of_fenced(path: &str, kind: FileKind) -> HeadForm {
        match kind {
            FileKind::Text | FileKind::Media => HeadForm::Fences,
            FileKind::Html => HeadForm::FencesOrPage,
            FileKind::Unrendered if extension(path).eq_ignore_ascii_case("ipynb") => HeadForm::Fences,
            FileKind::Unrendered if extension(path).eq_ignore_ascii_case("org") => HeadForm::Org,
            FileKind::Markdown | FileKind::Unrendered => HeadForm::FencesOrJson,
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
            HeadForm::FencesOrJson | HeadForm::WithHeading => {
                is_blank_or_foreign(text) || text.starts_with(b"{")
            }
            HeadForm::Org => is_blank_or_foreign(text) || text.starts_with(b"{") || text.starts_with(b"#"),
            HeadForm::AtStart => bytes.is_empty() || bytes.starts_with(b"---\r"),
            HeadForm::Unopened => unopened::may_begin(bytes),
            HeadForm::Lines => bytes.is_empty(),
            HeadForm::Rst => text.is_empty() || text.starts_with(b".."),
            HeadForm::FencesOrPage | HeadForm::Html => true,
            HeadForm::Tags => false,
        }
    }

    /// How much of a file may have to be read for its head, in bytes.
    #[must_use]
    pub(crate) fn limit(self) -> usize {
        match self {
            HeadForm::FencesOrPage => PAGE_HEAD,
            HeadForm::Fences
            | HeadForm::FencesOrJson
            | HeadForm::AtStart
            | HeadForm::Unopened
            | HeadForm::WithHeading
            | HeadForm::Lines
            | HeadForm::Rst
            | HeadForm::Org
            | HeadForm::Html
            | HeadForm::Tags => HEAD,
        }
    }

    /// Whether a head ends at a mark of its own, rather than where something else begins.
    #[must_use]
    pub(crate) fn has_end_mark(self) -> bool {
        !matches!(self, HeadForm::Lines | HeadForm::Rst | HeadForm::Org | HeadForm::Html)
    }

    /// Where what is read with a head ends, which itself ends at `body`. `None` if that is behind the available text.
    #[must_use]
    pub(crate) fn end(self, text: &[u8], body: usize) -> Option<usize> {
        match self {
            HeadForm::WithHeading => heading::end(text, body),
            HeadForm::Lines | HeadForm::Rst | HeadForm::Org | HeadForm::Html => {
                (body < text.len()).then_some(body)
            }
            HeadForm::Fences
            | HeadForm::FencesOrJson
            | HeadForm::FencesOrPage
            | HeadForm::AtStart
            | HeadForm::Unopened
            | HeadForm::Tags => Some(body),
        }
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
        HeadForm::FencesOrJson | HeadForm::FencesOrPage | HeadForm::WithHeading => {
            return json_or_fenced(text);
        }
        HeadForm::AtStart => return at_start::range(text),
        HeadForm::Unopened => return unopened::range(text),
        HeadForm::Lines => lines::range(text).map(|range| closed(Syntax::Lines, range)),
        HeadForm::Org => match org::range(text) {
            Some(range) => Some(closed(Syntax::Org, range)),
            None => return json_or_fenced(text),
        },
        HeadForm::Rst => rst::range(text).map(|range| closed(Syntax::Rst, range)),
        HeadForm::Html => html::range(text).map(|range| closed(Syntax::Html, range)),
        HeadForm::Tags => None,
    };
    found.unwrap_or(HeadRange::Absent)
}

/// The metadata in `range` of a text, in one of the forms that only Pelican and Org have.
#[must_use]
pub(crate) fn table(text: SourceText<'_>, range: Range<usize>, syntax: Syntax) -> Table<'_> {
    let table = match syntax {
        Syntax::Rst => rst::table(text, range),
        Syntax::Org => org::table(text, range),
        Syntax::Html => html::table(text, range),
        Syntax::Lines
        | Syntax::Toml
        | Syntax::Yaml
        | Syntax::Json
        | Syntax::JsonMembers
        | Syntax::JavaScript
        | Syntax::Variables => lines::table(text, range),
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

fn json_or_fenced(text: &[u8]) -> HeadRange {
    marked::range(text).or_else(|| json::range(text)).unwrap_or_else(|| fenced(text))
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
