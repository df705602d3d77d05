//! The render stage: renders every article that is in a feed once, and builds the feeds from them.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::bodies::{self, Bodies};
use super::max_bytes::{self, SizeLimit};
use super::{Index, Options, Progress, read};
use crate::check::Profile;
use crate::diagnostic::{Diagnostic, Place};
use crate::error::Error;
use crate::feed::{Archives, Entry, Feed, Format, Id, Url};
use crate::root::Root;
use crate::site::article::{Article, TextFrom};
use crate::site::article_paths::ArticlePaths;
use crate::site::chapters::ChaptersFile;
use crate::site::config::{Config, Site};
use crate::site::document::{DeferredDocument, Digest, Document, Status};
use crate::site::episode_picture::PictureFile;
use crate::site::feed_config::{Body, FeedConfig, ShowPlaces};
use crate::site::index::IndexedArticle;
use crate::site::pages::FoundBy;
use crate::site::publish;
use crate::site::render::{self, Measure, SYNTAX_CODE, Templates};
use crate::site::rules::SiteRules;
use crate::site::scan::{self, EpisodeFiles};
use crate::site::select::{self, Archive, Categories, Selection, Translations};
use crate::source::bounds::TEMPLATE;

/// The feeds of a site, before they are written in any format.
#[derive(Clone, Debug, Default)]
pub(crate) struct RenderedFeeds {
    /// In the order of the configuration.
    pub feeds: Vec<RenderedFeed>,
    /// The articles in them, by their places in the index.
    pub articles: BTreeMap<usize, Box<Article>>,
    /// How many articles were rendered for them.
    pub rendered: usize,
    /// How many could not be read once more, so that the feeds are not whole.
    pub unread: usize,
    /// The files that are published beside episodes, by path.
    pub files: BTreeMap<String, Document>,
    /// The pictures that are published there, likewise.
    pub pictures: Pictures,
    /// What was found on the way.
    pub diagnostics: Vec<Diagnostic>,
}

/// The pictures that are published beside episodes, by path, each with the article that it is of. They are made once more
/// when they are written.
pub(super) type Pictures = BTreeMap<String, (DeferredDocument, usize)>;

/// One feed, and the document that it is for.
#[derive(Clone, Debug)]
pub(crate) struct RenderedFeed {
    /// The document's path below the output folder.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// The profile that it promises to satisfy.
    pub promise: Option<Profile>,
    /// Where it is in the configuration, if it is there.
    pub place: Option<Place>,
    /// Where the show that it is is in the configuration.
    pub show: Option<ShowPlaces>,
    /// Its text.
    pub feed: Feed,
    /// The article of each entry, by its place in the index.
    pub articles: Vec<usize>,
    /// The maximum size of the document.
    pub size_limit: Option<SizeLimit>,
}

impl RenderedFeeds {
    /// Writes every feed as a document. Their entries are dropped then, since documents contain all that is needed. What
    /// is found is about their size.
    pub(super) fn write_documents(&mut self) -> (Vec<Document>, Vec<Diagnostic>) {
        let corrected = &self.articles;
        let write = |rendered: &mut RenderedFeed| {
            let RenderedFeed { path, format, feed, articles, size_limit, .. } = rendered;
            let correction = |at: usize| corrected.get(articles.get(at)?)?.correction.as_ref();
            let written = max_bytes::write(feed, (path, *format), size_limit.as_ref(), &correction);
            // An entry is freed with the last feed that contains it.
            rendered.feed.entries = Vec::new();
            written
        };
        let (documents, found): (Vec<_>, Vec<_>) = self.feeds.par_iter_mut().map(write).unzip();
        (documents, found.into_iter().flatten().collect())
    }
}

/// Renders every article that some feed holds, once, and puts the feeds together. What articles refer to may lie in the
/// content folder, and in `output`.
#[cfg(test)]
#[must_use]
pub(crate) fn rendered_feeds(
    config: &Config,
    options: &Options,
    index: &Index<'_>,
    output: &Root,
    progress: &(dyn Fn(Progress) + Sync),
) -> RenderedFeeds {
    let templates = SiteTemplates::of(config);
    let title_of = title_of(config, index);
    let (paths, shows) = (templates.article_paths(index, &title_of), show_paths(config, index));
    let roots = roots(config, index, output, shows.as_ref());
    let measure = measure(roots);
    Renderer::new(config, options, index, roots, (&templates, &paths, &measure)).feeds(progress)
}

