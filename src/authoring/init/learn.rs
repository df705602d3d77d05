//! The feeds that a site has published in; the feeds to make, and the rule of their ids, out. What no rule explains is
//! reported.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};

use super::bodies::PublishedBodies;
use super::explanation::{Candidate, Explained, Explanation, USUAL_LIMITS, explained};
use super::ids::{self, IdRule, Pair};
use super::named::{Kind, Name, Names, Terms};
use super::pages::is_of_other_zone;
use super::show::{self, LearnedShow};
use crate::authoring::pin::identify::Articles;
use crate::authoring::{UNEXPLAINED_FEED, UNKNOWN_ENTRY, UNWRITTEN_SHOW};
use crate::diagnostic::{Diagnostic, Place, counted};
use crate::feed::{Format, Id, Language, Text, Url};
use crate::published::{PublishedFeed, url_normalization};
use crate::site::article::Article;
use crate::site::config::Config;
use crate::site::feed_config::{Body, Each, FeedConfig, FeedUrl, Select};
use crate::site::file_name::FileName;
use crate::site::pipeline::Index;
use crate::site::rules::Preset;
use crate::site::select::Selection;

/// A published document, and the path at which it is to be made again.
#[derive(Clone, Debug)]
pub(crate) struct PublishedDocumentAt {
    /// The path below the output folder.
    pub path: String,
    /// Its name, as the user named it.
    pub name: String,
    /// What it contains.
    pub feed: PublishedFeed,
}

/// What was learned from published documents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Learned {
    /// The feeds to write into the configuration; none if those that the generator makes are the same.
    pub feeds: Vec<FeedConfig>,
    /// The title of the site, if all feeds have another one than the site's configuration says.
    pub title: Option<Text>,
    /// The rules of ids.
    pub ids: IdRule,
    /// The keys of other tools that do not withhold articles here.
    pub ignored: Vec<&'static str>,
    /// The names of the documents that Feedwright made, from which nothing is learned.
    pub ours: Vec<String>,
    /// How many published entries have ids that these rules do not give.
    pub to_pin: usize,
    /// How many published entries have another day or time in their addresses than the rules give, since the site is built in
    /// another time zone.
    pub of_other_zone: usize,
    /// The podcasts among the feeds, by the paths of these.
    pub shows: BTreeMap<String, LearnedShow>,
    /// What could not be explained.
    pub found: Vec<Diagnostic>,
}

impl Learned {
    /// Whether the code that may keep articles off the whole site leaves out none of the feeds.
    pub(super) fn has_all(&self, preset: &Preset) -> bool {
        let are_published = || self.feeds.iter().all(|feed| !feed.has_generators_articles);
        !preset.unread_of_site.is_empty() && !self.feeds.is_empty() && are_published()
    }
}

