//! `feedwright build`

use std::path::Path;

use chrono::{DateTime, Utc};

use crate::report;
use crate::report::summary::SummaryPart;
use crate::root;
use crate::site::config::Config;
use crate::site::document::Outcome;
use crate::site::pipeline::{self, Against, Options, Progress};
use crate::site::scan;

use crate::cli::args::Build;
use crate::cli::failure::Failure;
use crate::cli::fetch::Client;
use crate::cli::location;
use crate::cli::progress::Bar;
use crate::cli::session::{ExitStatus, Session};
use crate::cli::texts::Texts;
use crate::cli::{output, settings};

pub(crate) fn run(
    args: &Build,
    named: Option<&Path>,
    session: &Session,
    client: &Client,
) -> Result<ExitStatus, Failure> {
    let now = settings::now(&args.site)?;
    let outcome = outcome(args, named, now, (session, client), &mut |_| {})?;
    report::results(&outcome, session.results(), &mut output::stdout())?;
    Ok(ExitStatus::of(outcome.summary.errors > 0))
}

/// Builds, and reports the findings. `configured` is called before anything but the configuration is read.
pub(super) fn outcome(
    args: &Build,
    named: Option<&Path>,
    now: DateTime<Utc>,
    (session, client): (&Session, &Client),
    configured: &mut dyn FnMut(&Config),
) -> Result<Outcome, Failure> {
    session.set_project(&settings::config_file(named));
    let (config, found) = settings::config(named, &args.site.place)?;
    configured(&config);
    session.keep_from_summary(|file| role(file, &config))?;
    let levels = settings::levels(&args.levels, &config.check)?;
    let options = Options {
        now,
        drafts: args.site.drafts,
        dry_run: args.dry_run,
        prune: args.prune,
        skip_invalid: args.skip_invalid,
        accept: args.accept.iter().copied().collect(),
        levels,
    };
    let against = against(args, &config, client)?;
    let bar = Bar::new(session.is_quiet());
    let report = |progress| {
        if progress == Progress::Waiting && !bar.is_quiet() {
            waiting(&config);
        }
        bar.show(progress);
    };
    let outcome = pipeline::build(&config, &options, against, found, &report)?;
    bar.clear();
    if outcome.summary.errors == 0 && !args.dry_run {
        session.has_done("the documents are published");
    }
    session.summarize(|| SummaryPart::of_build(config.site.title.as_str(), &outcome));
    session.findings(&outcome.diagnostics, &mut Texts::of(&config))?;
    Ok(outcome)
}

/// What a build reads from a file, if it reads it.
fn role(file: &Path, config: &Config) -> Result<Option<&'static str>, Failure> {
    let is = |other: &Path| scan::canonical(other) == scan::canonical(file);
    let read = config.read.iter().map(|path| config.project.join(path));
    let pins = config.content.pins.iter().map(|(pins, _)| pins.clone());
    if read.chain(pins).chain([config.file.clone()]).any(|other| is(&other)) {
        return Ok(Some("the build reads its configuration there"));
    }
    let is_article =
        pipeline::sources(config)?.iter().any(|source| is(&source.file()) || is(&source.metadata_file()));
    Ok(is_article.then_some("it is an article"))
}

/// Tells the user why the program is waiting.
fn waiting(config: &Config) {
    let folder = root::slashed(&config.output);
    let _ = output::stderr().line(&format!("waiting for another build of `{folder}` to finish"));
}

/// The published documents that `--against` names, or else the configuration, whose place is asked only for documents
/// that the output folder does not hold. A preview has no subscribers, unless its user names them.
fn against<'c>(args: &Build, config: &Config, client: &'c Client) -> Result<Option<Against<'c>>, Failure> {
    let here = Path::new("");
    let named = args.against.as_ref().map(|name| (name, here));
    let configured = config.site.against.as_ref().map(|name| (name, config.project.as_path()));
    let is_all = named.is_some();
    let has_subscribers = is_all || !config.site.base_url.is_local();
    let wanted = named.or(configured).filter(|(name, _)| has_subscribers && *name != NONE);
    let found = wanted.map(|(name, folder)| location::find(name, folder, client)).transpose();
    let place = config.site.against_place.as_ref().filter(|_| !is_all);
    let found = found.map_err(|failure| failure.of_setting(place, AGAINST_HELP))?;
    Ok(found.map(|documents| Against { documents, is_all }))
}

/// What to do if nothing is at what the configuration compares with.
const AGAINST_HELP: &str = "write the URL of the published site, or a folder: a relative path starts in the folder of feedwright.toml";

/// What `--against` is where nothing is compared with.
const NONE: &str = "none";
