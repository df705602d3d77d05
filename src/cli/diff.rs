//! `feedwright diff`

use crate::diagnostic::{Levels, Severity};
use crate::report;
use crate::site::pipeline::{self, DocumentsByPath, PublishedDocuments};

use crate::cli::args::Diff;
use crate::cli::failure::Failure;
use crate::cli::fetch::Client;
use crate::cli::session::{ExitStatus, Session};
use crate::cli::texts::Texts;
use crate::cli::{location, output};

pub(crate) fn run(args: &Diff, session: &Session, client: &Client) -> Result<ExitStatus, Failure> {
    let found = location::find_all(&[&args.old, &args.new], client)?;
    let Ok([old, new]) = <[PublishedDocuments<'_>; 2]>::try_from(found) else {
        unreachable!("two are named")
    };
    if [&old, &new].into_iter().all(is_unlisted) {
        let message = "cannot compare two sites, since their feeds are unknown";
        return Err(Failure::usage(message).help("pass two feeds, or a folder of feeds and a site"));
    }
    let accepted = args.accept.iter().copied().collect();
    let mut report = report::Diff::new(session.answer());
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
    let format = session.format();
    let (shown, told): (Vec<_>, Vec<_>) =
        findings.into_iter().partition(|finding| report::is_shown_beside_diff(finding, format));
    session.findings(&shown, &mut Texts::default())?;
    session.count(&told);
    report.finish(&mut output::stdout())?;
    session.summary()?;
    Ok(ExitStatus::of(has_errors))
}

/// Whether the paths of the documents are unknown.
fn is_unlisted(documents: &PublishedDocuments<'_>) -> bool {
    matches!(documents, PublishedDocuments::ByPath(DocumentsByPath { listed: None, .. }))
}
