//! The paths of documents in; findings about those that hold a file that the site is made of, out: an article, its
//! metadata, a template or the configuration. No build replaces one, whatever it accepts.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::published;
use crate::root::Root;
use crate::site::config::Config;
use crate::site::kind::{FileKind, is_sidecar};
use crate::site::{publish, scan};

/// Where the files are that a site is made of.
struct Sources {
    configuration: PathBuf,
    templates: PathBuf,
    content: Vec<PathBuf>,
}

impl Sources {
    fn of(config: &Config) -> Sources {
        let folders = config.content_folders();
        Sources {
            configuration: scan::canonical(&config.file),
            templates: scan::canonical(&config.project.join("templates")),
            content: folders.iter().map(|folder| scan::canonical(folder)).collect(),
        }
    }

    /// What a file is for the site, if its place and name tell that.
    fn what(&self, file: &Path) -> Option<&'static str> {
        let name = file.file_name()?.to_str()?;
        let is_content = || self.content.iter().any(|folder| file.starts_with(folder));
        if self.configuration == file {
            Some("the configuration")
        } else if file.starts_with(&self.templates) {
            Some("a template")
        } else if FileKind::of_text(name).is_some() && is_content() {
            Some("an article")
        } else if is_sidecar(name) && is_content() {
            Some("the metadata of an article")
        } else {
            None
        }
    }
}

/// The findings about documents that would replace a file that the site is made of. A feed is none.
///
/// # Errors
/// If a file in the output folder cannot be read.
pub(super) fn findings<'d>(
    config: &Config,
    output: &Root,
    paths: impl Iterator<Item = &'d str>,
) -> Result<Vec<Diagnostic>, Error> {
    let sources = Sources::of(config);
    let mut found = Vec::new();
    for path in paths {
        let file = output.path().join(path);
        let Some(what) = sources.what(&scan::canonical(&file)) else { continue };
        let bytes = scan::bytes_below(output, Path::new(path))?;
        if bytes.is_some_and(|bytes| published::read(&bytes).is_none()) {
            found.push(publish::source(&file, what));
        }
    }
    Ok(found)
}
