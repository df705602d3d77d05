//! The text of a program in JavaScript or TypeScript in, the plain values of names in it out. What is computed, and what
//! has different values, is unknown. The program is not run, and its grammar is not known: only its strings, comments and
//! brackets are.

mod articles;
mod budget;
mod code;
mod condition;
mod dates;
pub(super) mod filter;
mod function;
mod order;
mod program;
mod tokens;
mod values;

pub(super) use articles::{Argument, Articles, Reader, Source};
pub(super) use code::{inside, items, outside, value, without_comments};
pub(super) use condition::Scope;
pub(super) use dates::date;
pub(super) use function::{Body, Function, Statement, statements};
pub(super) use order::ByDate;
pub(super) use program::Program;
pub(super) use values::{Dates, Value};

use code::depths;

/// How many names may stand for each other.
const NAMES: usize = 4;

/// What follows a name and its `:` or `=`, each with its depth in brackets.
fn all<'t>(text: &'t str, name: &str) -> Vec<(usize, &'t str)> {
    let depth = depths(text);
    let values = text.match_indices(name).filter_map(|(at, _)| {
        let before = text.get(..at)?;
        let is_part = before.ends_with(|c: char| c.is_alphanumeric() || "_$.-".contains(c));
        let rest = text.get(at + name.len()..)?.trim_start_matches(['"', '\'']).trim_start();
        let value = untyped(before, rest).strip_prefix([':', '='])?;
        (!is_part && !value.starts_with(['=', '>'])).then(|| (depth(at), value.trim_start()))
    });
    values.collect()
}

/// What follows the name of a constant and its type: `const name: Type = …`.
fn untyped<'t>(before: &str, rest: &'t str) -> &'t str {
    let is_defined = ["const", "let", "var"].iter().any(|word| before.trim_end().ends_with(word));
    let typed = Some(rest).filter(|rest| is_defined && rest.starts_with(':'));
    typed.and_then(|rest| rest.get(rest.find('=')?..)).unwrap_or(rest)
}

/// What follows a name and its `:` or `=`, where the name is in the fewest brackets.
fn after<'t>(text: &'t str, name: &str) -> impl Iterator<Item = &'t str> {
    let all = all(text, name);
    let least = all.iter().map(|(depth, _)| *depth).min();
    all.into_iter().filter(move |(depth, _)| Some(*depth) == least).map(|(_, value)| value)
}

/// The text of a literal at the beginning of a value, and what follows it.
fn string(value: &str) -> Option<(&str, &str)> {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let (inside, rest) = value.get(1..)?.split_once(quote)?;
    (!inside.contains(['\\', '\n']) && !inside.contains("${")).then_some((inside, rest))
}

/// The text of a literal that is the whole value.
fn whole(value: &str) -> Option<&str> {
    let (inside, rest) = string(value)?;
    let rest = rest.trim_start_matches([' ', '\t']);
    let is_end = rest.is_empty() || rest.starts_with([',', ';', '}', ')', ']', '\n', '\r']);
    (is_end || rest.starts_with("as ") || rest.starts_with("satisfies ")).then_some(inside)
}

/// The text of a value: a literal, a template of constants, the name of a constant, or what stands there if a variable of
/// the environment is not set. Constants are looked for in `text`.
fn constant(text: &str, value: &str, left: usize) -> Option<String> {
    if let Some(literal) = whole(value) {
        return Some(literal.to_owned());
    }
    let value = code::value(value).lines().next()?.trim();
    if let Some(template) = value.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) {
        return filled(text, template, left);
    }
    if let Some((asked, otherwise)) = value.split_once("||").or_else(|| value.split_once("??")) {
        let is_asked = asked.contains(".env.") || asked.contains(".env[");
        return if is_asked { constant(text, otherwise.trim(), left) } else { None };
    }
    named(text, value, left)
}

/// The text of the constant of a name, such as `URL` or `SITE.url`.
fn named(text: &str, name: &str, left: usize) -> Option<String> {
    let is_name = |name: &str| name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$');
    let left = left.checked_sub(1)?;
    match name.split_once('.') {
        None if is_name(name) && !name.is_empty() => defined(text, name, left),
        // A table in another, of which the outer one may be a module.
        Some((table, rest)) if is_name(table) && rest.contains('.') => {
            named(block(text, table).unwrap_or(text), rest, left)
        }
        Some((table, key)) if is_name(table) && is_name(key) => defined(block(text, table)?, key, left)
            .or_else(|| constant(text, after(block(text, table)?, key).next()?, left)),
        None | Some(_) => None,
    }
}

/// A template whose expressions are constants.
fn filled(text: &str, template: &str, left: usize) -> Option<String> {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once("${") {
        let (name, behind) = behind.split_once('}')?;
        filled.push_str(before);
        filled.push_str(&named(text, name.trim(), left)?);
        rest = behind;
    }
    Some(filled + rest)
}

fn defined(text: &str, name: &str, left: usize) -> Option<String> {
    let mut values = after(text, name).map(|value| constant(text, value, left));
    let first = values.next()??;
    values.all(|other| other.as_ref() == Some(&first)).then_some(first)
}

/// The text that a name has: `name: "…"`, or `name = "…"`.
pub(super) fn literal(text: &str, name: &str) -> Option<String> {
    defined(text, name, NAMES)
}

