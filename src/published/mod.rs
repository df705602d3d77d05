//! Published documents and new documents in, their differences and the findings about them out: a published feed is
//! read as readers do, two states of it are compared, and dangerous changes stop a build. Nothing is fetched or
//! written.

mod backfilled;
pub(crate) mod change;
mod compare;
pub(crate) mod feed;
mod guard;
pub(crate) mod matching;
pub(crate) mod read;
mod tally;
pub(crate) mod url_normalization;

pub use change::{Change, Comparison, Evidence, Kind};
pub use compare::compare;
pub(crate) use compare::compare_in_groups;
pub use feed::{Item, PublishedFeed};
pub use guard::Accept;
pub(crate) use guard::{About, States, Table, guard};
pub use read::read;
pub use tally::Tally;

use std::path::Path;

use crate::diagnostic::{Diagnostic, Place, codes};
use crate::feed::{Format, Url};

codes! {
    ARCHIVE_CHANGED "archive-changed" Info "archive whose entries would change" "RFC 5005 §4.1"
        "Programs that have stored an archive do not fetch it again, and subscribers fetch only the feed itself, so \
         few of them see the change. An article that they should see must be among the newest.";
    BACKFILLED_ENTRIES "backfilled-entries" Error "old articles that would be shown as new" ""
        "Readers show every entry that they do not know as new, whatever its date is. This happens after a limit was \
         raised, another language or section was added to a feed, or articles were imported. An article is old if it \
         is dated before the oldest published entry of the document, more than seven days before its newest, or \
         before its newest in a language or section that it did not have. Three or more, and more than a tenth of \
         the document, stop the build; fewer are only listed. Entries that return because others were removed do not \
         count. --accept backfilled allows it.";
    CHANGED_PODCAST_GUID "changed-podcast-guid" Error "podcast whose guid would change" "Podcasting 2.0 guid"
        "A podcast's guid is generated once, from its first feed URL, and stays the same when the podcast moves: \
         apps and directories identify the podcast by it. Without `guid` under `[feed.podcast]`, it changes with the \
         feed's URL. --accept reidentified allows it.";
    DROPPED_ENTRY "dropped-entry" Info "published entry that would disappear" ""
        "Readers keep entries that they already have, but new subscribers do not get this one. Entries older than \
         all remaining ones have only exceeded the limit, and are not reported.";
    EMPTIED "emptied" Error "published document that would lose all, or more than half, of its entries" ""
        "This happens when a job could not read half of its articles, or on purpose: --accept emptied allows it, and \
         --prune removes empty documents. Drafts, and entries that are only beyond a smaller `limit`, do not count. If three or more entries are \
         replaced by as many others, these are most likely the same articles, which every subscriber would see as \
         new. When no public article has the tag or other term of a document anymore, the document is not written \
         again. With three or more entries, this is an error; with fewer, the document is stale until --prune \
         removes it.";
    FEED_MOVED "feed-moved" Warning "feed with a new URL or a new id" "RFC 4287 §4.2.6"
        "Readers keep fetching the old URL, and some store entries per URL, so a moved feed is a new feed to them. \
         Redirect the old URL permanently (301) to the new one, and keep the redirect as long as you can.";
    FORMAT_CHANGED "format-changed" Warning "document whose format would change" ""
        "Most readers detect the format from the content, but programs written for one feed do not; and ids that \
         differ between the formats make every entry new.";
    LOST_DOCUMENT "lost-document" Warning "published document that no feed writes anymore" ""
        "Its subscribers would get no new articles, or an error once the site is published. They know only its URL, \
         so keep a feed there, or redirect the URL permanently (301) to another feed. With `against`, a build that \
         does not find a document in the output folder looks for the default feeds of Feedwright and of the site's \
         generator.";
    MASS_REDATING "mass-redating" Error "too many changed dates" ""
        "Three or more dates, and more than a tenth of the document's dates, moved by more than a day. Usually a \
         checkout reset the file times, or the time zone changed. Miniflux and newsboat keep the old dates; others \
         sort the entries again, MSN treats them as updates, and FeedMail drops entries that are a week older than \
         the newest. --accept redated allows it.";
    GENERATOR_FEED "generator-feed" Info "document that the site's generator also writes" ""
        "The generator overwrites the document whenever it builds the site, and a build of the feeds replaces it again, \
         so the feeds are built last. Nothing else needs to be done: a build of the feeds that comes before the \
         generator's has no effect.";
    NEEDLESS_ACCEPT "needless-accept" Warning "--accept first for a published site" ""
        "--accept first is only for the first build of a site. If it stays in a job, nobody notices a wrong URL.";
    NEW_DOCUMENT "new-document" Info "document that is not published yet" "";
    NOTHING_PUBLISHED "nothing-published" Error "no published documents to compare with" ""
        "None of the documents was found there, so subscribers are not protected. If the site is new, build once with \
         --accept first; otherwise the URL or path is wrong, or the server is not ready.";
    NOTHING_TO_PUBLISH "nothing-to-publish" Error "no document has entries" ""
        "No feed has an article to show, so the build would publish nothing. In a job, this is most likely a wrong \
         folder, or a checkout without the articles. --accept emptied allows it.";
    NOT_COMPARED "not-compared" Error "unreadable file in place of a published document" ""
        "It is empty, truncated, nested too deeply, or not a feed, so the ids that subscribers know are unknown, and \
         subscribers are not protected. If another program wrote the file, look at it before it is replaced; otherwise \
         restore it, or build with --against. --accept unreadable replaces it.";
    REDATED_ENTRY "redated-entry" Warning "entry whose date moved by more than a day" ""
        "Readers that sort by date show it in another place, others keep the first date. Use `updated` for changes \
         after publication.";
    REIDENTIFIED_ENTRY "reidentified-entry" Error "published article whose id would change" "RFC 4287 §4.2.6"
        "Readers tell entries apart by their ids: Miniflux, FreshRSS, NetNewsWire, newsboat, Thunderbird, Feedbin \
         and Apple Podcasts show an entry with a new id as new, so every subscriber gets the article again. The \
         article was recognized by its page, its file, its path on another host, or its title and day. `feedwright \
         pin` writes the published id into its metadata, so that host, scheme, slash, slug and title may change; \
         --accept reidentified allows the new id.";
    REUSED_ID "reused-id" Error "id that was published for another article" "RFC 4287 §4.2.6"
        "Readers that know the id silently replace the old article, or ignore the new one. Only the id is the same: \
         not the page, the file, the title, or the day. --accept reused allows it.";
    SKIPPED_ENTRY "skipped-entry" Error "published entry missing while invalid articles are left out" ""
        "With --skip-invalid, articles with errors are left out. A published entry that is missing for no other \
         reason is most likely one of them, and would disappear from the feed unintentionally.";
    STALE_DOCUMENT "stale-document" Info "document that no feed writes anymore" "";
    WITHDRAWN_ENTRY "withdrawn-entry" Warning "withdrawn article in a document that no feed writes anymore" ""
        "The article is a draft now, has expired, is withheld, or its file is gone, but a document that no feed writes \
         anymore still contains it: an old archive, or the feed of a tag that no other article has. A build removes \
         such a document only with --prune, and only from the output folder.";
}

