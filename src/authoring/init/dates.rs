//! The configuration for a site in; the sources of dates that it needs besides the usual ones, out: most articles of some
//! sites have no date but in the path of their page, or in git.

use chrono::{DateTime, Utc};

use crate::site::article::Reason;
use crate::site::config::Config;
use crate::site::pipeline::{self, Options};
use crate::site::rules::DateFrom;

/// The sources of dates that a site needs, and why.
#[derive(Clone, Debug)]
pub(crate) struct NeededDateSources {
    /// The sources, in order.
    pub date_from: Vec<DateFrom>,
    /// The number of articles.
    pub articles: usize,
    /// The number of those without a date in the usual sources.
    pub undated: usize,
}

/// The sources of dates, if with those of `config` most articles would have none, and one more gives dates to nearly
/// all.
pub(super) fn needed(config: &Config, now: DateTime<Utc>) -> Option<NeededDateSources> {
    let usual = &config.content.date_from;
    let before = count(config, usual, now)?;
    let articles = before.dated + before.undated;
    if before.undated <= before.dated {
        return None;
    }
    let needed = |more: DateFrom| {
        let sources: Vec<_> = usual.iter().copied().chain([more]).collect();
        let after = count(config, &sources, now)?;
        // Nearly all: nine of ten.
        let is_enough = after.dated * 10 >= articles * 9;
        is_enough.then_some(NeededDateSources { date_from: sources, articles, undated: before.undated })
    };
    // Where authors write dates, what has none is a page, although git knows when it was added.
    let has_written =
        || count(config, &[DateFrom::Metadata], now).is_some_and(|count| count.dated * 10 > articles);
    needed(DateFrom::Path).or_else(|| if has_written() { None } else { needed(DateFrom::Git) })
}

/// The numbers of articles with and without a date.
struct Count {
    dated: usize,
    undated: usize,
}

fn count(config: &Config, sources: &[DateFrom], now: DateTime<Utc>) -> Option<Count> {
    let mut config = config.clone();
    config.content.date_from = sources.to_vec();
    let index = pipeline::index(&config, &Options::at(now), Vec::new(), &|_| {}).ok()?;
    let left = |reason| index.left_out.iter().filter(|left| left.reason == reason).count();
    let dated = index.articles.len() + left(Reason::Scheduled) + left(Reason::Expired);
    Some(Count { dated, undated: left(Reason::Undated) })
}
