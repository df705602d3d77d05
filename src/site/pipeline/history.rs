//! Asks the project's git repository for the dates of articles, if the configuration wants dates from there.

use crate::diagnostic::Diagnostic;
use crate::site::config::{Config, INVALID_SETTING};
use crate::site::files::Source;
use crate::site::history::History;
use crate::site::rules::{DateFrom, UpdatedFrom};

/// A configuration without dates from git, if only the site's generator wants them, and there is no repository.
pub(super) fn usable(mut config: Config) -> Config {
    let content = &mut config.content;
    if content.git.is_none() && content.uses_git() && lacks_repository(&config) {
        config.content.date_from.retain(|from| *from != DateFrom::Git);
        config.content.updated_from.retain(|from| *from != UpdatedFrom::Git);
    }
    config
}

/// What is wrong with a configuration that wants dates from git: there is no repository, or this program cannot read it.
pub(super) fn problem(config: &Config) -> Option<Diagnostic> {
    let finding = if config.content.uses_git() { unusable(config)? } else { return None };
    Some(match &config.content.git {
        Some(place) => finding.at(place.clone()),
        None => finding,
    })
}

#[cfg(feature = "git")]
fn lacks_repository(config: &Config) -> bool {
    matches!(crate::site::scan::git::has_repository(&config.project), Ok(false))
}

#[cfg(not(feature = "git"))]
fn lacks_repository(_: &Config) -> bool {
    false
}

#[cfg(feature = "git")]
fn unusable(config: &Config) -> Option<Diagnostic> {
    match crate::site::scan::git::has_repository(&config.project) {
        Ok(true) => None,
        Ok(false) => {
            let message = "dates from git, but the project is not in a git repository";
            let help = "run this in a clone of the repository, or remove `git` from the sources of dates";
            Some(Diagnostic::new(&INVALID_SETTING, message).help(help))
        }
        Err(unreadable) => Some(as_error(unreadable)),
    }
}

#[cfg(not(feature = "git"))]
#[expect(clippy::unnecessary_wraps, reason = "with the feature, the repository may be usable")]
fn unusable(_: &Config) -> Option<Diagnostic> {
    let message = "dates from git, but this program was built without the feature `git`";
    let help = "build it with the feature `git`, or remove `git` from the sources of dates";
    Some(Diagnostic::new(&INVALID_SETTING, message).help(help))
}

/// The dates of sources in git, if the configuration wants them.
pub(super) fn read(config: &Config, sources: &[Source]) -> History {
    if config.content.uses_git() { of_repository(config, sources) } else { History::default() }
}

#[cfg(feature = "git")]
fn of_repository(config: &Config, sources: &[Source]) -> History {
    use crate::site::history::FileHistory;

    let files: Vec<_> = sources.iter().map(Source::file).collect();
    let paths: Vec<_> = files.iter().map(std::path::PathBuf::as_path).collect();
    let commits = crate::site::scan::git::commits(&config.project, &paths);
    let known = sources.iter().zip(&files).filter(|(_, file)| commits.committed.contains(*file));
    let dates = |file| FileHistory {
        added: commits.added.get(file).copied(),
        changed: commits.changed.get(file).copied(),
    };
    let files = known.map(|(source, file)| (source.file_path().to_owned(), dates(file))).collect();
    let at_key = |finding| match &config.content.git {
        Some(place) => as_error(finding).at(place.clone()),
        None => as_error(finding),
    };
    History { files, shallow: commits.diagnostics.into_iter().next().map(at_key).map(Box::new) }
}

#[cfg(not(feature = "git"))]
fn of_repository(_: &Config, _: &[Source]) -> History {
    History::default()
}

/// A finding that is a warning where dates are only a suggestion.
#[cfg(feature = "git")]
fn as_error(finding: Diagnostic) -> Diagnostic {
    Diagnostic { severity: crate::diagnostic::Severity::Error, ..finding }
}
