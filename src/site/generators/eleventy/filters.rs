//! The filters of a site that write dates in, the forms of `strftime` that they stand for out.

use super::super::javascript::{self, FormLanguage, Function, of_methods};

/// The calls that add a filter.
const CALLS: &[&str] =
    &["addFilter", "addNunjucksFilter", "addLiquidFilter", "addJavaScriptFunction", "addUniversalFilter"];

/// The calls that write a date, and the languages of their forms.
const WRITERS: &[(&str, FormLanguage)] = &[
    (".toFormat", FormLanguage::Luxon),
    ("format", FormLanguage::Moment),
    (".strftime", FormLanguage::Strftime),
];

/// The filters of dates of a site, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DateFilters(Vec<(String, Form)>);

/// The form in which a filter writes a date.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    Fixed(String),
    /// That of its argument, or else one of its own, both in a language of forms.
    Argument(FormLanguage, Option<String>),
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
            (Some(Form::Argument(language, own)), argument) => language.form(argument.or(own.as_deref())?),
            (None, Some(argument)) if name == "date" => {
                let is_of_liquid = argument.contains('%');
                if is_of_liquid { FormLanguage::Strftime } else { FormLanguage::Moment }.form(argument)
            }
            (None, Some(_) | None) => None,
        }
    }
}

impl Form {
    fn of(function: &Function<'_>) -> Option<Form> {
        let text = function.text();
        let call =
            WRITERS.iter().find_map(|(name, language)| Some((javascript::arguments(text, name)?, *language)));
        let Some((arguments, language)) = call else { return of_methods(text).map(Form::Fixed) };
        // Which of several forms is used, the program decides.
        let mut forms = javascript::calls(text, ".toFormat");
        let first = forms.next();
        forms.all(|form| Some(form) == first).then_some(())?;
        let arguments = javascript::items(arguments);
        // A date before the form is one of date-fns.
        let is_of_date_fns = language == FormLanguage::Moment && arguments.len() > 1;
        let language = if is_of_date_fns { FormLanguage::Luxon } else { language };
        let argument = arguments.into_iter().next_back()?;
        match javascript::texts(argument).into_iter().next() {
            Some(text) => language.form(&text).map(Form::Fixed),
            None => {
                let own = argument.split_once("||").or_else(|| argument.split_once("??"));
                Some(Form::Argument(
                    language,
                    own.and_then(|(_, own)| javascript::texts(own.trim()).into_iter().next()),
                ))
            }
        }
    }
}