/// The maximum number of findings of one kind about a compared document.
pub(crate) const MOST_FINDINGS: usize = 1000;

/// Whether a feed was built as a preview, which has no subscribers.
#[must_use]
pub(crate) fn is_preview(known: &PublishedFeed) -> bool {
    known.self_url.as_deref().and_then(|url| Url::parse(url).ok()).is_some_and(|url| url.is_local())
}

/// Whether it is our own document that is published at `url`.
#[must_use]
pub(crate) fn is_at(known: &PublishedFeed, url: &Url) -> bool {
    known.ours && known.self_url.as_deref() == Some(url.as_str())
}

/// Why no feed writes a document anymore.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RemovalReason<'r> {
    /// Its feed has no articles.
    Empty,
    /// No article has its term.
    WithoutTerm,
    /// There is no such feed; one of this format would keep it.
    WithoutFeed(Format),
    /// It is no archive of its feed.
    OfArchive(StaleArchive<'r>),
}

/// An archive that no feed writes anymore.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StaleArchive<'r> {
    /// The path of its feed.
    pub feed: &'r str,
    /// The format of both.
    pub format: Format,
    /// What the feed is now.
    pub state: ArchivedFeed,
}

/// What has become of a feed that had archives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArchivedFeed {
    /// There is no such feed.
    Gone,
    /// It has no archives.
    Unarchived,
    /// Its articles are in other archives.
    Archived,
}

