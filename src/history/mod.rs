//! What is published now, and what a change does to its subscribers: a published feed as readers read it, two
//! states of one compared, and what stops a build.

mod claims;
mod compare;
mod guard;
mod identify;
mod matching;
mod read;
mod spelling;

pub use claims::{Claims, Settled, ambiguous, several, unknown, unpinned};
pub use compare::compare;
pub use guard::{About, Accept, States, guard};
pub use identify::{Articles, Identified};
pub use read::read;

use std::path::Path;

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::model::known::Known;
use crate::model::url::Url;

codes! {
    AMBIGUOUS_ENTRY "ambiguous-entry" Warning "published entry that matches several articles" ""
        "Its page belongs to none of them, and more than one has its title, or its title and date. Only you can tell \
         which one it is: write its id into that article's metadata.";
    CONFLICTING_IDS "conflicting-ids" Warning "article published under several ids, or id published for several articles" ""
        "An article has one id in RSS and JSON Feed, and one in Atom. If feeds of the same format give it different \
         ids, or one id to different articles, only you can tell which one is right: write it into the metadata.";
    DROPPED_ENTRY "dropped-entry" Info "published entry that would disappear" ""
        "Readers keep the entries that they have, but new subscribers do not get it. Entries that are older than all \
         remaining ones have only exceeded the limit, and are not reported.";
    EMPTIED "emptied" Error "published document that would lose all, or more than half, of its entries" ""
        "This happens when a job could not read half of its articles. It also happens when a limit was lowered on \
         purpose: --accept emptied allows it, and --prune removes empty documents. If three or more entries are \
         replaced by as many others, these are most likely the same articles, which every subscriber would see as \
         new. A document whose tag or other term no public article has any more is not written again, and stays as \
         it is: with three or more entries it is this error; with fewer it is a stale document, until --prune \
         removes it.";
    FEED_MOVED "feed-moved" Warning "feed with a new URL or a new id" "RFC 4287 §4.2.6"
        "Readers keep fetching the old URL, and some store entries per URL, so a moved feed is a new feed to them. \
         Redirect the old URL permanently (301) to the new one, and keep the redirect as long as you can.";
    FORMAT_CHANGED "format-changed" Warning "document that would change its format" ""
        "Most readers detect the format from the content, but programs written for one feed do not; and ids that \
         differ between the formats make every entry new.";
    MASS_REDATING "mass-redating" Error "too many changed dates" ""
        "Three or more dates, and more than a tenth of the document, moved by more than a day: a checkout that \
         resets file times does this, or a changed time zone. Miniflux and newsboat keep the old dates; others sort \
         the entries again, MSN treats them as updates, and FeedMail drops entries that are a week older than the \
         newest. --accept redated allows it.";
    NOTHING_PUBLISHED "nothing-published" Warning "no published documents to compare with" ""
        "None of the documents was found there, so subscribers are not protected. This is expected for a new site; \
         otherwise the URL or path is wrong.";
    NOT_COMPARED "not-compared" Warning "unreadable file in place of a published document" ""
        "It is empty, truncated, or not a feed, so the ids that subscribers know are unknown, and subscribers are \
         not protected. If another program wrote the file, look at it before it is replaced; otherwise restore it, \
         or build with --against.";
    PINNED_OTHERWISE "pinned-otherwise" Warning "article whose metadata has another id than the published one" ""
        "An id in the metadata is never overwritten. If the published id is the right one, write it there.";
    REDATED_ENTRY "redated-entry" Warning "entry whose date moved by more than a day" ""
        "Readers that sort by date show it in another place, others keep the first date. Use `updated` for changes \
         after publication.";
    REIDENTIFIED_ENTRY "reidentified-entry" Error "published article that would get another id" "RFC 4287 §4.2.6"
        "Readers tell entries apart by their ids: Miniflux, FreshRSS, NetNewsWire, newsboat, Thunderbird, Feedbin \
         and Apple Podcasts show an entry with a new id as new, so every subscriber gets the article again. The \
         article was recognized by its page, its file, its path on another host, or its title and day. `feedwright \
         pin` writes the published id into its metadata, so that host, scheme, slash, slug and title may change; \
         --accept reidentified allows the new id.";
    REUSED_ID "reused-id" Error "id that was published for another article" "RFC 4287 §4.2.6"
        "Readers that know the id silently replace the old article, or ignore the new one. Only the id is the same: \
         not the page, the file, the title, or the day. --accept reused allows it.";
    STALE_DOCUMENT "stale-document" Info "document that is no longer part of any feed" "";
    UNKEPT_ID "unkept-id" Warning "published id that cannot be kept" "RFC 4287 §4.2.6"
        "Atom accepts only IRIs as ids, and XML does not allow every character. Readers that know the entry by this \
         id show it again.";
    UNKNOWN_ENTRY "unknown-entry" Info "published entry that matches no article" ""
        "No article here has its id, page, file, title or date. It will disappear from the feed, which readers do \
         not notice; but if it is one of the articles, write its id into the metadata of that article.";
    UNPINNED_FEED "unpinned-feed" Warning "feed whose published id was not written into the configuration" "RFC 4287 §4.2.6"
        "Some readers tell feeds apart by their ids. Write it as `id` into the [[feed]] that replaces this feed.";
}

