//! A condition of a program or of a template in, what it asks of an article out, as far as it is about the article alone.
//! Templates write `and`, `or`, `not` and `in` where programs have marks.

use std::cmp::Ordering;

use super::budget::Budget;
use super::function::{Body, Function, definition};
use super::tokens::{Token, tokens};
use super::values::{Dates, Object, Value};
use super::{Statement, inside, items, outside, statements};
use crate::site::generators::condition::{Condition, Field, Truth};
use crate::source::javascript::{is_part_of_name, string};

/// How many statements of a function are read.
const STATEMENTS: usize = 64;

/// What the names of a condition mean.
#[derive(Clone, Debug)]
pub(in crate::site::generators) struct Scope<'s> {
    names: Vec<(String, Value)>,
    /// The program with constants and functions.
    program: &'s str,
    /// The keys of dates by which Feedwright withholds an article, too.
    dates: Dates,
    budget: Budget,
}

impl<'s> Scope<'s> {
    pub(in crate::site::generators) fn new(program: &'s str, dates: Dates) -> Scope<'s> {
        Scope { names: Vec::new(), program, dates, budget: Budget::new() }
    }

    /// The same, with names for a value. They may be in brackets: `{ data: { draft } }`.
    pub(in crate::site::generators) fn with(mut self, pattern: &str, value: &Value) -> Scope<'s> {
        self.bind(pattern, value);
        self
    }

    pub(super) fn bind(&mut self, pattern: &str, value: &Value) {
        let pattern = pattern.trim();
        if let Some(list) = pattern.strip_prefix('{').and_then(inside) {
            self.bind_members(list, value);
        } else if let Some(list) = pattern.strip_prefix('[').and_then(inside) {
            for (at, item) in items(list).into_iter().enumerate() {
                let is_object = matches!(value, Value::Object(_));
                let element = if is_object { value.member(&at.to_string()) } else { Value::Unknown };
                self.bind(item, &element);
            }
        } else {
            let name = pattern.split([':', '=']).next().unwrap_or(pattern).trim();
            self.names.push((name.to_owned(), value.clone()));
        }
    }

    /// Binds the names in braces to members of a value: `draft`, `draft: isDraft`, `draft = false`, `...others`.
    fn bind_members(&mut self, list: &str, value: &Value) {
        let mut taken = Vec::new();
        for item in items(list) {
            if let Some(others) = item.strip_prefix("...") {
                let members = std::mem::take(&mut taken);
                self.bind(others, &Value::Object(Box::new(Object { base: value.clone(), members })));
                continue;
            }
            let end = item.find([':', '=']).unwrap_or(item.len());
            let (key, rest) = item.split_at(end);
            let key = key.trim();
            let target = rest.strip_prefix(':').unwrap_or(item);
            let default = outside(target, '=').first().copied();
            let (target, default) = target.split_at(default.unwrap_or(target.len()));
            let member = value.member(key);
            let member = match default.strip_prefix('=') {
                Some(default) => either(&member, &self.value(default), true, self.dates),
                None => member,
            };
            self.bind(target, &member);
            taken.push((key.to_owned(), Value::Nothing));
        }
    }