/// Learns from what is published. `articles` are those of `index`, in its order.
#[must_use]
pub(crate) fn learn(
    config: &Config,
    index: &Index<'_>,
    articles: &[Article],
    published: &[PublishedDocumentAt],
) -> Learned {
    let found = |document: &PublishedDocumentAt| {
        Articles::new(articles, document.feed.format).identify(&document.feed.items).pairs
    };
    let found: Vec<_> = published.iter().map(found).collect();
    let newest = found.iter().flatten().filter_map(|(_, at)| articles.get(*at)).map(|one| one.date).max();
    let site = Site { config, index, articles, newest, terms: terms(articles) };
    let bodies = site.bodies(published, &found);
    let mut learned = Learned::default();
    let mut pairs = Vec::new();
    let mut of_other_zone = BTreeSet::new();
    let (mut all_are_made, mut have_other_bodies, mut unexplained) = (true, false, Vec::new());
    let mut titles = BTreeSet::new();
    for (document, found) in published.iter().zip(&found) {
        if config.content.rules.lists_of_terms.contains(&document.path) {
            learned.found.push(list_of_terms(document));
            continue;
        }
        let members: Vec<_> = found.iter().map(|(_, at)| *at).collect();
        for (entry, at) in found {
            let (Some(item), Some(article)) = (document.feed.items.get(*entry), articles.get(*at)) else {
                continue;
            };
            let is_moved = |address: &str| is_of_other_zone(article.permalink.as_str(), address);
            of_other_zone.extend(item.link.as_deref().filter(|link| is_moved(link)).map(|_| *at));
            // An id that is such an address is that of its page.
            let id = item.id.as_deref().filter(|id| !is_moved(id));
            pairs.extend(id.map(|id| Pair { format: document.feed.format, id, article }));
        }
        let lost = document.feed.items.len() - members.len();
        learned.found.extend((lost > 0).then(|| lost_entries(document, lost)));
        if members.is_empty() {
            // A list of something else than articles, unless its episodes are yet to be written.
            if let Some(show) = show::show(&document.feed).filter(|_| site.may_get_episodes()) {
                learned.found.extend(about_show(document, &show, 0));
                learned.shows.insert(document.path.clone(), show);
                learned.feeds.push(site.like(document));
            }
            continue;
        }
        let made = site.is_made(document, &members.iter().copied().collect(), |_| true);
        let body = bodies.of(site.path_of_feed(document));
        all_are_made &= made.is_some();
        have_other_bodies |= made.as_ref().zip(body).is_some_and(|(made, body)| made.body != body);
        let is_of_site = made.is_some_and(|made| made.title.is_none() && made.each.is_empty());
        titles.extend(document.feed.title.as_deref().filter(|_| is_of_site).map(Text::line));
        let feed = site.feed(document, &members, &mut unexplained);
        let feed = feed.map(|feed| FeedConfig { body: body.unwrap_or(feed.body), ..feed });
        all_are_made &=
            feed.as_ref().is_none_or(|feed| site.knows_url(feed) && site.knows_id(feed, document));
        if let Some(show) = feed.as_ref().and_then(|_| show::show(&document.feed)) {
            let without_file = members.iter().filter(|at| !site.has_file(**at)).count();
            learned.found.extend(about_show(document, &show, without_file));
            learned.shows.insert(document.path.clone(), show);
        }
        // One feed with `each` makes many documents.
        learned.feeds.extend(feed.filter(|feed| !learned.feeds.contains(feed)));
    }
    // Where code may leave articles out, the published feeds show which of them are the articles of ours.
    let needs_writing = (have_other_bodies || site.may_lack_articles()) && site.all_can_be_written();
    if all_are_made && !needs_writing && learned.shows.is_empty() {
        learned.feeds.clear();
        let title = titles.pop_first().filter(|title| titles.is_empty() && !title.is_blank());
        learned.title = title.filter(|title| *title != config.site.title);
    } else {
        let others = if all_are_made && needs_writing { site.others(&learned.feeds) } else { Vec::new() };
        learned.feeds.extend(others);
        learned.found.extend(unexplained);
    }
    (learned.ids, learned.to_pin) = ids::learn(config, &pairs);
    learned.of_other_zone = of_other_zone.len();
    learned
}

/// What is not written of a podcast, or lacks something.
fn about_show(document: &PublishedDocumentAt, show: &LearnedShow, without_file: usize) -> Vec<Diagnostic> {
    let list = |names: &mut dyn Iterator<Item = String>| names.collect::<Vec<_>>().join(", ");
    let of = |message: String, help: &str| {
        Diagnostic::new(&UNWRITTEN_SHOW, message).at(Place::file(document.name.as_ref())).help(help)
    };
    let names = list(&mut show.unwritten.iter().map(|name| format!("`<{name}>`")));
    let unwritten = of(
        format!("[feed.podcast] has no key for {names}"),
        "write them as [[feed.element]], or leave them out",
    );
    let keys = list(&mut show.lacking.iter().map(|key| format!("`{key}`")));
    let lacking = of(
        format!("the podcast lacks what directories require: {keys}"),
        "add them to [feed.podcast]; `feedwright build` shows an example of each",
    );
    let episodes = counted(without_file, "of its articles names no file", "of its articles name no file");
    let fileless = of(episodes, "add `enclosure` to each, so that it is an episode");
    let found = [
        (!show.unwritten.is_empty(), unwritten),
        (!show.lacking.is_empty(), lacking),
        (without_file > 0, fileless),
    ];
    found.into_iter().filter(|(is_found, _)| *is_found).map(|(_, finding)| finding).collect()
}

