//! An expression of a program in, the articles that it chooses out: those of collections, with what filters, sorts and cuts
//! them.

use super::articles::Articles;
use super::budget::Budget;
use super::condition::Scope;
use super::entries::{Loop, all_loops, method_loops};
use super::filter;
use super::function::{Body, Function, definition, statement_value};
use super::names::{Named, Names};
use super::order::ByDate;
use super::refusal::ternary;
use super::values::{Object, Value};
use super::{Dates, Statement, cut, in_brackets, inside, items, outside, statements};
use crate::site::generators::condition::{ALWAYS, Condition, Truth};
use crate::source::javascript::{Code, depths, is_name, is_part_of_name, words};

/// The methods of lists that choose articles, or change their order.
const METHODS: &[&str] = &[
    "concat",
    "filter",
    "flatMap",
    "map",
    "reverse",
    "slice",
    "sort",
    "splice",
    "toReversed",
    "toSorted",
    "toSpliced",
];

/// The methods that leave each article what it is, and those of texts that are made of articles.
const KEEPING: &[&str] =
    &["flat", "flatMap", "forEach", "join", "map", "replace", "replaceAll", "toString", "trim", "values"];

/// Functions of which the articles are those of their argument.
const WRAPPERS: &[&str] =
    &["Array.from", "Object.entries", "Object.values", "Promise.all", "new Set", "pagesGlobToRssItems"];

/// Functions of packages that sort a list and leave out nothing.
const SORTING: &[&str] = &["orderBy", "sortBy"];

/// Reads expressions of a program.
#[derive(Clone)]
pub(in crate::site::generators) struct Reader<'r> {
    pub(in crate::site::generators) program: &'r str,
    /// The articles that an expression has from the generator. Its parameters may have known values.
    given: &'r dyn Fn(&str, &Scope<'_>) -> Option<Articles>,
    /// The keys of dates by which Feedwright withholds an article, too.
    pub(in crate::site::generators) dates: Dates,
    pub(super) names: Names,
    /// The parameters with other values, as they are written.
    values: Vec<(String, Value)>,
    budget: Budget,
}

