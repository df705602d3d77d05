//! Finds the pages of articles on the built site, where these have their addresses.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::Options;
use super::read::{PageHint, Read};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::feed::{Id, Url};
use crate::root::Root;
use crate::site::article::{LeftOut, Reason};
use crate::site::config::{BuiltPages, Config};
use crate::site::file_name::{FileName, join};
use crate::site::id_policy::IdParts;
use crate::site::index::IndexedArticle;
use crate::site::pages::{
    AMBIGUOUS_PAGE, COPIED_PAGE, MISSING_PAGE, MatchedBy, PAGE_BY_TITLE, Page, PageMatch, PageQuery,
    UNBUILT_SITE, address_of, matches, with_own_addresses,
};
use crate::site::scan;
use crate::source::html;

/// Gives the public articles the addresses of their pages, if the configuration wants that. Those without a page are
/// left out, which is an error, unless code of the site decides which articles have one, and at least half of them do.
pub(super) fn find(config: &Config, options: &Options, mut read: Read) -> Read {
    let built = &config.content.pages;
    if !built.have_addresses {
        return read;
    }
    let hints = std::mem::take(&mut read.hints);
    let articles: Vec<_> = std::mem::take(&mut read.articles).into_iter().zip(hints).collect();
    let mut finder = Finder { config, built, options, may_lack_pages: false };
    let pages = match finder.pages(&articles) {
        Ok(pages) => pages,
        Err(found) => {
            read.diagnostics.extend(found);
            finder.leave_out_all(articles, &mut read);
            return read;
        }
    };
    let (public, others): (Vec<_>, Vec<_>) = articles.into_iter().partition(|one| finder.needs_page(one));
    let matches = finder.matches(&pages, &public);
    finder.may_lack_pages = config.content.rules.code_chooses_pages && most_have_pages(&matches);
    let mut placed: Vec<_> = others.into_iter().map(|(indexed, _)| indexed).collect();
    for found in &matches {
        if let PageMatch::Page(at, _) = found
            && let Some(Page { url, file, own_url: Some(_), .. }) = pages.get(*at)
        {
            read.pages.insert(url.to_string(), file.clone());
        }
    }
    for ((indexed, hint), found) in public.into_iter().zip(matches) {
        match finder.place(indexed, hint, &found, &pages, &mut read.diagnostics) {
            Ok(indexed) => placed.push(indexed),
            Err(left_out) => read.left_out.push(*left_out),
        }
    }
    placed.sort_by(|a, b| a.source.cmp(&b.source));
    read.articles = placed;
    read
}

/// Leaves out the pages that name another page of the same article as the original.
pub(super) fn without_copies(config: &Config, mut read: Read) -> Read {
    let is_at_home = |one: &IndexedArticle| {
        let own = address_of(&config.content.file_on_site(&one.source.path), &config.site.base_url);
        own.is_some_and(|own| own.as_str() == &*one.permalink)
    };
    let originals = read.articles.iter().filter(|one| one.is_page && is_at_home(one));
    let originals: BTreeSet<_> = originals.map(|one| one.permalink.clone()).collect();
    let is_copy =
        |one: &mut IndexedArticle| one.is_page && originals.contains(&one.permalink) && !is_at_home(one);
    // What stays is not moved: there may be a million of them.
    read.diagnostics.extend(read.articles.extract_if(.., is_copy).map(|copy| copied(&copy)));
    read
}

fn copied(copy: &IndexedArticle) -> Diagnostic {
    let message = format!("the page names {} as the original, so it is not an article", copy.permalink);
    Diagnostic::new(&COPIED_PAGE, message).at(Place::file(&copy.source.file()))
}

type ArticleWithHint = (IndexedArticle, PageHint);

struct Finder<'f> {
    config: &'f Config,
    built: &'f BuiltPages,
    options: &'f Options,
    /// Whether an article without a page is one of which the site makes none.
    may_lack_pages: bool,
}

