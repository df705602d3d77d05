//! What the templates of feeds ask of articles: tests of what an article says.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::UNREAD_SETTING;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::site::fields::{Table, Value};

/// What a template knows of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    /// The first folder that it is in.
    Section,
    /// Its `type`, or its section.
    Type,
    /// The value of a key of its head, by the names of nested tables.
    Key(Vec<String>),
    /// What its generator says of it by a name, such as the path of its file.
    Given(String),
}

/// What an article says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Values {
    /// Whether it says a list.
    pub(super) is_list: bool,
    /// Whether it says anything, even an empty text, an empty list or a table.
    pub(super) is_said: bool,
    pub(super) all: Vec<String>,
    /// What they are; `None` where the generator asks for no kinds.
    pub(super) kind: Option<Kind>,
}

/// The kinds of values, which some generators tell apart: to them, the text `true` is no truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// There is no such key.
    Missing,
    /// A key without a value.
    Null,
    Text,
    Number,
    Truth,
    Date,
    /// A list or a table with nothing in it.
    Empty,
    /// Another list or table.
    Filled,
}

/// A fact, and what stands for it where the article does not say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) fact: Fact,
    pub(super) default: Option<String>,
}

/// A test of the values of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    /// It counts as true in a language.
    True(Truthiness),
    /// It is an empty text or list.
    Empty,
    /// It is one of these.
    OneOf(Vec<String>),
    /// It begins so.
    StartsWith(String),
    /// It is a list with this, or a text that contains it.
    Contains(String),
    /// It is a part of this text.
    Within(String),
    /// It is a number in this order with another.
    Number(NumberOrder),
    /// It is of one of these kinds.
    Kind(&'static [Kind]),
}

/// What counts as true in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truthiness {
    /// What is neither `false` nor zero nor empty: Go, Tera, Python.
    Filled,
    /// What is neither `false` nor zero nor an empty text: JavaScript.
    Script,
    /// Whatever is said but `false`: Liquid.
    Liquid,
}

/// The order of a number with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NumberOrder {
    pub(super) order: Ordering,
    /// Whether it may also be the same.
    pub(super) or_equal: bool,
    pub(super) other: i32,
}

/// What must be so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    Is(Field, Test),
    Not(Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    /// The article is one of so many that come first.
    First(usize),
}

/// Whether something is true.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Truth {
    Known(bool),
    /// It is for the articles that satisfy a condition.
    If(Condition),
    /// Only running the generator tells.
    Unknown,
}

impl Truth {
    pub(super) fn not(self) -> Truth {
        match self {
            Truth::Known(truth) => Truth::Known(!truth),
            Truth::If(condition) => Truth::If(condition.not()),
            Truth::Unknown => Truth::Unknown,
        }
    }

    /// Whether all of several things are true.
    pub(super) fn all(truths: Vec<Truth>) -> Truth {
        Truth::together(truths, true, Condition::All)
    }

    /// Whether any of several things is true.
    pub(super) fn any(truths: Vec<Truth>) -> Truth {
        Truth::together(truths, false, Condition::Any)
    }

    /// Several things as one, which is `none` without any, and otherwise if one of them is.
    fn together(truths: Vec<Truth>, none: bool, join: fn(Vec<Condition>) -> Condition) -> Truth {
        if truths.contains(&Truth::Known(!none)) {
            return Truth::Known(!none);
        }
        let mut conditions = Vec::new();
        for truth in truths {
            match truth {
                Truth::Known(_) => {}
                Truth::If(condition) => conditions.push(condition),
                Truth::Unknown => return Truth::Unknown,
            }
        }
        match conditions.len() {
            0 => Truth::Known(none),
            1 => conditions.pop().map_or(Truth::Unknown, Truth::If),
            _ => Truth::If(join(conditions)),
        }
    }

