//! A whole build on one screen: the stages in their order, and what they pass on to each other. It does no I/O itself.

mod archives;
mod author_words;
mod belonging;
mod bodies;
mod browser_files;
mod built_site;
mod compare;
mod configure;
mod consequences;
mod diff;
pub(crate) mod discovery;
pub(crate) mod in_order;
mod entries;
mod episodes;
mod history;
mod index;
mod invalid;
mod links;
mod max_bytes;
mod mentions;
mod options;
mod pages;
mod pending;
mod preview;
mod published_archives;
mod published_documents;
mod read;
mod recordings;
mod replaced;
mod sections;
mod site;
mod unbuilt;
mod verify;

pub(crate) use belonging::belonging;
pub(crate) use bodies::Bodies;
pub(crate) use built_site::{BuiltSite, NamedFeed};
pub(crate) use configure::{configure, with_project};
pub(crate) use diff::{diff, findings};
#[cfg(test)]
pub(crate) use entries::rendered_feeds;
pub(crate) use entries::{RenderedFeed, RenderedFeeds, findings_of_articles};
pub(crate) use index::{Index, index, sources};
pub use options::{Options, Progress};
pub(crate) use pending::PendingDocument;
pub(crate) use preview::preview;
pub(crate) use published_documents::{
    Against, DocumentsByPath, Found, PublishedDocument, PublishedDocuments,
};
pub use site::Site;

use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::published::{self, Accept, Tally};
use crate::site::config::Config;
use crate::site::document::{Document, Outcome, Summary};
use crate::site::publish::{Documents, OutputFolder};
use crate::site::select::Selection;
use crate::site::{publish, scan, select};

use archives::{Archived, Archives};
use entries::{Renderer, SiteTemplates, show_paths};
use links::LinkCheck;

/// Builds every document, compares with what is published, in the output folder and in `against`, and publishes all of
/// them or none. `found` are the findings of the configuration.
///
/// # Errors
/// If a folder cannot be read, or a document cannot be written. Everything published is then as
/// it was before.
pub(crate) fn build(
    config: &Config,
    options: &Options,
    against: Option<Against<'_>>,
    found: Vec<Diagnostic>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Outcome, Error> {
    // Before anything is read: if builds run at once, the last to start publishes the newest articles.
    let output = publish::open(&config.output, options.dry_run, &|| progress(Progress::Waiting))?;
    let index = index(config, options, found, progress)?;
    let outcome = build_index(config, options, against, (&index, &output), progress);
    // Nobody waits until the memory of a million articles is free.
    let articles = index.articles;
    rayon::spawn(|| drop(articles));
    outcome
}

/// Builds the documents of an index.
fn build_index(
    config: &Config,
    options: &Options,
    against: Option<Against<'_>>,
    (index, output): (&Index<'_>, &OutputFolder<'_>),
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Outcome, Error> {
    let templates = SiteTemplates::of(config);
    let title_of = entries::title_of(config, index);
    let (paths, shows) = (templates.article_paths(index, &title_of), show_paths(config, index));
    let roots = entries::roots(config, index, output.root(), shows.as_ref());
    let measure = entries::measure(roots);
    let renderer = Renderer::new(config, options, index, roots, (&templates, &paths, &measure));
    let archives = Archives::of(config, options, index, output.root(), &renderer);
    let build = Build { config, options, index, output, renderer: &renderer, archives: &archives };
    let made = build.make(against.as_ref(), progress)?;
    build.publish(made, against)
}

/// A build of an index.
struct Build<'b> {
    config: &'b Config,
    options: &'b Options,
    index: &'b Index<'b>,
    output: &'b OutputFolder<'b>,
    renderer: &'b Renderer<'b>,
    archives: &'b Archives<'b>,
}

/// What a build has made, before it is compared with what is published.
struct Made {
    rendered: RenderedFeeds,
    documents: Vec<Document>,
    for_browsers: Vec<Document>,
    archived: Archived,
    /// The findings of the index and of the articles.
    reported: Vec<Diagnostic>,
    /// Those of the documents.
    checked: Vec<Diagnostic>,
}

impl Build<'_> {
    /// Renders, writes and checks all documents.
    fn make(
        &self,
        against: Option<&Against<'_>>,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Made, Error> {
        let Build { config, options, index, output, renderer, archives } = *self;
        let mut rendered = renderer.feeds(progress);
        rendered.diagnostics.extend(invalid::findings(config, options, index, renderer));
        let reported = [index.diagnostics.as_slice(), rendered.diagnostics.as_slice()].concat();
        let links = LinkCheck::of(config, index, &reported);
        let linked = links.as_ref().map(|links| links.feeds(&rendered, &reported)).unwrap_or_default();
        let (for_browsers, unusable) = browser_files::documents(config, index, &rendered, output.root())?;
        let (documents, sized) = rendered.write_documents();
        let archived = archives.check(&reported, links.as_ref(), against, progress)?;
        let checked =
            verify::verify(config, &index.content, options, &rendered, &documents, &reported, progress);
        let checked = [linked, unusable, sized, checked].concat();
        Ok(Made { rendered, documents, for_browsers, archived, reported, checked })
    }

    /// Compares what was made, and publishes it unless an error was found.
    fn publish(&self, made: Made, against: Option<Against<'_>>) -> Result<Outcome, Error> {
        let Build { config, options, index, output, .. } = *self;
        let Made { mut rendered, documents, for_browsers, mut archived, reported, checked } = made;
        let summary = summary(index, &rendered, &documents, &archived);
        let mut files = std::mem::take(&mut rendered.files);
        files.append(&mut archived.files);
        let mut pictures = std::mem::take(&mut rendered.pictures);
        pictures.append(&mut archived.pictures);
        let beside: Vec<_> = files.keys().chain(pictures.keys()).cloned().collect();
        let written = || documents.iter().map(|document| &document.path).chain(&beside).map(String::as_str);
        let existing = scan::output(output.root(), written(), options.prune);
        let site = compare::Site {
            config,
            index,
            rendered: &rendered,
            documents: &documents,
            files: &beside,
            output: output.root(),
        };
        let source = against.as_ref().map(|against| against.documents.name().to_owned());
        let compare::Compared { stale, findings: compared, tally, is_first, changes } =
            compare::compare(site, existing.documents, options, against)?;
        let tally = with_archives(tally, source.as_deref(), &archived);
        let (unwanted, kept) =
            browser_files::stale(output.root(), existing.for_browsers, &for_browsers, options.prune)?;
        let paths = written().chain(archived.documents.iter().map(|document| document.path.as_str()));
        let replaced = replaced::findings(config, output.root(), paths)?;
        let compared = consequences::without_those_of_replaced(compared, &replaced);
        let of_archives = consequences::without_those_of_replaced(archived.diagnostics, &replaced);
        let whole = documents.into_iter().chain(files.into_values()).chain(for_browsers).collect();
        let of_tags = pictures.values().map(|(picture, _)| picture.clone());
        let deferred = archived.documents.into_iter().chain(of_tags).collect();
        let stale = [stale, unwanted].concat();
        let (plan, refused) =
            publish::plan(&output.reopen()?, Documents { whole, deferred }, stale, existing.hidden)?;
        let empty = no_entries(config, options, &reported, summary.entries);
        let findings = [
            consequences::without_contradicted_advice(reported, &compared),
            drafts(config, options, index),
            checked,
            consequences::without_known(of_archives, &compared),
            compared,
            kept,
            refused,
            replaced,
            empty,
        ];
        let diagnostics = options.levels.apply(findings.concat());
        let outcome = Outcome {
            due: index.due(options.now),
            compared: tally,
            is_first,
            dry_run: options.dry_run,
            output: config.output.clone(),
            changes,
            ..Outcome::new(diagnostics, plan.published(), index.left_out.clone(), summary)
        };
        if outcome.summary.errors == 0 && !options.dry_run {
            publish::commit(&plan, &|path| match pictures.get(path) {
                Some((_, at)) => self.renderer.picture(path, *at),
                None => self.archives.remake(path),
            })?;
        }
        Ok(outcome)
    }
}