fn list_of_terms(document: &PublishedDocumentAt) -> Diagnostic {
    let message = "the entries of this feed are the pages of terms, not articles";
    let finding = Diagnostic::new(&UNKNOWN_ENTRY, message).at(Place::file(document.name.as_ref()));
    finding.help("Feedwright leaves it to the site's generator")
}

fn lost_entries(document: &PublishedDocumentAt, lost: usize) -> Diagnostic {
    let entries = if lost == 1 { "1 published entry matches" } else { "published entries match" };
    let count = if lost == 1 { String::new() } else { format!("{lost} ") };
    Diagnostic::new(&UNKNOWN_ENTRY, format!("{count}{entries} no article"))
        .at(Place::file(document.name.as_ref()))
        .help("run `feedwright list` to see the articles, and why others are left out")
}

/// The articles of a site that may be in a feed.
struct Site<'s> {
    config: &'s Config,
    index: &'s Index<'s>,
    articles: &'s [Article],
    /// The date of the newest published article. Those behind it may not have been published yet.
    newest: Option<DateTime<FixedOffset>>,
    /// The terms of the articles.
    terms: Terms,
}

impl Site<'_> {
    /// What the entries of documents contain, whose pairs of entries and articles are `found`.
    fn bodies(
        &self,
        published: &[PublishedDocumentAt],
        found: &[Vec<(usize, usize)>],
    ) -> PublishedBodies<'_> {
        let mut bodies = PublishedBodies::new(self.config, self.index, self.articles);
        for (document, pairs) in published.iter().zip(found) {
            bodies.add(self.path_of_feed(document), &document.feed.items, pairs);
        }
        bodies
    }

    /// The path of the feed that makes a document now, which is that of many documents if it fans out; or else that of the
    /// document.
    fn path_of_feed<'d>(&'d self, document: &'d PublishedDocumentAt) -> &'d str {
        let made = self.index.selections.iter().find(|selection| selection.path == document.path);
        made.map_or(document.path.as_str(), |made| made.config.path.as_str())
    }

    /// Whether all feeds that are made now can be written.
    fn all_can_be_written(&self) -> bool {
        self.index.selections.iter().all(|selection| can_be_written(selection.config))
    }

    /// Whether code of the site may leave out articles of feeds that are made now.
    fn may_lack_articles(&self) -> bool {
        self.config.feeds.iter().any(|feed| feed.has_generators_articles)
    }

    /// The feeds of the generator that are made now besides those that are written, and would not be made any longer. They
    /// most likely contain what all written feeds of their format do.
    fn others(&self, written: &[FeedConfig]) -> Vec<FeedConfig> {
        let mut others: Vec<FeedConfig> = Vec::new();
        let made = self.index.selections.iter().map(|selection| selection.config);
        for config in made.filter(|config| config.is_generated) {
            if !written.iter().chain(&others).any(|feed| feed.path == config.path) {
                let mut alike = written.iter().filter(|feed| feed.format == config.format);
                let first = alike.next().map(|feed| feed.body);
                let body = first.filter(|body| alike.all(|feed| feed.body == *body));
                others.push(FeedConfig { body: body.unwrap_or(config.body), ..config.clone() });
            }
        }
        others
    }

    /// The feed that makes a document again, in which these articles are; none if nothing explains them.
    fn feed(
        &self,
        document: &PublishedDocumentAt,
        members: &[usize],
        found: &mut Vec<Diagnostic>,
    ) -> Option<FeedConfig> {
        let wanted: BTreeSet<_> = members.iter().copied().collect();
        let url = self.url(document);
        if let Some(known) = self.is_made(document, &wanted, can_be_written) {
            let url = known.url.clone().or(url.filter(|_| known.each.is_empty()));
            let own = || self.title(&document.feed).filter(|_| known.each.is_empty());
            let title = known.title.clone().or_else(own);
            let has_id = known.each.is_empty() && document.feed.id.is_some();
            let id = if has_id { self.id(document, url.as_ref()) } else { known.id.clone() };
            return Some(FeedConfig { title, id, url, ..known });
        }
        let names = self.names(document);
        let mut candidates = self.candidates(members);
        candidates.extend(names.meant().into_iter().flat_map(|name| self.named(name)));
        let all: Vec<_> =
            candidates.into_iter().map(|candidate| (self.selected(&candidate), candidate)).collect();
        // Without it, a feed that the generator makes now would be no more.
        let own = self.made_at(document);
        let found_near = match explained(&self.explaining(&all, &wanted), &wanted, &names) {
            Explained::By(explanation)
                if self.is_believed(explanation.candidate, &names, own.as_ref())
                    && !self.may_lack(own.as_ref(), explanation.articles, &wanted) =>
            {
                let count = explanation.count;
                return Some(self.selecting(document, explanation.candidate, wanted.len(), count));
            }
            Explained::Ambiguous(several) => {
                let written = if own.is_some() { Written::AsMade } else { Written::Nothing };
                found.push(ambiguous(document, &several, written));
                return own;
            }
            Explained::By(_) | Explained::Nothing => {
                let is_meant =
                    |candidate: &Candidate| names.meant().is_none() || candidate.is_meant_by(&names);
                let overlap = |articles: &[usize]| overlap(articles, &wanted);
                let is_near = |candidate: &Candidate| {
                    is_meant(candidate) && self.is_believed(candidate, &names, own.as_ref())
                };
                let near = all.iter().rev().filter(|(_, candidate)| is_near(candidate));
                near.max_by_key(|(articles, _)| overlap(articles))
            }
        };
        let near = found_near.map_or(0, |(articles, _)| overlap(articles, &wanted));
        // An article that is missing there does not matter; anything else would be a guess.
        let is_near = near * 10 >= wanted.len() * 9;
        let written = match (&own, is_near) {
            (Some(_), _) => Written::AsMade,
            (None, true) => Written::Nearly,
            (None, false) => Written::Nothing,
        };
        found.push(unexplained(document, names.meant(), (near, wanted.len()), written));
        own.or_else(|| {
            let (articles, candidate) = found_near.filter(|_| is_near)?;
            Some(self.selecting(document, candidate, wanted.len(), articles.len()))
        })
    }

    /// Whether the articles of a feed are not those of a selection by chance: its name means that, or the feed may have all
    /// articles, or neither its path nor the generator says which ones it has.
    fn is_believed(&self, candidate: &Candidate, names: &Names, made: Option<&FeedConfig>) -> bool {
        let has_generator = self.config.feeds.iter().any(|feed| feed.is_generated);
        candidate.is_all()
            || candidate.is_meant_by(names)
            || made.is_none() && (names.is_plain || !has_generator)
    }

    /// Whether the code that chooses the articles of a feed may leave out some of these, which are not known to be published.
    fn may_lack(&self, made: Option<&FeedConfig>, articles: &[usize], published: &BTreeSet<usize>) -> bool {
        let has_others = articles.iter().take(published.len()).any(|at| !published.contains(at));
        made.is_some() && self.may_lack_articles() && has_others
    }

    /// A feed like a document, of so many of the articles that a selection has.
    fn selecting(
        &self,
        document: &PublishedDocumentAt,
        candidate: &Candidate,
        shown: usize,
        count: usize,
    ) -> FeedConfig {
        FeedConfig {
            limit: self.limit(shown, count),
            select: candidate.select.clone(),
            folders: candidate.folders.clone(),
            ..self.like(document)
        }
    }

    /// The limit of a feed that shows so many of the articles that its selection has. Where it shows all of them, that of the
    /// generator may still be to come.
    fn limit(&self, shown: usize, count: usize) -> Option<usize> {
        if shown < count {
            return Some(shown);
        }
        let generated = self.config.feeds.iter().filter(|feed| feed.is_generated).map(|feed| feed.limit);
        let limits: BTreeSet<_> = generated.collect();
        let own = limits.first().copied().flatten().filter(|own| limits.len() == 1 && shown <= *own);
        own.or_else(|| USUAL_LIMITS.contains(&shown).then_some(shown))
    }

    /// The selections whose newest articles are exactly those wanted; if there are none, those that have besides only articles
    /// that may not have been published yet.
    fn explaining<'c>(
        &self,
        all: &'c [(Vec<usize>, Candidate)],
        wanted: &BTreeSet<usize>,
    ) -> Vec<Explanation<'c>> {
        let exact = all.iter().filter(|(articles, _)| begins_with(articles, wanted));
        let exact: Vec<_> = exact
            .map(|(articles, candidate)| Explanation { candidate, articles, count: articles.len() })
            .collect();
        if !exact.is_empty() {
            return exact;
        }
        let with_new = all.iter().filter_map(|(articles, candidate)| {
            let known = self.without_new(articles.iter().copied());
            // Many new articles would explain anything.
            let has_few_new = articles.len() - known.len() < wanted.len();
            let is_explained = has_few_new && begins_with(&known, wanted);
            is_explained.then_some(Explanation { candidate, articles, count: known.len() })
        });
        with_new.collect()
    }

    /// What the path and the title of a document name.
    fn names(&self, document: &PublishedDocumentAt) -> Names {
        let title = document.feed.title.as_deref();
        Names::of(&document.path, title, self.config.site.title.as_str(), &self.terms)
    }

    /// The selections by the terms of a name.
    fn named(&self, name: &Name) -> Vec<Candidate> {
        let of_term = |term: &(Kind, String)| {
            self.terms.spellings(term).filter_map(|text| Candidate::of(term.0, text)).collect::<Vec<_>>()
        };
        name.terms.iter().flat_map(of_term).collect()
    }

    /// A feed of all articles that is otherwise like a document.
    fn like(&self, document: &PublishedDocumentAt) -> FeedConfig {
        let url = self.url(document);
        FeedConfig {
            limit: None,
            body: body(&document.feed),
            title: self.title(&document.feed),
            description: self.description(&document.feed),
            id: self.id(document, url.as_ref()),
            url,
            ..FeedConfig::new(&document.path, document.feed.format)
        }
    }

    /// Whether all articles, if there are any, are episodes, so that a show without any of its own may get them.
    fn may_get_episodes(&self) -> bool {
        self.articles.iter().all(|article| !article.enclosures.is_empty())
    }

    /// Whether an article has a file that makes it an episode.
    fn has_file(&self, at: usize) -> bool {
        self.articles.get(at).is_some_and(|article| !article.enclosures.is_empty())
    }

    /// The feed that makes the document without a change of the configuration, if it is one of those wanted. It may have
    /// new articles, and older ones in the place of those that are gone.
    fn is_made(
        &self,
        document: &PublishedDocumentAt,
        members: &BTreeSet<usize>,
        is_wanted: impl Fn(&FeedConfig) -> bool,
    ) -> Option<FeedConfig> {
        let is_whole = |selection: &Selection<'_>, left: usize| {
            left == members.len()
                || selection.config.limit.is_some_and(|limit| document.feed.items.len() >= limit)
        };
        let is_same = |selection: &&Selection<'_>| {
            let shown = selection.articles.iter().copied();
            let beyond = selection.beyond.iter().filter_map(|at| usize::try_from(*at).ok());
            let articles = self.without_new(shown.clone().chain(beyond));
            let is_explained = shown.collect::<BTreeSet<_>>() == *members
                || begins_with(&articles, members) && is_whole(selection, articles.len());
            selection.path == document.path
                && is_wanted(selection.config)
                && selection.config.format == document.feed.format
                && is_explained
        };
        let made = self.index.selections.iter().find(is_same)?;
        // What code may leave out is left out of the published feed, too.
        let may_lack = made.articles.iter().any(|at| !members.contains(at));
        let has_generators_articles = made.config.has_generators_articles && may_lack;
        Some(FeedConfig { has_generators_articles, ..made.config.clone() })
    }

    /// The feed that the rules of the generator make at the path of a document, whatever its articles are.
    fn made_at(&self, document: &PublishedDocumentAt) -> Option<FeedConfig> {
        let is_there = |selection: &&Selection<'_>| {
            let config = selection.config;
            let is_same = selection.path == document.path && config.format == document.feed.format;
            let is_made = config.is_generated || config.has_generators_articles;
            is_same && is_made && can_be_written(config)
        };
        let made = self.index.selections.iter().find(is_there)?.config.clone();
        // What the site's own code leaves out of it is still to be asked for.
        Some(FeedConfig { has_generators_articles: true, ..made })
    }

    /// The articles that may have been published.
    fn without_new(&self, articles: impl Iterator<Item = usize>) -> Vec<usize> {
        let is_new =
            |at: usize| self.articles.get(at).is_some_and(|article| Some(article.date) > self.newest);
        articles.filter(|at| !is_new(*at)).collect()
    }

    /// The selections that contain all members, the simplest first.
    fn candidates(&self, members: &[usize]) -> Vec<Candidate> {
        let articles: Vec<_> = members.iter().filter_map(|at| self.articles.get(*at)).collect();
        let shared = |of: &dyn Fn(&Article) -> Vec<String>| {
            let mut all = articles.iter().map(|article| of(article).into_iter().collect::<BTreeSet<_>>());
            let first = all.next().unwrap_or_default();
            all.fold(first, |shared, own| &shared & &own)
        };
        let texts = |texts: &[Text]| texts.iter().map(|text| text.as_str().to_owned()).collect::<Vec<_>>();
        let one = |select: Select| Candidate { select, folders: None };
        let mut found = vec![Candidate::default()];
        found.extend(
            shared(&|article| article.section.iter().cloned().collect())
                .into_iter()
                .map(|section| one(Select { section: vec![section], ..Select::default() })),
        );
        found.extend(
            shared(&|article| vec![self.folder(article)])
                .into_iter()
                .map(|folder| Candidate { folders: Some(vec![folder]), ..Candidate::default() }),
        );
        found.extend(
            shared(&|article| texts(&article.tags))
                .into_iter()
                .map(|tag| one(Select { tag: vec![tag], ..Select::default() })),
        );
        found.extend(
            shared(&|article| texts(&article.categories))
                .into_iter()
                .map(|category| one(Select { category: vec![category], ..Select::default() })),
        );
        let authors =
            |article: &Article| article.authors.iter().map(|one| one.name.as_str().to_owned()).collect();
        found.extend(
            shared(&authors)
                .into_iter()
                .map(|author| one(Select { author: vec![author], ..Select::default() })),
        );
        let language =
            |article: &Article| article.language.iter().map(|tag| tag.as_str().to_owned()).collect();
        let languages = shared(&language);
        let in_language = languages.iter().filter_map(|tag| Language::parse(tag)).flat_map(|language| {
            let add = move |candidate: &Candidate| {
                let select = Select { language: vec![language.clone()], ..candidate.select.clone() };
                Candidate { select, folders: candidate.folders.clone() }
            };
            found.iter().map(add).collect::<Vec<_>>()
        });
        let in_language: Vec<_> = in_language.collect();
        found.extend(in_language);
        found
    }

    /// The articles of a selection, in their order.
    fn selected(&self, candidate: &Candidate) -> Vec<usize> {
        let Select { section, tag, category, author, language } = &candidate.select;
        let has = |wanted: &[String], mut own: Box<dyn Iterator<Item = &str> + '_>| {
            wanted.is_empty() || own.any(|own| wanted.iter().any(|wanted| wanted == own))
        };
        let matches = |article: &Article| {
            has(section, Box::new(article.section.iter().map(String::as_str)))
                && has(tag, Box::new(article.tags.iter().map(Text::as_str)))
                && has(category, Box::new(article.categories.iter().map(Text::as_str)))
                && has(author, Box::new(article.authors.iter().map(|one| one.name.as_str())))
                && (language.is_empty()
                    || language
                        .iter()
                        .any(|range| article.language.as_ref().is_some_and(|own| own.matches(range))))
                && candidate.folders.as_ref().is_none_or(|folders| folders.contains(&self.folder(article)))
        };
        self.articles.iter().enumerate().filter(|(_, article)| matches(article)).map(|(at, _)| at).collect()
    }

    /// The folder of an article in the site.
    fn folder(&self, article: &Article) -> String {
        let (names, site) = (&self.config.content.rules.names, &self.config.site);
        FileName::of(&article.source.path, names, |tag| site.has_language(tag)).site_dir().into_owned()
    }

    /// The id of a feed, if that is not its address.
    fn id(&self, document: &PublishedDocumentAt, url: Option<&FeedUrl>) -> Option<String> {
        let id = document.feed.id.clone().filter(|id| Id::is_for_atom(id))?;
        let at_path = self.config.site.base_url.file_below(&document.path).ok()?;
        let own = url.map_or(at_path.as_str(), |url| url.pattern.as_str());
        (id != own).then_some(id)
    }

    /// Whether a feed is published where it is without a change of the configuration.
    fn knows_url(&self, feed: &FeedConfig) -> bool {
        let is_known = |known: &FeedConfig| known.path == feed.path && known.url == feed.url;
        feed.url.is_none() || self.config.feeds.iter().any(is_known)
    }

    /// Whether a feed has its published id without a change of the configuration.
    fn knows_id(&self, feed: &FeedConfig, document: &PublishedDocumentAt) -> bool {
        let Some(id) = document.feed.id.as_deref().filter(|id| feed.each.is_empty() && Id::is_for_atom(id))
        else {
            return true;
        };
        let known = self.config.feeds.iter().find(|known| known.is_at(&feed.path));
        let own = known.and_then(|known| known.id.clone());
        let own = own.or_else(|| Some(self.config.url_of(&feed.path)?.to_string()));
        own.is_none_or(|own| url_normalization::is_same_feed_id(&own, id))
    }

    /// Where a feed of the site says that it is published, if that is not its path.
    fn url(&self, document: &PublishedDocumentAt) -> Option<FeedUrl> {
        let base = &self.config.site.base_url;
        let said = document.feed.self_url.as_deref().filter(|url| !url_normalization::is_of_template(url))?;
        let said = Url::parse(said).ok().filter(Url::is_web)?;
        let at_path = base.file_below(&document.path).ok()?;
        let address = |url: &Url| url.as_str().split_once("://").map(|(_, address)| address.to_owned());
        let is_elsewhere = said.host() == base.host() && address(&said) != address(&at_path);
        let place = Place::file(document.name.as_ref());
        is_elsewhere.then(|| FeedUrl { pattern: said.to_string(), place })
    }

    /// The description of a show, if it is not the site's: directories show it.
    fn description(&self, feed: &PublishedFeed) -> Option<Text> {
        let description = Text::line(feed.description.as_deref().filter(|_| !feed.show.is_empty())?);
        let is_known = [Some(&self.config.site.title), self.config.site.description.as_ref()]
            .contains(&Some(&description));
        (!description.is_blank() && !is_known).then_some(description)
    }

    /// The title of a document, if it is not the site's.
    fn title(&self, feed: &PublishedFeed) -> Option<Text> {
        let title = Text::line(feed.title.as_deref()?);
        (!title.is_blank() && title != self.config.site.title).then_some(title)
    }
}