    /// The articles for which it is so; `None` if that is unknown.
    pub(super) fn condition(self) -> Option<Condition> {
        match self {
            Truth::Known(true) => Some(ALWAYS),
            Truth::Known(false) => Some(ALWAYS.not()),
            Truth::If(condition) => Some(condition),
            Truth::Unknown => None,
        }
    }
}

/// The condition that every article satisfies.
pub(super) const ALWAYS: Condition = Condition::All(Vec::new());

/// A site has more conditions than there are numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooMany;

/// The conditions of the feeds of a site.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    /// Each once, in the order of their numbers.
    all: RefCell<Vec<Condition>>,
    /// The paths of the feeds for whose conditions there are no numbers.
    unmade: RefCell<BTreeSet<String>>,
}

impl Conditions {
    /// The number of a condition; `None` if there are too many.
    pub(super) fn number(&self, condition: Condition) -> Option<u8> {
        let mut all = self.all.borrow_mut();
        let known = all.iter().position(|known| *known == condition);
        let at = u8::try_from(known.unwrap_or(all.len())).ok().filter(|at| u32::from(*at) < u64::BITS)?;
        if known.is_none() {
            all.push(condition);
        }
        Some(at)
    }

    /// The same; `Ok(None)` for a condition that every article satisfies.
    pub(super) fn numbered(&self, condition: Condition) -> Result<Option<u8>, TooMany> {
        if condition == ALWAYS {
            return Ok(None);
        }
        self.number(condition).map(Some).ok_or(TooMany)
    }

    /// The same for the feed at a path, which is not made if there are too many.
    pub(super) fn of_feed(&self, path: &str, condition: Condition) -> Result<Option<u8>, TooMany> {
        self.numbered(condition).inspect_err(|TooMany| {
            self.unmade.borrow_mut().insert(path.to_owned());
        })
    }

    /// The condition with a number.
    pub(super) fn at(&self, number: u8) -> Option<Condition> {
        self.all.borrow().get(usize::from(number)).cloned()
    }

    /// Reports the feeds that are not made.
    pub(super) fn found(&self, place: &Place) -> Vec<Diagnostic> {
        let finding = |path: &String| {
            let message = format!(
                "`{path}` is not made: the templates of the site's feeds have more than {} conditions",
                u64::BITS
            );
            let help = "write it into feedwright.toml, as [[feed]] with its `select`";
            let finding = Diagnostic::new(&UNREAD_SETTING, message).at(place.clone()).help(help);
            Diagnostic { severity: Severity::Warning, ..finding }
        };
        self.unmade.borrow().iter().map(finding).collect()
    }

    pub(super) fn into_inner(self) -> Vec<Condition> {
        self.all.into_inner()
    }
}

impl Condition {
    pub(super) fn not(self) -> Condition {
        if let Condition::Not(inner) = self { *inner } else { Condition::Not(Box::new(self)) }
    }

    pub(super) fn and(self, other: Condition) -> Condition {
        match (self, other) {
            (one, Condition::All(none)) | (Condition::All(none), one) if none.is_empty() => one,
            (Condition::All(mut all), other) => {
                all.push(other);
                Condition::All(all)
            }
            (one, other) => Condition::All(vec![one, other]),
        }
    }

    /// The same with another text in the place of one.
    pub(super) fn with_text(self, old: &str, new: &str) -> Condition {
        let all = |all: Vec<Condition>| all.into_iter().map(|one| one.with_text(old, new)).collect();
        let changed = |text: String| if text == old { new.to_owned() } else { text };
        match self {
            Condition::Is(field, Test::OneOf(texts)) => {
                Condition::Is(field, Test::OneOf(texts.into_iter().map(changed).collect()))
            }
            Condition::Is(field, Test::Contains(text)) => Condition::Is(field, Test::Contains(changed(text))),
            Condition::Is(..) | Condition::First(_) => self,
            Condition::Not(inner) => inner.with_text(old, new).not(),
            Condition::All(list) => Condition::All(all(list)),
            Condition::Any(list) => Condition::Any(all(list)),
        }
    }

