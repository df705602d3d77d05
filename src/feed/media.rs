//! The pictures and files that come with an entry.

use crate::feed::{Text, Url};

/// A picture.
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
    /// The same picture in other sizes or types: with them, it is a `media:group`. JSON Feed has no place for them.
    pub forms: Vec<ImageForm>,
}

impl Image {
    /// A picture with only a URL.
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
            forms: Vec::new(),
        }
    }

    /// All of its files, itself first.
    pub(super) fn files(&self) -> Vec<ImageForm> {
        let Image { url, media_type, bytes, size, .. } = self;
        let own = ImageForm { url: url.clone(), media_type: media_type.clone(), bytes: *bytes, size: *size };
        std::iter::once(own).chain(self.forms.iter().cloned()).collect()
    }
}

/// One of the files of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImageForm {
    /// `media:content url`
    pub url: Url,
    /// `media:content type`
    pub media_type: Option<String>,
    /// `media:content fileSize`
    pub bytes: Option<u64>,
    /// `media:content width` and `height`, in pixels.
    pub size: Option<(u32, u32)>,
}

impl ImageForm {
    /// A file with only a URL.
    #[must_use]
    pub fn new(url: Url) -> ImageForm {
        ImageForm { url, media_type: None, bytes: None, size: None }
    }
}

/// A file that belongs to an entry, such as an episode. Of several, RSS has the first as `enclosure`, and the others as
/// `media:content`, or as `podcast:alternateEnclosure` in a podcast.
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
