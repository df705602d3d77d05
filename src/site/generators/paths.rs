//! Paths and addresses as programs in JavaScript write them.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::site::fields::Value;
use crate::site::file_name::{below, dir};
use crate::site::rules::{Detected, PageLocation};

/// A path without `./` and slashes around it.
pub(super) fn plain(path: &str) -> String {
    let path = path.trim_start_matches("./").trim_matches('/');
    if path == "." { String::new() } else { path.to_owned() }
}

/// A path in a folder, which may lead out of it: `../_data` in `content` is `_data`.
pub(super) fn resolved(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')).filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." && parts.last().is_some_and(|last| *last != "..") {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

/// The folder that contains all of these.
pub(super) fn common(folders: &[&str]) -> String {
    let first = folders.first().copied().unwrap_or_default();
    let above = std::iter::successors(Some(first), |folder| (!folder.is_empty()).then(|| dir(folder)));
    let mut above =
        above.filter(|folder| folders.iter().all(|other| other == folder || below(other, folder).is_some()));
    above.next().unwrap_or_default().to_owned()
}

/// The address of a site that lies in a folder of its host.
pub(super) fn with_base(site: Detected, base: &str) -> Detected {
    let (url, base) = (site.value.trim_end_matches('/'), base.trim_matches('/'));
    let has_base = base.is_empty() || url.ends_with(&format!("/{base}"));
    Detected { value: if has_base { format!("{url}/") } else { format!("{url}/{base}/") }, ..site }
}

/// A text as one part of a path, such as the name of a folder; empty if it cannot be one.
pub(super) fn path_part(text: String) -> String {
    let is_part = !text.contains(['/', '\\']) && !text.starts_with('.') && !text.contains(char::is_control);
    if is_part { text } else { String::new() }
}

/// The page at a path, whose characters with a meaning in URLs are percent-encoded, and others as browsers do it.
pub(super) fn page_at(path: &str) -> PageLocation {
    PageLocation::Encoded(encoded(path))
}

/// A part of a page.
pub(super) fn page_with_fragment(path: &str, fragment: &str) -> PageLocation {
    PageLocation::Encoded(format!("{}#{fragment}", encoded(path)))
}

fn encoded(path: &str) -> String {
    let mut path = path.replace('%', "%25").replace('#', "%23").replace('?', "%3F");
    while path.contains("//") {
        path = path.replace("//", "/");
    }
    path
}

/// The address of a picture. One beside the article gets another name when the site is built.
pub(super) fn picture<'a>(value: &Value<'a>) -> Option<Value<'a>> {
    let text = value.scalar()?;
    let is_address = ["/", "https://", "http://"].iter().any(|start| text.starts_with(start));
    is_address.then(|| value.clone())
}

/// Patterns of files, which are relative to a folder.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns {
    /// The files that are wanted, if it is said which.
    with: Option<GlobSet>,
    /// Those that are not, even so.
    without: Vec<GlobSet>,
    /// The patterns that are in no known language.
    pub(super) unread: Vec<String>,
}

impl Patterns {
    /// The files of some patterns, and without those that begin with `!`.
    pub(super) fn of(patterns: &[String]) -> Patterns {
        let (without, with): (Vec<_>, Vec<_>) =
            patterns.iter().map(String::as_str).partition(|pattern| is_excluding(pattern));
        let without: Vec<_> = without.into_iter().filter_map(|pattern| pattern.strip_prefix('!')).collect();
        let (mut unread, mut excluding) = (Vec::new(), Vec::new());
        let with = globs(&with, &mut unread).filter(|_| unread.is_empty());
        let without = globs(&without, &mut excluding).into_iter().collect();
        unread.extend(excluding);
        Patterns { with, without, unread }
    }

    /// All files, as long as these patterns are not known.
    pub(super) fn unread(patterns: Vec<String>) -> Patterns {
        Patterns { unread: patterns, ..Patterns::default() }
    }

    /// The same, without the files of other patterns.
    pub(super) fn without(self, others: &[String]) -> Patterns {
        let others: Vec<_> = others.iter().map(String::as_str).collect();
        let Patterns { with, mut without, mut unread } = self;
        without.extend(globs(&others, &mut unread));
        Patterns { with, without, unread }
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.with.as_ref().is_none_or(|files| files.is_match(path))
            && !self.without.iter().any(|files| files.is_match(path))
    }
}

/// Whether a pattern leaves out files, rather than beginning with a group such as `!(a|b)`.
fn is_excluding(pattern: &str) -> bool {
    pattern.strip_prefix('!').is_some_and(|rest| !rest.starts_with('('))
}

/// Those of some patterns that can be read; `None` without any.
fn globs(patterns: &[&str], unread: &mut Vec<String>) -> Option<GlobSet> {
    let mut set = GlobSetBuilder::new();
    let mut is_empty = true;
    for pattern in patterns {
        let plain = pattern.trim_start_matches("./").trim_start_matches('/');
        let has_group = ["@(", "!(", "+(", "?(", "*("].iter().any(|group| plain.contains(group));
        match GlobBuilder::new(plain).literal_separator(true).build() {
            Ok(glob) if !has_group => {
                set.add(glob);
                is_empty = false;
            }
            Ok(_) | Err(_) => unread.push((*pattern).to_owned()),
        }
    }
    set.build().ok().filter(|_| !is_empty)
}
