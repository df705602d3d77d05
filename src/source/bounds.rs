//! Sizes in, errors for those beyond a limit out. Every limit that keeps time and memory proportional to the input is
//! here. Nothing that people write comes near them. Reads nothing itself.

use std::fmt;

const KIB: usize = 1024;
const MIB: usize = 1024 * KIB;

/// The maximum size of metadata, in bytes. Of 22,000 heads of real articles, none has more than 11 KiB.
pub(crate) const HEAD: usize = 64 * KIB;

/// The maximum size of an article, in bytes: twice the Bible.
pub(crate) const ARTICLE: usize = 8 * MIB;

/// The maximum size of a configuration, ours or a generator's, in bytes.
pub(crate) const CONFIGURATION: usize = 8 * MIB;

/// The maximum size of what is read of a built page, in bytes: its head, and the beginning of its body.
pub(crate) const PAGE_HEAD: usize = 256 * KIB;

/// The maximum size of a template, in bytes.
pub(crate) const TEMPLATE: usize = MIB;

/// The maximum size of an `.ignore` file, in bytes. A byte of a pattern takes half a kilobyte to match.
pub(crate) const IGNORE_FILE: usize = 64 * KIB;

/// The maximum total size of all `.ignore` files of a content folder, in bytes.
pub(crate) const IGNORE_FILES: usize = 256 * KIB;

/// The maximum length of a page's URL, in bytes. It is repeated in each link that is resolved against it.
pub(crate) const ADDRESS: usize = 4096;

/// The maximum size of a published document, in bytes.
pub(crate) const DOCUMENT: usize = 256 * MIB;

/// The maximum number of markup characters in an article, for each of which a parser may allocate. In a normal text,
/// one in thirty characters is one.
const MARKUP: usize = 1024 * KIB;

/// The maximum number of elements, attributes and texts in the tree of an article.
const NODES: usize = 1024 * KIB;

/// The maximum depth of the tree of an article. Limited HTML has at most 256 levels, besides those that tables, lists
/// and formatting add.
const DEPTH: usize = 2048;

/// The maximum size of an entry's HTML as a multiple of its article's size.
const HTML_TIMES: usize = 8;

/// The additional size that any entry's HTML may have, for the template.
const HTML_FREE: usize = MIB;

/// The maximum number of findings of one kind in an article.
pub(crate) const FINDINGS: usize = 10_000;

/// The maximum output for one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Budget {
    html: usize,
    nodes: usize,
}

impl Budget {
    /// The budget of an article with this size.
    pub(crate) fn of_article(bytes: usize) -> Budget {
        Budget { html: bytes.saturating_mul(HTML_TIMES).saturating_add(HTML_FREE), nodes: NODES }
    }

    /// The budget of a part of an article with this size.
    pub(crate) fn of_part(bytes: usize) -> Budget {
        Budget { html: bytes.saturating_mul(HTML_TIMES), nodes: bytes.min(NODES) }
    }

    /// Checks the size of HTML.
    pub(crate) fn check_html(self, bytes: usize) -> Result<(), Oversized> {
        if bytes > self.html { Err(Oversized::Html(self.html)) } else { Ok(()) }
    }

    /// Checks the number of nodes.
    pub(crate) fn check_nodes(self, count: usize) -> Result<(), Oversized> {
        if count > self.nodes { Err(Oversized::Nodes) } else { Ok(()) }
    }
}

/// Checks the number of markup characters in a text. `is_markup` returns whether a byte may start markup.
///
/// # Errors
/// If there are too many.
pub(crate) fn check_markup(text: &str, is_markup: impl Fn(u8) -> bool) -> Result<(), Oversized> {
    // Nearly no text is as long.
    if text.len() <= MARKUP {
        return Ok(());
    }
    let count = text.bytes().filter(|byte| is_markup(*byte)).take(MARKUP + 1).count();
    if count > MARKUP { Err(Oversized::Markup) } else { Ok(()) }
}

/// Checks the depth of a tree.
///
/// # Errors
/// If it is too deep.
pub(crate) fn check_depth(deepest: usize) -> Result<(), Oversized> {
    if deepest > DEPTH { Err(Oversized::Depth) } else { Ok(()) }
}

/// Why an article is not rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Oversized {
    /// Its text has more characters of markup than [`MARKUP`].
    Markup,
    /// Its tree has more nodes than [`NODES`].
    Nodes,
    /// Its tree is deeper than [`DEPTH`].
    Depth,
    /// Its HTML is longer than this number of bytes.
    Html(usize),
}

impl fmt::Display for Oversized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Oversized::Markup => write!(f, "the article has more than {MARKUP} characters of markup"),
            Oversized::Nodes => {
                write!(f, "the entry's HTML has more than {NODES} elements, attributes and texts")
            }
            Oversized::Depth => {
                write!(f, "the entry's HTML has more than {DEPTH} nested elements")
            }
            Oversized::Html(max) => write!(
                f,
                "the entry's HTML is longer than {max} bytes, which is {HTML_TIMES} times the article's size plus {} MiB",
                HTML_FREE / MIB
            ),
        }
    }
}
