//! The pictures and files that come with an entry.

use crate::feed::{Text, Url};

/// An article's image.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Image {
    /// `media:content url`
    pub url: Url,
    /// `media:content type`
    pub media_type: Option<String>,
    /// `media:content fileSize`
    pub bytes: Option<u64>,
    /// `media:content width` and `height`, in pixels.
    pub size: Option<(u32, u32)>,
    /// Alternative text: `media:title`.
    pub alt: Option<Text>,
    /// `media:description`
    pub caption: Option<Text>,
    /// Its creator: `media:credit`.
    pub credit: Option<Text>,
    /// `media:copyright`
    pub copyright: Option<Text>,
}

impl Image {
    /// An image with only a URL.
    #[must_use]
    pub fn new(url: Url) -> Image {
        Image {
            url,
            media_type: None,
            bytes: None,
            size: None,
            alt: None,
            caption: None,
            credit: None,
            copyright: None,
        }
    }
}

/// A file that belongs to an entry, such as an episode.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Enclosure {
    /// Its URL.
    pub url: Url,
    /// Its size; 0 if unknown.
    pub bytes: u64,
    /// Its media type.
    pub media_type: String,
    /// How long it plays, in seconds: `itunes:duration` in a podcast, JSON `duration_in_seconds`.
    pub seconds: Option<u64>,
}

impl Enclosure {
    /// A file with this size.
    #[must_use]
    pub fn new(url: Url, bytes: u64, media_type: &str) -> Enclosure {
        Enclosure { url, bytes, media_type: media_type.to_owned(), seconds: None }
    }
}
