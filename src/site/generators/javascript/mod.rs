//! The text of a program in JavaScript or TypeScript in, the plain values of names in it out. What is computed, and what
//! has different values, is unknown. The program is not run, and its grammar is not known: only its strings, comments and
//! brackets are.

mod aliases;
mod articles;
mod budget;
mod condition;
mod date_forms;
mod dates;
mod entries;
pub(super) mod filter;
mod function;
mod names;
mod order;
mod program;
mod reader;
mod refusal;
mod texts;
mod tokens;
mod values;
mod vite;

pub(super) use articles::{Articles, Source};
pub(super) use budget::Budget;
pub(super) use condition::Scope;
pub(super) use date_forms::{FormLanguage, of_methods};
pub(super) use dates::{date, instant};
pub(super) use entries::{Loop, loops, may_skip};
pub(super) use function::{Body, Function, definition};
pub(super) use order::ByDate;
pub(super) use program::Program;
pub(super) use reader::{Argument, Reader};
pub(super) use texts::shows_text;
pub(super) use values::{Dates, Value};

pub(super) use crate::source::javascript::{
    Statement, Token, inside, items, outside, statements, tokens, value, without_comments,
};

use crate::source::javascript::{Code, depths, is_name, is_part_of_name, nested, string};
use refusal::ternary;

/// What is inside of brackets that are all of a text.
fn in_brackets(text: &str, open: char) -> Option<&str> {
    let rest = text.strip_prefix(open)?;
    let inner = inside(rest)?;
    (inner.len() + 1 == rest.len()).then_some(inner)
}

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

/// What follows the name of a variable and its type, if it gets a value: `const name: Type = …`.
fn untyped<'t>(before: &str, rest: &'t str) -> &'t str {
    let is_defined = ["const", "let", "var"].iter().any(|word| before.trim_end().ends_with(word));
    if !is_defined || !rest.starts_with(':') {
        return rest;
    }
    let places = outside_of_brackets(rest, |at, c| {
        let behind = rest.get(at + 1..).unwrap_or_default();
        match c {
            '=' => !behind.starts_with('>'),
            '\n' => STATEMENTS.iter().any(|word| behind.trim_start().starts_with(word)),
            c => c == ';',
        }
    });
    places.and_then(|at| rest.get(at..)).filter(|rest| rest.starts_with('=')).unwrap_or_default()
}

/// The beginnings of statements.
const STATEMENTS: &[&str] = &["const ", "export ", "function ", "if ", "let ", "return ", "var "];

/// The first place in no brackets where something is so.
fn outside_of_brackets(text: &str, is_wanted: impl Fn(usize, char) -> bool) -> Option<usize> {
    let mut depth = 0_usize;
    let found = Code::of(text).find(|(at, c)| {
        depth = nested(depth, *c);
        depth == 0 && is_wanted(*at, *c)
    });
    found.map(|(at, _)| at)
}

/// What follows a name and its `:` or `=`, where the name is in the fewest brackets.
fn after<'t>(text: &'t str, name: &str) -> impl Iterator<Item = &'t str> {
    let all = all(text, name);
    let least = all.iter().map(|(depth, _)| *depth).min();
    all.into_iter().filter(move |(depth, _)| Some(*depth) == least).map(|(_, value)| value)
}

/// The text of a literal that is the whole value.
fn whole(value: &str) -> Option<String> {
    let (inside, rest) = string(value)?;
    let rest = rest.trim_start_matches([' ', '\t']);
    let is_end = rest.is_empty() || rest.starts_with([',', ';', '}', ')', ']', '\n', '\r']);
    (is_end || rest.starts_with("as ") || rest.starts_with("satisfies ")).then_some(inside)
}

/// The text of a value: a literal, a template of constants, the name of a constant, or what stands there if a variable of
/// the environment is not set. Constants are looked for in `text`.
fn constant(text: &str, value: &str, budget: &Budget) -> Option<String> {
    if let Some(literal) = whole(value) {
        return Some(literal);
    }
    let value = self::value(value).lines().next()?.trim();
    if let Some(template) = value.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) {
        return filled(text, template, budget);
    }
    if let Some((asked, otherwise)) = value.split_once("||").or_else(|| value.split_once("??")) {
        let is_asked = asked.contains(".env.") || asked.contains(".env[");
        return if is_asked { constant(text, otherwise.trim(), &budget.inside()?) } else { None };
    }
    named(text, value, budget)
}

/// The text of the constant of a name, such as `URL` or `SITE.url`.
fn named(text: &str, name: &str, budget: &Budget) -> Option<String> {
    let budget = &budget.inside()?;
    match name.split_once('.') {
        None if is_name(name) => defined(text, name, budget),
        // A table in another, of which the outer one may be a module.
        Some((table, rest)) if is_name(table) && rest.contains('.') => {
            named(block(text, table).unwrap_or(text), rest, budget)
        }
        Some((table, key)) if is_name(table) && is_name(key) => defined(block(text, table)?, key, budget)
            .or_else(|| constant(text, after(block(text, table)?, key).next()?, budget)),
        None | Some(_) => None,
    }
}

