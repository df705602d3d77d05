//! The links of a tree in, the same links with the addresses of what they mean out: those to files of articles lead to
//! the articles' pages, and those to files in the words of a generator to where these are. What is broken is named,
//! and its text stays.

use dom_query::NodeRef;
use percent_encoding::{percent_decode_str, utf8_percent_encode};

use super::elements::{Elements, unwrap};
use super::syntax::REFERENCE;
use crate::feed::Url;
use crate::feed::url::escapes::PARTS;
use crate::feed::url::trimmed;
use crate::site::article::{Article, Reason};
use crate::site::article_paths::{ArticlePaths, resolved};
use crate::site::feed_config::Each;
use crate::site::file_name::{FileName, dir, extension, join, without_extension};
use crate::site::kind::FileKind;
use crate::site::rules::SiteRules;

/// A link to no public article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DeadLink {
    /// As written.
    pub(super) written: String,
    /// What it leads to.
    pub(super) end: DeadEnd,
}

/// What a dead link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DeadEnd {
    /// No file of an article, but perhaps this one is meant.
    Unknown(Option<String>),
    /// The file of an article that is not public, and why it is not.
    Withheld(Reason),
    /// A text, where a picture or a recording belongs.
    Text,
}

/// What the links of an article mean.
#[derive(Clone, Copy)]
pub(super) struct Files<'a, 'i> {
    pub(super) article: &'a Article,
    pub(super) base_url: &'a Url,
    pub(super) paths: &'a ArticlePaths<'i>,
    pub(super) rules: &'a SiteRules,
}

/// Words of generators before the path of a file, and what they mean.
const WORDS: &[(&str, Word)] = &[
    ("{ref}", Word::Reference),
    ("@/", Word::FromRoot),
    ("@site/", Word::FromRoot),
    ("{filename}", Word::File),
    ("|filename|", Word::File),
    ("{static}", Word::Static),
    ("|static|", Word::Static),
    ("{attach}", Word::Attached),
    ("|attach|", Word::Attached),
    ("{title}", Word::Titled),
    ("{category}", Word::Term(Each::Category)),
    ("|category|", Word::Term(Each::Category)),
    ("{tag}", Word::Term(Each::Tag)),
    ("|tag|", Word::Term(Each::Tag)),
    ("{author}", Word::Term(Each::Author)),
    ("|author|", Word::Term(Each::Author)),
    ("{index}", Word::Index),
    ("|index|", Word::Index),
];

#[derive(Clone, Copy)]
enum Word {
    /// An article by its name or path.
    Reference,
    /// The same, in a link whose text is to be its title.
    Titled,
    /// A path below the content folder.
    FromRoot,
    /// A path from the article's folder.
    File,
    /// The same, of a file that is published where it lies.
    Static,
    /// The same, of a file that is published beside the article.
    Attached,
    /// The page of a term.
    Term(Each),
    /// The home page.
    Index,
    /// No word.
    Link,
}

/// Where a link leads.
enum Target {
    Url(String),
    /// The address of an article, and its title.
    Titled(String, String),
    Dead(String),
    Unchanged,
}

/// Gives links the addresses of what they mean. Returns those that lead nowhere.
pub(super) fn resolve(elements: &Elements<'_>, files: Files<'_, '_>) -> Vec<DeadLink> {
    let mut dead = Vec::new();
    for node in elements.with_attributes(&["href", "src", "poster"]) {
        for attribute in ["href", "src", "poster"] {
            let Some(value) = node.attr(attribute) else { continue };
            match files.target(trimmed(&value), attribute == "href") {
                Target::Url(url) => node.set_attr(attribute, &url),
                Target::Titled(url, title) => {
                    node.set_attr(attribute, &url);
                    node.set_text(title);
                }
                Target::Dead(path) => {
                    remove(&node, attribute);
                    let written = percent_decode_str(&value).decode_utf8_lossy();
                    let words = ["{ref}", "{title}"].iter().find_map(|word| written.strip_prefix(word));
                    let written = words.unwrap_or(&written).to_owned();
                    dead.push(DeadLink { written, end: files.end(&path, attribute == "href") });
                }
                Target::Unchanged => {}
            }
        }
    }
    dead
}

/// The text of a link stays.
fn remove(node: &NodeRef<'_>, attribute: &str) {
    node.remove_attr(attribute);
    if node.has_name("a") && !node.has_attr("id") && !node.has_attr("name") && node.parent().is_some() {
        unwrap(node);
    }
}

