//! `defaults` of the configuration in, the values of keys for a document out.

use globset::{GlobBuilder, GlobMatcher};
use serde_json::{Map, Value};

use crate::site::generators::settings::{Settings, text};

/// The `defaults` of a site.
#[derive(Debug)]
pub(super) struct Defaults(Vec<Scope>);

/// Values for the documents of a scope.
#[derive(Debug)]
struct Scope {
    path: String,
    glob: Option<GlobMatcher>,
    label: Option<String>,
    values: Map<String, Value>,
}

impl Defaults {
    pub(super) fn of(settings: &Settings) -> Defaults {
        let all = settings.get(&["defaults"]).and_then(|(value, _)| value.as_array());
        Defaults(all.into_iter().flatten().filter_map(Scope::of).collect())
    }

    /// The values for the document of a collection at a path: those of the most precise scope win.
    pub(super) fn of_document(&self, path: &str, label: &str) -> Map<String, Value> {
        let mut values = Map::new();
        let mut strongest: Option<&Scope> = None;
        for scope in self.0.iter().filter(|scope| scope.has(path, label)) {
            let wins = strongest.is_none_or(|old| scope.wins_over(old));
            for (key, value) in &scope.values {
                if wins || !values.contains_key(key) {
                    values.insert(key.clone(), value.clone());
                }
            }
            strongest = if wins { Some(scope) } else { strongest };
        }
        values
    }
}

impl Scope {
    fn of(value: &Value) -> Option<Scope> {
        let values = value.get("values")?.as_object()?.clone();
        let path = text(value, &["scope", "path"]).unwrap_or_default();
        let path = path.trim_matches('/').to_owned();
        let is_glob = path.contains('*');
        let glob = is_glob.then(|| GlobBuilder::new(&path).literal_separator(true).build().ok()).flatten();
        let glob = glob.map(|glob| glob.compile_matcher());
        Some(Scope { glob, label: text(value, &["scope", "type"]), path, values })
    }

    fn has(&self, path: &str, label: &str) -> bool {
        let is_at = match &self.glob {
            Some(glob) => {
                let folders = path.match_indices('/').filter_map(|(end, _)| path.get(..end));
                folders.chain([path]).any(|folder| glob.is_match(folder))
            }
            None => path.starts_with(&self.path),
        };
        is_at && self.label.as_ref().is_none_or(|own| own == label)
    }

    fn wins_over(&self, old: &Scope) -> bool {
        if self.path.len() == old.path.len() {
            self.label.is_some() || old.label.is_none()
        } else {
            self.path.len() > old.path.len()
        }
    }
}
