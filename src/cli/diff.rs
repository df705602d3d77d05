//! `feedwright diff`

use std::process::ExitCode;

use crate::diagnostic::{Levels, Severity};
use crate::report;
use crate::site::pipeline::{self, DocumentsByPath, PublishedDocuments};

use crate::cli::Failure;
use crate::cli::args::{Diff, MessageFormat};
use crate::cli::fetch::Client;
use crate::cli::{location, output, settings};

pub(crate) fn run(args: &Diff, format: MessageFormat, client: &Client) -> Result<ExitCode, Failure> {
    let found = location::find_all(&[&args.old, &args.new], client)?;
    let Ok([old, new]) = <[PublishedDocuments<'_>; 2]>::try_from(found) else {
        unreachable!("two are named")
    };
    if [&old, &new].into_iter().all(is_unlisted) {
        let (message, help) = (
            "cannot compare two sites, since their feeds are unknown",
            "pass two feeds, or a folder of feeds and a site",
        );
        return Err(Failure::UsageHelp(message.to_owned(), help.to_owned()));
    }
    let accepted = args.accept.iter().copied().collect();
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
    let wrong = findings.iter().any(|finding| finding.severity == Severity::Error);
    let (mut out, mut err) = (output::stdout(), output::stderr());
    report.finish(&findings, settings::report_options(false), &mut out, &mut err)?;
    Ok(if wrong { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Whether the paths of the documents are unknown.
fn is_unlisted(documents: &PublishedDocuments<'_>) -> bool {
    matches!(documents, PublishedDocuments::ByPath(DocumentsByPath { listed: None, .. }))
}
