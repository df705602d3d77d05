//! The whole program on one screen: each stage in its turn, and what passes between them. No I/O of its own.

pub(crate) mod compare;
mod diff;
pub(crate) mod in_order;
mod entries;
mod index;
mod options;
mod read;
mod site;
mod verify;

use rayon::prelude::*;

pub(crate) use compare::{Against, Published, feed};
pub(crate) use diff::{Documents, Side, diff, findings};
pub(crate) use entries::{RenderedFeed, RenderedFeeds, rendered_feeds};
pub(crate) use in_order::{Find, REQUESTS, Requested, Steps, in_order};
pub(crate) use index::{Index, index};
pub use options::{Options, Progress};
pub use site::Site;

use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::site::config::Config;
use crate::site::document::{Document, Outcome, Status, Summary};
use crate::site::publish;

/// Builds every document, compares with what is published, in the output folder and in `against`, and publishes all of
/// them or none. `found` is what the configuration was told.
///
/// # Errors
/// If a folder cannot be read, or a document cannot be written. Everything published is then as
/// it was before.
pub(crate) fn build(
    config: &Config,
    options: &Options,
    against: Option<&Against<'_>>,
    found: Vec<Diagnostic>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Outcome, Error> {
    // From here on: who waits for another build reads the articles after it, so that the last to start has the last
    // word.
    let waiting = || progress(Progress::Waiting);
    let lock = (!options.dry_run).then(|| publish::lock(&config.output, &waiting)).transpose()?;
    let output = publish::output(&config.output, lock.as_ref())?;
    let index = index(config, options, found, progress)?;
    let mut rendered = rendered_feeds(config, &index, &output, progress);
    let write = |rendered: &mut RenderedFeed| {
        let document = Document::write(&rendered.feed, &rendered.path, rendered.format);
        // An entry goes with the last feed that holds it: from here on documents speak for themselves.
        rendered.feed.entries = Vec::new();
        document
    };
    let documents: Vec<_> = rendered.feeds.par_iter_mut().map(write).collect();
    let reported = [index.diagnostics.as_slice(), rendered.diagnostics.as_slice()].concat();
    let checked = verify::verify(config, &index.content, options, &rendered, &documents, &reported);
    let site = compare::Site { config, rendered: &rendered, documents: &documents, output: &output };
    let compare::Compared { stale, findings: compared } = compare::compare(site, options, against)?;
    let entries = documents.iter().map(|document| document.entries).sum();
    // The folder may have come while the articles were read.
    let output = publish::output(&config.output, lock.as_ref())?;
    let (plan, refused) = publish::plan(&output, documents, stale)?;

    let diagnostics = options.levels.apply([reported, checked, compared, refused].concat());
    let summary = Summary {
        articles: index.articles.len() + index.left_out.len(),
        entries,
        rendered: rendered.rendered,
        left_out: index.left_out.len(),
        ..count(&diagnostics)
    };
    let mut outcome = Outcome { diagnostics, documents: Vec::new(), left_out: index.left_out, summary };
    if outcome.summary.errors > 0 {
        return Ok(outcome);
    }
    if !options.dry_run {
        publish::commit(&plan)?;
    }
    outcome.documents = plan.published();
    outcome.summary = tally(&outcome);
    Ok(outcome)
}

fn count(diagnostics: &[Diagnostic]) -> Summary {
    let of = |severity| diagnostics.iter().filter(|finding| finding.severity == severity).count();
    Summary { errors: of(Severity::Error), warnings: of(Severity::Warning), ..Summary::default() }
}

fn tally(outcome: &Outcome) -> Summary {
    let of = |status| outcome.documents.iter().filter(|document| document.status == status).count();
    Summary {
        created: of(Status::Created),
        changed: of(Status::Changed),
        unchanged: of(Status::Unchanged),
        removed: of(Status::Removed),
        ..outcome.summary
    }
}
