//! A configuration that is a JavaScript, TypeScript or Python program in, its plain values as nested tables out. Only a
//! string literal that is a whole value is read. Computed values are skipped, since a wrong value is worse than none.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::tokens::{Kind, Language, Token, tokens};

/// The string literals assigned to names in JavaScript or TypeScript: `title: "…"` in an object, `const TITLE = "…"`.
/// Names of objects are part of the path, names of functions are not: `defineConfig({ dir: { input: "…" } })` gives
/// `dir.input`. A name with two different values is left out.
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
                let starts_entry = *sign == '=' || at == 0 || is_sign(tokens.get(at - 1), &['{', ',']);
                if let Some(Kind::Text(Some(value))) = value
                    && starts_entry
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

/// The string literals assigned to top-level names of a Python module, at the beginning of a line: `SITENAME = '…'`. As
/// in Python, the last assignment counts.
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

/// A name in the first column, and the string literal assigned to it.
fn assignment(tokens: &[Token]) -> Option<(&String, Option<String>)> {
    let [Token { kind: Kind::Word(name), in_first_column: true, .. }, sign, value @ ..] = tokens else {
        return None;
    };
    let text = match value {
        [Token { kind: Kind::Text(text), .. }] => text.clone(),
        // A string followed by an operator is not a plain value.
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
        // A name with both a text and an object is ignored.
        [name, rest @ ..] => {
            if let Value::Object(inner) =
                table.entry(name.as_str()).or_insert_with(|| Value::Object(Map::new()))
            {
                insert(inner, rest, value);
            }
        }
    }
}

fn is_sign(token: Option<&Token>, signs: &[char]) -> bool {
    token.is_some_and(|token| matches!(&token.kind, Kind::Sign(sign) if signs.contains(sign)))
}

/// Whether a value ends before this token.
fn ends(next: Option<&Token>) -> bool {
    let Some(next) = next else { return true };
    match &next.kind {
        Kind::Sign(sign) => matches!(sign, ',' | ';' | '}'),
        Kind::Word(word) => next.begins_line || word == "as" || word == "satisfies",
        Kind::Text(_) => next.begins_line,
    }
}

/// The name of the value that starts at `at`: an object, an array, or arguments of a function.
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
