//! The metadata stage: reads the heads of all sources and keeps only what selection needs, then reads the heads of the
//! few articles in feeds again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use super::episodes::EpisodeFacts;
use super::{Options, Progress};
use crate::diagnostic::Diagnostic;
use crate::feed::{Id, Language, Text, Url};
use crate::root::Root;
use crate::site::article::{Article, Identity, LeftOut, Reason, TextFrom};
use crate::site::config::Config;
use crate::site::feed_config::Body;
use crate::site::files::{Head, Source};
use crate::site::history::History;
use crate::site::index::IndexedArticle;
use crate::site::interner::{Interner, LocalInterner, SharedInterner};
use crate::site::metadata::{self, Context};
use crate::site::text_pool::TextPool;
use crate::site::{scan, select};

/// What came out of reading all metadata.
#[derive(Default)]
pub(super) struct Read {
    /// Articles, in the order of their paths.
    pub(super) articles: Vec<IndexedArticle>,
    /// What tells their pages, if these are to be found.
    pub(super) hints: Vec<PageHint>,
    /// The files of pages with other addresses than their files have, by address.
    pub(super) pages: BTreeMap<String, String>,
    /// Their words.
    pub(super) symbols: Interner,
    /// The titles by which lists of the site sort them.
    pub(super) titles: TextPool,
    /// Pages.
    pub(super) undated: Vec<Source>,
    /// The paths of files without a date, and the addresses that their pages have, if there are any.
    pub(super) undated_pages: Vec<(String, String)>,
    /// What is not an article whatever the time, pages among it.
    pub(super) left_out: Vec<LeftOut>,
    /// The paths of the files that articles come with, where recordings may be articles themselves.
    pub(super) named_files: Vec<String>,
    /// The recordings that may be articles by nothing but their tags.
    pub(super) tagged: Vec<Source>,
    /// What articles say as episodes, where there are podcasts.
    pub(super) episodes: Vec<EpisodeFacts>,
    /// What is wrong with any of them.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Read {
    /// The same without some files, and without the findings about them.
    pub(super) fn without(mut self, gone: &[&Source]) -> Read {
        let paths: BTreeSet<_> = gone.iter().map(|source| &*source.path).collect();
        let files: BTreeSet<_> = gone.iter().map(|source| source.file()).collect();
        let is_kept = |source: &Source| !paths.contains(&*source.path);
        let kept: Vec<_> = self.articles.iter().map(|article| is_kept(&article.source)).collect();
        retain(&mut self.articles, &kept);
        retain(&mut self.hints, &kept);
        self.left_out.retain(|left| is_kept(&left.source));
        self.undated.retain(is_kept);
        self.diagnostics
            .retain(|finding| finding.place.as_ref().is_none_or(|place| !files.contains(&place.file)));
        self
    }
}

/// Keeps the values that are to be kept, in their order.
fn retain<T>(values: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    values.retain(|_| kept.next().copied().unwrap_or(true));
}

/// What tells the page of an article.
pub(super) struct PageHint {
    at: usize,
    pub(super) title: Text,
    pub(super) slug: String,
    pub(super) language: Option<Language>,
    /// Whether its metadata says where its page is.
    pub(super) has_url: bool,
    /// Whether a program of the site makes the address of its page.
    pub(super) has_computed_page: bool,
    /// The id that it has, wherever its page is.
    pub(super) id: Option<Id>,
}

impl PageHint {
    fn of(at: usize, article: &Article) -> PageHint {
        PageHint {
            at,
            title: article.title.clone(),
            slug: article.slug.clone(),
            language: article.language.clone(),
            has_url: article.places.get("url").is_some(),
            has_computed_page: article.listing.has_computed_page,
            id: article.id_is_pinned.then(|| article.id.clone()),
        }
    }
}

