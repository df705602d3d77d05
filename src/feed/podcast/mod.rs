//! Podcasts and their episodes: the metadata that RSS has in the namespaces of Apple (`itunes`) and Podcasting 2.0
//! (`podcast`). Atom and JSON Feed have no place for it, except where a field names one.

pub(crate) mod guid;

use chrono::{DateTime, Utc};

pub(crate) use guid::guid_of;

use crate::feed::media::Enclosure;
use crate::feed::person::Person;
use crate::feed::{Text, Url};

/// A show. Directories require at least the three parts that [`Podcast::new`] takes.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Podcast {
    /// `itunes:image`: the cover, a square JPEG or PNG of 1400 to 3000 pixels. Required by Apple.
    pub image: Url,
    /// `itunes:category`: of Apple's list. Required by Apple, which reads only the first one.
    pub categories: Vec<Category>,
    /// `itunes:explicit`: whether it is not for children. Required by Apple.
    pub explicit: bool,
    /// `itunes:author`: the name under its title.
    pub author: Option<Text>,
    /// `itunes:owner`: the person whom directories contact. The email address is public.
    pub owner: Option<Person>,
    /// `itunes:type`
    pub order: ShowOrder,
    /// `itunes:complete`: whether there will be no more episodes.
    pub complete: bool,
    /// `itunes:block`: whether Apple should hide it.
    pub block: bool,
    /// `itunes:new-feed-url`: where its feed has moved to.
    pub new_feed_url: Option<Url>,
    /// `podcast:guid`: its identity on every host, a UUID. `None` derives it from the feed's URL, so that it changes
    /// with the URL.
    pub guid: Option<Text>,
    /// `podcast:locked`: whether other hosts must not import it.
    pub locked: Option<bool>,
    /// `podcast:funding`
    pub funding: Vec<Funding>,
    /// `podcast:person`: those who make every episode.
    pub people: Vec<Credit>,
    /// `podcast:location`: what it is about.
    pub location: Option<Location>,
    /// `podcast:trailer`
    pub trailers: Vec<Trailer>,
    /// `podcast:medium`, such as `music`; `podcast` if absent.
    pub medium: Option<Text>,
    /// `podcast:license`
    pub license: Option<License>,
    /// `podcast:txt`
    pub txt: Vec<Txt>,
    /// `podcast:updateFrequency`
    pub update_frequency: Option<UpdateFrequency>,
}

impl Podcast {
    /// A show with what directories require.
    #[must_use]
    pub fn new(image: Url, category: Category, explicit: bool) -> Podcast {
        Podcast {
            image,
            categories: vec![category],
            explicit,
            author: None,
            owner: None,
            order: ShowOrder::Episodic,
            complete: false,
            block: false,
            new_feed_url: None,
            guid: None,
            locked: None,
            funding: Vec::new(),
            people: Vec::new(),
            location: None,
            trailers: Vec::new(),
            medium: None,
            license: None,
            txt: Vec::new(),
            update_frequency: None,
        }
    }
}

/// One of Apple's categories, and one of its subcategories.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Category {
    /// `itunes:category text`
    pub name: Text,
    /// `itunes:category text` of the nested element.
    pub subcategory: Option<Text>,
}

impl Category {
    /// A category as Apple writes it: `Society & Culture`.
    #[must_use]
    pub fn named(name: &str) -> Category {
        Category { name: Text::line(name), subcategory: None }
    }
}

/// In which order a show is meant to be heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ShowOrder {
    /// The newest episode first.
    #[default]
    Episodic,
    /// From the beginning; every episode needs a number.
    Serial,
}

/// A page where listeners support a show or an episode.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Funding {
    /// `podcast:funding url`
    pub url: Url,
    /// The text of the link; at most 128 characters.
    pub text: Text,
}

impl Funding {
    /// A page with the text of its link.
    #[must_use]
    pub fn new(url: Url, text: &str) -> Funding {
        Funding { url, text: Text::line(text) }
    }
}

/// Somebody who takes part in a show or an episode.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Credit {
    /// The name.
    pub name: Text,
    /// `podcast:person role`, of the Podcast Taxonomy Project; `host` if absent.
    pub role: Option<Text>,
    /// `podcast:person group`; `cast` if absent.
    pub group: Option<Text>,
    /// `podcast:person href`
    pub url: Option<Url>,
    /// `podcast:person img`
    pub image: Option<Url>,
}

impl Credit {
    /// Somebody with a name.
    #[must_use]
    pub fn named(name: &str) -> Credit {
        Credit { name: Text::line(name), role: None, group: None, url: None, image: None }
    }
}

/// A place that a show or an episode is about.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Location {
    /// Its name for people.
    pub name: Text,
    /// `podcast:location geo`: a geo URI (RFC 5870).
    pub geo: Option<Text>,
    /// `podcast:location osm`: an object of OpenStreetMap, such as `R113314`.
    pub osm: Option<Text>,
}

impl Location {
    /// A place with a name.
    #[must_use]
    pub fn named(name: &str) -> Location {
        Location { name: Text::line(name), geo: None, osm: None }
    }
}

/// A trailer of a show.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Trailer {
    /// `podcast:trailer url`, `length` and `type`
    pub file: Enclosure,
    /// Its title; at most 128 characters.
    pub title: Text,
    /// `podcast:trailer pubdate`
    pub published: DateTime<Utc>,
    /// `podcast:trailer season`
    pub season: Option<u32>,
}

