//! The settings of a Hugo site in; its languages, and the folders with its articles, out.

use std::collections::BTreeSet;

use serde_json::Value;

use super::mount::{self, Mounted, below, plain};
use crate::feed::Language;
use crate::site::file_name::{ContentRoot, join};
use crate::site::generators::settings::{Settings, list, text};
use crate::site::zone::Zone;

/// A language in which the site is published.
#[derive(Clone, Debug)]
pub(super) struct HugoLanguage {
    /// Its key in the configuration and in paths.
    pub(super) key: String,
    /// Its tag.
    pub(super) tag: Language,
    /// The folder of its pages; empty if they have none.
    pub(super) prefix: String,
    /// The zone of its dates, if it has its own.
    pub(super) zone: Option<Zone>,
    /// The URL of its pages, if they are on another site than those in the site's own language.
    pub(super) base_url: Option<String>,
}

/// The languages of a site.
#[derive(Clone, Debug, Default)]
pub(super) struct Languages {
    /// The published ones, the site's own first.
    pub(super) all: Vec<HugoLanguage>,
    /// The keys of the others.
    pub(super) disabled: Vec<String>,
    /// Whether each language has a site of its own, in a folder of the output.
    pub(super) has_hosts: bool,
}

impl Languages {
    pub(super) fn of(settings: &Settings) -> Languages {
        let keys: BTreeSet<_> =
            settings.entries(&["languages"]).into_iter().map(|(key, _)| key.to_lowercase()).collect();
        let off: Vec<_> = settings.list(&["disableLanguages"]).iter().map(|key| key.to_lowercase()).collect();
        let is_off = |key: &String| off.contains(key) || settings.is_true(&["languages", key, "disabled"]);
        let (disabled, enabled): (Vec<_>, Vec<_>) = keys.into_iter().partition(is_off);
        let enabled = own_first(settings, enabled);
        let has_hosts = enabled.iter().any(|key| settings.text(&["languages", key, "baseURL"]).is_some());
        let own_in_folder = settings.is_true(&["defaultContentLanguageInSubdir"]);
        let mut all: Vec<HugoLanguage> = Vec::new();
        for (at, key) in enabled.into_iter().enumerate() {
            let is_own = at == 0;
            let Some(tag) = tag(settings, &key, is_own, &all) else { continue };
            let has_prefix = !has_hosts && (!is_own || own_in_folder);
            let base_url = settings.text(&["languages", &key, "baseURL"]).map(|url| url.value);
            let zone = settings.text(&["languages", &key, "timeZone"]);
            all.push(HugoLanguage {
                prefix: if has_prefix { key.clone() } else { String::new() },
                base_url: base_url.filter(|_| !is_own),
                zone: zone.and_then(|zone| Zone::named(&zone.value)),
                tag,
                key,
            });
        }
        Languages { all, disabled, has_hosts }
    }

    /// The site's own language.
    pub(super) fn own(&self) -> Option<&HugoLanguage> {
        self.all.first()
    }

    /// The language with a tag; the site's own if there is none.
    pub(super) fn tagged(&self, tag: Option<&Language>) -> Option<&HugoLanguage> {
        let found = self.all.iter().find(|language| Some(&language.tag) == tag);
        found.or_else(|| self.own())
    }

    pub(super) fn named(&self, key: &str) -> Option<&HugoLanguage> {
        self.all.iter().find(|language| language.key.eq_ignore_ascii_case(key))
    }
}

/// The keys of languages in their order, that of the site first. Without any, it has one all the same.
fn own_first(settings: &Settings, mut keys: Vec<String>) -> Vec<String> {
    let own = settings.text(&["defaultContentLanguage"]).map(|own| own.value.to_lowercase());
    let weight = |key: &String| settings.count(&["languages", key, "weight"]).unwrap_or(usize::MAX);
    keys.sort_by_key(|key| (weight(key), key.clone()));
    let own = own.unwrap_or_else(|| "en".to_owned());
    match keys.iter().position(|key| *key == own) {
        Some(at) => {
            let own = keys.remove(at);
            keys.insert(0, own);
        }
        None if keys.is_empty() => keys.push(own),
        None => {}
    }
    keys
}