impl Files<'_, '_> {
    /// The address that a destination means; none for one that leads nowhere.
    pub(super) fn meant(&self, destination: &str, is_link: bool) -> Option<String> {
        match self.target(trimmed(destination), is_link) {
            Target::Url(url) | Target::Titled(url, _) => Some(url),
            Target::Unchanged => Some(destination.to_owned()),
            Target::Dead(_) => None,
        }
    }

    /// What a link leads to that is none.
    fn end(&self, path: &str, is_link: bool) -> DeadEnd {
        match self.paths.withheld(path) {
            Some(reason) => DeadEnd::Withheld(reason),
            None if !is_link && is_only_article(path) => DeadEnd::Text,
            None => DeadEnd::Unknown(self.paths.nearest(path).map(str::to_owned)),
        }
    }

    fn target(&self, value: &str, is_link: bool) -> Target {
        let shared = || shared(self.article, value, self.rules, self.paths).map(|url| url.to_string());
        if let Some(url) = self.named(value, is_link).or_else(shared) {
            return Target::Url(url);
        }
        let is_local = value.starts_with(REFERENCE)
            || value.starts_with(['@', '|', '{', '%'])
            || (is_link && value.contains('.') || is_only_article(without_query(value)))
                && !value.starts_with("//")
                && !has_scheme(value);
        if !is_local {
            return Target::Unchanged;
        }
        let (path, fragment) = match value.split_once('#') {
            Some((path, fragment)) => (path, format!("#{fragment}")),
            None => (value, String::new()),
        };
        let path = path.split('?').next().unwrap_or_default();
        let path = percent_decode_str(path).decode_utf8_lossy();
        let found = WORDS.iter().find_map(|(word, means)| Some((*means, path.strip_prefix(word)?)));
        let (word, path) = found.unwrap_or((Word::Link, &path));
        // A reference to a part of its own page.
        if path.is_empty() && !matches!(word, Word::Index) {
            let is_own = matches!(word, Word::Reference) && !fragment.is_empty();
            return if is_own { Target::Url(fragment) } else { Target::Unchanged };
        }
        let folder = self.article.source.dir();
        let with_fragment =
            |url: &str| Target::Url(format!("{}{fragment}", url.split('#').next().unwrap_or(url)));
        let section = |folder: &str| self.paths.section(&resolved(folder, path)?, self.base_url);
        let file = |folder: &str, found: Option<&str>| match (found, section(folder)) {
            (Some(url), _) => with_fragment(url),
            (None, Some(url)) => with_fragment(&url),
            (None, None) => Target::Dead(resolved(folder, path).unwrap_or_else(|| path.to_owned())),
        };
        match word {
            Word::Term(each) => match self.term(each, path) {
                Some(url) => with_fragment(&url),
                None => Target::Dead(path.to_owned()),
            },
            Word::Index => with_fragment(self.base_url.as_str()),
            Word::Attached => Target::Url(encoded(name_of(path))),
            Word::Reference => file("", self.referred(folder, path)),
            Word::Titled => {
                let page = self.referred(folder, path);
                let title = page.and_then(|page| self.paths.title(page));
                match (file("", page), title) {
                    (Target::Url(url), Some(title)) => Target::Titled(url, title),
                    (target, _) => target,
                }
            }
            Word::Static => self.below_base(folder, path),
            Word::File if !is_article(path) => self.below_base(folder, path),
            Word::File => file(folder, self.file(folder, path)),
            Word::FromRoot => file("", self.file("", path)),
            // The source of a text is no picture.
            Word::Link if !is_link && is_only_article(path) => {
                Target::Dead(resolved(folder, path).unwrap_or_else(|| path.to_owned()))
            }
            Word::Link if is_only_article(path) => file(folder, self.file(folder, path)),
            Word::Link => self.file(folder, path).map_or(Target::Unchanged, with_fragment),
        }
    }

    /// The page of the article with a file, in the language of the one that links to it.
    fn file(&self, folder: &str, path: &str) -> Option<&str> {
        if !is_article(path) {
            return None;
        }
        let path = resolved(folder, path)?;
        let language = self.article.language.as_ref();
        let translated = language.map(|language| {
            format!("{}.{}.{}", without_extension(&path), language.as_str(), extension(&path))
        });
        self.paths.at(&path).or_else(|| self.paths.at(&translated?))
    }

