//! The whole program on one screen: each stage in its turn, and what passes between them. No I/O of its own.

mod adopt;
mod compare;
mod diff;
mod in_order;
mod make;
mod options;
mod pin;
mod read;
mod survey;
mod verify;

use rayon::prelude::*;

pub use adopt::{Adopt, Adopted, Dates, adopt};
pub use compare::{Against, Published, feed};
pub use diff::{Documents, Side, diff, findings};
pub use in_order::{Find, REQUESTS, ROOM, Requested, Steps, in_order};
pub use make::{Made, MadeFeed, make};
pub use options::{Options, Progress};
pub use pin::{ConfigFile, Pinned, Written, pin};
pub use survey::{Survey, survey};

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::model::document::{Outcome, Status, Summary};
use crate::{emit, publish};

/// Builds every document, compares with what is published, in the output folder and in `against`, and publishes all of
/// them or none. `found` is what the configuration was told.
///
/// # Errors
/// If a folder cannot be read, or a document cannot be written. Everything published is then as
/// it was before.
pub fn build(
    config: &Config,
    options: &Options,
    against: Option<&Against<'_>>,
    found: Vec<Diagnostic>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Outcome, Error> {
    // From here on: who waits for another build reads the articles after it, so that the last to start has the last
    // word.
    let waiting = || progress(Progress::Waiting);
    let hold = (!options.dry_run).then(|| publish::hold(&config.output, &waiting)).transpose()?;
    let output = publish::output(&config.output, hold.as_ref())?;
    let survey = survey(config, options, found, progress)?;
    let mut made = make(config, &survey, &output, progress);
    let write = |made: &mut MadeFeed| {
        let document = emit::document(&made.feed, &made.path, made.format);
        // An entry goes with the last feed that holds it: from here on documents speak for themselves.
        made.feed.entries = Vec::new();
        document
    };
    let documents: Vec<_> = made.feeds.par_iter_mut().map(write).collect();
    let told = [survey.diagnostics.as_slice(), made.diagnostics.as_slice()].concat();
    let checked = verify::verify(config, &survey.content, options, &made, &documents, &told);
    let site = compare::Site { config, made: &made, documents: &documents, output: &output };
    let compare::Compared { stale, findings: compared } = compare::compare(site, options, against)?;
    let entries = documents.iter().map(|document| document.entries).sum();
    // The folder may have come while the articles were read.
    let output = publish::output(&config.output, hold.as_ref())?;
    let (plan, refused) = publish::plan(&output, documents, stale)?;

    let diagnostics = options.levels.apply([told, checked, compared, refused].concat());
    let summary = Summary {
        articles: survey.cards.len() + survey.left_out.len(),
        entries,
        rendered: made.rendered,
        left_out: survey.left_out.len(),
        ..count(&diagnostics)
    };
    let mut outcome = Outcome { diagnostics, documents: Vec::new(), left_out: survey.left_out, summary };
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
