//! A path and the site's configuration in; a new article, with its metadata filled in, out.

use std::path::{Component, Path, PathBuf};

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

use super::{Edit, quoted};
use crate::authoring::pin::insert::IdInHead;
use crate::site::config::Config;
use crate::site::file_name::{self, FileName, date_in_path, describes_folder, extension};
use crate::site::files::Source;
use crate::site::kind::FileKind;
use crate::site::rules::DateFrom;
use crate::site::sidecar::{self, other_owner, recording_of};
use crate::site::slug::slug;

/// The request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewArticle<'w> {
    /// Where the file is to be, below the content folder, with `/` between the parts. Without a known extension it is
    /// Markdown.
    pub path: &'w str,
    /// Its title; the words of its name without one.
    pub title: Option<&'w str>,
    /// The date that it gets, which is written in the site's zone.
    pub now: DateTime<Utc>,
}

/// Why no article is created: the message and the help.
pub(crate) type Refused = (String, &'static str);

/// The edits that make an article. `siblings` are the names of the files in its folder.
///
/// # Errors
/// If it is there already, or would share its metadata with another file, or could be no article: what is wrong, and
/// what to do.
pub(crate) fn article(
    request: NewArticle<'_>,
    config: &Config,
    siblings: &[String],
) -> Result<Vec<Edit>, Refused> {
    let path = file(request.path, config)?;
    let folder = config.content_dir();
    let source = Source::new(&folder.into(), path);
    let same_stem = same_stem(&source, siblings);
    let has_shows = config.content.has_shows;
    free(&source, siblings, &same_stem, has_shows)?;
    let metadata = metadata(&request, &source, &same_stem, config)?;
    let file = |file: PathBuf, text: String| Edit { file, before: None, after: text.into_bytes() };
    let beside = source.possible_sidecar();
    Ok(match source.kind {
        FileKind::Markdown | FileKind::Unrendered => {
            vec![file(source.file(), format!("+++\n{metadata}+++\n\n"))]
        }
        FileKind::Html => {
            vec![file(beside, metadata), file(source.file(), "<article>\n\n</article>\n".to_owned())]
        }
        FileKind::Text => vec![file(beside, metadata), file(source.file(), String::new())],
        // The recording itself is added by the user.
        FileKind::Media => vec![file(beside, metadata)],
    })
}

/// The file that is meant by a path: itself, or Markdown. Of a name such as `version-2.1` the rest is not an extension.
///
/// # Errors
/// If it is of a kind that no article has.
pub(crate) fn file(path: &str, config: &Config) -> Result<String, Refused> {
    if FileKind::of(path).is_some_and(|kind| kind != FileKind::Unrendered) {
        return Ok(path.to_owned());
    }
    let (name, ending) = (file_name::name(path), extension(path));
    let is_language = file_name::split_language(name, |tag| config.site.has_language(tag)).1.is_some();
    if is_language || !ending.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Ok(format!("{path}.md"));
    }
    let message = format!("`{name}` would not be an article: unsupported extension `.{ending}`");
    Err((message, "use .md, .html, .txt, or the extension of a recording or document, such as .mp3 or .pdf"))
}

/// The other files in its folder with the same name except for the extension, in their order.
fn same_stem<'s>(source: &Source, siblings: &'s [String]) -> Vec<&'s str> {
    let others = siblings.iter().map(String::as_str).filter(|sibling| *sibling != source.name());
    let mut same: Vec<_> =
        others.filter(|sibling| file_name::without_extension(sibling) == source.stem()).collect();
    same.sort_unstable();
    same
}

