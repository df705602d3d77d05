//! Metadata: the heads of all sources, of which only what selection needs is kept; and once more those of the few
//! articles that feeds are made of.

use rayon::prelude::*;

use super::Progress;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::model::article::{Article, LeftOut, Reason};
use crate::model::card::Card;
use crate::model::source::Source;
use crate::model::words::{Asker, Shared, Words};
use crate::{metadata, scan, select};

/// What came out of reading all metadata.
#[derive(Default)]
pub(super) struct Read {
    /// Articles, in the order of their paths.
    pub(super) cards: Vec<Card>,
    /// Their words.
    pub(super) words: Words,
    /// Pages.
    pub(super) undated: Vec<Source>,
    /// What is no article whatever the time, pages among it.
    pub(super) left_out: Vec<LeftOut>,
    /// What is wrong with any of them.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads all metadata.
pub(super) fn cards(config: &Config, sources: Vec<Source>, progress: &(dyn Fn(Progress) + Sync)) -> Read {
    progress(Progress::Reading { total: sources.len() });
    let words = Shared::default();
    let reader = || Reader { config, buffer: Vec::new(), words: words.asker(), read: Read::default() };
    let parts = sources.into_par_iter().fold(reader, |mut reader, source| {
        reader.take(source);
        progress(Progress::Read);
        reader
    });
    let parts: Vec<_> = parts.map(|reader| reader.read).collect();
    let total = parts.iter().map(|part| part.cards.len()).sum();
    let mut all = Read { cards: Vec::with_capacity(total), ..Read::default() };
    for part in parts {
        all.cards.extend(part.cards);
        all.undated.extend(part.undated);
        all.left_out.extend(part.left_out);
        all.diagnostics.extend(part.diagnostics);
    }
    all.diagnostics = once(all.diagnostics);
    all.words = words.into_words();
    all
}

/// One thread's reading.
struct Reader<'r> {
    config: &'r Config,
    buffer: Vec<u8>,
    words: Asker<'r>,
    read: Read,
}

impl Reader<'_> {
    fn take(&mut self, source: Source) {
        let metadata::Parsed { outcome, diagnostics } = parse(self.config, &source, &mut self.buffer);
        self.read.diagnostics.extend(once(diagnostics));
        match outcome {
            metadata::Outcome::Article(article) => {
                self.read.cards.push(select::card(*article, &self.config.site, &mut self.words));
            }
            metadata::Outcome::LeftOut(reason) => {
                self.read.undated.extend((reason == Reason::Undated).then(|| source.clone()));
                self.read.left_out.push(LeftOut { source, reason, identity: None });
            }
            metadata::Outcome::NotAnArticle => {}
        }
    }
}

fn parse(config: &Config, source: &Source, buffer: &mut Vec<u8>) -> metadata::Parsed {
    match scan::head(source, buffer) {
        Ok(head) => metadata::parse(source, &head, &config.site, &config.content),
        Err(finding) => metadata::Parsed::unreadable(finding),
    }
}

/// What is the configuration's matter is said once, not for every article.
fn once(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut said = false;
    let mut repeated =
        |finding: &Diagnostic| finding.code == &metadata::NO_TIMEZONE && std::mem::replace(&mut said, true);
    found.into_iter().filter(|finding| !repeated(finding)).collect()
}

/// The whole article of a card.
///
/// # Errors
/// A finding, if the file cannot be read, or is not what it was when the card was made.
pub(super) fn article(config: &Config, card: &Card) -> Result<Box<Article>, Diagnostic> {
    let is_same = |article: &Article| {
        article.id.as_str() == card.id()
            && article.permalink.as_str() == &*card.permalink
            && article.date == card.date
    };
    let head = |buffer| {
        let head = scan::head(&card.source, buffer)?;
        match metadata::parse(&card.source, &head, &config.site, &config.content).outcome {
            metadata::Outcome::Article(article) if is_same(&article) => Ok(article),
            metadata::Outcome::Article(_)
            | metadata::Outcome::LeftOut(_)
            | metadata::Outcome::NotAnArticle => Err(scan::changed(&card.source.metadata_file())),
        }
    };
    head(&mut Vec::new())
}
