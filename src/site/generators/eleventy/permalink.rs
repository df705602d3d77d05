//! What `permalink` says, read: the template of an address, if that is simple.

use serde_json::Value as Json;

use super::super::javascript::{self, Body, Function};
use crate::site::fields::{Node, Value};

/// What `permalink` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Permalink {
    /// There is no page.
    None,
    /// Texts and expressions, in turn.
    Template(Vec<Piece>),
    /// A program makes it.
    Computed,
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    /// The path of the file without its extension and date.
    Stem,
    /// The name of the file without its date.
    Slug,
    /// The date in a form of `strftime`.
    Date(String),
    /// The value of a key, as the filter `slugify` makes it.
    Slugified(String),
    /// The same, as the older filter `slug` makes it.
    Slugged(String),
    /// The value of a key.
    Key(String),
    /// One, or another where that has no value.
    Either(Box<Piece>, Box<Piece>),
}

/// A permalink in data.
pub(super) fn of_value(value: &Json) -> Permalink {
    match value {
        Json::String(text) if text == "false" => Permalink::None,
        Json::String(text) => Permalink::of(text),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => {
            Permalink::Computed
        }
    }
}

impl Permalink {
    /// Reads the value of `permalink` in a program: a text, or a function. `None` for a function that leaves out pages, and
    /// changes no address.
    pub(super) fn of_program(program: &str, value: &str) -> Option<Permalink> {
        match javascript::literal(value, "permalink") {
            Some(template) => Some(Permalink::of(&template)),
            None => {
                let function = javascript::expression(value, "permalink").unwrap_or(value);
                let read = || Permalink::of_function(program, function).unwrap_or(Permalink::Computed);
                (!is_neutral(program, function)).then(read)
            }
        }
    }

    /// Reads a template of Liquid or Nunjucks.
    pub(super) fn of(template: &str) -> Permalink {
        let mut pieces = Vec::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((inside, after)) = after.split_once("}}") else { return Permalink::Computed };
            let Some(piece) = Piece::of(inside.trim_matches('-').trim()) else { return Permalink::Computed };
            pieces.extend([Piece::Text(before.to_owned()), piece]);
            rest = after;
        }
        if template.contains("{%") || template.contains("${") {
            return Permalink::Computed;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Permalink::Template(pieces)
    }

    /// Reads a function that returns a template: `` (data) => `/notes/${data.page.fileSlug}/` ``.
    fn of_function(program: &str, function: &str) -> Option<Permalink> {
        let function = Function::read(function).or_else(|| Function::named(program, function))?;
        let parameter = function.parameters.first().copied().unwrap_or("data");
        let result = function.result()?.trim();
        // Drafts have no page.
        let (asked, results) = result.split_once('?').unwrap_or(("", result));
        let result = results.trim().strip_prefix("false").and_then(|rest| rest.trim().strip_prefix(':'));
        let result = if asked.contains("draft") { result? } else { function.result()? };
        let template = result.trim().strip_prefix('`')?.strip_suffix('`')?;
        let (mut pieces, mut rest) = (Vec::new(), template);
        while let Some((before, behind)) = rest.split_once("${") {
            let inside = javascript::inside(behind)?;
            pieces.extend([Piece::Text(before.to_owned()), Piece::of_program(inside.trim(), parameter)?]);
            rest = behind.get(inside.len() + 1..)?;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Some(Permalink::Template(pieces))
    }

    pub(super) fn is_computed(&self) -> bool {
        *self == Permalink::Computed
    }
}

impl Piece {
    /// A name, or a call of `slugify` with one.
    fn of_program(expression: &str, parameter: &str) -> Option<Piece> {
        if let Some((one, other)) = [" || ", " ?? "].iter().find_map(|mark| expression.split_once(mark)) {
            return Some(Piece::of_program(one, parameter)?.or(Piece::of_program(other, parameter)?));
        }
        let of_data = |name: &str| {
            let name = name.trim();
            let is_bound = parameter.starts_with('{');
            if is_bound {
                Some(name.to_owned())
            } else {
                Some(name.strip_prefix(parameter)?.strip_prefix('.')?.to_owned())
            }
        };
        if let Some((called, argument)) = expression.strip_suffix(')').and_then(|call| call.split_once('(')) {
            let is_slug = ["slugify", "this.slugify"].contains(&called);
            return Piece::of(&format!("{} | slugify", of_data(argument)?)).filter(|_| is_slug);
        }
        Piece::of(&of_data(expression)?)
    }

