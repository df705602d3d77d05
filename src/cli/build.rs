//! `feedwright build`: arguments in, published feeds and a report out. The stages are called by [`pipeline`].

use std::process::ExitCode;

use crate::published;
use crate::root;
use crate::site::config::Config;
use crate::site::pipeline::{self, Options, Progress};

use crate::cli::Failure;
use crate::cli::args::{Accept, Build, MessageFormat};
use crate::cli::fetch::Client;
use crate::cli::location::{self, Location};
use crate::cli::progress::Bar;
use crate::cli::{output, settings};

pub(crate) fn run(args: &Build, format: MessageFormat, client: &Client) -> Result<ExitCode, Failure> {
    let (config, found) = settings::config(&args.site, format)?;
    let levels = settings::levels(&args.deny, &args.allow, &config.check)?;
    let options = Options {
        now: settings::now(&args.site)?,
        drafts: args.site.drafts,
        dry_run: args.dry_run,
        prune: args.prune,
        accept: args.accept.iter().map(|accept| (*accept).into()).collect(),
        levels,
    };
    let previous = find_previous(args, &config, client)?;
    let against = previous.as_ref().map(|(name, previous)| location::against(name, previous, client));
    let bar = Bar::new();
    let report = |progress| {
        if progress == Progress::Waiting {
            report_waiting(&config);
        }
        bar.show(progress);
    };
    let outcome = pipeline::build(&config, &options, against.as_ref(), found, &report)?;
    bar.clear();
    settings::write(&outcome, settings::Texts::of(&config), format, args.dry_run)?;
    Ok(if outcome.summary.errors > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Tells the user why the program waits.
fn report_waiting(config: &Config) {
    let folder = root::slashed(&config.output);
    let _ = output::stderr().line(&format!("waiting for another build of `{folder}` to finish"));
}

/// The published feeds named by `--against` or the configuration. A preview has no subscribers, so it is compared with
/// nothing.
fn find_previous(
    args: &Build,
    config: &Config,
    client: &Client,
) -> Result<Option<(String, Location)>, Failure> {
    if config.site.base_url.is_local() {
        return Ok(None);
    }
    let current = std::path::Path::new("");
    let named = args.against.as_ref().map(|name| (name, current));
    let configured = config.site.against.as_ref().map(|name| (name, config.project.as_path()));
    let Some((name, folder)) = named.or(configured) else { return Ok(None) };
    Ok(Some((name.clone(), location::find(name, folder, client)?)))
}

impl From<Accept> for published::Accept {
    fn from(accept: Accept) -> published::Accept {
        match accept {
            Accept::Reidentified => published::Accept::Reidentified,
            Accept::Reused => published::Accept::Reused,
            Accept::Redated => published::Accept::Redated,
            Accept::Emptied => published::Accept::Emptied,
        }
    }
}
