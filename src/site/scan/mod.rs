//! A folder in, its sources out, sorted. Every file that Feedwright reads is read here. Its content is parsed by later
//! stages.

#[cfg(feature = "git")]
pub(crate) mod git;
mod ignore_files;
mod ignored;
mod listing;
mod media;
pub(crate) mod output;
mod pages;
mod parallel;
mod paths;
mod read;
mod refused;
mod threads;
mod walk;
mod walk_error;

pub(crate) use ignored::ignored;
pub(crate) use listing::names_below;
pub(crate) use media::{Roots, enclosure, image};
pub(crate) use output::output;
pub(crate) use pages::{locations, page, pages};
pub(crate) use parallel::in_parallel;
pub(crate) use paths::{PathKind, canonical, is_link, leads_out, path_kind};
pub(crate) use read::{
    FoundFeeds, article_bytes_below, body, bytes, bytes_below, changed, feeds, head, named, optional, size,
    size_below, text, text_below, text_up_to,
};
pub(crate) use walk::{Sources, names, sources};

use crate::diagnostic::codes;

codes! {
    AMBIGUOUS_METADATA "ambiguous-metadata" Error ".toml file beside several files that it could belong to" "";
    CHANGED_FILE "changed-file" Error "file that changed while it was read" "";
    FILE_OUTSIDE_CONTENT "file-outside-content" Warning "image or enclosure outside of the content folder" "";
    LINK_LEAVES_CONTENT "link-leaves-content" Error "symbolic link that points outside of the content folder, or forms a loop" "";
    LONELY_METADATA "lonely-metadata" Info ".toml file without an article beside it" "";
    MISSING_FILE "missing-file" Warning "missing file beside the article" "";
    NAME_NOT_UTF8 "name-not-utf8" Error "file whose name is not UTF-8" "RFC 3986 §2.5";
    NOT_UTF8 "not-utf8" Error "text that is not UTF-8" "RFC 3629";
    SHALLOW_CLONE "shallow-clone" Warning "shallow git clone, which does not know when files were added" "";
    UNMEASURED_ENCLOSURE "unmeasured-enclosure" Warning "enclosure of unknown size, which podcast apps cannot show" "RSS 2.0 <enclosure>";
    UNREADABLE_FILE "unreadable-file" Error "unreadable file" "";
    UNREADABLE_REPOSITORY "unreadable-repository" Warning "unreadable git repository, which gives no dates" "";
}
