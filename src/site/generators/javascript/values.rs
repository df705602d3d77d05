//! The values of expressions about an article, as far as they are known without running the program.

use std::cmp::Ordering;

use crate::site::generators::condition::{Condition, Fact, Field, NumberOrder, Test, Truth, Truthiness};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::site::generators) enum Value {
    /// Only running the program gives it.
    Unknown,
    /// `undefined`, `null`, `none`
    Nothing,
    Truth(bool),
    Number(i64),
    Text(String),
    List(Vec<String>),
    /// The article.
    Article,
    /// The data of the article.
    Data,
    /// What the article says.
    Field(Field),
    /// Where a text is in a value: nowhere, unless the condition is true.
    Position(Condition),
    /// The date of the article.
    Date,
    /// The time of the build.
    Now,
    /// What is true of some articles.
    Condition(Condition),
    /// A loop over articles.
    Loop,
    /// The number of the article in the loop, of which the first has this number.
    Index(i64),
    /// The environment of the program.
    Environment,
    Object(Box<Object>),
}

/// An object that the program makes.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::site::generators) struct Object {
    /// What it has its other members from; nothing if it has no others.
    pub(super) base: Value,
    pub(super) members: Vec<(String, Value)>,
}

/// The keys of dates by which Feedwright withholds an article of a generator, too.
pub(in crate::site::generators) type Dates = &'static [&'static str];