impl<'r> Reader<'r> {
    pub(in crate::site::generators) fn new(
        program: &'r str,
        given: &'r dyn Fn(&str, &Scope<'_>) -> Option<Articles>,
        dates: Dates,
    ) -> Reader<'r> {
        Reader { program, given, dates, names: Names::default(), values: Vec::new(), budget: Budget::new() }
    }

    /// The articles of an expression; `None` if it has none that are known.
    pub(in crate::site::generators) fn articles(&self, text: &str) -> Option<Articles> {
        let text = text.trim();
        let text = without_default(text.strip_prefix("await ").unwrap_or(text).trim());
        if let Some((condition, one, other)) =
            ternary(text).filter(|(condition, ..)| !condition.contains("=>"))
        {
            return self.chosen(condition, one, other);
        }
        let (first, calls, rest) = chain(text);
        let Some(known) = self.first(first.trim()) else { return self.of_unknown(text) };
        let articles = self.all_called(known, &calls);
        Some(if goes_on(rest) { articles.that(None) } else { articles })
    }

    /// Those of one of two expressions, by a condition.
    fn chosen(&self, condition: &str, one: &str, other: &str) -> Option<Articles> {
        let reader = Reader { budget: self.budget.inside()?, ..self.clone() };
        match self.scope().condition(condition) {
            Some(condition) if condition == ALWAYS => return reader.articles(one),
            Some(condition) if condition == ALWAYS.not() => return reader.articles(other),
            Some(_) | None => {}
        }
        match (reader.articles(one), reader.articles(other)) {
            (Some(one), Some(other)) => Some(one.or(other)),
            (Some(only), None) | (None, Some(only)) => Some(only.that(None)),
            (None, None) => None,
        }
    }

    /// The articles that a function or a method gets which is not known. It may leave out any of them.
    fn of_unknown(&self, text: &str) -> Option<Articles> {
        let is_call = text.contains('(') && !text.starts_with(['{', '"', '\'', '`']);
        if !is_call || Function::read(text).is_some() {
            return None;
        }
        let reader = Reader { budget: self.budget.inside()?, ..self.clone() };
        let called = outside(text, '.').into_iter().rev().find(|at| {
            let rest = text.get(at + 1..).unwrap_or_default();
            rest.trim_start_matches(is_part_of_name).starts_with('(')
        });
        let of_list = called.and_then(|at| reader.articles(text.get(..at)?.trim_end_matches('?')));
        let of_arguments = || {
            let mut lists = outside(text, '(').into_iter().filter_map(|at| inside(text.get(at + 1..)?));
            lists.find_map(|list| items(list).into_iter().find_map(|argument| reader.articles(argument)))
        };
        of_list.or_else(of_arguments).map(|articles| articles.that(None))
    }

    /// The articles after calls of methods.
    fn all_called(&self, articles: Articles, calls: &[(&str, &str)]) -> Articles {
        calls.iter().fold(articles, |articles, (method, inside)| self.called(articles, method, inside))
    }

    /// The articles of an expression that stands at a place of the program, in functions or not.
    pub(in crate::site::generators) fn articles_at(mut self, at: usize, text: &str) -> Option<Articles> {
        for block in around(self.program, at) {
            for statement in statements(block) {
                match statement {
                    Statement::Let(name, value) => self.define(name, value),
                    Statement::If(condition, body) if !returns(body) => self.maybe_changed(condition, body),
                    Statement::If(_, text) => self.changed_in(text),
                    Statement::Other(text) => self.changed(text),
                    Statement::Return(_) => {}
                }
            }
        }
        self.articles(text)
    }

    /// The articles of a function, of whose arguments some are articles.
    pub(in crate::site::generators) fn of_function(
        &self,
        function: &Function<'_>,
        arguments: &[Argument],
    ) -> Option<Articles> {
        // It does not see the names where it is called.
        let (names, values) = (Names::default(), Vec::new());
        let mut reader = Reader { budget: self.budget.inside()?, names, values, ..self.clone() };
        for (at, parameter) in function.parameters.iter().enumerate() {
            let name = parameter.split([':', '=']).next().unwrap_or(parameter).trim();
            match arguments.get(at) {
                Some(Argument::Articles(articles)) => {
                    reader.names.set(name, Named::Articles(articles.clone()));
                }
                Some(Argument::Value(value)) => {
                    names_of(parameter).for_each(|name| reader.names.set(name, Named::Other));
                    reader.values.push(((*parameter).to_owned(), value.clone()));
                }
                None => reader.define(name, parameter.split_once('=').map_or("", |(_, default)| default)),
            }
        }
        match function.body {
            Body::Expression(result) => reader.articles(result),
            Body::Block(block) => reader.block(&statements(block)),
        }
    }

    fn block(mut self, statements: &[Statement<'_>]) -> Option<Articles> {
        for (at, statement) in statements.iter().enumerate() {
            match statement {
                Statement::Let(name, value) => self.define(name, value),
                Statement::Return(value) => return self.articles(value),
                Statement::If(condition, body) if !returns(body) => self.maybe_changed(condition, body),
                Statement::If(condition, body) => {
                    let inside = self::statements(body);
                    let taken = Reader { budget: self.budget.inside()?, ..self.clone() };
                    match self.scope().condition(condition) {
                        Some(condition) if condition == ALWAYS => return taken.block(&inside),
                        Some(condition) if condition == ALWAYS.not() => {}
                        // What is returned instead, such as an empty list, has no articles.
                        Some(_) | None if returns_nothing(&inside) => self.changed_in(body),
                        Some(_) | None => {
                            let taken = taken.block(&inside)?;
                            return Some(taken.or(self.block(statements.get(at + 1..)?)?));
                        }
                    }
                }
                Statement::Other(text) => self.changed(text),
            }
        }
        None
    }

    /// Takes a variable with its value.
    fn define(&mut self, name: &str, value: &str) {
        self.changed_in(value);
        let named = if is_empty(value) { Named::Empty } else { Named::of(self.articles(value)) };
        // A part of a value is not the whole of it.
        let is_pattern = name.starts_with(['{', '[']);
        names_of(name)
            .for_each(|name| self.names.set(name, if is_pattern { Named::Other } else { named.clone() }));
    }

    /// Takes a branch with statements that change lists.
    fn maybe_changed(&mut self, condition: &str, body: &str) {
        let condition = self.scope().condition(condition);
        let before = self.names.clone();
        for statement in statements(body) {
            match statement {
                Statement::Let(name, _) => self.names.forget(name),
                Statement::Other(text) => self.changed(text),
                Statement::If(_, text) => self.changed_in(text),
                Statement::Return(_) => {}
            }
        }
        if condition == Some(ALWAYS) {
            self.names.restore(&before);
            return;
        }
        let after = std::mem::replace(&mut self.names, before);
        if condition != Some(ALWAYS.not()) {
            self.names.maybe(&after);
        }
    }

    /// Takes a statement that sorts or cuts a list, gives a variable another one, or adds articles to it in a loop.
    fn changed(&mut self, text: &str) {
        let name = words(text).next().unwrap_or_default();
        if let Some(count) = text.strip_prefix(name).and_then(new_length) {
            let count = self.number(count).filter(|count| *count > 0);
            if let Some(known) = self.names.articles(name).cloned() {
                self.names.set(name, Named::of(Some(known.up_to(count))));
            }
            return;
        }
        if let Some((name, value)) = assignment(text) {
            let changed = match self.names.get(name) {
                Some(Named::Articles(known)) => Some(self.changed_to(name, known.as_ref().clone(), value)),
                Some(Named::Empty) if is_empty(value) => return,
                Some(Named::Empty | Named::Other) => self.articles(value),
                None => return,
            };
            self.names.set(name, Named::of(changed));
            return;
        }
        self.changed_in(text);
        let (first, calls, _) = chain(text);
        let name = first.trim();
        let Some(mut known) = self.names.articles(name).cloned() else { return };
        for (method, inside) in calls {
            match method {
                "sort" => known.order = ByDate::of(self.program, inside),
                "reverse" => known.order = known.order.reversed(),
                "splice" => known.is_unknown = true,
                _ => {}
            }
        }
        self.names.set(name, Named::of(Some(known)));
    }

    /// Takes what a statement with others in it does to the lists, if it is not known when.
    fn changed_in(&mut self, text: &str) {
        let text = format!(";{text}");
        let loops = all_loops(&text, self.program);
        for name in self.names.all() {
            let known = self.names.articles(&name).cloned();
            let is_empty = self.names.get(&name) == Some(&Named::Empty);
            let added = self.added(&loops, &name);
            let changes = reassigned(&text, &name);
            let (is_changed, is_cut) = (is_changed(&text, &name), is_cut(&text, &name));
            if added.is_none() && changes.is_empty() && !is_changed && !is_cut {
                continue;
            }
            let with_added = match (known, added) {
                (Some(known), Some(added)) => Some(known.and(added.articles().cloned())),
                (Some(known), None) => Some(known),
                (None, added) => added.as_ref().and_then(Named::articles).filter(|_| is_empty).cloned(),
            };
            let changed = changes.into_iter().fold(with_added, |articles, (value, _)| match articles {
                Some(articles) => Some(articles.clone().or(self.changed_to(&name, articles, value))),
                None => Some(self.articles(value)?.that(None)),
            });
            let changed = if is_changed { changed.map(|articles| articles.that(None)) } else { changed };
            let changed = if is_cut { changed.map(|articles| articles.up_to(None)) } else { changed };
            self.names.set(&name, Named::of(changed));
        }
    }

    fn first(&self, text: &str) -> Option<Articles> {
        if text.is_empty() {
            return None;
        }
        let reader = Reader { budget: self.budget.inside()?, ..self.clone() };
        if let Some(inner) = in_brackets(text, '(') {
            return reader.articles(inner);
        }
        if let Some(list) = in_brackets(text, '[') {
            let mut all = items(list).into_iter().map(|item| reader.articles(item.strip_prefix("...")?));
            let first = all.next()??;
            return Some(all.fold(first, Articles::and));
        }
        if self.names.get(text).is_some() {
            return self.names.articles(text).cloned();
        }
        if let Some(articles) = (self.given)(text, &self.scope()) {
            return Some(articles);
        }
        if let Some((name, rest)) = text.split_once('(') {
            let arguments = inside(rest)?;
            let returned = reader.returned(name, arguments)?;
            let behind = rest.get(arguments.len() + 1..).unwrap_or_default();
            return Some(if goes_on(behind) { returned.that(None) } else { returned });
        }
        let definition = definition(self.program, text)?;
        let is_other = |(value, _): &(&str, bool)| !std::ptr::eq(value.as_ptr(), definition.as_ptr());
        let mut changed = reassigned(self.program, text).into_iter().filter(is_other);
        let gathered = || reader.added(&all_loops(self.program, self.program), text)?.articles().cloned();
        let defined = match definition {
            definition if is_empty(definition) => {
                gathered().or_else(|| reader.articles(changed.next()?.0))?
            }
            // It gets its value later: `let posts = null`.
            definition if is_nothing(definition) => reader.articles(changed.next()?.0)?,
            definition => reader.articles(definition)?,
        };
        let defined = if is_changed(self.program, text) { defined.that(None) } else { defined };
        let defined = if is_cut(self.program, text) { defined.up_to(None) } else { defined };
        Some(changed.fold(defined, |articles, (value, is_sure)| {
            if value == definition {
                return articles;
            }
            let changed = reader.changed_to(text, articles.clone(), value);
            if is_sure { changed } else { articles.or(changed) }
        }))
    }

    /// The articles that a function with a name returns.
    fn returned(&self, name: &str, arguments: &str) -> Option<Articles> {
        if WRAPPERS.contains(&name) {
            return self.articles(arguments).map(|articles| wrapped(articles, name));
        }
        let last = name.rsplit('.').next()?;
        let Some(function) = Function::named(self.program, last) else {
            let list = SORTING.contains(&last).then(|| items(arguments).into_iter().next()).flatten()?;
            return Some(Articles { order: ByDate::Unknown, ..self.articles(list)? });
        };
        let arguments = items(arguments).into_iter().map(|argument| self.argument(argument));
        self.of_function(&function, &arguments.collect::<Vec<_>>())
    }

    /// What loops add to a list; `None` if they add nothing to it.
    fn added(&self, loops: &[Loop<'_>], name: &str) -> Option<Named> {
        let mut found = loops.iter().filter(|one| one.text.contains(name)).filter_map(|one| {
            let articles = self.articles(one.list);
            let element = articles.as_ref().map_or(Value::Article, |articles| articles.element.clone());
            let (when, made) = self.scope().adds(one, name, &element)?;
            Some((articles, when, made))
        });
        let (articles, when, made) = found.next()?;
        let choice = if found.next().is_none() { when.condition().and_then(Condition::cut) } else { None };
        Some(Named::of(articles.map(|articles| articles.that_first(choice).made(made))))
    }

    /// The articles of a variable after it gets another value.
    fn changed_to(&self, name: &str, articles: Articles, value: &str) -> Articles {
        let (first, calls, rest) = chain(value.trim());
        let first = first.trim();
        let copied = in_brackets(first, '[').and_then(|list| list.trim().strip_prefix("..."));
        if first != name && copied.map(str::trim) != Some(name) {
            let other = self.names.get(name).and_then(|_| self.articles(value));
            return other.unwrap_or_else(|| articles.that(None));
        }
        let changed = self.all_called(articles, &calls);
        if goes_on(rest) { changed.that(None) } else { changed }
    }

    fn argument(&self, text: &str) -> Argument {
        let articles = self.articles(text).map(|articles| Argument::Articles(Box::new(articles)));
        articles.unwrap_or_else(|| Argument::Value(self.scope().value(text)))
    }

    fn scope(&self) -> Scope<'r> {
        let scope = Scope::new(self.program, self.dates);
        self.values.iter().fold(scope, |scope, (parameter, value)| scope.with(parameter, value))
    }

    fn number(&self, text: &str) -> Option<i64> {
        self.scope().number(text)
    }

    fn called(&self, articles: Articles, method: &str, inside: &str) -> Articles {
        match method {
            "filter" => self.filtered(articles, inside),
            "sort" | "toSorted" => Articles { order: ByDate::of(self.program, inside), ..articles },
            "reverse" | "toReversed" => articles.reversed(),
            "slice" => self.sliced(articles, inside),
            "concat" => {
                let other = self.articles(inside);
                articles.and(other)
            }
            "splice" | "toSpliced" => articles.up_to(None),
            "map" | "flatMap" => {
                let call = format!("list.{method}({inside})");
                let loops = method_loops(&call, self.program);
                let made = loops
                    .first()
                    .map_or(Truth::Known(true), |one| self.scope().entries(one, &articles.element));
                let arguments = [articles.element.clone(), Value::Unknown];
                let element =
                    if method == "map" { self.scope().returned(inside, &arguments) } else { Value::Unknown };
                articles.that(made.condition()).made(element)
            }
            method if KEEPING.contains(&method) => articles,
            _ => articles.that(None),
        }
    }

    fn filtered(&self, articles: Articles, function: &str) -> Articles {
        // `filter(() => count++ < 10)`
        if let Some(count) = Some(function).filter(|function| function.contains("++ <")).and_then(cut) {
            return articles.cut(count, true);
        }
        let condition = self.scope().predicate_of(function, &articles.element);
        let is_article = articles.element == Value::Article;
        match condition {
            None if is_article && filter::withholds(self.program, function, self.dates) => articles,
            condition => articles.that_first(condition.and_then(Condition::cut)),
        }
    }

    /// `slice(0, 10)`, `slice(-10)`
    fn sliced(&self, articles: Articles, inside: &str) -> Articles {
        let numbers: Vec<_> = items(inside).into_iter().map(|item| self.number(item)).collect();
        match numbers.as_slice() {
            [] | [Some(0)] => articles,
            [Some(0), Some(count)] if *count >= 0 => articles.up_to(Some(*count)),
            [Some(count)] if *count < 0 => articles.up_to(Some(*count)),
            _ => articles.up_to(None),
        }
    }
}

