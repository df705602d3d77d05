//! The name of a file in, what it contains out: a text, a recording or document, or the metadata of another file.

use crate::site::file_name::extension;
use crate::source::media_type;

/// The extension of files with the metadata of another file.
pub(crate) const SIDECAR: &str = "toml";

/// The kind of a content file's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// `.md`, `.markdown`, `.mkd`, `.mdown`, `.mdx`
    Markdown,
    /// `.html`, `.htm`
    Html,
    /// `.txt`
    Text,
    /// `.rst`, `.adoc`, `.org`, `.ipynb`, and templates: a text whose head can be read, and whose body only other programs
    /// can render.
    Unrendered,
    /// Audio, video or another file without text of its own; its metadata is always beside it.
    Media,
}

impl Kind {
    /// Whether a byte may make a parser begin something.
    #[must_use]
    pub(crate) fn is_markup(self, byte: u8) -> bool {
        match self {
            Kind::Markdown => matches!(
                byte,
                b'\n'
                    | b'!'
                    | b'$'
                    | b'&'
                    | b'*'
                    | b'+'
                    | b'-'
                    | b'<'
                    | b'>'
                    | b'@'
                    | b'['
                    | b'\\'
                    | b']'
                    | b'_'
                    | b'`'
                    | b'|'
                    | b'~'
            ),
            Kind::Html => byte == b'<',
            Kind::Text => byte == b'\n',
            Kind::Unrendered | Kind::Media => false,
        }
    }

    /// What a file of that name contains, if it can be an article: a text, a recording or a document.
    #[must_use]
    pub(crate) fn of(path: &str) -> Option<Kind> {
        let is_media = || !is_sidecar(path) && media_type::by_extension(extension(path)).is_some();
        Kind::of_text(path).or_else(|| is_media().then_some(Kind::Media))
    }

    /// What a file of that name contains, if it contains text.
    #[must_use]
    pub(crate) fn of_text(name: &str) -> Option<Kind> {
        TEXTS.iter().find(|(known, _)| extension(name).eq_ignore_ascii_case(known)).map(|(_, kind)| *kind)
    }
}

/// The kinds of text, by extension.
const TEXTS: &[(&str, Kind)] = &[
    ("md", Kind::Markdown),
    ("markdown", Kind::Markdown),
    ("mkd", Kind::Markdown),
    ("mdown", Kind::Markdown),
    ("html", Kind::Html),
    ("htm", Kind::Html),
    ("txt", Kind::Text),
    ("mdx", Kind::Markdown),
    ("rst", Kind::Unrendered),
    ("adoc", Kind::Unrendered),
    ("asciidoc", Kind::Unrendered),
    ("org", Kind::Unrendered),
    ("ipynb", Kind::Unrendered),
    ("njk", Kind::Unrendered),
    ("liquid", Kind::Unrendered),
];

/// The extensions of templates: only on the site of a generator that makes pages of them, they are articles.
const TEMPLATES: &[&str] = &["njk", "liquid"];

/// Whether a file is a template.
#[must_use]
pub(crate) fn is_template(path: &str) -> bool {
    TEMPLATES.iter().any(|known| extension(path).eq_ignore_ascii_case(known))
}

/// Whether a file contains metadata of another file.
#[must_use]
pub(crate) fn is_sidecar(path: &str) -> bool {
    extension(path).eq_ignore_ascii_case(SIDECAR)
}