impl Trailer {
    /// A trailer of the whole show.
    #[must_use]
    pub fn new(file: Enclosure, title: &str, published: DateTime<Utc>) -> Trailer {
        Trailer { file, title: Text::line(title), published, season: None }
    }
}

/// The license of a show or an episode.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct License {
    /// An SPDX identifier in lower case, such as `cc-by-4.0`, or a name of its own.
    pub name: Text,
    /// `podcast:license url`; required for a name of its own.
    pub url: Option<Url>,
}

impl License {
    /// A license with an SPDX identifier.
    #[must_use]
    pub fn named(name: &str) -> License {
        License { name: Text::line(name), url: None }
    }
}

/// A text for a service, such as a proof of ownership.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Txt {
    /// `podcast:txt purpose`, such as `verify`.
    pub purpose: Option<Text>,
    /// The text; at most 4000 characters.
    pub value: Text,
}

impl Txt {
    /// A text without a purpose.
    #[must_use]
    pub fn new(value: &str) -> Txt {
        Txt { purpose: None, value: Text::line(value) }
    }
}

/// How often episodes appear.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UpdateFrequency {
    /// The text to show: `Every Monday`.
    pub text: Text,
    /// `podcast:updateFrequency rrule`: a recurrence rule (RFC 5545 §3.3.10).
    pub rrule: Option<Text>,
}

impl UpdateFrequency {
    /// A frequency with only a text.
    #[must_use]
    pub fn new(text: &str) -> UpdateFrequency {
        UpdateFrequency { text: Text::line(text), rrule: None }
    }
}

/// An episode: the podcast metadata of an entry with an enclosure.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Episode {
    /// `itunes:episode`, `podcast:episode`: from 1.
    pub number: Option<u32>,
    /// `itunes:season`, `podcast:season`: from 1.
    pub season: Option<u32>,
    /// `podcast:season name`
    pub season_name: Option<Text>,
    /// `itunes:episodeType`
    pub kind: EpisodeKind,
    /// `itunes:title`: the title without the number.
    pub title: Option<Text>,
    /// `itunes:explicit`, if it is not the show's.
    pub explicit: Option<bool>,
    /// `itunes:image`, if it is not the show's.
    pub image: Option<Url>,
    /// `podcast:chapters`: JSON chapters.
    pub chapters: Option<Url>,
    /// `podcast:transcript`
    pub transcripts: Vec<Transcript>,
    /// `podcast:person`: instead of the show's.
    pub people: Vec<Credit>,
    /// `podcast:location`
    pub location: Option<Location>,
    /// `podcast:soundbite`
    pub soundbites: Vec<Soundbite>,
    /// `podcast:alternateEnclosure`
    pub alternates: Vec<Alternate>,
    /// `itunes:block`: whether Apple should hide it.
    pub block: bool,
    /// `podcast:license`
    pub license: Option<License>,
    /// `podcast:funding`
    pub funding: Vec<Funding>,
}

/// The kind of an episode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum EpisodeKind {
    /// The whole content of the show.
    #[default]
    Full,
    /// A short piece that promotes the show or a season.
    Trailer,
    /// Extra content.
    Bonus,
}

/// A transcript of an episode.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transcript {
    /// `podcast:transcript url`
    pub url: Url,
    /// `podcast:transcript type`: `text/vtt`, `application/x-subrip`, `application/json`, `text/html` or `text/plain`.
    pub media_type: String,
    /// `podcast:transcript language`; the feed's if absent.
    pub language: Option<crate::feed::Language>,
}

impl Transcript {
    /// A transcript in the language of the feed.
    #[must_use]
    pub fn new(url: Url, media_type: &str) -> Transcript {
        Transcript { url, media_type: media_type.to_owned(), language: None }
    }
}

/// The same episode in another file: of another quality, in another language, or as a video.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Alternate {
    /// `podcast:source uri`, and `podcast:alternateEnclosure type` and `length`
    pub file: Enclosure,
    /// `podcast:alternateEnclosure title`: the title to show.
    pub title: Option<Text>,
    /// `podcast:alternateEnclosure bitrate`, in bits per second.
    pub bitrate: Option<u64>,
    /// `podcast:alternateEnclosure height`, of a video, in pixels.
    pub height: Option<u32>,
    /// `podcast:alternateEnclosure lang`; the feed's if absent.
    pub language: Option<crate::feed::Language>,
}

impl Alternate {
    /// A file without more metadata.
    #[must_use]
    pub fn new(file: Enclosure) -> Alternate {
        Alternate { file, title: None, bitrate: None, height: None, language: None }
    }
}

/// A part of an episode that promotes it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Soundbite {
    /// `podcast:soundbite startTime`, in seconds.
    pub start: f64,
    /// `podcast:soundbite duration`, in seconds; 15 to 120 are usual.
    pub duration: f64,
    /// The title to show; the episode's title if absent.
    pub title: Option<Text>,
}

impl Soundbite {
    /// A part by its start and its length in seconds.
    #[must_use]
    pub fn new(start: f64, duration: f64) -> Soundbite {
        Soundbite { start, duration, title: None }
    }
}