    /// What it asks of the articles alone, and the number that they are cut to before; `None` if their numbers choose others
    /// than the first.
    pub(super) fn cut(self) -> Option<(Condition, Option<usize>)> {
        match self {
            Condition::First(count) => Some((ALWAYS, Some(count))),
            Condition::All(all) => all.into_iter().try_fold((ALWAYS, None), |(known, limit), one| {
                let (condition, count) = one.cut()?;
                Some((known.and(condition), limit.into_iter().chain(count).min()))
            }),
            Condition::Is(..) | Condition::Not(_) | Condition::Any(_) => {
                (!self.has_number()).then_some((self, None))
            }
        }
    }

    /// How many articles come before the first one that satisfies it, if nothing but their numbers decides.
    pub(super) fn begins_at(&self) -> Option<usize> {
        let (start, end) = self.numbers()?;
        Some(if start < end { start } else { usize::MAX })
    }

    /// The first of the numbers, from 0 on, that satisfy it, and the one behind the last, if they decide alone.
    fn numbers(&self) -> Option<(usize, usize)> {
        match self {
            Condition::First(count) => Some((0, *count)),
            Condition::Not(inner) => match **inner {
                Condition::First(count) => Some((count, usize::MAX)),
                Condition::Is(..) | Condition::Not(_) | Condition::All(_) | Condition::Any(_) => None,
            },
            Condition::All(all) => all.iter().try_fold((0, usize::MAX), |(start, end), one| {
                let (other_start, other_end) = one.numbers()?;
                Some((start.max(other_start), end.min(other_end)))
            }),
            Condition::Is(..) | Condition::Any(_) => None,
        }
    }

    /// Whether it asks which of the articles come first.
    pub(super) fn has_number(&self) -> bool {
        match self {
            Condition::First(_) => true,
            Condition::Is(..) => false,
            Condition::Not(inner) => inner.has_number(),
            Condition::All(all) | Condition::Any(all) => all.iter().any(Condition::has_number),
        }
    }

    /// How many conditions are in it, with itself.
    pub(super) fn size(&self) -> usize {
        match self {
            Condition::First(_) | Condition::Is(..) => 1,
            Condition::Not(inner) => 1 + inner.size(),
            Condition::All(all) | Condition::Any(all) => 1 + all.iter().map(Condition::size).sum::<usize>(),
        }
    }

    /// Whether an article with these facts satisfies it. A limit is for those who [cut](Self::cut) it off before.
    pub(super) fn holds(&self, facts: &dyn Fn(&Fact) -> Values) -> bool {
        match self {
            Condition::Is(field, test) => field.passes(test, facts),
            Condition::Not(inner) => !inner.holds(facts),
            Condition::All(all) => all.iter().all(|one| one.holds(facts)),
            Condition::Any(any) => any.iter().any(|one| one.holds(facts)),
            Condition::First(_) => true,
        }
    }

    /// The keys of heads that it asks for.
    pub(super) fn keys(&self) -> Vec<String> {
        match self {
            Condition::Is(Field { fact: Fact::Key(path), .. }, _) => {
                path.first().cloned().into_iter().collect()
            }
            Condition::Is(Field { fact: Fact::Section | Fact::Type | Fact::Given(_), .. }, _)
            | Condition::First(_) => Vec::new(),
            Condition::Not(inner) => inner.keys(),
            Condition::All(all) | Condition::Any(all) => all.iter().flat_map(Condition::keys).collect(),
        }
    }

    /// Whether it asks for what the generator says of an article by a name.
    pub(super) fn asks_for(&self, name: &str) -> bool {
        match self {
            Condition::Is(Field { fact: Fact::Given(given), .. }, _) => given == name,
            Condition::Is(Field { fact: Fact::Key(_) | Fact::Section | Fact::Type, .. }, _)
            | Condition::First(_) => false,
            Condition::Not(inner) => inner.asks_for(name),
            Condition::All(all) | Condition::Any(all) => all.iter().any(|one| one.asks_for(name)),
        }
    }
}

