//! The settings of a Python module in, their values out. Only plain assignments at the beginning of a line are read:
//! literals, names that were assigned before, `+` between texts, `a if b else c`, texts with names in braces, and what
//! stands in for a variable of the environment. No program is run: what is computed otherwise, or depends on a condition,
//! stays unknown, since a wrong value is worse than none.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::tokens::{Kind, Token, tokens};
use crate::site::rules::Project;

/// The names of a module with their values, `None` for an unknown one, and the file that assigns each.
pub(super) type Names = BTreeMap<String, (Option<Value>, String)>;

/// How deeply values may be nested.
const MAX_NESTING: usize = 32;

/// Reads the names of a module, and of the modules beside it from which it imports all of theirs.
pub(super) fn read(project: Project<'_>, file: &str) -> Names {
    let mut names = Names::new();
    read_into(project, file, &mut BTreeSet::new(), &mut names);
    names
}

fn read_into(project: Project<'_>, file: &str, read: &mut BTreeSet<String>, names: &mut Names) {
    // A module is run once, even if it imports itself.
    let Some(text) = project.text(file).filter(|_| read.insert(file.to_owned())) else { return };
    let tokens = tokens(&text);
    let mut function = None;
    for statement in statements(&tokens) {
        if is_inside(statement, &mut function) {
            continue;
        }
        if let Some(module) = imported(statement).filter(|_| is_certain(statement)) {
            read_into(project, &format!("{}.py", module.replace('.', "/")), read, names);
            continue;
        }
        let Some((targets, value, is_certain)) = assignment(statement) else { continue };
        let value = if is_certain { evaluate(value, names) } else { None };
        for target in targets {
            names.insert(target.to_owned(), (value.clone(), file.to_owned()));
        }
    }
}

/// The statements of a module: at each line that does not go on with the one before.
fn statements(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    let starts: Vec<_> =
        (0..tokens.len()).filter(|at| tokens.get(*at).is_some_and(|token| token.begins)).collect();
    let ends: Vec<_> = starts.iter().skip(1).copied().chain([tokens.len()]).collect();
    starts.into_iter().zip(ends).filter_map(|(start, end)| tokens.get(start..end))
}

/// Whether a statement is in a function or class, whose names are its own. The column of that is kept in `outer`.
fn is_inside(statement: &[Token], outer: &mut Option<usize>) -> bool {
    let Some(first) = statement.first() else { return false };
    if outer.is_some_and(|column| first.column > column) {
        return true;
    }
    let begins = ["def", "class", "async"].iter().any(|word| first.is_word(word));
    *outer = begins.then_some(first.column);
    false
}

/// Whether a statement is in no block, so that it is always reached.
fn is_certain(statement: &[Token]) -> bool {
    statement.first().is_some_and(|first| first.column == 0)
}

/// The module of `from … import *`.
fn imported(statement: &[Token]) -> Option<String> {
    let [from, path @ .., import, star] = statement else { return None };
    if !from.is_word("from") || !import.is_word("import") || !star.is_sign("*") {
        return None;
    }
    let name: String = path.iter().map(Token::text).collect();
    Some(name.trim_start_matches('.').to_owned())
}

/// The names that a statement assigns to, the value, and whether it does so in any case.
fn assignment(statement: &[Token]) -> Option<(Vec<&str>, &[Token], bool)> {
    let is_certain = is_certain(statement);
    let mut targets = Vec::new();
    let mut rest = statement;
    while let [Token { kind: Kind::Word(name), .. }, equals, value @ ..] = rest
        && equals.is_sign("=")
    {
        targets.push(name.as_str());
        rest = value;
    }
    if let [Token { kind: Kind::Word(name), .. }, change, ..] = statement
        && (change.is_sign("+=") || change.is_sign("[") || change.is_sign("."))
    {
        // It changes a value.
        return Some((vec![name], &[], false));
    }
    (!targets.is_empty()).then_some((targets, rest, is_certain))
}