/// Articles as a function returns them.
fn wrapped(articles: Articles, function: &str) -> Articles {
    let element = match function {
        // The file of each, and the article.
        "Object.entries" => {
            let pair = [("0", Value::Unknown), ("1", articles.element.clone())];
            Object::of(pair.map(|(at, value)| (at.to_owned(), value)).into())
        }
        "pagesGlobToRssItems" => {
            Object { base: Value::Data, members: vec![("link".to_owned(), Value::Unknown)] }
        }
        _ => return articles,
    };
    articles.made(Value::Object(Box::new(element)))
}

/// What is before a place in each of the blocks around it.
fn around(program: &str, at: usize) -> Vec<&str> {
    let mut open = Vec::new();
    for (place, c) in Code::of(program).take_while(|(place, _)| *place < at) {
        match c {
            '{' | '(' | '[' => open.push(place + 1),
            '}' | ')' | ']' => _ = open.pop(),
            _ => {}
        }
    }
    let ends = open.iter().skip(1).map(|next| next - 1).chain([at]);
    open.iter().zip(ends).filter_map(|(start, end)| program.get(*start..end)).collect()
}

/// Whether a value is a list without elements, or an empty text.
fn is_empty(value: &str) -> bool {
    let value = value.split(" as ").next().unwrap_or(value).trim();
    let made = value.strip_prefix("new Array").map(|rest| rest.trim_end_matches("()"));
    ["[]", "\"\"", "''", "``"].contains(&value)
        || made.is_some_and(|typed| typed.is_empty() || typed.ends_with('>'))
}

