//! An expression of a template in, its value out, as far as it is known without running Hugo.

use std::collections::BTreeMap;

use serde_json::Value as Setting;

use super::compare;
use super::syntax::Expression;
use super::values::{PageOrder, Pages, Scope, Value, stored};
use crate::site::generators::condition::{ALWAYS, Condition, Fact, Field, NumberOrder, Test, Truth};
use crate::site::generators::settings::list;

/// The page whose feed a template makes.
pub(super) struct Context<'c> {
    /// `home`, `section` or `term`.
    pub(super) kind: &'c str,
    /// The name of its section.
    pub(super) section: &'c str,
    /// Whether it is right below the home page.
    pub(super) is_in_home: bool,
    /// The maximum number of entries in the configuration; -1 for none.
    pub(super) limit: i64,
    /// The sections with what the site is mainly about.
    pub(super) main_sections: &'c [String],
    /// The key of its language.
    pub(super) language: &'c str,
    /// The value of a setting.
    pub(super) setting: &'c dyn Fn(&[&str]) -> Option<Setting>,
    /// The text of a partial template by its name.
    pub(super) partial: &'c dyn Fn(&str) -> Option<String>,
}

/// Where an expression stands.
#[derive(Clone)]
pub(super) struct Place<'c> {
    pub(super) context: &'c Context<'c>,
    pub(super) variables: BTreeMap<String, Value>,
    /// What `.` is.
    pub(super) dot: Value,
    /// How many partial templates may still be nested.
    pub(super) left: usize,
}

/// Methods of pages that change their order, with the keys by which they sort.
const ORDERS: &[(&str, &str)] = &[
    ("bydate", "date"),
    ("bylastmod", "lastmod"),
    ("bylinktitle", "linktitle"),
    ("bypublishdate", "publishdate"),
    ("bytitle", "title"),
    ("byweight", "weight"),
];