/// What is found when articles are rendered whole, whether they are in a feed or not. `wanted` are their places in the
/// index.
#[must_use]
pub(crate) fn findings_of_articles(
    config: &Config,
    options: &Options,
    index: &Index<'_>,
    wanted: BTreeSet<usize>,
) -> Vec<Diagnostic> {
    let Ok(output) = Root::open_optional(&config.output) else { return Vec::new() };
    rendered_entries(config, options, index, &output, wanted).0.diagnostics
}

/// The entries of articles rendered whole, by their places in the index, with the articles and what was found in them.
pub(super) fn rendered_entries(
    config: &Config,
    options: &Options,
    index: &Index<'_>,
    output: &Root,
    wanted: BTreeSet<usize>,
) -> (RenderedFeeds, BTreeMap<usize, Arc<Entry>>) {
    let templates = SiteTemplates::of(config);
    let title_of = title_of(config, index);
    let (paths, shows) = (templates.article_paths(index, &title_of), show_paths(config, index));
    let roots = roots(config, index, output, shows.as_ref());
    let measure = measure(roots);
    let renderer = Renderer::new(config, options, index, roots, (&templates, &paths, &measure));
    let translations = renderer.translations(&wanted);
    let shows = wanted_in(index, |selection| selection.config.show.is_some());
    let shown = wanted.intersection(&shows).copied().collect();
    let wanted = Wanted { full: wanted.clone(), articles: wanted, shown, in_markdown: BTreeSet::new() };
    let (mut rendered, entries) = renderer.articles(wanted, &translations, &|_| {});
    rendered.diagnostics.extend(templates.broken.iter().cloned());
    (rendered, entries)
}

/// What is read once for all articles of a site.
pub(super) struct SiteTemplates<'c> {
    templates: Templates,
    broken: Option<Diagnostic>,
    has_page: Box<dyn Fn(&str) -> bool + Sync + 'c>,
}

impl<'c> SiteTemplates<'c> {
    /// The templates of a site.
    pub(super) fn of(config: &'c Config) -> SiteTemplates<'c> {
        let (templates, broken) = templates(config);
        SiteTemplates { templates, broken, has_page: Box::new(bodies::has_page(config)) }
    }

    /// Where links to files of articles lead.
    pub(super) fn article_paths<'i>(
        &'i self,
        index: &'i Index<'_>,
        title_of: &'i (dyn Fn(&IndexedArticle) -> Option<String> + Sync),
    ) -> ArticlePaths<'i> {
        let paths = ArticlePaths::of(&index.articles, &index.other_pages, &*self.has_page);
        paths.with_titles(title_of).with_left_out(&index.left_out)
    }
}

/// Renders the articles of a site.
pub(super) struct Renderer<'r> {
    config: &'r Config,
    options: &'r Options,
    index: &'r Index<'r>,
    roots: scan::Roots<'r>,
    templates: &'r SiteTemplates<'r>,
    articles: &'r ArticlePaths<'r>,
    bodies: Bodies<'r>,
    categories: Categories<'r>,
    measure: &'r Measure<'r>,
}

/// What is prepared once for all articles: the templates, where links to files lead, and what measures pictures in texts.
pub(super) type SharedInputs<'r> = (&'r SiteTemplates<'r>, &'r ArticlePaths<'r>, &'r Measure<'r>);

/// Reads the titles of articles.
pub(super) fn title_of<'i>(
    config: &'i Config,
    index: &'i Index<'_>,
) -> impl Fn(&IndexedArticle) -> Option<String> + Sync + 'i {
    move |indexed| {
        let article = read::article(config, &index.content, &index.history, indexed);
        article.ok().map(|article| article.title.to_string())
    }
}

/// Measures the pictures in texts.
pub(super) fn measure(
    roots: scan::Roots<'_>,
) -> impl Fn(&Article, &str, &Url) -> Option<render::MeasuredPicture> + Sync + '_ {
    move |article, src, url| scan::picture_in_text(article, (src, url), roots)
}

/// The paths of articles, if there are podcasts.
pub(super) fn show_paths<'i>(config: &Config, index: &'i Index<'_>) -> Option<BTreeSet<&'i str>> {
    config.content.has_shows.then(|| index.paths())
}

