//! Bytes in, text without a byte order mark out. The encoding is that of the mark, else that of the server, else that of the
//! XML declaration, else UTF-8.

use std::borrow::Cow;
use std::path::Path;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::feed::text::unify_line_ends;

/// A file as text.
pub(crate) struct Decoded<'b> {
    pub(crate) text: Cow<'b, str>,
    pub(crate) encoding: &'static Encoding,
    /// The encoding that the file itself declares or has, whatever the server declared.
    pub(crate) own: &'static Encoding,
    /// Where decoding failed, in the text: the rest is missing.
    pub(crate) failed: Option<usize>,
    /// An unknown encoding name in the declaration.
    pub(crate) unknown: Option<String>,
    /// The name of the encoding in the declaration, or by the server.
    label: Option<String>,
}

impl Decoded<'_> {
    /// What the document, or the server, calls the encoding.
    #[must_use]
    pub(crate) fn encoding_name(&self) -> &str {
        self.label.as_deref().unwrap_or_else(|| self.encoding.name())
    }
}

/// A file that is not UTF-8, although it may seem so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotText {
    Utf16,
    Utf16Le,
    Utf16Be,
    Binary,
}

impl NotText {
    /// What the beginning of a file is instead of UTF-8: UTF-16 by its mark or its many zeros, or no text.
    #[must_use]
    pub(crate) fn of(bytes: &[u8]) -> Option<NotText> {
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Some(NotText::Utf16);
        }
        memchr::memchr(0, bytes)?;
        let zeros = |first: usize| bytes.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
        let are_many = |zeros: usize| zeros * 4 > bytes.len();
        Some(match (zeros(0), zeros(1)) {
            (0, odd) if are_many(odd) => NotText::Utf16Le,
            (even, 0) if are_many(even) => NotText::Utf16Be,
            _ => NotText::Binary,
        })
    }

    /// What it is: a sentence.
    #[must_use]
    pub(crate) fn is_what(self) -> &'static str {
        match self {
            NotText::Utf16 | NotText::Utf16Le | NotText::Utf16Be => "the file is in UTF-16",
            NotText::Binary => "the file is binary",
        }
    }

    /// How the file at a path becomes UTF-8.
    #[must_use]
    pub(crate) fn help(self, path: &Path) -> String {
        let from = match self {
            NotText::Utf16 => "UTF-16",
            NotText::Utf16Le => "UTF-16LE",
            NotText::Utf16Be => "UTF-16BE",
            NotText::Binary => {
                return "replace it with a text file, or leave it out with `exclude`".to_owned();
            }
        };
        format!("convert it: `{}`", conversion(from, path))
    }
}

/// How a text at a path becomes UTF-8, if its bytes do not tell its encoding.
#[must_use]
pub(crate) fn help_to_convert(path: &Path) -> String {
    let command = conversion("WINDOWS-1252", path);
    format!(
        "save the file as UTF-8; if it is in Windows-1252, as many old texts are, convert it: `{command}`"
    )
}

/// The command that converts a file to UTF-8.
fn conversion(from: &str, path: &Path) -> String {
    let file = path.to_string_lossy();
    let (file, new) = (shell_word(&file), shell_word(&format!("{file}.utf8")));
    format!("iconv -f {from} -t UTF-8 {file} > {new} && mv {new} {file}")
}

