//! Command-line options, files, clock and environment in; configuration and parameters for the library out.

use std::iter;
use std::path::{Path, PathBuf};

use crate::check::can_be_allowed;
use crate::diagnostic::{Code, Diagnostic, Levels};
use crate::site::config::{self, CheckConfig, Config, MISSING_BASE_URL, Overrides, WARNINGS};
use crate::site::pipeline;
use crate::site::scan;
use crate::source::bounds::CONFIGURATION;
use chrono::{DateTime, Utc};

use crate::cli::args::{LevelArgs, ProjectArgs, PublishedAt, SiteArgs};
use crate::cli::failure::Failure;
use crate::cli::output;

const CONFIG: &str = "feedwright.toml";

/// The configuration and its findings.
pub(crate) fn config(named: Option<&Path>, site: &PublishedAt) -> Result<(Config, Vec<Diagnostic>), Failure> {
    let file = config_file(named);
    if named.is_none() && site.base_url.is_none() && !file.exists() {
        return Err(no_config());
    }
    read(named, &file, &overrides(site))
}

/// The configuration for commands that write articles. It may be missing, and may have no address.
pub(crate) fn project(project: &ProjectArgs) -> Result<Config, Failure> {
    let overrides =
        Overrides { base_url: project.base_url.clone(), allow_local: true, ..Overrides::default() };
    let placeholder = Overrides { base_url: Some(PLACEHOLDER_URL.to_owned()), ..overrides.clone() };
    let named = project.config.as_deref();
    let file = config_file(named);
    let has_config = named.is_some() || file.exists();
    let needs_address = overrides.base_url.is_none() && (!has_config || lacks_address(&file));
    read(named, &file, if needs_address { &placeholder } else { &overrides }).map(|(config, _)| config)
}

/// A placeholder base URL for commands that do not use it.
pub(crate) const PLACEHOLDER_URL: &str = "https://example.org/";

/// Whether the only error of a configuration is a missing address.
fn lacks_address(file: &Path) -> bool {
    let Ok(text) = scan::text_up_to(file, CONFIGURATION) else { return false };
    let overrides = Overrides { allow_local: true, ..Overrides::default() };
    let (_, found) = pipeline::configure(file, &text, &overrides, &crate::codes());
    found.iter().any(|finding| finding.code == &MISSING_BASE_URL)
}

/// Reads the configuration. The default file may be missing, which is the same as empty.
fn read(
    named: Option<&Path>,
    file: &Path,
    overrides: &Overrides,
) -> Result<(Config, Vec<Diagnostic>), Failure> {
    let text = if named.is_none() && !file.exists() {
        Ok(String::new())
    } else {
        scan::text_up_to(file, CONFIGURATION)
    };
    let (config, found) = match text {
        Ok(text) => {
            let read = pipeline::configure(file, &text, overrides, &crate::codes());
            if read.0.is_none() {
                // Findings quote lines of it.
                output::hide_addresses(&text);
            }
            read
        }
        Err(finding) => (None, vec![finding]),
    };
    match config {
        Some(config) => {
            config.site.against.iter().for_each(|address| output::hide(address));
            Ok((config, found))
        }
        None => Err(Failure::Configuration(found)),
    }
}

/// The options that override the configuration.
pub(crate) fn overrides(site: &PublishedAt) -> Overrides {
    Overrides { base_url: site.base_url.clone(), output: site.output.clone(), allow_local: site.allow_local }
}

/// The path of the configuration, which may not exist: the one that was named, or the nearest in the working folder and
/// those above it.
pub(crate) fn config_file(named: Option<&Path>) -> PathBuf {
    named.map(Path::to_path_buf).or_else(nearest).unwrap_or_else(|| PathBuf::from(CONFIG))
}

fn nearest() -> Option<PathBuf> {
    let current = std::env::current_dir().ok()?;
    let up = current.ancestors().zip(0..).find(|(folder, _)| folder.join(CONFIG).is_file());
    up.map(|(_, levels)| iter::repeat_n("..", levels).chain([CONFIG]).collect())
}

