//! A folder to be configured: the names of its files, and their texts on request. Does not interpret them.

use std::path::Path;

use crate::authoring::UNREAD_SETTING;
use crate::diagnostic::{Diagnostic, Place};
use crate::site::file_name::extension;

/// A folder with its files.
#[derive(Clone, Copy)]
pub(crate) struct Folder<'f> {
    /// Its path, as the user would name it.
    pub root: &'f Path,
    /// The paths of its files relative to it, with `/` as separator, sorted.
    pub files: &'f [String],
    /// Reads the text of one of them, or reports why it cannot be read.
    pub read: &'f dyn Fn(&str) -> Result<String, Diagnostic>,
}

impl Folder<'_> {
    pub(super) fn has(&self, file: &str) -> bool {
        self.files.binary_search_by(|known| known.as_str().cmp(file)).is_ok()
    }

    /// The first of several files that exists.
    pub(super) fn first<'n>(&self, names: &[&'n str]) -> Option<&'n str> {
        names.iter().copied().find(|name| self.has(name))
    }

    pub(super) fn text(&self, file: &str) -> Option<String> {
        if self.has(file) { (self.read)(file).ok() } else { None }
    }

    /// The files below a folder, with their paths relative to it.
    pub(super) fn below<'s>(&'s self, dir: &str) -> impl Iterator<Item = &'s str> {
        let prefix = if dir == "." { String::new() } else { format!("{}/", dir.trim_end_matches('/')) };
        self.files.iter().filter_map(move |file| file.strip_prefix(&prefix))
    }

    pub(super) fn place(&self, file: &str) -> Place {
        Place::file(&self.root.join(file))
    }

    /// Reports articles in a format that is not supported.
    pub(super) fn unsupported_files(
        &self,
        dir: &str,
        extension_name: &str,
        help: &str,
    ) -> Option<Diagnostic> {
        let mut unsupported = self.below(dir).filter(|path| extension(path) == extension_name);
        let first = unsupported.next()?;
        let files = match unsupported.count() {
            0 => format!("1 .{extension_name} file is not an article"),
            more => format!("{} .{extension_name} files are not articles", more + 1),
        };
        let message = format!("{files}, since Feedwright reads only Markdown, HTML and plain text");
        let finding = Diagnostic::new(&UNREAD_SETTING, message);
        Some(finding.at(self.place(&format!("{dir}/{first}"))).help(help))
    }
}
