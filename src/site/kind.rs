//! The name of a file in, what it contains out: a text, a recording or document, or the metadata of another file.

use crate::site::file_name::{extension, has_extension};
use crate::source::media_type;

/// The extension of files with the metadata of another file.
pub(crate) const SIDECAR: &str = "toml";

/// The kind of a content file's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FileKind {
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

impl FileKind {
    /// Whether a byte may make a parser begin something.
    #[must_use]
    pub(crate) fn is_markup(self, byte: u8) -> bool {
        match self {
            FileKind::Markdown => matches!(
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
            FileKind::Html => byte == b'<',
            FileKind::Text => byte == b'\n',
            FileKind::Unrendered | FileKind::Media => false,
        }
    }

    /// What a file of that name contains, if it can be an article: a text, a recording or a document.
    #[must_use]
    pub(crate) fn of(path: &str) -> Option<FileKind> {
        let is_media = || !is_sidecar(path) && media_type::by_extension(extension(path)).is_some();
        FileKind::of_text(path).or_else(|| is_media().then_some(FileKind::Media))
    }

    /// What a file of that name contains, if it contains text.
    #[must_use]
    pub(crate) fn of_text(name: &str) -> Option<FileKind> {
        let extension = extension(name);
        TEXTS.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known)).map(|(_, kind)| *kind)
    }
}

/// The kinds of text, by extension.
const TEXTS: &[(&str, FileKind)] = &[
    ("md", FileKind::Markdown),
    ("markdown", FileKind::Markdown),
    ("mkd", FileKind::Markdown),
    ("mdown", FileKind::Markdown),
    ("html", FileKind::Html),
    ("htm", FileKind::Html),
    ("txt", FileKind::Text),
    ("mdx", FileKind::Markdown),
    ("rst", FileKind::Unrendered),
    ("adoc", FileKind::Unrendered),
    ("asciidoc", FileKind::Unrendered),
    ("org", FileKind::Unrendered),
    ("ipynb", FileKind::Unrendered),
    ("njk", FileKind::Unrendered),
    ("liquid", FileKind::Unrendered),
];

/// The extensions of templates: only on the site of a generator that makes pages of them, they are articles.
const TEMPLATES: &[&str] = &["njk", "liquid"];

/// Whether a file is a template.
#[must_use]
pub(crate) fn is_template(path: &str) -> bool {
    has_extension(path, TEMPLATES)
}

/// Whether a file contains metadata of another file.
#[must_use]
pub(crate) fn is_sidecar(path: &str) -> bool {
    extension(path).eq_ignore_ascii_case(SIDECAR)
}