/// A template whose expressions are constants.
fn filled(text: &str, template: &str, budget: &Budget) -> Option<String> {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once("${") {
        let (name, behind) = behind.split_once('}')?;
        filled.push_str(before);
        filled.push_str(&named(text, name.trim(), budget)?);
        rest = behind;
    }
    Some(filled + rest)
}

fn defined(text: &str, name: &str, budget: &Budget) -> Option<String> {
    let mut values = after(text, name).map(|value| constant(text, value, budget));
    let first = values.next()??;
    values.all(|other| other.as_ref() == Some(&first)).then_some(first)
}

/// The text that a name has: `name: "…"`, or `name = "…"`.
pub(super) fn literal(text: &str, name: &str) -> Option<String> {
    defined(text, name, &Budget::new())
}

/// The text that a name has in a part of a program, whose constants may be anywhere in it.
pub(super) fn literal_in(part: &str, program: &str, name: &str) -> Option<String> {
    let budget = Budget::new();
    let mut values = after(part, name).map(|value| constant(program, value, &budget));
    let first = values.next()??;
    values.all(|other| other.as_ref() == Some(&first)).then_some(first)
}

/// The text that an expression in a program has.
pub(super) fn text_of(program: &str, expression: &str) -> Option<String> {
    constant(program, expression, &Budget::new())
}

/// The texts that a name has in a part of a program, whose constants may be anywhere in it: `name: "…"`,
/// `name: [BASE, ...OTHERS]`, or `name: ALL`.
pub(super) fn literals_in(part: &str, program: &str, name: &str) -> Option<Vec<String>> {
    list_of(program, after(part, name).next()?, &Budget::new())
}

/// The texts of a list, of the name of one, of the keys of an object, or the only text.
pub(super) fn texts_of(program: &str, expression: &str) -> Option<Vec<String>> {
    list_of(program, expression, &Budget::new())
}

fn list_of(program: &str, value: &str, budget: &Budget) -> Option<Vec<String>> {
    let budget = &budget.inside()?;
    let value = self::value(value);
    if let Some(list) = value.strip_prefix('[') {
        let part = |item: &str| match item.strip_prefix("...") {
            Some(others) => list_of(program, others, budget),
            None => constant(program, item, budget).map(|text| vec![text]),
        };
        return Some(items(inside(list)?).into_iter().map(part).collect::<Option<Vec<_>>>()?.concat());
    }
    if let Some(object) = value.strip_prefix("Object.keys(") {
        let keys = items(block(program, inside(object)?.trim())?).into_iter();
        let key = |item: &str| Some(item.split_once(':')?.0.trim().trim_matches(['"', '\'']).to_owned());
        return keys.map(key).collect();
    }
    let name = value.lines().next()?.split(" as ").next()?.trim();
    let named = || list_of(program, after(program, name).next().filter(|_| is_name(name))?, budget);
    constant(program, value, budget).map(|text| vec![text]).or_else(named)
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

/// The arguments of all calls of a function, or with a dot before its name, of a method.
pub(super) fn calls<'t>(text: &'t str, function: &str) -> impl Iterator<Item = &'t str> {
    text.match_indices(function).filter_map(move |(at, function)| {
        let goes_on = text.get(..at)?.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let is_part = goes_on && !function.starts_with('.');
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
    items(list).into_iter().map_while(whole).collect()
}

/// What a method is called for, of which the text before its dot is given: names, members and calls.
pub(super) fn call_before(text: &str) -> &str {
    let mut start = text.len();
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        let behind = || text.get(at + c.len_utf8()..).unwrap_or_default();
        match c {
            ')' | ']' | '}' => depth += 1,
            '(' | '[' | '{' if depth == 0 => break,
            '(' | '[' | '{' => depth -= 1,
            _ if depth > 0 => {}
            // A call may go on in the next line.
            c if c.is_whitespace() && behind().trim_start().starts_with(['.', '?']) => {}
            c if is_part_of_name(c) || c == '.' || c == '?' => {}
            _ => break,
        }
        start = at;
    }
    text.get(start..).unwrap_or_default().trim().trim_start_matches("...")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_that_stand_for_each_other_come_to_an_end() {
        let lists = |name: char| format!("[{}]", format!("...{name}, ").repeat(1000));
        let program = ['a', 'b', 'c', 'd'].map(|name| format!("const {name} = {};\n", lists(name)));
        assert_eq!(texts_of(&program.concat(), "a"), None);
        let others = "const a = [...b, c];\nconst b = ['x', 'y'];\nconst c = `${d}z`, d = 'z';\n";
        assert_eq!(texts_of(others, "a"), Some(["x", "y", "zz"].map(str::to_owned).into()));
        let templates = ["const a = `${b}`;\n", "const b = `${a}${a}`;\n"].concat();
        assert_eq!(text_of(&templates, "a"), None);
        assert_eq!(text_of("", &("process.env.A || ".repeat(10_000) + "'x'")), None);
        assert_eq!(text_of("", "process.env.A || 'x'"), Some("x".to_owned()));
    }
}