/// Whether a value is a list without elements, or nothing.
fn is_nothing(value: &str) -> bool {
    is_empty(value) || ["", "null", "undefined"].contains(&value)
}

/// The names in a pattern: `posts`, `{ posts }`, `[posts, others]`.
fn names_of(pattern: &str) -> impl Iterator<Item = &str> {
    let is_list = pattern.trim_start().starts_with(['{', '[']);
    let pattern = if is_list { pattern } else { pattern.split([':', '=']).next().unwrap_or(pattern) };
    words(pattern)
}

/// Whether statements return nothing in any case: no list, an empty one, or the answer that there is no feed.
fn returns_nothing(statements: &[Statement<'_>]) -> bool {
    statements.iter().all(|statement| match statement {
        Statement::Return(value) => is_nothing(value) || value.starts_with("new Response("),
        Statement::If(_, body) => returns_nothing(&self::statements(body)),
        Statement::Let(..) => true,
        Statement::Other(text) => !text.contains("return"),
    })
}

/// `name = value`
fn assignment(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once('=')?;
    (is_name(name.trim()) && !value.starts_with(['=', '>'])).then_some((name.trim(), value.trim()))
}

/// Whether a branch may return something.
fn returns(body: &str) -> bool {
    statements(body).iter().any(|one| matches!(one, Statement::Return(_) | Statement::If(..)))
}

/// The values that statements of a program give a variable after its definition, and whether they surely do.
fn reassigned<'p>(program: &'p str, name: &str) -> Vec<(&'p str, bool)> {
    let changes = program.match_indices(name).filter_map(|(at, name)| {
        let (start, rest) = program.split_at_checked(at)?;
        let before = start.trim_end();
        let is_on_own_line = start.get(before.len()..)?.contains('\n') && !before.ends_with(',');
        let begins = before.ends_with([';', '{', '}', ')']) || is_on_own_line;
        let value = rest.get(name.len()..)?.trim_start().strip_prefix('=')?;
        let is_change = begins && !start.ends_with(is_part_of_name) && !value.starts_with(['=', '>']);
        is_change.then(|| (at, statement_value(super::value(value)), !before.ends_with(')')))
    });
    let changes: Vec<_> = changes.collect();
    if changes.is_empty() {
        return Vec::new();
    }
    let (depths, least) = (depths(program), super::depth(program, name));
    changes.into_iter().map(|(at, value, is_sure)| (value, is_sure && Some(depths(at)) == least)).collect()
}

