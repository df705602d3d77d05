//! The schema of a collection in, the values that it gives to keys that an entry lacks out.

use super::super::javascript::{self, Function, Scope, Value as Constant};
use super::DATES;
use crate::site::fields::{Entry, Node, Value};
use crate::site::rules::withholding_keys;
use crate::source::javascript::is_name;

/// How many names may stand for each other.
const DEPTH: usize = 8;

/// Functions of Astro for values without a default.
const WITHOUT: &[&str] = &["image", "reference"];

/// The values for keys that an entry lacks.
#[derive(Debug, Default)]
pub(super) struct Defaults {
    /// Each key with its value, or none, if only running the program gives it.
    all: Vec<(String, Option<Node<'static>>)>,
    /// The schema, if its keys are not known.
    unread: Option<String>,
}

impl Defaults {
    /// The defaults of a definition in a program.
    pub(super) fn of(definition: &str, program: &str) -> Defaults {
        let Some(schema) = javascript::expression(definition, "schema") else { return Defaults::default() };
        let Some(fields) = fields(schema, program, DEPTH) else {
            let first = schema.lines().next().unwrap_or_default().trim();
            return Defaults { all: Vec::new(), unread: Some(first.to_owned()) };
        };
        let mut all: Vec<(String, Option<Node<'static>>)> = Vec::new();
        for (key, value) in fields.into_iter().filter_map(|field| field.split_once(':')) {
            let key = key.trim().trim_matches(['"', '\'']);
            // The last of several fields counts.
            all.retain(|(known, _)| known != key);
            match default(value, program, DEPTH) {
                Ok(None) => {}
                Ok(node) => all.push((key.to_owned(), node)),
                Err(Unread) => all.push((key.to_owned(), None)),
            }
        }
        Defaults { all, unread: None }
    }

    /// The values of keys that the conditions of feeds ask for, and of those by which articles are withheld.
    pub(super) fn values(&self, asked: &[String]) -> Vec<Entry<'static>> {
        let counts = |key: &str| {
            let withholds = ["draft", "feed"].into_iter().chain(withholding_keys()).any(|known| known == key);
            withholds || asked.iter().any(|asked| asked == key)
        };
        let known = self.all.iter().filter(|(key, _)| counts(key));
        let entry = |(key, node): &(String, Option<Node<'static>>)| {
            Some((key.clone().into(), 0..0, Value { node: node.clone()?, span: 0..0 }))
        };
        known.filter_map(entry).collect()
    }

    /// What could not be read, of that which decides whether articles are in feeds.
    pub(super) fn unread(&self, asked: &[String]) -> Option<String> {
        let decides = |key: &str| key == "draft" || asked.iter().any(|asked| asked == key);
        let key = self.all.iter().find(|(key, node)| node.is_none() && decides(key));
        let schema = || self.unread.as_ref().filter(|_| !asked.is_empty());
        key.map(|(key, _)| format!("the default of `{key}`"))
            .or_else(|| schema().map(|schema| format!("the schema `{}`", schema.escape_debug())))
    }
}

/// Only running the program gives a value.
struct Unread;

/// The fields of a schema: `z.object({ … }).extend({ … })`, also of a function that returns it, or of a name.
fn fields<'p>(schema: &'p str, program: &'p str, left: usize) -> Option<Vec<&'p str>> {
    let left = left.checked_sub(1)?;
    let returned = Function::read(schema).map(|function| function.result());
    let (first, calls) = chain(returned.unwrap_or(Some(schema))?)?;
    let mut all = if is_zod(first) { Vec::new() } else { fields(named(program, first)?, program, left)? };
    for (method, inside) in calls {
        match method {
            "object" | "strictObject" | "looseObject" | "extend" | "safeExtend" => {
                all.extend(of_object(inside, program, left)?);
            }
            "merge" | "and" => all.extend(fields(inside, program, left)?),
            "strict" | "passthrough" | "loose" | "strip" | "describe" | "meta" | "readonly" | "refine"
            | "superRefine" => {}
            _ => return None,
        }
    }
    Some(all)
}

/// The fields of an object: `{ title: …, ...shared }`.
fn of_object<'p>(object: &'p str, program: &'p str, left: usize) -> Option<Vec<&'p str>> {
    let left = left.checked_sub(1)?;
    let list = javascript::inside(object.trim().strip_prefix('{')?)?;
    let field = |item: &'p str| match item.trim().strip_prefix("...") {
        None => Some(vec![item]),
        Some(shared) => match shared.strip_suffix(".shape") {
            Some(schema) => fields(named(program, schema)?, program, left),
            None => of_object(named(program, shared)?, program, left),
        },
    };
    Some(javascript::items(list).into_iter().map(field).collect::<Option<Vec<_>>>()?.concat())
}