/// How many of the first articles are among those wanted.
fn overlap(articles: &[usize], wanted: &BTreeSet<usize>) -> usize {
    articles.iter().take(wanted.len()).filter(|at| wanted.contains(at)).count()
}

/// The terms of a site.
fn terms(articles: &[Article]) -> Terms {
    let of = |article: &Article| {
        let sections = article.section.iter().map(|term| (Kind::Section, term.clone()));
        let tags = article.tags.iter().map(|term| (Kind::Tag, term.as_str().to_owned()));
        let categories = article.categories.iter().map(|term| (Kind::Category, term.as_str().to_owned()));
        let authors = article.authors.iter().map(|one| (Kind::Author, one.name.as_str().to_owned()));
        let languages = article.language.iter().map(|tag| (Kind::Language, tag.as_str().to_owned()));
        sections.chain(tags).chain(categories).chain(authors).chain(languages).collect::<Vec<_>>()
    };
    articles.iter().flat_map(of).collect()
}

/// Whether the first of these articles are exactly those wanted.
fn begins_with(articles: &[usize], wanted: &BTreeSet<usize>) -> bool {
    let first = articles.get(..wanted.len());
    first.is_some_and(|first| first.iter().copied().collect::<BTreeSet<_>>() == *wanted)
}

/// Whether a feed can be written into the configuration. What only a generator's rules can tell of, and an id that many
/// documents share, cannot.
fn can_be_written(feed: &FeedConfig) -> bool {
    let is_of_taxonomy = feed.each.iter().any(|each| matches!(each, Each::Taxonomy(_)));
    let shares_id =
        feed.id.as_ref().is_some_and(|id| feed.each.iter().any(|each| !id.contains(&each.placeholder())));
    !(is_of_taxonomy || shares_id)
}

