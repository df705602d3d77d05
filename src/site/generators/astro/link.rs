//! An expression of a program for the address of an entry in, its parts out, if all of them are known.

use super::super::javascript::{self, Budget};
use super::id::{IdPart, part_of_id};

/// The base path of a site in a program.
const BASE_PATH: &str = "import.meta.env.BASE_URL";

/// A part of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    /// The id of the entry, or a part of it.
    Id(IdPart),
    /// The value of a key of its head, by the names of nested tables.
    Key(Vec<String>),
    /// The value of such a key, a date, in a form of `strftime`.
    Date(Vec<String>, String),
    /// One, or another where that has no value.
    Either(Vec<Piece>, Vec<Piece>),
    /// The name of its collection.
    Collection,
}

/// A program, with what it imports, and the base path of its site.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    pub(super) program: &'s str,
    pub(super) base: &'s str,
}

impl<'s> Scope<'s> {
    /// The parts of an address, such as `` `/blog/${post.id}/` ``, `"/blog/" + post.id` or `new URL(…, site).href`.
    pub(super) fn pieces(self, expression: &str) -> Option<Vec<Piece>> {
        self.value(expression).and_then(of_entry)
    }

    /// The parts of a part of an address, which may be the same for all entries.
    pub(super) fn value(self, expression: &str) -> Option<Vec<Piece>> {
        self.expression(expression, &Budget::new())
    }

    fn expression(self, expression: &str, budget: &Budget) -> Option<Vec<Piece>> {
        if let Some((one, other)) = alternatives(expression) {
            return Some(vec![Piece::Either(self.expression(one, budget)?, self.expression(other, budget)?)]);
        }
        let parts = sum(expression.trim()).into_iter().map(|part| self.part(part, budget));
        Some(parts.collect::<Option<Vec<_>>>()?.concat())
    }

    fn part(self, part: &str, budget: &Budget) -> Option<Vec<Piece>> {
        let budget = &budget.inside()?;
        if let Some(rest) = part.strip_prefix("new URL(") {
            let arguments = javascript::inside(rest)?;
            let behind = rest.get(arguments.len() + 1..)?.trim();
            let is_address = behind.is_empty() || [".href", ".toString()", ".pathname"].contains(&behind);
            return self.expression(javascript::items(arguments).first()?, budget).filter(|_| is_address);
        }
        if let Some(template) = part.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) {
            return self.template(template, budget);
        }
        if let [text] = javascript::texts(part).as_slice() {
            return Some(vec![Piece::Text(text.clone())]);
        }
        self.name(part, budget)
    }

    fn template(self, template: &str, budget: &Budget) -> Option<Vec<Piece>> {
        let mut pieces = Vec::new();
        let mut rest = template;
        while let Some((before, behind)) = rest.split_once("${") {
            let inside = javascript::inside(behind)?;
            pieces.push(Piece::Text(before.to_owned()));
            pieces.extend(self.expression(inside, budget)?);
            rest = behind.get(inside.len() + 1..)?;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Some(pieces)
    }

    fn name(self, name: &str, budget: &Budget) -> Option<Vec<Piece>> {
        let last = name.rsplit('.').next()?;
        let is_name = name.chars().all(|c| c.is_alphanumeric() || "_.$?".contains(c));
        if let Some(key) = key(name).filter(|_| is_name) {
            return Some(vec![Piece::Key(key)]);
        }
        match last {
            "id" | "slug" if is_name => Some(vec![Piece::Id(IdPart::Whole)]),
            "collection" if is_name => Some(vec![Piece::Collection]),
            _ if name == BASE_PATH => Some(vec![Piece::Text(self.base.to_owned())]),
            _ if is_name => self.constant(name, budget),
            _ if let Some(date) = self.date(name) => Some(vec![date]),
            _ => match (part_of_id(name), self.returned(name)) {
                (Some(part), _) => Some(vec![Piece::Id(part)]),
                (None, Some(returned)) => self.expression(returned, budget),
                (None, None) => self.joined(name),
            },
        }
    }

    /// The text of a constant, or the parts of what else a variable stands for.
    fn constant(self, name: &str, budget: &Budget) -> Option<Vec<Piece>> {
        match javascript::text_of(self.program, name) {
            Some(text) => Some(vec![Piece::Text(text)]),
            None => self.expression(javascript::definition(self.program, name)?, budget),
        }
    }

    /// What methods of a date give, or a function of the program that calls them.
    fn date(self, expression: &str) -> Option<Piece> {
        let of_key = |text: &str| self.date_key(text.trim_start_matches("String(").trim_start_matches('('));
        let ends = [".get", ".toISO"].iter().filter_map(|method| expression.find(method)).min();
        if let Some(path) = ends.and_then(|end| of_key(expression.get(..end)?)) {
            return Some(Piece::Date(path, javascript::of_methods(expression)?));
        }
        let (name, argument) = expression.strip_suffix(')')?.split_once('(')?;
        let form = javascript::of_methods(javascript::Function::named(self.program, name)?.text())?;
        Some(Piece::Date(of_key(argument)?, form))
    }

    /// The key of a head with a date: `post.data.pubDate`, `new Date(post.data.pubDate)`, or a variable that stands for it.
    fn date_key(self, text: &str) -> Option<Vec<String>> {
        let of = |text: &str| {
            let text = text.trim();
            let inner =
                text.strip_prefix("new Date(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
            let is_name = inner.chars().all(|c| c.is_alphanumeric() || "_.$?".contains(c));
            key(inner).filter(|_| is_name)
        };
        of(text).or_else(|| of(javascript::definition(self.program, text.trim())?))
    }

    /// What a function of the program returns, if that is all that it does.
    fn returned(self, call: &str) -> Option<&'s str> {
        let (name, _) = call.split_once('(').filter(|_| call.ends_with(')'))?;
        javascript::Function::named(self.program, name)?.result()
    }

    /// What a function makes of the parts of an id: `[base, ...folders, name].join("/")`.
    fn joined(self, call: &str) -> Option<Vec<Piece>> {
        let (name, arguments) = call.split_once('(').filter(|_| call.ends_with(')'))?;
        let is_id = |argument: &&str| matches!(argument.rsplit('.').next(), Some("id" | "slug"));
        javascript::items(javascript::inside(arguments)?).iter().find(|argument| is_id(argument))?;
        let body = javascript::Function::named(self.program, name)?.text();
        let list = body.rsplit("return ").next()?.trim_start().strip_prefix('[')?;
        let inside = javascript::inside(list)?;
        let is_path = list.get(inside.len() + 1..)?.trim_start().starts_with(".join(\"/\")");
        let items = javascript::items(inside);
        let [base, folders, _] = items.as_slice() else { return None };
        (is_path && folders.starts_with("...") && body.contains(".split(\"/\")")).then_some(())?;
        // It may be left out, which nobody asks for.
        let base = javascript::expression(body, base).unwrap_or(base);
        let base = base.split_once('?').map_or(base, |(_, rest)| rest.trim());
        let base = javascript::texts(base.split(" :").next()?).into_iter().next()?;
        let id = if body.contains(".startsWith(\"_\")") { IdPart::Visible } else { IdPart::Whole };
        Some(vec![Piece::Text(base + "/"), Piece::Id(id)])
    }
}

