//! The parts of an article in, the address of its page out.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::Value as Setting;

use super::content::{Tree, site_path};
use super::dates::Dates;
use super::languages::{HugoLanguage, Languages};
use super::permalinks::{Rule, date, expanded, slice};
use super::urls::{Paths, clean, encoded, query_decoded};
use crate::feed::Language;
use crate::site::fields::Table;
use crate::site::file_name::join;
use crate::site::function::Function;
use crate::site::generators::settings::{Settings, text};
use crate::site::rules::{PageLocation, PageParts, TermSlug};

/// Where the pages of a site are.
#[derive(Debug)]
pub(super) struct Pages {
    pub(super) languages: Languages,
    pub(super) tree: Tree,
    pub(super) dates: Dates,
    pub(super) paths: Paths,
    /// The patterns of each language.
    rules: Vec<(Language, Vec<Rule>)>,
    pub(super) ugly: Ugly,
}

/// `uglyURLs`: which pages are files instead of folders.
#[derive(Debug)]
pub(super) enum Ugly {
    All,
    Sections(Vec<String>),
}

impl Ugly {
    fn of(settings: &Settings) -> Ugly {
        let sections = settings.entries(&["uglyURLs"]).into_iter();
        let on = sections.filter(|(_, is_on)| is_on.as_str() == Some("true"));
        if settings.is_true(&["uglyURLs"]) {
            Ugly::All
        } else {
            Ugly::Sections(on.map(|(section, _)| section.to_lowercase()).collect())
        }
    }

    pub(super) fn is_for(&self, section: impl FnOnce() -> String) -> bool {
        match self {
            Ugly::All => true,
            Ugly::Sections(sections) => !sections.is_empty() && sections.contains(&section()),
        }
    }
}

impl Pages {
    pub(super) fn new(
        settings: &Settings,
        languages: Languages,
        tree: Tree,
        (dates, paths): (Dates, Paths),
    ) -> Pages {
        let of = |language: &HugoLanguage| {
            (language.tag.clone(), super::permalinks::rules(settings, &language.key))
        };
        let rules = languages.all.iter().map(of).collect();
        Pages { rules, ugly: Ugly::of(settings), languages, tree, dates, paths }
    }

    /// Makes the parts of paths that stand for terms. In patterns, these are their titles.
    pub(super) fn term_slug(&self) -> Function<TermSlug> {
        let paths = self.paths;
        let has_pattern = self
            .rules
            .iter()
            .flat_map(|(_, rules)| rules)
            .any(|rule| ["/tags/x", "/categories/x"].iter().any(|path| rule.is_for("term", path)));
        Function::new(Arc::new(move |term: &str| {
            if has_pattern { clean(&paths.of_title(term)).into_owned() } else { site_path(term, paths) }
        }))
    }

    /// The name of the first section that an article is in; empty if it is in none.
    pub(super) fn section(&self, parts: &PageParts<'_>) -> String {
        let sections = self.tree.sections_of(&parts.file_name.site_dir(), self.paths);
        sections.into_iter().next().unwrap_or_default()
    }

    /// The page of an article.
    pub(super) fn page(&self, parts: &PageParts<'_>) -> PageLocation {
        let Some(language) = self.languages.tagged(parts.language).filter(|_| is_listed(parts.head)) else {
            return PageLocation::Nowhere;
        };
        let place = Place::of(self, parts);
        let path = match parts.text("url") {
            Some(url) if url.contains("://") => return PageLocation::Elsewhere(url),
            Some(url) => of_url(&place.expanded(&url), &language.prefix),
            None if language.prefix.is_empty() => place.path(language),
            None => join(&language.prefix, &place.path(language)),
        };
        let path = match encoded(&path) {
            Cow::Borrowed(_) => path,
            Cow::Owned(encoded) => encoded,
        };
        match &language.base_url {
            Some(base) => PageLocation::Elsewhere(format!("{}/{path}", base.trim_end_matches('/'))),
            None => PageLocation::Encoded(path),
        }
    }
}

/// The path that a head gives: without a slash at its beginning, it is in the folder of the language.
fn of_url(url: &str, prefix: &str) -> String {
    let path = clean(url);
    let is_file = url.contains('.') && !url.ends_with('/');
    let path = if is_file || path.is_empty() { path.into_owned() } else { format!("{path}/") };
    let has_prefix = url.starts_with('/') || prefix.is_empty() || path.starts_with(&format!("{prefix}/"));
    if has_prefix { path } else { join(prefix, &path) }
}

/// Where an article is in the site.
struct Place<'p> {
    pages: &'p Pages,
    parts: &'p PageParts<'p>,
    /// Its folder in the site.
    dir: Cow<'p, str>,
}

