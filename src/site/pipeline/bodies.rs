//! The texts of articles: each is read from its source or its page, and rendered. Texts that were found on their pages by
//! different marks, and pages of earlier builds, are reported.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::feed::Image;
use crate::root::Root;
use crate::site::article::{Article, TextFrom};
use crate::site::config::Config;
use crate::site::kind::FileKind;
use crate::site::pages::{self, DIFFERENT_PAGE_BODY, FoundBy, MISSING_PAGE, MISSING_PAGE_BODY, PageBody};
use crate::site::render::{self, Rendered};
use crate::site::scan;
use crate::source::html;

use super::Index;

/// The folders and settings that the texts of a site's articles are read with.
pub(crate) struct Bodies<'b> {
    config: &'b Config,
    index: &'b Index<'b>,
    built: Option<Root>,
}

/// The page of an article, and the text on it.
pub(crate) struct ArticlePage {
    /// Its file.
    pub file: PathBuf,
    /// The text.
    pub body: PageBody,
    /// The whole text of the page.
    text: String,
    /// What shows that it is older than the article.
    pub found: Vec<Diagnostic>,
}

/// A rendered article, with what its text was found by if that is on a page.
pub(super) type RenderedBody = (Rendered, Option<FoundBy>);

impl Bodies<'_> {
    /// The texts of a site.
    #[must_use]
    pub(crate) fn new<'b>(config: &'b Config, index: &'b Index<'b>) -> Bodies<'b> {
        let built = Root::open_optional(&config.project.join(&config.content.pages.dir)).ok();
        Bodies { config, index, built }
    }

    /// Whether there are articles in feeds, and each of them has its text on its page, unless it is to be taken from its
    /// source.
    #[must_use]
    pub(crate) fn are_on_pages(&self) -> bool {
        let articles: BTreeSet<_> =
            self.index.selections.iter().flat_map(|selection| &selection.articles).collect();
        let has_page = |at: &usize| {
            let article =
                self.index.articles.get(*at).map(|indexed| self.index.article(self.config, indexed));
            article.map(|article| article.and_then(|article| Ok(self.page(&article)?.is_some())))
        };
        let pages: Vec<_> = articles.into_iter().filter_map(has_page).collect();
        pages.iter().all(Result::is_ok)
            && pages.iter().any(|page| page.as_ref().is_ok_and(|has_page| *has_page))
    }

    /// Reads the text of an article, and renders it.
    ///
    /// # Errors
    /// A finding, if it cannot be read, or is not found.
    pub(super) fn render(
        &self,
        article: &Article,
        images: &[Image],
        context: render::Context<'_>,
    ) -> Result<(RenderedBody, Vec<Diagnostic>), Diagnostic> {
        if let Some(page) = self.page(article)? {
            let (rendered, found) =
                render::page(article, (&page.file, &page.text), &page.body, images, context);
            return Ok(((rendered, Some(page.body.found_by)), [page.found, found].concat()));
        }
        let text = match &article.notes {
            Some(notes) => notes.to_string(),
            None => scan::body(&self.index.content, &article.source, article.body_start)?,
        };
        let (rendered, mut found) = render::entry(article, &text, images, context);
        found.extend((article.source.kind == FileKind::Unrendered).then(|| self.unrendered(article)));
        Ok(((rendered, None), found))
    }

    /// The page of an article whose text is on one.
    ///
    /// # Errors
    /// A finding, if there is no page, or the text is not found on it.
    pub(crate) fn page(&self, article: &Article) -> Result<Option<ArticlePage>, Diagnostic> {
        // What else is wrong with the entry may follow from a fault of its page, which is in another file.
        self.page_of(article).map_err(|finding| finding.related(article.place("title")))
    }

    fn page_of(&self, article: &Article) -> Result<Option<ArticlePage>, Diagnostic> {
        match article.text_from {
            TextFrom::Source if article.source.kind == FileKind::Unrendered => self.built_page(article),
            TextFrom::Source => Ok(None),
            TextFrom::OwnPage => {
                let text = scan::body(&self.index.content, &article.source, article.body_start)?;
                self.found_on(article, article.source.file(), text).map(Some)
            }
            TextFrom::Page => self.built_page(article)?.ok_or_else(|| self.missing(article)).map(Some),
        }
    }

    /// The page of an article on the built site, if it is there.
    fn built_page(&self, article: &Article) -> Result<Option<ArticlePage>, Diagnostic> {
        let base_url = &self.config.site.base_url;
        let known = self.index.pages.get(article.permalink.as_str());
        let of_permalink = || pages::files_of(article.permalink.as_str(), base_url);
        let files = known.map_or_else(of_permalink, |file| vec![file.clone()]);
        let page = self.built.as_ref().map(|built| scan::page(built, &files)).transpose()?.flatten();
        let Some(page) = page else { return Ok(None) };
        let file = self.config.project.join(&self.config.content.pages.dir).join(&page.file);
        let own = pages::address_of(&page.file, base_url);
        let head = html::head(&page.text);
        if let Some(target) = pages::redirect(&head, own.as_ref().unwrap_or(&article.permalink)) {
            return Err(self.redirected(article, &page.file, target));
        }
        let built = &self.config.content.pages;
        let found = pages::out_of_date(article, &file, &page.text, (&self.config.site, built));
        let base = pages::base_of(&page.file, &article.permalink, base_url);
        let page = self.found_on(article, file, page.text)?;
        let lacks_title = (!page.body.has_title).then(|| pages::without_title(article, &page.file, built));
        let found = found.into_iter().chain(lacks_title).chain(page.found).collect();
        let body = PageBody { base: page.body.base.or(base), ..page.body };
        Ok(Some(ArticlePage { body, found, ..page }))
    }

    fn found_on(&self, article: &Article, file: PathBuf, text: String) -> Result<ArticlePage, Diagnostic> {
        let selector = self.config.content.page_body.as_deref();
        match pages::body(&text, &article.title, selector) {
            Ok(Some(body)) => {
                let found = pages::shown_syntax(&body.html, &file, &text).into_iter().collect();
                Ok(ArticlePage { file, body, text, found })
            }
            Ok(None) => Err(missing_body(&file)),
            Err(oversized) => Err(render::oversized(oversized, &file)),
        }
    }

    /// Reports a text that is only on a page that does not exist.
    fn unrendered(&self, article: &Article) -> Diagnostic {
        let built = &self.config.content.pages;
        let message = format!(
            "only the site's generator can render this file, but `{}` has no page of it, so its entry has no text",
            built.dir.display()
        );
        let place = Place::file(&article.source.metadata_file());
        let finding = Diagnostic::new(&MISSING_PAGE, message).at(place).help(built.build_first());
        Diagnostic { severity: Severity::Warning, ..finding }
    }

    /// Reports an article at whose address there is only a redirect.
    fn redirected(&self, article: &Article, file: &str, target: &str) -> Diagnostic {
        let dir = self.config.content.pages.dir.display();
        let message =
            format!("its page `{dir}/{file}` has no text, and leads to `{}`", target.escape_debug());
        Diagnostic::new(&MISSING_PAGE, message)
            .at(Place::file(&article.source.metadata_file()))
            .help("if the article has another address, write that as `url`; or keep it out with `exclude`")
    }

    fn missing(&self, article: &Article) -> Diagnostic {
        let built = &self.config.content.pages;
        let message = format!("no page of this article in `{}`", built.dir.display());
        Diagnostic::new(&MISSING_PAGE, message).at(Place::file(&article.source.metadata_file())).help(
            format!("{}; if the site has no page of it, leave it out with `exclude`", built.build_first()),
        )
    }
}

