//! The settings of a Python module in, their values out. Only plain assignments are read: literals, names that were assigned
//! before, `+`, `%` and `format` of texts, `os.path.join`, `a if b else c`, texts with names in braces, and what stands in for a
//! variable of the environment. No program is run: what is computed otherwise, or depends on a condition that is not known,
//! stays unknown, since a wrong value is worse than none.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde_json::{Map, Value};

use super::blocks::Blocks;
use super::strings;
use super::tokens::{Kind, Token, tokens};
use crate::diagnostic::Diagnostic;
use crate::site::rules::Project;

/// A name of a module.
#[derive(Clone, Debug)]
pub(super) struct Assigned {
    /// `None` if it is unknown.
    pub(super) value: Option<Value>,
    /// The file that assigns it, and where.
    pub(super) file: String,
    pub(super) span: Range<usize>,
}

/// The names of a module with their values.
pub(super) type Names = BTreeMap<String, Assigned>;

/// How deeply values may be nested.
const MAX_NESTING: usize = 64;

/// The key of metadata that may withhold articles. Of a value that is not known, it is nothing.
pub(super) const STATUS: &str = "status";

/// The name of the file itself, in the folder of the project.
const FILE: &str = "./pelicanconf.py";

/// Reads the names of a module, and of the modules beside it from which it imports them. The second value contains what is
/// wrong with files that cannot be read.
pub(super) fn read(project: Project<'_>, file: &str) -> (Names, Vec<Diagnostic>) {
    let mut module = Module { project, read: BTreeSet::new(), names: Names::new(), found: Vec::new() };
    module.run(file);
    (module.names, module.found)
}

/// The state of reading a module.
struct Module<'m> {
    project: Project<'m>,
    /// The files that were read. A module is run once, even if it imports itself.
    read: BTreeSet<String>,
    names: Names,
    found: Vec<Diagnostic>,
}

impl Module<'_> {
    /// Runs a file; returns whether it exists.
    fn run(&mut self, file: &str) -> bool {
        let text = match (self.project.read)(file) {
            Some(Ok(text)) => text,
            Some(Err(finding)) => {
                self.found.push(finding);
                return true;
            }
            None => return false,
        };
        if !self.read.insert(file.to_owned()) {
            return true;
        }
        let tokens = tokens(&text);
        let (mut function, mut blocks) = (None, Blocks::default());
        for statement in statements(&tokens) {
            if is_inside(statement, &mut function) {
                continue;
            }
            let names = &self.names;
            let rest = blocks.enter(statement, &|condition| Expression::truth(condition, names));
            match blocks.are_taken() {
                Some(false) => {}
                is_taken => self.statement(file, rest, (is_taken == Some(true), blocks.is_attempt())),
            }
        }
        true
    }

    /// Takes a statement, which is reached for sure, or is at least tried.
    fn statement(&mut self, file: &str, statement: &[Token], (is_certain, is_attempt): (bool, bool)) {
        if let Some((path, names)) = imported(statement) {
            self.import(file, &path, names, (statement, is_certain || is_attempt));
            return;
        }
        if let Some((name, value)) = changed(statement, &self.names).filter(|_| is_certain) {
            self.assign(file, name, Some(value));
            return;
        }
        let Some(assignment) = assignment(statement) else { return };
        let value = if is_certain { self.value(&assignment) } else { None };
        for target in &assignment.targets {
            match target {
                Target::Name(name) => self.assign(file, name, value.clone()),
                Target::Part(name) => self.assign(file, name, None),
                Target::Several(names) => {
                    let values = value.as_ref().and_then(Value::as_array);
                    let values = values.filter(|values| values.len() == names.len()).cloned();
                    for (at, name) in names.iter().enumerate() {
                        let value = values.as_ref().and_then(|values| values.get(at).cloned());
                        self.assign(file, name, value);
                    }
                }
            }
        }
    }

    fn value(&self, assignment: &Assignment<'_>) -> Option<Value> {
        let value = evaluate(assignment.value, &self.names)?;
        match assignment.targets.as_slice() {
            [Target::Name(token)] if assignment.is_added => {
                sum(self.names.get(token.text())?.value.clone()?, value)
            }
            _ => Some(value),
        }
    }

    fn assign(&mut self, file: &str, name: &Token, value: Option<Value>) {
        let span = name.start..name.start + name.text().len();
        self.names.insert(name.text().to_owned(), Assigned { value, file: file.to_owned(), span });
    }

    /// Takes `from … import …`. What is imported if something unknown is true, and what is in no file of the project, is
    /// unknown.
    fn import(
        &mut self,
        file: &str,
        path: &str,
        names: Vec<(&Token, &Token)>,
        (statement, is_certain): (&[Token], bool),
    ) {
        let before = self.names.clone();
        let files = [format!("{path}.py"), format!("{path}/__init__.py")];
        let is_all = statement.last().is_some_and(|last| last.is_sign("*"));
        let mut module = Module {
            project: self.project,
            read: self.read.clone(),
            names: if is_all { before } else { Names::new() },
            found: Vec::new(),
        };
        let is_found = files.iter().any(|file| module.run(file));
        self.found.append(&mut module.found);
        if is_all {
            self.read = module.read;
            for (name, assigned) in module.names {
                let is_same = self
                    .names
                    .get(&name)
                    .is_some_and(|known| (&known.file, &known.span) == (&assigned.file, &assigned.span));
                let value = assigned.value.filter(|_| is_certain || is_same);
                self.names.insert(name, Assigned { value, ..assigned });
            }
            return;
        }
        for (name, own) in names {
            let value = module.names.get(name.text()).and_then(|assigned| assigned.value.clone());
            // What comes from the library of Python is no setting.
            let is_setting = own.text().chars().all(|c| c.is_uppercase() || c == '_' || c.is_ascii_digit());
            if is_found || is_setting {
                self.assign(file, own, value.filter(|_| is_certain));
            }
        }
    }
}

