//! `feedwright new`: a path in, a new article out. The metadata is written by [`new`].

use std::fs;
use std::path::Path;

use crate::authoring::{self, new};
use crate::root;
use crate::site::config::Config;
use crate::site::scan;

use crate::cli::args::New;
use crate::cli::failure::Failure;
use crate::cli::session::{ExitStatus, Session};
use crate::cli::{settings, written};

pub(crate) fn run(args: &New, session: &Session) -> Result<ExitStatus, Failure> {
    let config = settings::project(&args.project)?;
    let content = config.content_dir();
    let Some(path) = below(&args.path, &content) else {
        let message =
            format!("`{}` is not below the content folder `{}`", args.path.display(), content.display());
        return Err(Failure::usage(message).at(&args.path).help("choose a path below it"));
    };
    let now = settings::clock(args.now)?;
    let request = new::NewArticle { path: &path, title: args.title.as_deref(), now };
    let edits = check_not_ignored(&path, &config)
        .and_then(|()| new::article(request, &config, &siblings(&content.join(&path))));
    let edits = edits.map_err(|(message, help)| Failure::usage(message).at(&args.path).help(help))?;
    if !args.dry_run {
        authoring::write(&content, &edits)?;
    }
    written::report(&edits, session, args.dry_run, 0)?;
    Ok(ExitStatus::Clean)
}

/// Returns an error for a path that a build ignores.
fn check_not_ignored(path: &str, config: &Config) -> Result<(), new::Refused> {
    let file = new::file(path, config)?;
    let content = config.content_dir();
    match scan::ignored(&content, &file, &config.content, &config.output) {
        Some(why) => {
            Err((format!("`{file}` would never be published: {why}"), "choose another name or folder"))
        }
        None => Ok(()),
    }
}

/// The path below the content folder. A path typed inside of the content folder starts there; any other path starts at
/// the current folder or at the content folder.
fn below(argument: &Path, content: &Path) -> Option<String> {
    let (root, current) =
        (root::or_current_dir(content).canonicalize().ok(), Path::new(".").canonicalize().ok());
    match (root, current) {
        (Some(root), Some(current)) if current.starts_with(&root) => {
            new::below(&current.join(argument), &root)
        }
        (Some(root), _) if argument.is_absolute() => new::below(argument, &root),
        (Some(_) | None, _) => new::below(argument, content),
    }
}

/// The names of the files in the folder of a file, if the folder exists.
fn siblings(file: &Path) -> Vec<String> {
    let entries = file.parent().and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}