/// Reads all metadata.
pub(super) fn articles(
    config: &Config,
    content: &Root,
    sources: Vec<Source>,
    history: &History,
    options: &Options,
    progress: &(dyn Fn(Progress) + Sync),
) -> Read {
    progress(Progress::Reading { total: sources.len() });
    let (symbols, asides, hints) =
        (SharedInterner::default(), Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    let keeps_places = config.content.pages.have_addresses;
    let drafts = options.drafts;
    let of_site = Context { site: &config.site, content: &config.content, history, drafts, keeps_places };
    let texts = options
        .skip_invalid
        .then(|| Texts { content, are_whole: config.feeds.iter().any(|feed| feed.body == Body::Full) });
    let (files, episodes) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    let titles = Mutex::new(TextPool::default());
    let reader = || Reader {
        context: of_site,
        texts,
        symbols: symbols.local(),
        titles: &titles,
        asides: &asides,
        hints: &hints,
        files: &files,
        episodes: &episodes,
    };
    let tagged: Vec<_> = sources.iter().filter(|source| source.has_only_tags()).cloned().collect();
    let state = || (reader(), Vec::new());
    let articles = scan::in_parallel(sources, state, |(reader, buffer), at, source| {
        let head = scan::head(content, &source, buffer);
        let indexed = reader.indexed(at, &source, head);
        progress(Progress::Read);
        indexed
    });
    let mut read = Read { articles, ..Read::default() };
    read.named_files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
    read.episodes = episodes.into_inner().unwrap_or_else(PoisonError::into_inner);
    read.hints = hints.into_inner().unwrap_or_else(PoisonError::into_inner);
    read.hints.sort_by_key(|hint| hint.at);
    let mut asides = asides.into_inner().unwrap_or_else(PoisonError::into_inner);
    asides.sort_by_key(|aside| aside.at);
    for aside in asides {
        read.diagnostics.extend(aside.diagnostics);
        if let Some((source, reason)) = aside.left_out {
            let page = aside.page.map(|page| (source.file_path().to_owned(), page.to_string()));
            read.undated_pages.extend(page);
            let is_page = reason == Reason::Undated && !aside.is_reported;
            read.undated.extend(is_page.then(|| source.clone()));
            read.left_out.push(LeftOut { source, reason, identity: aside.identity });
        }
    }
    read.diagnostics = once(read.diagnostics);
    read.symbols = symbols.into_interner();
    read.titles = titles.into_inner().unwrap_or_else(PoisonError::into_inner);
    read.tagged = tagged;
    read
}

/// What few sources give: findings, and why they are not articles.
struct Aside {
    at: usize,
    diagnostics: Vec<Diagnostic>,
    left_out: Option<(Source, Reason)>,
    /// What readers knew it by, if that is known.
    identity: Option<Identity>,
    /// The address that its page has, if it is left out only since it has no date.
    page: Option<Url>,
    /// Whether a finding says why it has no date.
    is_reported: bool,
}

/// The texts of articles, which are otherwise read once it is known which articles are in feeds.
#[derive(Clone, Copy)]
struct Texts<'r> {
    content: &'r Root,
    /// Whether feeds hold whole texts, and not only summaries.
    are_whole: bool,
}

impl Texts<'_> {
    /// Why the text of an article cannot be read, if its source has a text that feeds need.
    fn refused(self, article: &Article) -> Option<Diagnostic> {
        let is_needed = self.are_whole || article.summary.is_none();
        let is_in_source = match article.text_from {
            TextFrom::Source | TextFrom::OwnPage => true,
            TextFrom::Page => false,
        };
        (is_needed && is_in_source)
            .then(|| scan::body(self.content, &article.source, article.body_start).err())
            .flatten()
    }
}

/// One thread's parsing.
struct Reader<'r> {
    context: Context<'r>,
    /// The texts, if articles whose texts cannot be read are left out.
    texts: Option<Texts<'r>>,
    symbols: LocalInterner<'r>,
    titles: &'r Mutex<TextPool>,
    asides: &'r Mutex<Vec<Aside>>,
    hints: &'r Mutex<Vec<PageHint>>,
    files: &'r Mutex<Vec<String>>,
    episodes: &'r Mutex<Vec<EpisodeFacts>>,
}

