//! Sites of generators: `init` writes a configuration, and what it makes of the articles is compared with what the
//! generator itself makes of them.

mod astro;
mod astro_feeds;
mod bodies;
mod docusaurus;
mod eleventy;
mod eleventy_data;
mod eleventy_permalinks;
mod hexo;
mod hugo;
mod hugo_templates;
mod jekyll;
mod jekyll_templates;
mod off_site;
mod other_keys;
mod released;
mod starters;
mod pelican;
mod withheld;
mod zola;

use std::fs;
use std::sync::Arc;

use feedwright::authoring::init::{self, InitRequest};
use feedwright::authoring::pin;
use feedwright::diagnostic::Diagnostic;
use feedwright::feed::{Entry, Person, Text, Url};
use feedwright::site::article::Article;
use feedwright::site::config::{Config, Overrides};
use feedwright::site::pipeline::{
    self, Index, Options, PublishedDocument, PublishedDocuments, RenderedFeeds,
};
use tempfile::TempDir;

use crate::suite::harness::now;
use crate::suite::support::lines;

/// What is said about a program that chooses the articles of a feed.
const CHOOSE: &str = "compare `feedwright list` with the site, and write into feedwright.toml either the files that it \
                      leaves out, as `exclude` under [content], or each feed as [[feed]] with its `select`";

/// What is said about a program that may leave out articles.
const WRITE_SELECT: &str = "write each feed as [[feed]] with its `select` in feedwright.toml, and mark articles that no feed \
                            may contain with `draft = true`";

/// What is said about a program that may keep articles off the whole site.
const WRITE_EXCLUDE: &str = "compare `feedwright list` with the site, and write the files that it leaves out as `exclude` under \
                             [content] in feedwright.toml, or `exclude = []` if there are none";

/// A site of a generator, on which `init` was run.
pub(super) struct Site {
    dir: TempDir,
    config: Config,
    found: Vec<Diagnostic>,
}

impl Site {
    /// The site of these files: paths and texts.
    #[track_caller]
    pub(super) fn of(files: &[(&str, &str)]) -> Site {
        Site::of_config("", files)
    }

    /// The same, with more lines behind the configuration.
    #[track_caller]
    pub(super) fn of_config(more: &str, files: &[(&str, &str)]) -> Site {
        let dir = tempfile::tempdir().unwrap();
        crate::suite::support::files(dir.path(), files);
        let request = InitRequest::at(now());
        let plan = pipeline::with_project(dir.path(), None, |project| init::site(project, request));
        let file = &plan.edits[0];
        let text = String::from_utf8(file.after.clone()).unwrap() + more;
        fs::write(&file.file, &text).unwrap();
        let (config, found) =
            pipeline::configure(&file.file, &text, &Overrides::default(), &feedwright::codes());
        let Some(config) = config else { panic!("{:#?}\n{text}", lines(&found)) };
        Site { dir, config, found }
    }

    /// The site of these files with a configuration, without `init`.
    #[track_caller]
    pub(super) fn with(text: &str, files: &[(&str, &str)]) -> Site {
        let dir = tempfile::tempdir().unwrap();
        crate::suite::support::files(dir.path(), files);
        let file = dir.path().join("feedwright.toml");
        fs::write(&file, text).unwrap();
        let (config, found) = pipeline::configure(&file, text, &Overrides::default(), &feedwright::codes());
        Site { dir, config: config.unwrap_or_else(|| panic!("{:#?}", lines(&found))), found }
    }

    /// The same, with more lines under `[content]`.
    #[track_caller]
    pub(super) fn of_setting(setting: &str, files: &[(&str, &str)]) -> Site {
        let mut site = Site::of(files);
        let file = site.dir.path().join("feedwright.toml");
        let text =
            fs::read_to_string(&file).unwrap().replace("[content]\n", &format!("[content]\n{setting}\n"));
        let (config, found) = pipeline::configure(&file, &text, &Overrides::default(), &feedwright::codes());
        site.config = config.unwrap_or_else(|| panic!("{:#?}\n{text}", lines(&found)));
        site
    }