/// The articles to be rendered, and those of which the whole text is needed.
struct Wanted {
    articles: BTreeSet<usize>,
    full: BTreeSet<usize>,
    /// Those in podcasts.
    shown: BTreeSet<usize>,
    /// Those of which the Markdown is needed.
    in_markdown: BTreeSet<usize>,
}

/// An archive to be rendered, with the feed that it is of and its neighbors.
#[derive(Clone, Copy)]
pub(super) struct ArchiveOf<'s, 'c> {
    /// The feed.
    pub(super) selection: &'s Selection<'c>,
    /// The archive.
    pub(super) archive: &'s Archive,
    /// The one before it.
    pub(super) previous: Option<&'s Archive>,
    /// The one after it.
    pub(super) next: Option<&'s Archive>,
}

impl<'r> Renderer<'r> {
    /// Renders what `index` has.
    pub(super) fn new(
        config: &'r Config,
        options: &'r Options,
        index: &'r Index<'r>,
        roots: scan::Roots<'r>,
        (templates, articles, measure): SharedInputs<'r>,
    ) -> Renderer<'r> {
        let bodies = Bodies::new(config, index);
        let categories = Categories::new(config, &index.terms, &*templates.has_page);
        Renderer { config, options, index, roots, templates, articles, bodies, categories, measure }
    }

    /// The feeds, without their archives.
    pub(super) fn feeds(&self, progress: &(dyn Fn(Progress) + Sync)) -> RenderedFeeds {
        let Renderer { config, index, .. } = self;
        let full = wanted_in(index, |selection| selection.config.body == Body::Full);
        let shown = wanted_in(index, |selection| selection.config.show.is_some());
        let in_markdown = wanted_in(index, |selection| selection.config.markdown);
        let wanted = Wanted { articles: wanted_in(index, |_| true), full, shown, in_markdown };
        let archived = index.selections.iter().flat_map(|selection| &selection.archives);
        let archived = archived.map(|archive| archive.articles.len()).sum::<usize>();
        progress(Progress::Rendering { total: wanted.articles.len() + archived });
        let translations = self.translations(&wanted.articles);
        let (mut rendered, entries) = self.articles(wanted, &translations, progress);
        rendered.feeds = index
            .selections
            .iter()
            .map(|selection| {
                filled(
                    selection,
                    &config.site,
                    Made { index, entries: &entries, articles: &rendered.articles },
                )
            })
            .collect();
        let configs = || index.selections.iter().map(|selection| selection.config);
        let found = trailers(config, rendered.feeds.iter_mut().zip(configs()), self.roots);
        rendered.diagnostics.extend(found);
        let with_configs = rendered.feeds.iter_mut().zip(configs());
        let found = with_configs
            .flat_map(|(feed, of_feed)| add_elements(feed, of_feed, &rendered.articles, &config.site));
        let found = first_of_each(found);
        rendered.diagnostics.extend(self.templates.broken.clone());
        rendered.diagnostics.extend(found);
        rendered.diagnostics.extend(findings_of_shows(config, index, self.roots));
        rendered.diagnostics.extend(measure_pictures(config, &mut rendered.feeds, self.roots));
        rendered
    }

    /// Archives with the same articles, of feeds of several formats: each article is rendered once for them.
    pub(super) fn archives(
        &self,
        archives: &[ArchiveOf<'_, '_>],
        translations: &Translations<'_>,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> RenderedFeeds {
        let has_full = archives.iter().any(|one| one.selection.config.body == Body::Full);
        let articles: BTreeSet<_> =
            archives.iter().flat_map(|one| one.archive.articles.iter().map(|at| *at as usize)).collect();
        let full = if has_full { articles.clone() } else { BTreeSet::new() };
        let has_shown = archives.iter().any(|one| one.selection.config.show.is_some());
        let shown = if has_shown { articles.clone() } else { BTreeSet::new() };
        let has_markdown = archives.iter().any(|one| one.selection.config.markdown);
        let in_markdown = if has_markdown { articles.clone() } else { BTreeSet::new() };
        let wanted = Wanted { articles, full, shown, in_markdown };
        let (mut rendered, entries) = self.articles(wanted, translations, progress);
        let site = &self.config.site;
        let made = Made { index: self.index, entries: &entries, articles: &rendered.articles };
        rendered.feeds = archives.iter().map(|one| filled_archive(one, site, made)).collect();
        let configs = || archives.iter().map(|one| one.selection.config);
        let found = trailers(self.config, rendered.feeds.iter_mut().zip(configs()), self.roots);
        rendered.diagnostics.extend(found);
        let with_configs = rendered.feeds.iter_mut().zip(configs());
        let found =
            with_configs.flat_map(|(feed, of_feed)| add_elements(feed, of_feed, &rendered.articles, site));
        let found = first_of_each(found);
        rendered.diagnostics.extend(found);
        rendered.diagnostics.extend(measure_pictures(self.config, &mut rendered.feeds, self.roots));
        rendered
    }

    /// A picture without its bytes.
    fn deferred(&self, PictureFile { path, bytes, .. }: PictureFile) -> DeferredDocument {
        let (digest, document) = (Digest::of(&bytes), Document { path, bytes, entries: 0 });
        // What cannot be read is said when it is replaced.
        let status = publish::status(self.roots.output, &document).unwrap_or(Status::Changed);
        DeferredDocument { path: document.path, entries: 0, status, digest }
    }

    /// The bytes of the picture in the tags of an article, by its place in the index, once more.
    ///
    /// # Errors
    /// If it cannot be read anymore.
    pub(super) fn picture(&self, path: &str, at: usize) -> Result<Vec<u8>, Error> {
        let Renderer { config, index, .. } = self;
        let read = |indexed| read::article(config, &index.content, &index.history, indexed).ok();
        let article = index.articles.get(at).and_then(read);
        let picture = article.and_then(|article| scan::episode(&article, true, self.roots).picture);
        picture.map(|picture| picture.bytes).ok_or_else(|| {
            let cause = io::Error::other("its recording changed in the meantime; build again");
            Error::new("write", Path::new(path), cause)
        })
    }

    /// The translations of articles.
    pub(super) fn translations(&self, wanted: &BTreeSet<usize>) -> Translations<'r> {
        select::translations(&self.index.articles, wanted, &self.index.terms)
    }

    /// What articles are rendered with.
    fn context(&self) -> render::Context<'r> {
        let (config, templates) = (self.config, self.templates);
        render::Context {
            templates: &templates.templates,
            rules: &config.content.rules,
            base_url: &config.site.base_url,
            authors: &config.site.authors,
            timezone: config.site.timezone.as_ref(),
            articles: self.articles,
            syntax_is_text: self.options.levels.allow.contains(SYNTAX_CODE),
            measure: self.measure,
            has_markdown: false,
        }
    }

    /// What is found in an article that is not in the index. That its page is not known is no fault of its text.
    pub(super) fn findings_of(&self, mut article: Box<Article>) -> Vec<Diagnostic> {
        let (config, context) = (self.config, self.context());
        let about_summary = render::clean_summary(&mut article, context);
        let translations = self.translations(&BTreeSet::new());
        let entry = select::entry(&article, config, &self.categories, &translations);
        let has_files = article.episode.is_some() || !article.enclosures.is_empty();
        let needs_body = article.summary.is_none() || config.feeds.iter().any(|feed| feed.body == Body::Full);
        let bodies = (needs_body && article.text_from != TextFrom::Page).then_some(&self.bodies);
        let is_in_podcast = has_files && config.content.has_shows;
        let filled = fill(self.roots, &article, entry, is_in_podcast, context, bodies);
        [about_summary, filled.found].concat()
    }

    /// Renders articles, each once.
    fn articles(
        &self,
        Wanted { articles: wanted, full, shown, in_markdown }: Wanted,
        translations: &Translations<'_>,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> (RenderedFeeds, BTreeMap<usize, Arc<Entry>>) {
        let Renderer { config, index, .. } = self;
        let context = self.context();
        let filled = wanted.into_par_iter().filter_map(|at| {
            let read = read::article(config, &index.content, &index.history, index.articles.get(at)?);
            let mut article = match read {
                Ok(article) => article,
                Err(changed) => return Some(Err(changed)),
            };
            let context = render::Context { has_markdown: in_markdown.contains(&at), ..context };
            let about_summary = render::clean_summary(&mut article, context);
            let entry = select::entry(&article, config, &self.categories, translations);
            let is_full = full.contains(&at);
            let needs_body = is_full || article.summary.is_none();
            let bodies = needs_body.then_some(&self.bodies);
            let EntryWithFiles { mut entry, chapters, picture, found_by, digest, found } =
                fill(self.roots, &article, entry, shown.contains(&at), context, bodies);
            // What was read only for its summary is not kept.
            entry.content = entry.content.filter(|_| is_full);
            progress(Progress::Rendered);
            let found = [about_summary, found].concat();
            let files = (chapters, picture.map(|picture| self.deferred(picture)));
            Some(Ok((at, article, needs_body, Arc::new(entry), files, (found_by, digest, found))))
        });
        let mut rendered = RenderedFeeds::default();
        let (mut entries, mut marks, mut digests) = (BTreeMap::new(), Vec::new(), Vec::new());
        for filled in filled.collect::<Vec<_>>() {
            match filled {
                Ok((at, article, needed_body, entry, (chapters, picture), (found_by, digest, found))) => {
                    let files = chapters.iter().map(|file| (file.path.clone(), Document::of_chapters(file)));
                    rendered.files.extend(files);
                    rendered.pictures.extend(picture.map(|picture| (picture.path.clone(), (picture, at))));
                    rendered.rendered += usize::from(needed_body);
                    rendered.diagnostics.extend(found);
                    rendered.articles.insert(at, article);
                    entries.insert(at, entry);
                    marks.extend(found_by.map(|found_by| (at, found_by)));
                    digests.extend(digest.map(|digest| (digest, at)));
                }
                Err(changed) => {
                    rendered.unread += 1;
                    rendered.diagnostics.push(changed);
                }
            }
        }
        let marked = marks.iter().filter_map(|(at, mark)| Some((&**rendered.articles.get(at)?, mark)));
        let different = bodies::different(config, marked);
        rendered.diagnostics.extend(different);
        let copies = select::copies(digests, &rendered.articles, &config.site.base_url);
        rendered.diagnostics.extend(copies);
        let mut seen = BTreeSet::new();
        // A mistake in a template is found in each article.
        rendered.diagnostics.retain(|finding| {
            let is_template =
                finding.place.as_ref().is_some_and(|place| place.file == self.templates.templates.file());
            !is_template || seen.insert((finding.code.name, finding.place.clone(), finding.message.clone()))
        });
        (rendered, entries)
    }
}

