//! A condition of a template in, what it asks of a document out, as far as it is about the document alone.

use super::liquid::split;
use crate::site::fields::{Table, Value};
use crate::site::generators::condition::{ALWAYS, Condition, Fact, Field, Test, Values};
use crate::site::rules::PageParts;

/// Keys whose values Jekyll makes.
const MADE: &[&str] =
    &["content", "date", "excerpt", "id", "next", "output", "path", "previous", "relative_path", "url"];

/// What `if` asks of the document in a variable: comparisons with `and` and `or` between them, which are read from the
/// right. `None` if it asks for something else.
pub(super) fn condition(text: &str, variable: &str) -> Option<Condition> {
    let words: Vec<_> = split(text.trim(), ' ').into_iter().filter(|word| !word.is_empty()).collect();
    of_words(&words, variable)
}

fn of_words(words: &[&str], variable: &str) -> Option<Condition> {
    let Some(at) = words.iter().position(|word| matches!(*word, "and" | "or")) else {
        return comparison(words, variable);
    };
    let (first, rest) = words.split_at(at);
    let (first, others) = (comparison(first, variable)?, of_words(rest.get(1..)?, variable)?);
    Some(if words.get(at) == Some(&"and") { first.and(others) } else { Condition::Any(vec![first, others]) })
}

fn comparison(words: &[&str], variable: &str) -> Option<Condition> {
    match words {
        [value] => Some(Condition::Is(field(value, variable)?, Test::True)),
        [value, "==", wanted] => is(value, wanted, variable),
        [value, "!=" | "<>", wanted] => Some(is(value, wanted, variable)?.not()),
        [value, "contains", part] => {
            Some(Condition::Is(field(value, variable)?, Test::Contains(literal(part)?)))
        }
        _ => None,
    }
}

fn is(value: &str, wanted: &str, variable: &str) -> Option<Condition> {
    let field = field(value, variable)?;
    if matches!(wanted, "nil" | "null" | "empty" | "blank") {
        return Some(Condition::Is(field, Test::StartsWith(String::new())).not());
    }
    Some(Condition::Is(field, Test::OneOf(vec![literal(wanted)?])))
}

/// A key of the document in the variable.
fn field(name: &str, variable: &str) -> Option<Field> {
    let path: Vec<_> =
        name.strip_prefix(variable)?.strip_prefix('.')?.split('.').map(str::to_owned).collect();
    let is_made = path.first().is_none_or(|first| MADE.contains(&first.as_str()));
    (!is_made && path.len() == path.iter().filter(|name| !name.contains(['[', '|'])).count())
        .then_some(Field { fact: Fact::Key(path), default: None })
}

fn literal(text: &str) -> Option<String> {
    let quoted = ['"', '\''].iter().find_map(|mark| text.strip_prefix(*mark)?.strip_suffix(*mark));
    let is_plain = || matches!(text, "true" | "false") || text.parse::<f64>().is_ok();
    quoted.or_else(|| is_plain().then_some(text)).map(str::to_owned)
}

/// Whether a document satisfies a condition.
pub(super) fn holds(condition: &Condition, parts: &PageParts<'_>) -> bool {
    condition.holds(&|fact| match fact {
        Fact::Key(path) => values(parts, path),
        Fact::Section | Fact::Type => Values::default(),
    })
}

fn values(parts: &PageParts<'_>, path: &[String]) -> Values {
    let Some((first, rest)) = path.split_first() else { return Values::default() };
    let list = |all| Values { is_list: true, all };
    match first.as_str() {
        "categories" => list(parts.categories.iter().map(|category| (*category).to_owned()).collect()),
        "title" => Values { is_list: false, all: vec![parts.title.to_owned()] },
        "tags" => list(tags(parts.head)),
        first => {
            let value = rest.iter().try_fold(parts.head.get(first), |value, name| {
                Some(value.and_then(Value::as_table)?.get(name))
            });
            let value = value.flatten();
            Values { is_list: value.is_some_and(|value| value.as_list().is_some()), all: scalars(value) }
        }
    }
}

/// The tags of a document: the one of `tag`, or else those of `tags`.
fn tags(head: &Table<'_>) -> Vec<String> {
    let own = scalars(head.get("tag"));
    if !own.is_empty() {
        return own;
    }
    match head.get("tags") {
        Some(list) if list.as_list().is_some() => scalars(Some(list)),
        text => scalars(text).iter().flat_map(|text| text.split_whitespace()).map(str::to_owned).collect(),
    }
}

fn scalars(value: Option<&Value<'_>>) -> Vec<String> {
    value.map(Value::items).unwrap_or_default().iter().filter_map(Value::scalar).collect()
}

/// The condition on the way to the first text for which `is_wanted` is true: that of each `if` and `unless` around it.
/// `None` if something else is around it.
pub(super) fn guard<'t>(
    tokens: impl IntoIterator<Item = Part<'t>>,
    variable: &str,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Option<Condition> {
    let mut around: Vec<Option<Condition>> = Vec::new();
    let together = |around: &[Option<Condition>]| {
        around.iter().cloned().try_fold(ALWAYS, |all, one| Some(all.and(one?)))
    };
    let (mut reached, mut loops) = (ALWAYS, 0_usize);
    for part in tokens {
        match part {
            Part::Text(text) if is_wanted(text) => {
                return Some(reached.and(together(&around)?));
            }
            Part::Text(_) => {}
            Part::Tag(tag) => {
                let (name, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
                match name {
                    "for" => loops += 1,
                    "endfor" => loops = loops.saturating_sub(1),
                    _ => {}
                }
                match name {
                    // The rest of the loop is not for those that it skips.
                    "continue" if loops == 0 => reached = reached.and(together(&around)?.not()),
                    "break" if loops == 0 => return None,
                    "if" => around.push(condition(rest, variable)),
                    "unless" => around.push(condition(rest, variable).map(Condition::not)),
                    "for" | "case" => around.push(None),
                    "else" => {
                        let last = around.pop().flatten().map(Condition::not);
                        around.push(last);
                    }
                    "elsif" | "when" => {
                        around.pop();
                        around.push(None);
                    }
                    "endif" | "endunless" | "endfor" | "endcase" => drop(around.pop()),
                    _ => {}
                }
            }
        }
    }
    None
}

/// A part of the body of a loop.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'t> {
    Text(&'t str),
    Tag(&'t str),
}