    /// The program with constants and functions.
    pub(super) fn program(&self) -> &'s str {
        self.program
    }

    /// The same for something inside; `None` if that is too deep.
    pub(super) fn inside(&self) -> Option<Scope<'s>> {
        Some(Scope { budget: self.budget.inside()?, ..self.clone() })
    }

    /// Takes from what may be looked at; `None` if nothing is left.
    pub(super) fn spend(&self, count: usize) -> Option<()> {
        self.budget.spend(count)
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
        self.predicate_of(function, &Value::Article)
    }

    /// The same for what is made of an article.
    pub(super) fn predicate_of(&self, function: &str, element: &Value) -> Option<Condition> {
        if function.trim() == "Boolean" {
            return element.truth().condition();
        }
        self.returned(function, &[element.clone(), Value::Index(0)]).truth().condition()
    }

    /// What a function, or the name of one, returns for its arguments.
    pub(super) fn returned(&self, function: &str, arguments: &[Value]) -> Value {
        let function = function.trim();
        let last = function.rsplit('.').next().unwrap_or(function);
        let read = Function::read(function).or_else(|| Function::named(self.program, last));
        read.map_or(Value::Unknown, |function| self.result(&function, arguments))
    }

    /// What a function returns for its arguments.
    fn result(&self, function: &Function<'_>, arguments: &[Value]) -> Value {
        let Some(budget) = self.budget.inside() else { return Value::Unknown };
        let mut scope = Scope { budget, ..self.clone() };
        for (parameter, value) in function.parameters.iter().zip(arguments) {
            scope.bind(parameter, value);
        }
        match function.body {
            Body::Expression(result) => scope.value(result),
            Body::Block(block) => scope.block(&statements(block)),
        }
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
    pub(in crate::site::generators) fn value(&self, text: &str) -> Value {
        if let Some(members) = object(text) {
            return self.object(members).map_or(Value::Unknown, |object| Value::Object(Box::new(object)));
        }
        let Some(tokens) = tokens(text) else { return Value::Unknown };
        let mut parser = Parser { scope: self, tokens: &tokens };
        parser.expression().filter(|_| parser.tokens.is_empty()).unwrap_or(Value::Unknown)
    }

    /// The object with these members; `None` if not all of their names are known.
    fn object(&self, members: &str) -> Option<Object> {
        let scope = Scope { budget: self.budget.inside()?, ..self.clone() };
        let mut object = Object::of(Vec::new());
        for item in items(members) {
            if let Some(other) = item.strip_prefix("...") {
                object.spread(scope.value(other));
                continue;
            }
            let (key, value) = match string(item) {
                Some((key, rest)) => (key, rest.trim_start().strip_prefix(':')?),
                None => item
                    .split_once(':')
                    .map_or((item.to_owned(), item), |(key, value)| (key.trim().to_owned(), value)),
            };
            key.chars().all(is_part_of_name).then_some(())?;
            object.members.push((key, scope.value(value)));
        }
        Some(object)
    }

    fn named(&self, name: &str) -> Value {
        if let Some((_, value)) = self.names.iter().rev().find(|(known, _)| known == name) {
            return self.charged(value.clone());
        }
        match name {
            "true" | "false" => Value::Truth(name == "true"),
            "undefined" | "null" | "none" | "nil" | "empty" | "blank" => Value::Nothing,
            "process" => Value::Environment,
            "loop" | "forloop" => Value::Loop,
            name => self.constant(name),
        }
    }

    /// The text of a template whose expressions have known values.
    fn filled(&self, template: &str) -> Value {
        let (mut filled, mut rest) = (String::new(), template);
        while let Some((before, behind)) = rest.split_once("${") {
            let Some((expression, behind)) = behind.split_once('}') else { return Value::Unknown };
            let value = self.budget.inside().map(|budget| Scope { budget, ..self.clone() }.value(expression));
            let Some(text) = value.and_then(|value| value.text()) else { return Value::Unknown };
            filled.extend([before, &text]);
            rest = behind;
        }
        Value::Text(filled + rest)
    }

    /// Whether a name stands for a value here, rather than for something of the whole program.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|(known, _)| known == name)
    }

    /// Whether a name stands for the article.
    fn is_article(&self, name: &str) -> bool {
        let known = self.names.iter().rev().find(|(known, _)| known == name);
        known.is_some_and(|(_, value)| *value == Value::Article)
    }

    /// A value that is used once more, if that is not too much.
    fn charged(&self, value: Value) -> Value {
        let size = value.size();
        self.budget.spend(size).map_or(Value::Unknown, |()| value)
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
            ("Date", [date]) if date.is_date(self.dates) => Value::Date,
            ("Date", _) => Value::Unknown,
            // What loads an article is a function.
            (name, []) if self.is_article(name) => Value::Article,
            _ => match Function::named(self.program, name) {
                // It does not see the names where it is called.
                Some(function) => Scope { names: Vec::new(), ..self.clone() }.result(&function, arguments),
                None => Value::Unknown,
            },
        }
    }
}

