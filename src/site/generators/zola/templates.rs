//! The site's own template of a feed in, the articles that it shows out.

use std::collections::{BTreeMap, BTreeSet};

use super::tera::{Scope, Value};
use crate::site::generators::bodies;
use crate::site::generators::condition::{ALWAYS, Condition, Field, Truth};
use crate::site::generators::guard::{Entries, entries, guard, makes_entry};
use crate::site::generators::markup::{Token, body, split, tokens, without_comments};

/// The articles that a template shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    pub(super) list: List,
    /// What those up to the limit satisfy.
    pub(super) guard: Condition,
}

/// A list of articles.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct List {
    pub(super) source: Source,
    /// What they satisfy.
    pub(super) condition: Condition,
    pub(super) limit: Option<usize>,
    /// Whether they are not in the order of the source.
    pub(super) is_reversed: bool,
}

/// Where the articles of a list come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// Those that Zola gives the template, up to the limit of the site's feeds.
    Pages,
    /// The list of the section whose feed it is.
    OwnSection,
    /// That of the section of a folder.
    Section(String),
}

/// What a template is told of its feed.
pub(super) struct Feed<'f> {
    /// The head of the section whose feed it is.
    pub(super) section: Option<&'f serde_json::Value>,
    pub(super) is_of_term: bool,
    pub(super) language: &'f str,
    /// The text of a setting of the site.
    pub(super) setting: &'f dyn Fn(&[&str]) -> Option<String>,
}

/// The articles that a template shows; `None` if only running Zola tells.
pub(super) fn shown(template: &str, feed: &Feed<'_>) -> Option<Shown> {
    let text = without_comments(template);
    let reader = Reader { feed, lists: BTreeMap::new(), sections: BTreeMap::new(), branches: Vec::new() };
    reader.entries(&tokens(&text))
}

/// For which articles a template shows their whole texts; for all if it has no loop over them.
pub(super) fn shows_text(template: &str, feed: &Feed<'_>) -> Truth {
    let text = without_comments(template);
    let steps = bodies::steps(&tokens(&text));
    let Some((body, variable)) = bodies::of_entries(&steps) else { return Truth::Known(true) };
    let reader = Reader { feed, lists: BTreeMap::new(), sections: BTreeMap::new(), branches: Vec::new() };
    let condition =
        |text: &str, _: &BTreeSet<String>| Scope { variable, known: &|name| reader.known(name) }.truth(text);
    bodies::shown(body, &bodies::ZOLA, &[variable], &condition)
}

/// Only running Zola gives it.
#[derive(Clone, Copy, Debug)]
struct Computed;

/// The state of reading a template.
struct Reader<'r> {
    feed: &'r Feed<'r>,
    /// The lists in variables.
    lists: BTreeMap<String, Result<List, Computed>>,
    /// The folders of the sections in variables, as far as they are known.
    sections: BTreeMap<String, Option<String>>,
    /// Whether each of the branches around what is read is taken.
    branches: Vec<Branch>,
}

/// A branch that is open.
struct Branch {
    is_taken: Truth,
    /// Whether one before it is.
    before: Truth,
}

