//! A function of the data of a page in; whether it decides by nothing but what Feedwright withholds an article for, too, out.

use super::super::javascript::{self, Function, Token};
use super::DATES;
use crate::source::javascript::{TokenKind, words};

/// The keys of the data of a page, besides dates, by which it is withheld, or which are what the function decides about.
const KEYS: &[&str] = &["draft", "eleventyExcludeFromCollections", "permalink", "page.date"];

/// The words of the language, and its functions, that may stand before a parenthesis.
const OF_LANGUAGE: &[&str] = &["Boolean", "Date", "String", "async", "function", "if", "return"];

/// The path of something that is not known.
const UNKNOWN: &str = "?";

/// How deep functions may call others.
const DEPTH: usize = 3;

/// What names stand for: the data of a page if the path is empty, or what is at a path in it.
pub(super) type Names<'n> = [(&'n str, String)];

/// Whether a function asks whether the page is a draft, and for nothing else of its data but its date.
pub(super) fn asks_for_drafts(program: &str, function: &Function<'_>) -> bool {
    function_asks(program, function, DEPTH) == Some(true)
}

/// Whether a condition does.
pub(super) fn condition_asks_for_drafts(program: &str, condition: &str, names: &Names<'_>) -> bool {
    asks(program, condition, names, DEPTH) == Some(true)
}

/// A name that stands for something that is not known.
pub(super) fn unknown(name: &str) -> (&str, String) {
    (name, UNKNOWN.to_owned())
}

fn function_asks(program: &str, function: &Function<'_>, left: usize) -> Option<bool> {
    let parameter = function.parameters.first().copied().unwrap_or_default();
    let names: Vec<_> = match parameter.strip_prefix('{').and_then(javascript::inside) {
        Some(keys) => javascript::items(keys).into_iter().flat_map(names).collect(),
        None => words(parameter).take(1).map(|name| (name, String::new())).collect(),
    };
    asks(program, function.text(), &names, left)
}

/// The names of a member in braces: `draft`, `draft: isDraft`, `draft = false`, `page: { date }`, `...others`.
fn names(item: &str) -> Vec<(&str, String)> {
    let (key, value) = item.split_once(':').unwrap_or((item, item));
    let key = key.split('=').next().unwrap_or(key).trim();
    let is_table = value.trim_start().starts_with('{');
    let path = |name: &str| match (item.starts_with("..."), is_table) {
        (true, _) => UNKNOWN.to_owned(),
        (false, true) => format!("{key}.{name}"),
        (false, false) => key.to_owned(),
    };
    words(value.split('=').next().unwrap_or(value)).map(|name| (name, path(name))).collect()
}

/// Whether a text asks for drafts, if it asks for nothing else.
fn asks(program: &str, text: &str, names: &Names<'_>, left: usize) -> Option<bool> {
    let left = left.checked_sub(1)?;
    let tokens = javascript::tokens(text)?;
    let mut asks = false;
    for (place, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word) {
        if before(&tokens, place).is_some_and(|token| token.is(".")) {
            continue;
        }
        let path = names.iter().rev().find(|(name, _)| *name == token.text).map(|(_, path)| path.as_str());
        let is_called = || tokens.get(place + 1).is_some_and(|token| token.is("("));
        match path {
            Some("") => asks |= key_at(&tokens, place)?,
            Some("page") => asks |= is_known(&format!("page.{}", member(&tokens, place)?))?,
            Some(path) => asks |= is_known(path)?,
            None if is_called() && !OF_LANGUAGE.contains(&token.text) => {
                asks |= function_asks(program, &Function::named(program, token.text)?, left)?;
            }
            None => {}
        }
    }
    Some(asks)
}

/// Whether it is a draft that the data of the page is asked for at a place; `None` if it is asked for anything else.
fn key_at(tokens: &[Token<'_>], place: usize) -> Option<bool> {
    let before = before(tokens, place);
    // `'draft' in data`
    if before.is_some_and(|token| token.is("in")) {
        return is_known(tokens.get(place.checked_sub(2)?)?.text.trim_matches(['"', '\'', '`']));
    }
    // The function that it is given to is looked at by itself.
    if before.is_some_and(|token| token.is("(")) && tokens.get(place + 1).is_some_and(|token| token.is(")")) {
        let called = tokens.get(place.checked_sub(2)?)?;
        return (called.kind == TokenKind::Word && !OF_LANGUAGE.contains(&called.text)).then_some(false);
    }
    match member(tokens, place)? {
        "page" => is_known(&format!("page.{}", member(tokens, place + 2)?)),
        key => is_known(key),
    }
}

/// The name of a member behind a place: `.name`, `?.name`.
fn member<'t>(tokens: &[Token<'t>], place: usize) -> Option<&'t str> {
    let mut rest = tokens.get(place + 1..)?;
    if let [mark, behind @ ..] = rest
        && mark.is("?")
    {
        rest = behind;
    }
    let [dot, name, ..] = rest else { return None };
    (dot.is(".") && name.kind == TokenKind::Word).then_some(name.text)
}

fn before<'t>(tokens: &'t [Token<'t>], place: usize) -> Option<&'t Token<'t>> {
    tokens.get(place.checked_sub(1)?)
}

/// Whether a key is that of drafts; `None` if an article is not withheld by it.
fn is_known(key: &str) -> Option<bool> {
    (KEYS.contains(&key) || DATES.contains(&key)).then_some(key == "draft")
}
