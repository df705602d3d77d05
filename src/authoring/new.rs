//! A new article: a path and what is known of the site in, a file with its metadata filled in out.

use std::path::{Component, Path, PathBuf};

use chrono::{DateTime, SecondsFormat, Utc};

use super::{Edit, pin, quoted};
use crate::config::Config;
use crate::model::language::Language;
use crate::model::slug::slug;
use crate::model::source::{Kind, Source, extension, is_about_folder, leading_date};

/// What is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'w> {
    /// Where the file is to be, below the content folder, with `/` between the parts. Without a known extension it is
    /// Markdown.
    pub path: &'w str,
    /// Its title; the words of its name without one.
    pub title: Option<&'w str>,
    /// The date that it gets, which is written in the site's zone.
    pub now: DateTime<Utc>,
}

/// The edits that make an article. `siblings` are the names of the files in its folder.
///
/// # Errors
/// If it is there already, or would share its metadata with another file, or could be no article: what is wrong, and what
/// to do.
pub fn article(
    wish: Wish<'_>,
    config: &Config,
    siblings: &[String],
) -> Result<Vec<Edit>, (String, &'static str)> {
    let path = with_extension(wish.path);
    let folder = config.project.join(&config.content.dir);
    let source = Source::new(&folder.into(), path);
    let metadata = metadata(&wish, &source, config);
    let file = |file: PathBuf, text: String| Edit { file, before: None, after: text.into_bytes() };
    free(&source, siblings)?;
    let beside = source.file().with_extension("toml");
    Ok(match source.kind {
        Kind::Markdown => vec![file(source.file(), format!("+++\n{metadata}+++\n\n"))],
        Kind::Html => {
            vec![file(beside, metadata), file(source.file(), "<article>\n\n</article>\n".to_owned())]
        }
        Kind::Text => vec![file(beside, metadata), file(source.file(), String::new())],
        // The recording itself is somebody else's to put there.
        Kind::Media => vec![file(beside, metadata)],
    })
}

/// Of a name such as `version-2.1` the rest is no extension.
fn with_extension(path: &str) -> String {
    let is_known = Kind::of_text(path).is_some() || mime_guess::from_path(path).first().is_some();
    if is_known && !extension(path).eq_ignore_ascii_case("toml") {
        path.to_owned()
    } else {
        format!("{path}.md")
    }
}

/// Whether nothing is in the way.
fn free(source: &Source, siblings: &[String]) -> Result<(), (String, &'static str)> {
    let (file, name) = (source.file().display().to_string(), source.name());
    if is_about_folder(name) {
        return Err((format!("`{file}` would be about its folder, and no article"), "give it another name"));
    }
    let is_media = source.kind == Kind::Media;
    let is_there = |name: &str| siblings.iter().any(|sibling| sibling.eq_ignore_ascii_case(name));
    if is_there(name) && !is_media {
        let help = "edit it; if it has no metadata, `feedwright adopt` gives it some";
        return Err((format!("`{file}` is there already"), help));
    }
    let beside = source.file().with_extension("toml");
    if is_there(&format!("{}.toml", source.stem())) {
        let message = format!("`{}` is there already, and would be its metadata, too", beside.display());
        return Err((message, "edit that file, or choose another name"));
    }
    let shares = |sibling: &&String| {
        let stem = sibling.rsplit_once('.').map_or(sibling.as_str(), |(stem, _)| stem);
        stem == source.stem() && *sibling != name && (Kind::of_text(sibling).is_some() || !is_media)
    };
    match siblings.iter().find(shares).filter(|_| source.kind != Kind::Markdown) {
        Some(other) => {
            let message = format!("`{}` would be the metadata of `{other}`, too", beside.display());
            Err((message, "choose another name"))
        }
        None => Ok(()),
    }
}

fn metadata(wish: &Wish<'_>, source: &Source, config: &Config) -> String {
    let (name, language) = named(source, config);
    let language = language.or_else(|| config.site.language.clone());
    let title = wish.title.map_or_else(|| words(name), str::to_owned);
    let line = |key: &str, value: &str| format!("{key} = {}\n", quoted(value));
    let date = config.site.at(wish.now).to_rfc3339_opts(SecondsFormat::Secs, true);
    // The page of the site's own `index` file is the site.
    let slug = if source.dir().is_empty() && name == "index" { String::new() } else { slug(name) };
    [
        line("title", &title),
        format!("date = {date}\n"),
        config.content.id.mint(source).map(|id| format!("id = {}\n", pin::value(&id))).unwrap_or_default(),
        if slug.is_empty() { String::new() } else { line("slug", &slug) },
        match language {
            Some(language) => line("language", language.as_str()),
            None => "# language = \"en\"\n".to_owned(),
        },
        "draft = true  # remove this line to publish it\n".to_owned(),
    ]
    .concat()
}

/// The name that an article has of its path, less date and language, and the language. An `index` file has its folder's.
fn named<'s>(source: &'s Source, config: &Config) -> (&'s str, Option<Language>) {
    let (stem, language) = config.site.language_suffix(source.stem());
    let folder = source.dir().rsplit_once('/').map_or(source.dir(), |(_, name)| name);
    let name = if stem == "index" && !folder.is_empty() { folder } else { stem };
    let (_, rest) = leading_date(name);
    (if rest.is_empty() { name } else { rest }, language)
}

/// `hujan-lebat` as `Hujan lebat`
pub(super) fn words(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The path below the content folder of what somebody typed: below it already, or meant to be. None if it leads out of it.
#[must_use]
pub fn below(typed: &Path, content: &Path) -> Option<String> {
    let plain = |path: &'_ Path| path.strip_prefix(".").unwrap_or(path).to_path_buf();
    let typed = plain(typed);
    let inside = typed.strip_prefix(plain(content)).unwrap_or(&typed);
    let mut parts = Vec::new();
    for part in inside.components() {
        match part {
            Component::Normal(part) => parts.push(part.to_str()?),
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop()?;
            }
            Component::Prefix(_) | Component::RootDir => return None,
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}
