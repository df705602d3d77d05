//! The limits on input and output, in one place: every bound that keeps time and memory in proportion to what somebody
//! wrote. Nothing that people write comes near any of them.

use std::fmt;

const KIB: usize = 1024;
const MIB: usize = 1024 * KIB;

/// The longest metadata: of 22,000 heads of real articles, none has more than 11 KiB.
pub(crate) const HEAD: usize = 64 * KIB;

/// The longest article: twice a Bible.
pub(crate) const ARTICLE: usize = 8 * MIB;

/// The longest configuration of ours, or of another generator.
pub(crate) const CONFIGURATION: usize = 8 * MIB;

/// The longest template.
pub(crate) const TEMPLATE: usize = MIB;

/// The longest `.ignore` file: a byte of a pattern takes half a kilobyte to match.
pub(crate) const IGNORE_FILE: usize = 64 * KIB;

/// The most that all `.ignore` files of a content folder hold together.
pub(crate) const IGNORE_FILES: usize = 256 * KIB;

/// The longest address of a page, in bytes: each link that an article resolves against it repeats it.
pub(crate) const ADDRESS: usize = 4096;

/// The longest published document.
pub(crate) const DOCUMENT: usize = 256 * MIB;

/// The most characters of markup in an article, for each of which a parser may hold something. In a text, one in thirty
/// is such a character.
const MARKUP: usize = 1024 * KIB;

/// The most elements, attributes and texts in the tree of an article.
const NODES: usize = 1024 * KIB;

/// The most elements in each other in the tree of an article. The text of one has at most 256, besides those that
/// tables, lists and formatting put between them.
const DEPTH: usize = 2048;

/// How many times as long as its article an entry's HTML may be.
const HTML_TIMES: usize = 8;

/// As much HTML as the shortest article may give, for what the template adds.
const HTML_FREE: usize = MIB;

/// The most findings of one kind in an article; nobody reads more.
pub(crate) const FINDINGS: usize = 10_000;

/// How much may be made of one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Budget {
    html: usize,
    nodes: usize,
}

impl Budget {
    /// What an article of so many bytes has.
    pub(crate) fn of_article(bytes: usize) -> Budget {
        Budget { html: bytes.saturating_mul(HTML_TIMES).saturating_add(HTML_FREE), nodes: NODES }
    }

    /// What a part of an article of so many bytes has.
    pub(crate) fn of_part(bytes: usize) -> Budget {
        Budget { html: bytes.saturating_mul(HTML_TIMES), nodes: bytes.min(NODES) }
    }

    /// Whether there is room for HTML of so many bytes.
    pub(crate) fn html(self, bytes: usize) -> Result<(), Oversized> {
        if bytes > self.html { Err(Oversized::Html(self.html)) } else { Ok(()) }
    }

    /// Whether there is room for so many nodes.
    pub(crate) fn nodes(self, count: usize) -> Result<(), Oversized> {
        if count > self.nodes { Err(Oversized::Nodes) } else { Ok(()) }
    }
}

/// Whether a text has no more characters of markup than there is room for. `is_markup` tells the bytes that may make a
/// parser begin something.
///
/// # Errors
/// If it has more.
pub(crate) fn markup(text: &str, is_markup: impl Fn(u8) -> bool) -> Result<(), Oversized> {
    let count = text.bytes().filter(|byte| is_markup(*byte)).take(MARKUP + 1).count();
    if count > MARKUP { Err(Oversized::Markup) } else { Ok(()) }
}

/// Whether a tree is shallow enough.
///
/// # Errors
/// If it is not.
pub(crate) fn depth(deepest: usize) -> Result<(), Oversized> {
    if deepest > DEPTH { Err(Oversized::Depth) } else { Ok(()) }
}

/// Why nothing is made of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Oversized {
    /// Its text has more characters of markup than [`MARKUP`].
    Markup,
    /// Its tree has more nodes than [`NODES`].
    Nodes,
    /// Its tree is deeper than [`DEPTH`].
    Depth,
    /// Its HTML is longer than this.
    Html(usize),
}

impl fmt::Display for Oversized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Oversized::Markup => write!(f, "the article has more than {MARKUP} characters of markup"),
            Oversized::Nodes => {
                write!(f, "the HTML of the entry has more than {NODES} elements, attributes and texts")
            }
            Oversized::Depth => {
                write!(f, "the HTML of the entry has more than {DEPTH} nested elements")
            }
            Oversized::Html(most) => write!(
                f,
                "the HTML of the entry is longer than {most} bytes: {HTML_TIMES} times the article, and {} MiB",
                HTML_FREE / MIB
            ),
        }
    }
}
