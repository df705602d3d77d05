//! The selections that have the articles of a published feed in; the one that explains the feed out. Its name decides where
//! there are several.

use std::collections::BTreeSet;

use super::named::{Kind, Names};
use crate::feed::{Format, Language};
use crate::site::feed_config::{FeedConfig, Select};

/// A selection of articles.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidate {
    pub(super) select: Select,
    pub(super) folders: Option<Vec<String>>,
}

impl Candidate {
    /// The selection by a term.
    pub(super) fn of(kind: Kind, term: &str) -> Option<Candidate> {
        let (terms, mut select) = (vec![term.to_owned()], Select::default());
        match kind {
            Kind::Section => select.section = terms,
            Kind::Tag => select.tag = terms,
            Kind::Category => select.category = terms,
            Kind::Author => select.author = terms,
            Kind::Language => select.language = vec![Language::parse(term)?],
        }
        Some(Candidate { select, folders: None })
    }

    /// What it selects by, besides the language. The last folder is as a section is.
    pub(super) fn terms(&self) -> Vec<(Kind, &str)> {
        let Select { section, tag, category, author, language: _ } = &self.select;
        let all =
            [(Kind::Section, section), (Kind::Tag, tag), (Kind::Category, category), (Kind::Author, author)];
        let terms = all.into_iter().flat_map(|(kind, terms)| terms.iter().map(move |term| (kind, &**term)));
        let folders = self.folders.iter().flatten().filter_map(|folder| folder.rsplit('/').next());
        terms.chain(folders.map(|folder| (Kind::Section, folder))).collect()
    }

    pub(super) fn languages(&self) -> Vec<(Kind, &str)> {
        self.select.language.iter().map(|tag| (Kind::Language, tag.as_str())).collect()
    }

    /// Whether the name of a feed means it: the name has one of its terms, and names the others.
    pub(super) fn is_meant_by(&self, names: &Names) -> bool {
        let (terms, languages) = (self.terms(), self.languages());
        names.mean(&[&*terms, &*languages].concat()) && terms.into_iter().all(|term| names.have(term))
    }

    pub(super) fn is_all(&self) -> bool {
        self.terms().is_empty() && self.languages().is_empty()
    }

    /// Whether it is another one, and in one language besides.
    pub(super) fn is_of_language_in(&self, other: &Candidate) -> bool {
        let without = Select { language: Vec::new(), ..self.select.clone() };
        !self.select.language.is_empty() && without == other.select && self.folders == other.folders
    }

    /// How it is written.
    pub(super) fn written(&self) -> String {
        let Candidate { select, folders } = self.clone();
        let feed = FeedConfig { select, folders, ..FeedConfig::new("", Format::Rss) };
        feed.written_selection().unwrap_or_else(|| "no `select`".to_owned())
    }
}

/// A selection that has the articles of a feed.
#[derive(Clone, Copy)]
pub(super) struct Explanation<'c> {
    pub(super) candidate: &'c Candidate,
    /// The articles that it selects.
    pub(super) articles: &'c [usize],
    /// How many of them may have been published.
    pub(super) count: usize,
}

impl Explanation<'_> {
    pub(super) fn is_whole(&self, wanted: &BTreeSet<usize>) -> bool {
        self.count == wanted.len()
    }
}

/// What explains a feed.
pub(super) enum Explained<'c> {
    By(Explanation<'c>),
    /// Several selections do, and its name decides for none of them.
    Ambiguous(Vec<Explanation<'c>>),
    Nothing,
}

/// Which of the selections that have the articles of a feed explains it: the one that its name means, else all articles,
/// else the only one.
pub(super) fn explained<'c>(
    explaining: &[Explanation<'c>],
    wanted: &BTreeSet<usize>,
    names: &Names,
) -> Explained<'c> {
    let whole_first = |one: &&Explanation<'_>| {
        let languages = one.candidate.languages();
        (languages.iter().filter(|term| !names.have(**term)).count(), !one.is_whole(wanted))
    };
    let named = explaining.iter().filter(|one| one.candidate.is_meant_by(names)).min_by_key(whole_first);
    match (named, names.meant()) {
        (Some(named), _) => Explained::By(*named),
        (None, Some(_)) => Explained::Nothing,
        (None, None) => unnamed(explaining, wanted, names.is_plain),
    }
}

/// The same for a feed whose name means none of them.
fn unnamed<'c>(explaining: &[Explanation<'c>], wanted: &BTreeSet<usize>, is_plain: bool) -> Explained<'c> {
    let site = explaining.iter().find(|one| one.candidate.is_all());
    let is_site = |one: &Explanation<'_>| site.is_some_and(|site| site.articles == one.articles);
    let is_another = |one: &&Explanation<'_>| {
        let is_of_language = |other: &Explanation<'_>| one.candidate.is_of_language_in(other.candidate);
        !is_site(one) && !explaining.iter().any(is_of_language) && !is_same_folder(one, explaining)
    };
    let others: Vec<_> = explaining.iter().filter(is_another).copied().collect();
    let whole: Vec<_> = others.iter().filter(|one| one.is_whole(wanted)).copied().collect();
    if let Some(site) = site {
        let is_of_site = is_plain || site.is_whole(wanted) || USUAL_LIMITS.contains(&wanted.len());
        return if is_of_site || whole.is_empty() {
            Explained::By(*site)
        } else {
            Explained::Ambiguous(whole.into_iter().chain([*site]).collect())
        };
    }
    match (whole.as_slice(), others.as_slice()) {
        ([one], _) | ([], [one]) => Explained::By(*one),
        ([], []) => Explained::Nothing,
        ([], several) | (several, _) => Explained::Ambiguous(several.to_vec()),
    }
}

/// The limits that programs have by default. A feed of so many articles has most likely one of them.
pub(super) const USUAL_LIMITS: &[usize] = &[10, 15, 20, 25, 30, 50, 100];

/// Whether it is the folder of a section that explains the same.
fn is_same_folder(one: &Explanation<'_>, all: &[Explanation<'_>]) -> bool {
    let has_section =
        |other: &Explanation<'_>| other.candidate.folders.is_none() && other.articles == one.articles;
    one.candidate.folders.is_some()
        && all.iter().any(|other| has_section(other) && !other.candidate.select.section.is_empty())
}
