//! Texts in, parts of Hugo's paths and URLs out.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// How texts become parts of paths.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paths {
    /// `disablePathToLower`
    pub(super) keeps_case: bool,
    /// `removePathAccents`
    pub(super) drops_accents: bool,
}

/// Characters that are not encoded in a path.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b',')
    .remove(b'/')
    .remove(b':')
    .remove(b';')
    .remove(b'=')
    .remove(b'@');

impl Paths {
    /// A path with the characters that Hugo allows there, and a hyphen for each run of white space.
    pub(super) fn sanitized(self, text: &str) -> Cow<'_, str> {
        let stays = |byte: &u8| {
            byte.is_ascii()
                && is_allowed(char::from(*byte))
                && (self.keeps_case || !byte.is_ascii_uppercase())
        };
        if text.as_bytes().iter().all(stays) {
            return text.into();
        }
        let bare;
        let text = if self.drops_accents {
            bare = text.nfd().filter(|c| !is_combining_mark(*c)).nfc().collect::<String>();
            &bare
        } else {
            text
        };
        let mut path = String::with_capacity(text.len());
        let (mut after_space, mut after_hyphen) = (false, false);
        for (at, c) in text.char_indices() {
            if is_allowed(c) || c == '%' && is_escape(text, at) {
                after_hyphen = c == '-';
                if std::mem::take(&mut after_space) && !after_hyphen {
                    path.push('-');
                }
                path.extend(self.lower(c));
            } else if c.is_whitespace() && !path.is_empty() && !after_hyphen {
                after_space = true;
            }
        }
        path.into()
    }

    fn lower(self, c: char) -> impl Iterator<Item = char> {
        let (kept, lower) = if self.keeps_case { (Some(c), None) } else { (None, Some(c.to_lowercase())) };
        kept.into_iter().chain(lower.into_iter().flatten())
    }

    /// The name of a file or folder as Hugo knows it: in lower case, with a hyphen for each space, unless case is kept.
    pub(super) fn name(self, name: &str) -> Cow<'_, str> {
        let stays = |byte: u8| byte.is_ascii() && byte != b' ' && !byte.is_ascii_uppercase();
        if self.keeps_case || name.bytes().all(stays) {
            return name.into();
        }
        name.replace(' ', "-").to_lowercase().into()
    }

    /// A title or slug as one part of a path. An empty fragment at its end is none of a URL.
    pub(super) fn of_title(self, text: &str) -> String {
        let path = self.sanitized(&text.replace('/', "-")).into_owned();
        path.strip_suffix('#').map_or_else(|| path.clone(), str::to_owned)
    }
}

fn is_allowed(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || "./\\_#+~-@".contains(c)
        || !c.is_ascii()
            && (matches!(
                c.general_category_group(),
                GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark
            ) || c.general_category() == unicode_properties::GeneralCategory::DecimalNumber)
}

/// Whether `%` and two hexadecimal digits stand at a byte.
fn is_escape(text: &str, at: usize) -> bool {
    let digits = text.as_bytes().get(at + 1..at + 3);
    digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

/// A path without empty parts and detours, and without slashes at its ends.
pub(super) fn clean(path: &str) -> Cow<'_, str> {
    if path.split('/').all(|part| !matches!(part, "" | "." | "..")) {
        return path.into();
    }
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/").into()
}

/// A text as it is after a query was decoded.
pub(super) fn query_decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// A path, percent-encoded. What is encoded already stays.
pub(super) fn encoded(path: &str) -> Cow<'_, str> {
    let is_valid = |(at, c): (usize, char)| {
        c.is_ascii_alphanumeric() || "-_.~!$&'()*+,/:;=@[]".contains(c) || c == '%' && is_escape(path, at)
    };
    if path.char_indices().all(is_valid) {
        return path.into();
    }
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    utf8_percent_encode(&decoded, PATH).to_string().into()
}
