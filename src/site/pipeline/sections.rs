//! Documents in, the same with the texts of their sections out, which the `_index` file in the folder of a section has.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::feed::Language;
use crate::root::Root;
use crate::site::config::Config;
use crate::site::file_name::{FileName, join};
use crate::site::files::Source;
use crate::site::metadata::{self, Context};
use crate::site::scan;
use crate::site::section_texts::SectionTexts;
use crate::site::select::Selection;

/// The extensions of files that describe sections.
const EXTENSIONS: &[&str] = &["md", "markdown", "html"];

/// What one of them says, and its language.
type Described = (Option<Language>, SectionTexts);

/// Gives each document of a section the texts that the section has in its language.
pub(super) fn describe(
    config: &Config,
    content: &Root,
    (context, now): (Context<'_>, DateTime<Utc>),
    selections: &mut [Selection<'_>],
) {
    let folder = Arc::from(content.path());
    let mut known: BTreeMap<String, Vec<Described>> = BTreeMap::new();
    for selection in selections {
        let Some(section) = selection.section() else { continue };
        let described = known.entry(section.to_owned()).or_insert_with_key(|section| {
            paths(config, section)
                .into_iter()
                .filter_map(|path| read(content, &folder, path, (context, now)))
                .collect()
        });
        let own = config.site.language.as_ref();
        let found = described.iter().find(|(language, _)| selection.is_in(language.as_ref(), own));
        selection.section_texts = found.map(|(_, texts)| texts.clone()).unwrap_or_default();
    }
}

/// Where the files of a section may be.
fn paths(config: &Config, section: &str) -> Vec<String> {
    let names = &config.content.rules.names;
    let of_root = |mount: &str, dir: &str| {
        let first = mount.split('/').next().unwrap_or_default();
        if first.is_empty() { Some(join(dir, section)) } else { (mount == section).then(|| dir.to_owned()) }
    };
    let mut folders: Vec<_> = names.roots.iter().filter_map(|root| of_root(&root.mount, &root.dir)).collect();
    if names.roots.is_empty() {
        folders.push(section.to_owned());
    }
    let in_paths = names.languages.iter().map(|(name, _)| name.clone());
    let tags = config.site.languages.keys().chain(&config.site.language).map(|tag| tag.as_str().to_owned());
    let languages: Vec<_> = in_paths.chain(tags).collect();
    let stems =
        ["_index".to_owned()].into_iter().chain(languages.iter().map(|name| format!("_index.{name}")));
    let stems: Vec<_> = stems.collect();
    let files = |folder: &String| {
        let named = |stem: &String| {
            EXTENSIONS.iter().map(|end| join(folder, &format!("{stem}.{end}"))).collect::<Vec<_>>()
        };
        stems.iter().flat_map(named).collect::<Vec<_>>()
    };
    folders.iter().flat_map(files).collect()
}

/// What a file says; `None` if there is none, it cannot be read, or it is not public.
fn read(
    content: &Root,
    folder: &Arc<Path>,
    path: String,
    (context, now): (Context<'_>, DateTime<Utc>),
) -> Option<Described> {
    content.file(Path::new(&path)).ok()?;
    let Context { site, content: settings, .. } = context;
    if scan::is_left_out(content.path(), &path, settings) {
        return None;
    }
    let source = Source::new(folder, path).with_heads(settings.rules.heads);
    let mut buffer = Vec::new();
    let head = scan::head(content, &source, &mut buffer).ok()?;
    let texts = metadata::section(&source, &head, context, now)?;
    let name = FileName::of(&source.path, &settings.rules.names, |tag| site.has_language(tag));
    Some((name.language, texts))
}
