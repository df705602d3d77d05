//! A condition of a program or of a template in, what it asks of an article out, as far as it is about the article alone.
//! Templates write `and`, `or`, `not` and `in` where programs have marks.

use std::cell::Cell;
use std::cmp::Ordering;

use super::budget::Budget;
use super::function::{Body, Function, Statement, definition, statements};
use super::tokens::{Token, tokens};
use super::values::Value;
use super::{inside, items};
use crate::site::generators::condition::{ALWAYS, Condition, Field, Truth};

/// How many statements of a function are read.
const STATEMENTS: usize = 64;

/// What the names of a condition mean.
#[derive(Clone, Debug)]
pub(in crate::site::generators) struct Scope<'s> {
    names: Vec<(String, Value)>,
    /// The program with constants and functions.
    program: &'s str,
    /// The number of articles up to which the condition may be true.
    limit: Cell<Option<usize>>,
    budget: Budget,
}

impl<'s> Scope<'s> {
    pub(in crate::site::generators) fn new(program: &'s str) -> Scope<'s> {
        Scope { names: Vec::new(), program, limit: Cell::default(), budget: Budget::new() }
    }

    /// The same, with names for a value. They may be in brackets: `{ data: { draft } }`.
    pub(in crate::site::generators) fn with(mut self, pattern: &str, value: &Value) -> Scope<'s> {
        self.bind(pattern, value);
        self
    }

    fn bind(&mut self, pattern: &str, value: &Value) {
        let pattern = pattern.trim();
        let Some(list) = pattern.strip_prefix('{').and_then(inside) else {
            let name = pattern.split([':', '=']).next().unwrap_or(pattern).trim();
            self.names.push((name.to_owned(), value.clone()));
            return;
        };
        for item in items(list) {
            let (key, inner) = item.split_once(':').unwrap_or((item, item));
            let key = key.split('=').next().unwrap_or(key).trim();
            self.bind(inner, &value.member(key));
        }
    }

    /// The number of articles that the conditions so far are cut to by the number of a loop.
    pub(in crate::site::generators) fn limit(&self) -> Option<usize> {
        self.limit.get()
    }

    /// What a condition asks; `None` if only running the program tells.
    pub(in crate::site::generators) fn condition(&self, text: &str) -> Option<Condition> {
        self.value(text).truth().condition()
    }

    /// The number that an expression is.
    pub(in crate::site::generators) fn number(&self, text: &str) -> Option<i64> {
        if let Value::Number(number) = self.value(text) { Some(number) } else { None }
    }

    /// What a function, or the name of one, asks of its arguments, an article and its number in a list.
    pub(in crate::site::generators) fn predicate(&self, function: &str) -> Option<Condition> {
        let function = function.trim();
        if function == "Boolean" {
            return Some(ALWAYS);
        }
        let last = function.rsplit('.').next().unwrap_or(function);
        let function = Function::read(function).or_else(|| Function::named(self.program, last))?;
        self.result(&function, &[Value::Article, Value::Index(0)]).truth().condition()
    }

    /// What a function returns for its arguments.
    fn result(&self, function: &Function<'_>, arguments: &[Value]) -> Value {
        let Some(budget) = self.budget.inside() else { return Value::Unknown };
        let mut scope = Scope { budget, ..self.clone() };
        for (parameter, value) in function.parameters.iter().zip(arguments) {
            scope.bind(parameter, value);
        }
        let value = match function.body {
            Body::Expression(result) => scope.value(result),
            Body::Block(block) => scope.block(&statements(block)),
        };
        self.limit.set(scope.limit.get());
        value
    }

