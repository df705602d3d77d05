//! The template of a feed in, the articles that its loop goes through out. Both Liquid and Nunjucks are read.

use std::collections::BTreeSet;

use super::super::bodies;
use super::super::condition::{Condition, Field, Truth};
use super::super::guard::{Entries, Part, entries, gathered, guard, makes_entry, of_content};
use super::super::javascript::{self, Argument, Articles, ByDate, Function, Loop, Reader, Scope, Value};
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

/// For which articles a template shows their whole texts. The program may define what their conditions ask for.
pub(super) fn shows_text(template: &str, program: &str) -> Truth {
    let text = without_comments(template);
    let steps = bodies::steps(&tokens(&text));
    // Something else makes the entries.
    let Some((body, variable)) = bodies::of_entries(&steps) else { return Truth::Known(true) };
    let condition = |text: &str, articles: &BTreeSet<String>| {
        let scope = Scope::new(program, DATES);
        let scope = articles.iter().fold(scope, |scope, name| scope.with(name, &Value::Article));
        scope.condition(text).map_or(Truth::Unknown, Truth::If)
    };
    bodies::shown(body, &bodies::ELEVENTY, &[variable], &condition)
}

/// The articles of the entries of a template that is a program. `collections` may define what it goes through, and what it
/// calls.
pub(super) fn of_program(text: &str, collections: &str) -> Option<Articles> {
    let given = |expression: &str, _: &Scope<'_>| collection::named(collections, expression);
    let whole = [text, collections].join("\n");
    let reader = Reader::new(&whole, &given, DATES);
    let loops = javascript::loops(text);
    let of_loops: Vec<_> = loops.iter().map(|one| (one, reader.articles(one.list))).collect();
    let made = |one: &Loop<'_>, element: &Value| Scope::new(&whole, DATES).entries(one, element);
    let known = of_loops.iter().find_map(|(one, articles)| Some((*one, articles.clone()?)));
    if let Some((one, articles)) = known {
        // Other loops that leave out articles may be those of the entries.
        let skips = |(other, _): &(&Loop<'_>, Option<Articles>)| {
            !other.is_in(one) && made(other, &Value::Article) != Truth::Known(true)
        };
        let are_several = of_loops.iter().any(|pair| !std::ptr::eq(pair.0, one) && skips(pair));
        let entries = made(one, &articles.element).condition().and_then(Condition::cut);
        let articles = articles.that_first(entries);
        return Some(if are_several { articles.that(None) } else { articles });
    }
    let articles = named_in(text, &reader)?;
    let is_certain = |one: &Loop<'_>| one.list.is_empty() && made(one, &Value::Article) == Truth::Known(true);
    // Without a loop, a function of a package makes the entries.
    let are_certain = !loops.is_empty() && loops.iter().all(is_certain);
    Some(if are_certain { articles } else { articles.that(None) })
}

/// The articles of the first collection that a program names.
fn named_in(text: &str, reader: &Reader<'_>) -> Option<Articles> {
    let is_part = |c: char| c.is_alphanumeric() || "_$.?".contains(c);
    let (at, _) = text
        .match_indices("collections")
        .find(|(at, _)| text.get(at + 11..).is_some_and(|rest| rest.starts_with(['.', '[', '?'])))?;
    let before = text.get(..at)?.trim_end_matches(is_part);
    let before = before.strip_suffix("[...").unwrap_or(before);
    reader.articles(javascript::value(text.get(before.len()..)?))
}

/// The calls by which a program adds filters, and what templates show by tags.
const FILTERS: &[&str] = &["addFilter", "addNunjucksFilter", "addLiquidFilter"];
const SHORTCODES: &[&str] =
    &["addShortcode", "addNunjucksShortcode", "addLiquidShortcode", "addAsyncShortcode"];

struct Template<'t> {
    reader: Reader<'t>,
    /// The articles in variables.
    names: Vec<(String, Articles)>,
}

