//! The mounts of a site in, which files of the mounted folders are content out.

use globset::{GlobBuilder, GlobMatcher};
use serde_json::Value;

use crate::site::generators::settings::{Settings, at, list, text};

/// The files of a mounted folder that are content.
#[derive(Clone, Debug)]
pub(super) struct Mounted {
    /// The folder.
    pub(super) dir: String,
    patterns: Vec<Pattern>,
}

/// A pattern of files below the folder.
#[derive(Clone, Debug)]
struct Pattern {
    glob: GlobMatcher,
    is_excluding: bool,
}

/// The folders that are mounted as content.
pub(super) fn all(settings: &Settings) -> Vec<Mounted> {
    let mounts = settings.get(&["module", "mounts"]).and_then(|(mounts, _)| mounts.as_array());
    mounts.into_iter().flatten().filter_map(Mounted::of).collect()
}

impl Mounted {
    fn of(mount: &Value) -> Option<Mounted> {
        let target = plain(&text(mount, &["target"])?);
        below(&target, "content")?;
        let named = |key: &str, is_excluding: bool| {
            let patterns = at(mount, &[key]).map(list).unwrap_or_default().into_iter();
            patterns.filter_map(move |pattern| Pattern::of(&pattern, is_excluding))
        };
        let patterns =
            named("excludeFiles", true).chain(named("includeFiles", false)).chain(named("files", false));
        Some(Mounted { dir: plain(&text(mount, &["source"])?), patterns: patterns.collect() })
    }

    /// The same relative to a folder that it is in.
    pub(super) fn in_folder(self, folder: &str) -> Option<Mounted> {
        Some(Mounted { dir: below(&self.dir, folder)?, ..self })
    }

    /// Whether a file is content: `None` if it is not in the folder. The first pattern that matches counts.
    pub(super) fn takes(&self, file: &str) -> Option<bool> {
        let path = below(file, &self.dir)?;
        let first = self.patterns.iter().find(|pattern| pattern.glob.is_match(&path));
        let takes_all = self.patterns.iter().all(|pattern| pattern.is_excluding);
        Some(first.map_or(takes_all, |pattern| !pattern.is_excluding))
    }
}

impl Pattern {
    /// `! private/**` excludes.
    fn of(text: &str, is_excluding: bool) -> Option<Pattern> {
        let (text, is_negated) = text.strip_prefix("! ").map_or((text, false), |text| (text, true));
        let text = text.trim_start_matches('/');
        // Two stars go through folders, whatever stands beside them.
        let is_mixed = text.split('/').any(|part| part.contains("**") && part != "**");
        let glob = GlobBuilder::new(text).literal_separator(!is_mixed).case_insensitive(true).build().ok()?;
        Some(Pattern { glob: glob.compile_matcher(), is_excluding: is_excluding || is_negated })
    }
}

/// A path without `./` and slashes at its ends.
pub(super) fn plain(path: &str) -> String {
    let parts = path.split('/').filter(|part| !part.is_empty() && *part != ".");
    parts.collect::<Vec<_>>().join("/")
}

/// A folder relative to one that it is in.
pub(super) fn below(dir: &str, of: &str) -> Option<String> {
    if dir == of || of.is_empty() {
        return Some(if dir == of { String::new() } else { dir.to_owned() });
    }
    Some(dir.strip_prefix(of)?.strip_prefix('/')?.to_owned())
}
