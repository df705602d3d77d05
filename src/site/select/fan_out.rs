//! The configuration and the index in, the documents with their articles out. Renders nothing.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::archives::{Archive, Divided, divide};
use super::originals::originals;
use super::terms::{Terms, symbols_of, term_slug};
use super::{AMBIGUOUS_TERM, DUPLICATE_PATH, EMPTY_FEED, NAMELESS_TERM};
use crate::diagnostic::nearest;
use crate::diagnostic::{Code, Diagnostic};
use crate::feed::{Language, Text, Url};
use crate::site::article::Shared;
use crate::site::config::Config;
use crate::site::feed_config::{Each, FeedConfig, Select};
use crate::site::file_name::FileName;
use crate::site::index::IndexedArticle;
use crate::site::interner::Symbol;
use crate::site::section_texts::SectionTexts;
use crate::site::slug::fold;

/// How many articles a thread groups by their terms at once.
const PART: usize = 4096;

/// One document to build.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Selection<'c> {
    /// The definition it comes from.
    pub config: &'c FeedConfig,
    /// Its path below the output folder.
    pub path: String,
    /// Its URL.
    pub self_url: Url,
    /// Its terms, if the feed fans out.
    pub terms: Vec<(Each, Text)>,
    /// What the file of its section says, if it has one.
    pub section_texts: SectionTexts,
    /// Its language, if all its entries share one.
    pub language: Option<Language>,
    /// Its articles, as indices, in order.
    pub articles: Vec<usize>,
    /// The articles beyond its limit that are in no archive, possibly a million.
    pub beyond: Vec<u32>,
    /// Its archives, the oldest first.
    pub archives: Vec<Archive>,
}

impl Selection<'_> {
    /// The articles in its document and in its archives, as indices.
    pub(crate) fn all(&self) -> impl Iterator<Item = usize> {
        let archived = self.archives.iter().flat_map(|archive| &archive.articles).map(|at| *at as usize);
        self.articles.iter().copied().chain(archived)
    }
}

/// The documents of the configuration, in order. Documents without entries are reported instead.
#[must_use]
pub(crate) fn selections<'c>(
    config: &'c Config,
    articles: &[IndexedArticle],
    terms: &Terms,
) -> (Vec<Selection<'c>>, Vec<Diagnostic>) {
    let has_originals = config.feeds.iter().any(|feed| feed.originals);
    let own = config.site.language.as_ref();
    let originals = if has_originals { originals(articles, terms, own) } else { Vec::new() };
    let context = Context { config, articles, terms, originals };
    let mut found = Vec::new();
    let mut selections = Vec::new();
    for feed in &config.feeds {
        let selected = context.selected(feed);
        if selected.is_empty() && !feed.is_generated {
            found.push(context.empty(feed));
        }
        if feed.each.is_empty() {
            let is_empty = selected.is_empty();
            let selection = context.selection(feed, &feed.path, Vec::new(), selected);
            selections.extend(selection.filter(|_| !is_empty));
        } else {
            selections.extend(context.fan_out(feed, selected, &mut found));
        }
    }
    // One of the generator's feeds may well be empty, but not all of them.
    if selections.is_empty() && found.is_empty() {
        found.extend(config.feeds.first().map(|feed| context.empty(feed)));
    }
    let selections = without_overwritten(selections);
    found.extend(duplicate_paths(&selections));
    (selections, found)
}

/// Terms, and the articles that have them all, in order.
type Group = (Vec<(Each, Text)>, Vec<usize>);

struct Context<'c, 'a> {
    config: &'c Config,
    articles: &'a [IndexedArticle],
    terms: &'a Terms,
    /// Whether each article is an original, if some feed wants to know it.
    originals: Vec<bool>,
}

