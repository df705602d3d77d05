//! The template of a feed in, the articles that its loop goes through out. Both Liquid and Nunjucks are read.

use super::super::condition::{Condition, Field};
use super::super::guard::{ENTRIES, Part, guard, makes_entry};
use super::super::javascript::{self, Argument, Articles, ByDate, Function, Reader, Scope, Value};
use super::super::markup::{Token, body, split, tokens, without_comments};
use super::DATES;
use super::collection;

/// Filters that keep the first articles or, with a negative number, the last. Sites define them, all in the same way.
pub(super) const CUTS: &[&str] = &["eleventyFeedHead", "first", "head", "limit", "take", "top"];

/// The articles of the entries of a template; `None` if it has no loop over a collection. A template of a term has a name for
/// it, and one of its collections stands for that.
pub(super) fn articles(template: &str, program: &str, term: Option<(&str, &str)>) -> Option<Articles> {
    let of_term = |text: &str| {
        let (alias, name) = term?;
        let key = text.trim().strip_prefix("collections[")?.strip_suffix(']')?;
        (key.trim() == alias).then(|| collection::of_term(program, name))
    };
    let given = |text: &str, _: &Scope<'_>| of_term(text).or_else(|| collection::named(program, text));
    let reader = Reader::new(program, &given, DATES);
    Template { reader, names: Vec::new() }.entries(&tokens(&without_comments(template)))
}

/// The articles of the entries of a template that is a program. `collections` may define what it goes through.
pub(super) fn of_program(text: &str, collections: &str) -> Option<Articles> {
    let given = |expression: &str, _: &Scope<'_>| collection::named(collections, expression);
    let reader = Reader::new(text, &given, DATES);
    let is_part = |c: char| c.is_alphanumeric() || "_$.?".contains(c);
    let (at, _) = text
        .match_indices("collections")
        .find(|(at, _)| text.get(at + 11..).is_some_and(|rest| rest.starts_with(['.', '[', '?'])))?;
    let before = text.get(..at)?.trim_end_matches(is_part);
    let before = before.strip_suffix("[...").unwrap_or(before);
    let expression = javascript::value(text.get(before.len()..)?);
    let name = before.trim_end().strip_suffix('=').map(str::trim_end);
    let name = name.and_then(|before| before.rsplit(|c| !is_part(c)).next()).filter(|name| !name.is_empty());
    // What is made of the variable afterwards counts, too.
    let is_inside = |at: usize| {
        text.get(..at).is_some_and(|before| before.ends_with(is_part) && !before.ends_with("..."))
    };
    let uses = name.into_iter().flat_map(|name| text.match_indices(name)).filter(|(at, _)| !is_inside(*at));
    let uses = uses.filter_map(|(at, name)| {
        let whole =
            text.get(at..).filter(|rest| rest.get(name.len()..).is_some_and(|rest| rest.starts_with('.')));
        whole.map(javascript::value)
    });
    let last = uses.filter_map(|one| reader.articles(one)).last();
    let articles = last.or_else(|| reader.articles(expression))?;
    Some(if has_condition(text) { articles.that(None) } else { articles })
}

/// Whether something decides in a loop of a program about its entry.
fn has_condition(program: &str) -> bool {
    let before = ENTRIES.iter().filter_map(|mark| program.find(mark)).min().and_then(|at| program.get(..at));
    let start = |before: &str| LOOPS.iter().filter_map(|mark| before.rfind(mark)).max();
    let way = before.and_then(|before| before.get(start(before)?..)).unwrap_or_default();
    ["if (", "if(", "continue", " ? ", "&&"].iter().any(|mark| way.contains(mark))
}

/// The beginnings of loops in programs.
const LOOPS: &[&str] = &["for (", "for(", ".map(", ".flatMap(", ".forEach("];

struct Template<'t> {
    reader: Reader<'t>,
    /// The articles in variables.
    names: Vec<(String, Articles)>,
}

