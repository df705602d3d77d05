//! What writes articles and configuration, when the user asks for it: texts and facts in, edits out. Nothing is
//! overwritten that the edit was not made from, and what stands in a file beside the edit stays as it is, byte for byte.

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
    FOREIGN_DATE "foreign-date" Warning "a date under a key that another program reads, and Feedwright does not" "";
    HIDDEN_ARTICLE "hidden-article" Warning "an article that the site's generator does not publish, and Feedwright does" "";
    INEXACT_PERMALINK "inexact-permalink" Warning "a pattern of pages that Feedwright cannot say whole" "";
    OTHER_PAGE "other-page" Warning "an article whose page the site's generator puts elsewhere" "";
    UNREAD_SETTING "unread-setting" Info "a setting of the site's generator that could not be taken over" "";
    UNSAFE_EDIT "unsafe-edit" Error "a file that cannot be edited without a risk for what stands in it" "";
}

/// Says why `line` was not written into a file.
#[must_use]
pub fn unsafe_edit(file: &Path, reason: &str, line: &str) -> Diagnostic {
    Diagnostic::new(&UNSAFE_EDIT, format!("{reason}, so it was left as it is"))
        .at(Place::file(file))
        .help(format!("write it by hand: {line}"))
}
