//! Feeds in, whoever made them; findings out: what is wrong, where, why it matters, and what to write instead. A
//! document is read once. The tables in `grammar` describe each element; rules with logic are in `codes`, by area, each
//! with its page for `explain`. Besides the bytes, only one entry, ids, links and findings are in memory. No files are
//! read, and nothing is loaded.

mod characters;
mod codes;
mod detect;
mod feed;
mod finding;
mod grammar;
mod html;
mod json;
mod presentation;
pub(crate) mod registries;
mod scope;
mod targets;
mod values;

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, Utc};

use crate::diagnostic::{Code, Diagnostic};
use crate::feed::{Format, Url};
use crate::source::encoding;

pub(crate) use codes::can_be_allowed;
pub(crate) use codes::feed::DUPLICATE_ENCLOSURE;
pub use codes::http::Answer;
pub(crate) use codes::podcast::{DUPLICATE_EPISODE, file_rank};
pub use finding::Subject;
#[cfg(feature = "site")]
pub(crate) use values::registered_language;

/// Every kind of finding of this stage.
pub(crate) static CODES: LazyLock<Vec<&'static Code>> = LazyLock::new(codes::all);

/// A set of rules for one kind of consumer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Profile {
    /// Requirements of Apple and Podcasting 2.0.
    Podcast,
    /// Requirements of news aggregators.
    News,
}

impl Profile {
    /// Whether authors can always prevent a finding by what they write. They cannot prevent those about the number of articles.
    pub(crate) fn is_of_articles(self, code: &Code) -> bool {
        let rules = match self {
            Profile::Podcast => codes::podcast::RULES,
            Profile::News => codes::news::RULES,
        };
        rules.iter().any(|rule| rule.name == code.name) && !is_of_count(code)
    }
}

/// Whether a finding is about the number of articles of a feed.
pub(crate) fn is_of_count(code: &Code) -> bool {
    code.name == codes::news::NEWS_COUNT.name
}

/// Options and context of a check.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// The sets of rules to apply in addition to those of the formats.
    pub profiles: BTreeSet<Profile>,
    /// The URL of the document, now or in the future.
    pub base: Option<Url>,
    /// The current time; without it no date is in the future.
    pub now: Option<DateTime<Utc>>,
    /// The HTTP response with the document.
    pub answer: Option<Answer>,
    /// The site that links may lead into.
    pub(crate) site: Option<Arc<dyn Targets>>,
}

/// The pages and files of a site that links may lead into.
pub(crate) trait Targets: fmt::Debug + Send + Sync {
    /// What is wrong with an absolute URL on the site that leads nowhere; `None` for other URLs.
    fn problem(&self, address: &str) -> Option<Diagnostic>;
}

/// The result of checking a document.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Checked {
    /// Its format; `None` if it is not a feed.
    pub format: Option<Format>,
    /// The number of its entries.
    pub entries: usize,
    /// The findings in document order, with their subjects.
    pub findings: Vec<(Diagnostic, Option<Subject>)>,
}

/// Checks a document. `file` is its name in findings.
#[must_use]
pub fn document(file: &Path, bytes: &[u8], options: &Options) -> Checked {
    feed::check(file, bytes, options)
}

/// Whether a document is or should be a feed, judging by its first bytes.
#[must_use]
pub(crate) fn is_feed(bytes: &[u8]) -> bool {
    detect::is_feed(&encoding::lossy(bytes))
}

/// Whether a file is or should be a feed, judging by its first bytes, and by its name if these are those of nothing that
/// can be read: it is empty, compressed, a web page.
#[must_use]
pub(crate) fn is_feed_file(path: &Path, bytes: &[u8]) -> bool {
    is_feed(bytes) || detect::is_unread_feed(path, bytes)
}
