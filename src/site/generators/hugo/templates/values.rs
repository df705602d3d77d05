//! The values of expressions, as far as they are known without running Hugo.

use std::collections::BTreeMap;

use crate::site::generators::condition::{ALWAYS, Condition, Fact, Field, Kind, Test, Truth, Truthiness};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Only running Hugo gives it.
    Unknown,
    Nil,
    Truth(bool),
    Number(i64),
    Text(String),
    List(Vec<Value>),
    /// The page whose feed it is.
    Page,
    Site,
    /// The configuration, or a table in it.
    Setting(Vec<String>),
    Pages(Pages),
    /// The number of articles.
    Count,
    /// An article of a loop.
    Article,
    /// The date of an article.
    Date,
    /// The time of the build.
    Now,
    /// The language of the feed, and of its articles.
    Language,
    /// The section of a name.
    Section(String),
    /// A list of pages that is not the home page.
    OtherList,
    /// Values by keys, in lower case.
    Dict(BTreeMap<String, Value>),
    /// What an article says.
    Field(Field),
    /// What is true of some articles.
    Condition(Condition),
}

/// Articles.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pages {
    pub(super) scope: Scope,
    pub(super) condition: Condition,
    pub(super) limit: Option<usize>,
    pub(super) order: PageOrder,
}

/// The order of articles, which decides which of them come before a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageOrder {
    /// Hugo's own: by weight, and the newest first.
    Usual,
    Newest,
    Oldest,
    LastPublished,
    FirstPublished,
    LastChanged,
    FirstChanged,
    /// By something else than a date.
    Other,
}

impl PageOrder {
    /// That by a key, from the lowest value on.
    pub(super) fn by(key: &str) -> PageOrder {
        match key {
            "date" => PageOrder::Oldest,
            "publishdate" => PageOrder::FirstPublished,
            "lastmod" => PageOrder::FirstChanged,
            _ => PageOrder::Other,
        }
    }

    pub(super) fn reversed(self) -> PageOrder {
        match self {
            PageOrder::Newest => PageOrder::Oldest,
            PageOrder::Oldest => PageOrder::Newest,
            PageOrder::LastPublished => PageOrder::FirstPublished,
            PageOrder::FirstPublished => PageOrder::LastPublished,
            PageOrder::LastChanged => PageOrder::FirstChanged,
            PageOrder::FirstChanged => PageOrder::LastChanged,
            PageOrder::Usual | PageOrder::Other => PageOrder::Other,
        }
    }
}

/// Where articles are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// On the page whose feed it is.
    Own,
    /// There, and below it.
    Below,
    /// Anywhere.
    Site,
}

impl Pages {
    pub(super) fn all(scope: Scope) -> Pages {
        Pages { scope, condition: ALWAYS, limit: None, order: PageOrder::Usual }
    }

    /// The same in another order, which decides about no limit before it.
    pub(super) fn sorted(self, order: PageOrder) -> Pages {
        if self.limit.is_some() { self } else { Pages { order, ..self } }
    }

    /// Those that satisfy a condition. A limit cannot come before that.
    pub(super) fn that(self, condition: Condition) -> Value {
        if self.limit.is_some() {
            return Value::Unknown;
        }
        Value::Pages(Pages { condition: self.condition.and(condition), ..self })
    }
}

impl Value {
    pub(super) fn key(path: &[&str]) -> Value {
        let path = path.iter().map(|name| name.to_lowercase()).collect();
        Value::Field(Field { fact: Fact::Key(path), default: None })
    }

    /// A single value as text.
    pub(super) fn text(&self) -> Option<String> {
        self.single().map(|(_, text)| text)
    }

    /// A single value as text, with its kind.
    pub(super) fn single(&self) -> Option<(Kind, String)> {
        match self {
            Value::Truth(truth) => Some((Kind::Truth, truth.to_string())),
            Value::Number(number) => Some((Kind::Number, number.to_string())),
            Value::Text(text) => Some((Kind::Text, text.clone())),
            Value::Unknown
            | Value::Nil
            | Value::List(_)
            | Value::Page
            | Value::Site
            | Value::Setting(_)
            | Value::Pages(_)
            | Value::Count
            | Value::Article
            | Value::Date
            | Value::Now
            | Value::Language
            | Value::Section(_)
            | Value::OtherList
            | Value::Dict(_)
            | Value::Field(_)
            | Value::Condition(_) => None,
        }
    }

    /// Whether it counts as true.
    pub(super) fn truth(&self) -> Truth {
        match self {
            Value::Nil => Truth::Known(false),
            Value::Truth(truth) => Truth::Known(*truth),
            Value::Number(number) => Truth::Known(*number != 0),
            Value::Text(text) => Truth::Known(!text.is_empty()),
            Value::List(list) => Truth::Known(!list.is_empty()),
            Value::Page
            | Value::Site
            | Value::Pages(_)
            | Value::Count
            | Value::Article
            | Value::Date
            | Value::Now
            | Value::Language
            | Value::Section(_)
            | Value::OtherList
            | Value::Setting(_)
            | Value::Dict(_) => Truth::Known(true),
            Value::Field(field) => Truth::If(Condition::Is(field.clone(), Test::True(Truthiness::Filled))),
            Value::Condition(condition) => Truth::If(condition.clone()),
            Value::Unknown => Truth::Unknown,
        }
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

/// The name of a stored value.
pub(super) fn stored(of: &str, key: &str) -> String {
    format!("{of}:{key}")
}