impl Place<'_> {
    pub(super) fn value(&self, expression: &Expression) -> Value {
        match expression {
            Expression::Name(name) => self.named(name),
            Expression::Text(text) => Value::Text(text.clone()),
            Expression::Number(number) => Value::Number(*number),
            Expression::Member(value, members) => self.members(self.value(value), members),
            Expression::Call(parts) => match parts.as_slice() {
                [Expression::Name(function), arguments @ ..] => self.call(function, arguments),
                _ => Value::Unknown,
            },
            Expression::Unknown => Value::Unknown,
        }
    }

    fn named(&self, name: &str) -> Value {
        let (first, rest) = name.split_once('.').unwrap_or((name, ""));
        let value = match first {
            "" => self.dot.clone(),
            "page" => Value::Page,
            "$" => self.variables.get("$").cloned().unwrap_or(Value::Page),
            "site" => Value::Site,
            "true" | "false" => Value::Truth(first == "true"),
            "nil" => Value::Nil,
            "now" => Value::Now,
            "slice" => Value::List(Vec::new()),
            variable => self.variables.get(variable).cloned().unwrap_or(Value::Unknown),
        };
        self.settled(self.members(value, rest))
    }

    fn members(&self, value: Value, names: &str) -> Value {
        let names = names.split('.').filter(|name| !name.is_empty());
        names.fold(value, |value, name| self.member(value, name))
    }

    fn member(&self, value: Value, name: &str) -> Value {
        let lower = name.to_lowercase();
        match value {
            Value::Page => self.of_page(&lower),
            Value::Site => self.of_site(&lower),
            Value::Article => self.of_article(&lower),
            Value::Date if lower == "iszero" => Value::Truth(false),
            Value::Language if ["lang", "languagecode"].contains(&lower.as_str()) => self.language(),
            Value::Section(section) => in_section(&section, &lower),
            Value::OtherList if lower == "ishome" => Value::Truth(false),
            Value::Dict(entries) => entries.get(&lower).cloned().unwrap_or(Value::Nil),
            Value::Pages(pages) => in_order(pages, &lower),
            Value::Setting(mut path) => {
                path.push(lower);
                Value::Setting(path)
            }
            Value::Field(Field { fact: Fact::Key(mut path), default }) => {
                path.push(lower);
                Value::Field(Field { fact: Fact::Key(path), default })
            }
            Value::Unknown
            | Value::Nil
            | Value::Truth(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::List(_)
            | Value::Count
            | Value::Field(_)
            | Value::Date
            | Value::Now
            | Value::Language
            | Value::OtherList
            | Value::Condition(_) => Value::Unknown,
        }
    }

    fn language(&self) -> Value {
        Value::Text(self.context.language.to_owned())
    }

    fn of_page(&self, name: &str) -> Value {
        let is = |kind: &str| Value::Truth(self.context.kind == kind);
        match name {
            "ishome" => is("home"),
            "issection" => is("section"),
            "isnode" => Value::Truth(true),
            "ispage" => Value::Truth(false),
            "kind" => Value::Text(self.context.kind.to_owned()),
            "section" | "type" => Value::Text(self.context.section.to_owned()),
            "data" | "page" | "currentsection" => Value::Page,
            "lang" => self.language(),
            "language" => Value::Language,
            "sections" => Value::Pages(Pages { condition: ALWAYS.not(), ..Pages::all(Scope::Own) }),
            // The pages of the home page are all pages, as they once were, or else sections, which are no entries.
            "regularpages" if self.context.kind == "home" => in_no_section(),
            "pages" | "allpages" | "regularpages" => Value::Pages(Pages::all(Scope::Own)),
            "regularpagesrecursive" => Value::Pages(Pages::all(Scope::Below)),
            "site" => Value::Site,
            "parent" if self.context.is_in_home => Value::Site,
            "parent" => Value::OtherList,
            _ => Value::Unknown,
        }
    }

    fn of_site(&self, name: &str) -> Value {
        match name {
            "pages" | "regularpages" | "allpages" | "regularpagesrecursive" => {
                Value::Pages(Pages::all(Scope::Site))
            }
            "mainsections" => text_list(self.context.main_sections),
            "language" => Value::Language,
            // The home page stands for the site.
            "ishome" => Value::Truth(true),
            "home" if self.context.kind == "home" => Value::Page,
            "home" => Value::Site,
            "params" => Value::Setting(vec![name.to_owned()]),
            "config" => Value::Setting(Vec::new()),
            "rsslimit" => Value::Number(self.context.limit),
            _ => Value::Unknown,
        }
    }

    /// A setting as the value that it has.
    fn settled(&self, value: Value) -> Value {
        let Value::Setting(path) = value else { return value };
        let path: Vec<_> = path.iter().map(String::as_str).collect();
        match path.as_slice() {
            ["params", "mainsections"] => text_list(self.context.main_sections),
            ["services", "rss", "limit"] => Value::Number(self.context.limit),
            path => match (self.context.setting)(path) {
                None | Some(Setting::Null) => Value::Nil,
                Some(Setting::String(text)) => literal(text),
                // Whether a number or a truth among texts is one is not known.
                Some(value @ Setting::Array(_)) => {
                    let item = |text| Some(literal(text)).filter(|item| matches!(item, Value::Text(_)));
                    Value::List(
                        list(&value).into_iter().map(|text| item(text).unwrap_or(Value::Unknown)).collect(),
                    )
                }
                Some(Setting::Object(_)) => {
                    Value::Setting(path.iter().map(|key| (*key).to_owned()).collect())
                }
                Some(Setting::Bool(_) | Setting::Number(_)) => Value::Unknown,
            },
        }
    }

    fn call(&self, function: &str, arguments: &[Expression]) -> Value {
        let values: Vec<_> = arguments.iter().map(|argument| self.value(argument)).collect();
        if let (Some(of), [Value::Text(key)]) = (function.strip_suffix(".Get"), values.as_slice()) {
            return self.variables.get(&stored(&self.holder(of), key)).cloned().unwrap_or(Value::Unknown);
        }
        if function.strip_suffix(".GetPage").is_some_and(|of| self.named(of) == Value::Site) {
            return section_of(&values);
        }
        if let Some(of) = function.strip_suffix(".Param").or_else(|| function.strip_suffix(".ByParam")) {
            return self.parameter(&self.named(if of.is_empty() { "." } else { of }), &values);
        }
        if let (Some((of, "Before" | "After")), [other]) = (function.rsplit_once('.'), values.as_slice()) {
            let order = if function.ends_with("Before") { "lt" } else { "gt" };
            return compared(order, &self.named(if of.is_empty() { "." } else { of }), other).into();
        }
        match (function, values.as_slice()) {
            ("first", [Value::Number(limit), Value::Pages(pages)]) => first(*limit, pages.clone()),
            ("where", [Value::Pages(pages), Value::Text(key), rest @ ..]) => {
                self.filtered(pages.clone(), key, rest)
            }
            ("sort", [Value::Pages(pages), Value::Text(key), direction @ ..]) => {
                let order = PageOrder::by(&key.trim_start_matches('.').to_lowercase());
                let is_falling =
                    matches!(direction, [Value::Text(word)] if word.eq_ignore_ascii_case("desc"));
                Value::Pages(pages.clone().sorted(if is_falling { order.reversed() } else { order }))
            }
            ("sort" | "uniq", [Value::Pages(pages), ..]) => Value::Pages(pages.clone()),
            ("union", [Value::Pages(one), Value::Pages(other)]) => united(one, other),
            ("intersect" | "collections.Intersect", [Value::Pages(one), Value::Pages(other)]) => {
                intersected(one, other)
            }
            ("complement", [Value::Pages(without), Value::Pages(pages)])
                if without.limit.is_none() && [pages.scope, Scope::Site].contains(&without.scope) =>
            {
                pages.clone().that(without.condition.clone().not())
            }
            ("partial" | "partialCached", [Value::Text(name), dot, ..]) => self.returned_by(name, dot),
            ("cond", [condition, one, other]) => match condition.truth() {
                Truth::Known(truth) => (if truth { one } else { other }).clone(),
                Truth::If(_) | Truth::Unknown => Value::Unknown,
            },
            ("dict", values) => dict(values),
            ("isset", [Value::Field(Field { fact: Fact::Key(path), .. }), Value::Text(key)]) => {
                let path = path.iter().cloned().chain([key.to_lowercase()]).collect();
                Value::Condition(compare::is_set(&Field { fact: Fact::Key(path), default: None }))
            }
            ("isset", [Value::Nil, Value::Text(_)]) | ("eq", [Value::Count, Value::Number(0)]) => {
                Value::Truth(false)
            }
            ("isset", [Value::Setting(path), Value::Text(key)]) => {
                let path: Vec<_> = path.iter().map(String::as_str).chain([key.as_str()]).collect();
                Value::Truth((self.context.setting)(&path).is_some())
            }
            ("len", [Value::Pages(_)]) => Value::Count,
            ("len", [Value::List(list)]) => Value::Number(i64::try_from(list.len()).unwrap_or(i64::MAX)),
            ("slice", values) if values.iter().all(|value| value.single().is_some()) => {
                Value::List(values.to_vec())
            }
            ("default", [default, value]) => with_default(default, value),
            ("and", values) => Truth::all(truths(values)).into(),
            ("or", values) => Truth::any(truths(values)).into(),
            ("not", [value]) => value.truth().not().into(),
            ("ne", [Value::Count, Value::Number(0)]) => Value::Truth(true),
            ("eq", [value, others @ ..]) => compare::equal(value, others).into(),
            ("ne", [value, others @ ..]) => compare::equal(value, others).not().into(),
            ("in", [Value::List(list), value]) => compare::equal(value, list).into(),
            ("in", [Value::Field(field), value]) => {
                let contains = |text| Value::Condition(Condition::Is(field.clone(), Test::Contains(text)));
                value.text().map_or(Value::Unknown, contains)
            }
            ("hasPrefix" | "strings.HasPrefix", [Value::Field(field), Value::Text(start)]) => {
                Value::Condition(Condition::Is(field.clone(), Test::StartsWith(start.clone())))
            }
            ("ge" | "gt" | "le" | "lt", [one, other]) => compared(function, one, other).into(),
            ("int" | "lower" | "string" | "safeHTML" | "plainify", [value]) => value.clone(),
            _ => Value::Unknown,
        }
    }

    /// `.Param "key"`: what the article says, or else the site.
    fn parameter(&self, of: &Value, arguments: &[Value]) -> Value {
        let (value, Some(Value::Text(key))) = (of, arguments.first()) else { return Value::Unknown };
        let path: Vec<_> = key.split('.').collect();
        let lower = path.iter().map(|name| name.to_lowercase());
        let of_site = self.settled(Value::Setting(["params".to_owned()].into_iter().chain(lower).collect()));
        match value {
            Value::Article => with_default(&of_site, &Value::key(&path)),
            Value::Page | Value::Site => of_site,
            Value::Pages(pages) => Value::Pages(pages.clone().sorted(PageOrder::by(key))),
            Value::Unknown
            | Value::Nil
            | Value::Truth(_)
            | Value::Number(_)
            | Value::Text(_)
            | Value::List(_)
            | Value::Setting(_)
            | Value::Field(_)
            | Value::Count
            | Value::Date
            | Value::Now
            | Value::Language
            | Value::Section(_)
            | Value::OtherList
            | Value::Dict(_)
            | Value::Condition(_) => Value::Unknown,
        }
    }

    /// `where PAGES KEY [OPERATOR] VALUE`
    fn filtered(&self, pages: Pages, key: &str, rest: &[Value]) -> Value {
        let path: Vec<_> = key.split('.').filter(|name| !name.is_empty()).collect();
        let start = path.first().map(|name| name.to_lowercase()).unwrap_or_default();
        let value = match start.as_str() {
            "params" => Value::key(path.get(1..).unwrap_or_default()),
            name if path.len() == 1 => self.of_article(name),
            _ => Value::Unknown,
        };
        let (operator, wanted) = match rest {
            [wanted] => ("eq", wanted),
            [Value::Text(operator), wanted] => (operator.as_str(), wanted),
            _ => return Value::Unknown,
        };
        let found = match operator {
            // What is dated in the future is withheld anyway.
            "lt" | "le" | "<" | "<=" if value == Value::Date && *wanted == Value::Now => Truth::Known(true),
            operator => compare::chooses(&value, operator, wanted),
        };
        match found {
            Truth::Known(true) => Value::Pages(pages),
            Truth::If(condition) => pages.that(condition),
            Truth::Known(false) | Truth::Unknown => Value::Unknown,
        }
    }

    /// What is known of an article. It is in the language of the feed.
    fn of_article(&self, name: &str) -> Value {
        match name {
            "lang" => self.language(),
            "language" => Value::Language,
            _ => of_article(name),
        }
    }
}