impl<'c> Context<'c, '_> {
    /// The articles that match all keys, and any value of each key.
    fn selected(&self, feed: &FeedConfig) -> Vec<usize> {
        let select = &feed.select;
        let term = |wanted: &[String]| {
            let wanted: Vec<_> = wanted.iter().map(|want| self.terms.folded(want)).collect();
            self.terms.wanted(&wanted, |want, _, folded| want == folded)
        };
        let sections = self.terms.wanted(&select.section, |want, section, _| section.as_str() == want);
        let languages = self.terms.wanted(&select.language, |range, tag, _| {
            Language::parse(tag.as_str()).is_some_and(|language| language.matches(range))
        });
        let wanted = [
            (Each::Section, sections),
            (Each::Tag, term(&select.tag)),
            (Each::Category, term(&select.category)),
            (Each::Author, term(&select.author)),
            (Each::Language, languages),
        ];
        let matches = |article: &IndexedArticle| {
            wanted.iter().all(|(each, wanted)| {
                let is_wanted =
                    |wanted: &[bool], index: usize| wanted.get(index).copied().unwrap_or_default();
                wanted.as_ref().is_none_or(|wanted| {
                    symbols_of(article, *each).iter().any(|symbol| is_wanted(wanted, symbol.index()))
                })
            })
        };
        let rules = &self.config.content.rules.names;
        let is_in_folder = |article: &IndexedArticle| {
            feed.folders.as_ref().is_none_or(|folders| {
                let name =
                    FileName::of(&article.source.path, rules, |tag| self.config.site.has_language(tag));
                folders.iter().any(|folder| *folder == name.site_dir())
            })
        };
        let own: Vec<_> = feed.language.iter().filter(|_| !feed.has_fallbacks).collect();
        let own = self.terms.wanted(&own, |own, tag, _| tag.as_str() == own.as_str());
        let is_in_language = |article: &IndexedArticle| {
            own.as_ref().is_none_or(|own| {
                article.language.is_some_and(|language| own.get(language.index()) == Some(&true))
            })
        };
        let has_file = |article: &IndexedArticle| {
            feed.files.as_ref().is_none_or(|has_file| has_file(&article.source.path))
        };
        let is_selected = |article: &IndexedArticle| {
            article.listing.satisfies(feed.condition)
                && has_file(article)
                && is_in_language(article)
                && matches(article)
                && is_in_folder(article)
                && (feed.show.is_none() || article.is_episode)
        };
        self.articles
            .par_iter()
            .enumerate()
            .filter(|(at, article)| self.has_kind(feed, *at) && is_selected(article))
            .map(|(at, _)| at)
            .collect()
    }

    /// Whether an article is an original, if the feed holds only these.
    fn has_kind(&self, feed: &FeedConfig, at: usize) -> bool {
        !feed.originals || self.originals.get(at).copied().unwrap_or_default()
    }

    /// A document for each combination of terms.
    fn fan_out(
        &self,
        feed: &'c FeedConfig,
        selected: Vec<usize>,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<Selection<'c>> {
        let all = feed.lists_all.then(|| selected.clone());
        let with_terms = match &all {
            // What a feed asks of its articles does not decide about its terms.
            Some(_) => self.selected(&FeedConfig { condition: None, ..feed.clone() }),
            None => selected,
        };
        let mut groups: Vec<Group> = vec![(Vec::new(), with_terms)];
        for each in &feed.each {
            groups = groups.into_iter().flat_map(|group| self.split(feed, *each, group)).collect();
        }
        groups.retain(|(_, articles)| articles.len() >= feed.min);
        let paths = self.assign_paths(feed, &groups, found);
        let documents = paths.into_iter().zip(groups);
        documents
            .filter(|(path, _)| !path.is_empty())
            .map(|(path, (terms, articles))| (path, terms, all.clone().unwrap_or(articles)))
            .filter(|(.., articles)| !articles.is_empty())
            .filter_map(|(path, terms, articles)| self.selection(feed, &path, terms, articles))
            .collect()
    }

    /// The articles of a group, by their terms of one kind. Spellings of one term are one group, and so are terms that
    /// the site's generator puts at one path.
    fn split(&self, feed: &FeedConfig, each: Each, (terms, selected): Group) -> Vec<Group> {
        let mut groups: BTreeMap<String, (Text, Vec<usize>)> = BTreeMap::new();
        for (symbol, articles) in self.by_symbol(each, &selected) {
            let term = self.terms.term(each, symbol, &self.config.site);
            groups.entry(self.group(feed, &term)).or_insert_with(|| (term, Vec::new())).1.extend(articles);
        }
        let with_term = |(term, mut articles): (Text, Vec<usize>)| {
            articles.sort_unstable_by_key(|at| (self.weight(each, *at), *at));
            articles.dedup();
            ([terms.as_slice(), &[(each, term)]].concat(), articles)
        };
        groups.into_values().collect::<Vec<_>>().into_par_iter().map(with_term).collect()
    }

    /// What decides about the place of an article in a feed of a term, before the order of the site does.
    fn weight(&self, each: Each, at: usize) -> i32 {
        self.articles.get(at).map_or(0, |article| article.terms.weight(each))
    }

    /// The articles of each symbol, in order. The symbol with the newest article comes first.
    fn by_symbol(&self, each: Each, selected: &[usize]) -> Vec<(Symbol, Vec<usize>)> {
        let of_part = |part: &[usize]| {
            let mut by_symbol: BTreeMap<Symbol, Vec<usize>> = BTreeMap::new();
            for (&at, article) in part.iter().filter_map(|at| Some((at, self.articles.get(*at)?))) {
                for symbol in symbols_of(article, each) {
                    by_symbol.entry(*symbol).or_default().push(at);
                }
            }
            by_symbol
        };
        let parts: Vec<_> = selected.par_chunks(PART).map(of_part).collect();
        let mut by_symbol: BTreeMap<Symbol, Vec<usize>> = BTreeMap::new();
        for (symbol, mut articles) in parts.into_iter().flatten() {
            by_symbol.entry(symbol).or_default().append(&mut articles);
        }
        let mut by_symbol: Vec<_> = by_symbol.into_iter().collect();
        by_symbol.sort_by_key(|(symbol, articles)| {
            (articles.first().copied(), self.terms.symbols().text(*symbol))
        });
        by_symbol
    }

    /// What the terms of one document share: by a rule of the site, their path.
    fn group(&self, feed: &FeedConfig, term: &Text) -> String {
        let is_named = self.config.slugs.contains_key(&fold(term.as_str()));
        if self.config.content.rules.term_slug.is_some() && !is_named {
            self.slug(feed, term)
        } else {
            self.terms.folded(term.as_str())
        }
    }

    /// The part of a path that stands for a term. Feeds that the generator makes have its own, even if that is empty.
    fn slug(&self, feed: &FeedConfig, term: &Text) -> String {
        match &self.config.content.rules.term_slug {
            Some(rule) if feed.is_generated => rule(term.as_str()),
            Some(_) | None => term_slug(self.config, term),
        }
    }

    /// The path of each group. Two terms that give the same path are an error that names both.
    fn assign_paths(&self, feed: &FeedConfig, groups: &[Group], found: &mut Vec<Diagnostic>) -> Vec<String> {
        let mut names: BTreeMap<(Each, &Text), String> = BTreeMap::new();
        let mut owners: BTreeMap<(Each, String), &Text> = BTreeMap::new();
        let with_articles =
            groups.iter().flat_map(|(terms, articles)| terms.iter().map(move |term| (term, articles)));
        for ((each, term), articles) in with_articles {
            if names.contains_key(&(*each, term)) {
                continue;
            }
            let configured = self.config.slugs.get(&fold(term.as_str()));
            let name = configured.cloned().unwrap_or_else(|| self.slug(feed, term));
            if name.is_empty() && feed.is_generated {
                // The generator makes no document of it.
            } else if name.is_empty() {
                let message = nameless(*each, term) + &self.used_in(articles);
                found.push(about(feed, &NAMELESS_TERM, message).help(slugs_help(term)));
            } else if let Some(first) = owners.insert((*each, name.clone()), term) {
                let message =
                    format!("the {} `{first}` and `{term}` would both become `{name}`", plural(*each))
                        + &self.used_in(articles);
                found.push(about(feed, &AMBIGUOUS_TERM, message).help(slugs_help(term)));
            }
            names.insert((*each, term), name);
        }
        let is_nameless =
            |(each, term): &(Each, Text)| names.get(&(*each, term)).is_none_or(String::is_empty);
        let path = |(terms, _): &Group| {
            if terms.iter().any(is_nameless) {
                return String::new();
            }
            terms.iter().fold(feed.path.clone(), |path, (each, term)| {
                path.replace(&each.placeholder(), names.get(&(*each, term)).map_or("", String::as_str))
            })
        };
        groups.iter().map(path).collect()
    }

    /// Where the first of the articles with a term is.
    fn used_in(&self, articles: &[usize]) -> String {
        let first = articles.first().and_then(|at| self.articles.get(*at));
        first.map(|article| format!(" (in `{}`)", article.source.path)).unwrap_or_default()
    }

    fn selection(
        &self,
        config: &'c FeedConfig,
        path: &str,
        terms: Vec<(Each, Text)>,
        articles: Vec<usize>,
    ) -> Option<Selection<'c>> {
        let own = terms.iter().find(|(each, _)| *each == Each::Language);
        let language = match (own, config.select.language.as_slice()) {
            (Some((_, tag)), _) => Language::parse(tag.as_str()),
            (None, [language]) => Some(language.clone()),
            (None, _) => None,
        };
        let language = language.or_else(|| config.language.clone());
        let articles = match &language {
            Some(language) if config.language.is_none() || config.has_fallbacks => {
                self.once_per_translation(language, config.has_fallbacks, articles)
            }
            Some(_) | None => articles,
        };
        let articles = self.guarded(config, articles);
        let (articles, archives) = self.archived(config, path, articles);
        let (articles, beyond) = limited(config, articles);
        let base = &self.config.site.base_url;
        let self_url = config.url_at(path, base).or_else(|| base.file_below(path).ok())?;
        Some(Selection {
            config,
            path: path.to_owned(),
            self_url,
            terms,
            section_texts: SectionTexts::default(),
            language,
            articles,
            beyond,
            archives,
        })
    }

    /// Of the articles up to the limit of a feed, those that satisfy the condition that it has for these.
    fn guarded(&self, config: &FeedConfig, mut articles: Vec<usize>) -> Vec<usize> {
        if config.guard.is_some() {
            articles.truncate(config.limit.unwrap_or(usize::MAX));
            articles.retain(|at| {
                self.articles.get(*at).is_some_and(|article| article.listing.satisfies(config.guard))
            });
        }
        articles
    }

    /// The articles that a feed itself may contain, and its archives. The newest up to the limit are in the feed in any case.
    fn archived(&self, config: &FeedConfig, path: &str, articles: Vec<usize>) -> (Vec<usize>, Vec<Archive>) {
        let Some(most) = config.archive else { return (articles, Vec::new()) };
        let base_url = &self.config.site.base_url;
        let Divided { open, archives } = divide(self.articles, &articles, most, (path, base_url));
        let limit = config.limit.unwrap_or(usize::MAX);
        let own =
            articles.into_iter().enumerate().filter(|(at, article)| *at < limit || open.contains(article));
        (own.map(|(_, article)| article).collect(), archives)
    }

    /// A feed in one language contains each article once: in exactly this language if it exists, perhaps else in that of
    /// the site, else in the first language that matches.
    fn once_per_translation(
        &self,
        language: &Language,
        prefers_own: bool,
        articles: Vec<usize>,
    ) -> Vec<usize> {
        let mut best: BTreeMap<Shared<'_>, usize> = BTreeMap::new();
        let own = self.config.site.language.as_ref().filter(|_| prefers_own);
        let rank = |at: usize| {
            let symbol = self.articles.get(at).and_then(|article| article.language);
            let tag = symbol.and_then(|symbol| self.terms.language(symbol));
            (tag.as_ref() == Some(language), tag.is_some() && tag.as_ref() == own)
        };
        for &at in &articles {
            let Some(article) = self.articles.get(at) else { continue };
            let kept = best.entry(article.shared()).or_insert(at);
            if *kept != at && rank(at) > rank(*kept) {
                *kept = at;
            }
        }
        let kept: BTreeSet<_> = best.into_values().collect();
        articles.into_iter().filter(|at| kept.contains(at)).collect()
    }

    fn empty(&self, feed: &FeedConfig) -> Diagnostic {
        let finding =
            about(feed, &EMPTY_FEED, format!("`{}` has no articles, so it is not written", feed.path));
        match self.suggest_term(&feed.select) {
            Some(help) => finding.help(help),
            None => finding.help("run `feedwright list` to see the articles, and why others are left out"),
        }
    }

    /// Suggests a term for a selected term without articles.
    fn suggest_term(&self, select: &Select) -> Option<String> {
        let wanted = [
            (Each::Section, &select.section),
            (Each::Tag, &select.tag),
            (Each::Category, &select.category),
            (Each::Author, &select.author),
        ];
        wanted.into_iter().find_map(|(each, symbols)| {
            let used: BTreeSet<_> =
                self.articles.iter().flat_map(|article| symbols_of(article, each)).collect();
            let known: BTreeSet<_> =
                used.into_iter().map(|symbol| self.terms.term(each, *symbol, &self.config.site)).collect();
            let missing = symbols.iter().find(|want| {
                !known.iter().any(|term| self.terms.folded(term.as_str()) == self.terms.folded(want))
            })?;
            let suggestion = nearest(missing, known.iter().map(Text::as_str));
            let article = format!("no article has the {} `{missing}`", each.as_str());
            Some(suggestion.map_or(article.clone(), |term| format!("{article}; did you mean `{term}`?")))
        })
    }
}