/// Gives a feed and its entries their elements of other namespaces.
fn add_elements(
    rendered: &mut RenderedFeed,
    config: &FeedConfig,
    articles: &BTreeMap<usize, Box<Article>>,
    site: &Site,
) -> Vec<Diagnostic> {
    let elements = &config.elements;
    let (of_feed, mut found) = render::feed_elements(&elements.of_feed, &rendered.feed);
    let script = config.stylesheet.script(config.format, &site.base_url, &rendered.feed.self_url);
    rendered.feed.elements = of_feed.into_iter().chain(script).collect();
    if elements.of_entries.is_empty() {
        return found;
    }
    for (at, entry) in rendered.articles.iter().zip(&mut rendered.feed.entries) {
        let Some(article) = articles.get(at) else { continue };
        let (made, failed) = render::entry_elements(
            &elements.of_entries,
            article,
            entry,
            (&site.authors, site.timezone.as_ref()),
        );
        found.extend(failed);
        if !made.is_empty() {
            Arc::make_mut(entry).elements = made;
        }
    }
    found
}

/// Where the files that articles refer to may be.
pub(super) fn roots<'r>(
    config: &'r Config,
    index: &'r Index<'_>,
    output: &'r Root,
    articles: Option<&'r BTreeSet<&'r str>>,
) -> scan::Roots<'r> {
    let SiteRules { names, pictures, .. } = &config.content.rules;
    scan::Roots {
        content: &index.content,
        output,
        names,
        pictures: *pictures,
        are_complete: config.content.pages.command.is_none() && !config.check.links,
        base_url: &config.site.base_url,
        articles,
    }
}

