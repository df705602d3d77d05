//! The template languages of texts that a generator renders first, as data: how their constructs begin and end, and what
//! these mean.

/// The template language of a site's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Syntax {
    /// Its constructs. The first that fits counts.
    pub constructs: &'static [Construct],
    /// Which files are MDX.
    pub mdx: Mdx,
    /// Whether constructs that show syntax as text do so in code, too.
    pub reaches_code: bool,
}

/// One kind of construct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Construct {
    /// What it begins with: `{{<`
    pub open: &'static str,
    /// What it ends with: `>}}`
    pub close: &'static str,
    /// What it does.
    pub means: ConstructKind,
}

/// What a construct does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConstructKind {
    /// It runs a tag or a shortcode, possibly with text up to another construct.
    Tag,
    /// It writes the value of an expression.
    Output,
    /// It is a note that nobody sees.
    Comment,
    /// It is another construct as text: that with the marks of a comment inside.
    Literal,
    /// It gives attributes to what it stands at.
    Attributes,
}

/// Which files are MDX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mdx {
    /// Those called so.
    ByExtension,
    /// The same, and those that begin with an import.
    ByImport,
    /// All in Markdown.
    All,
}

const fn construct(open: &'static str, close: &'static str, means: ConstructKind) -> Construct {
    Construct { open, close, means }
}

const ANGLE_LITERAL: Construct = construct("{{</*", "*/>}}", ConstructKind::Literal);
const PERCENT_LITERAL: Construct = construct("{{%/*", "*/%}}", ConstructKind::Literal);
const ANGLE: Construct = construct("{{<", ">}}", ConstructKind::Tag);
const PERCENT: Construct = construct("{{%", "%}}", ConstructKind::Tag);
const NOTE: Construct = construct("{{/*", "*/}}", ConstructKind::Comment);
const OUTPUT: Construct = construct("{{", "}}", ConstructKind::Output);
const TAG: Construct = construct("{%", "%}", ConstructKind::Tag);
const HASH_NOTE: Construct = construct("{#", "#}", ConstructKind::Comment);
/// With a space, unlike the id of a heading: `{#id}`.
const SPACED_HASH_NOTE: Construct = construct("{# ", "#}", ConstructKind::Comment);
const ATTRIBUTES: Construct = construct("{:", "}", ConstructKind::Attributes);

impl Syntax {
    /// Any of the usual ones, for a site whose generator is not known.
    pub(crate) const ANY: Syntax = Syntax {
        constructs: &[
            ANGLE_LITERAL,
            PERCENT_LITERAL,
            ANGLE,
            PERCENT,
            NOTE,
            SPACED_HASH_NOTE,
            OUTPUT,
            TAG,
            ATTRIBUTES,
        ],
        mdx: Mdx::ByImport,
        reaches_code: false,
    };
    /// Shortcodes in angle brackets or percent signs.
    pub(crate) const HUGO: Syntax = Syntax {
        constructs: &[ANGLE_LITERAL, PERCENT_LITERAL, ANGLE, PERCENT, NOTE, OUTPUT],
        mdx: Mdx::ByExtension,
        reaches_code: true,
    };
    /// Liquid, with the attributes of kramdown.
    pub(crate) const LIQUID: Syntax =
        Syntax { constructs: &[OUTPUT, TAG, ATTRIBUTES], mdx: Mdx::ByExtension, reaches_code: true };
    /// Nunjucks, which leaves code alone.
    pub(crate) const NUNJUCKS: Syntax =
        Syntax { constructs: &[HASH_NOTE, OUTPUT, TAG], mdx: Mdx::ByExtension, reaches_code: false };
    /// Nunjucks that runs before Markdown is read, so that it is in code, too.
    pub(crate) const NUNJUCKS_FIRST: Syntax = Syntax { reaches_code: true, ..Syntax::NUNJUCKS };
    /// Shortcodes that look like calls.
    pub(crate) const ZOLA: Syntax = Syntax {
        constructs: &[
            construct("{{/*", "*/}}", ConstructKind::Literal),
            construct("{%/*", "*/%}", ConstructKind::Literal),
            OUTPUT,
            TAG,
        ],
        mdx: Mdx::ByExtension,
        reaches_code: true,
    };
    /// Attributes alone.
    pub(crate) const ATTRIBUTE_LISTS: Syntax =
        Syntax { constructs: &[ATTRIBUTES], mdx: Mdx::ByExtension, reaches_code: false };
    /// MDX in files called so; other files are Markdown alone.
    pub(crate) const MDX: Syntax = Syntax { constructs: &[], mdx: Mdx::ByExtension, reaches_code: false };
    /// MDX in all files.
    pub(crate) const ALL_MDX: Syntax = Syntax { constructs: &[], mdx: Mdx::All, reaches_code: false };
}

impl Default for Syntax {
    fn default() -> Syntax {
        Syntax::ANY
    }
}
