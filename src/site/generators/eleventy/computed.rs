//! A function that returns the address of a page in, the template that it stands for out, if it is simple.

use std::cell::Cell;

use super::super::javascript::{self, Body, FormLanguage, Function, Statement, of_methods, statements};
use super::drafts;
use super::filters::DateFilters;
use super::piece::Piece;

/// How many expressions are looked at for one function, so that no program keeps a build busy.
const EXPRESSIONS: usize = 128;

/// What does not give a page.
const NOTHING: &[&str] = &["false", "undefined", "null"];

/// A function, and the program that it is in.
pub(super) struct Computed<'c> {
    program: &'c str,
    filters: &'c DateFilters,
    /// What its names stand for: the data of a page, or an expression.
    names: Vec<(&'c str, Name<'c>)>,
    /// How many more expressions are looked at.
    left: Cell<usize>,
}

enum Name<'c> {
    /// The data of a page, or the value at a path in it.
    Data(String),
    Expression(&'c str),
}

/// The pieces that a function returns.
pub(super) fn pieces(program: &str, function: &str, filters: &DateFilters) -> Option<Vec<Piece>> {
    let function = Function::read(function).or_else(|| Function::named(program, function))?;
    let left = Cell::new(EXPRESSIONS);
    let mut computed = Computed { program, filters, names: Vec::new(), left };
    let parameter = function.parameters.first().copied().unwrap_or("data");
    match parameter.strip_prefix('{').and_then(javascript::inside) {
        Some(keys) => computed.bind(keys, ""),
        None => computed.names.push((parameter, Name::Data(String::new()))),
    }
    match function.body {
        Body::Expression(result) => computed.expression(result),
        Body::Block(block) => computed.block(&statements(block)),
    }
}

impl<'c> Computed<'c> {
    /// Takes one from the number of expressions.
    fn spend(&self) -> Option<()> {
        self.left.set(self.left.get().checked_sub(1)?);
        Some(())
    }

    /// Takes names of the keys at a path: `title, page: { fileSlug }`.
    fn bind(&mut self, keys: &'c str, path: &str) {
        for item in javascript::items(keys) {
            let (key, name) = item.split_once(':').unwrap_or((item, item));
            let path = joined(path, key.split('=').next().unwrap_or(key).trim());
            match name.trim().strip_prefix('{').and_then(javascript::inside) {
                Some(inner) => self.bind(inner, &path),
                None => self.names.push((name.split('=').next().unwrap_or(name).trim(), Name::Data(path))),
            }
        }
    }

    fn block(mut self, statements: &[Statement<'c>]) -> Option<Vec<Piece>> {
        for statement in statements {
            match statement {
                Statement::Let(name, value) => match name.strip_prefix('{').and_then(javascript::inside) {
                    Some(keys) => {
                        let path = self.table(value)?;
                        self.bind(keys, &path);
                    }
                    None => self.names.push((name, Name::Expression(value))),
                },
                Statement::Return(result) => return self.expression(result),
                Statement::If(condition, body) => {
                    let [Statement::Return(result)] = javascript::statements(body)[..] else { return None };
                    (NOTHING.contains(&result.trim()) && self.asks_for_draft(condition)).then_some(())?;
                }
                Statement::Other(_) => return None,
            }
        }
        None
    }

    fn expression(&self, text: &'c str) -> Option<Vec<Piece>> {
        self.spend()?;
        let text = text.trim();
        if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'))
            && javascript::inside(inner).is_none()
        {
            return self.expression(inner);
        }
        if let Some((condition, one, other)) = ternary(text) {
            return self.chosen(condition, one, other);
        }
        if let Some((one, other)) = ["||", "??"].iter().find_map(|mark| split(text, mark)) {
            return Some(vec![Piece::Either(self.expression(one)?, self.expression(other)?)]);
        }
        let plus = javascript::outside(text, '+');
        if let Some(at) = plus.first() {
            let (one, other) = (self.expression(text.get(..*at)?), self.expression(text.get(at + 1..)?));
            return Some([one?, other?].concat());
        }
        if let Some(template) = text.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) {
            return self.template(template);
        }
        if let [literal] = javascript::texts(text).as_slice() {
            return Some(vec![Piece::Text(literal.clone())]);
        }
        self.value(text)
    }

    /// Of two results, the one that a condition chooses.
    fn chosen(&self, condition: &'c str, one: &'c str, other: &'c str) -> Option<Vec<Piece>> {
        let is_nothing = |result: &str| NOTHING.contains(&result.trim());
        match (is_nothing(one), is_nothing(other)) {
            (true, false) if self.asks_for_draft(condition) => self.expression(other),
            (false, true) if self.asks_for_draft(condition) => self.expression(one),
            (true | false, true) | (true, false) => None,
            (false, false) => {
                let condition = self.value(condition.trim())?;
                let [Piece::Key(key)] = condition.as_slice() else { return None };
                let one = self.expression(one)?;
                // Without the key, there is no such address.
                one.iter().any(|piece| piece.asks_for(key)).then_some(())?;
                Some(vec![Piece::Either(one, self.expression(other)?)])
            }
        }
    }

    /// Whether a condition is about drafts alone, which have no page.
    fn asks_for_draft(&self, condition: &str) -> bool {
        let names = self.names.iter().map(|(name, value)| match value {
            Name::Data(path) => (*name, path.clone()),
            Name::Expression(_) => drafts::unknown(name),
        });
        drafts::condition_asks_for_drafts(self.program, condition, &names.collect::<Vec<_>>())
    }

