//! One `[[feed]]` of the configuration, or one that the site's generator makes by itself: what it contains, and where its
//! documents are written.

use std::collections::BTreeMap;

use percent_encoding::utf8_percent_encode;

use crate::check::Profile;
use crate::diagnostic::Place;
use crate::feed::podcast::Podcast;
use crate::feed::url::escapes::UNRESERVED;
use crate::feed::url::scheme;
use crate::feed::{Format, Id, Language, Text, Url};
use crate::site::custom_element::CustomElements;
use crate::site::fields::quoted;
use crate::site::function::Function;
use crate::site::section_texts::SectionTexts;
use crate::site::stylesheet::Stylesheet;

/// The default number of entries in a feed.
pub(crate) const DEFAULT_LIMIT: usize = 20;

/// One `[[feed]]`.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a key of its own, or says where the others come from"
)]
pub(crate) struct FeedConfig {
    /// The kinds of terms that it fans out over: it makes a document for each combination.
    pub each: Vec<Each>,
    /// Its path below the output folder, with a placeholder such as `{tag}` if it fans out.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// The maximum number of entries; `None` for all.
    pub limit: Option<usize>,
    /// The minimum number of articles of a document that it fans out to.
    pub min: usize,
    /// Whether entries contain their content.
    pub body: Body,
    /// Its title, if not the site's, with placeholders such as `{site}` and `{tag}`.
    pub title: Option<Text>,
    /// Its description, if not the site's.
    pub description: Option<Text>,
    /// The title and the description of its document of a term, if it fans out and the site's generator has a rule for
    /// them, which comes before the two above.
    pub term_texts: Option<Function<TermTexts>>,
    /// Its Atom id, if not its URL, with a placeholder such as `{tag}` if it fans out.
    pub id: Option<String>,
    /// Where it is published, if not at its path on the site.
    pub url: Option<FeedUrl>,
    /// The home page of the site that it belongs to, if that is another site than the configured one.
    pub home: Option<Url>,
    /// The page with a list of its articles, which is its home page.
    pub list_page: Option<ListPage>,
    /// What it promises to be, besides what `show` promises.
    pub profile: Option<Profile>,
    /// The articles that it selects.
    pub select: Select,
    /// Of these, only the articles directly in these folders of the site; `None` for all.
    pub folders: Option<Vec<String>>,
    /// Of these, only the articles in exactly this language; `None` for all.
    pub language: Option<Language>,
    /// Whether it also has an article that is not in its language, if no other translation of that is preferred: the one
    /// in its language, or else in that of the site.
    pub has_fallbacks: bool,
    /// Whether, of these, translations are left out.
    pub originals: bool,
    /// Whether its `select` is `"generator"`, or has to be if it is written.
    pub has_generators_articles: bool,
    /// Whether the site's generator makes it by itself, so that it is not a mistake if it has no articles.
    pub is_generated: bool,
    /// Of these, only the articles in the files that this tells of; `None` for all.
    pub files: Option<Function<HasFile>>,
    /// Of these, only the articles that satisfy the condition with this number in the rules of the site; `None` for all.
    pub condition: Option<u8>,
    /// Of those up to its limit, only the articles that satisfy this condition; `None` for all.
    pub guard: Option<u8>,
    /// The condition with this number is that of the articles that it has summaries of, whatever `body` says.
    pub summaries: Option<u8>,
    /// Whether each document that it fans out to has all of these, and not only those with its term.
    pub lists_all: bool,
    /// What browsers show it with.
    pub stylesheet: Stylesheet,
    /// Whether its entries have their Markdown, too.
    pub markdown: bool,
    /// The maximum size of a document.
    pub max_bytes: Option<MaxBytes>,
    /// The maximum number of entries of an archive, if it has archives.
    pub archive: Option<usize>,
    /// The hubs that are told of changes.
    pub hubs: Vec<Url>,
    /// Its elements of other namespaces.
    pub elements: CustomElements,
    /// The show that it is, whose episodes are the articles with a file.
    pub show: Option<Box<Show>>,
    /// The place of its path in the configuration; `None` for a default feed.
    pub place: Option<Place>,
}

/// Where the page with a list of a feed's articles is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListPage {
    /// In the folder of the feed: `posts/`.
    Folder,
    /// In the same folder, with its own name: `posts/index.html`.
    Index,
    /// Beside the folder: `posts.html`.
    File,
}

impl ListPage {
    /// Its URL, by that of the feed.
    #[must_use]
    pub(crate) fn of(self, feed: &Url) -> Option<Url> {
        let folder = feed.join("./").ok();
        match self {
            ListPage::Folder => folder,
            ListPage::Index => feed.join("index.html").ok(),
            ListPage::File => Url::parse(&format!("{}.html", folder?.as_str().trim_end_matches('/'))).ok(),
        }
    }
}

/// Where a feed is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FeedUrl {
    /// A URL or a path on the site, with a placeholder such as `{tag}` if the feed fans out.
    pub pattern: String,
    /// Its place in the configuration.
    pub place: Place,
}

