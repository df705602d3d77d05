//! The plain values of a configuration that is a program: JavaScript, TypeScript or Python in, nested values out. Only a
//! text that stands by itself behind its name is read; what is computed, joined or chosen is left alone, since a wrong
//! value would be worse than none.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::tokens::{Kind, Language, Token, tokens};

/// The texts that a program of JavaScript or TypeScript gives to names: `title: "…"` in an object, `const TITLE = "…"`.
/// An object's name counts, what it is handed to does not: `defineConfig({ dir: { input: "…" } })` gives `dir.input`. A
/// name with two different values has none.
pub(super) fn javascript(text: &str) -> Value {
    let tokens = tokens(text, Language::JavaScript);
    let mut found: BTreeMap<Vec<String>, Option<String>> = BTreeMap::new();
    let mut open: Vec<Option<String>> = Vec::new();
    for at in 0..tokens.len() {
        let kind = |offset: usize| tokens.get(at + offset).map(|token| &token.kind);
        let named = |name: &str| {
            let outer = open.iter().flatten().cloned();
            outer.chain([name.to_owned()]).collect::<Vec<_>>()
        };
        match (kind(0), kind(1), kind(2)) {
            (
                Some(Kind::Word(name) | Kind::Text(Some(name))),
                Some(Kind::Sign(sign @ (':' | '='))),
                value,
            ) => {
                let begins = *sign == '=' || at == 0 || follows(tokens.get(at - 1), &['{', ',']);
                if let Some(Kind::Text(Some(value))) = value
                    && begins
                    && ends(tokens.get(at + 3))
                {
                    let value = value.clone();
                    let entry = found.entry(named(name)).or_insert_with(|| Some(value.clone()));
                    *entry = entry.take().filter(|known| *known == value);
                }
            }
            (Some(Kind::Sign('{' | '[' | '(')), ..) => open.push(name_before(&tokens, at)),
            (Some(Kind::Sign('}' | ']' | ')')), ..) => {
                open.pop();
            }
            _ => {}
        }
    }
    nested(found)
}

/// The texts that a module of Python gives to its own names, at the beginning of a line: `SITENAME = '…'`. As in Python,
/// the last one counts.
pub(super) fn python(text: &str) -> Value {
    let tokens = tokens(text, Language::Python);
    let mut found = BTreeMap::new();
    for at in 0..tokens.len() {
        if let Some((name, text)) = tokens.get(at..).and_then(assignment) {
            found.insert(vec![name.clone()], text);
        }
    }
    nested(found)
}

/// A name in the first column, and the plain text that it is given.
fn assignment(tokens: &[Token]) -> Option<(&String, Option<String>)> {
    let [Token { kind: Kind::Word(name), at_margin: true, .. }, sign, value @ ..] = tokens else {
        return None;
    };
    let text = match value {
        [Token { kind: Kind::Text(text), .. }] => text.clone(),
        // A text that something is joined to or asked of is no plain one.
        [Token { kind: Kind::Text(text), .. }, next, ..] => text.clone().filter(|_| next.begins_line),
        _ => None,
    };
    (sign.kind == Kind::Sign('=')).then_some((name, text))
}

fn nested(found: BTreeMap<Vec<String>, Option<String>>) -> Value {
    let mut root = Map::new();
    for (path, value) in found {
        if let Some(value) = value {
            insert(&mut root, &path, value);
        }
    }
    Value::Object(root)
}

fn insert(table: &mut Map<String, Value>, path: &[String], value: String) {
    match path {
        [] => {}
        [name] => {
            table.entry(name.as_str()).or_insert(Value::String(value));
        }
        // What is both a text and an object is nobody's setting.
        [name, rest @ ..] => {
            if let Value::Object(inner) =
                table.entry(name.as_str()).or_insert_with(|| Value::Object(Map::new()))
            {
                insert(inner, rest, value);
            }
        }
    }
}

fn follows(token: Option<&Token>, signs: &[char]) -> bool {
    token.is_some_and(|token| matches!(&token.kind, Kind::Sign(sign) if signs.contains(sign)))
}

/// Whether a value is whole where this token comes next.
fn ends(next: Option<&Token>) -> bool {
    let Some(next) = next else { return true };
    match &next.kind {
        Kind::Sign(sign) => matches!(sign, ',' | ';' | '}'),
        Kind::Word(word) => next.begins_line || word == "as" || word == "satisfies",
        Kind::Text(_) => next.begins_line,
    }
}

/// The name of the value that opens at `at`: of an object, a list, or what a function is handed.
fn name_before(tokens: &[Token], at: usize) -> Option<String> {
    let before = tokens.get(..at)?;
    let is_callee = |token: &&Token| matches!(token.kind, Kind::Word(_) | Kind::Sign('.'));
    let skipped = match tokens.get(at)?.kind {
        Kind::Sign('(') => before.iter().rev().take_while(is_callee).count(),
        Kind::Word(_) | Kind::Text(_) | Kind::Sign(_) => 0,
    };
    match before.get(..at - skipped)? {
        [
            ..,
            Token { kind: Kind::Word(name) | Kind::Text(Some(name)), .. },
            Token { kind: Kind::Sign(':'), .. },
        ] => Some(name.clone()),
        _ => None,
    }
}