/// Measures the trailers of the shows.
fn trailers<'f, 'c>(
    config: &Config,
    feeds: impl Iterator<Item = (&'f mut RenderedFeed, &'c FeedConfig)>,
    roots: scan::Roots<'_>,
) -> Vec<Diagnostic> {
    let base_url = &config.site.base_url;
    let shows = feeds.filter_map(|(rendered, of_feed)| {
        Some((rendered.feed.podcast.as_mut()?, of_feed.show.as_ref()?.places.of("trailer")))
    });
    first_of_each(shows.flat_map(|(show, place)| scan::trailers(show, base_url, place, roots)))
}

/// What directories would reject of the shows, and what they should write down.
fn findings_of_shows(config: &Config, index: &Index<'_>, roots: scan::Roots<'_>) -> Vec<Diagnostic> {
    let shows = config.feeds.iter().filter_map(|feed| feed.show.as_deref());
    let base_url = &config.site.base_url;
    // One that is lacking has been reported.
    let images = shows.filter_map(|show| Some((&show.podcast.image, show.places.keys.get("image")?)));
    let covers = images.filter_map(|(image, place)| scan::cover(image, base_url, place, roots));
    covers.chain(index.selections.iter().filter_map(select::unpinned)).collect()
}

/// Gives the feeds the site's logo and icon with their sizes, and says what their formats want otherwise. The names of these and
/// of covers may contain what has a meaning in a URL.
fn measure_pictures(config: &Config, feeds: &mut [RenderedFeed], roots: scan::Roots<'_>) -> Vec<Diagnostic> {
    let formats: BTreeSet<_> = feeds.iter().map(|rendered| rendered.format).collect();
    let pictures = scan::site_pictures(&config.site, &formats, roots);
    for rendered in feeds {
        let (logo, icon) = (pictures.logo.clone(), pictures.icon.clone());
        (rendered.feed.logo, rendered.feed.logo_size) = (logo.url, logo.size);
        (rendered.feed.icon, rendered.feed.icon_size) = (icon.url, icon.size);
        if let Some(show) = &mut rendered.feed.podcast
            && let Some(literal) = scan::named_literally(&show.image, roots)
        {
            show.image = literal;
        }
    }
    pictures.found
}

