//! A condition of a template in, what it asks of a document out, as far as it is about the document alone.

use crate::site::fields::{Table, Value};
use crate::site::generators::condition::{
    ALWAYS, Condition, Fact, Field, NumberOrder, Test, Truthiness, Values, of_key,
};
use crate::site::generators::markup::{quoted, split};
use crate::site::rules::PageParts;

/// Keys whose values Jekyll makes.
const MADE: &[&str] =
    &["content", "date", "excerpt", "id", "next", "output", "path", "previous", "relative_path", "url"];

/// What is known where a condition stands.
pub(super) struct ConditionReader<'a> {
    /// The variable of the document.
    pub variable: &'a str,
    /// The texts of names, such as those of settings.
    pub known: &'a dyn Fn(&str) -> Option<String>,
}

impl ConditionReader<'_> {
    /// What `if` asks of the document: comparisons with `and` and `or` between them, which are read from the right. `None`
    /// if it asks for something else.
    pub(super) fn condition(&self, text: &str) -> Option<Condition> {
        let words: Vec<_> = split(text.trim(), ' ').into_iter().filter(|word| !word.is_empty()).collect();
        self.of_words(&words)
    }

    fn of_words(&self, words: &[&str]) -> Option<Condition> {
        let Some(at) = words.iter().position(|word| matches!(*word, "and" | "or")) else {
            return self.comparison(words);
        };
        let (first, rest) = words.split_at(at);
        let (first, others) = (self.comparison(first)?, self.of_words(rest.get(1..)?)?);
        let is_and = words.get(at) == Some(&"and");
        Some(if is_and { first.and(others) } else { Condition::Any(vec![first, others]) })
    }

    fn comparison(&self, words: &[&str]) -> Option<Condition> {
        match words {
            [value] => Some(Condition::Is(self.field(value)?, Test::True(Truthiness::Liquid))),
            [index @ ("forloop.index" | "forloop.index0"), mark, count] => {
                counted(index, mark, count.parse().ok()?)
            }
            // What is dated in the future is withheld anyway.
            [date, mark @ ("<" | "<=" | ">" | ">="), "site.time"] if self.member(date) == Some("date") => {
                Some(if mark.starts_with('<') { ALWAYS } else { ALWAYS.not() })
            }
            [list, ">" | "!=", "0"] if self.is_size(list) => {
                Some(self.field(list.strip_suffix(".size")?)?.says_something())
            }
            [list, "==", "0"] if self.is_size(list) => {
                Some(self.field(list.strip_suffix(".size")?)?.says_something().not())
            }
            [value, "==", wanted] => self.is(value, wanted),
            [value, "!=" | "<>", wanted] => Some(self.is(value, wanted)?.not()),
            [value, "contains", part] => {
                Some(Condition::Is(self.field(value)?, Test::Contains(self.text(part)?)))
            }
            [value, mark, number] => {
                Some(self.field(value)?.ordered(NumberOrder::by_mark(mark, number.parse().ok()?)?))
            }
            _ => None,
        }
    }

    /// Whether a name is the number of values of a key.
    fn is_size(&self, name: &str) -> bool {
        self.member(name).is_some_and(|member| member.rsplit('.').next() == Some("size"))
    }

    fn is(&self, value: &str, wanted: &str) -> Option<Condition> {
        let field = self.field(value)?;
        Some(match wanted {
            "nil" | "null" => field.says_anything().not(),
            "empty" | "\"\"" | "''" => Condition::Is(field, Test::Empty),
            // Jekyll's Liquid knows no blank values.
            "blank" => ALWAYS.not(),
            text => field.one_of(&[&self.text(text)?]),
        })
    }

    fn member<'n>(&self, name: &'n str) -> Option<&'n str> {
        name.strip_prefix(self.variable)?.strip_prefix('.')
    }

    /// A key of the document in the variable.
    fn field(&self, name: &str) -> Option<Field> {
        let name = self.member(name)?;
        if name == "path" {
            return Some(Field { fact: Fact::Given(name.to_owned()), default: None });
        }
        let path: Vec<_> = name.split('.').collect();
        let is_made = path.first().is_none_or(|first| MADE.contains(first));
        (!is_made && !name.contains(['[', '|'])).then(|| Field::key(&path))
    }

    fn text(&self, text: &str) -> Option<String> {
        literal(text).or_else(|| (self.known)(text))
    }
}

/// What a comparison asks of the number of the document in its loop.
fn counted(index: &str, mark: &str, number: usize) -> Option<Condition> {
    let begin = usize::from(index == "forloop.index");
    let until = |count: usize| Condition::First(count.saturating_sub(begin));
    let (is_less, adds) = match mark {
        "==" => return Some(until(number.saturating_add(1)).and(until(number).not())),
        "<" => (true, 0),
        "<=" => (true, 1),
        ">" => (false, 1),
        ">=" => (false, 0),
        _ => return None,
    };
    let first = until(number.saturating_add(adds));
    Some(if is_less { first } else { first.not() })
}

/// A text, a number or a truth that is written.
pub(super) fn literal(text: &str) -> Option<String> {
    let is_plain = || matches!(text, "true" | "false") || text.parse::<f64>().is_ok();
    quoted(text).or_else(|| is_plain().then_some(text)).map(str::to_owned)
}

/// Whether a document satisfies a condition.
pub(super) fn holds(condition: &Condition, parts: &PageParts<'_>) -> bool {
    condition.holds(&|fact| match fact {
        Fact::Key(path) => values(parts, path),
        Fact::Given(_) => Values::text(Some(parts.path.to_owned())),
        Fact::Section | Fact::Type => Values::default(),
    })
}

fn values(parts: &PageParts<'_>, path: &[String]) -> Values {
    let Some(first) = path.first() else { return Values::default() };
    // Every document has these lists.
    let list = |all| Values { is_list: true, is_said: true, all, ..Values::default() };
    match first.as_str() {
        "categories" => list(parts.categories.iter().map(|category| (*category).to_owned()).collect()),
        "title" => Values::text(Some(parts.title.to_owned())),
        "tags" => list(tags(parts.head)),
        _ => with_words(of_key(parts.head, path), parts.head, path),
    }
}

/// The words that are booleans in the YAML of Jekyll (YAML 1.1 bool), unless they are quoted.
fn with_words(values: Values, head: &Table<'_>, path: &[String]) -> Values {
    let [key] = path else { return values };
    let truth = head.get(key).and_then(Value::as_boolean);
    truth.map_or(values, |truth| Values::text(Some(truth.to_string())))
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
