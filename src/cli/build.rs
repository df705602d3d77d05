//! `feedwright build`

use std::process::ExitCode;

use feedwright::diagnostic::Levels;
use feedwright::pipeline::{self, Options};

use crate::Failure;
use crate::args::{Accept, Build, MessageFormat};
use crate::progress::Bar;
use crate::settings;

pub(crate) fn run(args: &Build, format: MessageFormat) -> Result<ExitCode, Failure> {
    let levels = levels(&args.deny, &args.allow)?;
    let (config, found) = settings::config(&args.site, format)?;
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

fn levels(deny: &[String], allow: &[String]) -> Result<Levels, Failure> {
    let known: Vec<_> = feedwright::codes().map(|code| code.name).collect();
    for name in deny.iter().filter(|name| *name != "warnings").chain(allow) {
        if !known.contains(&name.as_str()) {
            return Err(Failure::Usage(unknown_code(name, &known)));
        }
    }
    let deny_warnings = deny.iter().any(|name| name == "warnings");
    Ok(Levels { deny: deny.iter().cloned().collect(), allow: allow.iter().cloned().collect(), deny_warnings })
}

fn unknown_code(name: &str, known: &[&str]) -> String {
    match feedwright::fields::nearest(name, known.iter().copied()) {
        Some(near) => format!("there is no code `{name}`; did you mean `{near}`?"),
        None => format!("there is no code `{name}`; known codes: {}", known.join(", ")),
    }
}
