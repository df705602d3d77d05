//! Writes articles and configuration, when the user asks for it: texts and facts in, edits out. Nothing is
//! overwritten that the edit was not made from, and what stands in a file beside the edit stays as it is, byte for
//! byte.

pub mod adopt;
mod edit;
pub mod init;
pub mod new;
pub mod pin;
mod quote;

pub use edit::{Edit, write, write_named};
pub use quote::quoted;

use std::path::Path;

use crate::diagnostic::{Diagnostic, Place, codes};

codes! {
    FOREIGN_DATE "foreign-date" Warning "date under a key that only another program reads" "";
    HIDDEN_ARTICLE "hidden-article" Warning "article that Feedwright publishes, but the site's generator does not" "";
    INEXACT_PERMALINK "inexact-permalink" Warning "permalink pattern that Feedwright cannot express exactly" "";
    OTHER_PAGE "other-page" Warning "article with another URL in the site's generator" "";
    UNREAD_SETTING "unread-setting" Info "setting of the site's generator that could not be used" "";
    UNSAFE_EDIT "unsafe-edit" Error "file that cannot be edited safely" "";
}

/// Reports why `line` was not written into a file.
#[must_use]
pub fn unsafe_edit(file: &Path, reason: &str, line: &str) -> Diagnostic {
    Diagnostic::new(&UNSAFE_EDIT, format!("{reason}, so it was left as it is"))
        .at(Place::file(file))
        .help(format!("write it by hand: {line}"))
}