/// The text that a name has in a part of a program, whose constants may be anywhere in it.
pub(super) fn literal_in(part: &str, program: &str, name: &str) -> Option<String> {
    let mut values = after(part, name).map(|value| constant(program, value, NAMES));
    let first = values.next()??;
    values.all(|other| other.as_ref() == Some(&first)).then_some(first)
}

/// The text that an expression in a program has.
pub(super) fn text_of(program: &str, expression: &str) -> Option<String> {
    constant(program, expression, NAMES)
}

/// The texts that a name has: `name: ["…", "…"]`, or `name: "…"`.
pub(super) fn literals(text: &str, name: &str) -> Option<Vec<String>> {
    let value = after(text, name).next()?;
    let Some(list) = value.strip_prefix('[') else { return whole(value).map(|one| vec![one.to_owned()]) };
    items(inside(list)?).into_iter().map(|one| whole(one).map(str::to_owned)).collect()
}

/// The same in a part of a program, whose constants may be anywhere in it: `name: [BASE, ...OTHERS]`, or `name: ALL`.
pub(super) fn literals_in(part: &str, program: &str, name: &str) -> Option<Vec<String>> {
    list_of(program, after(part, name).next()?, NAMES)
}

/// The texts of a list, of the name of one, of the keys of an object, or the only text.
pub(super) fn texts_of(program: &str, expression: &str) -> Option<Vec<String>> {
    list_of(program, expression, NAMES)
}

fn list_of(program: &str, value: &str, left: usize) -> Option<Vec<String>> {
    let left = left.checked_sub(1)?;
    let value = code::value(value);
    if let Some(list) = value.strip_prefix('[') {
        let part = |item: &str| match item.strip_prefix("...") {
            Some(others) => list_of(program, others, left),
            None => constant(program, item, left).map(|text| vec![text]),
        };
        return Some(items(inside(list)?).into_iter().map(part).collect::<Option<Vec<_>>>()?.concat());
    }
    if let Some(object) = value.strip_prefix("Object.keys(") {
        let keys = items(block(program, inside(object)?.trim())?).into_iter();
        let key = |item: &str| Some(item.split_once(':')?.0.trim().trim_matches(['"', '\'']).to_owned());
        return keys.map(key).collect();
    }
    let name = value.lines().next()?.split(" as ").next()?.trim();
    let named = || {
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_$".contains(c));
        list_of(program, after(program, name).next().filter(|_| is_name)?, left)
    };
    constant(program, value, left).map(|text| vec![text]).or_else(named)
}

/// The least number of brackets that a value of a name is in; `None` if it has none.
pub(super) fn depth(text: &str, name: &str) -> Option<usize> {
    all(text, name).into_iter().map(|(depth, _)| depth).min()
}

/// The name, number or word that a name has: `name: 10`, `name: false`.
pub(super) fn word<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let value = after(text, name).next()?;
    let end = value.find(|c: char| !c.is_alphanumeric() && !"_.".contains(c)).unwrap_or(value.len());
    value.get(..end).filter(|word| !word.is_empty())
}

/// The whole value that a name has, as it is written.
pub(super) fn expression<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    after(text, name).next().map(value).filter(|value| !value.is_empty())
}

/// Whether a name has a value, whatever it is, or is a method.
pub(super) fn has(text: &str, name: &str) -> bool {
    after(text, name).next().is_some() || text.contains(&format!("{name}("))
}

/// The inside of the object that a name has: `name: { … }`.
pub(super) fn block<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let mut all = all(text, name);
    all.sort_by_key(|(depth, _)| *depth);
    all.into_iter().find_map(|(_, value)| inside(value.strip_prefix('{')?))
}

/// The inside of the list that a name has: `name: [ … ]`.
pub(super) fn list<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    after(text, name).find_map(|value| inside(value.strip_prefix('[')?))
}

/// The arguments of the first call of a function, and whatever is inside of them.
pub(super) fn arguments<'t>(text: &'t str, function: &str) -> Option<&'t str> {
    calls(text, function).next()
}

/// The arguments of all calls of a function.
pub(super) fn calls<'t>(text: &'t str, function: &str) -> impl Iterator<Item = &'t str> {
    text.match_indices(function).filter_map(move |(at, function)| {
        let is_part = text.get(..at)?.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let rest = text.get(at + function.len()..)?.strip_prefix('(')?;
        inside(rest).filter(|_| !is_part)
    })
}

/// The text that a function is called with: `name("…")`.
pub(super) fn argument(text: &str, function: &str) -> Option<String> {
    texts(arguments(text, function)?).into_iter().next()
}

/// The texts of a list, or of the arguments of a call, up to the first that is none.
pub(super) fn texts(list: &str) -> Vec<String> {
    items(list).into_iter().map_while(|item| whole(item).map(str::to_owned)).collect()
}

/// The texts that all calls of a function have as their only argument.
pub(super) fn all_arguments(text: &str, function: &str) -> Vec<String> {
    calls(text, function).filter_map(|inside| whole(inside.trim()).map(str::to_owned)).collect()
}

/// The number of items that a list is cut to: `slice(0, 10)`, `slice(-10)`, `i++ < 10`.
pub(super) fn cut(text: &str) -> Option<usize> {
    let marks = ["slice(0,", "slice(-", "++ <", "index <", "limit:", "head(", "head(-"];
    let number = |mark: &&str| {
        let rest = text.split_once(*mark)?.1.trim_start();
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest.get(..end)?.parse().ok()
    };
    marks.iter().find_map(number).filter(|count| *count > 0)
}