/// The statements of a module: at each line that does not go on with the one before.
fn statements(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    let starts: Vec<_> =
        (0..tokens.len()).filter(|at| tokens.get(*at).is_some_and(|token| token.begins)).collect();
    let ends: Vec<_> = starts.iter().skip(1).copied().chain([tokens.len()]).collect();
    starts.into_iter().zip(ends).filter_map(|(start, end)| tokens.get(start..end))
}

/// Whether a statement is in a function or class, whose names are its own. The column of that is kept in `outer`.
fn is_inside(statement: &[Token], outer: &mut Option<usize>) -> bool {
    let Some(first) = statement.first() else { return false };
    if outer.is_some_and(|column| first.column > column) {
        return true;
    }
    let begins = ["def", "class", "async"].iter().any(|word| first.is_word(word));
    *outer = begins.then_some(first.column);
    begins
}

/// The path of the module of `from … import …`, and its names with those that they get here; none for all of them.
fn imported(statement: &[Token]) -> Option<(String, Vec<(&Token, &Token)>)> {
    let (from, rest) = statement.split_first()?;
    let at = rest.iter().position(|token| token.is_word("import")).filter(|_| from.is_word("from"))?;
    let (path, names) = rest.split_at_checked(at)?;
    let path: String = path.iter().map(Token::text).collect();
    let names = names.split(|token| token.is_sign(",") || token.is_open() || token.is_close());
    let named = |part: &&'_ [Token]| part.last().is_some_and(|last| matches!(last.kind, Kind::Word(_)));
    let names = names.map(|part| match part {
        [first, rest @ ..] if first.is_word("import") => rest,
        part => part,
    });
    let pairs = names.filter(named).filter_map(|part| Some((part.first()?, part.last()?)));
    Some((path.trim_start_matches('.').replace('.', "/"), pairs.collect()))
}

/// What a statement assigns.
struct Assignment<'s> {
    targets: Vec<Target<'s>>,
    value: &'s [Token],
    /// Whether it is added to what is there.
    is_added: bool,
}