/// Whether a program takes something out of a list, or may do so.
fn is_changed(program: &str, name: &str) -> bool {
    places(program, name).any(|(before, rest)| {
        // Numbers that are written only cut it.
        let arguments = rest.strip_prefix(".splice(").and_then(inside);
        let is_written = |list: &str| list.chars().all(|c| c.is_ascii_digit() || ", -".contains(c));
        arguments.is_some_and(|list| !is_written(list)) || is_given(before)
    })
}

/// Whether a program gives a list another length.
fn is_cut(program: &str, name: &str) -> bool {
    places(program, name).any(|(_, rest)| new_length(rest).is_some())
}

/// The length that a list gets, of whose name the rest of the program is given: `.length = 10`.
fn new_length(rest: &str) -> Option<&str> {
    let count = rest.strip_prefix(".length")?.trim_start().strip_prefix('=')?;
    (!count.starts_with(['=', '>'])).then(|| statement_value(super::value(count)))
}

/// What is before and behind each place of a program where a name stands.
fn places<'p>(program: &'p str, name: &str) -> impl Iterator<Item = (&'p str, &'p str)> {
    program.match_indices(name).filter_map(|(at, name)| {
        let (before, rest) = program.split_at_checked(at)?;
        let rest = rest.get(name.len()..)?;
        let goes_on =
            before.ends_with(|c: char| is_part_of_name(c) || c == '.') || rest.starts_with(is_part_of_name);
        (!goes_on).then_some((before, rest))
    })
}

