//! Any tree as a site: configuration, articles, pictures, whatever their names and contents. What is published is
//! accepted by strict parsers and by our own rules, and a second build finds nothing to write.
//!
//! A tree is written as one text: a line `-- content/a.md --` begins a file of that name.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path};

use feedwright::check;
use feedwright::site::config::{self, Config, Overrides};
use feedwright::site::pipeline::{self, Options};
use feedwright::site::{Outcome, Status};

/// Trees larger than this say nothing that smaller ones do not.
const FILES: usize = 24;

/// Builds a site twice.
pub fn site(bytes: &[u8]) {
    let Ok(folder) = tempfile::tempdir() else { return };
    let root = folder.path();
    let settings = lay(root, bytes);
    let Some(config) = config(root, &settings) else { return };
    let Some(first) = built(&config) else { return };
    if super::is_refused(&first.diagnostics) {
        assert!(!config.output.exists(), "published in spite of an error: {:?}", first.diagnostics);
        // Only the check of the document tells what is a mistake of who wrote it: that a language is not registered, or
        // that something is missing which a profile asks for.
        let has_profile =
            !config.check.profiles.is_empty() || config.feeds.iter().any(|feed| feed.promise().is_some());
        let of_ours = |name| {
            !has_profile && name != "unknown-language" && check::CODES.iter().any(|code| code.name == name)
        };
        let invalid = first
            .diagnostics
            .iter()
            .find(|finding| of_ours(finding.code.name) && super::is_refused(std::slice::from_ref(finding)));
        assert!(invalid.is_none(), "made, and not valid: {invalid:?}");
        return;
    }
    for document in &first.documents {
        accepted(&config, &document.path);
    }
    let second = built(&config).map(|outcome| outcome.documents).unwrap_or_default();
    assert!(second.iter().all(|document| document.status == Status::Unchanged), "{second:?}");
    assert_eq!(second.len(), first.documents.len());
}

/// Writes the files of a tree below a folder, and gives the configuration among them.
fn lay(root: &Path, tree: &[u8]) -> Vec<u8> {
    let mut settings = Vec::new();
    let mut file: Option<(&[u8], Vec<u8>)> = None;
    let mut files = Vec::new();
    for line in tree.split_inclusive(|byte| *byte == b'\n') {
        match name(line) {
            Some(name) => files.extend(file.replace((name, Vec::new()))),
            None => file.iter_mut().for_each(|(_, content)| content.extend_from_slice(line)),
        }
    }
    for (name, content) in files.into_iter().chain(file).take(FILES) {
        match name {
            b"feedwright.toml" => settings = content,
            _ => write(root, Path::new(OsStr::from_bytes(name)), &content),
        }
    }
    settings
}

fn name(line: &[u8]) -> Option<&[u8]> {
    line.strip_prefix(b"-- ")?.strip_suffix(b"\n")?.strip_suffix(b" --")
}

/// Writes a file of the content, if such a file can be. A template is the user's own program, and may run for ever.
fn write(root: &Path, name: &Path, content: &[u8]) {
    let below = name.components().all(|part| matches!(part, Component::Normal(_)));
    if below && name.starts_with("content") {
        let file = root.join(name);
        let _ = file.parent().map(fs::create_dir_all);
        let _ = fs::write(file, content);
    }
}

/// The configuration, but for the folders that it names: this one is left by nobody.
fn config(root: &Path, settings: &[u8]) -> Option<Config> {
    let overrides = Overrides { base_url: Some("https://blog.ruiz.dev/".to_owned()), ..Overrides::default() };
    let text = String::from_utf8_lossy(settings);
    let (config, found) = config::read(
        &root.join("feedwright.toml"),
        &text,
        &overrides,
        config::Known::new(&feedwright::codes()),
    );
    let mut config = config.filter(|_| !super::is_refused(&found))?;
    config.content.dir = "content".into();
    config.output = root.join("public");
    config.site.against = None;
    // Pages and style sheets for people are no feeds.
    config.companion = None;
    for feed in &mut config.feeds {
        let _ = std::mem::take(&mut feed.stylesheet);
    }
    Some(config)
}

/// What became of a build; nothing where the world failed, as where a name is too long.
fn built(config: &Config) -> Option<Outcome> {
    let now = "2026-11-01T00:00:00Z".parse().ok()?;
    pipeline::build(config, &Options::at(now), None, Vec::new(), &|_| {}).ok()
}

fn accepted(config: &Config, path: &str) {
    let bytes = fs::read(config.output.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let text = std::str::from_utf8(&bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
    if text.starts_with('{') {
        serde_json::from_str::<serde_json::Value>(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    } else {
        roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    }
    feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let options =
        check::Options { base: config.site.base_url.file_below(path).ok(), ..check::Options::default() };
    let checked = check::document(Path::new(path), &bytes, &options);
    let found: Vec<_> = checked.findings.into_iter().map(|(finding, _)| finding).collect();
    assert!(!super::is_refused(&found), "{found:?}\n{text}");
}
