//! A folder without a known generator in, its settings out: an empty folder, or a hand-made site.

use super::{Detected, Preset};
use crate::site::file_name::describes_folder;
use crate::site::kind::{FileKind, is_sidecar};
use crate::site::recording::is_recording;

/// The articles of a small new site, as path and text.
pub(super) const ARTICLES: &[(&str, &str)] = &[
    ("content/hello.md", include_str!("../../../templates/starter/content/hello.md")),
    ("content/notes/first-note.md", include_str!("../../../templates/starter/content/notes/first-note.md")),
];

/// The placeholder in them for the current date.
pub(super) const DATE: &str = "2026-01-01T00:00:00Z";

/// Whether there are only the files of a new repository.
pub(super) fn is_empty(files: &[String]) -> bool {
    let is_of_repository = |file: &String| {
        let upper = file.to_uppercase();
        !file.contains('/')
            && (file.starts_with('.')
                || ["README", "LICENSE", "LICENCE", "COPYING"].iter().any(|name| upper.starts_with(name)))
    };
    files.iter().all(is_of_repository)
}

/// The settings of a new site.
pub(super) fn starter() -> Preset {
    Preset {
        content: Some(Detected::new("content", "")),
        output: Some(Detected::new("public", "")),
        ..Preset::default()
    }
}

/// Whether the articles of a folder are recordings: it has some, and no texts but what comes with them.
pub(super) fn is_show(files: &[String]) -> bool {
    files.iter().any(|file| is_recording(file)) && !files.iter().any(|file| is_article(file) || is_page(file))
}

fn is_page(file: &str) -> bool {
    FileKind::of_text(file) == Some(FileKind::Html)
}

/// A hand-made site. Its content folder is the one with the most texts, or with the most recordings if it has no texts.
pub(super) fn preset(files: &[String]) -> Preset {
    let content = content(files);
    let is_project = content.as_ref().is_some_and(|dir| dir.value == ".");
    let others = ["node_modules/", "public/", super::CONFIG].map(str::to_owned);
    let mut exclude = if is_project { others.to_vec() } else { Vec::new() };
    let drafts = ["drafts/", "_drafts/"]
        .into_iter()
        .filter(|drafts| files.iter().any(|file| format!("/{file}").contains(&format!("/{drafts}"))));
    exclude.extend(drafts.map(str::to_owned));
    Preset { content, exclude, ..Preset::default() }
}

fn content(files: &[String]) -> Option<Detected> {
    let is_show = is_show(files);
    let is_site = files.iter().any(|file| is_article(file) || is_page(file));
    let (kind, is_of_article): (_, fn(&str) -> bool) = if is_show {
        ("recording", is_recording)
    } else if is_site {
        ("Markdown file", is_article)
    } else {
        ("text file", is_wire)
    };
    if files.iter().any(|file| file.starts_with("content/") && (is_content(file) || is_of_article(file))) {
        return Some(Detected::new("content", "its name"));
    }
    let folders = files
        .iter()
        .filter(|file| is_of_article(file))
        .map(|file| file.split_once('/').map_or(".", |(first, _)| first));
    let mut counts = std::collections::BTreeMap::new();
    for first in folders {
        *counts.entry(first).or_insert(0) += 1;
    }
    let (most, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    let files = if count == 1 { format!("the {kind} there") } else { format!("the {count} {kind}s there") };
    Some(Detected::new(most, &files))
}

/// Whether a file is an article of any kind, or the metadata of one.
pub(super) fn is_content(file: &str) -> bool {
    FileKind::of_text(file).is_some() || is_sidecar(file)
}

/// Whether a file is a text that may be an article.
pub(super) fn is_article(file: &str) -> bool {
    FileKind::of_text(file) == Some(FileKind::Markdown) && !describes_folder(file)
}

/// Whether a file may be a text of an agency, and is none for programs.
fn is_wire(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file).to_lowercase();
    let is_for_programs =
        OTHER_TEXTS.split(", ").any(|other| other == name) || name.starts_with("requirements");
    FileKind::of_text(file) == Some(FileKind::Text) && !describes_folder(file) && !is_for_programs
}

/// Text files beside a site or a program, in lower case.
const OTHER_TEXTS: &str = "\
     robots.txt, humans.txt, ads.txt, app-ads.txt, security.txt, llms.txt, llms-full.txt, license.txt, licence.txt, copying.txt, \
     notice.txt, changelog.txt, changes.txt, authors.txt, todo.txt, cmakelists.txt";