/// The known value that a name has behind a statement that changes it: `X.append(…)`, `X.extend(…)`, `X.update(…)`,
/// `X[…] = …`.
fn changed<'s>(statement: &'s [Token], names: &Names) -> Option<(&'s Token, Value)> {
    let (name, change) = statement.split_first()?;
    let known = || names.get(name.text())?.value.clone();
    let value = match change {
        [dot, method, open, given @ .., close]
            if dot.is_sign(".") && open.is_sign("(") && close.is_sign(")") =>
        {
            let given = evaluate(given, names)?;
            match method.text() {
                "append" => sum(known()?, Value::Array(vec![given]))?,
                "extend" => sum(known()?, given)?,
                "update" => merged(known()?, given)?,
                _ => return None,
            }
        }
        [open, inside @ ..] if open.is_sign("[") => {
            let end = inside.iter().position(|token| token.is_sign("]"))?;
            let value = evaluate(inside.get(end + 2..)?, names)?;
            let key = evaluate(inside.get(..end)?, names)?;
            inside.get(end + 1).filter(|sign| sign.is_sign("="))?;
            merged(known()?, Value::Object(Map::from_iter([(key.as_str()?.to_owned(), value)])))?
        }
        _ => return None,
    };
    Some((name, value))
}

/// What a type of Python, or `sorted`, makes of its arguments.
fn made(name: &str, given: Vec<Value>, named: Map<String, Value>) -> Option<Value> {
    let one = match <[Value; 1]>::try_from(given) {
        Ok([one]) => Some(one),
        Err(several) if several.is_empty() => None,
        Err(_) => return None,
    };
    if name == "dict" {
        let mut table = one.map_or_else(|| Some(Map::new()), |one| table(&one))?;
        table.extend(named);
        return Some(Value::Object(table));
    }
    named.is_empty().then_some(())?;
    let Value::Array(mut all) = one.unwrap_or_else(|| Value::Array(Vec::new())) else { return None };
    if name == "sorted" {
        all.iter().all(Value::is_string).then_some(())?;
        all.sort_by(|one, other| one.as_str().cmp(&other.as_str()));
    }
    Some(Value::Array(all))
}

/// A dictionary, or the one that pairs make.
pub(super) fn table(value: &Value) -> Option<Map<String, Value>> {
    let Value::Array(pairs) = value else { return value.as_object().cloned() };
    let pair = |pair: &Value| match pair.as_array()?.as_slice() {
        [key, value] => Some((key.as_str()?.to_owned(), value.clone())),
        _ => None,
    };
    pairs.iter().map(pair).collect()
}

/// A dictionary with the values of another one.
fn merged(one: Value, other: Value) -> Option<Value> {
    let (Value::Object(mut one), Value::Object(other)) = (one, other) else { return None };
    one.extend(other);
    Some(Value::Object(one))
}

/// What is assigned to.
enum Target<'s> {
    Name(&'s Token),
    /// A part of the value of a name.
    Part(&'s Token),
    Several(Vec<&'s Token>),
}

/// What a statement assigns, or changes.
fn assignment(statement: &[Token]) -> Option<Assignment<'_>> {
    let word = |token: &Token| matches!(token.kind, Kind::Word(_));
    if let [name, change, value @ ..] = statement
        && word(name)
        && change.is_sign("+=")
    {
        return Some(Assignment { targets: vec![Target::Name(name)], value, is_added: true });
    }
    let mut depth = 0_usize;
    let mut is_equals = |(_, token): &(usize, &Token)| {
        depth = if token.is_open() { depth + 1 } else { depth.saturating_sub(usize::from(token.is_close())) };
        depth == 0 && token.is_sign("=")
    };
    let equals: Vec<_> =
        statement.iter().enumerate().filter(|part| is_equals(part)).map(|(at, _)| at).collect();
    let starts = std::iter::once(0).chain(equals.iter().map(|at| at + 1));
    let parts = starts.zip(equals.iter().copied()).filter_map(|(start, end)| statement.get(start..end));
    let value = statement.get(equals.last().map_or(0, |at| at + 1)..)?;
    let targets: Vec<_> = parts.filter_map(target).collect();
    if targets.is_empty() {
        // `NAME.append(…)` changes a value, too.
        let (name, rest) = value.split_first()?;
        let changes = word(name) && rest.first().is_some_and(|sign| sign.is_sign(".") || sign.is_sign("["));
        return changes.then(|| Assignment {
            targets: vec![Target::Part(name)],
            value: &[],
            is_added: false,
        });
    }
    Some(Assignment { targets, value, is_added: false })
}

fn target(part: &[Token]) -> Option<Target<'_>> {
    let (name, rest) = part.split_first()?;
    let name = Some(name).filter(|name| matches!(name.kind, Kind::Word(_)));
    match (name, rest.first()) {
        // It may have a type.
        (Some(name), None) => Some(Target::Name(name)),
        (Some(name), Some(sign)) if sign.is_sign(":") => Some(Target::Name(name)),
        (Some(name), Some(sign)) if sign.is_sign(".") || sign.is_sign("[") => Some(Target::Part(name)),
        _ => {
            let names = part.iter().filter(|token| matches!(token.kind, Kind::Word(_))).collect();
            let signs = ["(", ")", "[", "]", ","];
            let is_list = part.iter().all(|token| {
                matches!(token.kind, Kind::Word(_)) || signs.iter().any(|sign| token.is_sign(sign))
            });
            is_list.then_some(Target::Several(names))
        }
    }
}

