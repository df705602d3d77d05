//! `feedwright build`

use std::process::ExitCode;

use feedwright::pipeline::{self, Options};

use crate::Failure;
use crate::args::{Accept, Build, MessageFormat};
use crate::progress::Bar;
use crate::settings;

pub(crate) fn run(args: &Build, format: MessageFormat) -> Result<ExitCode, Failure> {
    let (config, found) = settings::config(&args.site, format)?;
    let levels = settings::levels(&args.deny, &args.allow, &config.check)?;
    let options = Options {
        now: settings::now(&args.site)?,
        drafts: args.site.drafts,
        dry_run: args.dry_run,
        prune: args.prune,
        accept_emptied: args.accept.contains(&Accept::Emptied),
        levels,
    };
    let bar = Bar::new();
    let outcome = pipeline::build(&config, &options, found, &|progress| bar.show(progress))?;
    bar.clear();
    settings::write(&outcome, format, args.dry_run)?;
    Ok(if outcome.summary.errors > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