/// The tag of a language: that of its locale, unless another language has the same.
fn tag(settings: &Settings, key: &str, is_own: bool, others: &[HugoLanguage]) -> Option<Language> {
    let of_key = settings.any(&[&["languages", key, "locale"], &["languages", key, "languageCode"]]);
    let of_site = || settings.any(&[&["locale"], &["languageCode"]]).filter(|_| is_own);
    let parse = |text: &str| Language::parse(&text.replace('_', "-"));
    let locale = of_key.or_else(of_site).and_then(|locale| parse(&locale.value));
    let is_new = |tag: &Language| others.iter().all(|other| other.tag != *tag);
    locale.filter(is_new).or_else(|| parse(key).filter(is_new))
}

/// The folders with articles.
#[derive(Clone, Debug, Default)]
pub(super) struct Roots {
    /// The folder that contains all of them.
    pub(super) content: String,
    /// Those folders, below it.
    pub(super) all: Vec<ContentRoot>,
    /// Folders in them with articles in languages that are not published.
    pub(super) disabled: Vec<String>,
    /// Which files of mounted folders are content.
    pub(super) mounted: Vec<Mounted>,
}

/// Finds the folders with articles. `content` is the content folder that the user has chosen.
pub(super) fn roots(settings: &Settings, languages: &Languages, content: Option<&str>) -> Roots {
    let mounts = mounts(settings, languages);
    let filters = mount::all(settings);
    let folders = if mounts.is_empty() { content_dirs(settings, languages) } else { mounts };
    let common = folders.iter().map(|root| root.dir.clone()).reduce(|a, b| common(&a, &b));
    let content = content.map(plain).or(common).unwrap_or_else(|| "content".to_owned());
    let below = |dir: &str| below(dir, &content);
    let roots =
        folders.iter().filter_map(|root| Some(ContentRoot { dir: below(&root.dir)?, ..root.clone() }));
    let roots: Vec<_> = roots.collect();
    let is_whole =
        |root: &ContentRoot| root.dir.is_empty() && root.mount.is_empty() && root.language.is_none();
    let disabled = languages.disabled.iter();
    let disabled = disabled
        .filter_map(|key| settings.text(&["languages", key, "contentDir"]))
        .map(|dir| plain(&dir.value));
    let disabled =
        disabled.filter(|dir| folders.iter().all(|root| root.dir != *dir)).filter_map(|dir| below(&dir));
    Roots {
        disabled: disabled.collect(),
        mounted: filters.into_iter().filter_map(|mounted| mounted.in_folder(&content)).collect(),
        all: if matches!(roots.as_slice(), [root] if is_whole(root)) { Vec::new() } else { roots },
        content,
    }
}

/// The content folder of each language.
fn content_dirs(settings: &Settings, languages: &Languages) -> Vec<ContentRoot> {
    let of_site =
        settings.text(&["contentDir"]).map_or_else(|| "content".to_owned(), |dir| plain(&dir.value));
    let own = |language: &HugoLanguage| {
        let dir = settings.text(&["languages", &language.key, "contentDir"]);
        dir.map(|dir| (plain(&dir.value), language.tag.clone()))
    };
    let mut roots: Vec<ContentRoot> = Vec::new();
    for language in &languages.all {
        let (dir, tag) = own(language).map_or((of_site.clone(), None), |(dir, tag)| (dir, Some(tag)));
        match roots.iter_mut().find(|root| root.dir == dir) {
            // Several languages share it.
            Some(root) => root.language = None,
            None => roots.push(ContentRoot { dir, language: tag, ..ContentRoot::default() }),
        }
    }
    roots
}

/// The folders that are mounted as content.
fn mounts(settings: &Settings, languages: &Languages) -> Vec<ContentRoot> {
    let mounts = settings.get(&["module", "mounts"]).and_then(|(mounts, _)| mounts.as_array());
    let root = |mount: &Value| {
        let (source, target) = (plain(&text(mount, &["source"])?), plain(&text(mount, &["target"])?));
        let inside = below(&target, "content")?;
        let key = text(mount, &["lang"]).or_else(|| {
            let matrix = crate::site::generators::settings::at(mount, &["sites", "matrix", "languages"]);
            matrix.map(list).filter(|keys| keys.len() == 1)?.pop()
        });
        let language = key.and_then(|key| languages.named(&key)).map(|language| language.tag.clone());
        let is_own = !source.split('/').any(|part| part == "..") && !source.starts_with("node_modules/");
        is_own.then_some(ContentRoot { dir: source, language, mount: inside, shows: None })
    };
    mounts.into_iter().flatten().filter_map(root).collect()
}

/// The folder that two paths share.
fn common(a: &str, b: &str) -> String {
    let same = a.split('/').zip(b.split('/')).take_while(|(a, b)| a == b);
    same.fold(String::new(), |dir, (part, _)| join(&dir, part))
}