/// What was counted before publishing.
fn summary(
    index: &Index<'_>,
    rendered: &RenderedFeeds,
    documents: &[Document],
    archived: &Archived,
) -> Summary {
    Summary {
        articles: index.articles.len() + index.left_out.len(),
        entries: documents.iter().map(|document| document.entries).sum::<usize>() + archived.entries(),
        rendered: rendered.rendered + archived.rendered,
        left_out: index.left_out.len(),
        ..Summary::default()
    }
}

/// What was compared with `source`, with the number of archives, and of those that there was no time for.
fn with_archives(tally: Option<Tally>, source: Option<&str>, archived: &Archived) -> Option<Tally> {
    let (archives, archives_late) = (archived.published.len(), archived.late);
    let tally = tally.or_else(|| source.filter(|_| archives > 0).map(Tally::with));
    tally.map(|tally| Tally { archives, archives_late, ..tally })
}

/// The warning about drafts in feeds that are not a preview.
fn drafts(config: &Config, options: &Options, index: &Index<'_>) -> Vec<Diagnostic> {
    let base_url = &config.site.base_url;
    if !options.drafts || base_url.is_local() {
        return Vec::new();
    }
    let articles = index.selections.iter().flat_map(Selection::all).filter_map(|at| index.articles.get(at));
    Vec::from_iter(select::drafts(articles, base_url))
}

/// The error of a build without any entry: most likely its folder is wrong. What else is wrong has been reported.
fn no_entries(
    config: &Config,
    options: &Options,
    reported: &[Diagnostic],
    entries: usize,
) -> Vec<Diagnostic> {
    let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
    let is_accepted = options.accept.contains(&Accept::Emptied);
    let is_reported = is_accepted || entries > 0 || reported.iter().any(is_error);
    Vec::from_iter((!is_reported).then(|| published::no_entries(&config.content_dir())))
}
