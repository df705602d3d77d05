//! The permalink of an article, made from its file's name, its slug, language and date.

use std::fmt;

use chrono::{DateTime, Datelike, FixedOffset};
use percent_encoding::utf8_percent_encode;

use crate::feed::Language;
use crate::feed::url::escapes::{PART, PARTS};
use crate::feed::{InvalidUrl, Url};
use crate::site::config::{Content, Piece, Placeholder, Site};
use crate::site::file_name::FileName;
use crate::source::nfc::nfc;

/// What a permalink is made of.
pub(super) struct Parts<'p> {
    pub(super) file_name: &'p FileName<'p>,
    pub(super) slug: &'p str,
    pub(super) language: Option<&'p Language>,
    pub(super) date: DateTime<FixedOffset>,
}

impl Parts<'_> {
    fn write(&self, path: &mut String, placeholder: Placeholder, site: &Site) {
        match placeholder {
            Placeholder::Year => path.push_str(&padded(self.date.year(), 4)),
            Placeholder::Month => path.push_str(&padded(self.date.month(), 2)),
            Placeholder::Day => path.push_str(&padded(self.date.day(), 2)),
            Placeholder::Language => {
                let foreign = self.language.filter(|language| site.language.as_ref() != Some(*language));
                path.extend(foreign.map(|language| language.as_str().to_lowercase()));
            }
            Placeholder::Section => {
                path.extend(utf8_percent_encode(&self.file_name.section().unwrap_or_default(), PART));
            }
            Placeholder::Dir => path.extend(utf8_percent_encode(&nfc(&self.file_name.site_dir()), PARTS)),
            Placeholder::Slug => path.extend(utf8_percent_encode(self.slug, PART)),
        }
    }
}

/// A path, percent-encoded.
pub(super) fn encoded(path: &str) -> String {
    utf8_percent_encode(path, PARTS).to_string()
}

fn padded(number: impl fmt::Display, digits: usize) -> String {
    format!("{number:0>digits$}")
}

/// The page of an article by the site's pattern. Empty parts vanish with their slash.
pub(super) fn permalink(parts: &Parts<'_>, site: &Site, content: &Content) -> Result<Url, InvalidUrl> {
    let mut path = String::with_capacity(64);
    for piece in content.permalink.pieces() {
        match piece {
            Piece::Text(text) if path.is_empty() || path.ends_with('/') => {
                path.push_str(text.trim_start_matches('/'));
            }
            Piece::Text(text) => path.push_str(text),
            Piece::Placeholder(placeholder) => parts.write(&mut path, *placeholder, site),
        }
    }
    site.base_url.below(&path)
}