/// `.GetPage "/posts"`, `.GetPage "section" "posts"`
fn section_of(arguments: &[Value]) -> Value {
    match arguments {
        [Value::Text(path)] | [Value::Text(_), Value::Text(path)] => {
            let path = path.trim_matches('/').trim_end_matches("/_index.md");
            if path.contains('/') { Value::Unknown } else { Value::Section(path.to_owned()) }
        }
        _ => Value::Unknown,
    }
}

/// The pages of a section.
fn in_section(section: &str, member: &str) -> Value {
    match member {
        "pages" | "regularpages" | "regularpagesrecursive" => {
            let fact = Field { fact: Fact::Section, default: Some(String::new()) };
            Pages::all(Scope::Site).that(fact.one_of(&[section]))
        }
        _ => Value::Unknown,
    }
}

/// `dict "key" value …`
fn dict(values: &[Value]) -> Value {
    let entries = values.chunks(2).map(|pair| match pair {
        [Value::Text(key), value] => Some((key.to_lowercase(), value.clone())),
        _ => None,
    });
    entries.collect::<Option<_>>().map_or(Value::Unknown, Value::Dict)
}

/// Pages as one of their methods sorts them.
fn in_order(pages: Pages, method: &str) -> Value {
    let order = match (method, ORDERS.iter().find(|(name, _)| *name == method)) {
        ("pages", _) => pages.order,
        ("reverse", _) => pages.order.reversed(),
        (_, Some((_, key))) => PageOrder::by(key),
        (_, None) => return Value::Unknown,
    };
    Value::Pages(pages.sorted(order))
}