/// The value of an expression.
fn evaluate(tokens: &[Token], names: &Names) -> Option<Value> {
    let mut parser = Expression { tokens, at: 0, names, depth: 0 };
    let value = parser.tuple(None)?;
    (parser.at == tokens.len()).then_some(value)
}

struct Expression<'e> {
    tokens: &'e [Token],
    at: usize,
    names: &'e Names,
    depth: usize,
}

impl<'e> Expression<'e> {
    /// Whether a condition is true, if that is known.
    fn truth(tokens: &[Token], names: &Names) -> Option<bool> {
        let mut parser = Expression { tokens, at: 0, names, depth: 0 };
        let is_true = parser.any();
        is_true.filter(|_| parser.at == tokens.len())
    }

    /// Conditions with `or` between them.
    fn any(&mut self) -> Option<bool> {
        let mut found = self.all()?;
        while self.next_if(|token| token.is_word("or")) {
            found |= self.all()?;
        }
        Some(found)
    }

    /// Conditions with `and` between them.
    fn all(&mut self) -> Option<bool> {
        let mut found = self.negated()?;
        while self.next_if(|token| token.is_word("and")) {
            found &= self.negated()?;
        }
        Some(found)
    }

    fn negated(&mut self) -> Option<bool> {
        let mut is_negated = false;
        while self.next_if(|token| token.is_word("not")) {
            is_negated = !is_negated;
        }
        let one = self.sum()?;
        let is_true = if self.takes("==") {
            one == self.sum()?
        } else if self.takes("!=") {
            one != self.sum()?
        } else {
            truth(&one)
        };
        Some(is_true != is_negated)
    }