/// The parts of an address, if one of them tells the entry.
pub(super) fn of_entry(pieces: Vec<Piece>) -> Option<Vec<Piece>> {
    has_id(&pieces).then(|| together(pieces))
}

/// Whether a part tells the entry.
pub(super) fn has_id(pieces: &[Piece]) -> bool {
    pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Id(_) | Piece::Key(_) | Piece::Date(..) | Piece::Either(..)))
}

/// The key of a head that a name stands for: `post.data.path`, `frontmatter.path`.
fn key(name: &str) -> Option<Vec<String>> {
    let name = name.replace('?', "");
    let parts: Vec<_> = name.split('.').collect();
    let table = parts.iter().rposition(|part| ["data", "frontmatter"].contains(part))?;
    let path = parts.get(table + 1..)?;
    let is_path = !path.is_empty() && path.iter().all(|part| !part.is_empty());
    is_path.then(|| path.iter().map(|part| (*part).to_owned()).collect())
}

/// The operands of `one || other`, or of `one ?? other`.
fn alternatives(expression: &str) -> Option<(&str, &str)> {
    let doubled = |mark: char| {
        let places = javascript::outside(expression, mark);
        places.windows(2).find_map(|pair| match pair {
            [one, other] if one + 1 == *other => Some(*one),
            _ => None,
        })
    };
    let at = doubled('|').or_else(|| doubled('?'))?;
    Some((expression.get(..at)?, expression.get(at + 2..)?))
}

/// The same parts, with one text where several follow each other.
fn together(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut merged: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (merged.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
            (_, piece) => merged.push(piece),
        }
    }
    merged
}

/// The operands of a sum.
fn sum(expression: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for at in javascript::outside(expression, '+') {
        parts.extend(expression.get(start..at));
        start = at + 1;
    }
    parts.extend(expression.get(start..));
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}