/// The `[check]` table of the configuration; the default without one.
pub(crate) fn check(named: Option<&Path>) -> Result<CheckConfig, Failure> {
    let path = config_file(named);
    if named.is_none() && !path.exists() {
        return Ok(CheckConfig::default());
    }
    let (config, found) = match scan::text_up_to(&path, CONFIGURATION) {
        Ok(text) => {
            let checked = config::check(&path, &text, &crate::codes());
            if checked.0.is_none() {
                output::hide_addresses(&text);
            }
            checked
        }
        Err(finding) => (None, vec![finding]),
    };
    config.ok_or(Failure::Configuration(found))
}

/// The levels from the command line and the configuration.
pub(crate) fn levels(args: &LevelArgs, config: &CheckConfig) -> Result<Levels, Failure> {
    let (all, deny): (Vec<_>, Vec<_>) = args.deny.iter().partition(|name| *name == WARNINGS);
    let mut levels = config.levels.clone();
    levels.deny_warnings |= !all.is_empty();
    for name in &deny {
        levels.deny.insert(named(name, &[WARNINGS])?.name.to_owned());
    }
    for name in &args.allow {
        let code = code(name)?;
        if deny.contains(&name) {
            let message = format!("`{name}` is both denied and allowed");
            return Err(Failure::usage(message).help("pass only one of --deny and --allow"));
        }
        if !can_be_allowed(code) {
            return Err(Failure::usage(config::not_allowed(code)).help(config::NOT_ALLOWED_HELP));
        }
        levels.allow.insert(code.name.to_owned());
    }
    Ok(levels)
}

/// The code with this name.
pub(crate) fn code(name: &str) -> Result<&'static Code, Failure> {
    named(name, &[])
}

/// The code with this name; other names may be meant as well.
fn named(name: &str, others: &[&'static str]) -> Result<&'static Code, Failure> {
    let found = crate::codes().into_iter().find(|code| code.name == name);
    found.ok_or_else(|| {
        let names = || crate::codes().into_iter().map(|code| code.name).chain(others.iter().copied());
        // The beginning of a name counts as the name.
        let completion = names().find(|code| !name.is_empty() && code.starts_with(name));
        let suggestion = completion.or_else(|| crate::diagnostic::nearest(name, names()));
        Failure::usage(match suggestion {
            Some(suggestion) => format!("unknown code `{name}`; did you mean `{suggestion}`?"),
            None => format!("unknown code `{name}`; `feedwright explain` lists them all"),
        })
    })
}

fn no_config() -> Failure {
    let help = "run `feedwright init` to create one, or pass --base-url https://…/";
    Failure::usage(format!("could not find `{CONFIG}` in the current folder or above it")).help(help)
}

/// The time that decides which articles are public.
pub(crate) fn now(site: &SiteArgs) -> Result<DateTime<Utc>, Failure> {
    clock(site.now)
}

/// Whether the time is given, rather than that of the clock.
#[expect(clippy::disallowed_methods, reason = "here the environment becomes a parameter")]
pub(crate) fn has_given_time(given: Option<DateTime<Utc>>) -> bool {
    given.is_some() || std::env::var_os("SOURCE_DATE_EPOCH").is_some()
}

/// `--now`, else `SOURCE_DATE_EPOCH`, else the clock.
#[expect(clippy::disallowed_methods, reason = "here the clock and the environment become parameters")]
pub(crate) fn clock(given: Option<DateTime<Utc>>) -> Result<DateTime<Utc>, Failure> {
    if let Some(now) = given {
        return Ok(now);
    }
    let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(Utc::now()) };
    let seconds = epoch.to_str().and_then(|text| text.trim().parse().ok());
    seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)).ok_or_else(|| {
        let epoch = epoch.to_string_lossy();
        let message = format!("expected `SOURCE_DATE_EPOCH` to be a number of seconds, found `{epoch}`");
        let help = "set it to the seconds since 1970, such as 1775068200, or pass --now";
        Failure::usage(message).help(help)
    })
}