/// The articles of a site that are in no folder.
fn in_no_section() -> Value {
    let section = Field { fact: Fact::Section, default: Some(String::new()) };
    Pages::all(Scope::Site).that(Condition::Is(section, Test::OneOf(vec![String::new()])))
}

/// What is known of an article.
fn of_article(name: &str) -> Value {
    match name {
        "site" => Value::Site,
        "page" => Value::Article,
        "params" => Value::key(&[]),
        "section" => Value::Field(Field { fact: Fact::Section, default: Some(String::new()) }),
        "type" => Value::Field(Field { fact: Fact::Type, default: None }),
        "date" | "publishdate" | "lastmod" => Value::Date,
        "kind" => Value::Text("page".to_owned()),
        "ispage" => Value::Truth(true),
        "ishome" | "issection" | "isnode" | "draft" => Value::Truth(false),
        "layout" | "title" | "description" | "slug" => {
            Value::Field(Field { default: Some(String::new()), ..Field::key(&[name]) })
        }
        _ => Value::Unknown,
    }
}

/// Texts as a list.
fn text_list(texts: &[String]) -> Value {
    Value::List(texts.iter().cloned().map(Value::Text).collect())
}

/// A setting that is a text: a truth, a number, or neither.
fn literal(text: String) -> Value {
    match (text.as_str(), text.parse()) {
        ("true" | "false", _) => Value::Truth(text == "true"),
        (_, Ok(number)) => Value::Number(number),
        (_, Err(_)) => Value::Text(text),
    }
}

