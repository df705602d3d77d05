//! An expression of a program in, the articles that it chooses out: those of collections, with what filters, sorts and cuts
//! them.

use super::budget::Budget;
use super::condition::Scope;
use super::entries::{all_loops, method_loops};
use super::filter;
use super::function::{Body, Function, definition, statement_value};
use super::order::ByDate;
use super::values::Value;
use super::{Dates, Statement, cut, inside, items, outside, statements};
use crate::site::generators::condition::{ALWAYS, Condition};
use crate::source::javascript::{depths, is_part_of_name};

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
    &["Array.from", "Object.entries", "Object.values", "Promise.all", "pagesGlobToRssItems"];

/// Where articles come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::site::generators) enum Source {
    /// All of the site.
    All,
    /// The collection of a name.
    Collection(String),
    /// Those with all of these tags.
    Tags(Vec<String>),
    /// Those in files of these patterns.
    Files(Vec<String>),
}

/// Articles.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::site::generators) struct Articles {
    pub(in crate::site::generators) sources: Vec<Source>,
    /// What they satisfy.
    pub(in crate::site::generators) condition: Condition,
    /// The number that they are cut to.
    pub(in crate::site::generators) limit: Option<usize>,
    /// What those up to the limit satisfy.
    pub(in crate::site::generators) guard: Condition,
    pub(in crate::site::generators) order: ByDate,
    /// Whether only running the program tells which they are.
    pub(in crate::site::generators) is_unknown: bool,
    /// Whether the program may leave out some of them for a reason that is not known.
    pub(in crate::site::generators) has_unread_filter: bool,
}

impl Articles {
    pub(in crate::site::generators) fn of(source: Source, order: ByDate) -> Articles {
        let sources = vec![source];
        let (is_unknown, has_unread_filter) = (false, false);
        Articles {
            sources,
            condition: ALWAYS,
            limit: None,
            guard: ALWAYS,
            order,
            is_unknown,
            has_unread_filter,
        }
    }

    /// Those that satisfy a condition, if that is known.
    pub(in crate::site::generators) fn that(mut self, condition: Option<Condition>) -> Articles {
        let Some(condition) = condition else {
            return Articles { is_unknown: true, has_unread_filter: true, ..self };
        };
        if condition == ALWAYS {
            return self;
        }
        let all = if self.limit.is_some() { &mut self.guard } else { &mut self.condition };
        *all = std::mem::replace(all, ALWAYS).and(condition);
        self
    }

    /// Those up to a number that satisfy a condition, if both are known.
    pub(in crate::site::generators) fn that_first(
        self,
        choice: Option<(Condition, Option<usize>)>,
    ) -> Articles {
        match choice {
            Some((condition, Some(limit))) => self.cut(limit, true).that(Some(condition)),
            Some((condition, None)) => self.that(Some(condition)),
            None => self.that(None),
        }
    }

    /// The first of them in their order, or the last.
    pub(in crate::site::generators) fn cut(mut self, count: usize, are_first: bool) -> Articles {
        let wanted = if are_first { ByDate::NewestFirst } else { ByDate::OldestFirst };
        self.is_unknown |= self.order != wanted || self.guard != ALWAYS;
        self.limit = Some(self.limit.map_or(count, |limit| limit.min(count)));
        self
    }

    /// The articles up to a number: the first, or with a negative number, the last.
    pub(in crate::site::generators) fn up_to(self, count: Option<i64>) -> Articles {
        match count {
            Some(0) => self,
            Some(count) => self.cut(usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX), count > 0),
            None => Articles { is_unknown: true, ..self },
        }
    }

    pub(in crate::site::generators) fn reversed(self) -> Articles {
        Articles { order: self.order.reversed(), ..self }
    }

    /// These or others, if it is not known which.
    fn or(self, other: Articles) -> Articles {
        if self == other {
            return other;
        }
        let have_same = (&self.condition, &self.guard) == (&other.condition, &other.guard);
        let has_unread_filter = self.has_unread_filter || other.has_unread_filter || !have_same;
        Articles { order: ByDate::Unknown, is_unknown: true, has_unread_filter, ..self }
    }

    /// These and others, which are in no order.
    fn and(mut self, other: Option<Articles>) -> Articles {
        let Some(other) = other else { return Articles { is_unknown: true, ..self } };
        let have_same = self.condition == other.condition && self.guard == other.guard;
        let is_plain = self.limit.is_none() && other.limit.is_none() && have_same;
        self.is_unknown |= other.is_unknown || !is_plain;
        self.has_unread_filter |= other.has_unread_filter || !have_same;
        self.sources.extend(other.sources);
        Articles { order: ByDate::Unknown, ..self }
    }
}

