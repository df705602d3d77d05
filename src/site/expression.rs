//! A Jinja template of one value in; its text for an entry or a feed out. It is compiled, and its variables are checked, when
//! the configuration is read.

use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Write};
use std::panic;
use std::sync::Arc;
use std::thread;

use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value};

use super::nesting::{self, STACK_SIZE};
use crate::diagnostic::{Place, nearest};

const NAME: &str = "value";

/// The maximum length of a value, in bytes.
const LIMIT: usize = 64 * 1024;

/// The maximum recursion depth of macros and blocks.
const MAX_RECURSION: usize = 100;

/// A text with placeholders such as `{{ extra.rating }}`.
#[derive(Clone)]
pub(crate) struct Expression {
    text: String,
    /// `None` if the text has no placeholders.
    compiled: Option<Arc<Environment<'static>>>,
    /// Its place in the configuration.
    pub place: Place,
}

/// Why a text is no expression: what is wrong, and what to write instead.
pub(crate) type ExpressionError = (String, String);

impl Expression {
    /// Compiles a text, which may use these variables.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn new(text: &str, variables: &[&str], place: Place) -> Result<Expression, ExpressionError> {
        let is_template = ["{{", "{%", "{#"].iter().any(|mark| text.contains(mark));
        let compiled = is_template.then(|| compile(text, variables)).transpose()?;
        Ok(Expression { text: text.to_owned(), compiled: compiled.map(Arc::new), place })
    }

    /// Its text with these values, without white space around it; empty if there is none.
    ///
    /// # Errors
    /// If the template fails on the values, or its text is too long.
    pub(crate) fn text(&self, values: &Value) -> Result<String, Error> {
        let Some(environment) = &self.compiled else { return Ok(self.text.trim().to_owned()) };
        let mut writer = Limited(Vec::new());
        environment.get_template(NAME)?.render_captured_to(values, &mut writer)?;
        Ok(String::from_utf8_lossy(&writer.0).trim().to_owned())
    }
}

impl PartialEq for Expression {
    fn eq(&self, other: &Expression) -> bool {
        self.text == other.text
    }
}

impl fmt::Debug for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Expression").field(&self.text).finish()
    }
}

fn compile(text: &str, variables: &[&str]) -> Result<Environment<'static>, ExpressionError> {
    const SYNTAX: &str = "write a Jinja expression, such as \"{{ extra.rating }}\"";
    if nesting::too_deep(text).is_some() {
        return Err(("the template is nested too deeply".to_owned(), SYNTAX.to_owned()));
    }
    let template = text.to_owned();
    let compile = move || {
        let mut environment = Environment::new();
        // What an article does not have is left out.
        environment.set_undefined_behavior(UndefinedBehavior::Chainable);
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        environment.set_recursion_limit(MAX_RECURSION);
        environment.add_template_owned(NAME, template).map(|()| environment)
    };
    let thread = thread::Builder::new().stack_size(STACK_SIZE).spawn(compile);
    let thread = thread.map_err(|error| (format!("cannot compile the template: {error}"), String::new()))?;
    let compiled = thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic));
    let environment = compiled.map_err(|error| {
        let what = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        (format!("the template is malformed: {what}"), SYNTAX.to_owned())
    })?;
    if let Some(error) = unknown_name(&environment) {
        let what = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        return Err((format!("the template is malformed: {what}"), SYNTAX.to_owned()));
    }
    match unknown(&environment, variables) {
        Some(name) => Err((format!("unknown variable `{name}`"), help(&name, variables))),
        None => Ok(environment),
    }
}

/// The error of a filter, test or function that does not exist, which only a run finds.
fn unknown_name(environment: &Environment<'_>) -> Option<Error> {
    let run = environment.get_template(NAME).ok()?.render_captured_to((), &mut Limited(Vec::new()));
    run.err().filter(|error| {
        matches!(error.kind(), ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction)
    })
}

/// The first variable that is not known.
fn unknown(environment: &Environment<'_>, variables: &[&str]) -> Option<String> {
    let used = environment.get_template(NAME).ok()?.undeclared_variables(false);
    let used: BTreeSet<_> = used.into_iter().collect();
    let functions: BTreeSet<_> = environment.globals().map(|(name, _)| name.to_owned()).collect();
    used.into_iter().find(|name| !variables.contains(&name.as_str()) && !functions.contains(name))
}

fn help(name: &str, variables: &[&str]) -> String {
    match nearest(name, variables.iter().copied()) {
        Some(suggestion) => format!("did you mean `{suggestion}`?"),
        None => format!("known variables: {}", variables.join(", ")),
    }
}

/// A text that may not become too long, as in a loop.
struct Limited(Vec<u8>);

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LIMIT {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