impl Field {
    /// The value of a key.
    pub(super) fn key(path: &[&str]) -> Field {
        Field { fact: Fact::Key(path.iter().map(|name| (*name).to_owned()).collect()), default: None }
    }

    /// Whether it is one of several texts.
    pub(super) fn one_of(self, texts: &[&str]) -> Condition {
        Condition::Is(self, Test::OneOf(texts.iter().map(|text| (*text).to_owned()).collect()))
    }

    /// Whether it is a number in an order with another.
    pub(super) fn ordered(self, number: NumberOrder) -> Condition {
        Condition::Is(self, Test::Number(number))
    }

    /// Whether it says anything, even something empty.
    pub(super) fn says_anything(self) -> Condition {
        Condition::Any(vec![
            Condition::Is(self.clone(), Test::True(Truthiness::Liquid)),
            self.one_of(&["false"]),
        ])
    }

    /// Whether it says something that is not empty.
    pub(super) fn says_something(self) -> Condition {
        Condition::Is(self, Test::StartsWith(String::new()))
    }

    fn passes(&self, test: &Test, facts: &dyn Fn(&Fact) -> Values) -> bool {
        let mut values = facts(&self.fact);
        if let Some(default) = self.default.as_ref().filter(|_| values.are_lacking()) {
            let kind = values.kind.map(|_| Kind::of(default));
            values = Values { kind, ..Values::text(Some(default.clone())) };
        }
        let any = |is_so: &dyn Fn(&String) -> bool| values.all.iter().any(is_so);
        match test {
            Test::True(language) => values.is_true(*language),
            Test::Empty => values.is_empty(),
            Test::OneOf(wanted) => any(&|value| wanted.contains(value)),
            Test::StartsWith(start) => any(&|value| value.starts_with(start.as_str())),
            Test::Contains(part) if values.is_list => any(&|value| value == part),
            Test::Contains(part) => any(&|value| value.contains(part.as_str())),
            Test::Within(text) => any(&|value| text.contains(value.as_str())),
            Test::Number(number) => match values.kind {
                Some(kind) => number.holds(values.number(kind)),
                None => any(&|value| value.trim().parse().is_ok_and(|value| number.holds(value))),
            },
            Test::Kind(kinds) => values.kind.is_some_and(|kind| kinds.contains(&kind)),
        }
    }
}

impl NumberOrder {
    /// That of a comparison by its mark, such as `<=`; `None` for other marks, and for numbers that are too large.
    pub(super) fn by_mark(mark: &str, other: i64) -> Option<NumberOrder> {
        let (order, or_equal) = match mark {
            "<" => (Ordering::Less, false),
            "<=" => (Ordering::Less, true),
            ">" => (Ordering::Greater, false),
            ">=" => (Ordering::Greater, true),
            _ => return None,
        };
        Some(NumberOrder { order, or_equal, other: i32::try_from(other).ok()? })
    }

    fn holds(self, value: f64) -> bool {
        let order = value.partial_cmp(&f64::from(self.other));
        order == Some(self.order) || self.or_equal && order == Some(Ordering::Equal)
    }
}

impl Kind {
    /// That of an unquoted value.
    pub(super) fn of(value: &str) -> Kind {
        match value {
            "true" | "True" | "TRUE" | "false" | "False" | "FALSE" => Kind::Truth,
            _ if value.parse().is_ok_and(f64::is_finite) => Kind::Number,
            _ => Kind::Text,
        }
    }
}

/// The values of a key of a head, by the names of nested tables.
pub(super) fn of_key(head: &Table<'_>, path: &[String]) -> Values {
    let Some((first, rest)) = path.split_first() else { return Values::default() };
    let value = rest.iter().try_fold(head.get(first), |value, name| Some(value?.as_table()?.get(name)));
    value.flatten().map(Values::of).unwrap_or_default()
}