/// Whether a list behind a text is given to a function whose result is not used: `remove(posts, …)`
fn is_given(before: &str) -> bool {
    let Some(call) = before.trim_end().strip_suffix('(') else { return false };
    let start = call.trim_end_matches(|c: char| is_part_of_name(c) || c == '.');
    let is_alone = start.trim_end_matches([' ', '\t']).ends_with(['\n', ';', '{', '}']);
    let word = call.strip_prefix(start).unwrap_or_default();
    let of_language =
        ["", "for", "if", "return", "switch", "while"].contains(&word) || word.starts_with("console.");
    is_alone && !of_language
}

/// An argument of a function.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::site::generators) enum Argument {
    Articles(Box<Articles>),
    /// Something else, which may be unknown.
    Value(Value),
}

/// An expression without a list behind it that stands for one which does not exist: `posts || []`.
fn without_default(text: &str) -> &str {
    let list = text.strip_suffix("[]").map(str::trim_end);
    let list = list.and_then(|rest| rest.strip_suffix("||").or_else(|| rest.strip_suffix("??")));
    list.map_or(text, str::trim_end)
}

/// Whether an expression goes on with something that takes a part of it, or calls it.
fn goes_on(rest: &str) -> bool {
    rest.trim_start().starts_with(['.', '[', '(', '?'])
}

/// An expression as what its methods start from, the calls of these, each with its arguments, and what is behind them.
fn chain(text: &str) -> (&str, Vec<(&str, &str)>, &str) {
    let dots = outside(text, '.');
    let starts = dots.into_iter().filter(|at| {
        let rest = text.get(at + 1..).unwrap_or_default();
        METHODS.iter().any(|method| rest.strip_prefix(method).is_some_and(|rest| rest.starts_with('(')))
    });
    let Some(start) = starts.min() else { return (text, Vec::new(), "") };
    let (first, mut rest) = text.split_at(start);
    let mut calls = Vec::new();
    while let Some((method, arguments, behind)) = call(rest) {
        calls.push((method, arguments));
        rest = behind;
    }
    (first.trim_end_matches('?'), calls, rest)
}

/// `.name(…)` at the beginning of a text, and what is behind it.
fn call(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim_start();
    let (name, rest) = text.strip_prefix("?.").or_else(|| text.strip_prefix('.'))?.split_once('(')?;
    let arguments = inside(rest)?;
    Some((name.trim(), arguments, rest.get(arguments.len() + 1..)?))
}
