//! `feedwright diff`: two sets of feeds in, a report of their differences out. Comparing is done by [`pipeline`].

use std::process::ExitCode;

use crate::diagnostic::{Levels, Severity};
use crate::report;
use crate::site::pipeline;

use crate::cli::Failure;
use crate::cli::args::{Diff, MessageFormat};
use crate::cli::fetch::Client;
use crate::cli::location::{self, Location};
use crate::cli::{output, settings};

pub(crate) fn run(args: &Diff, format: MessageFormat, client: &Client) -> Result<ExitCode, Failure> {
    let found = location::find_all(&[&args.old, &args.new], client)?;
    let Ok([old, new]) = <[Location; 2]>::try_from(found) else { unreachable!("two are named") };
    if matches!((&old, &new), (Location::Site(_), Location::Site(_))) {
        let (message, help) = (
            "cannot compare two sites, since their feeds are unknown",
            "pass two feeds, or a folder of feeds and a site",
        );
        return Err(Failure::UsageHelp(message.to_owned(), help.to_owned()));
    }
    let (old, new) = (location::side(&args.old, &old, client)?, location::side(&args.new, &new, client)?);
    let accepted = args.accept.iter().map(|accept| (*accept).into()).collect();
    let mut report = report::Diff::new(settings::report_format(format));
    let (mut findings, mut written) = (Vec::new(), Ok(()));
    pipeline::diff(old, new, |pair| {
        findings.extend(pipeline::findings(&pair, &accepted));
        if written.is_ok() {
            written = report.pair(&pair, &mut output::stdout());
        }
    })?;
    written?;
    let findings = Levels::default().apply(findings);
    let has_errors = findings.iter().any(|finding| finding.severity == Severity::Error);
    let (mut out, mut err) = (output::stdout(), output::stderr());
    report.finish(&findings, settings::report_options(false), &mut out, &mut err)?;
    Ok(if has_errors { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
