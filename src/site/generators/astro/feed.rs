//! The pages of a site that build its feeds.

use super::super::condition::{Condition, Truth};
use super::super::javascript::{self, Articles, ByDate, Program, Reader, Source, filter};
use super::super::paths::resolved;
use super::super::{UNREAD_SETTING, WRITE_FEEDS};
use super::link::{Piece, Scope};
use super::{DATES, PAGES, parameters};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::feed::{Format, Text};
use crate::site::feed_config::{Body, FeedConfig};
use crate::site::file_name::{dir, join, without_extension};
use crate::site::rules::Project;

/// The functions of the package that make a feed.
const FUNCTIONS: &[&str] = &["rss", "getRssString"];

/// A page that builds a feed.
pub(super) struct Feed {
    pub(super) file: String,
    /// Its path on the site.
    pub(super) path: String,
    pub(super) program: Program,
}

impl Feed {
    /// All of them, those in fewest folders first; and the files of those whose parameters are not known.
    pub(super) fn all(project: Project<'_>, pages: &[String]) -> (Vec<Feed>, Vec<String>) {
        let endings = ["js", "ts", "mjs"];
        let is_program = |page: &&String| {
            page.rsplit_once('.').is_some_and(|(stem, end)| {
                let is_document = [".xml", ".rss"].iter().any(|kind| stem.ends_with(kind));
                endings.contains(&end) && is_document
            })
        };
        let mut unread = Vec::new();
        let mut read = |page: &String| {
            let file = join(PAGES, page);
            let program = Program::read(project, &file)?;
            program.whole.contains("@astrojs/rss").then_some(())?;
            let path = without_extension(page);
            let programs = if path.contains('[') {
                let programs = parameters::programs(path, &program);
                if programs.is_none() {
                    unread.push(file.clone());
                }
                programs?
            } else {
                vec![(path.to_owned(), program)]
            };
            let feed = move |(path, program)| Feed { file: file.clone(), path, program };
            Some(programs.into_iter().map(feed).collect::<Vec<_>>())
        };
        let mut feeds: Vec<_> = pages.iter().filter(is_program).filter_map(&mut read).flatten().collect();
        feeds.sort_by_key(|feed| feed.path.matches('/').count());
        (feeds, unread)
    }

    pub(super) fn config(&self) -> FeedConfig {
        let own = &self.program.own;
        let body = if self.has_content() { Body::Full } else { Body::Summary };
        let title = self.text("title").map(|title| Text::line(&title));
        let description = self.text("description").map(|description| Text::line(&description));
        let limit = self.articles().map_or_else(|| javascript::cut(own), |articles| articles.limit);
        FeedConfig { limit, body, title, description, ..FeedConfig::new(&self.path, Format::Rss) }
    }

    /// Whether it names the texts of items.
    fn has_content(&self) -> bool {
        self.program.own.contains("content:")
    }

    /// For which articles it shows their whole texts.
    pub(super) fn shows_text(&self) -> Truth {
        let Program { own, whole, .. } = &self.program;
        if self.has_content() { javascript::shows_text(own, whole, DATES) } else { Truth::Known(false) }
    }

