//! `[content] dir` in; the content folder out, and if the setting names several folders, these. Then the content folder is
//! the one that contains them: the project, or that of the site's generator.

use std::path::{Path, PathBuf};

use super::validate::{invalid, is_project_path};
use crate::root::slashed;
use crate::site::fields::{Fields, Located};
use crate::site::file_name::{are_related, below};
use crate::site::rules::Preset;

/// Where articles are.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Folders {
    /// The content folder, below the project.
    pub(super) dir: PathBuf,
    /// The folders in it with articles, if several are named.
    pub(super) several: Vec<String>,
}

/// Reads `dir`. `default` is the content folder of a site without it.
pub(super) fn read(fields: &mut Fields<'_, '_>, preset: &Preset, default: &Path) -> Folders {
    let of_generator = preset.content.as_ref().map(|dir| Path::new(&dir.value));
    let one = |dir: &Path| Folders { dir: dir.to_path_buf(), several: Vec::new() };
    match fields.texts("dir").as_deref() {
        Some([]) => {
            if let Some(span) = fields.list("dir").filter(|list| list.is_empty()).and(fields.key_span("dir"))
            {
                invalid(fields, &span, "no content folder".to_owned(), "write the folder of the articles");
            }
            one(default)
        }
        Some(named) if !are_paths(fields, named) => one(default),
        None => one(of_generator.unwrap_or(default)),
        Some([dir]) => one(Path::new(dir.value)),
        Some(named) => {
            let dir = of_generator.unwrap_or(Path::new(""));
            Folders { dir: dir.to_path_buf(), several: several(fields, named, dir) }
        }
    }
}

/// Whether all of these are paths; those that are not are reported.
fn are_paths(fields: &mut Fields<'_, '_>, named: &[Located<&str>]) -> bool {
    let is_wrong = |dir: &&Located<&str>| !is_project_path(fields, dir.value, &dir.span, "folder");
    named.iter().filter(is_wrong).count() == 0
}

/// A message and its help.
type Mistake = (String, String);

/// The folders, below `content`. None of them contains another.
fn several(fields: &mut Fields<'_, '_>, named: &[Located<&str>], content: &Path) -> Vec<String> {
    let mut folders: Vec<(&str, String)> = Vec::new();
    for dir in named {
        match folder(dir.value, content).and_then(|folder| apart(&folders, (dir.value, folder))) {
            Ok(folder) => folders.push(folder),
            Err((message, help)) => invalid(fields, &dir.span, message, &help),
        }
    }
    folders.into_iter().map(|(_, folder)| folder).collect()
}

/// A folder below the content folder.
fn folder(written: &str, content: &Path) -> Result<String, Mistake> {
    let path = plain(written);
    let is_outside = Path::new(written).is_absolute() || path.split('/').any(|part| part == "..");
    if is_outside {
        let help = "write folders below the folder of feedwright.toml";
        return Err((format!("`{written}` is not below the project"), help.to_owned()));
    }
    if path.split('/').any(|part| part.starts_with('.')) {
        let help = "rename it: files and folders whose names begin with a dot are hidden";
        return Err((format!("`{written}` is a hidden folder"), help.to_owned()));
    }
    let content = plain(&slashed(content));
    match below(&path, &content) {
        Some(folder) => Ok(folder.to_owned()),
        None => Err((
            format!("`{written}` is not in `{content}`, where the generator looks for articles"),
            format!("write folders in `{content}`"),
        )),
    }
}

/// A folder, as it is written and below the content folder, if it is apart from those before it.
fn apart<'w>(
    before: &[(&str, String)],
    (written, folder): (&'w str, String),
) -> Result<(&'w str, String), Mistake> {
    let Some((other, known)) = before.iter().find(|(_, known)| are_related(known, &folder)) else {
        return Ok((written, folder));
    };
    let message = if *known == folder {
        format!("`{written}` is listed twice")
    } else if below(&folder, known).is_some() {
        format!("`{written}` is inside `{other}`, which is also listed")
    } else {
        format!("`{written}` contains `{other}`, which is also listed")
    };
    Err((message, "remove one of them; `include` and `exclude` choose files in a folder".to_owned()))
}

/// A path without `./` and slashes at its ends.
fn plain(path: &str) -> String {
    let parts = path.split('/').filter(|part| !part.is_empty() && *part != ".");
    parts.collect::<Vec<_>>().join("/")
}
