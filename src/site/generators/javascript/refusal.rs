//! A function of the data of an article in, when it returns `false` out.

use super::condition::Scope;
use super::function::{Body, Function};
use super::values::Value;
use super::{Statement, in_brackets, outside, statements};
use crate::site::generators::condition::{Condition, Truth};

/// How many statements of a function are read.
const STATEMENTS: usize = 64;

/// The methods that return another text.
const OF_TEXTS: &[&str] = &[".replace(", ".replaceAll("];

impl Scope<'_> {
    /// When a function of the data of an article, and of its text, returns `false`; `None` if only running it tells.
    pub(in crate::site::generators) fn refusal(&self, function: &Function<'_>) -> Option<Condition> {
        let mut reader = Refusal { scope: self.clone(), changed: Vec::new() };
        // Of the text, it is only known that there is one.
        for (parameter, value) in function.parameters.iter().zip([Value::Data, Value::Article]) {
            reader.scope.bind(parameter, &value);
        }
        let truth = match function.body {
            Body::Expression(result) => reader.is_false(result),
            Body::Block(block) => reader.statements(&statements(block)),
        };
        let condition = truth.condition()?;
        let is_changed = condition.keys().iter().any(|key| reader.changed.contains(key));
        (!is_changed).then_some(condition)
    }
}

#[derive(Clone)]
struct Refusal<'s> {
    scope: Scope<'s>,
    /// The keys that the function gives other values.
    changed: Vec<String>,
}

impl Refusal<'_> {
    /// Whether statements return `false`.
    fn statements(&mut self, statements: &[Statement<'_>]) -> Truth {
        let Some((first, rest)) = statements.split_first() else { return Truth::Known(false) };
        if rest.len() >= STATEMENTS {
            return Truth::Unknown;
        }
        match first {
            Statement::Let(names, value) => {
                let value = self.scope.value(value);
                self.scope.bind(names, &value);
                self.statements(rest)
            }
            Statement::Return(value) => self.is_false(value),
            Statement::If(condition, body) => {
                let condition = self.scope.value(condition).truth();
                if self.scope.spend(1).is_none() {
                    return Truth::Unknown;
                }
                let taken = [super::statements(body).as_slice(), rest].concat();
                let mut inside = self.clone();
                let taken = inside.statements(&taken);
                self.changed.append(&mut inside.changed);
                chosen(condition, taken, self.statements(rest))
            }
            Statement::Other(text) => {
                let is_known = self.changes_key(text);
                let behind = self.statements(rest);
                let is_harmless = behind == Truth::Known(false) && !text.contains("return");
                if is_known || is_harmless { behind } else { Truth::Unknown }
            }
        }
    }

    /// Whether a statement gives a key another value, or writes to the console. The key is taken note of.
    fn changes_key(&mut self, text: &str) -> bool {
        let changed = text.split_once('=').and_then(|(target, _)| {
            let (table, key) = target.trim().rsplit_once('.')?;
            (self.scope.value(table) == Value::Data).then(|| key.to_owned())
        });
        let is_known = changed.is_some() || text.starts_with("console.");
        self.changed.extend(changed);
        is_known
    }

    /// Whether the value of an expression is `false`.
    fn is_false(&self, text: &str) -> Truth {
        let text = text.trim();
        if let Some(inner) = in_brackets(text, '(') {
            return self.is_false(inner);
        }
        if let Some((condition, one, other)) = ternary(text) {
            let condition = self.scope.value(condition).truth();
            return chosen(condition, self.is_false(one), self.is_false(other));
        }
        match self.scope.value(text) {
            Value::Truth(truth) => Truth::Known(!truth),
            Value::Condition(condition) => Truth::If(condition.not()),
            Value::Field(field) => Truth::If(field.one_of(&["false"])),
            Value::Unknown | Value::Position(_) | Value::Index(_) | Value::Environment => {
                if is_text(text) {
                    Truth::Known(false)
                } else {
                    Truth::Unknown
                }
            }
            Value::Nothing
            | Value::Number(_)
            | Value::Text(_)
            | Value::List(_)
            | Value::Article
            | Value::Data
            | Value::Date
            | Value::Now
            | Value::Loop
            | Value::Object(_) => Truth::Known(false),
        }
    }
}

/// What is true by a condition.
fn chosen(condition: Truth, one: Truth, other: Truth) -> Truth {
    if one == other {
        return other;
    }
    let not = condition.clone().not();
    Truth::any(vec![Truth::all(vec![condition, one]), Truth::all(vec![not, other])])
}

/// `condition ? one : other`
pub(super) fn ternary(text: &str) -> Option<(&str, &str, &str)> {
    let is_mark = |at: &usize| {
        let before = text.get(..*at).is_some_and(|before| before.ends_with('?'));
        !before && text.get(at + 1..).is_some_and(|rest| !rest.starts_with(['.', '?']))
    };
    let at = outside(text, '?').into_iter().find(is_mark)?;
    let rest = text.get(at + 1..)?;
    let colon = outside(rest, ':').into_iter().next()?;
    Some((text.get(..at)?, rest.get(..colon)?, rest.get(colon + 1..)?))
}

/// Whether an expression is surely a text.
fn is_text(text: &str) -> bool {
    let is_compared = ["==", "!", "&&", "||", "<", ">"].iter().any(|mark| text.contains(mark));
    let is_changed = OF_TEXTS.iter().any(|method| text.contains(method)) && text.ends_with(')');
    !is_compared && (text.starts_with('`') && text.ends_with('`') || is_changed)
}
