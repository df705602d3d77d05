//! A folder whose site is to be configured: the names of its files, and their texts when they are asked for.

use std::path::Path;

use crate::authoring::UNREAD_SETTING;
use crate::diagnostic::{Diagnostic, Place};
use crate::site::file_name::extension;

/// A folder as it is found.
#[derive(Clone, Copy)]
pub(crate) struct Folder<'f> {
    /// Where it is, as the user would name it.
    pub root: &'f Path,
    /// The paths of its files below it, with `/` between their parts, sorted.
    pub files: &'f [String],
    /// The text of one of them, or why it cannot be read.
    pub read: &'f dyn Fn(&str) -> Result<String, Diagnostic>,
}

impl Folder<'_> {
    pub(super) fn has(&self, file: &str) -> bool {
        self.files.binary_search_by(|known| known.as_str().cmp(file)).is_ok()
    }

    /// The first of several files that is there.
    pub(super) fn first<'n>(&self, names: &[&'n str]) -> Option<&'n str> {
        names.iter().copied().find(|name| self.has(name))
    }

    pub(super) fn text(&self, file: &str) -> Option<String> {
        if self.has(file) { (self.read)(file).ok() } else { None }
    }

    /// The files below a folder, with their paths there.
    pub(super) fn below<'s>(&'s self, dir: &str) -> impl Iterator<Item = &'s str> {
        let prefix = if dir == "." { String::new() } else { format!("{}/", dir.trim_end_matches('/')) };
        self.files.iter().filter_map(move |file| file.strip_prefix(&prefix))
    }

    pub(super) fn place(&self, file: &str) -> Place {
        Place::file(&self.root.join(file))
    }

    /// The articles that are written in a way that we do not read.
    pub(super) fn unread(&self, dir: &str, ending: &str, help: &str) -> Option<Diagnostic> {
        let mut unread = self.below(dir).filter(|path| extension(path) == ending);
        let first = unread.next()?;
        let files = match unread.count() {
            0 => format!("1 .{ending} file is not an article"),
            more => format!("{} .{ending} files are not articles", more + 1),
        };
        let message = format!("{files}, since Feedwright reads only Markdown, HTML and plain text");
        let finding = Diagnostic::new(&UNREAD_SETTING, message);
        Some(finding.at(self.place(&format!("{dir}/{first}"))).help(help))
    }
}