impl Values {
    pub(super) fn of(value: &Value<'_>) -> Values {
        let all = value.items().iter().filter_map(Value::scalar).collect();
        Values { is_list: value.as_list().is_some(), is_said: true, all, ..Values::default() }
    }

    /// The only value, if it is not in a list.
    fn single(&self) -> Option<&str> {
        if let ([one], false) = (self.all.as_slice(), self.is_list) { Some(one) } else { None }
    }

    fn is_true(&self, language: Truthiness) -> bool {
        let is_filled = |value: &str| !matches!(value, "" | "false" | "0");
        match (language, self.single()) {
            (Truthiness::Filled, _) => match self.kind {
                Some(kind) => self.is_filled(kind),
                None => self.all.iter().any(|value| is_filled(value)),
            },
            (Truthiness::Script, Some(value)) => is_filled(value),
            (Truthiness::Liquid, Some(value)) => value != "false",
            (Truthiness::Script | Truthiness::Liquid, None) => self.is_said,
        }
    }

    /// Whether a default counts instead.
    fn are_lacking(&self) -> bool {
        match self.kind {
            None => !self.is_said && self.all.is_empty(),
            Some(Kind::Missing | Kind::Null | Kind::Empty) => true,
            Some(Kind::Text) => self.all == [""],
            Some(Kind::Number) => self.all == ["0"],
            Some(Kind::Truth | Kind::Date | Kind::Filled) => false,
        }
    }

    /// Whether a value of a kind is not empty.
    fn is_filled(&self, kind: Kind) -> bool {
        match kind {
            Kind::Missing | Kind::Null | Kind::Empty => false,
            Kind::Text => self.all != [""],
            Kind::Number => self.all != ["0"],
            Kind::Truth => self.all == ["true"],
            Kind::Date | Kind::Filled => true,
        }
    }

    /// The number that values of a kind count as: that of a list is how much is in it.
    #[expect(clippy::cast_precision_loss, reason = "no list is that long")]
    fn number(&self, kind: Kind) -> f64 {
        match kind {
            Kind::Missing | Kind::Null | Kind::Date | Kind::Empty => 0.0,
            Kind::Text | Kind::Number => {
                self.all.first().and_then(|value| value.trim().parse().ok()).unwrap_or_default()
            }
            Kind::Truth => f64::from(u8::from(self.is_filled(kind))),
            Kind::Filled => self.all.len().max(1) as f64,
        }
    }

    /// Whether it says an empty text or list.
    fn is_empty(&self) -> bool {
        self.single() == Some("") || self.is_list && self.is_said && self.all.is_empty()
    }

    /// A text, if there is one.
    pub(super) fn text(text: Option<String>) -> Values {
        Values {
            is_list: false,
            is_said: text.is_some(),
            all: text.into_iter().collect(),
            ..Values::default()
        }
    }

    /// A list that is not empty, if there is any.
    pub(super) fn list(all: Vec<String>) -> Values {
        Values { is_list: true, is_said: !all.is_empty(), all, ..Values::default() }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Conditions, Field, TooMany};
    use crate::diagnostic::Place;

    #[test]
    fn a_feed_without_a_number_for_its_condition_is_reported() {
        let conditions = Conditions::default();
        let condition = |at: u32| Field::key(&["x"]).one_of(&[&at.to_string()]);
        for at in 0..u64::BITS {
            assert_eq!(conditions.of_feed("a.xml", condition(at)), Ok(u8::try_from(at).ok()));
        }
        assert_eq!(conditions.of_feed("b.xml", condition(64)), Err(TooMany));
        assert_eq!(conditions.of_feed("c.xml", condition(63)), Ok(Some(63)));
        let found = conditions.found(&Place::file(Path::new("hugo.toml")));
        let messages: Vec<_> = found.iter().map(|finding| finding.message.as_str()).collect();
        let expected = "`b.xml` is not made: the templates of the site's feeds have more than 64 conditions";
        assert_eq!(messages, [expected]);
        assert_eq!(conditions.into_inner().len(), 64);
    }
}