/// A path as an argument in a shell.
fn shell_word(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+,@%=:".contains(c);
    if path.chars().all(is_plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

/// The byte order mark, which may be at the beginning of a text.
pub(crate) const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// A text without its byte order mark.
#[must_use]
pub(crate) fn without_bom(text: &str) -> &str {
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
}

/// The bytes of a text in UTF-8 without its byte order mark.
#[must_use]
pub(crate) fn bytes_without_bom(bytes: &[u8]) -> &[u8] {
    let mut mark = [0; 4];
    bytes.strip_prefix(BYTE_ORDER_MARK.encode_utf8(&mut mark).as_bytes()).unwrap_or(bytes)
}

/// A text as parsers expect it: without its byte order mark, and with unified line ends.
#[must_use]
pub(crate) fn normalized(text: &str) -> Cow<'_, str> {
    unify_line_ends(without_bom(text))
}

/// How much of a file is searched for its declaration.
const PROLOG: usize = 1024;

/// Decodes a file; `charset` is the server's.
pub(crate) fn decode<'b>(bytes: &'b [u8], charset: Option<&str>) -> Decoded<'b> {
    let named = named(bytes);
    let labeled = charset.or(named.as_deref()).map(|label| (label, Encoding::for_label(label.as_bytes())));
    let encoding = marked(bytes).or_else(|| labeled.and_then(|(_, encoding)| encoding)).unwrap_or(UTF_8);
    // A declaration that can be read byte by byte cannot be in UTF-16.
    let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
    let encoding = if is_wide && named.is_some() && marked(bytes).is_none() { UTF_8 } else { encoding };
    let label = labeled.filter(|(_, named)| *named == Some(encoding)).map(|(label, _)| label.to_owned());
    let unknown = labeled.filter(|(_, encoding)| encoding.is_none()).map(|(label, _)| label.to_owned());
    let by_name = named.as_deref().and_then(|label| Encoding::for_label(label.as_bytes()));
    let own = marked(bytes).or(by_name).unwrap_or(UTF_8);
    if encoding == UTF_8 {
        return Decoded { unknown, label, ..utf_8(bytes, own) };
    }
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    // A replacement that the file itself holds is no failure.
    let failed = encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .is_none()
        .then(|| text.find('\u{FFFD}'))
        .flatten();
    Decoded { text, encoding, own, failed, unknown, label }
}

fn utf_8<'b>(bytes: &'b [u8], own: &'static Encoding) -> Decoded<'b> {
    let bytes = bytes_without_bom(bytes);
    let (text, failed) = match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            (std::str::from_utf8(valid).unwrap_or_default(), Some(error.valid_up_to()))
        }
    };
    Decoded { text: Cow::Borrowed(text), encoding: UTF_8, own, failed, unknown: None, label: None }
}

/// An encoding that a file declares, and that is not the one of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contradiction {
    /// The declared name.
    pub(crate) declared: String,
    /// The encoding of the bytes, if it can be told.
    pub(crate) found: Option<&'static str>,
    /// Whether XML parsers must stop at it (XML 1.0 §4.3.3); otherwise they read other characters.
    pub(crate) is_fatal: bool,
}

/// The names of US-ASCII, which the encoding standard takes for Windows-1252.
const ASCII: &[&str] = &["us-ascii", "ascii", "ansi_x3.4-1968", "iso-ir-6", "iso646-us", "cp367", "ibm367"];

/// How the declaration of a file contradicts its bytes.
#[must_use]
pub(crate) fn contradiction(bytes: &[u8], decoded: &Decoded<'_>) -> Option<Contradiction> {
    let declared = named(decoded.text.as_bytes())?;
    let encoding = Encoding::for_label(declared.as_bytes())?;
    let is_wide = |encoding| encoding == UTF_16LE || encoding == UTF_16BE;
    if marked(bytes).is_some_and(is_wide) {
        let is_other = !is_wide(encoding);
        return is_other.then_some(Contradiction { declared, found: Some("UTF-16"), is_fatal: true });
    }
    if is_wide(encoding) || (ASCII.contains(&declared.to_ascii_lowercase().as_str()) && !bytes.is_ascii()) {
        let found = std::str::from_utf8(bytes).is_ok().then_some("UTF-8");
        return Some(Contradiction { declared, found, is_fatal: true });
    }
    let is_utf_8 = encoding != UTF_8 && !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    is_utf_8.then_some(Contradiction { declared, found: Some("UTF-8"), is_fatal: false })
}

/// The encoding detected from the first bytes (XML 1.0 appendix F).
fn marked(bytes: &[u8]) -> Option<&'static Encoding> {
    let by_mark = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    by_mark.or(match bytes {
        [b'<' | b'{', 0, ..] => Some(UTF_16LE),
        [0, b'<' | b'{', ..] => Some(UTF_16BE),
        _ => None,
    })
}

/// The encoding in the declaration.
fn named(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..PROLOG.min(bytes.len())).unwrap_or_default();
    let start = head.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let declaration = head.get(start..)?.strip_prefix(b"<?xml")?;
    let end = memchr::memmem::find(declaration, b"?>")?;
    let (declaration, _) = WINDOWS_1252.decode_without_bom_handling(declaration.get(..end)?);
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest.get(1..)?.split(quote).next().map(str::to_owned)
}

/// The beginning of a file as text, whatever is wrong with it.
pub(crate) fn lossy(bytes: &[u8]) -> String {
    let head = bytes.get(..(16 * PROLOG).min(bytes.len())).unwrap_or_default();
    decode(head, None).text.into_owned()
}
