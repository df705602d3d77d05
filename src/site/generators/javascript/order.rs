//! The function that compares two articles in, whether it orders them by date out.

use super::function::{Body, Function};
use super::{Statement, outside, statements};
use crate::source::javascript::is_part_of_name;

/// The order of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::site::generators) enum ByDate {
    NewestFirst,
    OldestFirst,
    /// Another, or one that only running the program tells.
    Unknown,
}

impl ByDate {
    pub(in crate::site::generators) fn reversed(self) -> ByDate {
        match self {
            ByDate::NewestFirst => ByDate::OldestFirst,
            ByDate::OldestFirst => ByDate::NewestFirst,
            ByDate::Unknown => ByDate::Unknown,
        }
    }

    /// The order of a function, or of the name of one.
    pub(in crate::site::generators) fn of(program: &str, comparison: &str) -> ByDate {
        let comparison = comparison.trim();
        let function = Function::read(comparison).or_else(|| Function::named(program, comparison));
        function.and_then(|function| order(&function)).unwrap_or(ByDate::Unknown)
    }
}

/// The names of the two articles, and of what is made of each.
struct Names<'f> {
    one: Vec<&'f str>,
    other: Vec<&'f str>,
}

fn order(function: &Function<'_>) -> Option<ByDate> {
    let [one, other] = function.parameters.as_slice() else { return None };
    let name = |parameter: &str| parameter.split(':').next().map_or(0, |name| name.trim_end().len());
    let mut names = Names { one: vec![one.get(..name(one))?], other: vec![other.get(..name(other))?] };
    if !["date", "publish", "time"].iter().any(|word| function.text().to_lowercase().contains(word)) {
        return None;
    }
    let block = match function.body {
        Body::Expression(result) => return names.compared(result),
        Body::Block(block) => block,
    };
    for statement in statements(block) {
        match statement {
            Statement::Let(name, value) if mentions(value, &names.one) => names.one.push(name),
            Statement::Let(name, value) if mentions(value, &names.other) => names.other.push(name),
            Statement::Let(..) => {}
            Statement::Return(result) => return names.compared(result),
            Statement::If(..) | Statement::Other(_) => return None,
        }
    }
    None
}

impl Names<'_> {
    /// `b.date - a.date`, `a.date < b.date ? 1 : -1`, `b.date.localeCompare(a.date)`
    fn compared(&self, result: &str) -> Option<ByDate> {
        let (order, left, right) = difference(result).or_else(|| ternary(result))?;
        let is = |one: &[&str], other: &[&str]| {
            mentions(left, one) && !mentions(left, other) && mentions(right, other) && !mentions(right, one)
        };
        if is(&self.one, &self.other) {
            Some(order)
        } else {
            is(&self.other, &self.one).then(|| order.reversed())
        }
    }
}

/// A difference: the first article is the older one if it is negative.
fn difference(result: &str) -> Option<(ByDate, &str, &str)> {
    if let Some((left, right)) = result.split_once(".localeCompare(") {
        return Some((ByDate::OldestFirst, left, right));
    }
    let at = *outside(result, '-').first().filter(|_| !result.contains('?'))?;
    Some((ByDate::OldestFirst, result.get(..at)?, result.get(at + 1..)?))
}

/// A comparison, and what is returned if it is true.
fn ternary(result: &str) -> Option<(ByDate, &str, &str)> {
    let (asked, results) = result.split_once('?').filter(|(_, rest)| !rest.starts_with(['.', '?']))?;
    let (at, is_less) = match (outside(asked, '<').first(), outside(asked, '>').first()) {
        (Some(at), None) => (*at, true),
        (None, Some(at)) => (*at, false),
        (Some(_), Some(_)) | (None, None) => return None,
    };
    let is_negative = results.trim_start().starts_with('-');
    let order = if is_less == is_negative { ByDate::OldestFirst } else { ByDate::NewestFirst };
    Some((order, asked.get(..at)?, asked.get(at + 1..)?))
}

/// Whether one of several names is in a text.
fn mentions(text: &str, names: &[&str]) -> bool {
    let is_member = |at: usize| text.get(..at).is_some_and(|before| before.ends_with('.'));
    let mut start = 0;
    text.split(|c| !is_part_of_name(c)).any(|word| {
        let at = start;
        start += word.len()
            + text.get(start + word.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        names.contains(&word) && !is_member(at)
    })
}
