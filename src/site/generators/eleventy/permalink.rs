//! What `permalink` says, read: the template of an address, if that is simple.

use serde_json::Value as Json;

use super::super::condition::Condition;
use super::super::javascript::{self, Body, Function, Scope};
use super::super::markup::{Token, tokens};
use super::DATES;
use super::computed;
use super::drafts::asks_for_drafts;
use super::filters::DateFilters;
use super::piece::Piece;
use crate::site::fields::{Node, Value};

/// What `permalink` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Permalink {
    /// There is no page.
    None,
    /// Texts and expressions, in turn.
    Template(Vec<Piece>),
    /// There is no page for the articles that satisfy a condition. Others have the address that they have without it.
    Unless(Condition),
    /// A program makes it.
    Computed,
}

/// A permalink in data.
pub(super) fn of_value(value: &Json, filters: &DateFilters) -> Permalink {
    match value {
        Json::String(text) if text == "false" => Permalink::None,
        Json::String(text) => Permalink::of(text, filters),
        Json::Bool(false) => Permalink::None,
        Json::Null | Json::Bool(true) | Json::Number(_) | Json::Array(_) | Json::Object(_) => {
            Permalink::Computed
        }
    }
}

impl Permalink {
    /// Reads the value of `permalink` in a program: a text, or a function. `None` for a function that leaves out drafts, and
    /// changes no address.
    pub(super) fn of_program(program: &str, value: &str, filters: &DateFilters) -> Option<Permalink> {
        match javascript::literal(value, "permalink") {
            Some(template) => Some(Permalink::of(&template, filters)),
            None => {
                let function = javascript::expression(value, "permalink").unwrap_or(value);
                Permalink::of_function(program, function, filters)
            }
        }
    }

    /// The same of a function, or of the name of one.
    fn of_function(program: &str, function: &str, filters: &DateFilters) -> Option<Permalink> {
        if !is_neutral(program, function) {
            let pieces = computed::pieces(program, function, filters);
            return Some(pieces.map_or(Permalink::Computed, Permalink::Template));
        }
        Permalink::of_neutral(program, function)
    }

    /// The same of a function that gives each page the address that it has without it, or none.
    pub(super) fn of_neutral(program: &str, function: &str) -> Option<Permalink> {
        let method = || Function::named(function, "permalink");
        let read = Function::read(function).or_else(|| Function::named(program, function)).or_else(method);
        // What is called first may make the function that is for each page.
        let read = read.map(|read| read.result().and_then(Function::read).unwrap_or(read));
        let Some(read) = read else { return Some(Permalink::Computed) };
        if asks_for_drafts(program, &read) {
            return None;
        }
        let refusal = Scope::new(program, DATES).refusal(&read);
        // The address decides about itself only when the program runs.
        let refusal = refusal.filter(|condition| !condition.asks_for("url"));
        Some(refusal.map_or(Permalink::Computed, Permalink::Unless))
    }

    /// Reads a template of Liquid or Nunjucks.
    pub(super) fn of(template: &str, filters: &DateFilters) -> Permalink {
        let is_program = template.contains("${");
        let pieces =
            Some(tokens(template)).filter(|_| !is_program).and_then(|tokens| pieces(&tokens, filters));
        pieces.map_or(Permalink::Computed, Permalink::Template)
    }

    pub(super) fn is_computed(&self) -> bool {
        *self == Permalink::Computed
    }

    /// The keys that decide whether there is a page.
    pub(super) fn asked(&self) -> Vec<String> {
        match self {
            Permalink::Unless(condition) => condition.keys(),
            Permalink::None | Permalink::Template(_) | Permalink::Computed => Vec::new(),
        }
    }
}