impl Reader<'_> {
    fn entries(mut self, tokens: &[Token<'_>]) -> Option<Shown> {
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            let Token::Tag(tag) = token else { continue };
            let tag = tag.trim();
            let (name, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
            match name {
                "set" | "set_global" => self.set(rest),
                "for" => {
                    let inside = body(tokens.get(at..).unwrap_or_default());
                    let variable = rest.split_once(" in ").map_or("", |(variable, _)| variable.trim());
                    match entries(inside, variable) {
                        Entries::Parts(_) if !self.is_passed_over() => return self.of_loop(rest, inside),
                        Entries::Parts(_) | Entries::Called | Entries::None => self.forget(inside),
                    }
                    at += inside.len();
                }
                _ => self.branch(name, rest),
            }
        }
        None
    }

    /// Takes the beginning or end of a branch.
    fn branch(&mut self, name: &str, rest: &str) {
        match name {
            "if" => {
                let is_taken = self.truth(rest);
                self.branches.push(Branch { is_taken, before: Truth::Known(false) });
            }
            "elif" | "else" => {
                let Some(last) = self.branches.pop() else { return };
                let before = Truth::any(vec![last.before, last.is_taken]);
                let own = if name == "else" { Truth::Known(true) } else { self.truth(rest) };
                let is_taken = Truth::all(vec![before.clone().not(), own]);
                self.branches.push(Branch { is_taken, before });
            }
            "endif" => drop(self.branches.pop()),
            _ => {}
        }
    }

    fn is_passed_over(&self) -> bool {
        self.branches.iter().any(|branch| branch.is_taken == Truth::Known(false))
    }

    fn truth(&self, text: &str) -> Truth {
        Scope { variable: "page", known: &|name| self.known(name) }.truth(text)
    }

    /// Forgets the lists that a loop changes.
    fn forget(&mut self, inside: &[Token<'_>]) {
        for token in inside {
            let Token::Tag(tag) = token else { continue };
            let set = tag.strip_prefix("set_global ").or_else(|| tag.strip_prefix("set "));
            let name = set.and_then(|set| set.split_once('=')).map(|(name, _)| name.trim().to_owned());
            self.lists.extend(name.map(|name| (name, Err(Computed))));
        }
    }

    /// Takes `name = value`.
    fn set(&mut self, text: &str) {
        let Some((name, value)) = text.split_once('=') else { return };
        let (name, value) = (name.trim().to_owned(), value.trim());
        if let Some(arguments) = value.strip_prefix("get_section(") {
            let path = arguments.split(['"', '\'']).nth(1).filter(|_| !arguments.contains('~'));
            let path = path.filter(|_| arguments.trim_start().starts_with("path"));
            let folder = path.and_then(|path| Some(path.rsplit_once("_index.")?.0.trim_end_matches('/')));
            // The index that is named with a variable is that of the feed itself.
            if folder.is_none() && !arguments.contains("_index.") {
                self.lists.insert(format!("{name}.pages"), Err(Computed));
            }
            self.sections.insert(name, folder.map(str::to_owned));
        } else if let Some(list) = self.list(value) {
            let is_sure = self.branches.iter().all(|branch| branch.is_taken == Truth::Known(true));
            self.lists.insert(name, if is_sure { list } else { Err(Computed) });
        } else {
            self.lists.insert(name, Err(Computed));
        }
    }

    /// The list of an expression, if it is one.
    fn list(&self, text: &str) -> Option<Result<List, Computed>> {
        let mut parts = split(text, '|').into_iter();
        let name = parts.next()?.trim();
        let first = self.lists.get(name).cloned().or_else(|| self.source(name))?;
        Some(parts.fold(first, |list, filter| self.filtered(list?, filter.trim()).ok_or(Computed)))
    }

    fn source(&self, name: &str) -> Option<Result<List, Computed>> {
        let of_section = self.feed.section.is_some();
        let section = || {
            let section = name.strip_suffix(".pages")?;
            match self.sections.get(section) {
                Some(Some(folder)) => Some(Ok(Source::Section(folder.clone()))),
                Some(None) => Some(Ok(Source::OwnSection)),
                None => (section == "section" && of_section).then_some(Ok(Source::OwnSection)),
            }
        };
        let source = if name == "pages" { Ok(Source::Pages) } else { section()? };
        let list = |source| List { source, condition: ALWAYS, limit: None, is_reversed: false };
        Some(source.map(list))
    }

    fn filtered(&self, mut list: List, filter: &str) -> Option<List> {
        let (name, arguments) = filter.split_once('(').unwrap_or((filter, ""));
        let arguments = split(arguments.trim_end().trim_end_matches(')'), ',').into_iter();
        let arguments: Vec<_> =
            arguments.filter_map(|one| one.split_once('=')).map(|(key, value)| (key.trim(), value)).collect();
        let scope = Scope { variable: "page", known: &|name| self.known(name) };
        let argument = |wanted: &str| {
            let (_, value) = arguments.iter().find(|(key, _)| *key == wanted)?;
            let Value::Text(text) = scope.value(value) else { return None };
            Some(text)
        };
        match name.trim() {
            "reverse" => list.is_reversed = !list.is_reversed,
            "slice" if argument("start").is_none_or(|start| start == "0") => {
                let end = argument("end")?.parse().ok()?;
                list.limit = Some(list.limit.map_or(end, |limit| limit.min(end)));
            }
            "filter" if list.limit.is_none() => {
                let attribute = argument("attribute")?;
                let path: Vec<_> = attribute.split('.').collect();
                let field = path.first().is_some_and(|first| ["extra", "taxonomies"].contains(first));
                list.condition =
                    list.condition.and(Field::key(&path).one_of(&[&argument("value").filter(|_| field)?]));
            }
            _ => return None,
        }
        Some(list)
    }

    fn of_loop(&self, header: &str, inside: &[Token<'_>]) -> Option<Shown> {
        let is_sure = self.branches.iter().all(|branch| branch.is_taken == Truth::Known(true));
        let (variable, list) = header.split_once(" in ").filter(|_| is_sure)?;
        let mut list = self.list(list.trim())?.ok()?;
        let scope = Scope { variable: variable.trim(), known: &|name| self.known(name) };
        let Entries::Parts(parts) = entries(inside, variable.trim()) else { return None };
        let (guard, limit) = guard(parts, &|text| scope.truth(text).condition(), &makes_entry)?;
        list.limit = list.limit.into_iter().chain(limit).min();
        Some(Shown { list, guard })
    }

    /// The value of a name that is no article's.
    fn known(&self, name: &str) -> Value {
        let of_feed = |is_it: bool| if is_it { Value::Text("it".to_owned()) } else { Value::Nil };
        let text = |text: Option<String>| text.map_or(Value::Nil, Value::Text);
        match name {
            "section" => of_feed(self.feed.section.is_some()),
            "term" | "taxonomy" => of_feed(self.feed.is_of_term),
            "lang" => Value::Text(self.feed.language.to_owned()),
            _ => {
                let path: Vec<_> = name.split('.').collect();
                match path.as_slice() {
                    ["config", key @ ..] => text((self.feed.setting)(key)),
                    ["section", "title" | "description" | "extra", ..] => {
                        let section = self.feed.section.and_then(|head| {
                            crate::site::generators::settings::text(head, path.get(1..).unwrap_or_default())
                        });
                        text(section)
                    }
                    _ => Value::Unknown,
                }
            }
        }
    }
}