/// Reports one of our documents that no feed writes anymore: a warning where its feed is gone, since it had subscribers.
#[must_use]
pub(crate) fn stale(file: &Path, path: &str, why: RemovalReason<'_>) -> Diagnostic {
    let (code, message, keep, accept) = match why {
        RemovalReason::Empty => {
            let message = format!("`{path}` stays as it is, since its feed has no articles anymore");
            (&STALE_DOCUMENT, message, String::new(), "--accept emptied ")
        }
        RemovalReason::WithoutTerm => {
            (&STALE_DOCUMENT, format!("`{path}` is no longer part of any feed"), String::new(), "")
        }
        RemovalReason::WithoutFeed(format) => {
            let keep = format!("to keep it, add {} to feedwright.toml; otherwise ", feed_at(path, format));
            (&LOST_DOCUMENT, format!("`{path}` is no longer part of any feed"), keep, "")
        }
        RemovalReason::OfArchive(archive) => {
            return Diagnostic::new(&STALE_DOCUMENT, format!("`{path}` is no longer an archive of a feed"))
                .at(Place::file(file))
                .help(archive.help());
        }
    };
    let help = format!("{keep}redirect its subscribers, then build with {accept}--prune to remove it");
    Diagnostic::new(code, message).at(Place::file(file)).help(help)
}

impl StaleArchive<'_> {
    fn help(self) -> String {
        let remove = "build with --prune to remove it";
        match self.state {
            ArchivedFeed::Gone => format!(
                "to keep it, add {}, archive = 100 to feedwright.toml; otherwise {remove}",
                feed_at(self.feed, self.format)
            ),
            ArchivedFeed::Unarchived => {
                format!(
                    "to keep it, add archive = 100 to the [[feed]] with path = \"{}\"; otherwise {remove}",
                    self.feed
                )
            }
            ArchivedFeed::Archived => {
                format!("the articles are in other archives of `{}` now: {remove}", self.feed)
            }
        }
    }
}

/// Reports a document that is published `from` somewhere, and that neither a feed nor the site's generator writes anymore.
#[must_use]
pub(crate) fn lost(file: &Path, path: &str, format: Format, from: &str) -> Diagnostic {
    let message = format!("`{path}` is published at `{from}`, but no feed writes it anymore");
    let help = format!(
        "to keep it, add {} to feedwright.toml; otherwise redirect its subscribers permanently (301) to another feed",
        feed_at(path, format)
    );
    Diagnostic::new(&LOST_DOCUMENT, message).at(Place::file(file)).help(help)
}

/// What makes a feed at a path.
fn feed_at(path: &str, format: Format) -> String {
    format!("[[feed]], path = \"{path}\", format = \"{}\"", format.name())
}

/// Reports a file that no episode has anymore.
#[must_use]
pub(crate) fn old_episode_file(file: &Path, path: &str) -> Diagnostic {
    Diagnostic::new(&STALE_DOCUMENT, format!("no episode uses `{path}` anymore"))
        .at(Place::file(file))
        .help("build with --prune to remove it")
}

/// Reports a file for browsers that no feed needs anymore.
#[must_use]
pub(crate) fn stale_file(file: &Path, path: &str) -> Diagnostic {
    Diagnostic::new(&STALE_DOCUMENT, format!("no feed needs `{path}` anymore"))
        .at(Place::file(file))
        .help("build with --prune to remove it")
}

/// A published item whose article is not public.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Withdrawn<'i> {
    /// The item.
    pub item: &'i Item,
    /// Whether its article exists, and is left out.
    pub exists: bool,
}

/// Where a document with withdrawn articles is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StaleIn<'p> {
    /// In the output folder. The flag tells whether there is a feed for it.
    Output(bool),
    /// In the folder that a build is compared with.
    Published(&'p str),
}