impl Template<'_> {
    /// The articles of the first loop with entries, or else of the first over a collection; `None` if it is not known what
    /// that goes through.
    fn entries(mut self, tokens: &[Token<'_>]) -> Option<Articles> {
        let (mut first, mut called, mut open) = (None, None, 0_usize);
        for (at, token) in tokens.iter().enumerate() {
            let Token::Tag(tag) = token else { continue };
            let (name, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
            match name {
                "if" | "unless" | "case" | "switch" => open += 1,
                "endif" | "endunless" | "endcase" | "endswitch" => open = open.saturating_sub(1),
                "set" | "assign" => {
                    let Some((name, value)) = rest.split_once('=') else { continue };
                    let articles = self.expression(value);
                    let articles =
                        articles.map(|articles| if open > 0 { articles.that(None) } else { articles });
                    self.names.extend(articles.map(|articles| (name.trim().to_owned(), articles)));
                }
                "for" => {
                    let inside = body(tokens.get(at + 1..).unwrap_or_default());
                    let variable = rest.split_once(" in ").map_or("", |(variable, _)| variable.trim());
                    let header = self.header(rest);
                    match (entries(inside, variable), header) {
                        (Entries::Parts(parts), header) => {
                            let (variable, articles) = header?;
                            return Some(self.guarded(articles, variable, parts));
                        }
                        (Entries::Called, Some((variable, articles))) => {
                            called = called.or_else(|| Some(self.called(articles, variable, inside)));
                        }
                        (Entries::None, Some((variable, articles))) => {
                            let of_content = self.guarded(articles, variable, of_content(inside, variable));
                            self.gather(inside, variable, &of_content);
                            first = first.or(Some(of_content));
                        }
                        (Entries::Called | Entries::None, None) => {}
                    }
                }
                _ => {}
            }
        }
        called.or(first)
    }

    /// Takes the lists to which a loop adds its articles.
    fn gather(&mut self, inside: &[Token<'_>], variable: &str, articles: &Articles) {
        let tags = inside.iter().filter_map(|token| match token {
            Token::Tag(tag) => gathered(tag, variable),
            Token::Text(_) | Token::Output(_) => None,
        });
        let lists: Vec<_> = tags.map(|list| (list.to_owned(), articles.clone())).collect();
        self.names.extend(lists);
    }

    /// The articles of a loop whose entries a function of the program makes.
    fn called(&self, articles: Articles, variable: &str, inside: &[Token<'_>]) -> Articles {
        let scope = Scope::new(self.reader.program, DATES);
        let made = |token: &Token<'_>| {
            let (name, added) = match token {
                Token::Tag(tag) => (tag.split_whitespace().next()?, SHORTCODES),
                Token::Output(inside) => (*split(inside, '|').get(1)?, FILTERS),
                Token::Text(_) => return None,
            };
            let function = self.added(added, name.split(['(', ':']).next().unwrap_or(name).trim())?;
            let when = scope.made_by(&function, &[Value::Article]).condition()?;
            Some((Part::Text("<entry"), when))
        };
        let mut conditions = Vec::new();
        let parts: Vec<_> = inside
            .iter()
            .filter_map(|token| match (made(token), token) {
                (Some((part, when)), _) => {
                    conditions.push(when);
                    Some(part)
                }
                (None, Token::Tag(tag)) => Some(Part::Tag(tag)),
                (None, Token::Text(_) | Token::Output(_)) => None,
            })
            .collect();
        match conditions.as_slice() {
            [when] => self.guarded(articles, variable, parts).that(Some(when.clone())),
            _ => articles.that(None),
        }
    }

    /// `post in collections.posts | reverse`, `post in collections.posts reversed limit: 10`
    fn header<'h>(&self, text: &'h str) -> Option<(&'h str, Articles)> {
        let (variable, list) = text.split_once(" in ")?;
        let list = list.trim();
        if let Some((all, _)) = list.split_once(" if ") {
            return Some((variable.trim(), self.expression(all)?.that(None)));
        }
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
        let function = self.added(FILTERS, name);
        let mut all = vec![Argument::Articles(Box::new(articles.clone()))];
        let scope = Scope::new(self.reader.program, DATES);
        all.extend(arguments.iter().map(|one| Argument::Value(scope.value(one))));
        let made = function.and_then(|function| self.reader.of_function(&function, &all));
        made.unwrap_or_else(|| articles.that(None))
    }

    /// The function that a program adds under a name by one of these calls.
    fn added(&self, calls: &[&str], name: &str) -> Option<Function<'_>> {
        let program = self.reader.program;
        let added = calls.iter().find_map(|call| {
            javascript::calls(program, call).map(javascript::items).find_map(|items| {
                let [named, function, ..] = items.as_slice() else { return None };
                (named.trim_matches(['"', '\'', '`']) == name).then_some(*function)
            })
        })?;
        Function::read(added).or_else(|| Function::named(program, added.rsplit('.').next()?))
    }

    fn number(&self, text: &str) -> Option<i64> {
        Scope::new(self.reader.program, DATES).number(text)
    }

    /// The articles for which the body of a loop makes an entry.
    fn guarded(&self, articles: Articles, variable: &str, parts: Vec<Part<'_>>) -> Articles {
        let scope = Scope::new(self.reader.program, DATES).with(variable, &articles.element);
        if !parts.iter().any(|part| matches!(part, Part::Text(text) if makes_entry(text))) {
            return articles;
        }
        articles.that_first(guard(parts, &|text| scope.condition(text), &makes_entry))
    }
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