/// What the entries of a document contain. RSS has the whole text in its description, too.
fn body(feed: &PublishedFeed) -> Body {
    let has_content = feed.items.iter().any(|item| item.content.is_some());
    match feed.format {
        Format::Atom | Format::Json if !has_content => Body::Summary,
        Format::Atom | Format::Json | Format::Rss => Body::Full,
    }
}

/// What is written of a feed that nothing explains.
#[derive(Clone, Copy)]
enum Written {
    /// What the rules of the generator make at its path, whose articles a `select` does not change.
    AsMade,
    /// The nearest selection.
    Nearly,
    Nothing,
}

/// Reports a feed that nothing explains. `name` is what its path or title names.
fn unexplained(
    document: &PublishedDocumentAt,
    name: Option<&Name>,
    (explained, all): (usize, usize),
    written: Written,
) -> Diagnostic {
    let path = &document.path;
    let message = match name.map(|name| (name, name.terms.first())) {
        None => format!(
            "no section, tag, category, author or language explains which articles `{path}` contains: the nearest \
             selection has {explained} of its {all} entries"
        ),
        Some((name, Some((kind, _)))) => format!(
            "the name of `{path}` is that of the {} `{}`, which does not explain which articles it contains: it has \
             {explained} of its {all} entries",
            kind.as_str(),
            name.text
        ),
        Some((name, None)) => format!(
            "the name of `{path}` is `{}`, but no article has such a section, tag, category, author or language",
            name.text
        ),
    };
    finding(document, message, written)
}

/// Reports a feed that several selections explain.
fn ambiguous(document: &PublishedDocumentAt, several: &[Explanation<'_>], written: Written) -> Diagnostic {
    let selections: Vec<_> = several.iter().take(3).map(|one| one.candidate.written()).collect();
    let message = format!(
        "several selections explain which articles `{}` contains, and its name is that of none: {}",
        document.path,
        selections.join(", ")
    );
    finding(document, message, written)
}

fn finding(document: &PublishedDocumentAt, message: String, written: Written) -> Diagnostic {
    let help = match written {
        Written::AsMade => "run `feedwright list` to see which articles are left out, and why",
        Written::Nearly => "correct `select` of that [[feed]] in feedwright.toml",
        Written::Nothing => "write a [[feed]] with its path, format and `select` into feedwright.toml",
    };
    Diagnostic::new(&UNEXPLAINED_FEED, message).at(Place::file(document.name.as_ref())).help(help)
}