/// Reports withdrawn articles, at least one, in such a document.
#[must_use]
pub(crate) fn withdrawn(file: &Path, path: &str, found: &[Withdrawn<'_>], place: StaleIn<'_>) -> Diagnostic {
    let name = |item: &Item| if item.title.is_empty() { item.key().to_owned() } else { item.title.clone() };
    let first = found.first().map(|one| name(one.item)).unwrap_or_default();
    // A file that was removed or renamed has not been withdrawn in so many words.
    let message = match (found.len(), found.iter().any(|one| one.exists)) {
        (0 | 1, true) => format!("`{path}` still contains the withdrawn article \"{first}\""),
        (0 | 1, false) => {
            format!("`{path}` still contains the article \"{first}\", which the site no longer has")
        }
        (count, true) => format!("`{path}` still contains {count} withdrawn articles, such as \"{first}\""),
        (count, false) => {
            format!(
                "`{path}` still contains {count} articles that the site no longer has, such as \"{first}\""
            )
        }
    };
    let help = match place {
        StaleIn::Output(true) => format!("build with --accept emptied --prune to remove `{path}`"),
        StaleIn::Output(false) => format!("build with --prune to remove `{path}`"),
        StaleIn::Published(from) => {
            format!("remove `{path}` from `{from}`: --prune removes only files of the output folder")
        }
    };
    Diagnostic::new(&WITHDRAWN_ENTRY, message).at(Place::file(file)).help(help)
}

/// Reports a feed that ends, since no public article has its term anymore, or the term was renamed. It is normal that
/// the last one or two articles lose a term, but not more at once.
#[must_use]
pub(crate) fn stopped(file: &Path, known: &PublishedFeed) -> Option<Diagnostic> {
    let entries = known.items.len();
    let message = format!("the document has {entries} entries, and no public article has its term anymore");
    let help = "restore the term of an article, or its path under [slugs]; to remove the document, redirect its subscribers, and build with --accept emptied --prune";
    (entries >= compare::MIN_MASS)
        .then(|| Diagnostic::new(&EMPTIED, message).at(Place::file(file)).help(help))
}

/// Reports something at a document's place that cannot be compared.
#[must_use]
pub(crate) fn not_compared(name: &Path) -> Diagnostic {
    let message = "the published file is not a complete feed, so nothing was compared with it";
    let help = "restore it, or pass the published feed with --against; to replace it, build with --accept unreadable";
    Diagnostic::new(&NOT_COMPARED, message).at(Place::file(name)).help(help)
}

/// Reports that none of `documents` documents was found at the place to compare with.
#[must_use]
pub(crate) fn nothing_published(from: &str, documents: usize) -> Diagnostic {
    let message = match documents {
        1 => format!("the document was not found at `{from}`, so nothing was compared"),
        _ => format!("none of the {documents} documents was found at `{from}`, so nothing was compared"),
    };
    Diagnostic::new(&NOTHING_PUBLISHED, message)
        .help("correct the URL or path; if nothing is published yet, build once with --accept first")
}

/// Reports a build without any entry.
#[must_use]
pub(crate) fn no_entries(content: &Path) -> Diagnostic {
    let help = "run `feedwright list` to see what is left out, or correct `dir` under [content]; if this is intended, build with --accept emptied";
    Diagnostic::new(&NOTHING_TO_PUBLISH, "no document has an entry, so nothing would be published")
        .at(Place::file(content))
        .help(help)
}

/// Reports a document that is not at the place to compare with, where others are.
#[must_use]
pub(crate) fn new_document(file: &Path, path: &str, from: &str) -> Diagnostic {
    Diagnostic::new(&NEW_DOCUMENT, format!("`{path}` is not published at `{from}` yet")).at(Place::file(file))
}

/// Reports that nothing is at the address that a feed says, by a setting at this place.
#[must_use]
pub(crate) fn nothing_at((address, place): &(String, Place)) -> Diagnostic {
    let message = format!("nothing is published at `{address}`, the `url` of the feed");
    Diagnostic::new(&NOTHING_PUBLISHED, message)
        .at(place.clone())
        .help("correct `url`; if nothing is published there yet, build once with --accept first")
}

/// Reports that `--accept first` is no longer needed.
#[must_use]
pub(crate) fn needless_first(from: &str) -> Diagnostic {
    let message = format!("--accept first was given, but the site is published at `{from}`");
    Diagnostic::new(&NEEDLESS_ACCEPT, message).help("remove --accept first, which would hide a wrong URL")
}

/// Reports a feed that the site's generator writes at a document's path.
#[must_use]
pub(crate) fn generator_feed(file: &Path, generator: &str) -> Diagnostic {
    let message = format!("{generator} writes its own feed here whenever it builds the site");
    let help = "run `feedwright build` after each build of the site; nothing else to do";
    Diagnostic::new(&GENERATOR_FEED, message).at(Place::file(file)).help(help)
}
