//! The filters of a site that write dates in, the forms of `strftime` that they stand for out.

use super::super::javascript::{self, Function};

/// The calls that add a filter.
const CALLS: &[&str] =
    &["addFilter", "addNunjucksFilter", "addLiquidFilter", "addJavaScriptFunction", "addUniversalFilter"];

/// The filters of dates of a site, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DateFilters(Vec<(String, Form)>);

/// The form in which a filter writes a date.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    Fixed(String),
    /// That of its argument, or else one of its own.
    Argument(Option<String>),
}

impl DateFilters {
    /// The filters that a program adds.
    pub(super) fn of(program: &str) -> DateFilters {
        let all = CALLS.iter().flat_map(|call| javascript::calls(program, call).map(javascript::items));
        let filter = |items: Vec<&str>| {
            let [name, function, ..] = items.as_slice() else { return None };
            let named = || Function::named(program, function.rsplit('.').next()?);
            let function = Function::read(function).or_else(named)?;
            Some((name.trim_matches(['"', '\'', '`']).to_owned(), Form::of(&function)?))
        };
        DateFilters(all.filter_map(filter).collect())
    }

    /// The form of a filter with an argument.
    pub(super) fn form(&self, name: &str, argument: Option<&str>) -> Option<String> {
        let known = self.0.iter().find(|(known, _)| known == name).map(|(_, form)| form);
        match (known, argument) {
            (Some(Form::Fixed(form)), _) => Some(form.clone()),
            (Some(Form::Argument(own)), argument) => form(argument.or(own.as_deref())?),
            (None, Some(argument)) => (name == "date").then(|| form(argument)).flatten(),
            (None, None) => None,
        }
    }
}

impl Form {
    fn of(function: &Function<'_>) -> Option<Form> {
        let text = function.text();
        let call = [".toFormat", ".format", "format", ".strftime"]
            .iter()
            .find_map(|name| javascript::arguments(text, name));
        let Some(arguments) = call else { return of_date(text).map(Form::Fixed) };
        let argument = javascript::items(arguments).into_iter().next_back()?;
        match javascript::texts(argument).into_iter().next() {
            Some(text) => form(&text).map(Form::Fixed),
            None => {
                let own = argument.split_once("||").or_else(|| argument.split_once("??"));
                Some(Form::Argument(
                    own.and_then(|(_, own)| javascript::texts(own.trim()).into_iter().next()),
                ))
            }
        }
    }
}

/// The form that the methods of a date give: `.toISOString().slice(0, 10)`, `.getFullYear()`.
pub(super) fn of_date(methods: &str) -> Option<String> {
    let squashed: String = methods.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = squashed.replace(['\'', '`'], "\"");
    let ends = |end: &str| plain.trim_end_matches([';', ')', '}']).ends_with(end.trim_end_matches(')'));
    let is_day = [
        "toISOString().slice(0,10)",
        "toISOString().split(\"T\")[0]",
        "toISOString().substring(0,10)",
        "toISODate()",
    ];
    let part =
        |name: &str| plain.contains(&format!(".get{name}()")) || plain.contains(&format!(".getUTC{name}()"));
    let is_padded = plain.contains(".padStart(2,\"0\")") || plain.contains(").slice(-2)");
    if is_day.iter().any(|day| ends(day)) {
        return Some("%Y-%m-%d".to_owned());
    }
    match (part("FullYear"), part("Month"), part("Date")) {
        (true, false, false) => Some("%Y".to_owned()),
        (false, true, false) if plain.contains("+1") => Some(if is_padded { "%m" } else { "%-m" }.to_owned()),
        (false, false, true) => Some(if is_padded { "%d" } else { "%-d" }.to_owned()),
        _ => None,
    }
}

/// A form of `strftime`, Luxon, date-fns, Day.js or Moment as one of `strftime`, if all of it is known.
pub(super) fn form(written: &str) -> Option<String> {
    if written.contains('%') {
        let is_known = written.split('%').skip(1).all(|rest| {
            // What has a hyphen is a number without zeros before it.
            let rest = rest.strip_prefix('-').unwrap_or(rest);
            rest.starts_with(['Y', 'm', 'd', 'y', 'H', 'M', 'S', 'j', 'B', 'b', 'F'])
        });
        return is_known.then(|| written.to_owned());
    }
    let (mut form, mut rest) = (String::new(), written);
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| c != first).unwrap_or(rest.len());
        let (part, behind) = rest.split_at(end);
        form.push_str(match part {
            "YYYY" | "yyyy" => "%Y",
            "YY" | "yy" => "%y",
            "MMMM" | "LLLL" => "%B",
            "MMM" | "LLL" => "%b",
            "MM" | "LL" => "%m",
            "M" | "L" => "%-m",
            "DD" | "dd" => "%d",
            "D" | "d" => "%-d",
            "HH" => "%H",
            "mm" => "%M",
            "ss" => "%S",
            part if !part.contains(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '[' | '%')) => part,
            _ => return None,
        });
        rest = behind;
    }
    Some(form)
}