/// The value of an expression.
fn evaluate(tokens: &[Token], names: &Names) -> Option<Value> {
    let mut parser = Expression { tokens, at: 0, names, depth: 0 };
    let value = parser.tuple(None)?;
    (parser.at == tokens.len()).then_some(value)
}

struct Expression<'e> {
    tokens: &'e [Token],
    at: usize,
    names: &'e Names,
    depth: usize,
}

impl<'e> Expression<'e> {
    fn peek(&self) -> Option<&'e Token> {
        self.tokens.get(self.at)
    }

    fn next_if(&mut self, is_wanted: impl Fn(&Token) -> bool) -> bool {
        let found = self.peek().is_some_and(is_wanted);
        self.at += usize::from(found);
        found
    }

    fn takes(&mut self, sign: &str) -> bool {
        self.next_if(|token| token.is_sign(sign))
    }

    /// Values with commas between them, to a closing sign, which it takes. Without a comma, it is a single value.
    fn tuple(&mut self, closing: Option<&str>) -> Option<Value> {
        let (values, has_comma) = self.values(closing)?;
        match (has_comma, values.len()) {
            (false, 1) => values.into_iter().next(),
            (true | false, _) => Some(Value::Array(values)),
        }
    }

    fn values(&mut self, closing: Option<&str>) -> Option<(Vec<Value>, bool)> {
        let (mut values, mut has_comma) = (Vec::new(), false);
        loop {
            let is_end = match closing {
                Some(closing) => self.takes(closing),
                None => self.peek().is_none(),
            };
            if is_end {
                return Some((values, has_comma));
            }
            if !values.is_empty() && !has_comma_before(self.tokens, self.at) {
                return None;
            }
            values.push(self.conditional()?);
            has_comma |= self.takes(",");
        }
    }

    /// `a if b else c`
    fn conditional(&mut self) -> Option<Value> {
        self.depth += 1;
        let value = if self.depth > MAX_NESTING { None } else { self.conditional_inside() };
        self.depth -= 1;
        value
    }

    fn conditional_inside(&mut self) -> Option<Value> {
        let start = self.at;
        let value = self.sum();
        if value.is_none() {
            self.at = self.operand_end(start);
        }
        if !self.next_if(|token| token.is_word("if")) {
            return value;
        }
        let is_true = self.condition();
        if !self.next_if(|token| token.is_word("else")) {
            return None;
        }
        let otherwise = self.conditional();
        if is_true? { value } else { otherwise }
    }

    /// The end of an expression that cannot be read: before `if`, `else`, a comma or a closing bracket.
    fn operand_end(&self, start: usize) -> usize {
        let mut depth = 0_usize;
        let ends = |token: &Token| {
            if token.is_open() {
                depth += 1;
            }
            let is_end = depth == 0
                && (token.is_word("if") || token.is_word("else") || token.is_sign(",") || token.is_close());
            if token.is_close() {
                depth = depth.saturating_sub(1);
            }
            is_end
        };
        let rest = self.tokens.get(start..).unwrap_or_default();
        start + rest.iter().position(ends).unwrap_or(rest.len())
    }

    /// A condition, if its truth is known.
    fn condition(&mut self) -> Option<bool> {
        let is_negated = self.next_if(|token| token.is_word("not"));
        let start = self.at;
        let value = self.sum();
        let is_whole = self.peek().is_some_and(|token| token.is_word("else"));
        if !is_whole {
            self.at = self.operand_end(start);
        }
        let is_true = truth(&value.filter(|_| is_whole)?);
        Some(is_true != is_negated)
    }

    /// Texts with `+` between them.
    fn sum(&mut self) -> Option<Value> {
        let mut value = self.atom()?;
        while self.takes("+") {
            value = match (value, self.atom()?) {
                (Value::String(first), Value::String(second)) => Value::String(first + &second),
                (Value::Array(mut first), Value::Array(second)) => {
                    first.extend(second);
                    Value::Array(first)
                }
                _ => return None,
            };
        }
        Some(value)
    }

    fn atom(&mut self) -> Option<Value> {
        let token = self.peek()?;
        self.at += 1;
        match &token.kind {
            Kind::Text(_) | Kind::Form(_) => {
                self.at -= 1;
                self.joined().map(Value::String)
            }
            Kind::Number(number) => serde_json::from_str(number).ok().map(Value::Number),
            Kind::Word(word) => self.word(word),
            Kind::Sign(sign) => match *sign {
                "(" => self.tuple(Some(")")),
                "[" => self.values(Some("]")).map(|(values, _)| Value::Array(values)),
                "{" => self.table(),
                "-" => match self.atom()? {
                    Value::Number(number) => serde_json::from_str(&format!("-{number}")).ok(),
                    Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
                        None
                    }
                },
                _ => None,
            },
        }
        .filter(|_| {
            !self.peek().is_some_and(|next| [".", "(", "[", "%"].iter().any(|sign| next.is_sign(sign)))
        })
    }

    fn word(&mut self, word: &str) -> Option<Value> {
        match word {
            "os" | "environ" | "getenv" => self.without_variable(),
            "True" => Some(Value::Bool(true)),
            "False" => Some(Value::Bool(false)),
            "None" => Some(Value::Null),
            name => self.names.get(name)?.0.clone(),
        }
    }

    /// Text literals one after the other are one text.
    fn joined(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            match self.peek().map(|token| &token.kind) {
                Some(Kind::Text(more)) => text.push_str(more.as_ref()?),
                Some(Kind::Form(form)) => text.push_str(&self.filled(form)?),
                Some(Kind::Word(_) | Kind::Number(_) | Kind::Sign(_)) | None => return Some(text),
            }
            self.at += 1;
        }
    }

    /// A text with the values of the names in its braces.
    fn filled(&self, form: &str) -> Option<String> {
        let (mut text, mut rest) = (String::new(), form);
        while let Some(at) = rest.find(['{', '}']) {
            let (before, after) = rest.split_at_checked(at)?;
            text.push_str(before);
            if let Some((brace, after)) = [("{{", '{'), ("}}", '}')]
                .into_iter()
                .find_map(|(twice, brace)| Some((brace, after.strip_prefix(twice)?)))
            {
                text.push(brace);
                rest = after;
                continue;
            }
            let (name, after) = after.strip_prefix('{')?.split_once('}')?;
            match self.names.get(name.trim())?.0.as_ref()? {
                Value::String(value) => text.push_str(value),
                Value::Number(number) => text.push_str(&number.to_string()),
                Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
            }
            rest = after;
        }
        Some(text + rest)
    }

    /// `.environ.get("NAME", value)`, `.getenv("NAME", value)`: the value without such a variable.
    fn without_variable(&mut self) -> Option<Value> {
        while !self.takes("(") {
            let is_part = |token: &Token| {
                token.is_sign(".") || ["environ", "getenv", "get"].iter().any(|word| token.is_word(word))
            };
            self.next_if(is_part).then_some(())?;
        }
        let (arguments, _) = self.values(Some(")"))?;
        let [_, value] = arguments.as_slice() else { return None };
        Some(value.clone())
    }

    /// The entries of `{…}`. Values that are not known are left out.
    fn table(&mut self) -> Option<Value> {
        let mut table = Map::new();
        while !self.takes("}") {
            let Value::String(key) = self.sum()? else { return None };
            if !self.takes(":") {
                return None;
            }
            let start = self.at;
            match self.conditional() {
                Some(value) => drop(table.insert(key, value)),
                None => self.at = self.operand_end(start),
            }
            if !self.takes(",") && !self.peek()?.is_sign("}") {
                return None;
            }
        }
        Some(Value::Object(table))
    }
}

fn has_comma_before(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|token| token.is_sign(","))
}

fn truth(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(truth) => *truth,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(values) => !values.is_empty(),
        Value::Object(table) => !table.is_empty(),
    }
}
