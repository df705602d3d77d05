//! The configuration and the index in, the documents with their articles out. Renders nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::terms::{Terms, symbols_of};
use super::{AMBIGUOUS_TERM, DUPLICATE_PATH, EMPTY_FEED, NAMELESS_TERM};
use crate::diagnostic::nearest;
use crate::diagnostic::{Code, Diagnostic};
use crate::feed::{Feed, Language, Text, Url};
use crate::site::article::Shared;
use crate::site::config::{Config, Each, FeedConfig, Select, Site};
use crate::site::index::IndexedArticle;
use crate::site::interner::Symbol;
use crate::site::slug::{fold, slug};

/// One document to build.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Selection<'c> {
    /// The definition it comes from.
    pub config: &'c FeedConfig,
    /// Its path below the output folder.
    pub path: String,
    /// Its URL.
    pub self_url: Url,
    /// Its term, if the feed fans out.
    pub term: Option<Text>,
    /// Its language, if all its entries share one.
    pub language: Option<Language>,
    /// Its articles, as indices, in order.
    pub articles: Vec<usize>,
    /// The articles beyond its limit, possibly a million.
    pub beyond: Vec<u32>,
}

/// The documents of the configuration, in order. Documents without entries are reported instead.
#[must_use]
pub(crate) fn selections<'c>(
    config: &'c Config,
    articles: &[IndexedArticle],
    terms: &Terms,
) -> (Vec<Selection<'c>>, Vec<Diagnostic>) {
    let context = Context { config, articles, terms };
    let mut found = Vec::new();
    let mut selections = Vec::new();
    for feed in &config.feeds {
        let selected = context.selected(&feed.select);
        if selected.is_empty() {
            found.push(context.empty(feed));
        }
        match feed.each {
            Some(each) => selections.extend(context.fan_out(feed, each, &selected, &mut found)),
            None => selections.extend(
                (!selected.is_empty()).then(|| context.selection(feed, &feed.path, None, selected)).flatten(),
            ),
        }
    }
    found.extend(duplicate_paths(&selections));
    (selections, found)
}

struct Context<'c, 'a> {
    config: &'c Config,
    articles: &'a [IndexedArticle],
    terms: &'a Terms,
}

impl<'c> Context<'c, '_> {
    /// The articles that match all keys, and any value of each key.
    fn selected(&self, select: &Select) -> Vec<usize> {
        let term = |wanted: &[String]| {
            let wanted: Vec<_> = wanted.iter().map(|want| fold(want)).collect();
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
        self.articles.iter().enumerate().filter(|(_, article)| matches(article)).map(|(at, _)| at).collect()
    }

    fn fan_out(
        &self,
        feed: &'c FeedConfig,
        each: Each,
        selected: &[usize],
        found: &mut Vec<Diagnostic>,
    ) -> Vec<Selection<'c>> {
        let mut groups: BTreeMap<String, (Text, Vec<usize>)> = BTreeMap::new();
        for (symbol, articles) in self.by_symbol(each, selected) {
            let term = self.terms.term(each, symbol, &self.config.site);
            groups.entry(fold(term.as_str())).or_insert_with(|| (term, Vec::new())).1.extend(articles);
        }
        for (_, articles) in groups.values_mut() {
            articles.sort_unstable();
            articles.dedup();
        }
        let documents = self.assign_paths(feed, each, groups, found);
        documents
            .into_iter()
            .filter_map(|(path, term, articles)| self.selection(feed, &path, Some((each, term)), articles))
            .collect()
    }

    /// The articles of each symbol, in order. The symbol with the newest article comes first.
    fn by_symbol(&self, each: Each, selected: &[usize]) -> Vec<(Symbol, Vec<usize>)> {
        let mut by_symbol: BTreeMap<Symbol, Vec<usize>> = BTreeMap::new();
        for (&at, article) in selected.iter().filter_map(|at| Some((at, self.articles.get(*at)?))) {
            for symbol in symbols_of(article, each) {
                by_symbol.entry(*symbol).or_default().push(at);
            }
        }
        let mut by_symbol: Vec<_> = by_symbol.into_iter().collect();
        by_symbol.sort_by_key(|(symbol, articles)| {
            (articles.first().copied(), self.terms.symbols().text(*symbol))
        });
        by_symbol
    }

    /// Assigns a path to each term. Two terms with the same path are an error that names both.
    fn assign_paths(
        &self,
        feed: &FeedConfig,
        each: Each,
        groups: BTreeMap<String, (Text, Vec<usize>)>,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<(String, Text, Vec<usize>)> {
        let mut names: BTreeMap<String, Text> = BTreeMap::new();
        let mut documents = Vec::new();
        for (folded, (term, articles)) in groups {
            let name = self.config.slugs.get(&folded).cloned().unwrap_or_else(|| slug(term.as_str()));
            if name.is_empty() {
                found.push(about(feed, &NAMELESS_TERM, nameless(each, &term)).help(slugs_help(&term)));
            } else if let Some(first) = names.insert(name.clone(), term.clone()) {
                let message =
                    format!("the {} `{first}` and `{term}` would both become `{name}`", plural(each));
                found.push(about(feed, &AMBIGUOUS_TERM, message).help(slugs_help(&term)));
            }
            let path = feed.path.replace(&each.placeholder(), &name);
            documents.push((path, term, articles));
        }
        documents
    }

    fn selection(
        &self,
        config: &'c FeedConfig,
        path: &str,
        term: Option<(Each, Text)>,
        articles: Vec<usize>,
    ) -> Option<Selection<'c>> {
        let own = term.as_ref().filter(|(each, _)| *each == Each::Language);
        let language = match (own, config.select.language.as_slice()) {
            (Some((_, tag)), _) => Language::parse(tag.as_str()),
            (None, [language]) => Some(language.clone()),
            (None, _) => None,
        };
        let mut articles = match &language {
            Some(language) => self.once_per_translation(language, articles),
            None => articles,
        };
        let limit = config.limit.unwrap_or(usize::MAX).min(articles.len());
        let beyond = articles.drain(limit..).filter_map(|at| u32::try_from(at).ok()).collect();
        articles.shrink_to_fit();
        let self_url = self.config.site.base_url.file_below(path).ok()?;
        Some(Selection {
            config,
            path: path.to_owned(),
            self_url,
            term: term.map(|(_, term)| term),
            language,
            articles,
            beyond,
        })
    }

    /// A feed in one language contains each article once: in exactly this language if it exists, else in the first
    /// language that matches.
    fn once_per_translation(&self, language: &Language, articles: Vec<usize>) -> Vec<usize> {
        let mut best: BTreeMap<Shared<'_>, usize> = BTreeMap::new();
        let is_exact = |at: usize| {
            let symbol = self.articles.get(at).and_then(|article| article.language);
            symbol.and_then(|symbol| self.terms.language(symbol)).as_ref() == Some(language)
        };
        for &at in &articles {
            let Some(article) = self.articles.get(at) else { continue };
            let kept = best.entry(article.shared()).or_insert(at);
            if *kept != at && is_exact(at) && !is_exact(*kept) {
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
            let missing = symbols
                .iter()
                .find(|symbol| !known.iter().any(|term| fold(term.as_str()) == fold(symbol)))?;
            let suggestion = nearest(missing, known.iter().map(Text::as_str));
            let article = format!("no article has the {} `{missing}`", each.as_str());
            Some(suggestion.map_or(article.clone(), |term| format!("{article}; did you mean `{term}`?")))
        })
    }
}

