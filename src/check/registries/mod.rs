//! Names in, whether they are in a public registry out. Each registry is a data file in this folder, which the script
//! `renew` extracts from the registry's own file; none is typed by hand. HTML's entities and media types come from the
//! crates `html5ever` and `mime_guess`.

mod languages;

use std::cmp::Ordering;
use std::sync::OnceLock;

use html5ever::data::NAMED_ENTITIES;

#[cfg(feature = "site")]
pub(crate) use languages::is_right_to_left;
pub(crate) use languages::{is_language, is_region};

/// Link relations: <https://www.iana.org/assignments/link-relations/>
pub(crate) static LINK_RELATIONS: Registry = Registry::new(include_str!("link-relations.txt"));

/// HTML elements, current or obsolete, except for the roots of SVG and `MathML`.
pub(crate) static HTML_ELEMENTS: Registry = Registry::new(include_str!("html-elements.txt"));

/// Apple's podcast categories. Subcategories follow their category and a `/`.
pub(crate) static APPLE_CATEGORIES: Registry = Registry::new(include_str!("apple-categories.txt"));

/// Categories that Apple removed or moved in 2019.
pub(crate) static OLD_APPLE_CATEGORIES: Registry =
    Registry::new(include_str!("apple-categories-until-2019.txt"));

/// Values of `<podcast:medium>`.
pub(crate) static PODCAST_MEDIUMS: Registry = Registry::new(include_str!("podcast-mediums.txt"));

/// Roles of the European Broadcasting Union, for `<media:credit>`.
pub(crate) static MEDIA_ROLES: Registry = Registry::new(include_str!("media-roles.txt"));

/// Creative Commons licenses: SPDX identifiers, each with the address of the license.
#[cfg(feature = "site")]
static CREATIVE_COMMONS: Registry = Registry::new(include_str!("creative-commons-licenses.txt"));

/// SPDX identifiers of licenses, in lower case, as podcasts have them.
#[cfg(feature = "site")]
pub(crate) static SPDX_LICENSES: Registry = Registry::new(include_str!("spdx-licenses.txt"));

/// URI schemes: <https://www.iana.org/assignments/uri-schemes/>
static URI_SCHEMES: Registry = Registry::new(include_str!("uri-schemes.txt"));

/// Unregistered schemes in wide use.
const UNREGISTERED_SCHEMES: &[&str] = &[
    "admin",
    "bluesky",
    "gemini",
    "git+ssh",
    "github",
    "javascript",
    "mastodon",
    "podcast",
    "sgnl",
    "tg",
    "tg-msg",
    "web+mastodon",
    "whatsapp",
    "zoom",
];

/// Entities of XHTML 1, which some readers also recognize without a semicolon.
static XHTML_ENTITIES: Registry = Registry::new(include_str!("xhtml-entities.txt"));

/// The names in a data file, sorted, one per line. Lookups need no preparation, since most registries are rarely used.
#[derive(Debug)]
pub(crate) struct Registry {
    file: &'static str,
    names: OnceLock<Vec<&'static str>>,
}

impl Registry {
    const fn new(file: &'static str) -> Registry {
        Registry { file, names: OnceLock::new() }
    }

    /// All names.
    pub(crate) fn names(&self) -> &[&'static str] {
        self.names.get_or_init(|| self.file.lines().filter(|line| !line.starts_with('#')).collect())
    }

    /// The index of a name.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.names().binary_search(&name).ok()
    }

    /// Whether a name is registered in this spelling.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.line(|line| line.cmp(name)).is_some()
    }

    /// The rest of the line of a name, if the name is registered.
    fn details(&self, name: &str) -> Option<&'static str> {
        let split = |line: &'static str| line.split_once(' ').unwrap_or((line, ""));
        self.line(|line| split(line).0.cmp(name)).map(|line| split(line).1)
    }

    /// The line for which `compare` returns `Equal`, by binary search.
    fn line(&self, compare: impl Fn(&'static str) -> Ordering) -> Option<&'static str> {
        let mut rest = self.file;
        while !rest.is_empty() {
            let (before, line, after) = middle_line(rest);
            match compare(line) {
                Ordering::Less => rest = after,
                Ordering::Equal => return Some(line),
                Ordering::Greater => rest = before,
            }
        }
        None
    }
}

/// The line in the middle of a text, with the lines before and after it.
fn middle_line(text: &str) -> (&str, &str, &str) {
    let (head, _) = text.split_at(text.floor_char_boundary(text.len() / 2));
    let (before, from) = text.split_at(head.rfind('\n').map_or(0, |end| end + 1));
    let (line, after) = from.split_once('\n').unwrap_or((from, ""));
    (before, line, after)
}

/// The SPDX identifiers of Creative Commons licenses, each with the address of the license.
#[cfg(feature = "site")]
pub(crate) fn creative_commons() -> impl Iterator<Item = (&'static str, &'static str)> {
    CREATIVE_COMMONS.names().iter().filter_map(|line| line.split_once(' '))
}

/// Whether a scheme in lower case is registered, or in wide use.
pub(crate) fn is_scheme(name: &str) -> bool {
    URI_SCHEMES.contains(name) || UNREGISTERED_SCHEMES.contains(&name)
}

/// Whether HTML has, or had, an element with this lower-case name.
pub(crate) fn is_html(name: &str) -> bool {
    HTML_ELEMENTS.position(name).is_some() || matches!(name, "math" | "svg")
}

/// Whether HTML has an entity with this name, including its semicolon.
pub(crate) fn is_entity(name: &str) -> bool {
    // The table also has prefixes of names, which stand for no character.
    name.ends_with(';') && NAMED_ENTITIES.get(name).is_some_and(|(first, _)| *first != 0)
}

/// Whether some readers recognize an entity with this name without its semicolon.
pub(crate) fn is_open_entity(name: &str) -> bool {
    XHTML_ENTITIES.contains(name)
}
