//! What can be wrong with a document as XML.

use crate::source::text::Offset;

/// What is not well-formed, was not read, or is discouraged. Texts are those of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum XmlFault<'t> {
    /// The XML declaration names no encoding.
    NoEncoding,
    /// There is a document type declaration. Only its entities are read.
    Doctype,
    /// The entity of this name is outside of the document, and not loaded.
    ExternalEntity(&'t str),
    /// Nothing defines the entity of this name.
    UndefinedEntity(&'t str),
    /// A reference such as `#x92` to a control character or a replacement character (XML 1.0 §2.2).
    DiscouragedReference(&'t str),
    /// Nothing declares this prefix.
    UndeclaredPrefix(&'t str),

    /// A character that XML forbids.
    IllegalCharacter(char),
    /// A reference such as `#8` to a character that XML forbids.
    IllegalReference(&'t str),
    /// Markup that is malformed or misplaced.
    Mistake(Mistake),
    /// An attribute with an invalid name.
    AttributeName(&'t str),
    /// An element has the attribute of this name twice.
    DuplicateAttribute(&'t str),
    /// A declaration binds this prefix to no namespace.
    EmptyNamespace(&'t str),
    /// An end tag of this name, where no element is open.
    UnmatchedEnd(&'t str),
    /// An end tag that is not that of the innermost open element.
    MismatchedEnd {
        /// The name in the end tag.
        found: &'t str,
        /// The name of the innermost open element.
        open: &'t str,
        /// Where that begins.
        start: Offset,
        /// Whether an outer element has the name of the end tag.
        closes_outer: bool,
    },

    /// The entities of the document expand beyond the limit, or contain themselves.
    EntityExpansion,
    /// The references to entities of the document expand to more than this.
    ExpandedTooLong(usize),
    /// Elements are nested deeper than this.
    TooDeep(usize),
    /// A piece of markup is not closed.
    Unclosed(Markup),
    /// The element of this name is not closed.
    UnclosedElement(&'t str),
    /// There is no element.
    NoElement,
    /// Text that is neither valid markup nor valid text.
    Syntax,
}

/// What is wrong with markup, where that is all there is to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mistake {
    /// An `&` that begins no reference.
    BareAmpersand,
    /// `]]>` outside of a CDATA section.
    CdataEnd,
    /// `--` in a comment.
    DoubleHyphen,
    /// An XML declaration that is not at the start.
    LateDeclaration,
    /// An XML declaration without a version, or in another order.
    MalformedDeclaration,
    /// A document type declaration after the first tag.
    LateDoctype,
    /// A processing instruction without a name.
    NamelessInstruction,
    /// Text before the root element.
    TextBeforeRoot,
    /// Text after the root element.
    TextAfterRoot,
    /// A reference before the root element.
    ReferenceBeforeRoot,
    /// A CDATA section outside of the root element.
    CdataOutsideRoot,
    /// A second root element.
    SecondRoot,
    /// A `<` that does not begin a tag.
    NoTag,
    /// No space before an attribute.
    NoSpace,
    /// An attribute without a name.
    NoAttributeName,
    /// An attribute without a value.
    NoValue,
    /// An attribute value without quotes.
    NoQuotes,
    /// An attribute value without its closing quote.
    NoClosingQuote,
    /// `<` in an attribute value.
    LessThan,
}

/// A piece of markup with a beginning and an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Markup {
    Comment,
    Cdata,
    Doctype,
    Instruction,
    Tag,
}

impl Markup {
    /// Every kind, the longer beginnings first.
    pub(super) const ALL: [Markup; 5] =
        [Markup::Comment, Markup::Cdata, Markup::Doctype, Markup::Instruction, Markup::Tag];

    /// How it begins.
    pub(crate) fn opening(self) -> &'static str {
        match self {
            Markup::Comment => "<!--",
            Markup::Cdata => "<![CDATA[",
            Markup::Doctype => "<!DOCTYPE",
            Markup::Instruction => "<?",
            Markup::Tag => "<",
        }
    }

    /// How it ends.
    pub(crate) fn closing(self) -> &'static str {
        match self {
            Markup::Comment => "-->",
            Markup::Cdata => "]]>",
            Markup::Instruction => "?>",
            Markup::Doctype | Markup::Tag => ">",
        }
    }
}

/// What a fault does to the reading of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Effect {
    /// Reading continues.
    None,
    /// A parser must stop (XML 1.0 §1.2); many readers guess what was meant.
    NotWellFormed,
    /// What follows cannot be read.
    Unreadable,
}

impl XmlFault<'_> {
    pub(crate) fn effect(&self) -> Effect {
        match self {
            XmlFault::NoEncoding
            | XmlFault::Doctype
            | XmlFault::ExternalEntity(_)
            | XmlFault::UndefinedEntity(_)
            | XmlFault::DiscouragedReference(_)
            | XmlFault::UndeclaredPrefix(_) => Effect::None,
            XmlFault::IllegalCharacter(_)
            | XmlFault::IllegalReference(_)
            | XmlFault::Mistake(_)
            | XmlFault::AttributeName(_)
            | XmlFault::DuplicateAttribute(_)
            | XmlFault::EmptyNamespace(_)
            | XmlFault::UnmatchedEnd(_)
            | XmlFault::MismatchedEnd { .. } => Effect::NotWellFormed,
            XmlFault::EntityExpansion
            | XmlFault::ExpandedTooLong(_)
            | XmlFault::TooDeep(_)
            | XmlFault::Unclosed(_)
            | XmlFault::UnclosedElement(_)
            | XmlFault::NoElement
            | XmlFault::Syntax => Effect::Unreadable,
        }
    }
}