    /// The articles of its items, as far as the program is read.
    pub(super) fn articles(&self) -> Option<Articles> {
        let program = &self.program.whole;
        let options = self.options()?;
        let given = |text: &str, scope: &javascript::Scope<'_>| {
            given(program, text, scope).or_else(|| globbed(dir(&self.file), program, text))
        };
        let items = javascript::expression(options, "items").unwrap_or("items");
        // The program itself begins the whole one.
        let at = options.as_ptr().addr().checked_sub(self.program.own.as_ptr().addr())?;
        Reader::new(program, &given, DATES).articles_at(at, items)
    }

    /// The finding, if its articles are filtered by something of the site's own, or come from where it is not known.
    pub(super) fn filtered(&self, project: Project<'_>) -> Option<Diagnostic> {
        match self.articles() {
            Some(articles) if !articles.is_unknown => None,
            Some(articles) if !articles.has_unread_filter => {
                Some(filter::unread_choice(&self.path, project.place(&self.file)))
            }
            Some(_) | None => Some(self.unread(project)),
        }
    }

    /// The finding that only running its program tells which articles it has.
    pub(super) fn unread(&self, project: Project<'_>) -> Diagnostic {
        filter::unread(&self.path, project.place(&self.file))
    }

    /// What the function of the package that makes the feed is called with.
    fn options(&self) -> Option<&str> {
        let own = &self.program.own;
        let options = FUNCTIONS.iter().find_map(|function| javascript::arguments(own, function))?;
        javascript::inside(options.trim().strip_prefix('{')?)
    }

    /// The text of a key of the feed itself.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        let options = self.options()?;
        javascript::literal_in(options, &self.program.whole, key)
    }

    /// The names of the collections of its items.
    pub(super) fn collections(&self) -> Vec<String> {
        let calls = || [&self.program.own, &self.program.whole].into_iter();
        let names = |program: &String| {
            let calls = javascript::calls(program, "getCollection");
            let mut names: Vec<_> =
                calls.filter_map(|arguments| javascript::texts(arguments).into_iter().next()).collect();
            names.sort();
            names.dedup();
            names
        };
        calls().map(names).find(|names| !names.is_empty()).unwrap_or_default()
    }

    /// The address of an item, unless it is computed in a way that is not known.
    pub(super) fn link(&self, base: &str) -> Option<Vec<Piece>> {
        let own = javascript::expression(&self.program.own, "link");
        let link = own.or_else(|| javascript::expression(&self.program.whole, "link"))?;
        Scope { program: &self.program.whole, base }.pieces(link)
    }

    /// The keys of heads with the date of an item, in the order in which they count.
    pub(super) fn dates(&self) -> Vec<String> {
        let date = javascript::expression(&self.program.own, "pubDate").unwrap_or_default();
        let keys = date.split("data.").skip(1).map(|rest| {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            rest.get(..end).unwrap_or_default().to_owned()
        });
        keys.filter(|key| !key.is_empty()).collect()
    }
}

/// The finding about a page of several feeds, of which it is not known how many there are.
pub(super) fn unknown_parameters(place: Place) -> Diagnostic {
    let message = "the values of the parameters in the name of this file are not known, so this build has none of its feeds";
    Diagnostic {
        severity: Severity::Warning,
        ..Diagnostic::new(&UNREAD_SETTING, message).at(place).help(WRITE_FEEDS)
    }
}

/// The articles of a call of `import.meta.glob` in a program of a folder.
fn globbed(folder: &str, program: &str, text: &str) -> Option<Articles> {
    let calls = ["import.meta.glob(", "import.meta.globEager(", "Astro.glob("];
    let arguments = javascript::inside(calls.iter().find_map(|call| text.strip_prefix(call))?)?;
    let patterns = javascript::texts_of(program, javascript::items(arguments).first()?)?;
    let from_project = |pattern: &String| {
        let (mark, path) = pattern.strip_prefix('!').map_or(("", pattern.as_str()), |path| ("!", path));
        let path = path.strip_prefix('/').map_or_else(|| resolved(folder, path), str::to_owned);
        format!("{mark}{path}")
    };
    let patterns = patterns.iter().map(from_project).collect();
    Some(Articles::of(Source::Files(patterns), ByDate::Unknown))
}

/// The articles of a call of `getCollection`, which may have a filter.
fn given(program: &str, text: &str, scope: &javascript::Scope<'_>) -> Option<Articles> {
    let arguments = javascript::inside(text.strip_prefix("getCollection(")?)?;
    let arguments = javascript::items(arguments);
    let (name, filters) = arguments.split_first()?;
    let name = scope.value(name).text().or_else(|| javascript::text_of(program, name))?;
    let all = Articles::of(Source::Collection(name), ByDate::Unknown);
    Some(match filters.first() {
        Some(function) => match scope.predicate(function) {
            None if filter::withholds(program, function, DATES) => all,
            condition => all.that_first(condition.and_then(Condition::cut)),
        },
        None => all,
    })
}