impl Finder<'_> {
    /// Whether an article would be in feeds, and its metadata does not say where its page is.
    fn needs_page(&self, (indexed, hint): &ArticleWithHint) -> bool {
        !hint.has_url && indexed.reason(self.options.now, self.options.drafts).is_none()
    }

    fn folder(&self) -> Option<Root> {
        Root::open_optional(&self.config.project.join(&self.built.dir)).ok()
    }

    /// The pages that are not those of articles whose metadata says where they are.
    fn pages(&self, articles: &[ArticleWithHint]) -> Result<Vec<Page>, Vec<Diagnostic>> {
        let base_url = &self.config.site.base_url;
        let page = |file: &str, text: &str| Page::of(file, &html::head(text), base_url);
        let pages = self.folder().map(|folder| scan::pages(&folder, page)).transpose()?.unwrap_or_default();
        if pages.is_empty() && articles.iter().any(|one| self.needs_page(one)) {
            return Err(vec![self.unbuilt()]);
        }
        let known = articles.iter().filter(|(_, hint)| hint.has_url);
        let known: BTreeSet<_> = known.map(|(indexed, _)| &*indexed.permalink).collect();
        let pages = with_own_addresses(pages).into_iter();
        Ok(pages.filter(|page| !known.contains(page.url.as_str())).collect())
    }

    fn unbuilt(&self) -> Diagnostic {
        let dir = self.built.dir.display();
        let message = match &self.built.computed_in {
            Some(file) => format!(
                "the addresses of pages are computed in `{file}`, and `{dir}` has no pages to read them from"
            ),
            None => format!("`{dir}` has no pages"),
        };
        let build = self.built.build_first();
        Diagnostic::new(&UNBUILT_SITE, message)
            .help(format!("{build}, or write `permalink` under [content] in feedwright.toml"))
    }

    /// Without pages, no public article has an address. That was reported.
    fn leave_out_all(&self, articles: Vec<ArticleWithHint>, read: &mut Read) {
        for one in articles {
            if self.needs_page(&one) {
                read.left_out.push(LeftOut { source: one.0.source, reason: Reason::Invalid, identity: None });
            } else {
                read.articles.push(one.0);
            }
        }
    }

    fn matches(&self, pages: &[Page], articles: &[ArticleWithHint]) -> Vec<PageMatch> {
        let wanted: Vec<_> = articles.iter().map(|one| self.wanted(one)).collect();
        let locations = OnceCell::new();
        let is_listed = |url: &str| {
            let read = || self.folder().map(|folder| scan::locations(&folder)).unwrap_or_default();
            locations.get_or_init(read).contains(url)
        };
        matches(pages, &wanted, &is_listed)
    }

    fn wanted<'a>(&self, (indexed, hint): &'a ArticleWithHint) -> PageQuery<'a> {
        let (site, names) = (&self.config.site, &self.config.content.rules.names);
        let name = FileName::of(&indexed.source.path, names, |tag| site.has_language(tag));
        let (dir, words) = (name.site_dir(), name.words(names.date));
        let day = indexed.date.format("%Y/%m/%d");
        let below = indexed.permalink.strip_prefix(site.base_url.as_str()).unwrap_or_default();
        let mut paths =
            vec![below.to_owned(), join(&dir, name.name), join(&dir, words), join(&dir, &hint.slug)];
        paths.extend([words, &hint.slug].map(|slug| join(&dir, &format!("{day}/{slug}"))));
        if let Some(language) =
            hint.language.as_ref().filter(|language| site.language.as_ref() != Some(language))
        {
            paths.push(join(language.as_str(), &join(&dir, &hint.slug)));
        }
        PageQuery {
            paths,
            title: hint.title.as_str(),
            days: vec![indexed.date.date_naive(), indexed.date.to_utc().date_naive()],
            language: hint.language.clone(),
            not_at: hint.has_computed_page.then(|| path_of(&indexed.permalink)),
        }
    }

    /// An article at its page; left out without one.
    fn place(
        &self,
        indexed: IndexedArticle,
        hint: PageHint,
        found: &PageMatch,
        pages: &[Page],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<IndexedArticle, Box<LeftOut>> {
        let page = |at: &usize| pages.get(*at);
        let place = Place::file(&indexed.source.metadata_file());
        let finding = match found {
            PageMatch::Page(at, by) => match page(at) {
                Some(page) => {
                    diagnostics.extend(self.by_title(page, *by).map(|finding| finding.at(place)));
                    return Ok(self.at(indexed, hint, &page.url));
                }
                None => self.missing(&indexed),
            },
            PageMatch::Ambiguous(of) => self.ambiguous(of.iter().filter_map(page)),
            PageMatch::None => self.missing(&indexed),
        };
        diagnostics.push(finding.at(place));
        let is_missing = matches!(found, PageMatch::None);
        let reason = match (indexed.limits.draft, is_missing && self.may_lack_pages) {
            (true, _) => Reason::Draft,
            (false, true) => Reason::Excluded,
            (false, false) => Reason::Invalid,
        };
        Err(Box::new(LeftOut { source: indexed.source, reason, identity: None }))
    }

    fn at(&self, indexed: IndexedArticle, hint: PageHint, url: &Url) -> IndexedArticle {
        let parts = IdParts {
            file: &indexed.source.path,
            names: &self.config.content.rules.names,
            base_url: &self.config.site.base_url,
            permalink: url,
            slug: &hint.slug,
            date: self.date(&indexed),
        };
        let id: Option<Id> = hint.id.or_else(|| self.config.content.id.id_of(&parts));
        IndexedArticle { permalink: url.as_str().into(), id: id.map(Box::new), ..indexed }
    }

    /// Its date, as permalinks have it.
    fn date(&self, indexed: &IndexedArticle) -> chrono::DateTime<chrono::FixedOffset> {
        if self.config.content.rules.dates.is_local {
            self.config.site.at(indexed.date.to_utc())
        } else {
            indexed.date
        }
    }

    fn missing(&self, indexed: &IndexedArticle) -> Diagnostic {
        let dir = self.built.dir.display();
        if self.may_lack_pages && !indexed.limits.draft {
            let message = format!("no page of this article in `{dir}`, so it is left out");
            let finding = Diagnostic::new(&MISSING_PAGE, message).help(self.built.build_first());
            return Diagnostic { severity: Severity::Warning, ..finding };
        }
        let finding = Diagnostic::new(&MISSING_PAGE, format!("no page of this article in `{dir}`"));
        let severity = if indexed.limits.draft { Severity::Info } else { Severity::Error };
        let help = format!(
            "{}; if the site has no page of it, leave it out with `exclude`",
            self.built.build_first()
        );
        Diagnostic { severity, ..finding }.help(help)
    }

    /// Help for an article whose page is in doubt.
    fn page_help(&self, otherwise: &str) -> String {
        self.config.content.rules.keys.page_help(otherwise)
    }

    fn by_title(&self, page: &Page, by: MatchedBy) -> Option<Diagnostic> {
        let what = match by {
            MatchedBy::Path => return None,
            MatchedBy::Title => "title",
            MatchedBy::Day => "day",
        };
        let message = format!("its page was found only by its {what}: {}", page.url);
        let help = self.page_help("if that is the wrong page, remove it from the output folder");
        Some(Diagnostic::new(&PAGE_BY_TITLE, message).help(help))
    }

    fn ambiguous<'p>(&self, pages: impl Iterator<Item = &'p Page>) -> Diagnostic {
        let urls: BTreeSet<_> = pages.map(|page| page.url.as_str()).collect();
        let urls: Vec<_> = urls.into_iter().map(|url| format!("`{url}`")).collect();
        let message = match urls.as_slice() {
            [one] => format!("the page {one} could also belong to another article"),
            several => format!("its page could be any of {}", several.join(", ")),
        };
        let help = self.page_help("remove the pages of old builds from the output folder");
        Diagnostic::new(&AMBIGUOUS_PAGE, message).help(help)
    }
}

/// Whether at least half of the articles have a page. Where few have one, the site may not be built.
fn most_have_pages(matches: &[PageMatch]) -> bool {
    let missing = matches.iter().filter(|found| matches!(found, PageMatch::None)).count();
    let found = matches.iter().filter(|found| matches!(found, PageMatch::Page(..))).count();
    found >= missing
}

/// The path of a URL.
fn path_of(url: &str) -> String {
    Url::parse(url).map_or_else(|_| String::new(), |url| url.path().to_owned())
}