    /// What pinning to published documents writes, and what it finds.
    pub(super) fn pin(&self, published: &[(&str, &[u8])]) -> (Vec<String>, Vec<String>) {
        let documents = published
            .iter()
            .map(|(name, bytes)| PublishedDocuments::One(PublishedDocument::parse(name, bytes).unwrap()));
        let pinned = pin::pin(&self.config, None, &Options::at(now()), documents.collect(), &|_| {}).unwrap();
        let root = format!("{}/", self.dir.path().display());
        let found = lines(&pinned.diagnostics).into_iter().map(|line| line.replace(&root, ""));
        (pinned.written.into_iter().map(|written| written.text).collect(), found.collect())
    }

    fn index(&self) -> Index<'_> {
        pipeline::index(&self.config, &Options::at(now()), self.found.clone(), &|_| {}).unwrap()
    }

    /// The public articles, newest first: `path date permalink`, and the id if that is another.
    pub(super) fn articles(&self) -> Vec<String> {
        let index = self.index();
        let line = |article: &feedwright::site::index::IndexedArticle| {
            let id = if article.id() == &*article.permalink { "" } else { article.id() };
            let line = format!(
                "{} {} {} {id}",
                article.source.path,
                article.date.to_utc().format("%Y-%m-%dT%H:%M:%SZ"),
                article.permalink
            );
            line.trim_end().to_owned()
        };
        index.articles.iter().map(line).collect()
    }

    /// The ids of the public articles: in RSS and JSON Feed, and in Atom.
    pub(super) fn ids(&self) -> Vec<String> {
        let index = self.index();
        index.articles.iter().map(|article| format!("{} {}", article.id(), article.atom_id())).collect()
    }

    /// The paths of the pages below the base URL, by file.
    pub(super) fn pages(&self) -> Vec<(String, String)> {
        let base = self.config.site.base_url.as_str();
        let mut pages: Vec<_> = self
            .index()
            .articles
            .iter()
            .map(|article| {
                let permalink = article.permalink.strip_prefix(base).unwrap_or(&article.permalink);
                (article.source.path.to_string(), format!("/{permalink}"))
            })
            .collect();
        pages.sort();
        pages
    }

    /// The titles of the public articles, newest first.
    pub(super) fn titles(&self) -> Vec<String> {
        self.whole().iter().map(|article| article.title.to_string()).collect()
    }

    /// The names of the authors of each.
    pub(super) fn authors(&self) -> Vec<String> {
        let names = |article: &Article| {
            let names: Vec<_> = article.authors.iter().map(|author| author.name.as_str()).collect();
            names.join(", ")
        };
        self.whole().iter().map(names).collect()
    }

    /// The author of the site, with the email address and the page that are known.
    pub(super) fn author(&self) -> String {
        let of = |author: &Person| {
            let more = [author.email.as_ref().map(Text::to_string), author.url.as_ref().map(Url::to_string)];
            more.into_iter().flatten().fold(author.name.to_string(), |line, part| line + " " + &part)
        };
        self.config.site.authors.iter().map(of).collect::<Vec<_>>().join(", ")
    }

    fn whole(&self) -> Vec<Article> {
        self.index().articles(&self.config).unwrap()
    }

    /// The articles that are left out: `path reason`.
    pub(super) fn left_out(&self) -> Vec<String> {
        let index = self.index();
        index.left_out.iter().map(|left| format!("{} {}", left.path(), left.reason.as_str())).collect()
    }

    /// The documents: `path format: files of the entries`.
    pub(super) fn feeds(&self) -> Vec<String> {
        let index = self.index();
        let line = |selection: &feedwright::site::select::Selection<'_>| {
            let files = selection.articles.iter().map(|at| &*index.articles[*at].source.path);
            let files: Vec<_> = files.collect();
            format!("{} {}: {}", selection.path, selection.config.format.name(), files.join(" "))
        };
        index.selections.iter().map(line).collect()
    }

    /// The paths of the feeds, where they are published, and the home pages that they name.
    pub(super) fn feed_urls(&self) -> Vec<String> {
        let index = self.index();
        let line = |selection: &feedwright::site::select::Selection<'_>| {
            let feed = feedwright::site::select::feed(selection, &self.config.site);
            format!("{} {} {}", selection.path, feed.self_url, feed.home_url)
        };
        index.selections.iter().map(line).collect()
    }

    /// The ids of the feeds themselves, by path, where they are not their addresses.
    pub(super) fn feed_ids(&self) -> Vec<String> {
        let index = self.index();
        let line = |selection: &feedwright::site::select::Selection<'_>| {
            let id = selection.config.id_at(&selection.path)?;
            Some(format!("{} {}", selection.path, id.as_str()))
        };
        index.selections.iter().filter_map(line).collect()
    }

    /// The text of the configuration.
    pub(super) fn text(&self) -> String {
        fs::read_to_string(self.dir.path().join("feedwright.toml")).unwrap()
    }

    /// The feeds of the configuration: `path: title (body)`.
    pub(super) fn feed_settings(&self) -> Vec<String> {
        let line = |feed: &feedwright::site::feed_config::FeedConfig| {
            let title = feed.title.as_ref().map_or("-", |title| title.as_str());
            format!("{}: {title} ({:?})", feed.path, feed.body)
        };
        self.config.feeds.iter().map(line).collect()
    }

    /// The summaries in the first feed.
    pub(super) fn summaries(&self) -> Vec<String> {
        self.texts(|entry| entry.summary.as_ref())
    }

    /// The categories in the first feed: `name page taxonomy`, the last two below the base URL.
    pub(super) fn categories(&self) -> Vec<String> {
        let entries = self.entries();
        let categories = entries.iter().flat_map(|entry| &entry.categories);
        let path = |url: &Option<Url>| {
            let url =
                url.as_ref().map(|url| url.as_str().replacen(self.config.site.base_url.as_str(), "/", 1));
            url.unwrap_or_else(|| "-".to_owned())
        };
        categories
            .map(|category| {
                format!("{} {} {}", category.name, path(&category.page), path(&category.taxonomy))
            })
            .collect()
    }

    /// The entries in the first feed.
    fn entries(&self) -> Vec<Arc<Entry>> {
        self.rendered().feeds[0].feed.entries.clone()
    }

    /// The titles of the documents: `path: title, description`.
    pub(super) fn titles_of_feeds(&self) -> Vec<String> {
        let line = |rendered: &pipeline::RenderedFeed| {
            let description = rendered.feed.description.as_ref().map_or("-", |text| text.as_str());
            format!("{}: {}, {description}", rendered.path, rendered.feed.title.as_str())
        };
        self.rendered().feeds.iter().map(line).collect()
    }

    /// What each feed says about rights, or `-`.
    pub(super) fn rights(&self) -> Vec<String> {
        let rendered = self.rendered();
        let rights = rendered.feeds.iter().map(|feed| feed.feed.rights.as_ref());
        rights.map(|rights| rights.map_or_else(|| "-".to_owned(), ToString::to_string)).collect()
    }

    /// The pictures of the entries of the feed at a path: `url width`, or `-`.
    pub(super) fn pictures(&self, path: &str) -> Vec<String> {
        let rendered = self.rendered();
        let feed = rendered.feeds.iter().find(|feed| feed.path == path).unwrap();
        let picture = |entry: &Arc<Entry>| {
            let picture = entry.image.as_ref();
            picture.map_or_else(
                || "-".to_owned(),
                |picture| format!("{} {:?}", picture.url, picture.size.map(|size| size.0)),
            )
        };
        feed.feed.entries.iter().map(picture).collect()
    }

    /// The links of the entries of the first feed.
    pub(super) fn links(&self) -> Vec<String> {
        self.entries().iter().map(|entry| entry.url.to_string()).collect()
    }

    /// The HTML of each entry of the first feed.
    pub(super) fn contents(&self) -> Vec<String> {
        self.texts(|entry| entry.content.as_ref())
    }

    fn texts(&self, of: impl Fn(&Entry) -> Option<&Text>) -> Vec<String> {
        let entries = self.entries();
        let texts = entries.iter().map(|entry| of(entry).map_or_else(String::new, ToString::to_string));
        texts.collect()
    }

    /// What is found in the texts of the entries.
    pub(super) fn findings_of_texts(&self) -> Vec<String> {
        let root = format!("{}/", self.dir.path().display());
        lines(&self.rendered().diagnostics).into_iter().map(|line| line.replace(&root, "")).collect()
    }

    fn rendered(&self) -> RenderedFeeds {
        let output = feedwright::root::Root::open(self.dir.path()).unwrap();
        let options = Options::at("2030-01-01T00:00:00Z".parse().unwrap());
        pipeline::rendered_feeds(&self.config, &options, &self.index(), &output, &|_| {})
    }

    /// The findings of the configuration and of the articles.
    pub(super) fn findings(&self) -> Vec<String> {
        let root = format!("{}/", self.dir.path().display());
        lines(&self.index().diagnostics).into_iter().map(|line| line.replace(&root, "")).collect()
    }
}
