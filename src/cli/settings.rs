//! Command-line options, files, clock and environment in; configuration and parameters for the library out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::check::can_be_allowed;
use crate::diagnostic::{Code, Diagnostic, Levels};
use crate::report;
use crate::root::Root;
use crate::site::config::{self, CheckConfig, Config, Overrides, WARNINGS};
use crate::site::document::Outcome;
use crate::site::pipeline;
use crate::site::scan;
use crate::source::bounds::CONFIGURATION;
use chrono::{DateTime, Utc};

use crate::cli::Failure;
use crate::cli::args::{MessageFormat, Project, Site};
use crate::cli::output;

const CONFIG: &str = "feedwright.toml";

/// The configuration and its findings.
pub(crate) fn config(site: &Site, format: MessageFormat) -> Result<(Config, Vec<Diagnostic>), Failure> {
    if site.config.is_none() && site.base_url.is_none() && !Path::new(CONFIG).exists() {
        return Err(no_config());
    }
    read(site.config.as_deref(), &overrides(site), format)
}

/// The configuration for commands that write articles. It may be missing, and may have no address.
pub(crate) fn project(project: &Project, format: MessageFormat) -> Result<Config, Failure> {
    let overrides =
        Overrides { base_url: project.base_url.clone(), allow_local: true, ..Overrides::default() };
    let placeholder = Overrides { base_url: Some(PLACEHOLDER_URL.to_owned()), ..overrides.clone() };
    let file = project.config.as_deref();
    let has_config = file.is_some() || Path::new(CONFIG).exists();
    let needs_address = overrides.base_url.is_none() && (!has_config || lacks_address(file));
    read(file, if needs_address { &placeholder } else { &overrides }, format).map(|(config, _)| config)
}

/// A placeholder base URL for commands that do not use it.
pub(crate) const PLACEHOLDER_URL: &str = "https://example.org/";

/// Whether the only error of a configuration is a missing address.
fn lacks_address(file: Option<&Path>) -> bool {
    let path = file.unwrap_or(Path::new(CONFIG));
    let Ok(text) = scan::text_up_to(path, CONFIGURATION) else { return false };
    let (_, found) =
        pipeline::configure(path, &text, &Overrides { allow_local: true, ..Overrides::default() });
    found.iter().any(|finding| finding.code.name == "missing-base-url")
}

/// Reads the configuration. The default file may be missing, which is the same as empty.
fn read(
    named: Option<&Path>,
    overrides: &Overrides,
    format: MessageFormat,
) -> Result<(Config, Vec<Diagnostic>), Failure> {
    let file = named.unwrap_or(Path::new(CONFIG));
    let text = if named.is_none() && !file.exists() {
        Ok(String::new())
    } else {
        scan::text_up_to(file, CONFIGURATION)
    };
    let (config, found) = match text {
        Ok(text) => {
            let read = pipeline::configure(file, &text, overrides);
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
        None => {
            report_invalid(found, format)?;
            Err(Failure::Configuration)
        }
    }
}

/// The options that override the configuration.
pub(crate) fn overrides(site: &Site) -> Overrides {
    Overrides { base_url: site.base_url.clone(), output: site.output.clone(), allow_local: site.allow_local }
}

/// The path of the configuration, which may not exist.
pub(crate) fn config_file(site: &Site) -> PathBuf {
    site.config.clone().unwrap_or_else(|| PathBuf::from(CONFIG))
}

/// The `[check]` table of the configuration; the default without one.
pub(crate) fn check(file: Option<&Path>, format: MessageFormat) -> Result<CheckConfig, Failure> {
    let path = file.unwrap_or(Path::new(CONFIG));
    if file.is_none() && !path.exists() {
        return Ok(CheckConfig::default());
    }
    let (config, found) = match scan::text_up_to(path, CONFIGURATION) {
        Ok(text) => {
            let checked = config::check(path, &text, &crate::codes());
            if checked.0.is_none() {
                output::hide_addresses(&text);
            }
            checked
        }
        Err(finding) => (None, vec![finding]),
    };
    config.ok_or_else(|| report_invalid(found, format).err().unwrap_or(Failure::Configuration))
}

/// The levels from the command line and the configuration.
pub(crate) fn levels(deny: &[String], allow: &[String], config: &CheckConfig) -> Result<Levels, Failure> {
    let (all, deny): (Vec<_>, Vec<_>) = deny.iter().partition(|name| *name == WARNINGS);
    let mut levels = config.levels.clone();
    levels.deny_warnings |= !all.is_empty();
    for name in &deny {
        levels.deny.insert(named(name, &[WARNINGS])?.name.to_owned());
    }
    for name in allow {
        let code = code(name)?;
        if deny.contains(&name) {
            let message = format!("`{name}` is both denied and allowed");
            return Err(Failure::UsageHelp(message, "pass only one of --deny and --allow".to_owned()));
        }
        if !can_be_allowed(code) {
            return Err(Failure::UsageHelp(config::not_allowed(code), config::NOT_ALLOWED_HELP.to_owned()));
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
        Failure::Usage(match suggestion {
            Some(suggestion) => format!("unknown code `{name}`; did you mean `{suggestion}`?"),
            None => format!("unknown code `{name}`; `feedwright explain` lists them all"),
        })
    })
}

fn no_config() -> Failure {
    let help = "run `feedwright init` to create one, or pass --base-url https://…/";
    Failure::UsageHelp(format!("could not find `{CONFIG}` in the current folder"), help.to_owned())
}

fn report_invalid(found: Vec<Diagnostic>, format: MessageFormat) -> Result<(), Failure> {
    findings(&Levels::default().apply(found), Texts::default(), format)
}

/// Loads the texts that findings quote: files, and texts that are not files. Caches the last file.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// The content folder. Files below it are read through it, so links cannot lead out of it.
    content: Option<Root>,
    stored: BTreeMap<PathBuf, Rc<String>>,
    last: Option<(PathBuf, Option<Rc<String>>)>,
}

