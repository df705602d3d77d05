//! Commands that write articles and configuration: files and published feeds in, edits out. An edit applies only to the
//! content that it was made from, and everything outside of the edited lines stays as it is, byte for byte.

#[cfg(feature = "cli")]
pub(crate) mod adopt;
#[cfg(feature = "cli")]
mod edit;
#[cfg(feature = "cli")]
mod feed_table;
#[cfg(feature = "cli")]
pub(crate) mod file_text;
#[cfg(feature = "cli")]
pub(crate) mod init;
#[cfg(feature = "cli")]
pub(crate) mod measure;
#[cfg(feature = "cli")]
pub(crate) mod new;
#[cfg(feature = "cli")]
pub(crate) mod pin;
#[cfg(feature = "cli")]
pub(crate) use crate::site::fields::quoted;
#[cfg(feature = "cli")]
pub(crate) use edit::{Edit, write, write_named};
#[cfg(feature = "cli")]
pub(crate) use feed_table::feed_table;

#[cfg(feature = "cli")]
use std::path::Path;

use crate::diagnostic::codes;
#[cfg(feature = "cli")]
use crate::diagnostic::{Diagnostic, Place};

codes! {
    AMBIGUOUS_ENTRY "ambiguous-entry" Warning "published entry that matches several articles" ""
        "None of them has its page, and more than one has its title, or its title and date. Write its id into the \
         metadata of the right article.";
    CONFLICTING_IDS "conflicting-ids" Warning "article published under several ids, or id published for several articles" ""
        "An article has one id in RSS and JSON Feed, and one in Atom. Here, feeds of the same format give it \
         different ids, or give one id to different articles. Write the right id into the article's metadata.";
    PARTLY_PUBLISHED_KEY "partly-published-key" Warning "key with which some articles are published and others are not" ""
        "`init` writes a key into `ignore-keys` if the published feeds contain all articles that only this key withholds. \
         Here some of them are missing from a feed that would contain them, and they may be private.";
    PINNED_OTHERWISE "pinned-otherwise" Warning "article whose metadata has a different id than the published one" ""
        "An id in the metadata is never overwritten. If the published id is the right one, write it there.";
    UNEXPLAINED_FEED "unexplained-feed" Warning "published feed whose articles match no selection" ""
        "`init` writes no feed whose articles it would have to guess: the term that the path or the title names comes first, and \
         where its articles are not those of the feed, or several selections have these, no other one is taken. Write a \
         `[[feed]]` with its path, format and `select` into the configuration, and compare with `feedwright diff`.";
    UNKEPT_ID "unkept-id" Warning "published id that cannot be kept" "RFC 4287 §4.2.6"
        "Atom accepts only IRIs as ids, and XML does not allow every character. Readers that know the entry by this \
         id show it again.";
    UNKNOWN_ENTRY "unknown-entry" Info "published entry that matches no article" ""
        "No article here has its id, page, file, title or date. It will disappear from the feed, which subscribers do \
         not notice. If it is one of the articles, write its id into that article's metadata.";
    UNMEASURABLE "unmeasurable-enclosure" Error "recording on another host that cannot be measured" "RSS 2.0 <enclosure>"
        "`feedwright measure` requests the size and the first bytes of each recording whose size is unknown. Podcast \
         apps do the same, with HEAD and range requests.";
    UNMEASURED_DURATION "unmeasured-duration" Warning "recording on another host whose duration cannot be measured" "Apple Podcasts <itunes:duration>"
        "Apps show how long an episode is. A recording says that at its beginning or at its end, so its server has to answer \
         requests for a part of it.";
    UNPINNED_FEED "unpinned-feed" Warning "feed whose published id was not written into the configuration" "RFC 4287 §4.2.6"
        "Some readers identify feeds by their ids. Write it as `id` into the [[feed]] that replaces this feed.";
    UNSAFE_EDIT "unsafe-edit" Error "file that cannot be edited safely" "";
    UNWRITTEN_SHOW "unwritten-podcast" Warning "part of a published podcast that was not written into the configuration" ""
        "`init --from` writes the settings of a published podcast as `[feed.podcast]`. It reports elements that have \
         no key there, and required keys that the podcast lacks.";
}

/// Reports why `line` was not written into a file.
#[must_use]
#[cfg(feature = "cli")]
pub(crate) fn unsafe_edit(file: &Path, reason: &str, line: &str) -> Diagnostic {
    Diagnostic::new(&UNSAFE_EDIT, format!("{reason}, so it was left as it is"))
        .at(Place::file(file))
        .help(format!("write it by hand: {line}"))
}