impl<'p> Place<'p> {
    fn of(pages: &'p Pages, parts: &'p PageParts<'p>) -> Place<'p> {
        Place { pages, parts, dir: parts.file_name.site_dir() }
    }

    /// The paths of the sections that it is in.
    fn sections(&self) -> Vec<String> {
        self.pages.tree.sections_of(&self.dir, self.pages.paths)
    }

    /// The path of its page.
    fn path(&self, language: &HugoLanguage) -> String {
        let path = match self.pattern(language) {
            Some(pattern) => query_decoded(&self.expanded(pattern)),
            None => join(&self.pages.paths.name(&self.dir), &self.base()),
        };
        let path = clean(&path);
        let path = self.pages.paths.sanitized(&path);
        let section = || self.sections().into_iter().next().unwrap_or_default();
        if path.is_empty() {
            String::new()
        } else if self.pages.ugly.is_for(section) {
            [&path, ".html"].concat()
        } else {
            [&path, "/"].concat()
        }
    }

    fn pattern(&self, language: &HugoLanguage) -> Option<&'p str> {
        let (_, rules) = self.pages.rules.iter().find(|(tag, _)| *tag == language.tag)?;
        if rules.is_empty() {
            return None;
        }
        let name = self.pages.paths.name(self.parts.file_name.name);
        let path = format!("/{}", site_path(&join(&self.dir, &name), self.pages.paths));
        rules.iter().find(|rule| rule.is_for("page", &path)).map(|rule| rule.pattern.as_str())
    }

    /// The last part of its path without a pattern.
    fn base(&self) -> Cow<'p, str> {
        match self.slug() {
            Some(slug) if slug.starts_with('-') || slug.ends_with('-') => {
                slug.trim_matches('-').to_owned().into()
            }
            Some(slug) => slug.into(),
            None => self.pages.paths.name(self.parts.file_name.name),
        }
    }

    fn slug(&self) -> Option<String> {
        let of_name = || self.pages.dates.words(self.parts).map(str::to_owned);
        self.parts.text("slug").or_else(of_name)
    }

    /// A pattern with what its tokens stand for.
    fn expanded(&self, pattern: &str) -> String {
        if pattern.contains(':') { expanded(pattern, &|token| self.token(token)) } else { pattern.to_owned() }
    }

    fn token(&self, token: &str) -> Option<String> {
        let (name, brackets) = token.split_at(token.find('[').unwrap_or(token.len()));
        let names = || self.sections().into_iter().map(|path| crate::site::file_name::name(&path).to_owned());
        let title = || self.pages.paths.of_title(self.parts.title);
        let file = || self.in_path(self.parts.file_name.name);
        let own = || self.slug().map(|slug| self.pages.paths.sanitized(slug.trim_matches('-')).into_owned());
        let joined = |parts: Vec<String>| {
            if brackets.is_empty() { parts.join("/") } else { slice(&parts, brackets).join("/") }
        };
        Some(match name {
            "section" => names().next().unwrap_or_default(),
            "sections" => joined(names().collect()),
            "sectionslug" => self.section_slugs().into_iter().next().unwrap_or_default(),
            "sectionslugs" => joined(self.section_slugs()),
            "title" => title(),
            "slug" => own().unwrap_or_else(title),
            "filename" | "contentbasename" => file(),
            "slugorfilename" | "slugorcontentbasename" => own().unwrap_or_else(file),
            name => return date(name, self.parts.date),
        })
    }

    /// The slugs or titles of its sections.
    fn section_slugs(&self) -> Vec<String> {
        let slug = |path: &String| {
            let head = self.pages.tree.head_of(path, self.parts.language, self.parts.is_site_language);
            let of = |key| head.and_then(|head: &Setting| text(head, &[key]));
            let name = || crate::site::file_name::name(path).to_owned();
            self.in_path(&of("slug").or_else(|| of("title")).unwrap_or_else(name))
        };
        self.sections().iter().map(slug).collect()
    }

    /// A text as one part of a path.
    fn in_path(&self, text: &str) -> String {
        self.pages.paths.sanitized(&text.replace('/', "-")).into_owned()
    }
}

/// Whether a page is in lists, and has an address at all.
fn is_listed(head: &Table<'_>) -> bool {
    build(head).is_none_or(|build| {
        !says(build, "list", &["never", "local", "false"]) && !says(build, "render", &["never", "false"])
    })
}

/// Whether a page is written, rather than having only an address.
pub(super) fn is_built(head: &Table<'_>) -> bool {
    build(head).is_none_or(|build| !says(build, "render", &["link"]))
}

/// What a head says about how its page is built.
fn build<'h>(head: &'h Table<'_>) -> Option<&'h Table<'h>> {
    ["build", "_build"].iter().find_map(|name| head.get(name)?.as_table())
}

/// Whether the value of a key in `build` is one of several words.
fn says(build: &Table<'_>, key: &str, words: &[&str]) -> bool {
    let found = build.entries.iter().find(|(name, ..)| name.eq_ignore_ascii_case(key));
    let word = found.and_then(|(_, _, value)| value.scalar()).map(|word| word.to_lowercase());
    word.is_some_and(|word| words.contains(&word.as_str()))
}