/// Checks that nothing is in the way.
fn free(source: &Source, siblings: &[String], same_stem: &[&str], has_shows: bool) -> Result<(), Refused> {
    let (file, name) = (source.file().display().to_string(), source.name());
    if describes_folder(name) {
        return Err((
            format!("`{file}` would describe its folder instead of being an article"),
            "give it another name",
        ));
    }
    let is_media = source.kind == FileKind::Media;
    let is_there = |name: &str| siblings.iter().any(|sibling| sibling.eq_ignore_ascii_case(name));
    if is_there(name) && !is_media {
        let help = "edit it, or run `feedwright adopt` if it has no metadata";
        return Err((format!("`{file}` already exists"), help));
    }
    let beside = source.possible_sidecar();
    if is_there(&source.sidecar_name()) {
        let message = format!("`{}` already exists, and would also be its metadata", beside.display());
        return Err((message, "edit that file, or choose another name"));
    }
    if let Some(recording) = recording_of(name, same_stem, has_shows) {
        let message = format!("`{file}` would be the transcript of `{recording}`");
        return Err((
            message,
            "write the article as Markdown, with the extension .md, or choose another name",
        ));
    }
    let has_sidecar = !matches!(source.kind, FileKind::Markdown | FileKind::Unrendered);
    match other_owner(name, same_stem, has_shows).filter(|_| has_sidecar) {
        Some(other) => {
            let message = format!("`{}` would also be the metadata of `{other}`", beside.display());
            Err((message, "choose another name"))
        }
        None => Ok(()),
    }
}

fn metadata(
    request: &NewArticle<'_>,
    source: &Source,
    same_stem: &[&str],
    config: &Config,
) -> Result<String, Refused> {
    let file_name =
        FileName::of(&source.path, &config.content.rules.names, |tag| config.site.has_language(tag));
    // The page of the site's own `index` file is the site.
    let is_home = file_name.is_home();
    let name = if is_home { file_name::INDEX } else { file_name.words(config.content.rules.names.date) };
    let language = file_name.language.or_else(|| config.site.language.clone());
    let title = request.title.map_or_else(|| words(name), str::to_owned);
    let line = |key: &str, value: &str| format!("{key} = {}\n", quoted(value));
    let in_path =
        || date_in_path(&source.path).filter(|_| config.content.date_from.contains(&DateFrom::Path));
    let slug = if is_home { String::new() } else { slug(name) };
    if slug.is_empty() && !is_home {
        let message = format!("no URL can be made from the name `{name}`");
        return Err((message, "choose a name with letters or digits"));
    }
    Ok([
        line("title", &title),
        format!("date = {}\n", date(request, file_name.date.or_else(in_path), config)?),
        config
            .content
            .id
            .generated(&source.path, &config.content.rules.names)
            .map(|id| format!("id = {}\n", IdInHead::new(&id).toml()))
            .unwrap_or_default(),
        if slug.is_empty() { String::new() } else { line("slug", &slug) },
        match language {
            Some(language) => line("language", language.as_str()),
            None => "# language = \"en\"\n".to_owned(),
        },
        sidecar::image(same_stem)
            .map(|image| format!("image = {{ src = {} }}\n", quoted(image)))
            .unwrap_or_default(),
        "draft = true  # remove this line to publish it\n".to_owned(),
    ]
    .concat())
}

/// The day of the name, and the time if that is today.
fn date(request: &NewArticle<'_>, day: Option<NaiveDate>, config: &Config) -> Result<String, Refused> {
    let now = config.site.at(request.now);
    match day {
        Some(day) if day != now.date_naive() => Ok(day.to_string()),
        None if config.content.date_from.iter().all(|from| from.is_of_name()) => {
            let message = "dates come from file names here, but this name has none".to_owned();
            Err((message, "begin it with a date: 2026-04-01-words.md"))
        }
        Some(_) | None => Ok(now.to_rfc3339_opts(SecondsFormat::Secs, true)),
    }
}

/// `hujan-lebat` as `Hujan lebat`
pub(super) fn words(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The path below the content folder of what somebody typed: below it already, or meant to be. None if it leads out of
/// it.
#[must_use]
pub(crate) fn below(typed: &Path, content: &Path) -> Option<String> {
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