impl Texts {
    /// The texts of a site.
    pub(crate) fn of(config: &Config) -> Texts {
        let content = Root::open(&config.content_dir());
        Texts { content: content.ok(), ..Texts::default() }
    }

    /// Adds a text that is not a file.
    pub(crate) fn insert(&mut self, name: &Path, text: String) {
        self.stored.insert(name.to_path_buf(), Rc::new(text));
    }

    /// The text of a file, if it can be read.
    pub(crate) fn load(&mut self, path: &Path) -> Option<Rc<String>> {
        if let Some(text) = self.stored.get(path) {
            return Some(Rc::clone(text));
        }
        if self.last.as_ref().is_none_or(|(known, _)| known != path) {
            self.last = Some((path.to_path_buf(), self.read(path).map(Rc::new)));
        }
        self.last.as_ref().and_then(|(_, text)| text.clone())
    }

    fn read(&self, path: &Path) -> Option<String> {
        let below = self.content.as_ref().and_then(|content| Some((content, content.below(path).ok()?)));
        match below {
            Some((content, below)) => scan::text_below(content, below).ok(),
            None => scan::text(path).ok(),
        }
    }
}

/// Writes only findings.
pub(crate) fn findings(found: &[Diagnostic], mut texts: Texts, format: MessageFormat) -> Result<(), Failure> {
    let mut load = |path: &Path| texts.load(path);
    let (mut out, mut err) = (output::stdout(), output::stderr());
    report::findings(found, report_format(format), report_options(false), &mut out, &mut err, &mut load)?;
    Ok(())
}

pub(crate) fn report_options(dry_run: bool) -> report::Options {
    report::Options { color: output::has_color(), dry_run }
}

/// Writes the outcome of a run.
pub(crate) fn write(
    outcome: &Outcome,
    mut texts: Texts,
    format: MessageFormat,
    dry_run: bool,
) -> Result<(), Failure> {
    let mut load = |path: &Path| texts.load(path);
    let (mut out, mut err) = (output::stdout(), output::stderr());
    report::write(outcome, report_format(format), report_options(dry_run), &mut out, &mut err, &mut load)?;
    Ok(())
}

pub(crate) fn report_format(format: MessageFormat) -> report::Format {
    match format {
        MessageFormat::Human => report::Format::Human,
        MessageFormat::Json => report::Format::Json,
        MessageFormat::Github => report::Format::Github,
        MessageFormat::Sarif => report::Format::Sarif,
    }
}

/// The time that decides which articles are public.
pub(crate) fn now(site: &Site) -> Result<DateTime<Utc>, Failure> {
    clock(site.now)
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
        let message =
            format!("the variable SOURCE_DATE_EPOCH is `{epoch}`, which is not a number of seconds");
        let help = "set it to the seconds since 1970, such as 1775068200, or pass --now";
        Failure::UsageHelp(message, help.to_owned())
    })
}
