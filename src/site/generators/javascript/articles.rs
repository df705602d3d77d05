//! The articles that a program chooses: where they come from, what they satisfy, how many of them, and in which order.

use super::order::ByDate;
use super::values::Value;
use crate::site::generators::condition::{ALWAYS, Condition};

/// Where articles come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::site::generators) enum Source {
    /// All of the site.
    All,
    /// The collection of a name.
    Collection(String),
    /// Those with all of these tags.
    Tags(Vec<String>),
    /// Those in files of these patterns.
    Files(Vec<String>),
}

/// Articles.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::site::generators) struct Articles {
    pub(in crate::site::generators) sources: Vec<Source>,
    /// What they satisfy.
    pub(in crate::site::generators) condition: Condition,
    /// The number that they are cut to.
    pub(in crate::site::generators) limit: Option<usize>,
    /// What those up to the limit satisfy.
    pub(in crate::site::generators) guard: Condition,
    pub(in crate::site::generators) order: ByDate,
    /// Whether only running the program tells which they are.
    pub(in crate::site::generators) is_unknown: bool,
    /// Whether the program may leave out some of them for a reason that is not known.
    pub(in crate::site::generators) has_unread_filter: bool,
    /// What the program makes of each: the article itself, if that is not known.
    pub(in crate::site::generators) element: Value,
}

impl Articles {
    pub(in crate::site::generators) fn of(source: Source, order: ByDate) -> Articles {
        let sources = vec![source];
        let (is_unknown, has_unread_filter) = (false, false);
        Articles {
            sources,
            condition: ALWAYS,
            limit: None,
            guard: ALWAYS,
            order,
            is_unknown,
            has_unread_filter,
            element: Value::Article,
        }
    }

    /// The same, of which the program makes something else.
    pub(super) fn made(self, element: Value) -> Articles {
        let element = if element == Value::Unknown { Value::Article } else { element };
        Articles { element, ..self }
    }

    /// Those that satisfy a condition, if that is known.
    pub(in crate::site::generators) fn that(mut self, condition: Option<Condition>) -> Articles {
        let Some(condition) = condition else {
            return Articles { is_unknown: true, has_unread_filter: true, ..self };
        };
        if condition == ALWAYS {
            return self;
        }
        let all = if self.limit.is_some() { &mut self.guard } else { &mut self.condition };
        *all = std::mem::replace(all, ALWAYS).and(condition);
        self
    }

    /// Those up to a number that satisfy a condition, if both are known.
    pub(in crate::site::generators) fn that_first(
        self,
        choice: Option<(Condition, Option<usize>)>,
    ) -> Articles {
        match choice {
            Some((condition, Some(limit))) => self.cut(limit, true).that(Some(condition)),
            Some((condition, None)) => self.that(Some(condition)),
            None => self.that(None),
        }
    }

    /// The first of them in their order, or the last.
    pub(in crate::site::generators) fn cut(mut self, count: usize, are_first: bool) -> Articles {
        let wanted = if are_first { ByDate::NewestFirst } else { ByDate::OldestFirst };
        self.is_unknown |= self.order != wanted || self.guard != ALWAYS;
        self.limit = Some(self.limit.map_or(count, |limit| limit.min(count)));
        self
    }

    /// The articles up to a number: the first, or with a negative number, the last.
    pub(in crate::site::generators) fn up_to(self, count: Option<i64>) -> Articles {
        match count {
            Some(0) => self,
            Some(count) => self.cut(usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX), count > 0),
            None => Articles { is_unknown: true, ..self },
        }
    }

    pub(in crate::site::generators) fn reversed(self) -> Articles {
        Articles { order: self.order.reversed(), ..self }
    }

    /// These or others, if it is not known which.
    pub(super) fn or(self, other: Articles) -> Articles {
        if self == other {
            return other;
        }
        let have_same = (&self.condition, &self.guard) == (&other.condition, &other.guard);
        let has_unread_filter = self.has_unread_filter || other.has_unread_filter || !have_same;
        let element = self.element_with(&other);
        Articles { order: ByDate::Unknown, is_unknown: true, has_unread_filter, element, ..self }
    }

    /// These and others, which are in no order.
    pub(super) fn and(mut self, other: Option<Articles>) -> Articles {
        let Some(other) = other else { return Articles { is_unknown: true, ..self } };
        let have_same = self.condition == other.condition && self.guard == other.guard;
        let is_plain = self.limit.is_none() && other.limit.is_none() && have_same;
        self.is_unknown |= other.is_unknown || !is_plain;
        self.has_unread_filter |= other.has_unread_filter || !have_same;
        self.element = self.element_with(&other);
        self.sources.extend(other.sources);
        Articles { order: ByDate::Unknown, ..self }
    }

    /// What is made of each of these and of others, if that is the same.
    pub(super) fn element_with(&self, other: &Articles) -> Value {
        if self.element == other.element { self.element.clone() } else { Value::Unknown }
    }
}
