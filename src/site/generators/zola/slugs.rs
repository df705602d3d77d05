//! Names in, parts of paths out, as the site's `slugify` says.

use deunicode::deunicode;

use crate::site::generators::settings::Settings;

/// How a name becomes part of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slugs {
    /// In ASCII letters and digits, with hyphens between them.
    On,
    /// As it is, without what a file's name may not contain.
    Safe,
    /// As it is.
    Off,
}

impl Slugs {
    /// The setting of `slugify`.
    pub(super) fn of(settings: &Settings, key: &str) -> Slugs {
        match settings.any(&[&["slugify", key], &["slugify"]]).map(|mode| mode.value).as_deref() {
            Some("safe") => Slugs::Safe,
            Some("off" | "false") => Slugs::Off,
            Some(_) | None => Slugs::On,
        }
    }

    pub(super) fn slug(self, name: &str) -> String {
        match self {
            Slugs::On => latin(name),
            Slugs::Safe => {
                let kept: String = name.chars().filter(|c| !"<>:\"/\\|?*\n\r\t".contains(*c)).collect();
                kept.trim_end_matches(['.', ' ']).to_owned()
            }
            Slugs::Off => name.to_owned(),
        }
    }
}

/// Lower-case ASCII letters and digits, with one hyphen for each run of anything else.
fn latin(name: &str) -> String {
    let ascii = deunicode(name).to_ascii_lowercase();
    let words = ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
