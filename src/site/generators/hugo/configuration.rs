//! The configuration files of a Hugo site in, its settings out: the folders `config/production` and `config/_default`
//! before `hugo.toml` or `config.toml`. Themes decide about nothing that concerns feeds.

use crate::site::file_name::{extension, name, without_extension};
use crate::site::generators::settings::{Settings, names_key};
use crate::site::rules::Project;

/// The extensions of configuration files.
const EXTENSIONS: &[&str] = &["toml", "yaml", "yml", "json"];

/// The names of files with a whole configuration.
const WHOLE: &[&str] = &["hugo", "config"];

/// Keys of a configuration by which a file of a common name is recognized.
const KEYS: &[&str] = &["baseURL", "languageCode", "locale", "defaultContentLanguage", "theme", "contentDir"];

/// The folders of configuration files that count for a published site.
const ENVIRONMENTS: &[&str] = &["production", "_default"];

/// A file that shows that a folder is a Hugo site.
pub(super) fn detect(project: Project<'_>) -> Option<String> {
    let in_folder = || {
        let files = (project.list)("config/_default");
        files.into_iter().find(|file| key_path(file).is_some()).map(|file| format!("config/_default/{file}"))
    };
    let file = root_file(project).or_else(in_folder)?;
    let is_named = file.starts_with("hugo.") || file.contains('/');
    let settings = Settings::read(project, [file.as_str()]);
    let text = || project.text(&file).filter(|_| !settings.found.is_empty()).unwrap_or_default();
    let has_key = |key: &&str| settings.get(&[key]).is_some() || names_key(&text(), key);
    (is_named || KEYS.iter().any(has_key)).then_some(file)
}

/// Reads all of them.
pub(super) fn read(project: Project<'_>) -> Settings {
    let mut settings = Settings::default();
    let files = (project.list)("config");
    for environment in ENVIRONMENTS {
        for file in files.iter().filter(|file| file.split('/').next() == Some(environment)) {
            let Some(keys) = key_path(file) else { continue };
            let keys: Vec<_> = keys.iter().map(String::as_str).collect();
            settings.add(project, &format!("config/{file}"), &keys);
        }
    }
    if let Some(file) = root_file(project) {
        settings.add(project, &file, &[]);
    }
    settings
}

fn root_file(project: Project<'_>) -> Option<String> {
    let names = WHOLE.iter().flat_map(|stem| EXTENSIONS.iter().map(move |end| format!("{stem}.{end}")));
    names.into_iter().find(|name| (project.read)(name).is_some())
}

/// The keys whose value a file in a folder of the configuration is: `params.toml`, `hugo.de.toml`.
fn key_path(file: &str) -> Option<Vec<String>> {
    let name = name(file);
    if !EXTENSIONS.contains(&extension(name)) {
        return None;
    }
    let stem = without_extension(name);
    let (key, language) = stem.split_once('.').map_or((stem, None), |(key, tag)| (key, Some(tag)));
    let of_language = |tag: &str| vec!["languages".to_owned(), tag.to_owned()];
    match (key, language) {
        // Menus are long, and concern nobody else.
        ("menu" | "menus", _) => None,
        ("params", Some(tag)) => Some([of_language(tag), vec![key.to_owned()]].concat()),
        (_, Some(tag)) => Some(of_language(tag)),
        (key, None) if WHOLE.contains(&key) => Some(Vec::new()),
        (key, None) => Some(vec![key.to_owned()]),
    }
}
