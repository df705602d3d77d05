//! Stage 1: a directory in, its sources out, sorted. Every file that Feedwright reads is read here; what is in
//! it, is for later stages.

#[cfg(feature = "git")]
pub(crate) mod git;
mod ignore_files;
mod ignored;
mod listing;
mod media;
mod paths;
mod read;
mod refused;
mod walk;

pub(crate) use ignored::ignored;
pub(crate) use listing::listing;
pub(crate) use media::{Roots, enclosure, image};
pub(crate) use paths::{PathKind, canonical, is_link, leads_out, path_kind};
pub(crate) use read::{
    article_bytes_below, body, bytes, bytes_below, changed, feeds, head, optional, published, size,
    size_below, text, text_below, text_up_to,
};
pub(crate) use walk::{Sources, names, sources};

use crate::diagnostic::codes;

codes! {
    AMBIGUOUS_METADATA "ambiguous-metadata" Error "one .toml file beside several files that it could belong to" "";
    CHANGED_FILE "changed-file" Error "a file that changed while it was read" "";
    LINK_LEAVES_CONTENT "link-leaves-content" Error "a symbolic link that leads out of the content folder, or in a circle" "";
    LONELY_METADATA "lonely-metadata" Info "a .toml file without an article beside it" "";
    MISSING_FILE "missing-file" Warning "a file that should lie beside the article does not" "";
    NAME_NOT_UTF8 "name-not-utf8" Error "a file whose name cannot become part of a URL" "RFC 3986 §2.5";
    NOT_UTF8 "not-utf8" Error "a text in another encoding than UTF-8" "RFC 3629";
    SHALLOW_CLONE "shallow-clone" Warning "a git repository without its history, which does not know when files were added" "";
    UNMEASURED_ENCLOSURE "unmeasured-enclosure" Warning "an enclosure whose size nobody knows: podcast apps show none" "RSS 2.0 <enclosure>";
    UNREADABLE_FILE "unreadable-file" Error "a file that cannot be read" "";
    UNREADABLE_REPOSITORY "unreadable-repository" Warning "a git repository in a form that cannot be read, which gives no dates" "";
}
