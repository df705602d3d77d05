//! Scan, metadata, select: the articles, and the feeds that they are in.

use rayon::prelude::*;

use super::{Options, Progress, read};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::model::article::{Article, LeftOut, Reason};
use crate::model::card::Card;
use crate::root::Root;
use crate::select::{Selection, Terms, Twins};
use crate::{scan, select};

/// The articles and the feeds that they are in, before anything is rendered.
#[derive(Clone, Debug)]
pub struct Survey<'c> {
    /// The content folder.
    pub content: Root,
    /// The public articles, in the order of feeds.
    pub cards: Vec<Card>,
    /// The others.
    pub left_out: Vec<LeftOut>,
    /// The documents to be made.
    pub selections: Vec<Selection<'c>>,
    /// How terms are spelled.
    pub terms: Terms,
    /// Everything found so far.
    pub diagnostics: Vec<Diagnostic>,
}

/// Scans, reads metadata and selects. `found` is what the configuration was told.
///
/// # Errors
/// If the content folder cannot be read.
pub fn survey<'c>(
    config: &'c Config,
    options: &Options,
    found: Vec<Diagnostic>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Survey<'c>, Error> {
    let folder = config.project.join(&config.content.dir);
    let content =
        Root::open(&folder).map_err(|error| Error::new("read the content folder", &folder, error))?;
    let scan::Sources { sources, diagnostics } = scan::sources(&content, &config.content, &config.output)?;
    let read = read::cards(config, &content, sources, progress);
    let forgotten = select::undated(&read.undated, &read.cards);
    let twins = select::twins(&read.cards, options.now, options.drafts);
    let twins: Vec<_> = twins.par_iter().map(|twins| finding(config, &content, &read.cards, twins)).collect();
    let live = select::live(read.cards, options.now, options.drafts);
    let terms = Terms::of(&live.cards, read.words);
    let (selections, selected) = select::selections(config, &live.cards, &terms);
    let left_out = sorted([read.left_out, live.left_out].concat());
    // A feed may be empty only because its articles have mistakes, or cannot be read, which is said already.
    let unread = diagnostics.iter().any(|finding| finding.severity == Severity::Error);
    let invalid = unread || left_out.iter().any(|left| left.reason == Reason::Invalid);
    let selected = if invalid { without_empty(selected) } else { selected };
    let diagnostics = [found, diagnostics, read.diagnostics, forgotten, twins, selected].concat();
    Ok(Survey { content, cards: live.cards, left_out, selections, terms, diagnostics })
}

impl Survey<'_> {
    /// The public articles, whole.
    ///
    /// # Errors
    /// A finding, if a file has changed since it was surveyed.
    pub fn articles(&self, config: &Config) -> Result<Vec<Article>, Diagnostic> {
        let read = |card| read::article(config, &self.content, card).map(|article| *article);
        self.cards.par_iter().map(read).collect()
    }
}

/// What two articles are told that would be one to readers.
fn finding(config: &Config, content: &Root, cards: &[Card], twins: &Twins) -> Diagnostic {
    let article = |at: usize| cards.get(at).map(|card| read::article(config, content, card));
    match (article(twins.first), article(twins.second)) {
        (Some(Ok(first)), Some(Ok(second))) => twins.finding(&first, &second),
        (Some(Err(changed)), _) | (_, Some(Err(changed))) => changed,
        (None, _) | (_, None) => unreachable!("twins are found among the cards"),
    }
}

fn without_empty(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.into_iter().filter(|finding| finding.code != &select::EMPTY_FEED).collect()
}

fn sorted(mut left_out: Vec<LeftOut>) -> Vec<LeftOut> {
    left_out.sort();
    left_out
}
