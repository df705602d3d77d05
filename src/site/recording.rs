//! What an audio or video file says about itself in its tags, before anything is made of it.

/// The tags of a recording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tags {
    /// Its title.
    pub title: Option<String>,
    /// When it was released, or else recorded, as it is written: often only a year.
    pub date: Option<String>,
    /// What it is about.
    pub summary: Option<String>,
    /// Who made it.
    pub artist: Option<String>,
    /// Its chapters, in the order of their beginnings.
    pub chapters: Vec<Chapter>,
}

/// A chapter of a recording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chapter {
    /// Where it begins, in milliseconds.
    pub start: u64,
    /// Where it ends, if that is known.
    pub end: Option<u64>,
    /// Its title.
    pub title: Option<String>,
    /// A page about it.
    pub url: Option<String>,
    /// Whether the table of contents leaves it out.
    pub is_hidden: bool,
}
