//! What Python makes of texts: filled forms, paths, and texts without what is around them.

use serde_json::{Map, Value};

/// A value as it is in a text.
pub(super) fn shown(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A text in which something stands for what is in its braces.
pub(super) fn filled(form: &str, value: &mut dyn FnMut(&str) -> Option<String>) -> Option<String> {
    let (mut text, mut rest) = (String::new(), form);
    while let Some(at) = rest.find(['{', '}']) {
        let (before, after) = rest.split_at_checked(at)?;
        text.push_str(before);
        let twice = [("{{", '{'), ("}}", '}')];
        if let Some((brace, after)) =
            twice.into_iter().find_map(|(twice, brace)| Some((brace, after.strip_prefix(twice)?)))
        {
            text.push(brace);
            rest = after;
            continue;
        }
        let (name, after) = after.strip_prefix('{')?.split_once('}')?;
        text.push_str(&value(name)?);
        rest = after;
    }
    Some(text + rest)
}

/// `form % value`
pub(super) fn percent(form: &str, value: &Value) -> Option<String> {
    let single = [value.clone()];
    let mut values = match value {
        Value::Array(values) => values.as_slice(),
        Value::Object(_) => &[],
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => &single,
    }
    .iter();
    let (mut text, mut rest) = (String::new(), form);
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        if let Some(after) = after.strip_prefix('%') {
            text.push('%');
            rest = after;
            continue;
        }
        let (value, after) = match after.strip_prefix('(') {
            Some(named) => {
                let (name, after) = named.split_once(')')?;
                (value.get(name)?, after)
            }
            None => (values.next()?, after),
        };
        let after = match value {
            Value::Number(_) => after.strip_prefix(['s', 'd', 'i'])?,
            Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
                after.strip_prefix('s')?
            }
        };
        text.push_str(&shown(value)?);
        rest = after;
    }
    values.next().is_none().then(|| text + rest)
}

/// A method of a text.
pub(super) fn method(
    text: &str,
    method: &str,
    given: &[Value],
    named: &Map<String, Value>,
) -> Option<String> {
    let mut next = given.iter();
    let arguments: Option<Vec<_>> = given.iter().map(Value::as_str).collect();
    match (method, arguments.as_deref()) {
        ("format", _) => filled(text, &mut |name| {
            let by_number = || name.parse().ok().and_then(|at: usize| given.get(at));
            shown(if name.is_empty() { next.next()? } else { by_number().or_else(|| named.get(name))? })
        }),
        ("strip", Some([])) => Some(text.trim().to_owned()),
        ("strip", Some([ends])) => Some(text.trim_matches(|c| ends.contains(c)).to_owned()),
        ("rstrip", Some([ends])) => Some(text.trim_end_matches(|c| ends.contains(c)).to_owned()),
        ("lstrip", Some([ends])) => Some(text.trim_start_matches(|c| ends.contains(c)).to_owned()),
        ("replace", Some([from, to])) => Some(text.replace(from, to)),
        ("lower", Some([])) => Some(text.to_lowercase()),
        ("upper", Some([])) => Some(text.to_uppercase()),
        _ => None,
    }
}

/// A function of `os.path`. The folder of the project is `.`.
pub(super) fn path(function: &str, given: &[&str]) -> Option<String> {
    match (function, given) {
        ("getcwd", []) => Some(".".to_owned()),
        ("abspath" | "realpath" | "normpath", [path]) => Some((*path).to_owned()),
        ("dirname", [path]) => path.rsplit_once('/').map(|(folder, _)| folder.to_owned()),
        ("join", [first, rest @ ..]) => {
            let joined = rest.iter().fold((*first).to_owned(), |path, part| match path.as_str() {
                _ if part.starts_with('/') => (*part).to_owned(),
                "" | "." => (*part).to_owned(),
                path => format!("{}/{part}", path.trim_end_matches('/')),
            });
            Some(joined)
        }
        _ => None,
    }
}
