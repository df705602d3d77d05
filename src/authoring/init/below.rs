//! A folder in; the sites in those of its folders in which projects have theirs, out.

use std::collections::BTreeSet;

use super::detected;
use super::plain::{is_article, is_content};
use crate::site::file_name::join;
use crate::site::generators::unsupported;
use crate::site::rules::Project;

/// The usual names of such folders.
const FOLDERS: &[&str] = &["docs", "blog", "site", "website"];

/// Folders with several projects, each in a folder of its own.
const GROUPS: &[&str] = &["apps", "packages", "sites"];

/// Folders whose sites are not the project's own.
const OTHERS: &[&str] = &["example", "examples", "fixtures", "test", "testdata", "tests", "themes"];

/// A site in a folder of a project.
#[derive(Debug)]
pub(crate) struct SiteBelow {
    /// The path of the folder.
    pub folder: String,
    /// The name of its generator.
    pub generator: &'static str,
}

/// The sites below a folder that is none itself.
#[must_use]
pub(crate) fn sites_below(project: Project<'_>) -> Vec<SiteBelow> {
    let is_site = !detected(project).is_empty() || unsupported(project).is_some();
    let has_content = || (project.list)("content").iter().any(|file| is_content(file));
    if is_site || has_content() {
        return Vec::new();
    }
    let usual: Vec<_> = FOLDERS.iter().filter_map(|folder| site_in(project, folder, &supported)).collect();
    if usual.is_empty() { sites_elsewhere(project) } else { usual }
}

/// The sites in folders of any name, if most texts are in these.
fn sites_elsewhere(project: Project<'_>) -> Vec<SiteBelow> {
    let files = (project.list)("");
    let folders: BTreeSet<_> = files.iter().filter_map(|file| folder(file)).collect();
    let sites = folders.into_iter().filter_map(|folder| site_in(project, folder, &known));
    let sites: Vec<_> = sites.collect();
    let is_inside = |file: &&&String| {
        sites.iter().any(|site| file.strip_prefix(&site.folder).is_some_and(|rest| rest.starts_with('/')))
    };
    let texts = files.iter().filter(|file| file.contains('/') && is_article(file));
    let (inside, outside): (Vec<_>, Vec<_>) = texts.partition(|file| is_inside(&file));
    if inside.len() > outside.len() { sites } else { Vec::new() }
}

/// The folder of a file that may be that of a site.
fn folder(file: &str) -> Option<&str> {
    let (first, rest) = file.split_once('/')?;
    if OTHERS.contains(&first) {
        return None;
    }
    match rest.split_once('/') {
        Some((second, _)) if GROUPS.contains(&first) => file.get(..first.len() + 1 + second.len()),
        Some(_) | None => Some(first),
    }
}

/// The generator of a site, if its conventions are known.
fn supported(project: Project<'_>) -> Option<&'static str> {
    detected(project).first().map(|(generator, _)| generator.title)
}

/// The generator of a site, if at least its name is known.
fn known(project: Project<'_>) -> Option<&'static str> {
    supported(project).or_else(|| unsupported(project).map(|(generator, _)| generator.title))
}

fn site_in(
    project: Project<'_>,
    folder: &str,
    generator: &dyn Fn(Project<'_>) -> Option<&'static str>,
) -> Option<SiteBelow> {
    let read = |file: &str| (project.read)(&join(folder, file));
    let list =
        |dir: &str| (project.list)(&if dir.is_empty() { folder.to_owned() } else { join(folder, dir) });
    let below = Project { root: &project.root.join(folder), read: &read, list: &list, content: None };
    Some(SiteBelow { folder: folder.to_owned(), generator: generator(below)? })
}