impl Value {
    /// A member of a value.
    pub(super) fn member(&self, name: &str) -> Value {
        match self {
            Value::Article => of_article(name),
            Value::Data if name == "page" => Value::Article,
            Value::Data => Value::Field(Field::key(&[name])),
            Value::Field(field) if name == "length" => Value::Condition(field.clone().says_something()),
            Value::Field(Field { fact: Fact::Key(path), .. }) => {
                let path: Vec<_> = path.iter().map(String::as_str).chain([name]).collect();
                Value::Field(Field::key(&path))
            }
            Value::Loop => match name {
                "index" => Value::Index(1),
                "index0" => Value::Index(0),
                _ => Value::Unknown,
            },
            Value::Environment => environment(name),
            Value::Object(object) => object.member(name),
            Value::Unknown
            | Value::Nothing
            | Value::Truth(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::List(_)
            | Value::Field(_)
            | Value::Position(_)
            | Value::Date
            | Value::Now
            | Value::Condition(_)
            | Value::Index(_) => Value::Unknown,
        }
    }

    /// What a method of a value returns.
    pub(super) fn method(&self, name: &str, arguments: &[Value], dates: Dates) -> Value {
        match (self, name, arguments) {
            (Value::Field(field), "includes" | "contains", [Value::Text(part)]) => {
                Value::Condition(Condition::Is(field.clone(), Test::Contains(part.clone())))
            }
            (Value::List(list), "includes", [Value::Field(field)]) => {
                Value::Condition(Condition::Is(field.clone(), Test::OneOf(list.clone())))
            }
            (Value::Field(field), "startsWith", [Value::Text(start)]) => {
                Value::Condition(Condition::Is(field.clone(), Test::StartsWith(start.clone())))
            }
            (Value::Field(field), "indexOf", [Value::Text(part)]) => {
                Value::Position(Condition::Is(field.clone(), Test::Contains(part.clone())))
            }
            (Value::Date | Value::Now, "getTime" | "valueOf" | "toISOString" | "toJSDate", []) => {
                self.clone()
            }
            (Value::Field(field), "getTime" | "valueOf" | "toISOString", []) if is_date(field, dates) => {
                Value::Date
            }
            _ => Value::Unknown,
        }
    }

    /// What a sum or a product with another is. A margin by which the site shows an article earlier makes a date no other one,
    /// since its date withholds it here.
    pub(super) fn computed(&self, mark: &str, other: &Value, dates: Dates) -> Value {
        match (self, mark, other) {
            (Value::Now, "+", Value::Number(0..) | Value::Unknown) => Value::Now,
            (date, "-", Value::Number(0..) | Value::Unknown) if date.is_date(dates) => Value::Date,
            (Value::Number(one), "+", Value::Number(other)) => Value::Number(one.saturating_add(*other)),
            (Value::Number(one), "-", Value::Number(other)) => Value::Number(one.saturating_sub(*other)),
            (Value::Number(one), "*", Value::Number(other)) => Value::Number(one.saturating_mul(*other)),
            _ => Value::Unknown,
        }
    }

    /// The same after something in it got another value.
    pub(super) fn changed_at(self, path: &[&str]) -> Value {
        let Some((name, path)) = path.split_first() else { return Value::Unknown };
        let member = self.member(name).changed_at(path);
        let mut object = if let Value::Object(object) = self {
            object
        } else {
            Box::new(Object { base: self, members: Vec::new() })
        };
        object.members.push(((*name).to_owned(), member));
        Value::Object(object)
    }

    /// How much is in it.
    pub(super) fn size(&self) -> usize {
        match self {
            Value::Condition(condition) | Value::Position(condition) => condition.size(),
            Value::Object(object) => object.size(),
            Value::Unknown
            | Value::Nothing
            | Value::Truth(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::List(_)
            | Value::Article
            | Value::Data
            | Value::Field(_)
            | Value::Date
            | Value::Now
            | Value::Loop
            | Value::Index(_)
            | Value::Environment => 0,
        }
    }

    /// Whether it counts as true.
    pub(super) fn truth(&self) -> Truth {
        match self {
            Value::Nothing => Truth::Known(false),
            Value::Truth(truth) => Truth::Known(*truth),
            Value::Number(number) => Truth::Known(*number != 0),
            Value::Text(text) => Truth::Known(!text.is_empty()),
            Value::List(_)
            | Value::Article
            | Value::Data
            | Value::Date
            | Value::Now
            | Value::Loop
            | Value::Object(_) => Truth::Known(true),
            Value::Field(field) => Truth::If(Condition::Is(field.clone(), Test::True(Truthiness::Script))),
            Value::Condition(condition) => Truth::If(condition.clone()),
            Value::Unknown | Value::Position(_) | Value::Index(_) | Value::Environment => Truth::Unknown,
        }
    }

    /// Whether it is the same as another.
    pub(super) fn equals(&self, other: &Value) -> Truth {
        match (self, other) {
            (Value::Field(field), Value::Nothing) | (Value::Nothing, Value::Field(field)) => {
                Truth::If(field.clone().says_something().not())
            }
            (Value::Field(field), literal) | (literal, Value::Field(field)) => match literal.text() {
                Some(text) => Truth::If(field.clone().one_of(&[&text])),
                None => Truth::Unknown,
            },
            (Value::Condition(condition), Value::Truth(truth))
            | (Value::Truth(truth), Value::Condition(condition)) => {
                let truth_of = Truth::If(condition.clone());
                if *truth { truth_of } else { truth_of.not() }
            }
            (Value::Condition(condition), Value::Number(0))
            | (Value::Position(condition), Value::Number(-1)) => Truth::If(condition.clone().not()),
            (Value::Nothing, Value::Nothing) => Truth::Known(true),
            (Value::Nothing, literal) | (literal, Value::Nothing) => match literal.text() {
                Some(_) => Truth::Known(false),
                None => Truth::Unknown,
            },
            (one, other) => match (one.text(), other.text()) {
                (Some(one), Some(other)) => Truth::Known(one == other),
                (_, None) | (None, _) => Truth::Unknown,
            },
        }
    }

    /// Whether it is in a certain order with another.
    pub(super) fn compared(&self, order: Ordering, or_equal: bool, other: &Value, dates: Dates) -> Truth {
        match (self, order, other) {
            // What is dated in the future is withheld anyway.
            (date, Ordering::Less, Value::Now) | (Value::Now, Ordering::Greater, date)
                if date.is_date(dates) =>
            {
                Truth::Known(true)
            }
            // So is what has expired. What does not expire is no later than now.
            (Value::Field(field), Ordering::Greater, Value::Now)
            | (Value::Now, Ordering::Less, Value::Field(field))
                if expires(field) =>
            {
                Truth::If(field.clone().says_something())
            }
            (Value::Index(begin), order, Value::Number(number)) => {
                let is_less = order == Ordering::Less;
                let count = number.saturating_sub(*begin).saturating_add(i64::from(or_equal == is_less));
                let first = Condition::First(usize::try_from(count).unwrap_or_default());
                Truth::If(if is_less { first } else { first.not() })
            }
            (Value::Position(condition), Ordering::Greater, Value::Number(number)) => {
                match number.saturating_add(i64::from(!or_equal)) {
                    0 => Truth::If(condition.clone()),
                    _ => Truth::Unknown,
                }
            }
            (Value::Position(condition), Ordering::Less, Value::Number(0)) if !or_equal => {
                Truth::If(condition.clone().not())
            }
            (Value::Condition(condition), Ordering::Greater, Value::Number(number)) => {
                match number.saturating_add(i64::from(!or_equal)) {
                    1 => Truth::If(condition.clone()),
                    _ => Truth::Unknown,
                }
            }
            (Value::Field(field), order, Value::Number(number)) => {
                let number = i32::try_from(*number).map(|other| NumberOrder { order, or_equal, other });
                number.map_or(Truth::Unknown, |number| Truth::If(field.clone().ordered(number)))
            }
            (Value::Number(_), order, Value::Field(_)) => {
                other.compared(order.reverse(), or_equal, self, dates)
            }
            (Value::Number(one), order, Value::Number(other)) => {
                Truth::Known(one.cmp(other) == order || or_equal && one == other)
            }
            _ => Truth::Unknown,
        }
    }

    /// Whether it is a date by which Feedwright withholds an article, too.
    pub(super) fn is_date(&self, dates: Dates) -> bool {
        match self {
            Value::Date => true,
            Value::Field(field) => is_date(field, dates),
            Value::Unknown
            | Value::Nothing
            | Value::Truth(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::List(_)
            | Value::Article
            | Value::Data
            | Value::Position(_)
            | Value::Now
            | Value::Condition(_)
            | Value::Loop
            | Value::Index(_)
            | Value::Environment
            | Value::Object(_) => false,
        }
    }

    /// A literal as an article would say it.
    pub(in crate::site::generators) fn text(&self) -> Option<String> {
        match self {
            Value::Truth(truth) => Some(truth.to_string()),
            Value::Number(number) => Some(number.to_string()),
            Value::Text(text) => Some(text.clone()),
            Value::Unknown
            | Value::Nothing
            | Value::List(_)
            | Value::Article
            | Value::Data
            | Value::Field(_)
            | Value::Position(_)
            | Value::Date
            | Value::Now
            | Value::Condition(_)
            | Value::Loop
            | Value::Index(_)
            | Value::Environment
            | Value::Object(_) => None,
        }
    }
}

impl Object {
    /// One with these members alone.
    pub(super) fn of(members: Vec<(String, Value)>) -> Object {
        Object { base: Value::Nothing, members }
    }

    fn member(&self, name: &str) -> Value {
        match self.members.iter().rev().find(|(known, _)| known == name) {
            Some((_, value)) => value.clone(),
            None if self.base == Value::Nothing => Value::Nothing,
            None => self.base.member(name),
        }
    }

    /// Takes the members of another value, which replace those with the same names: `{ ...post }`.
    pub(super) fn spread(&mut self, other: Value) {
        if matches!(other, Value::Nothing | Value::Truth(false)) {
            return;
        }
        if let Value::Object(object) = &other
            && object.base == Value::Nothing
        {
            self.members.extend(object.members.iter().cloned());
            return;
        }
        for (_, known) in &mut self.members {
            *known = Value::Unknown;
        }
        self.base = if self.base == Value::Nothing { other } else { Value::Unknown };
    }

    /// How many values are in it, with itself.
    pub(super) fn size(&self) -> usize {
        let members = self.members.iter().map(|(_, value)| value.size());
        members.fold(1 + self.base.size(), usize::saturating_add)
    }
}

impl From<Truth> for Value {
    fn from(truth: Truth) -> Value {
        match truth {
            Truth::Known(truth) => Value::Truth(truth),
            Truth::If(condition) => Value::Condition(condition),
            Truth::Unknown => Value::Unknown,
        }
    }
}

/// What an article has besides its data.
fn of_article(name: &str) -> Value {
    match name {
        "data" | "frontmatter" => Value::Data,
        "page" => Value::Article,
        "date" => Value::Date,
        "url" | "inputPath" | "filePathStem" | "fileSlug" | "id" | "slug" | "filePath" | "lang" => {
            Value::Field(Field { fact: Fact::Given(name.to_owned()), default: None })
        }
        _ => Value::Unknown,
    }
}

/// A variable of the environment in which a site is built to be published.
fn environment(name: &str) -> Value {
    match name {
        "env" => Value::Environment,
        "PROD" => Value::Truth(true),
        "DEV" | "SSR" => Value::Truth(false),
        "NODE_ENV" | "MODE" | "ELEVENTY_ENV" | "ELEVENTY_PRODUCTION" => Value::Text("production".to_owned()),
        "ELEVENTY_RUN_MODE" => Value::Text("build".to_owned()),
        _ => Value::Nothing,
    }
}

/// Whether it is the date from which on Feedwright withholds an article.
fn expires(field: &Field) -> bool {
    matches!(&field.fact, Fact::Key(path) if matches!(path.as_slice(), [key] if key == "expires"))
}

fn is_date(field: &Field, dates: Dates) -> bool {
    matches!(&field.fact, Fact::Key(path) if matches!(path.as_slice(), [key] if dates.contains(&key.as_str())))
}
