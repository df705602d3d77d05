//! `feedwright new`

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use crate::authoring::{self, new};
use crate::site::config::Config;
use crate::site::scan;

use crate::cli::Failure;
use crate::cli::args::{MessageFormat, New};
use crate::cli::{settings, written};

pub(crate) fn run(args: &New, format: MessageFormat) -> Result<ExitCode, Failure> {
    let config = settings::project(&args.project, format)?;
    let content = config.content_dir();
    let Some(path) = below(&args.path, &content) else {
        let (path, content) = (args.path.display(), content.display());
        let message = format!("`{path}` is not below the content folder `{content}`");
        return Err(Failure::UsageHelp(message, "choose a path below it".to_owned()));
    };
    let now = settings::clock(args.now)?;
    let request = new::Request { path: &path, title: args.title.as_deref(), now };
    let edits =
        seen(&path, &config).and_then(|()| new::article(request, &config, &siblings(&content.join(&path))));
    let edits = edits.map_err(|(message, help)| Failure::UsageHelp(message, help.to_owned()))?;
    if !args.dry_run {
        authoring::write(&content, &edits)?;
    }
    settings::findings(&[], settings::Texts::default(), format)?;
    written::report(&edits, format, args.dry_run, 0)?;
    Ok(ExitCode::SUCCESS)
}

/// Whether a build would look at the file.
fn seen(path: &str, config: &Config) -> Result<(), new::Refused> {
    let file = new::file(path, config)?;
    let content = config.content_dir();
    match scan::ignored(&content, &file, &config.content, &config.output) {
        Some(why) => {
            Err((format!("`{file}` would never be published: {why}"), "choose another name or folder"))
        }
        None => Ok(()),
    }
}

/// The path below the content folder: of what is typed in there, from there; else from where the content folder is
/// named, or below it.
fn below(typed: &Path, content: &Path) -> Option<String> {
    let (root, here) = (content.canonicalize().ok(), Path::new(".").canonicalize().ok());
    match (root, here) {
        (Some(root), Some(here)) if here.starts_with(&root) => new::below(&here.join(typed), &root),
        (Some(root), _) if typed.is_absolute() => new::below(typed, &root),
        (Some(_) | None, _) => new::below(typed, content),
    }
}

/// The names of the files in the folder of a file; none, if it is not there yet.
fn siblings(file: &Path) -> Vec<String> {
    let entries = file.parent().and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}