/// The articles up to the limit of a feed, and those beyond it. With archives, none is left out.
fn limited(config: &FeedConfig, mut articles: Vec<usize>) -> (Vec<usize>, Vec<u32>) {
    let limit = config.limit.filter(|_| config.archive.is_none());
    let limit = limit.unwrap_or(usize::MAX).min(articles.len());
    let beyond = articles.drain(limit..).filter_map(|at| u32::try_from(at).ok()).collect();
    articles.shrink_to_fit();
    (articles, beyond)
}

fn about(feed: &FeedConfig, code: &'static Code, message: String) -> Diagnostic {
    let finding = Diagnostic::new(code, message);
    match &feed.place {
        Some(place) => finding.at(place.clone()),
        None => finding,
    }
}

fn nameless(each: Each, term: &Text) -> String {
    format!("the {} `{term}` cannot become part of a path", each.as_str())
}

fn slugs_help(term: &Text) -> String {
    format!("write a name for it in feedwright.toml: [slugs] \"{term}\" = \"…\"")
}

fn plural(each: Each) -> &'static str {
    match each {
        Each::Section => "sections",
        Each::Tag => "tags",
        Each::Category => "categories",
        Each::Author => "authors",
        Each::Language => "languages",
        Each::Taxonomy(_) => "terms",
    }
}