/// Tells whether the built site has a page at an address.
pub(super) fn has_page(config: &Config) -> impl Fn(&str) -> bool + Sync {
    let built = Root::open_optional(&config.project.join(&config.content.pages.dir)).ok();
    move |address| {
        let files = pages::files_of(address, &config.site.base_url);
        built.as_ref().is_some_and(|built| files.iter().any(|file| scan::exists(built, file)))
    }
}

fn missing_body(file: &Path) -> Diagnostic {
    Diagnostic::new(&MISSING_PAGE_BODY, "the text of the article was not found on its page")
        .at(Place::file(file))
        .help("set its element under [content] in feedwright.toml: page-body = \"article .content\"")
}

/// Reports the articles whose texts were found by another mark than most, the first one for each mark. `found` are the
/// articles by what their texts were found by.
pub(super) fn different<'a>(
    config: &Config,
    found: impl Iterator<Item = (&'a Article, &'a FoundBy)>,
) -> Vec<Diagnostic> {
    let mut marks: BTreeMap<&FoundBy, Vec<&Article>> = BTreeMap::new();
    found.for_each(|(article, mark)| marks.entry(mark).or_default().push(article));
    let named = config.content.page_body.clone().map(FoundBy::Selector);
    let commonest =
        || marks.iter().rev().max_by_key(|(_, articles)| articles.len()).map(|(mark, _)| (*mark).clone());
    let Some(usual) = named.or_else(commonest) else { return Vec::new() };
    let others = marks.iter().filter(|(mark, _)| **mark != &usual);
    let finding = |(mark, articles): (&&FoundBy, &Vec<&Article>)| {
        let first = articles.first()?;
        let count = match articles.len() {
            1 => String::new(),
            count => format!(", as for {} more", count - 1),
        };
        let message = format!("its text was found on the page with `{mark}`, not with `{usual}`{count}");
        let help = "check the text; if it is wrong, set its element under [content] in feedwright.toml: page-body = \"article .content\"";
        Some(
            Diagnostic::new(&DIFFERENT_PAGE_BODY, message)
                .at(Place::file(&first.source.metadata_file()))
                .help(help),
        )
    };
    others.filter_map(finding).collect()
}