impl Template<'_> {
    /// The articles of the first loop with entries, or else of the first over a collection.
    fn entries(mut self, tokens: &[Token<'_>]) -> Option<Articles> {
        let mut first = None;
        for (at, token) in tokens.iter().enumerate() {
            let Token::Tag(tag) = token else { continue };
            let (name, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
            match name {
                "set" | "assign" => {
                    let Some((name, value)) = rest.split_once('=') else { continue };
                    let articles = self.expression(value);
                    self.names.extend(articles.map(|articles| (name.trim().to_owned(), articles)));
                }
                "for" => {
                    let inside = body(tokens.get(at + 1..).unwrap_or_default());
                    let has_entry = inside.iter().any(|token| match token {
                        Token::Text(text) => makes_entry(text),
                        Token::Tag(tag) => is_include(tag),
                        Token::Output(_) => false,
                    });
                    let Some((variable, articles)) = self.header(rest) else { continue };
                    if has_entry {
                        return Some(self.guarded(articles, variable, inside));
                    }
                    first = first.or(Some(articles));
                }
                _ => {}
            }
        }
        first
    }

    /// `post in collections.posts | reverse`, `post in collections.posts reversed limit: 10`
    fn header<'h>(&self, text: &'h str) -> Option<(&'h str, Articles)> {
        let (variable, list) = text.split_once(" in ")?;
        let list = list.trim();
        let (name, options) = list.split_once(char::is_whitespace).unwrap_or((list, ""));
        if list.contains('|') || options.is_empty() {
            return Some((variable.trim(), self.expression(list)?));
        }
        let mut articles = self.expression(name)?;
        // They are cut before they are reversed.
        if let Some((_, count)) = options.split_once("limit:") {
            let count = count.split_whitespace().next().unwrap_or_default();
            articles = articles.up_to(self.number(count));
        }
        if options.split_whitespace().any(|option| option == "reversed") {
            articles = articles.reversed();
        }
        articles.is_unknown |= options.contains("offset");
        Some((variable.trim(), articles))
    }

    /// The articles of a name with filters.
    fn expression(&self, text: &str) -> Option<Articles> {
        let mut parts = split(text, '|').into_iter();
        let name = parts.next()?.trim();
        let known =
            self.names.iter().rev().find(|(known, _)| known == name).map(|(_, articles)| articles.clone());
        let first = known.or_else(|| self.reader.articles(name))?;
        Some(parts.fold(first, |articles, filter| self.filtered(articles, filter.trim())))
    }

    fn filtered(&self, articles: Articles, filter: &str) -> Articles {
        let end = filter.find(['(', ':']).unwrap_or(filter.len());
        let (name, arguments) = filter.split_at(end);
        let inside = arguments.strip_prefix('(').and_then(javascript::inside);
        let arguments = inside.or_else(|| arguments.strip_prefix(':')).unwrap_or_default();
        let arguments = javascript::items(arguments);
        match (name.trim(), arguments.as_slice()) {
            ("reverse", _) => articles.reversed(),
            ("slice", ["0", count]) | (_, [count])
                if name.trim() == "slice" || CUTS.contains(&name.trim()) =>
            {
                articles.up_to(self.number(count))
            }
            ("where", [key, value]) => articles.that(is(key, value)),
            ("sort", ["date" | "\"date\"" | "'date'"]) => Articles { order: ByDate::OldestFirst, ..articles },
            ("sort", arguments) => Articles { order: sorted(arguments), ..articles },
            (name, arguments) => self.own(articles, name, arguments),
        }
    }

    /// A filter of the site's own.
    fn own(&self, articles: Articles, name: &str, arguments: &[&str]) -> Articles {
        let program = self.reader.program;
        let added = ["addFilter", "addNunjucksFilter", "addLiquidFilter"].iter().find_map(|call| {
            javascript::calls(program, call).map(javascript::items).find_map(|items| {
                let [named, function, ..] = items.as_slice() else { return None };
                (named.trim_matches(['"', '\'', '`']) == name).then_some(*function)
            })
        });
        let function = added.and_then(|function| {
            Function::read(function).or_else(|| Function::named(program, function.rsplit('.').next()?))
        });
        let mut all = vec![Argument::Articles(Box::new(articles.clone()))];
        let scope = Scope::new(program, DATES);
        all.extend(arguments.iter().map(|one| Argument::Value(scope.value(one))));
        let made = function.and_then(|function| self.reader.of_function(&function, &all));
        made.unwrap_or_else(|| articles.that(None))
    }

    fn number(&self, text: &str) -> Option<i64> {
        Scope::new(self.reader.program, DATES).number(text)
    }

    /// The articles for which the body of a loop makes an entry.
    fn guarded(&self, articles: Articles, variable: &str, body: &[Token<'_>]) -> Articles {
        let scope = Scope::new(self.reader.program, DATES).with(variable, &Value::Article);
        let parts = body.iter().filter_map(|token| match token {
            Token::Text(text) => Some(Part::Text(text)),
            Token::Tag(tag) if is_include(tag) => Some(Part::Text("<entry")),
            Token::Tag(tag) => Some(Part::Tag(tag)),
            Token::Output(_) => None,
        });
        articles.that_first(guard(parts, &|text| scope.condition(text), &makes_entry))
    }
}

/// Whether a tag includes a file, in which an entry may be.
fn is_include(tag: &str) -> bool {
    tag.starts_with("include ") || tag.starts_with("render ")
}

/// `where: "data.kind", "note"`
fn is(key: &str, value: &str) -> Option<Condition> {
    let quoted = |text: &str| javascript::texts(text).into_iter().next();
    let key = quoted(key)?;
    let path: Vec<_> = key.strip_prefix("data.")?.split('.').collect();
    let value = quoted(value).unwrap_or_else(|| value.to_owned());
    Some(Field::key(&path).one_of(&[&value]))
}

/// The order of the filter `sort` of Nunjucks: whether it is reversed, whether case counts, and the key.
fn sorted(arguments: &[&str]) -> ByDate {
    match arguments {
        [reverse, _, key] if ["date", "data.date"].contains(&key.trim_matches(['"', '\''])) => {
            if *reverse == "true" { ByDate::NewestFirst } else { ByDate::OldestFirst }
        }
        _ => ByDate::Unknown,
    }
}