/// What the schema of a field gives instead of a missing value, if anything.
fn default(schema: &str, program: &str, left: usize) -> Result<Option<Node<'static>>, Unread> {
    let left = left.checked_sub(1).ok_or(Unread)?;
    let (first, calls) = chain(schema).ok_or(Unread)?;
    let is_without = || first.split_once('(').is_some_and(|(name, _)| WITHOUT.contains(&name.trim()));
    let mut found = if is_zod(first) || is_without() {
        None
    } else {
        default(named(program, first).ok_or(Unread)?, program, left)?
    };
    for (method, inside) in calls {
        match method {
            "default" | "prefault" | "catch" => found = constant(inside, program)?,
            "optional" | "nullish" | "exactOptional" if found.is_some() => return Err(Unread),
            "transform" | "pipe" | "preprocess" | "overwrite" => return Err(Unread),
            // The items of a list are no values of the field.
            "array" | "record" | "set" | "map" => {}
            _ if inside.contains("default(") => return Err(Unread),
            _ => {}
        }
    }
    Ok(found)
}

/// The value of an expression, or of a function that returns it; none for `undefined` and `null`.
fn constant(text: &str, program: &str) -> Result<Option<Node<'static>>, Unread> {
    let returned = Function::read(text).map(|function| function.result());
    let text = returned.unwrap_or(Some(text)).ok_or(Unread)?;
    Ok(Some(match Scope::new(program, DATES).value(text) {
        Constant::Truth(truth) => Node::Boolean(truth),
        Constant::Number(number) => Node::Integer(number),
        Constant::Text(text) => Node::Text(text.into()),
        Constant::List(list) => {
            let item = |text: String| Value { node: Node::Text(text.into()), span: 0..0 };
            Node::List(list.into_iter().map(item).collect())
        }
        Constant::Nothing => return Ok(None),
        Constant::Unknown
        | Constant::Article
        | Constant::Data
        | Constant::Field(_)
        | Constant::Position(_)
        | Constant::Date
        | Constant::Now
        | Constant::Condition(_)
        | Constant::Loop
        | Constant::Index(_)
        | Constant::Environment
        | Constant::Object(_) => return Err(Unread),
    }))
}

/// What an expression begins with, and the methods that are called, each with its arguments.
fn chain(text: &str) -> Option<(&str, Vec<(&str, &str)>)> {
    let text = text.trim();
    let dots = javascript::outside(text, '.');
    let ends = dots.iter().skip(1).copied().chain([text.len()]);
    let first = text.get(..dots.first().copied().unwrap_or(text.len()))?.trim();
    let call = |(start, end): (&usize, usize)| {
        let (method, rest) = text.get(start + 1..end)?.split_once('(')?;
        Some((method.trim(), javascript::inside(rest)?))
    };
    Some((first, dots.iter().zip(ends).map(call).collect::<Option<_>>()?))
}

fn is_zod(name: &str) -> bool {
    ["z", "zod"].contains(&name)
}

/// What a name stands for in a program.
fn named<'p>(program: &'p str, name: &str) -> Option<&'p str> {
    let name = name.trim();
    javascript::definition(program, name).filter(|_| is_name(name))
}
