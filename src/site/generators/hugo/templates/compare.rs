//! Two values of a template in, whether they are equal, or whether `where` chooses an article by them, out. To Hugo, what an
//! article says and a value of another kind are never equal, and `where` chooses no article by them, whether it asks for the
//! same or for something else.

use super::values::Value;
use crate::site::generators::condition::{Condition, Field, Kind, Test, Truth};

/// What is no value at all.
const NOTHING: &[Kind] = &[Kind::Missing, Kind::Null];

/// Whether a value is one of several others.
pub(super) fn equal(value: &Value, others: &[Value]) -> Truth {
    let (value, others) = match others {
        [field @ Value::Field(_)] => (field, std::slice::from_ref(value)),
        others => (value, others),
    };
    Truth::any(others.iter().map(|other| same(value, other)).collect())
}

fn same(value: &Value, other: &Value) -> Truth {
    match (value, single(other)) {
        (Value::Field(field), Some((kind, text))) => {
            Truth::If(of(field, kind).and(one_of(field, vec![text.clone()])))
        }
        (Value::Field(field), None) if *other == Value::Nil => Truth::If(of(field, NOTHING)),
        (value, Some((_, other))) => value.text().map_or(Truth::Unknown, |text| Truth::Known(text == other)),
        (_, None) => Truth::Unknown,
    }
}

/// Whether `where` chooses an article with a value by an operator and another value.
pub(super) fn chooses(value: &Value, operator: &str, wanted: &Value) -> Truth {
    match operator {
        "=" | "==" | "eq" => equal(value, std::slice::from_ref(wanted)),
        "!=" | "<>" | "ne" => differs(value, wanted),
        "in" => is_among(value, wanted, true),
        "not in" => is_among(value, wanted, false),
        "intersect" => shares(value, wanted),
        _ => Truth::Unknown,
    }
}

fn differs(value: &Value, wanted: &Value) -> Truth {
    let is_same = equal(value, std::slice::from_ref(wanted));
    let Value::Field(field) = value else { return is_same.not() };
    if *wanted == Value::Nil {
        return is_same.not();
    }
    let nothing = Truth::If(of(field, NOTHING));
    match single(wanted) {
        Some((kind, _)) => {
            Truth::any(vec![nothing, Truth::all(vec![Truth::If(of(field, kind)), is_same.not()])])
        }
        None if matches!(wanted, Value::List(_)) => nothing,
        None => Truth::Unknown,
    }
}

/// Whether a value is one of a list, or a part of a text, or else whether it could be but is not.
fn is_among(value: &Value, wanted: &Value, is_in: bool) -> Truth {
    let or_not = |condition: Condition| if is_in { condition } else { condition.not() };
    match (value, wanted) {
        (_, Value::List(list)) if list.iter().any(|value| value.single().is_none()) => Truth::Unknown,
        (Value::Field(field), Value::List(list)) if !list.is_empty() => {
            // Truths are in no list.
            let of_kind = |(kind, kinds): (Kind, &'static [Kind])| {
                let texts = list
                    .iter()
                    .filter_map(Value::single)
                    .filter(|(own, _)| *own == kind)
                    .map(|(_, text)| text);
                Truth::If(of(field, kinds).and(or_not(one_of(field, texts.collect()))))
            };
            let kinds: [(Kind, &[Kind]); 2] = [(Kind::Text, &[Kind::Text]), (Kind::Number, &[Kind::Number])];
            Truth::any(kinds.map(of_kind).into())
        }
        (Value::Field(field), Value::Text(text)) => {
            let is_within = Condition::Is(field.clone(), Test::Within(text.clone()));
            Truth::If(of(field, &[Kind::Text]).and(or_not(is_within)))
        }
        (value, Value::List(list)) => {
            let is_equal = equal(value, list);
            if is_in { is_equal } else { is_equal.not() }
        }
        (_, _) => Truth::Unknown,
    }
}

/// Whether a list of an article has one of several values.
fn shares(value: &Value, wanted: &Value) -> Truth {
    let (Value::Field(field), Value::List(list)) = (value, wanted) else { return Truth::Unknown };
    let texts = list.iter().filter_map(Value::text).collect();
    Truth::If(of(field, &[Kind::Filled]).and(one_of(field, texts)))
}

/// Whether a key has been set, even to nothing.
pub(super) fn is_set(field: &Field) -> Condition {
    of(field, &[Kind::Missing]).not()
}

fn of(field: &Field, kinds: &'static [Kind]) -> Condition {
    Condition::Is(field.clone(), Test::Kind(kinds))
}

fn one_of(field: &Field, texts: Vec<String>) -> Condition {
    Condition::Is(field.clone(), Test::OneOf(texts))
}

/// The kind of a single value, as a test asks for it, and its text.
fn single(value: &Value) -> Option<(&'static [Kind], String)> {
    let (kind, text) = value.single()?;
    let kinds: &[Kind] = match kind {
        Kind::Truth => &[Kind::Truth],
        Kind::Number => &[Kind::Number],
        Kind::Text => &[Kind::Text],
        Kind::Missing | Kind::Null | Kind::Date | Kind::Empty | Kind::Filled => return None,
    };
    Some((kinds, text))
}
