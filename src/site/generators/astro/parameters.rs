//! A page with parameters in its path in, such as `[lang]/rss.xml.js`, a program for each of its values out.

use super::super::javascript::{self, Function, Program};
use crate::source::javascript::is_part_of_name;

/// The paths that stand for a page, each with its program in which the parameter has its value. `None` if the values are not
/// known.
pub(super) fn programs(path: &str, program: &Program) -> Option<Vec<(String, Program)>> {
    let (before, rest) = path.split_once('[')?;
    let (name, behind) = rest.split_once(']')?;
    let name = name.trim_start_matches("...");
    let values = values(program, name).filter(|values| !values.is_empty() && !behind.contains('['))?;
    let one = |value: String| {
        let path = if value.is_empty() {
            format!("{before}{}", behind.trim_start_matches('/'))
        } else {
            format!("{before}{value}{behind}")
        };
        let with = |text: &str| with_value(text, name, &value);
        (path, Program::of(with(&program.own), with(&program.whole)))
    };
    Some(values.into_iter().map(one).collect())
}

/// The values of a parameter that `getStaticPaths` returns: in a list, or made of one.
fn values(program: &Program, name: &str) -> Option<Vec<String>> {
    let function = Function::named(&program.own, "getStaticPaths")?;
    let text = function.text();
    let result = text.rsplit_once("return").map_or(text, |(_, result)| result).trim();
    let result = javascript::value(result.trim_end_matches(';'));
    if let Some(list) = result.strip_prefix('[') {
        let value = |item: &str| {
            let params = javascript::block(item, "params")?;
            if javascript::word(params, name) == Some("undefined") {
                return Some(String::new());
            }
            javascript::literal_in(params, &program.whole, name).filter(|value| is_plain(value))
        };
        return javascript::items(javascript::inside(list)?).into_iter().map(value).collect();
    }
    let (list, mapped) = result.split_once(".map(")?;
    let function = Function::read(javascript::inside(mapped)?)?;
    let [variable] = function.parameters.as_slice() else { return None };
    let params = javascript::block(function.text(), "params")?;
    let is_same =
        javascript::expression(params, name).map_or(params.trim() == name, |given| given == *variable);
    let values = javascript::texts_of(&program.whole, list.trim())?;
    (is_same && values.iter().all(|value| is_plain(value))).then_some(values)
}

fn is_plain(value: &str) -> bool {
    !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))
}

/// A program in which a parameter has a value.
fn with_value(text: &str, name: &str, value: &str) -> String {
    let text = text.replace(&format!("${{{name}}}"), value);
    let objects = ["context.params.", "Astro.params.", "params."];
    let text =
        objects.into_iter().fold(text, |text, object| with_word(&text, &[object, name].concat(), value));
    format!("const {name} = \"{value}\";\n{text}")
}

/// A text with the literal of a value in the place of a word.
fn with_word(text: &str, word: &str, value: &str) -> String {
    let literal = format!("\"{value}\"");
    let mut parts = text.split(word);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |before, rest| {
        before + if rest.starts_with(is_part_of_name) { word } else { &literal } + rest
    })
}