    /// The page of the article with a path or a name.
    fn referred(&self, folder: &str, path: &str) -> Option<&str> {
        let path = path.trim_end_matches('/');
        let at = |folder: &str| self.paths.at_stem(&resolved(folder, path)?);
        let relative = if path.starts_with('/') { None } else { at(folder) };
        relative.or_else(|| at("")).or_else(|| self.file("", path)).or_else(|| {
            let name = path.rsplit('/').next()?;
            (!path.starts_with('/')).then(|| self.paths.named(name)).flatten()
        })
    }

    /// The page of a tag, a category or an author.
    fn term(&self, each: Each, name: &str) -> Option<String> {
        let pages = self.rules.term_pages.iter().find(|pages| pages.each == each)?;
        let page = pages.page.replace(&each.placeholder(), &pages.slug.as_ref()?(name.trim()));
        self.base_url.below(&utf8_percent_encode(&page, PARTS).to_string()).ok().map(|url| url.to_string())
    }

    /// The page of the article that a link names by its path, as the site's generator looks for it.
    fn named(&self, value: &str, is_link: bool) -> Option<String> {
        if !self.rules.links.name_articles || !is_link || !is_path(value) {
            return None;
        }
        let end = value.find(['?', '#']).unwrap_or(value.len());
        let (path, rest) = value.split_at_checked(end)?;
        let path = percent_decode_str(path).decode_utf8().ok()?;
        let path = path.trim_end_matches('/');
        let own = Own::of(self.article, self.rules);
        let folder = if own.is_index { dir(self.article.source.dir()) } else { self.article.source.dir() };
        let in_language = |path: &str| {
            let forms = [format!("{path}{}", own.language), format!("{path}/index{}", own.language)];
            forms.iter().find_map(|form| self.paths.at_stem(form))
        };
        let page = [folder, ""].iter().find_map(|folder| in_language(&resolved(folder, path)?))?;
        Some(format!("{page}{rest}"))
    }

    fn below_base(&self, folder: &str, path: &str) -> Target {
        match resolved(folder, path) {
            Some(path) => Target::Url(format!("{}{}", self.base_url, encoded(&path))),
            None => Target::Dead(path.to_owned()),
        }
    }
}

/// Where a file beside an article is that its translations share: beside the page in another language.
pub(super) fn shared(
    article: &Article,
    value: &str,
    rules: &SiteRules,
    paths: &ArticlePaths<'_>,
) -> Option<Url> {
    let language = rules.links.files_of.as_ref()?;
    let own = Own::of(article, rules);
    let is_beside = is_path(value) && !value.starts_with(['/', '.']) && name_of(value).contains('.');
    let is_own = own.language.strip_prefix('.').is_none_or(|own| own.eq_ignore_ascii_case(language));
    if !own.is_index || is_own || !is_beside || is_article(value) {
        return None;
    }
    let folder = article.source.dir();
    let forms = [join(folder, "index"), join(folder, &format!("index.{language}"))];
    let page = forms.iter().find_map(|form| paths.at_stem(form))?;
    Url::parse(page).ok()?.join(value).ok()
}

/// What the name of an article's own file says.
struct Own<'a> {
    /// Whether it stands for its folder.
    is_index: bool,
    /// The language at its end, as paths name it: `.id`
    language: &'a str,
}

impl<'a> Own<'a> {
    fn of(article: &'a Article, rules: &SiteRules) -> Own<'a> {
        let path = &*article.source.path;
        let name = FileName::of(path, &rules.names, |_| false);
        Own { is_index: name.is_index, language: without_extension(path).get(name.end..).unwrap_or_default() }
    }
}

/// Whether a value is a path, rather than an address, a place on the page, or words of a generator.
fn is_path(value: &str) -> bool {
    let is_other = value.starts_with(REFERENCE) || value.starts_with(['#', '?', '@', '|', '{', '%']);
    !value.is_empty() && !is_other && !value.starts_with("//") && !has_scheme(value)
}

fn without_query(value: &str) -> &str {
    value.split(['?', '#']).next().unwrap_or_default()
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn has_scheme(value: &str) -> bool {
    value.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'))
}

fn is_article(path: &str) -> bool {
    FileKind::of_text(name_of(path)).is_some()
}

/// Whether a file is of a kind that sites publish only as pages.
fn is_only_article(path: &str) -> bool {
    matches!(FileKind::of_text(name_of(path)), Some(FileKind::Markdown | FileKind::Unrendered))
}

/// A path in a URL: what would end it is encoded.
fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('?', "%3F").replace('#', "%23").replace(' ', "%20")
}