/// The maximum number of findings of one kind about a compared document.
pub const MOST_FINDINGS: usize = 1000;

/// Reports how many of the findings on published entries that match no article, or several, were left
/// out.
#[must_use]
pub fn unlisted(findings: usize) -> Option<Diagnostic> {
    let more = findings.checked_sub(MOST_FINDINGS).filter(|more| *more > 0)?;
    Some(Diagnostic::new(&UNKNOWN_ENTRY, format!("{more} more published entries match no article")))
}

/// Whether a feed was built as a preview, which has no subscribers.
#[must_use]
pub fn is_preview(known: &Known) -> bool {
    known.self_url.as_deref().and_then(|url| Url::parse(url).ok()).is_some_and(|url| url.is_local())
}

/// Whether it is the document that we would have published at `path`, below the base URL.
#[must_use]
pub fn is_at(known: &Known, path: &str, base: &Url) -> bool {
    known.ours && base.file_below(path).is_ok_and(|url| Some(url.as_str()) == known.self_url.as_deref())
}

/// Reports a document of ours that no feed writes any more.
#[must_use]
pub fn stale(file: &Path, path: &str) -> Diagnostic {
    let help = "redirect its subscribers, then build with --prune to remove it";
    Diagnostic::new(&STALE_DOCUMENT, format!("`{path}` is no longer part of any feed"))
        .at(Place::file(file))
        .help(help)
}

/// Reports a feed that ends, since no public article has its term any more, or the term was renamed. That the last one
/// or two articles lose a term is normal; more at once is not.
#[must_use]
pub fn stopped(file: &Path, known: &Known) -> Option<Diagnostic> {
    let entries = known.items.len();
    let message = format!("the document has {entries} entries, and no public article has its term any more");
    let help = "restore the term of an article, or its path under [slugs]; to remove the document, redirect its subscribers, and build with --accept emptied --prune";
    (entries >= compare::MASS).then(|| Diagnostic::new(&EMPTIED, message).at(Place::file(file)).help(help))
}

/// Reports a file at a document's path that cannot be compared.
#[must_use]
pub fn not_compared(file: &Path) -> Diagnostic {
    let message = "the file is not a feed, so nothing was compared with it";
    let help = "restore it, pass the published feed with --against, or remove it if nobody reads it";
    Diagnostic::new(&NOT_COMPARED, message).at(Place::file(file)).help(help)
}

/// Reports that none of `documents` documents was found at the place to compare with.
#[must_use]
pub fn nothing_published(from: &str, documents: usize) -> Diagnostic {
    let message = format!("none of the {documents} documents was found at `{from}`, so nothing was compared");
    Diagnostic::new(&NOTHING_PUBLISHED, message)
        .help("this is expected for a new site; otherwise correct --against")
}
