//! The render stage: renders every article that is in a feed once, and builds the feeds from them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::bodies::{self, Bodies};
use super::{Index, Options, Progress, read};
use crate::diagnostic::Diagnostic;
use crate::feed::{Entry, Feed, Format};
use crate::root::Root;
use crate::site::article::Article;
use crate::site::article_paths::ArticlePaths;
use crate::site::config::Config;
use crate::site::document::Document;
use crate::site::feed_config::Body;
use crate::site::pages::FoundBy;
use crate::site::render::{self, SYNTAX_CODE, Templates};
use crate::site::scan;
use crate::site::select::{self, Selection};
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
    /// What was found on the way.
    pub diagnostics: Vec<Diagnostic>,
}

/// One feed, and the document that it is for.
#[derive(Clone, Debug)]
pub(crate) struct RenderedFeed {
    /// The document's path below the output folder.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// Its text.
    pub feed: Feed,
    /// The article of each entry, by its place in the index.
    pub articles: Vec<usize>,
}

impl RenderedFeeds {
    /// Writes every feed as a document. Their entries are dropped then, since documents contain all that is needed.
    pub(super) fn write_documents(&mut self) -> Vec<Document> {
        let write = |rendered: &mut RenderedFeed| {
            let document = Document::write(&rendered.feed, &rendered.path, rendered.format);
            // An entry is freed with the last feed that contains it.
            rendered.feed.entries = Vec::new();
            document
        };
        self.feeds.par_iter_mut().map(write).collect()
    }
}

/// Renders every article that some feed holds, once, and puts the feeds together. What articles refer to may lie in the
/// content folder, and in `output`.
#[must_use]
pub(crate) fn rendered_feeds(
    config: &Config,
    options: &Options,
    index: &Index<'_>,
    output: &Root,
    progress: &(dyn Fn(Progress) + Sync),
) -> RenderedFeeds {
    let roots = scan::Roots { content: &index.content, output, names: &config.content.rules.names };
    let bodies = Bodies::new(config, index);
    let (templates, broken) = templates(config);
    let articles = ArticlePaths::of(&index.articles);
    let context = render::Context {
        templates: &templates,
        rules: &config.content.rules,
        base_url: &config.site.base_url,
        articles: &articles,
        syntax_is_text: options.levels.allow.contains(SYNTAX_CODE),
    };
    let full = wanted(index, |selection| selection.config.body == Body::Full);
    let wanted = wanted(index, |_| true);
    let translations = select::translations(&index.articles, &wanted, &index.terms);
    progress(Progress::Rendering { total: wanted.len() });
    let filled = wanted.into_par_iter().filter_map(|at| {
        let article = match read::article(config, &index.content, &index.history, index.articles.get(at)?) {
            Ok(article) => article,
            Err(changed) => return Some(Err(changed)),
        };
        let entry = select::entry(&article, &config.site, &index.terms, &translations);
        let is_full = full.contains(&at);
        let needs_body = is_full || article.summary.is_none();
        let (mut entry, found_by, found) =
            fill(roots, &article, entry, needs_body.then_some((&bodies, context)));
        // What was read only for its summary is not kept.
        entry.content = entry.content.filter(|_| is_full);
        progress(Progress::Rendered);
        Some(Ok((at, article, needs_body, Arc::new(entry), found_by, found)))
    });
    let mut rendered =
        RenderedFeeds { diagnostics: broken.into_iter().collect(), ..RenderedFeeds::default() };
    let (mut entries, mut marks) = (BTreeMap::new(), Vec::new());
    for filled in filled.collect::<Vec<_>>() {
        match filled {
            Ok((at, article, needed_body, entry, found_by, found)) => {
                rendered.rendered += usize::from(needed_body);
                rendered.diagnostics.extend(found);
                rendered.articles.insert(at, article);
                entries.insert(at, entry);
                marks.extend(found_by.map(|found_by| (at, found_by)));
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
    let mut seen = BTreeSet::new();
    // A mistake in a template is found in each article.
    rendered.diagnostics.retain(|finding| {
        let is_template = finding.place.as_ref().is_some_and(|place| place.file == templates.file());
        !is_template || seen.insert((finding.code.name, finding.place.clone(), finding.message.clone()))
    });
    rendered.feeds = feeds(config, index, &entries);
    rendered
}

fn wanted(index: &Index<'_>, by: impl Fn(&Selection<'_>) -> bool) -> BTreeSet<usize> {
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

/// Gives an entry its files, and with `bodies` its HTML and summary.
fn fill(
    roots: scan::Roots<'_>,
    article: &Article,
    entry: Entry,
    bodies: Option<(&Bodies<'_>, render::Context<'_>)>,
) -> (Entry, Option<FoundBy>, Vec<Diagnostic>) {
    let (image, missing_image) = scan::image(article, roots);
    let (enclosure, missing_enclosure) = scan::enclosure(article, roots);
    let mut entry = Entry { image, enclosure, ..entry };
    let mut diagnostics: Vec<_> = missing_image.into_iter().chain(missing_enclosure).collect();
    let Some((bodies, context)) = bodies else { return (entry, None, diagnostics) };
    match bodies.render(article, entry.image.as_ref(), context) {
        Ok(((rendered, found_by), found)) => {
            diagnostics.extend(found);
            entry.content = Some(rendered.content);
            entry.summary = rendered.summary;
            (entry, found_by, diagnostics)
        }
        Err(finding) => {
            diagnostics.push(finding);
            (entry, None, diagnostics)
        }
    }
}

fn feeds(config: &Config, index: &Index<'_>, entries: &BTreeMap<usize, Arc<Entry>>) -> Vec<RenderedFeed> {
    let fill = |selection: &Selection<'_>| {
        let mut feed = select::feed(selection, &config.site);
        let articles: Vec<_> =
            selection.articles.iter().copied().filter(|at| entries.contains_key(at)).collect();
        let chosen = articles.iter().filter_map(|at| entries.get(at));
        feed.entries = match selection.config.body {
            Body::Full => chosen.cloned().collect(),
            Body::Summary => chosen.map(without_content).collect(),
        };
        RenderedFeed { path: selection.path.clone(), format: selection.config.format, feed, articles }
    };
    index.selections.iter().map(fill).collect()
}

fn without_content(entry: &Arc<Entry>) -> Arc<Entry> {
    match entry.content {
        Some(_) => Arc::new(Entry { content: None, ..Entry::clone(entry) }),
        None => Arc::clone(entry),
    }
}