/// The members of an object that is all of a text, in parentheses or not.
fn object(text: &str) -> Option<&str> {
    let text = text.trim();
    if let Some(inner) = text.strip_prefix('(').and_then(inside) {
        return object(inner).filter(|_| inner.len() + 2 == text.len());
    }
    let members = inside(text.strip_prefix('{')?)?;
    let rest = text.get(members.len() + 2..)?.trim_start();
    let is_typed = ["as ", "satisfies "].iter().any(|word| rest.starts_with(word));
    (rest.is_empty() || is_typed).then_some(members)
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
            Truth::any([taken, not_taken].map(Truth::all).into()).into()
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
        Some(chosen(self.scope.charged(condition.truth().into()).truth(), &one, &other))
    }

    fn any(&mut self) -> Option<Value> {
        let mut value = self.all()?;
        while let Some(mark) = self.take(&["||", "or", "??"]) {
            let other = self.all()?;
            value = either(&value, &other, mark == "??", self.scope.dates);
        }
        Some(value)
    }

    fn all(&mut self) -> Option<Value> {
        let mut value = self.not()?;
        while self.take(&["&&", "and"]).is_some() {
            value = both(&value, &self.not()?);
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
        let dates = self.scope.dates;
        let ordered = |order, or_equal| one.compared(order, or_equal, &other, dates);
        let truth = match mark.as_str() {
            "===" | "==" => one.equals(&other),
            "!==" | "!=" => one.equals(&other).not(),
            "<" => ordered(Ordering::Less, false),
            "<=" => ordered(Ordering::Less, true),
            ">" => ordered(Ordering::Greater, false),
            ">=" => ordered(Ordering::Greater, true),
            "contains" => one.method("includes", &[other], dates).truth(),
            "in" => other.method("includes", &[one], dates).truth(),
            _ => other.method("includes", &[one], dates).truth().not(),
        };
        Some(truth.into())
    }

    fn sum(&mut self) -> Option<Value> {
        self.computed(&["+", "-"], Parser::product)
    }

    fn product(&mut self) -> Option<Value> {
        self.computed(&["*", "/"], Parser::operand)
    }

    /// Operands with marks between them.
    fn computed(&mut self, marks: &[&str], operand: fn(&mut Self) -> Option<Value>) -> Option<Value> {
        let mut value = operand(self)?;
        while let Some(mark) = self.take(marks) {
            let other = operand(self)?;
            value = value.computed(&mark, &other, self.scope.dates);
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
        self.take(&["await"]);
        self.take(&["new"]);
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        let value = match first {
            Token::Number(number) => Value::Number(*number),
            Token::Text(text) => Value::Text((*text).to_owned()),
            Token::Template(template) => self.scope.filled(template),
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
                value.method(name, &arguments, self.scope.dates)
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
fn either(one: &Value, other: &Value, is_default: bool, dates: Dates) -> Value {
    let is_text = !matches!(other, Value::Truth(_));
    match (one, other) {
        (Value::Nothing, other) => other.clone(),
        // An empty list stands for nothing.
        (one, Value::List(list)) if list.is_empty() => one.clone(),
        (one, Value::Object(object)) if **object == Object::of(Vec::new()) => one.clone(),
        (Value::Field(field), literal) if literal.text().is_some() && (is_default || is_text) => {
            Value::Field(Field { default: literal.text(), ..field.clone() })
        }
        // An article without a date would be dated now.
        (one, other) if one.is_date(dates) && (other.is_date(dates) || *other == Value::Now) => Value::Date,
        (Value::Field(_), Value::Nothing) => one.clone(),
        (one, _) if is_default => {
            if matches!(one, Value::Field(_)) {
                Value::Unknown
            } else {
                one.clone()
            }
        }
        (one, other) => match one.truth() {
            Truth::Known(true) => one.clone(),
            Truth::Known(false) => other.clone(),
            truth @ (Truth::If(_) | Truth::Unknown) => Truth::any(vec![truth, other.truth()]).into(),
        },
    }
}

/// `one && other`
fn both(one: &Value, other: &Value) -> Value {
    match one.truth() {
        Truth::Known(true) => other.clone(),
        Truth::Known(false) => one.clone(),
        truth @ (Truth::If(_) | Truth::Unknown) => Truth::all(vec![truth, other.truth()]).into(),
    }
}

fn list(values: &[Value]) -> Value {
    values.iter().map(Value::text).collect::<Option<_>>().map_or(Value::Unknown, Value::List)
}
