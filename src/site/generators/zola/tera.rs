//! An expression of a template in, what it is for each article out, as far as that is known without running Zola.

use super::facts::{ANCESTORS, FILE, PATH, nearest};
use crate::site::generators::condition::{Condition, Fact, Field, NumberOrder, Test, Truth, Truthiness};

/// The macro of the theme tabi, and of those that are made from it, that reads a setting of an article or of its sections.
const SETTING: &str = "::evaluate_setting_priority";

/// The maximum number of words and marks of an expression.
const MAX_TOKENS: usize = 256;

/// The value of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Unknown,
    Nil,
    /// A text, a number or a truth.
    Text(String),
    Field(Field),
    Truth(Truth),
    /// The number of the article in its loop, from 0 or 1 on.
    Index(usize),
}

/// A value that is there, but is not known.
const SOMETHING: Value = Value::Truth(Truth::Known(true));

/// What is known where an expression stands.
pub(super) struct Scope<'a> {
    /// The variable of the article.
    pub(super) variable: &'a str,
    /// The values of other names.
    pub(super) known: &'a dyn Fn(&str) -> Value,
}

impl Scope<'_> {
    /// Whether an expression is true.
    pub(super) fn truth(&self, text: &str) -> Truth {
        self.value(text).truth()
    }

    pub(super) fn value(&self, text: &str) -> Value {
        let tokens = tokens(text);
        if tokens.len() > MAX_TOKENS {
            return Value::Unknown;
        }
        let mut parser = Parser { scope: self, tokens, at: 0 };
        let value = parser.any();
        if parser.at == parser.tokens.len() { value } else { Value::Unknown }
    }

    fn named(&self, name: &str) -> Value {
        match name {
            "true" | "false" => return Value::Text(name.to_owned()),
            "loop.index" => return Value::Index(1),
            "loop.index0" => return Value::Index(0),
            _ => {}
        }
        let Some(member) = name.strip_prefix(self.variable).and_then(|rest| rest.strip_prefix('.')) else {
            return if name == self.variable { SOMETHING } else { (self.known)(name) };
        };
        let given = |name: &str| Value::Field(Field { fact: Fact::Given(name.to_owned()), default: None });
        match member {
            PATH | FILE | ANCESTORS => given(member),
            // Feeds have no articles without one, and no drafts.
            "date" => SOMETHING,
            "draft" => Value::Text("false".to_owned()),
            "title" | "description" | "updated" | "weight" | "authors" | "extra" | "taxonomies" => {
                Value::Field(Field::key(&[member]))
            }
            _ if ["extra.", "taxonomies."].iter().any(|start| member.starts_with(start)) => {
                Value::Field(Field::key(&member.split('.').collect::<Vec<_>>()))
            }
            _ => Value::Unknown,
        }
    }
}

impl Value {
    pub(super) fn truth(self) -> Truth {
        match self {
            Value::Unknown | Value::Index(_) => Truth::Unknown,
            Value::Nil => Truth::Known(false),
            Value::Text(text) => Truth::Known(!matches!(text.as_str(), "" | "false" | "0")),
            Value::Field(field) => Truth::If(Condition::Is(field, Test::True(Truthiness::Filled))),
            Value::Truth(truth) => truth,
        }
    }

    fn defined(self) -> Truth {
        match self {
            Value::Unknown => Truth::Unknown,
            Value::Nil => Truth::Known(false),
            Value::Text(_) | Value::Index(_) | Value::Truth(_) => Truth::Known(true),
            Value::Field(field) => Truth::If(field.says_something()),
        }
    }

    fn is(self, other: Value) -> Truth {
        match (self, other) {
            (Value::Text(one), Value::Text(other)) => Truth::Known(one == other),
            (Value::Field(field), Value::Text(text)) | (Value::Text(text), Value::Field(field)) => {
                Truth::If(field.one_of(&[&text]))
            }
            (Value::Truth(truth), Value::Text(text)) if text == "true" => truth,
            (Value::Truth(truth), Value::Text(text)) if text == "false" => truth.not(),
            (Value::Nil, Value::Text(_)) | (Value::Text(_), Value::Nil) => Truth::Known(false),
            (Value::Index(first), Value::Text(count)) => {
                let until = |number: usize| Condition::First(number.saturating_sub(first));
                let is_it =
                    |number: usize| until(number.saturating_add(1)).and(Condition::not(until(number)));
                count.parse().map_or(Truth::Unknown, |number| Truth::If(is_it(number)))
            }
            _ => Truth::Unknown,
        }
    }