/// The documents, without those that the site's generator would overwrite with a later one.
fn without_overwritten(selections: Vec<Selection<'_>>) -> Vec<Selection<'_>> {
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, selection) in selections.iter().enumerate().filter(|(_, one)| one.config.is_generated) {
        last.insert(&selection.path, at);
    }
    let is_last: Vec<_> = selections
        .iter()
        .enumerate()
        .map(|(at, one)| !one.config.is_generated || last.get(one.path.as_str()) == Some(&at))
        .collect();
    selections.into_iter().zip(is_last).filter_map(|(one, is_last)| is_last.then_some(one)).collect()
}

/// A fan-out may have the path of another feed. Some file systems ignore case.
fn duplicate_paths(selections: &[Selection<'_>]) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<String, &Selection<'_>> = BTreeMap::new();
    let mut found = Vec::new();
    let paths = |selection: &'_ Selection<'_>| {
        let archives = selection.archives.iter().map(|archive| archive.path.clone());
        std::iter::once(selection.path.clone()).chain(archives).collect::<Vec<_>>()
    };
    for (selection, path) in
        selections.iter().flat_map(|one| paths(one).into_iter().map(move |path| (one, path)))
    {
        match seen.insert(path.to_lowercase(), selection) {
            Some(first) if !std::ptr::eq(first.config, selection.config) => {
                let message = format!("two feeds would write `{path}`");
                found.push(
                    about(selection.config, &DUPLICATE_PATH, message).help("give each feed its own path"),
                );
            }
            Some(_) | None => {}
        }
    }
    found
}