/// A mistake in a template is found in each entry.
fn first_of_each(found: impl Iterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    found.filter(|finding| seen.insert((finding.place.clone(), finding.message.clone()))).collect()
}

/// The articles in the feeds that are meant.
fn wanted_in(index: &Index<'_>, by: impl Fn(&Selection<'_>) -> bool) -> BTreeSet<usize> {
    let selections = index.selections.iter().filter(|selection| by(selection));
    selections.flat_map(|selection| selection.articles.iter().copied()).collect()
}

/// A user's `templates/entry.html` replaces ours.
fn templates(config: &Config) -> (Templates, Option<Diagnostic>) {
    let folder = config.project.join("templates");
    let file = folder.join("entry.html");
    let read = scan::optional(&file, TEMPLATE)
        .and_then(|text| text.map(|text| Templates::with_entry(&file, text)).transpose());
    match read {
        Ok(Some(theirs)) => {
            let finding = theirs.without_content();
            (theirs, finding)
        }
        // The folder may be that of the site's generator.
        Ok(None) if config.content.rules.keys.is_open => (Templates::built_in(), None),
        Ok(None) => {
            let names: Vec<_> = scan::names(&folder).into_values().flatten().collect();
            (Templates::built_in(), Templates::misnamed(&folder, &names))
        }
        Err(finding) => (Templates::built_in(), Some(finding)),
    }
}

/// An entry with its files.
struct EntryWithFiles {
    entry: Entry,
    /// The chapters that are published beside its first file.
    chapters: Option<ChaptersFile>,
    /// The picture that is published there.
    picture: Option<PictureFile>,
    /// What its text was found by, if that is on a page.
    found_by: Option<FoundBy>,
    /// The hash of its text, if that was read.
    digest: Option<u64>,
    found: Vec<Diagnostic>,
}