impl FeedUrl {
    /// The URL of the document with these terms.
    #[must_use]
    pub(crate) fn of(&self, terms: impl IntoIterator<Item = (Each, String)>, base: &Url) -> Option<Url> {
        let text = terms
            .into_iter()
            .fold(self.pattern.clone(), |url, (each, term)| url.replace(&each.placeholder(), &term));
        let url = if scheme(&text).is_some() { Url::parse(&text) } else { base.on_site(&text) };
        url.ok().filter(Url::is_web)
    }
}

/// `max-bytes`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MaxBytes {
    /// The number of bytes.
    pub bytes: u64,
    /// Its place in the configuration.
    pub place: Place,
}

/// `[feed.podcast]`
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Show {
    /// What directories and apps show of it.
    pub podcast: Podcast,
    /// The URL that stands before the address of each file.
    pub prefix: Option<Url>,
    /// Its place in the configuration.
    pub places: ShowPlaces,
}

/// Where `[feed.podcast]` is in the configuration.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ShowPlaces {
    /// The table.
    pub table: Place,
    /// The values of those of its keys that later stages may report.
    pub keys: BTreeMap<&'static str, Place>,
}

impl ShowPlaces {
    /// The place of the value of a key, or of the table without it.
    #[must_use]
    pub(crate) fn of(&self, key: &str) -> &Place {
        self.keys.get(key).unwrap_or(&self.table)
    }
}

/// Tells whether a feed may contain the article in the file at a path below the content folder.
pub(crate) type HasFile = dyn Fn(&str) -> bool + Send + Sync;

/// Makes the texts of the feed of a term, on a site with a title.
pub(crate) type TermTexts = dyn Fn(&str, &str) -> SectionTexts + Send + Sync;

/// The terms that a feed fans out over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Each {
    /// One feed per first folder.
    Section,
    /// One feed per tag.
    Tag,
    /// One feed per category.
    Category,
    /// One feed per author.
    Author,
    /// One feed per language.
    Language,
    /// One feed per term of another taxonomy of the site's generator, which is the one at this place in its rules.
    Taxonomy(u8),
}

impl Each {
    /// Those that a configuration may name.
    pub(crate) const CONFIGURABLE: [Each; 5] =
        [Each::Section, Each::Tag, Each::Category, Each::Author, Each::Language];

    /// Its name in `each`, in paths and in `select`.
    #[must_use]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Each::Section => "section",
            Each::Tag => "tag",
            Each::Category => "category",
            Each::Author => "author",
            Each::Language => "language",
            Each::Taxonomy(_) => "term",
        }
    }
}

impl Each {
    /// The placeholder of its term in a path: `{tag}`.
    #[must_use]
    pub(crate) fn placeholder(self) -> String {
        format!("{{{}}}", self.as_str())
    }
}

/// The value of `select` that stands for the articles of the generator's feed at the same path.
pub(crate) const GENERATOR: &str = "generator";

impl FeedConfig {
    /// The same feed with the articles of another.
    #[must_use]
    pub(crate) fn with_articles_of(self, other: &FeedConfig) -> FeedConfig {
        let FeedConfig {
            select,
            folders,
            language,
            has_fallbacks,
            originals,
            files,
            condition,
            guard,
            summaries,
            lists_all,
            ..
        } = other.clone();
        let has_generators_articles = true;
        FeedConfig {
            select,
            folders,
            language,
            has_fallbacks,
            originals,
            has_generators_articles,
            files,
            condition,
            guard,
            summaries,
            lists_all,
            ..self
        }
    }

    /// The same feed with what the generator's feed at its path has that no key says: its home page, and, if it has the same
    /// title, the rule that makes the titles of terms.
    #[must_use]
    pub(crate) fn with_texts_of(self, other: &FeedConfig) -> FeedConfig {
        let term_texts = other.term_texts.clone().filter(|_| self.title == other.title);
        FeedConfig { home: other.home.clone(), list_page: other.list_page, term_texts, ..self }
    }

    /// Whether only the configuration of the site's generator says which articles it has.
    #[must_use]
    pub(crate) fn is_chosen_by_generator(&self) -> bool {
        let has_condition = self.condition.is_some() || self.guard.is_some() || self.summaries.is_some();
        has_condition || self.lists_all || self.files.is_some() || self.language.is_some() || self.originals
    }