    /// What statements return.
    fn block(&mut self, statements: &[Statement<'_>]) -> Value {
        let Some((first, rest)) = statements.split_first() else { return Value::Nothing };
        if rest.len() >= STATEMENTS {
            return Value::Unknown;
        }
        match first {
            Statement::Let(names, value) => {
                let value = self.value(value);
                self.bind(names, &value);
                self.block(rest)
            }
            Statement::Return(value) => self.value(value),
            Statement::If(condition, body) => {
                let condition = self.value(condition).truth();
                let Some(budget) = self.budget.inside() else { return Value::Unknown };
                let taken = Scope { budget, ..self.clone() }.block(&self::statements(body));
                chosen(condition, &taken, &self.block(rest))
            }
            Statement::Other(_) => Value::Unknown,
        }
    }

    /// The value of an expression.
    fn value(&self, text: &str) -> Value {
        let Some(tokens) = tokens(text) else { return Value::Unknown };
        let mut parser = Parser { scope: self, tokens: &tokens };
        parser.expression().filter(|_| parser.tokens.is_empty()).unwrap_or(Value::Unknown)
    }

    fn named(&self, name: &str) -> Value {
        if let Some((_, value)) = self.names.iter().rev().find(|(known, _)| known == name) {
            return value.clone();
        }
        match name {
            "true" | "false" => Value::Truth(name == "true"),
            "undefined" | "null" | "none" | "nil" | "empty" | "blank" => Value::Nothing,
            "process" => Value::Environment,
            "loop" | "forloop" => Value::Loop,
            name => self.constant(name),
        }
    }

    /// The value that a name has in the program.
    fn constant(&self, name: &str) -> Value {
        let (Some(budget), Some(value)) = (self.budget.inside(), definition(self.program, name)) else {
            return Value::Unknown;
        };
        Scope { budget, names: Vec::new(), ..self.clone() }.value(value)
    }

    fn call(&self, name: &str, arguments: &[Value]) -> Value {
        match (name, arguments) {
            ("Boolean", [value]) => value.truth().into(),
            ("Date", [] | [Value::Now]) => Value::Now,
            ("Date", [date]) if date.is_date() => Value::Date,
            ("Date", _) => Value::Unknown,
            _ => match Function::named(self.program, name) {
                Some(function) => self.result(&function, arguments),
                None => Value::Unknown,
            },
        }
    }

    /// Takes a comparison of the number of the article in its loop as a limit.
    fn counted(&self, (one, order, or_equal, other): (&Value, Ordering, bool, &Value)) -> Option<Truth> {
        let (Value::Index(first), Value::Number(number)) = (one, other) else { return None };
        let is_less = order == Ordering::Less;
        let count = number.saturating_sub(*first).saturating_add(i64::from(or_equal == is_less));
        self.limit.set(usize::try_from(count).ok());
        Some(Truth::Known(is_less))
    }
}

/// One of two values, by a condition.
fn chosen(condition: Truth, one: &Value, other: &Value) -> Value {
    match condition {
        Truth::Known(true) => one.clone(),
        Truth::Known(false) => other.clone(),
        Truth::Unknown => Value::Unknown,
        Truth::If(condition) => {
            let taken = vec![Truth::If(condition.clone()), one.truth()];
            let not_taken = vec![Truth::If(condition.not()), other.truth()];
            let all = [taken, not_taken].map(|truths| Truth::together(truths, true));
            Truth::together(all.into(), false).into()
        }
    }
}

struct Parser<'p, 's> {
    scope: &'p Scope<'s>,
    tokens: &'p [Token<'p>],
}

impl Parser<'_, '_> {
    /// Takes a token that is one of these marks or names.
    fn take(&mut self, wanted: &[&str]) -> Option<String> {
        let (first, rest) = self.tokens.split_first()?;
        let (Token::Mark(text) | Token::Name(text)) = first else { return None };
        let found = wanted.contains(text).then(|| (*text).to_owned())?;
        self.tokens = rest;
        Some(found)
    }

    fn expression(&mut self) -> Option<Value> {
        let condition = self.any()?;
        if self.take(&["?"]).is_none() {
            return Some(condition);
        }
        let one = self.expression()?;
        self.take(&[":"])?;
        let other = self.expression()?;
        Some(chosen(condition.truth(), &one, &other))
    }

    fn any(&mut self) -> Option<Value> {
        let mut value = self.all()?;
        while let Some(mark) = self.take(&["||", "or", "??"]) {
            let other = self.all()?;
            value = either(&value, &other, mark == "??");
        }
        Some(value)
    }

    fn all(&mut self) -> Option<Value> {
        let mut value = self.not()?;
        while self.take(&["&&", "and"]).is_some() {
            value = Truth::together(vec![value.truth(), self.not()?.truth()], true).into();
        }
        Some(value)
    }

    /// In templates, `not` is for a whole comparison.
    fn not(&mut self) -> Option<Value> {
        match self.take(&["not"]) {
            Some(_) => Some(self.not()?.truth().not().into()),
            None => self.comparison(),
        }
    }

    fn comparison(&mut self) -> Option<Value> {
        let one = self.sum()?;
        let marks = ["===", "==", "!==", "!=", "<", "<=", ">", ">=", "contains", "in", "not"];
        let Some(mark) = self.take(&marks) else { return Some(one) };
        if mark == "not" {
            self.take(&["in"])?;
        }
        let other = self.sum()?;
        let ordered = |order, or_equal| {
            let counted = self.scope.counted((&one, order, or_equal, &other));
            counted.unwrap_or_else(|| one.compared(order, or_equal, &other))
        };
        let truth = match mark.as_str() {
            "===" | "==" => one.equals(&other),
            "!==" | "!=" => one.equals(&other).not(),
            "<" => ordered(Ordering::Less, false),
            "<=" => ordered(Ordering::Less, true),
            ">" => ordered(Ordering::Greater, false),
            ">=" => ordered(Ordering::Greater, true),
            "contains" => one.method("includes", &[other]).truth(),
            "in" => other.method("includes", &[one]).truth(),
            _ => other.method("includes", &[one]).truth().not(),
        };
        Some(truth.into())
    }