/// Gives an entry its files, and with `bodies` its HTML and summary.
fn fill(
    roots: scan::Roots<'_>,
    article: &Article,
    entry: Entry,
    is_in_podcast: bool,
    context: render::Context<'_>,
    bodies: Option<&Bodies<'_>>,
) -> EntryWithFiles {
    let (images, bad_images) =
        scan::images(article, roots, &|src| render::shared_file(article, src, context));
    let (enclosures, bad_enclosures) = scan::enclosures(article, is_in_podcast, roots);
    let EpisodeFiles { episode, chapters, picture, found } = scan::episode(article, is_in_podcast, roots);
    let found = [bad_images, bad_enclosures, found].concat();
    let entry = Entry { enclosures, episode, ..entry };
    let mut filled = EntryWithFiles { entry, chapters, picture, found_by: None, digest: None, found };
    match bodies.map(|bodies| bodies.render(article, &images, context)) {
        Some(Ok(((rendered, found_by), found))) => {
            filled.found.extend(found);
            filled.entry.content = Some(rendered.content);
            filled.entry.markdown = rendered.markdown;
            filled.entry.summary = rendered.summary;
            filled.entry.thumbnail = rendered.picture.filter(|_| images.is_empty());
            filled.found_by = found_by;
            filled.digest = rendered.digest;
        }
        Some(Err(finding)) => filled.found.push(finding),
        None => {}
    }
    let mut images = images.into_iter();
    filled.entry.image = images.next();
    filled.entry.images = images.collect();
    filled
}

/// Entries, and their articles, by their places in the index.
#[derive(Clone, Copy)]
struct Made<'m> {
    index: &'m Index<'m>,
    entries: &'m BTreeMap<usize, Arc<Entry>>,
    articles: &'m BTreeMap<usize, Box<Article>>,
}

impl Made<'_> {
    /// The entry of an article in a feed; `None` if it could not be made.
    fn entry(self, at: usize, config: &FeedConfig) -> Option<Arc<Entry>> {
        let entry = self.entries.get(&at)?;
        let listing = self.index.articles.get(at).map(|article| &article.listing);
        let is_short =
            config.summaries.is_some() && listing.is_some_and(|listing| listing.satisfies(config.summaries));
        Some(match config.body {
            Body::Full if !is_short => Arc::clone(entry),
            Body::Full | Body::Summary => {
                let correction = self.articles.get(&at).and_then(|article| article.correction.as_ref());
                max_bytes::without_content(entry, correction)
            }
        })
    }
}

/// A feed with its entries.
fn filled(selection: &Selection<'_>, site: &Site, made: Made<'_>) -> RenderedFeed {
    let mut feed = select::feed(selection, site);
    feed.archives.previous = selection.archives.last().map(|archive| archive.url.clone());
    let articles = selection.articles.iter().copied();
    with_entries(selection.config, &selection.path, feed, articles, made)
}

/// An archive with its entries. It has the id of its feed, and no hub, since it does not change.
fn filled_archive(one: &ArchiveOf<'_, '_>, site: &Site, made: Made<'_>) -> RenderedFeed {
    let feed = select::feed(one.selection, site);
    let archives = Archives {
        previous: one.previous.map(|archive| archive.url.clone()),
        next: one.next.map(|archive| archive.url.clone()),
        current: Some(one.selection.self_url.clone()),
    };
    let feed = Feed {
        id: feed.id.or_else(|| Some(Id::permalink(&one.selection.self_url))),
        self_url: one.archive.url.clone(),
        hubs: Vec::new(),
        archives,
        ..feed
    };
    let articles = one.archive.articles.iter().map(|at| *at as usize);
    with_entries(one.selection.config, &one.archive.path, feed, articles, made)
}

/// Takes the Markdown out of an entry that a feed with it has, too.
fn without_markdown(entry: &mut Arc<Entry>) {
    if entry.markdown.is_some() {
        Arc::make_mut(entry).markdown = None;
    }
}

fn with_entries(
    config: &FeedConfig,
    path: &str,
    mut feed: Feed,
    articles: impl Iterator<Item = usize>,
    made: Made<'_>,
) -> RenderedFeed {
    let articles: Vec<_> = articles.filter(|at| made.entries.contains_key(at)).collect();
    feed.entries = articles.iter().filter_map(|at| made.entry(*at, config)).collect();
    if !config.markdown {
        feed.entries.iter_mut().for_each(without_markdown);
    }
    if let Some(prefix) = config.show.as_ref().and_then(|show| show.prefix.as_ref()) {
        feed.entries = feed.entries.iter().map(|entry| select::counted(entry, prefix)).collect();
    }
    RenderedFeed {
        path: path.to_owned(),
        format: config.format,
        promise: config.promise(),
        place: config.place.clone(),
        show: config.show.as_ref().map(|show| show.places.clone()),
        feed,
        articles,
        size_limit: SizeLimit::of(config),
    }
}