/// The pieces of a template, in which `if` asks for a key that the address has.
fn pieces(tokens: &[Token<'_>], filters: &DateFilters) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = tokens.iter().enumerate();
    while let Some((at, token)) = rest.next() {
        match token {
            Token::Text(text) => pieces.push(Piece::Text((*text).to_owned())),
            Token::Output(expression) => pieces.push(Piece::of(expression, filters)?),
            Token::Tag(tag) => {
                let key = tag.strip_prefix("if ")?.trim();
                let inside = tokens.get(at + 1..)?;
                let end = inside.iter().position(|token| *token == Token::Tag("endif"))?;
                let inside = inside.get(..end)?;
                let mut parts = inside.split(|token| *token == Token::Tag("else"));
                let one = self::pieces(parts.next()?, filters)?;
                let other = self::pieces(parts.next().unwrap_or_default(), filters)?;
                one.iter().any(|piece| piece.asks_for(key)).then_some(())?;
                pieces.push(Piece::Either(one, other));
                rest.nth(end)?;
            }
        }
    }
    Some(pieces)
}

/// Whether a function gives each page the address that it has without it, or none.
pub(super) fn is_neutral(program: &str, function: &str) -> bool {
    gives_only(program, function, &["false", "data.permalink", "permalink", "undefined", "null"])
}

/// Whether a function keeps drafts out of all lists, and changes nothing about other articles.
pub(super) fn leaves_out_drafts(program: &str, function: &str) -> bool {
    const RESULTS: &[&str] = &[
        "true",
        "data.eleventyExcludeFromCollections",
        "eleventyExcludeFromCollections",
        "false",
        "undefined",
        "null",
    ];
    let read = Function::read(function).or_else(|| Function::named(program, function));
    let read = read.or_else(|| Function::named(function, "eleventyExcludeFromCollections"));
    let read = read.map(|read| read.result().and_then(Function::read).unwrap_or(read));
    read.is_some_and(|read| asks_for_drafts(program, &read)) && gives_only(program, function, RESULTS)
}

/// Whether all that a function returns is in a list.
fn gives_only(program: &str, function: &str, all: &[&str]) -> bool {
    let made = Function::read(function).and_then(|read| read.result());
    let function = made.filter(|made| Function::read(made).is_some()).unwrap_or(function);
    let is_name = function.chars().all(|c| c.is_alphanumeric() || c == '_');
    let named = || {
        Function::named(program, function).map(|function| match function.body {
            Body::Expression(result) => format!("=> {result}"),
            Body::Block(block) => block.to_owned(),
        })
    };
    let Some(body) = (if is_name { named() } else { Some(function.to_owned()) }) else { return false };
    let results: Vec<_> = results(&body).collect();
    !results.is_empty() && results.iter().all(|result| is_one(result, all))
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

/// Whether a result, or each of those that a condition chooses from, is in a list.
fn is_one(result: &str, all: &[&str]) -> bool {
    let result = result.trim().trim_matches(['(', ')', ',']).trim();
    if let Some((_, results)) = result.split_once('?') {
        return results.split(':').all(|result| is_one(result, all));
    }
    all.contains(&result)
}

/// The permalink in a head.
pub(super) fn of_key(value: &Value<'_>, filters: &DateFilters) -> Permalink {
    if let Node::Computed(function) = &value.node {
        return of_own(function, filters);
    }
    let is_false = value.truth() == Some(false);
    match value.as_text() {
        Some(_) if is_false => Permalink::None,
        Some(text) => Permalink::of(text, filters),
        None if value.node == Node::Boolean(false) => Permalink::None,
        None => Permalink::Computed,
    }
}

/// The permalink of a function that is for one page alone: where it may be that there is none, only a program knows.
fn of_own(function: &str, filters: &DateFilters) -> Permalink {
    let is_none = |result: &str| result.trim() == "false";
    if Function::read(function).and_then(|function| function.result()).is_some_and(is_none) {
        return Permalink::None;
    }
    let may_be_none = |token: &javascript::Token<'_>| {
        ["false", "null", "undefined", "void"].iter().any(|word| token.is(word))
    };
    let is_page = javascript::tokens(function).is_some_and(|tokens| !tokens.iter().any(may_be_none));
    let pieces = is_page.then(|| computed::pieces(function, function, filters)).flatten();
    pieces.map_or(Permalink::Computed, Permalink::Template)
}