    /// The value of `select` that chooses its articles; `None` if it has all.
    #[must_use]
    pub(crate) fn written_selection(&self) -> Option<String> {
        if self.has_generators_articles || self.is_chosen_by_generator() {
            return Some(quoted(GENERATOR));
        }
        let languages: Vec<_> = self.select.language.iter().map(|tag| tag.as_str().to_owned()).collect();
        let folders = self.folders.clone().unwrap_or_default();
        let keys = [
            ("section", &self.select.section),
            ("dir", &folders),
            ("tag", &self.select.tag),
            ("category", &self.select.category),
            ("author", &self.select.author),
            ("language", &languages),
        ];
        let list =
            |values: &[String]| values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", ");
        let written = keys.iter().filter(|(_, values)| !values.is_empty()).map(|(key, values)| match values
            .as_slice()
        {
            [one] => format!("{key} = {}", quoted(one)),
            several => format!("{key} = [{}]", list(several)),
        });
        let written: Vec<_> = written.collect();
        (!written.is_empty()).then(|| format!("{{ {} }}", written.join(", ")))
    }

    /// A feed at a path, with everything else as it is by default.
    #[must_use]
    pub(crate) fn new(path: &str, format: Format) -> FeedConfig {
        FeedConfig {
            each: Vec::new(),
            min: 1,
            path: path.to_owned(),
            format,
            limit: Some(DEFAULT_LIMIT),
            body: Body::Full,
            title: None,
            description: None,
            term_texts: None,
            id: None,
            url: None,
            home: None,
            list_page: None,
            profile: None,
            select: Select::default(),
            folders: None,
            language: None,
            has_fallbacks: false,
            originals: false,
            has_generators_articles: false,
            is_generated: false,
            files: None,
            condition: None,
            guard: None,
            summaries: None,
            lists_all: false,
            stylesheet: Stylesheet::default(),
            markdown: false,
            max_bytes: None,
            archive: None,
            hubs: Vec::new(),
            elements: CustomElements::default(),
            show: None,
            place: None,
        }
    }

    /// The Atom id of the document at `path` of this feed.
    #[must_use]
    pub(crate) fn id_at(&self, path: &str) -> Option<Id> {
        let id = self.id.clone()?;
        let terms = self.terms_at(path)?;
        Id::new(&terms.into_iter().fold(id, |id, (each, term)| id.replace(&each.placeholder(), &term)))
    }

    /// The URL that the feed says for the document at `path` of it.
    #[must_use]
    pub(crate) fn url_at(&self, path: &str, base: &Url) -> Option<Url> {
        self.url.as_ref()?.of(self.terms_at(path)?, base)
    }

    /// The profile that its documents satisfy, or the build stops.
    #[must_use]
    pub(crate) fn promise(&self) -> Option<Profile> {
        self.show.as_ref().map(|_| Profile::Podcast).or(self.profile)
    }

    /// The percent-encoded values of the placeholders in the ids of the document at `path`.
    #[must_use]
    pub(crate) fn terms_at(&self, path: &str) -> Option<Vec<(Each, String)>> {
        let names = self.names_at(path)?.into_iter();
        Some(names.map(|(each, name)| (each, utf8_percent_encode(name, UNRESERVED).to_string())).collect())
    }

    /// Whether `path` is a path of this feed for some terms.
    #[must_use]
    pub(crate) fn fans_out_to(&self, path: &str) -> bool {
        !self.each.is_empty() && self.names_at(path).is_some()
    }

    /// Whether the titles of its documents contain their terms.
    #[must_use]
    pub(crate) fn has_terms_in_title(&self) -> bool {
        let Some(title) = &self.title else { return true };
        self.each.iter().any(|each| title.as_str().contains(&each.placeholder()))
    }

    /// Whether it makes the document at `path`.
    #[must_use]
    pub(crate) fn is_at(&self, path: &str) -> bool {
        self.path == path || self.fans_out_to(path)
    }

    /// The values of the placeholders in a path of this feed.
    fn names_at<'p>(&self, path: &'p str) -> Option<Vec<(Each, &'p str)>> {
        let mut names = Vec::new();
        matches(&self.path, path, &self.each, &mut names).then_some(names)
    }
}

/// Whether a path matches a pattern: each placeholder stands for one part of the path or less, always for the same.
fn matches<'p>(pattern: &str, path: &'p str, each: &[Each], names: &mut Vec<(Each, &'p str)>) -> bool {
    let first = each
        .iter()
        .filter_map(|each| Some((pattern.find(&each.placeholder())?, *each)))
        .min_by_key(|at| at.0);
    let Some((at, each_here)) = first else { return pattern == path };
    let (before, after) = pattern.split_at(at);
    let after = after.get(each_here.placeholder().len()..).unwrap_or_default();
    let Some(rest) = path.strip_prefix(before) else { return false };
    if let Some((_, known)) = names.iter().find(|(each, _)| *each == each_here) {
        return rest.strip_prefix(*known).is_some_and(|rest| matches(after, rest, each, names));
    }
    let part = rest.find('/').unwrap_or(rest.len());
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= part);
    ends.collect::<Vec<_>>().into_iter().rev().any(|end| {
        let (name, rest) = rest.split_at(end);
        names.push((each_here, name));
        let is_match = matches(after, rest, each, names);
        if !is_match {
            names.pop();
        }
        is_match
    })
}

/// The part of an article that its entry contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// Summary and content.
    Full,
    /// Only the summary.
    Summary,
}

impl Body {
    /// The names in the configuration.
    pub(crate) const NAMES: &[(&str, Body)] = &[("full", Body::Full), ("summary", Body::Summary)];
}

/// The articles of a feed: any value of a key, and all keys together. An empty key selects all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Select {
    /// First folders.
    pub section: Vec<String>,
    /// Tags.
    pub tag: Vec<String>,
    /// Categories.
    pub category: Vec<String>,
    /// Names of authors.
    pub author: Vec<String>,
    /// Language ranges.
    pub language: Vec<Language>,
}