fn about(feed: &FeedConfig, code: &'static Code, message: String) -> Diagnostic {
    let finding = Diagnostic::new(code, message);
    match &feed.place {
        Some(place) => finding.at(place.clone()),
        None => finding,
    }
}

fn nameless(each: Each, term: &Text) -> String {
    format!("no path can be made from the {} `{term}`", each.as_str())
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
    }
}

/// A fan-out may have the path of another feed. Some file systems ignore case.
fn duplicate_paths(selections: &[Selection<'_>]) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<String, &Selection<'_>> = BTreeMap::new();
    let mut found = Vec::new();
    for selection in selections {
        match seen.insert(selection.path.to_lowercase(), selection) {
            Some(first) if !std::ptr::eq(first.config, selection.config) => {
                let message = format!("two feeds would write `{}`", selection.path);
                found.push(
                    about(selection.config, &DUPLICATE_PATH, message).help("give each feed its own path"),
                );
            }
            Some(_) | None => {}
        }
    }
    found
}

/// The feed of a selection, without entries.
#[must_use]
pub(crate) fn feed(selection: &Selection<'_>, site: &Site) -> Feed {
    let config = selection.config;
    let by_language = selection.language.as_ref().and_then(|language| site.languages.get(language));
    let title = config.title.clone();
    let language_title = by_language.and_then(|texts| texts.title.clone());
    let title = match (&selection.term, title, language_title) {
        (Some(_), None, Some(title)) if config.each == Some(Each::Language) => title,
        (Some(term), None, _) if is_own_language(term, config, site) => site.title.clone(),
        (Some(term), title, _) => Text::line(&format!("{} - {term}", title.as_ref().unwrap_or(&site.title))),
        (None, Some(title), _) | (None, None, Some(title)) => title,
        (None, None, None) => site.title.clone(),
    };
    let language_description = by_language.and_then(|texts| texts.description.clone());
    Feed {
        title,
        description: config.description.clone().or(language_description).or_else(|| site.description.clone()),
        self_url: selection.self_url.clone(),
        home_url: site.base_url.clone(),
        id: config.id_at(&selection.path),
        language: selection.language.clone().or_else(|| site.language.clone()),
        authors: site.authors.clone(),
        rights: site.rights.clone(),
        logo: site.logo.clone(),
        icon: site.icon.clone(),
        entries: Vec::new(),
    }
}

/// The feed of the site's own language is not named after it.
fn is_own_language(term: &Text, config: &FeedConfig, site: &Site) -> bool {
    config.each == Some(Each::Language)
        && site.language.as_ref().is_some_and(|own| own.as_str() == term.as_str())
}