    fn peek(&self) -> Option<&'e Token> {
        self.tokens.get(self.at)
    }

    fn next_if(&mut self, is_wanted: impl Fn(&Token) -> bool) -> bool {
        let found = self.peek().is_some_and(is_wanted);
        self.at += usize::from(found);
        found
    }

    fn takes(&mut self, sign: &str) -> bool {
        self.next_if(|token| token.is_sign(sign))
    }

    /// Values with commas between them, to a closing sign, which it takes. Without a comma, it is a single value.
    fn tuple(&mut self, closing: Option<&str>) -> Option<Value> {
        let (values, has_comma) = self.values(closing)?;
        match (has_comma, values.len()) {
            (false, 1) => values.into_iter().next(),
            (true | false, _) => Some(Value::Array(values)),
        }
    }

    fn values(&mut self, closing: Option<&str>) -> Option<(Vec<Value>, bool)> {
        let (mut values, mut has_comma) = (Vec::new(), false);
        loop {
            let is_end = match closing {
                Some(closing) => self.takes(closing),
                None => self.peek().is_none(),
            };
            if is_end {
                return Some((values, has_comma));
            }
            if !values.is_empty() && !has_comma_before(self.tokens, self.at) {
                return None;
            }
            values.push(self.conditional()?);
            has_comma |= self.takes(",");
        }
    }

    /// `a if b else c`
    fn conditional(&mut self) -> Option<Value> {
        self.depth += 1;
        let value = if self.depth > MAX_NESTING { None } else { self.conditional_inside() };
        self.depth -= 1;
        value
    }

    fn conditional_inside(&mut self) -> Option<Value> {
        let start = self.at;
        let value = self.sum();
        if value.is_none() {
            self.at = self.operand_end(start);
        }
        if !self.next_if(|token| token.is_word("if")) {
            return value;
        }
        let is_true = self.condition();
        if !self.next_if(|token| token.is_word("else")) {
            return None;
        }
        let otherwise = self.conditional();
        if is_true? { value } else { otherwise }
    }

    /// The end of an expression that cannot be read: before `if`, `else`, a comma or a closing bracket.
    fn operand_end(&self, start: usize) -> usize {
        let mut depth = 0_usize;
        let ends = |token: &Token| {
            if token.is_open() {
                depth += 1;
            }
            let is_end = depth == 0
                && (token.is_word("if") || token.is_word("else") || token.is_sign(",") || token.is_close());
            if token.is_close() {
                depth = depth.saturating_sub(1);
            }
            is_end
        };
        let rest = self.tokens.get(start..).unwrap_or_default();
        start + rest.iter().position(ends).unwrap_or(rest.len())
    }

    /// A condition, if its truth is known.
    fn condition(&mut self) -> Option<bool> {
        let is_negated = self.next_if(|token| token.is_word("not"));
        let start = self.at;
        let value = self.sum();
        let is_whole = self.peek().is_some_and(|token| token.is_word("else"));
        if !is_whole {
            self.at = self.operand_end(start);
        }
        let is_true = truth(&value.filter(|_| is_whole)?);
        Some(is_true != is_negated)
    }

    /// Texts with `+` between them.
    fn sum(&mut self) -> Option<Value> {
        let mut value = self.product()?;
        while self.takes("+") {
            value = sum(value, self.product()?)?;
        }
        Some(value)
    }

    /// A text with `%` and what it is filled with.
    fn product(&mut self) -> Option<Value> {
        let mut value = self.atom()?;
        while self.takes("%") {
            let Value::String(form) = value else { return None };
            let is_tuple = self.peek()?.is_sign("(");
            // A list fills one place, and shows how Python writes it.
            let given = self.atom().filter(|given| is_tuple || !given.is_array())?;
            value = Value::String(strings::percent(&form, &given)?);
        }
        Some(value)
    }

    fn atom(&mut self) -> Option<Value> {
        self.depth += 1;
        let value = if self.depth > MAX_NESTING { None } else { self.atom_inside() };
        self.depth -= 1;
        let mut value = value?;
        while let Value::String(text) = &value
            && let Some([_, Token { kind: Kind::Word(method), .. }, open]) =
                self.tokens.get(self.at..self.at + 3)
            && self.peek()?.is_sign(".")
            && open.is_sign("(")
        {
            self.at += 3;
            let (given, named) = self.arguments()?;
            value = Value::String(strings::method(text, method, &given, &named)?);
        }
        let goes_on = |next: &Token| [".", "(", "["].iter().any(|sign| next.is_sign(sign));
        Some(value).filter(|_| !self.peek().is_some_and(goes_on))
    }

    /// The arguments of a call, by their order and by their names, to its end.
    fn arguments(&mut self) -> Option<(Vec<Value>, Map<String, Value>)> {
        let (mut given, mut named) = (Vec::new(), Map::new());
        while !self.takes(")") {
            let name = match self.tokens.get(self.at..self.at + 2) {
                Some([Token { kind: Kind::Word(name), .. }, equals]) if equals.is_sign("=") => {
                    Some(name.clone())
                }
                Some(_) | None => None,
            };
            self.at += if name.is_some() { 2 } else { 0 };
            let value = self.conditional()?;
            match name {
                Some(name) => drop(named.insert(name, value)),
                None => given.push(value),
            }
            if !self.takes(",") && !self.peek()?.is_sign(")") {
                return None;
            }
        }
        Some((given, named))
    }

    fn atom_inside(&mut self) -> Option<Value> {
        let token = self.peek()?;
        self.at += 1;
        match &token.kind {
            Kind::Text(_) | Kind::Form(_) => {
                self.at -= 1;
                self.joined().map(Value::String)
            }
            Kind::Number(number) => serde_json::from_str(number).ok().map(Value::Number),
            Kind::Word(word) => self.word(word),
            Kind::Sign(sign) => match *sign {
                "(" => self.tuple(Some(")")),
                "[" => self.values(Some("]")).map(|(values, _)| Value::Array(values)),
                "{" => self.table(),
                "-" => match self.atom()? {
                    Value::Number(number) => serde_json::from_str(&format!("-{number}")).ok(),
                    Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
                        None
                    }
                },
                _ => None,
            },
        }
    }

    fn word(&mut self, word: &str) -> Option<Value> {
        match word {
            "__file__" => Some(Value::String(FILE.to_owned())),
            "os" | "path" | "posixpath" | "join" | "abspath" | "dirname" | "realpath" | "environ"
            | "getenv"
                if !self.names.contains_key(word) =>
            {
                self.of_library(word)
            }
            "dict" | "frozenset" | "list" | "set" | "sorted" | "tuple"
                if !self.names.contains_key(word) && self.takes("(") =>
            {
                let (given, named) = self.arguments()?;
                made(word, given, named)
            }
            "True" => Some(Value::Bool(true)),
            "False" => Some(Value::Bool(false)),
            "None" => Some(Value::Null),
            name => self.names.get(name)?.value.clone(),
        }
    }

    /// Text literals one after the other are one text.
    fn joined(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            match self.peek().map(|token| &token.kind) {
                Some(Kind::Text(more)) => text.push_str(more.as_ref()?),
                Some(Kind::Form(form)) => text.push_str(&self.filled(form)?),
                Some(Kind::Word(_) | Kind::Number(_) | Kind::Sign(_)) | None => return Some(text),
            }
            self.at += 1;
        }
    }

    /// A text with the values of the names in its braces.
    fn filled(&self, form: &str) -> Option<String> {
        strings::filled(form, &mut |name| strings::shown(self.names.get(name.trim())?.value.as_ref()?))
    }

    /// A function or value of Python's own: of paths, or of the environment.
    fn of_library(&mut self, first: &str) -> Option<Value> {
        let mut name = first.to_owned();
        while let Some([dot, Token { kind: Kind::Word(word), .. }]) = self.tokens.get(self.at..self.at + 2)
            && dot.is_sign(".")
        {
            name.extend([".", word]);
            self.at += 2;
        }
        let name =
            name.trim_start_matches("os.").trim_start_matches("path.").trim_start_matches("posixpath.");
        if name == "curdir" {
            return Some(Value::String(".".to_owned()));
        }
        if ["environ.get", "getenv"].contains(&name) {
            return self.without_variable();
        }
        self.takes("(").then_some(())?;
        let (given, _) = self.arguments()?;
        let given: Vec<_> = given.iter().map(Value::as_str).collect::<Option<_>>()?;
        strings::path(name, &given).map(Value::String)
    }

    /// `("NAME", value)`: the value without such a variable of the environment.
    fn without_variable(&mut self) -> Option<Value> {
        self.takes("(").then_some(())?;
        let (given, _) = self.arguments()?;
        let [_, value] = given.as_slice() else { return None };
        Some(value.clone())
    }

    /// The entries of `{…}`. Values that are not known are left out, but for the key of what withholds.
    fn table(&mut self) -> Option<Value> {
        let mut table = Map::new();
        while !self.takes("}") {
            let Value::String(key) = self.sum()? else { return None };
            if !self.takes(":") {
                return None;
            }
            let start = self.at;
            match self.conditional() {
                Some(value) => drop(table.insert(key, value)),
                None => {
                    self.at = self.operand_end(start);
                    if key.eq_ignore_ascii_case(STATUS) {
                        table.insert(key, Value::Null);
                    }
                }
            }
            if !self.takes(",") && !self.peek()?.is_sign("}") {
                return None;
            }
        }
        Some(Value::Object(table))
    }
}

fn has_comma_before(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|token| token.is_sign(","))
}

/// One value and another.
fn sum(one: Value, other: Value) -> Option<Value> {
    match (one, other) {
        (Value::String(first), Value::String(second)) => Some(Value::String(first + &second)),
        (Value::Array(mut first), Value::Array(second)) => {
            first.extend(second);
            Some(Value::Array(first))
        }
        _ => None,
    }
}

fn truth(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(truth) => *truth,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(values) => !values.is_empty(),
        Value::Object(table) => !table.is_empty(),
    }
}
