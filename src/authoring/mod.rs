//! What writes articles and configuration, when the user asks for it: texts and facts in, edits out. Nothing is
//! overwritten that the edit was not made from, and what stands in a file beside the edit stays as it is, byte for byte.

pub(crate) mod adopt;
mod edit;
pub(crate) mod init;
pub(crate) mod new;
pub(crate) mod pin;
mod quote;

pub(crate) use edit::{Edit, write, write_named};
pub(crate) use quote::quoted;

use std::path::Path;

use crate::diagnostic::{Diagnostic, Place, codes};

codes! {
    AMBIGUOUS_ENTRY "ambiguous-entry" Warning "a published entry that could be any of several articles" ""
        "Its page is none of theirs, and its title, or its title and date, are those of more than one. Which one it is, \
         only you can say: write its id into that one's metadata.";
    CONFLICTING_IDS "conflicting-ids" Warning "an article that is published under several ids, or an id that names several" ""
        "An article has one id in RSS and JSON Feed, and one in Atom. Where feeds of one format give it different ones, or \
         one id to different articles, only you can say which one counts: write it into the metadata.";
    FOREIGN_DATE "foreign-date" Warning "a date under a key that another program reads, and Feedwright does not" "";
    HIDDEN_ARTICLE "hidden-article" Warning "an article that the site's generator does not publish, and Feedwright does" "";
    INEXACT_PERMALINK "inexact-permalink" Warning "a pattern of pages that Feedwright cannot say whole" "";
    OTHER_PAGE "other-page" Warning "an article whose page the site's generator puts elsewhere" "";
    PINNED_OTHERWISE "pinned-otherwise" Warning "an article whose metadata has another id than it is published under" ""
        "What somebody wrote into the metadata is not overwritten. If the published id is the right one, write it there.";
    UNKEPT_ID "unkept-id" Warning "a published id that cannot be kept" "RFC 4287 §4.2.6"
        "Atom takes only IRIs for ids, and XML not every character. Readers that know the entry by this id get it again.";
    UNKNOWN_ENTRY "unknown-entry" Info "a published entry that is none of the articles" ""
        "Neither its id, page, file, title nor date are those of an article here. It will be gone from the feed, which \
         readers do not notice; but if an article should be it, write its id into that one's metadata.";
    UNPINNED_FEED "unpinned-feed" Warning "a feed whose own published id was not written into the configuration" "RFC 4287 §4.2.6"
        "Some readers tell feeds apart by their own ids. Write it as `id` into the [[feed]] that takes its place.";
    UNREAD_SETTING "unread-setting" Info "a setting of the site's generator that could not be taken over" "";
    UNSAFE_EDIT "unsafe-edit" Error "a file that cannot be edited without a risk for what stands in it" "";
}

/// Says why `line` was not written into a file.
#[must_use]
pub(crate) fn unsafe_edit(file: &Path, reason: &str, line: &str) -> Diagnostic {
    Diagnostic::new(&UNSAFE_EDIT, format!("{reason}, so it was left as it is"))
        .at(Place::file(file))
        .help(format!("write it by hand: {line}"))
}