    fn or(self, other: Piece) -> Piece {
        Piece::Either(Box::new(self), Box::new(other))
    }

    fn of(expression: &str) -> Option<Piece> {
        let plain = |text: &str| text.trim().trim_start_matches('(').trim_end_matches(')').trim().to_owned();
        if let Some((one, other)) = expression.split_once(" or ") {
            return Some(Piece::of(&plain(one))?.or(Piece::of(&plain(other))?));
        }
        let mut parts = expression.split('|').map(str::trim);
        let value = parts.next()?;
        // Addresses are made from what is left of these.
        let filters: Vec<_> = parts.filter(|filter| !matches!(*filter, "url" | "safe")).collect();
        let is_key = value.chars().all(|c| c.is_alphanumeric() || "_.-".contains(c)) && !value.is_empty();
        match (value, filters.as_slice()) {
            (value, [filter]) if filter.starts_with("default") => {
                let other = filter.trim_start_matches("default").trim_start_matches(':');
                Some(Piece::of(value)?.or(Piece::of(&plain(other))?))
            }
            ("page.fileSlug", [] | ["slugify" | "slug"]) => Some(Piece::Slug),
            ("page.filePathStem", []) => Some(Piece::Stem),
            ("page.date" | "date", [filter]) => {
                let form = filter.strip_prefix("date")?.trim_start().strip_prefix(':')?.trim();
                let form = form.trim_matches(['"', '\'']);
                // What has a hyphen is a number without zeros before it.
                let is_known = form.split('%').skip(1).all(|rest| {
                    let rest = rest.strip_prefix('-').unwrap_or(rest);
                    rest.starts_with(['Y', 'm', 'd', 'y', 'H', 'M', 'S', 'j', 'B', 'b'])
                });
                is_known.then(|| Piece::Date(form.to_owned()))
            }
            (key, ["slugify"]) if is_key && !key.starts_with("page.") => {
                Some(Piece::Slugified(key.to_owned()))
            }
            (key, ["slug"]) if is_key && !key.starts_with("page.") => Some(Piece::Slugged(key.to_owned())),
            (key, []) if is_key && !key.starts_with("page.") => Some(Piece::Key(key.to_owned())),
            _ => None,
        }
    }
}

/// Whether a function gives each page the address that it has without it, or none.
pub(super) fn is_neutral(program: &str, function: &str) -> bool {
    let is_name = function.chars().all(|c| c.is_alphanumeric() || c == '_');
    let named = || {
        Function::named(program, function).map(|function| match function.body {
            Body::Expression(result) => format!("=> {result}"),
            Body::Block(block) => block.to_owned(),
        })
    };
    let Some(body) = (if is_name { named() } else { Some(function.to_owned()) }) else { return false };
    let results: Vec<_> = results(&body).collect();
    !results.is_empty() && results.iter().all(|result| is_same(result))
}

/// What the functions in a program return that are not functions themselves.
fn results(program: &str) -> impl Iterator<Item = &str> {
    let behind = ["return ", "=>"].into_iter().flat_map(|mark| program.split(mark).skip(1));
    let is_function = |result: &&str| {
        result.is_empty()
            || result.starts_with('{')
            || result.contains("=>")
            || result.starts_with("function")
    };
    let all = behind.filter_map(|rest| rest.trim_start().split([';', '\n', '}']).next()).map(str::trim);
    all.filter(move |result| !is_function(result))
}

/// Whether a result is the address that a page has anyway, or that of none.
fn is_same(result: &str) -> bool {
    let result = result.trim().trim_matches(['(', ')', ',']).trim();
    if let Some((_, results)) = result.split_once('?') {
        return results.split(':').all(is_same);
    }
    ["false", "data.permalink", "permalink", "undefined", "null"].contains(&result)
}

/// The permalink in a head.
pub(super) fn of_key(value: &Value<'_>) -> Permalink {
    let is_false = value.truth() == Some(false);
    match value.as_text() {
        Some(_) if is_false => Permalink::None,
        Some(text) => Permalink::of(text),
        None if value.node == Node::Boolean(false) => Permalink::None,
        None => Permalink::Computed,
    }
}