    fn template(&self, template: &'c str) -> Option<Vec<Piece>> {
        let (mut pieces, mut rest) = (Vec::new(), template);
        while let Some((before, behind)) = rest.split_once("${") {
            let inside = javascript::inside(behind)?;
            pieces.push(Piece::Text(before.to_owned()));
            pieces.extend(self.expression(inside)?);
            rest = behind.get(inside.len() + 1..)?;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Some(pieces)
    }

    /// A name, or a call with one.
    fn value(&self, text: &'c str) -> Option<Vec<Piece>> {
        if let Some(path) = self.path(text) {
            return Piece::of(&path, self.filters).map(|piece| vec![piece]);
        }
        if let Some((_, Name::Expression(value))) = self.names.iter().rev().find(|(name, _)| *name == text) {
            return self.expression(value);
        }
        if let Some(form) = self.date(text).then(|| form(text)).flatten() {
            return Some(vec![Piece::Date(form)]);
        }
        let (called, argument) = text.strip_suffix(')')?.split_once('(')?;
        let is_slug = ["slugify", "this.slugify"].contains(&called.trim())
            || called.contains("getFilter(\"slugify\")")
            || called.contains("getFilter('slugify')");
        if is_slug {
            return Piece::of(&format!("{} | slugify", self.path(argument)?), self.filters)
                .map(|piece| vec![piece]);
        }
        // A function of the program that makes something of a date.
        let function = Function::named(self.program, called.trim()).filter(|_| self.is_date(argument))?;
        Some(vec![Piece::Date(
            of_methods(function.text()).or_else(|| self.filters.form(called.trim(), None))?,
        )])
    }

    /// The path of a table in the data of a page; empty for all of the data.
    fn table(&self, text: &str) -> Option<String> {
        let is_data = |(name, value): &(&str, Name<'_>)| {
            *name == text.trim() && matches!(value, Name::Data(path) if path.is_empty())
        };
        let is_all = self.names.iter().rev().any(is_data);
        if is_all { Some(String::new()) } else { self.path(text) }
    }

    /// The path of a name in the data of a page.
    fn path(&self, text: &str) -> Option<String> {
        self.spend()?;
        let text = text.trim().replace("?.", ".");
        let is_name = |text: &str| text.chars().all(|c| c.is_alphanumeric() || "_.$".contains(c));
        let (first, rest) = text.split_once('.').unwrap_or((&text, ""));
        let (_, name) = self.names.iter().rev().find(|(name, _)| *name == first)?;
        let path = match name {
            Name::Data(path) => joined(path, rest),
            Name::Expression(value) => {
                let path = self.path(value).filter(|_| !rest.is_empty())?;
                format!("{path}.{rest}")
            }
        };
        (is_name(&path) && !path.is_empty()).then_some(path)
    }

    /// Whether an expression is the date of the page.
    fn is_date(&self, text: &str) -> bool {
        let text = text.trim();
        let made = ["new Date(", "DateTime.fromJSDate("].iter().find_map(|call| text.strip_prefix(call));
        let inner = made.and_then(|rest| Some(*javascript::items(rest.strip_suffix(')')?).first()?));
        let inner = inner.unwrap_or(text);
        let of_name = || {
            self.names.iter().rev().find_map(|(name, value)| match value {
                Name::Expression(value) if *name == inner => Some(*value),
                Name::Expression(_) | Name::Data(_) => None,
            })
        };
        match self.path(inner) {
            Some(path) => ["page.date", "date"].contains(&path.as_str()),
            None => self.spend().is_some() && of_name().is_some_and(|value| self.is_date(value)),
        }
    }

    /// Whether an expression begins with the date of the page.
    fn date(&self, text: &str) -> bool {
        let text = text.trim().trim_start_matches("String(").trim_start_matches('(');
        let of_luxon = text.strip_prefix("DateTime.fromJSDate(").and_then(javascript::inside);
        if let Some(arguments) = of_luxon {
            return javascript::items(arguments).first().is_some_and(|date| self.is_date(date));
        }
        let methods = [".get", ".toISO", ".toFormat"];
        let ends = methods.iter().filter_map(|method| text.find(method));
        ends.min().and_then(|at| text.get(..at)).is_some_and(|date| self.is_date(date))
    }
}

/// The form of what is made of a date.
fn form(text: &str) -> Option<String> {
    let arguments = javascript::arguments(text, ".toFormat");
    match arguments.map(javascript::texts) {
        Some(texts) => FormLanguage::Luxon.form(texts.first()?),
        None => of_methods(text),
    }
}

/// A path and what is below it.
fn joined(path: &str, below: &str) -> String {
    let parts = [path, below].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(".")
}

/// The parts of `condition ? one : other`.
fn ternary(text: &str) -> Option<(&str, &str, &str)> {
    let is_mark = |at: &usize| {
        let is = |at: usize, c: &str| text.get(at..).is_some_and(|rest| rest.starts_with(c));
        !(is(at + 1, ".") || is(at + 1, "?") || *at > 0 && is(at - 1, "?"))
    };
    let at = javascript::outside(text, '?').into_iter().find(is_mark)?;
    let rest = text.get(at + 1..)?;
    let colon = *javascript::outside(rest, ':').last()?;
    Some((text.get(..at)?.trim(), rest.get(..colon)?.trim(), rest.get(colon + 1..)?.trim()))
}

/// The parts of a text before and behind a mark of two characters that is in no brackets.
fn split<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let first = mark.chars().next()?;
    let at = javascript::outside(text, first);
    let at = at.into_iter().find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(mark)))?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}