impl Reader<'_> {
    fn parsed(&self, source: &Source, head: &Head<'_>) -> metadata::Parsed {
        let parsed = metadata::parse(source, head, self.context);
        let refused = match &parsed.outcome {
            metadata::ParseOutcome::Article(article) => self.texts.and_then(|texts| texts.refused(article)),
            metadata::ParseOutcome::LeftOut(_) | metadata::ParseOutcome::NotAnArticle => None,
        };
        match refused {
            Some(finding) => {
                metadata::Parsed { files: parsed.files, ..metadata::Parsed::unreadable(finding) }
            }
            None => parsed,
        }
    }

    fn indexed(
        &mut self,
        at: usize,
        source: &Source,
        head: Result<Head<'_>, Diagnostic>,
    ) -> Option<IndexedArticle> {
        let metadata::Parsed { outcome, diagnostics, page, identity, files, invalid: _ } = match head {
            Ok(head) => self.parsed(source, &head),
            Err(finding) => metadata::Parsed::unreadable(finding),
        };
        if !files.is_empty() {
            self.files.lock().unwrap_or_else(PoisonError::into_inner).extend(files);
        }
        let is_shown_again = source.is_shown_again();
        let (indexed, left_out) = match outcome {
            metadata::ParseOutcome::Article(article) => {
                if self.context.content.pages.have_addresses {
                    let hint = PageHint::of(at, &article);
                    self.hints.lock().unwrap_or_else(PoisonError::into_inner).push(hint);
                }
                let has_shows = self.context.content.has_shows;
                if let Some(facts) = has_shows.then(|| EpisodeFacts::of(&article)).flatten() {
                    self.episodes.lock().unwrap_or_else(PoisonError::into_inner).push(facts);
                }
                let listed_title = article
                    .listed_title
                    .as_deref()
                    .map(|title| self.titles.lock().unwrap_or_else(PoisonError::into_inner).add(title));
                let listed_title = listed_title.unwrap_or_default();
                let indexed = select::indexed(*article, listed_title, self.context.site, &mut self.symbols);
                (Some(indexed), None)
            }
            metadata::ParseOutcome::LeftOut(reason) => (None, Some((source.clone(), reason))),
            metadata::ParseOutcome::NotAnArticle => (None, None),
        };
        // What concerns a file that is shown again was said where it lies.
        if !is_shown_again && (left_out.is_some() || !diagnostics.is_empty()) {
            let about_dates = [&metadata::INVALID_DATE, &metadata::NO_GIT_DATE, &metadata::UNWRITTEN_DATE];
            let is_reported = diagnostics.iter().any(|finding| about_dates.contains(&finding.code));
            let aside = Aside { at, diagnostics: once(diagnostics), left_out, page, identity, is_reported };
            self.asides.lock().unwrap_or_else(PoisonError::into_inner).push(aside);
        }
        indexed
    }
}

/// Reports what concerns the configuration or the clone once, not for every article; and each unknown word once.
fn once(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut reported = BTreeSet::new();
    let mut repeated = |finding: &Diagnostic| {
        let is_of_site = [&metadata::NO_TIMEZONE, &metadata::COMPUTED_ADDRESS, &scan::SHALLOW_CLONE]
            .contains(&finding.code);
        let word = if is_of_site { "" } else { finding.message.as_str() };
        let is_once = is_of_site || finding.code == &metadata::UNKNOWN_STATUS;
        is_once && !reported.insert((finding.code.name, word.to_owned()))
    };
    found.into_iter().filter(|finding| !repeated(finding)).collect()
}

/// The whole article of an indexed one.
///
/// # Errors
/// A finding, if the file cannot be read, or has changed since it was indexed.
pub(super) fn article(
    config: &Config,
    content: &Root,
    history: &History,
    indexed: &IndexedArticle,
) -> Result<Box<Article>, Diagnostic> {
    let of_site =
        Context { site: &config.site, content: &config.content, history, drafts: true, keeps_places: true };
    let is_same = |article: &Article| {
        article.id.as_str() == indexed.id()
            && article.permalink.as_str() == &*indexed.permalink
            && article.date == indexed.date
            && (article.draft, article.feed) == (indexed.limits.draft, indexed.limits.feed)
    };
    let head = |buffer| {
        let head = scan::head(content, &indexed.source, buffer)?;
        let has_page = config.content.pages.have_addresses;
        let page = if has_page { Url::parse(&indexed.permalink).ok() } else { None };
        match metadata::parse_at(&indexed.source, &head, of_site, page.as_ref()).outcome {
            metadata::ParseOutcome::Article(article) if is_same(&article) => Ok(article),
            metadata::ParseOutcome::Article(_)
            | metadata::ParseOutcome::LeftOut(_)
            | metadata::ParseOutcome::NotAnArticle => Err(scan::changed(&indexed.source.metadata_file())),
        }
    };
    head(&mut Vec::new())
}

/// What is known of an article that was left out since it is invalid.
pub(super) fn invalid_article(
    config: &Config,
    content: &Root,
    history: &History,
    source: &Source,
) -> Option<Box<Article>> {
    let (site, content_config) = (&config.site, &config.content);
    let context = Context { site, content: content_config, history, drafts: true, keeps_places: true };
    let mut buffer = Vec::new();
    let head = scan::head(content, source, &mut buffer).ok()?;
    metadata::parse(source, &head, context).invalid
}
