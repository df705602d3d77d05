//! What is done with each site: once where only its sources are, and once where the generator has built it.

use std::fmt;
use std::path::Path;

use crate::checks::{self, Check};
use crate::documents;
use crate::sites::Site;
use crate::tools::{self, Built};

/// The two states in which a site may be when the program is started.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Sources,
    Built,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            State::Sources => "sources",
            State::Built => "built",
        })
    }
}

/// Builds the feeds in both states, and compares them with the generator's.
pub(crate) fn both(built: &Built, site: &Site) -> Vec<Check> {
    let states = [State::Sources, State::Built].into_iter();
    let states = states.filter(|state| *state == State::Built || !site.needs_pages);
    let own = checks::own(&built.output(site), site);
    let ours = states.flat_map(|state| in_state(state, built, site));
    [own].into_iter().chain(ours).collect()
}

fn in_state(state: State, built: &Built, site: &Site) -> Vec<Check> {
    let copy = tempfile::tempdir().unwrap();
    tools::copy(&tools::sources(site), copy.path());
    if state == State::Built {
        tools::copy(&built.output(site), &copy.path().join(site.output));
    }
    let checks = match feeds(copy.path(), site) {
        Err(problem) => vec![Check::failed("the program builds the feeds", problem)],
        Ok(()) => compare(&built.output(site), &copy.path().join(site.output), site),
    };
    checks.into_iter().map(|check| Check { name: format!("{state}: {}", check.name), ..check }).collect()
}

/// What the user does, and nothing else.
fn feeds(folder: &Path, site: &Site) -> Result<(), String> {
    tools::feedwright(folder, &["init"])?;
    let accepted: &[_] = if site.has_invalid_ids { &["--accept", "reidentified"] } else { &[] };
    tools::feedwright(folder, &[&["build"], accepted].concat()).map(drop)
}

fn compare(own: &Path, ours: &Path, site: &Site) -> Vec<Check> {
    let (own_feeds, our_feeds) = (documents::feeds(own), documents::feeds(ours));
    // Of the files in our folder only the feeds that the program wrote are ours.
    let our_feeds = our_feeds.into_iter().filter(|(_, feed)| feed.is_ours).collect();
    vec![
        checks::same_feeds(&own_feeds, &our_feeds, site),
        checks::same_feed_ids(&own_feeds, &our_feeds),
        checks::same_ids(&own_feeds, &our_feeds),
        checks::same_entries(&own_feeds, &our_feeds),
        checks::pages(&our_feeds, own, site.base),
        checks::nothing_withheld(&our_feeds),
        checks::nothing_seen_again(own, ours, &our_feeds),
    ]
}
