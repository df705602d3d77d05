//! What is known of a file without its text: from its name, its neighbors, its site, and its user.

use super::head::MetadataLine;
use crate::feed::Language;
use crate::site::zone::Zone;

/// Information about a file from outside of its text.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileFacts<'f> {
    /// Its date.
    pub date: Option<MetadataLine>,
    /// An image beside it with the same name.
    pub picture: Option<&'f str>,
    /// Its language, unless its metadata has another.
    pub language: Option<Language>,
    /// Whether the language is in its name, which takes precedence over detection.
    pub names_language: bool,
    /// The language of the site.
    pub site_language: Option<&'f Language>,
    /// The time zone of the site.
    pub site_zone: Option<&'f Zone>,
    /// What its user knows of it.
    pub defaults: Defaults<'f>,
}

/// Metadata for what a text does not say itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Defaults<'f> {
    /// Its authors.
    pub authors: &'f [String],
    /// The agency or site that it comes from.
    pub source: Option<&'f str>,
    /// The time zone of its dates.
    pub timezone: Option<&'f Zone>,
}