fn first(limit: i64, pages: Pages) -> Value {
    let limit = usize::try_from(limit).unwrap_or_default();
    Value::Pages(Pages { limit: Some(pages.limit.map_or(limit, |known| known.min(limit))), ..pages })
}

fn united(one: &Pages, other: &Pages) -> Value {
    if one.scope != other.scope || one.limit.is_some() || other.limit.is_some() {
        return Value::Unknown;
    }
    let condition = Condition::Any(vec![one.condition.clone(), other.condition.clone()]);
    Value::Pages(Pages { condition, ..*one })
}

/// The pages of a list that are in another, too. A list that is cut has fewer than its condition tells.
fn intersected(one: &Pages, other: &Pages) -> Value {
    if one.limit.is_some() || other.limit.is_some() {
        return Value::Unknown;
    }
    let scope = if one.scope == Scope::Site { other.scope } else { one.scope };
    if scope != other.scope && other.scope != Scope::Site {
        return Value::Unknown;
    }
    Pages { scope, ..one.clone() }.that(other.condition.clone())
}

/// Whether a value is in a certain order with another, by the name of the function. There is at least one article, since a
/// feed without is not written.
fn compared(function: &str, one: &Value, other: &Value) -> Truth {
    match (function, one, other) {
        ("ge", Value::Number(one), Value::Number(other)) => Truth::Known(one >= other),
        ("gt", Value::Number(one), Value::Number(other)) => Truth::Known(one > other),
        ("le", Value::Number(one), Value::Number(other)) => Truth::Known(one <= other),
        ("lt", Value::Number(one), Value::Number(other)) => Truth::Known(one < other),
        // What is dated in the future is withheld anyway.
        ("le" | "lt", Value::Date, Value::Now)
        | ("ge" | "gt", Value::Now, Value::Date)
        | ("gt", Value::Count, Value::Number(..=0))
        | ("ge", Value::Count, Value::Number(..=1))
        | ("lt", Value::Number(..=0), Value::Count)
        | ("le", Value::Number(..=1), Value::Count) => Truth::Known(true),
        ("le", Value::Count, Value::Number(..=0))
        | ("lt", Value::Count, Value::Number(..=1))
        | ("ge", Value::Number(..=0), Value::Count)
        | ("gt", Value::Number(..=1), Value::Count) => Truth::Known(false),
        ("ge" | "gt" | "le" | "lt", Value::Field(field), Value::Number(number)) => {
            ordered(function, field, *number)
        }
        ("ge", Value::Number(number), Value::Field(field)) => ordered("le", field, *number),
        ("gt", Value::Number(number), Value::Field(field)) => ordered("lt", field, *number),
        ("le", Value::Number(number), Value::Field(field)) => ordered("ge", field, *number),
        ("lt", Value::Number(number), Value::Field(field)) => ordered("gt", field, *number),
        _ => Truth::Unknown,
    }
}

/// Whether a number of an article is in a certain order with another. Where it says none, that is 0.
fn ordered(function: &str, field: &Field, number: i64) -> Truth {
    let mark = match function {
        "ge" => ">=",
        "gt" => ">",
        "le" => "<=",
        _ => "<",
    };
    let default = field.default.clone().or_else(|| Some("0".to_owned()));
    let field = Field { default, ..field.clone() };
    NumberOrder::by_mark(mark, number).map_or(Truth::Unknown, |order| Truth::If(field.ordered(order)))
}

fn with_default(default: &Value, value: &Value) -> Value {
    if let Value::Field(field) = value {
        let own = field.default.clone().filter(|default| !default.is_empty());
        let default = own.or_else(|| default.text()).or_else(|| field.default.clone());
        return Value::Field(Field { default, ..field.clone() });
    }
    if *value == Value::Nil { default.clone() } else { value.clone() }
}

fn truths(values: &[Value]) -> Vec<Truth> {
    values.iter().map(Value::truth).collect()
}