    /// Whether it is below a number, or that number itself.
    fn below(self, other: &Value, adds: usize) -> Truth {
        match (self, other) {
            (Value::Index(first), Value::Text(count)) => {
                count.parse().map_or(Truth::Unknown, |number: usize| {
                    Truth::If(Condition::First(number.saturating_add(adds).saturating_sub(first)))
                })
            }
            _ => Truth::Unknown,
        }
    }

    /// Whether what an article says is a number in an order with another.
    fn ordered(self, mark: &str, other: &Value) -> Truth {
        let number = if let Value::Text(text) = other { text.parse().ok() } else { None };
        match (self, number.and_then(|number| NumberOrder::by_mark(mark, number))) {
            (Value::Field(field), Some(number)) => Truth::If(field.ordered(number)),
            _ => Truth::Unknown,
        }
    }

    fn contains(self, part: Value) -> Truth {
        self.passes(part, Test::Contains)
    }

    fn passes(self, text: Value, test: fn(String) -> Test) -> Truth {
        match (self, text) {
            (Value::Field(field), Value::Text(text)) => Truth::If(Condition::Is(field, test(text))),
            (Value::Nil, _) => Truth::Known(false),
            _ => Truth::Unknown,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'t> {
    Word(&'t str),
    Text(&'t str),
    Mark(&'t str),
}

const MARKS: &[&str] =
    &["==", "!=", "<=", ">=", "<", ">", "(", ")", "[", "]", ",", "=", "|", "~", "+", "-", "*", "/"];

fn tokens(text: &str) -> Vec<Token<'_>> {
    let (mut tokens, mut rest) = (Vec::new(), text.trim_start());
    while let Some(first) = rest.chars().next() {
        let is_part = |c: char| c.is_alphanumeric() || "_.:".contains(c);
        let (token, after) = if ['"', '\'', '`'].contains(&first) {
            let quoted = rest.get(1..).and_then(|inside| inside.split_once(first));
            let Some((inside, after)) = quoted else { return vec![Token::Mark("?")] };
            (Token::Text(inside), after)
        } else if is_part(first) {
            let (word, after) = rest.split_at(rest.find(|c| !is_part(c)).unwrap_or(rest.len()));
            (Token::Word(word), after)
        } else {
            let mark = MARKS.iter().find_map(|mark| Some((*mark, rest.strip_prefix(mark)?)));
            let Some((mark, after)) = mark else { return vec![Token::Mark("?")] };
            (Token::Mark(mark), after)
        };
        tokens.push(token);
        rest = after.trim_start();
    }
    tokens
}

struct Parser<'p, 'a> {
    scope: &'p Scope<'a>,
    tokens: Vec<Token<'p>>,
    at: usize,
}

impl<'p> Parser<'p, '_> {
    fn takes(&mut self, token: Token<'_>) -> bool {
        let is_it = self.tokens.get(self.at) == Some(&token);
        self.at += usize::from(is_it);
        is_it
    }

    fn next(&mut self) -> Option<Token<'p>> {
        let token = self.tokens.get(self.at).copied();
        self.at += 1;
        token
    }

    fn any(&mut self) -> Value {
        let first = self.all();
        let mut truths = Vec::new();
        while self.takes(Token::Word("or")) {
            truths.push(self.all().truth());
        }
        Self::together(first, truths, Truth::any)
    }

    fn all(&mut self) -> Value {
        let first = self.negated();
        let mut truths = Vec::new();
        while self.takes(Token::Word("and")) {
            truths.push(self.negated().truth());
        }
        Self::together(first, truths, Truth::all)
    }

    fn together(first: Value, mut others: Vec<Truth>, join: fn(Vec<Truth>) -> Truth) -> Value {
        if others.is_empty() {
            return first;
        }
        others.insert(0, first.truth());
        Value::Truth(join(others))
    }

    fn negated(&mut self) -> Value {
        if self.takes(Token::Word("not")) {
            Value::Truth(self.negated().truth().not())
        } else {
            self.compared()
        }
    }

    fn compared(&mut self) -> Value {
        let value = self.filtered();
        let Some(token) = self.tokens.get(self.at).copied() else { return value };
        let is_not = token == Token::Word("not") && self.tokens.get(self.at + 1) == Some(&Token::Word("in"));
        self.at += usize::from(is_not);
        let truth = match self.tokens.get(self.at).copied().unwrap_or(token) {
            Token::Word("is") => return Value::Truth(self.tested(value)),
            Token::Word("in") => {
                self.at += 1;
                let contains = self.filtered().contains(value);
                if is_not { contains.not() } else { contains }
            }
            Token::Mark(mark @ ("==" | "!=" | "<" | "<=" | ">" | ">=")) => {
                self.at += 1;
                let other = self.filtered();
                match mark {
                    "<" | "<=" | ">" | ">=" if matches!(value, Value::Field(_)) => {
                        value.ordered(mark, &other)
                    }
                    "==" => value.is(other),
                    "!=" => value.is(other).not(),
                    "<" => value.below(&other, 0),
                    "<=" => value.below(&other, 1),
                    ">=" => value.below(&other, 0).not(),
                    _ => value.below(&other, 1).not(),
                }
            }
            Token::Word(_) | Token::Text(_) | Token::Mark(_) => return value,
        };
        Value::Truth(truth)
    }

    /// `is defined`, `is not containing("x")`
    fn tested(&mut self, value: Value) -> Truth {
        self.at += 1;
        let is_not = self.takes(Token::Word("not"));
        let Some(Token::Word(name)) = self.next() else { return Truth::Unknown };
        let argument = if self.takes(Token::Mark("(")) { self.arguments(")").pop() } else { None };
        let argument = argument.map(|(_, value)| value);
        let truth = match (name, argument) {
            ("defined", None) => value.defined(),
            ("undefined", None) => value.defined().not(),
            ("containing", Some(part)) => value.contains(part),
            ("starting_with", Some(start)) => value.passes(start, Test::StartsWith),
            _ => Truth::Unknown,
        };
        if is_not { truth.not() } else { truth }
    }

    fn filtered(&mut self) -> Value {
        let mut value = self.operand();
        loop {
            if self.takes(Token::Mark("|")) {
                let name = self.next();
                let arguments = if self.takes(Token::Mark("(")) { self.arguments(")") } else { Vec::new() };
                value = match (name, value, arguments.as_slice()) {
                    (Some(Token::Word("default")), Value::Field(field), [(_, Value::Text(text))]) => {
                        Value::Field(Field { default: Some(text.clone()), ..field })
                    }
                    (Some(Token::Word("default")), Value::Nil, [(_, value)]) => value.clone(),
                    (Some(Token::Word("default")), value @ (Value::Text(_) | Value::Truth(_)), _) => value,
                    _ => Value::Unknown,
                };
            } else if ["~", "+", "-", "*", "/"].iter().any(|mark| self.takes(Token::Mark(mark))) {
                self.operand();
                value = Value::Unknown;
            } else {
                return value;
            }
        }
    }

    fn operand(&mut self) -> Value {
        match self.next() {
            Some(Token::Text(text)) => Value::Text(text.to_owned()),
            Some(Token::Mark("(")) => {
                let value = self.any();
                if self.takes(Token::Mark(")")) { value } else { Value::Unknown }
            }
            Some(Token::Mark("[")) => {
                self.arguments("]");
                Value::Unknown
            }
            Some(Token::Word(name)) if self.takes(Token::Mark("(")) => {
                let arguments = self.arguments(")");
                called(name, &arguments)
            }
            Some(Token::Word(name)) if name.starts_with(|c: char| c.is_ascii_digit()) => {
                Value::Text(name.to_owned())
            }
            Some(Token::Word(name)) => self.member(name),
            Some(Token::Mark(_)) | None => Value::Unknown,
        }
    }

    /// A name with keys in brackets.
    fn member(&mut self, name: &str) -> Value {
        let mut name = name.to_owned();
        while self.takes(Token::Mark("[")) {
            match self.arguments("]").as_slice() {
                [(_, Value::Text(key))] => name = format!("{name}.{key}"),
                _ => return Value::Unknown,
            }
        }
        self.scope.named(&name)
    }

    /// Values up to a mark, with their names.
    fn arguments(&mut self, end: &str) -> Vec<(&'p str, Value)> {
        let mut arguments = Vec::new();
        while self.at < self.tokens.len() && !self.takes(Token::Mark(end)) {
            let name = match (self.tokens.get(self.at), self.tokens.get(self.at + 1)) {
                (Some(Token::Word(name)), Some(Token::Mark("="))) => *name,
                _ => "",
            };
            self.at += if name.is_empty() { 0 } else { 2 };
            let before = self.at;
            arguments.push((name, self.any()));
            self.takes(Token::Mark(","));
            // What is no expression is passed over.
            self.at = self.at.max(before + 1);
        }
        arguments
    }
}

/// The result of a function or a macro.
fn called(name: &str, arguments: &[(&str, Value)]) -> Value {
    let of = |wanted: &str| arguments.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value);
    match of("setting") {
        Some(Value::Text(setting)) if name.ends_with(SETTING) && of("page").is_some() => {
            let is_text =
                |value: &Value| if let Value::Text(text) = value { Some(text.clone()) } else { None };
            let default = of("default_global_value").and_then(is_text);
            Value::Field(Field { default, ..nearest(setting) })
        }
        _ => Value::Unknown,
    }
}
