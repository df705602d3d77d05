//! What parsers are known to read otherwise, with the reason. A row that no longer differs is an error.

/// A value that a parser reads otherwise than the articles have it.
pub(crate) struct Difference {
    pub(crate) format: &'static str,
    pub(crate) key: String,
    /// The id of the entry; empty for the feed.
    pub(crate) entry: String,
    /// Whether the parser has read character references once too often, and does nothing else wrong.
    pub(crate) is_decoded: bool,
    pub(crate) shown: String,
}

/// A difference that is known.
pub(crate) struct Known {
    pub(crate) parser: &'static str,
    /// The format; `*` for all.
    format: &'static str,
    pub(crate) key: &'static str,
    pub(crate) entry: Entry,
    #[expect(dead_code, reason = "for whoever reads this file")]
    reason: &'static str,
}

/// The entries of a row.
#[derive(Debug)]
pub(crate) enum Entry {
    /// Those with this in their id; with nothing, every entry, and the feed.
    With(&'static str),
    /// Those where character references were read once too often.
    Decoded,
}

/// The row of a difference.
pub(crate) fn row(parser: &str, difference: &Difference) -> Option<usize> {
    KNOWN.iter().position(|row| {
        row.parser == parser
            && ["*", difference.format].contains(&row.format)
            && row.key == difference.key
            && row.entry.is_of(difference)
    })
}

impl Entry {
    fn is_of(&self, difference: &Difference) -> bool {
        match self {
            Entry::With(part) => difference.entry.contains(part),
            Entry::Decoded => difference.is_decoded,
        }
    }
}

const fn row_of(
    parser: &'static str,
    format: &'static str,
    key: &'static str,
    entry: Entry,
    reason: &'static str,
) -> Known {
    Known { parser, format, key, entry, reason }
}

const DECODED: &str = "it reads character references once more than the specification says";
const MEDIA_TITLE: &str = "the title of a picture becomes the title of an entry that has none";
const MEDIA: &str = "pictures in media:content are episodes to it";
const NEEDS_TITLE: &str = "it drops items without a title and a file";
const ROWAN: &str = "@rowanmanning/feed-parser";

pub(crate) const KNOWN: &[Known] = &[
    row_of("feedparser", "rss", "title", Entry::With("/picture-note/"), MEDIA_TITLE),
    row_of("reader", "rss", "title", Entry::With("/picture-note/"), MEDIA_TITLE),
    row_of("podcastparser", "rss", "title", Entry::With("/picture-note/"), "a file's name becomes the title"),
    row_of("podcastparser", "rss", "title", Entry::With("/spaces/"), "a no-break space becomes a space"),
    row_of("podcastparser", "rss", "id", Entry::With("/auction-bell/"), NEEDS_TITLE),
    row_of("podcastparser", "rss", "id", Entry::With("/note/"), NEEDS_TITLE),
    row_of("podcastparser", "rss", "entries", Entry::With(""), NEEDS_TITLE),
    row_of("podcastparser", "rss", "enclosures", Entry::With("/newsroom/"), MEDIA),
    row_of("podcastparser", "rss", "enclosures", Entry::With(":night-garden"), MEDIA),
    row_of("podcastparser", "rss", "enclosures", Entry::With("/credits/"), MEDIA),
    row_of("podcastparser", "rss", "enclosures", Entry::With("/picture-note/"), MEDIA),
    row_of(ROWAN, "*", "content", Entry::Decoded, DECODED),
    row_of(ROWAN, "*", "title", Entry::Decoded, DECODED),
    row_of(ROWAN, "*", "summary", Entry::Decoded, DECODED),
];