    fn sum(&mut self) -> Option<Value> {
        let mut value = self.product()?;
        while let Some(mark) = self.take(&["+", "-"]) {
            let other = self.product()?;
            value = value.computed(&mark, &other);
        }
        Some(value)
    }

    fn product(&mut self) -> Option<Value> {
        let mut value = self.operand()?;
        while let Some(mark) = self.take(&["*", "/"]) {
            let other = self.operand()?;
            value = value.computed(&mark, &other);
        }
        Some(value)
    }

    fn operand(&mut self) -> Option<Value> {
        if self.take(&["!"]).is_some() {
            return Some(self.operand()?.truth().not().into());
        }
        if self.take(&["-"]).is_some() {
            let Value::Number(number) = self.operand()? else { return None };
            return Some(Value::Number(-number));
        }
        self.take(&["new"]);
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        let value = match first {
            Token::Number(number) => Value::Number(*number),
            Token::Text(text) => Value::Text((*text).to_owned()),
            Token::Name(name) => self.name(name)?,
            Token::Mark("(") => {
                let value = self.expression()?;
                self.take(&[")"])?;
                value
            }
            Token::Mark("[") => list(&self.arguments("]")?),
            Token::Mark(_) => return None,
        };
        self.members(value)
    }

    fn name(&mut self, name: &str) -> Option<Value> {
        if name == "Date" && matches!(self.tokens, [Token::Mark("."), Token::Name("now"), ..]) {
            self.tokens = self.tokens.get(2..)?;
            self.take(&["("]).and_then(|_| self.take(&[")"]))?;
            return Some(Value::Now);
        }
        if name == "import" && matches!(self.tokens, [Token::Mark("."), Token::Name("meta"), ..]) {
            self.tokens = self.tokens.get(2..)?;
            return Some(Value::Environment);
        }
        if name == "Array" && matches!(self.tokens, [Token::Mark("."), Token::Name("isArray"), ..]) {
            self.tokens = self.tokens.get(2..)?;
            self.take(&["("])?;
            return match self.arguments(")")?.as_slice() {
                [Value::Field(field)] => Some(Value::Condition(field.clone().says_something())),
                _ => None,
            };
        }
        if self.take(&["("]).is_some() {
            let arguments = self.arguments(")")?;
            return Some(self.scope.call(name, &arguments));
        }
        Some(self.scope.named(name))
    }

    /// What follows a value: `.name`, `?.name`, `["name"]`, `.name(…)`.
    fn members(&mut self, mut value: Value) -> Option<Value> {
        while let Some(mark) = self.take(&[".", "?.", "["]) {
            if mark == "[" {
                let arguments = self.arguments("]")?;
                let [Value::Text(name)] = arguments.as_slice() else { return None };
                value = value.member(name);
                continue;
            }
            let (Token::Name(name), rest) = self.tokens.split_first()? else { return None };
            self.tokens = rest;
            value = if self.take(&["("]).is_some() {
                let arguments = self.arguments(")")?;
                value.method(name, &arguments)
            } else {
                value.member(name)
            };
        }
        Some(value)
    }

    /// The values up to the bracket that closes them.
    fn arguments(&mut self, close: &str) -> Option<Vec<Value>> {
        let mut values = Vec::new();
        while self.take(&[close]).is_none() {
            values.push(self.expression()?);
            if self.take(&[","]).is_none() {
                self.take(&[close])?;
                break;
            }
        }
        Some(values)
    }
}

/// `one || other`, or `one ?? other`: what stands where the article says nothing.
fn either(one: &Value, other: &Value, is_default: bool) -> Value {
    let is_text = !matches!(other, Value::Truth(_));
    match (one, other) {
        (Value::Nothing, other) => other.clone(),
        // An empty list stands for nothing.
        (one, Value::List(list)) if list.is_empty() => one.clone(),
        (Value::Field(field), literal) if literal.text().is_some() && (is_default || is_text) => {
            Value::Field(Field { default: literal.text(), ..field.clone() })
        }
        (one, other) if one.is_date() && other.is_date() => Value::Date,
        (Value::Field(_), Value::Nothing) => one.clone(),
        (one, _) if is_default => {
            if matches!(one, Value::Field(_)) {
                Value::Unknown
            } else {
                one.clone()
            }
        }
        (one, other) => Truth::together(vec![one.truth(), other.truth()], false).into(),
    }
}

fn list(values: &[Value]) -> Value {
    values.iter().map(Value::text).collect::<Option<_>>().map_or(Value::Unknown, Value::List)
}