/// Reads expressions of a program.
#[derive(Clone)]
pub(in crate::site::generators) struct Reader<'r> {
    pub(in crate::site::generators) program: &'r str,
    /// The articles that an expression has from the generator. Its parameters may have known values.
    given: &'r dyn Fn(&str, &Scope<'_>) -> Option<Articles>,
    /// The keys of dates by which Feedwright withholds an article, too.
    pub(in crate::site::generators) dates: Dates,
    names: Vec<(String, Articles)>,
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
        Reader { program, given, dates, names: Vec::new(), values: Vec::new(), budget: Budget::new() }
    }

    /// The articles of an expression; `None` if it has none that are known.
    pub(in crate::site::generators) fn articles(&self, text: &str) -> Option<Articles> {
        let text = text.trim();
        let text = text.strip_prefix("await ").unwrap_or(text).trim();
        let (first, calls) = chain(text);
        let first = self.first(first.trim())?;
        Some(self.all_called(first, &calls))
    }

    /// The articles after calls of methods.
    fn all_called(&self, articles: Articles, calls: &[(&str, &str)]) -> Articles {
        calls.iter().fold(articles, |articles, (method, inside)| self.called(articles, method, inside))
    }

    /// The articles of a function, of whose arguments some are articles.
    pub(in crate::site::generators) fn of_function(
        &self,
        function: &Function<'_>,
        arguments: &[Argument],
    ) -> Option<Articles> {
        let mut reader = Reader { budget: self.budget.inside()?, ..self.clone() };
        for (parameter, argument) in function.parameters.iter().zip(arguments) {
            match argument {
                Argument::Articles(articles) => {
                    let name = parameter.split([':', '=']).next().unwrap_or(parameter).trim();
                    reader.names.push((name.to_owned(), Articles::clone(articles)));
                }
                Argument::Value(value) => reader.values.push(((*parameter).to_owned(), value.clone())),
            }
        }
        match function.body {
            Body::Expression(result) => reader.articles(result),
            Body::Block(block) => reader.block(&statements(block)),
        }
    }

    fn block(mut self, statements: &[Statement<'_>]) -> Option<Articles> {
        for statement in statements {
            match statement {
                Statement::Let(name, value) => {
                    let articles = self.articles(value);
                    self.names.extend(articles.map(|articles| ((*name).to_owned(), articles)));
                }
                Statement::Return(value) => return self.articles(value),
                Statement::If(condition, body) if !returns(body) => self.maybe_changed(condition, body),
                // What is returned instead, such as an empty list, has no articles.
                Statement::If(condition, body) => {
                    let taken = Reader { budget: self.budget.inside()?, ..self.clone() };
                    let returns = || taken.block(&self::statements(body));
                    match self.scope().condition(condition) {
                        Some(condition) if condition == ALWAYS => return returns(),
                        Some(condition) if condition == ALWAYS.not() => {}
                        Some(_) | None => returns().is_none().then_some(())?,
                    }
                }
                Statement::Other(text) => self.changed(text),
            }
        }
        None
    }

    /// Takes a branch with statements that change lists.
    fn maybe_changed(&mut self, condition: &str, body: &str) {
        let condition = self.scope().condition(condition);
        let before = self.names.clone();
        for statement in statements(body) {
            match statement {
                Statement::Let(name, _) => self.names.retain(|(known, _)| known != name),
                Statement::Other(text) => self.changed(text),
                Statement::Return(_) | Statement::If(..) => {}
            }
        }
        if condition == Some(ALWAYS) {
            return;
        }
        let is_never = condition == Some(ALWAYS.not());
        let after = std::mem::replace(&mut self.names, before);
        for (name, articles) in &mut self.names {
            let changed = after.iter().rev().find(|(known, _)| known == name).filter(|_| !is_never);
            if let Some((_, changed)) = changed {
                *articles = articles.clone().or(changed.clone());
            }
        }
    }

    /// Takes a statement that sorts a list, or gives a variable another one.
    fn changed(&mut self, text: &str) {
        if let Some((name, value)) = assignment(text) {
            let known = self.names.iter().rev().find(|(known, _)| known == name);
            let changed = known.map(|(_, articles)| self.changed_to(name, articles.clone(), value));
            self.names.extend(changed.map(|articles| (name.to_owned(), articles)));
            return;
        }
        let (first, calls) = chain(text);
        let known =
            self.names.iter_mut().rev().find(|(name, _)| name == first.trim()).map(|(_, articles)| articles);
        let Some(known) = known else { return };
        for (method, inside) in calls {
            match method {
                "sort" => known.order = ByDate::of(self.program, inside),
                "reverse" => known.order = known.order.reversed(),
                "splice" => known.is_unknown = true,
                _ => {}
            }
        }
    }

    fn first(&self, text: &str) -> Option<Articles> {
        let reader = Reader { budget: self.budget.inside()?, ..self.clone() };
        if let Some(inner) = whole(text, '(') {
            return reader.articles(inner);
        }
        if let Some(list) = whole(text, '[') {
            let mut all = items(list).into_iter().map(|item| reader.articles(item.strip_prefix("...")?));
            let first = all.next()??;
            return Some(all.fold(first, Articles::and));
        }
        if let Some((_, articles)) = self.names.iter().rev().find(|(name, _)| name == text) {
            return Some(articles.clone());
        }
        if let Some(articles) = (self.given)(text, &self.scope()) {
            return Some(articles);
        }
        if let Some((name, rest)) = text.split_once('(') {
            if WRAPPERS.contains(&name) {
                return reader.articles(inside(rest)?);
            }
            let function = Function::named(self.program, name.rsplit('.').next()?)?;
            let arguments = items(inside(rest)?).into_iter().map(|argument| reader.argument(argument));
            return reader.of_function(&function, &arguments.collect::<Vec<_>>());
        }
        let definition = definition(self.program, text)?;
        let defined = match definition {
            "[]" | "new Array()" | "\"\"" | "''" | "``" => reader.gathered(text)?,
            definition => reader.articles(definition)?,
        };
        let defined = if is_changed(self.program, text) { defined.that(None) } else { defined };
        let changed = reassigned(self.program, text).into_iter();
        Some(changed.fold(defined, |articles, (value, is_sure)| {
            let changed = reader.changed_to(text, articles.clone(), value);
            if is_sure { changed } else { articles.or(changed) }
        }))
    }

    /// The articles that loops add to a list.
    fn gathered(&self, name: &str) -> Option<Articles> {
        let loops = all_loops(self.program).into_iter();
        let mut found = loops.filter_map(|one| Some((one, self.scope().adds(&one, name)?)));
        let (first, when) = found.next()?;
        let articles = self.articles(first.list)?;
        let choice = if found.next().is_none() { when.and_then(Condition::cut) } else { None };
        Some(articles.that_first(choice))
    }

    /// The articles of a variable after it gets another value.
    fn changed_to(&self, name: &str, articles: Articles, value: &str) -> Articles {
        let (first, calls) = chain(value.trim());
        let first = first.trim();
        let copied = whole(first, '[').and_then(|list| list.trim().strip_prefix("..."));
        if first != name && copied.map(str::trim) != Some(name) {
            return articles.that(None);
        }
        self.all_called(articles, &calls)
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
                let made = method_loops(&call, self.program).first().map(|one| self.scope().entries(one));
                articles.that(made.unwrap_or(Some(ALWAYS)))
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
        let condition = self.scope().predicate(function);
        match condition {
            None if filter::withholds(self.program, function, self.dates) => articles,
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

/// `name = value`
fn assignment(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once('=')?;
    let is_name = |name: &str| !name.is_empty() && name.chars().all(is_part_of_name);
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
    let mut places = program.match_indices(name).filter_map(|(at, _)| program.split_at_checked(at));
    places.any(|(before, rest)| {
        let rest = rest.get(name.len()..).unwrap_or_default();
        let goes_on =
            before.ends_with(|c: char| is_part_of_name(c) || c == '.') || rest.starts_with(is_part_of_name);
        // Numbers that are written only cut it.
        let arguments = rest.strip_prefix(".splice(").and_then(inside);
        let is_cut = |list: &str| list.chars().all(|c| c.is_ascii_digit() || ", -".contains(c));
        !goes_on && (arguments.is_some_and(|list| !is_cut(list)) || is_given(before))
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

/// An expression as what its methods start from, and the calls of these, each with its arguments.
fn chain(text: &str) -> (&str, Vec<(&str, &str)>) {
    let dots = outside(text, '.');
    let starts = dots.into_iter().filter(|at| {
        let rest = text.get(at + 1..).unwrap_or_default();
        METHODS.iter().any(|method| rest.strip_prefix(method).is_some_and(|rest| rest.starts_with('(')))
    });
    let Some(start) = starts.min() else { return (text, Vec::new()) };
    let (first, mut rest) = text.split_at(start);
    let mut calls = Vec::new();
    while let Some((method, arguments, behind)) = call(rest) {
        calls.push((method, arguments));
        rest = behind;
    }
    (first.trim_end_matches('?'), calls)
}

/// `.name(…)` at the beginning of a text, and what is behind it.
fn call(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim_start();
    let (name, rest) = text.strip_prefix("?.").or_else(|| text.strip_prefix('.'))?.split_once('(')?;
    let arguments = inside(rest)?;
    Some((name.trim(), arguments, rest.get(arguments.len() + 1..)?))
}

/// What is inside of brackets that are all of a text.
pub(super) fn whole(text: &str, open: char) -> Option<&str> {
    let rest = text.strip_prefix(open)?;
    let inner = inside(rest)?;
    (inner.len() + 1 == rest.len()).then_some(inner)
}
