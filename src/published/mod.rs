//! What is published now, and what a change of it does to those who read it: a published feed as readers read it, two
//! states of one compared, and what stops a build.

pub(crate) mod change;
mod compare;
pub(crate) mod feed;
mod guard;
pub(crate) mod matching;
pub(crate) mod read;
mod url_normalization;

pub use change::{Change, Comparison, Evidence, Kind};
pub use compare::compare;
pub use feed::{Item, PublishedFeed};
pub use guard::Accept;
pub(crate) use guard::{About, States, guard};
pub use read::read;

use std::path::Path;

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::feed::Url;

codes! {
    DROPPED_ENTRY "dropped-entry" Info "an entry that is published now, and would be gone" ""
        "Readers keep what they have; whoever subscribes from now on does not get it. An entry that is older than all \
         that is left has only fallen off the end, and is not said.";
    EMPTIED "emptied" Error "a published document would lose all, or more than half, of its entries" ""
        "Half a feed is what a job publishes that could not read half of its articles. A limit that was lowered on \
         purpose does the same: --accept emptied lets it through, and with --prune what is empty goes. Where as many \
         others stand in the places of three or more, they are most likely the same articles, and new to every \
         subscriber. The document of a tag, or another term, that no public article makes any more is not written again, \
         and stays as it is: where three or more entries stop so, it is this error; with fewer it is a stale document, \
         until --prune removes it.";
    FEED_MOVED "feed-moved" Warning "a feed with another address, or another id of its own" "RFC 4287 §4.2.6"
        "Readers go on asking the old address, and some keep the entries of each address apart, so that a moved feed is a \
         new one to them. Redirect the old address to the new one for good (301), and keep it as long as you can.";
    FORMAT_CHANGED "format-changed" Warning "a document that would change its format" ""
        "Most readers tell the format by the content, but programs that were written for one feed do not; and ids that \
         differ between the formats make every entry new.";
    MASS_REDATING "mass-redating" Error "so many dates moved that it is no correction" ""
        "Three or more dates, and more than a tenth of the document, moved by more than a day: that is what a checkout \
         does that resets the times of files, or a changed time zone. Miniflux and newsboat keep the old dates; others \
         sort the entries anew, MSN takes them for updates, FeedMail drops what is a week older than the newest. \
         --accept redated lets it through.";
    NOTHING_PUBLISHED "nothing-published" Warning "nothing is published where the build was to be compared" ""
        "None of the documents is there, so nothing guards the subscribers. It is right for a new site, and a mistake in \
         the address for any other.";
    NOT_COMPARED "not-compared" Warning "a file where a document goes, which no reader would understand" ""
        "It is empty, cut off, or no feed at all, so nothing tells which ids subscribers know, and nothing guards them. If \
         something else made the file, look at it before it is replaced; else restore it, or build with --against.";
    REDATED_ENTRY "redated-entry" Warning "an entry whose date moved by more than a day" ""
        "Readers that sort by date show it elsewhere, and those that keep the first date do not: what was changed since is \
         said with `updated`.";
    REIDENTIFIED_ENTRY "reidentified-entry" Error "a published article would get another id" "RFC 4287 §4.2.6"
        "Readers tell entries apart by their ids: Miniflux, FreshRSS, NetNewsWire, newsboat, Thunderbird, Feedbin and \
         Apple Podcasts show an entry with a new id as a new one, so that every subscriber gets the article again. The \
         article was recognised by its page, its file, its path on another host, or its title and day. \
         `feedwright pin` writes the published id into its metadata, and then host, scheme, slash, slug and title may \
         change; --accept reidentified lets it through.";
    REUSED_ID "reused-id" Error "an id that named another article" "RFC 4287 §4.2.6"
        "Readers that know the id replace the old article without a word, or pass over the new one: nobody is told of it. \
         Nothing but the id is the same: not the page, nor the file, the title, or the day. --accept reused lets it \
         through.";
    STALE_DOCUMENT "stale-document" Info "a document of ours that no feed makes any more" "";
}

/// How many findings of one kind are said of a compared document.
pub(crate) const MOST_FINDINGS: usize = 1000;

/// Whether a feed was made as a preview, of which nobody is a subscriber.
#[must_use]
pub(crate) fn is_preview(known: &PublishedFeed) -> bool {
    known.self_url.as_deref().and_then(|url| Url::parse(url).ok()).is_some_and(|url| url.is_local())
}

/// Whether it is the very document that we would have published at `path`, below the site's address.
#[must_use]
pub(crate) fn is_at(known: &PublishedFeed, path: &str, base: &Url) -> bool {
    known.ours && base.file_below(path).is_ok_and(|url| Some(url.as_str()) == known.self_url.as_deref())
}

/// Says that a document of ours is made no more.
#[must_use]
pub(crate) fn stale(file: &Path, path: &str) -> Diagnostic {
    let help = "subscribers still read it; redirect them, then build with --prune to remove it";
    Diagnostic::new(&STALE_DOCUMENT, format!("no feed makes `{path}` any more"))
        .at(Place::file(file))
        .help(help)
}

/// Says that a feed stops, since no public article has its term any more, or the term has another name. That the last one
/// or two articles lose a term is in the course of things; more at once is not.
#[must_use]
pub(crate) fn stopped(file: &Path, known: &PublishedFeed) -> Option<Diagnostic> {
    let entries = known.items.len();
    let message = format!("it holds {entries} entries now, and no public article makes it any more");
    let help = "give its term back to an article, or its name to the term under [slugs]; if it shall go, redirect its readers, and build with --accept emptied --prune";
    (entries >= compare::MASS).then(|| Diagnostic::new(&EMPTIED, message).at(Place::file(file)).help(help))
}

/// Says that what stands at a document's place could not be compared with.
#[must_use]
pub(crate) fn not_compared(file: &Path) -> Diagnostic {
    let message = "it is no feed that readers would understand, so nothing was compared with it";
    let help = "restore it, say what is published with --against, or remove it if nobody reads it";
    Diagnostic::new(&NOT_COMPARED, message).at(Place::file(file)).help(help)
}

/// Says that none of `documents` documents is published where they were to be compared with.
#[must_use]
pub(crate) fn nothing_published(from: &str, documents: usize) -> Diagnostic {
    let message =
        format!("none of the {documents} documents is published at `{from}`, so nothing was compared");
    Diagnostic::new(&NOTHING_PUBLISHED, message).help("for a new site that is right; else correct --against")
}
