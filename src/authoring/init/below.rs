//! A folder in; the sites in those of its folders in which projects usually have theirs, out.

use super::detected;
use crate::site::file_name::join;
use crate::site::generators::{Generator, unsupported};
use crate::site::rules::Project;

/// The names of such folders.
const FOLDERS: &[&str] = &["docs", "blog", "site", "website"];

/// A site in a folder of a project.
#[derive(Debug)]
pub(crate) struct SiteBelow {
    /// The name of the folder.
    pub folder: &'static str,
    /// The generator of the site.
    pub generator: &'static Generator,
}

/// The sites below a folder that is none itself.
#[must_use]
pub(crate) fn sites_below(project: Project<'_>) -> Vec<SiteBelow> {
    let is_site = !detected(project).is_empty() || unsupported(project).is_some();
    if is_site || !(project.list)("content").is_empty() {
        return Vec::new();
    }
    FOLDERS.iter().filter_map(|folder| site_in(project, folder)).collect()
}

fn site_in(project: Project<'_>, folder: &'static str) -> Option<SiteBelow> {
    let read = |file: &str| (project.read)(&join(folder, file));
    let list =
        |dir: &str| (project.list)(&if dir.is_empty() { folder.to_owned() } else { join(folder, dir) });
    let below = Project { root: &project.root.join(folder), read: &read, list: &list, content: None };
    let (generator, _) = detected(below).into_iter().next()?;
    Some(SiteBelow { folder, generator })
}
