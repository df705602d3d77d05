//! Paths of findings in, the texts that they quote out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::root::Root;
use crate::site::config::Config;
use crate::site::scan;
use crate::source::encoding::normalized;

/// Loads the texts that findings quote: files, and texts that are not files. Caches the last file.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// The content folder. Files below it are read through it, so links cannot lead out of it.
    content: Option<Root>,
    stored: BTreeMap<PathBuf, Rc<String>>,
    last: Option<(PathBuf, Option<Rc<String>>)>,
}

impl Texts {
    /// The texts of a site.
    pub(crate) fn of(config: &Config) -> Texts {
        let content = Root::open(&config.content_dir());
        Texts { content: content.ok(), ..Texts::default() }
    }

    /// Adds a text that is not a file.
    pub(crate) fn insert(&mut self, name: &Path, text: String) {
        self.stored.insert(name.to_path_buf(), Rc::new(text));
    }

    /// The text of a file, if it can be read.
    pub(crate) fn load(&mut self, path: &Path) -> Option<Rc<String>> {
        if let Some(text) = self.stored.get(path) {
            return Some(Rc::clone(text));
        }
        if self.last.as_ref().is_none_or(|(known, _)| known != path) {
            self.last = Some((path.to_path_buf(), self.read(path).map(Rc::new)));
        }
        self.last.as_ref().and_then(|(_, text)| text.clone())
    }

    fn read(&self, path: &Path) -> Option<String> {
        let below = self.content.as_ref().and_then(|content| Some((content, content.below(path).ok()?)));
        let text = match below {
            Some((content, below)) => scan::text_below(content, below),
            None => scan::text(path),
        };
        // A line with a byte that is no text is shown with a mark in its place.
        let lossy = |bytes: Vec<u8>| normalized(&String::from_utf8_lossy(&bytes)).into_owned();
        text.ok().or_else(|| {
            let bytes = match below {
                Some((content, below)) => scan::bytes_below(content, below),
                None => scan::bytes(path),
            };
            bytes.ok().flatten().map(lossy)
        })
    }
}
