//! The loops of a program in; of which articles each of them makes an entry, out. An entry is what a loop adds to something
//! outside of it, or what the function of `map` returns.

use std::collections::{BTreeMap, BTreeSet};

use super::condition::Scope;
use super::function::{Body, Function};
use super::values::{Dates, Value};
use super::{Statement, call_before, inside, items, outside, statements};
use crate::site::generators::condition::{Fact, Field, Truth};
use crate::source::javascript::{branches, is_part_of_name, words};

/// How many statements of a block are read, and how deep they are nested.
const STATEMENTS: usize = 128;
const DEPTH: usize = 24;

/// How many places with the name of a loop are looked at.
const LOOPS: usize = 512;

/// The methods that call a function for each article.
const METHODS: &[&str] = &["each", "flatMap", "forEach", "map", "reduce", "reduceRight"];

/// Functions of the language that return something in any case.
const MAKING: &[&str] = &["JSON.stringify", "Object.assign", "Object.fromEntries", "String"];

/// Objects of the language, whose functions return something, too.
const OBJECTS: &[&str] = &["Array", "Date", "Intl", "JSON", "Math", "Number", "Object", "String", "URL"];

/// Methods that return something if what they are called for is something.
const KEEPING: &[&str] =
    &["concat", "join", "replace", "replaceAll", "toString", "trim", "trimEnd", "trimStart"];

/// The methods that change a list, but add nothing to it.
const CHANGING: &[&str] = &["reverse", "sort"];

/// Marks of entries in programs.
const MARKS: &[&str] = &["<entry", "<item", ":entry", ":item"];

/// The keys of entries in JSON, of which only one is necessary.
const KEYS: &[&str] =
    &["content_html", "content_text", "date_published", "guid", "id", "link", "pubDate", "title", "url"];

/// A loop.
#[derive(Clone, Copy, Debug)]
pub(in crate::site::generators) struct Loop<'p> {
    /// What it goes through.
    pub(in crate::site::generators) list: &'p str,
    /// What each of its elements is called.
    pub(super) variable: &'p str,
    /// What it calls the value that it goes on with, as in `reduce`.
    before: Option<&'p str>,
    pub(super) body: Body<'p>,
    /// Whether what the body returns is an entry.
    pub(super) returns: bool,
    /// The text of all of it.
    pub(super) text: &'p str,
}

impl Loop<'_> {
    /// Whether it is in another one.
    pub(in crate::site::generators) fn is_in(&self, other: &Loop<'_>) -> bool {
        let (own, outer) = (self.text.as_bytes().as_ptr_range(), other.text.as_bytes().as_ptr_range());
        self.text.len() < other.text.len() && outer.start <= own.start && own.end <= outer.end
    }
}

/// All loops of a text, also those in other ones. The functions that they call may be elsewhere in the program.
pub(super) fn all_loops<'p>(text: &'p str, program: &'p str) -> Vec<Loop<'p>> {
    [statement_loops(text), method_loops(text, program)].concat()
}

/// Whether a program may leave out articles: by a filter, by a condition in a loop, or in a loop that it does not have itself.
pub(in crate::site::generators) fn may_skip(program: &str, dates: Dates) -> bool {
    if [".filter(", ".find(", ".findOne("].iter().any(|call| program.contains(call)) {
        return true;
    }
    let scope = || Scope::new(program, dates);
    let all = all_loops(program, program);
    let loops = with_marks(&all);
    if loops.is_empty() || loops.iter().any(|one| scope().entries(one, &Value::Article) != Truth::Known(true))
    {
        return true;
    }
    // What a loop goes through may be what another one gathers.
    let gathered: BTreeSet<_> = all.iter().flat_map(|one| scope().lists_with_some(one)).collect();
    loops.iter().any(|one| {
        let root = one.list.split(|c| !is_part_of_name(c)).next().unwrap_or_default();
        !root.is_empty() && gathered.contains(root)
    })
}

/// The loops of a program. Only those with a mark of an entry, if there are any.
pub(in crate::site::generators) fn loops(program: &str) -> Vec<Loop<'_>> {
    with_marks(&all_loops(program, program))
}

/// The loops with a mark of an entry, or else all of them.
fn with_marks<'p>(all: &[Loop<'p>]) -> Vec<Loop<'p>> {
    let marked: Vec<_> = all.iter().copied().filter(|one| has_mark(one.text)).collect();
    if marked.is_empty() { all.to_vec() } else { marked }
}

/// Whether a text has the mark of an entry.
fn has_mark(text: &str) -> bool {
    let is_key = |key: &str| {
        let mut places = text.match_indices(key).filter_map(|(at, _)| text.split_at_checked(at));
        places.any(|(before, rest)| {
            let rest = rest.get(key.len()..).unwrap_or_default().trim_start_matches(['"', '\'']).trim_start();
            let before = before.trim_end_matches(['"', '\'']);
            !before.ends_with(|c: char| is_part_of_name(c) || c == '.')
                && before.trim_end().ends_with(['{', ','])
                && rest.starts_with(':')
        })
    };
    MARKS.iter().any(|mark| text.contains(mark)) || KEYS.iter().any(|key| is_key(key))
}

/// `for (const a of list) …`, `for (…; …; …) …`, `while (…) …`
fn statement_loops(program: &str) -> Vec<Loop<'_>> {
    let found = ["for", "while"].iter().flat_map(|word| program.match_indices(word)).take(LOOPS).filter_map(
        |(at, word)| {
            let before = program.get(..at)?;
            (!before.ends_with(|c: char| is_part_of_name(c) || c == '.')).then_some(())?;
            let text = program.get(at..)?;
            let (head, body, length) = loop_parts(text, word)?;
            let (variable, list) = head.split_once(" of ").unwrap_or(("", ""));
            let variable =
                ["const ", "let ", "var "].iter().find_map(|word| variable.trim().strip_prefix(word));
            Some(Loop {
                list: list.trim(),
                variable: variable.unwrap_or_default().trim(),
                before: None,
                body: Body::Block(body),
                returns: false,
                text: text.get(..length)?,
            })
        },
    );
    found.collect()
}

/// The head and the body of a loop at the beginning of a text, and how long it is.
fn loop_parts<'p>(text: &'p str, word: &str) -> Option<(&'p str, &'p str, usize)> {
    let rest = text.get(word.len()..)?.trim_start();
    let rest = rest.strip_prefix("await").map_or(rest, str::trim_start).strip_prefix('(')?;
    let head = inside(rest)?;
    let body = rest.get(head.len() + 1..)?.trim_start();
    let block = body.strip_prefix('{').and_then(inside);
    // Without brackets, it is one statement.
    let end = || body.find(';').map_or(body.len(), |end| end + 1);
    let own = block.unwrap_or_else(|| body.get(..end()).unwrap_or(body));
    let length = text.len() - body.len() + block.map_or_else(end, |block| block.len() + 2);
    Some((head, own, length))
}

/// `list.map((a) => …)`, `list.forEach(…)`
pub(super) fn method_loops<'p>(program: &'p str, functions: &'p str) -> Vec<Loop<'p>> {
    let found = METHODS.iter().flat_map(|method| {
        let places = program.match_indices(method).take(LOOPS).filter_map(|(at, _)| {
            let before = program.get(..at)?.strip_suffix('.')?;
            let arguments = inside(program.get(at + method.len()..)?.strip_prefix('(')?)?;
            Some((*method, before, arguments))
        });
        places.collect::<Vec<_>>()
    });
    let read = |(method, before, arguments): (&str, &'p str, &'p str)| {
        let first = items(arguments).into_iter().next()?;
        let function =
            Function::read(first).or_else(|| Function::named(functions, first.rsplit('.').next()?));
        let list = call_before(before.trim_end_matches('?'));
        let Some(function) = function else {
            return Some(Loop {
                list,
                variable: "",
                before: None,
                // It is not known whether it returns something.
                body: Body::Expression("unknown()"),
                returns: true,
                text: arguments,
            });
        };
        let adds_up = method.starts_with("reduce");
        let (before, variable) = match function.parameters.as_slice() {
            [before, variable, ..] if adds_up => (Some(*before), *variable),
            [variable, ..] if !adds_up => (None, *variable),
            _ => (None, ""),
        };
        let returns = adds_up || method.ends_with("ap");
        let text = if function.text().len() > arguments.len() { function.text() } else { arguments };
        Some(Loop { list, variable, before, body: function.body, returns, text })
    };
    found.filter_map(|(method, before, arguments)| read((method, before, arguments))).collect()
}

impl Scope<'_> {
    /// For which articles a loop makes an entry. Of each, it has what the program made of it.
    pub(in crate::site::generators) fn entries(&self, one: &Loop<'_>, element: &Value) -> Truth {
        let scope =
            if one.variable.is_empty() { self.clone() } else { self.clone().with(one.variable, element) };
        let mut reader = Reader::new(scope);
        reader.names.extend(one.before.map(|name| (name.to_owned(), Truth::Known(false))));
        match one.body {
            Body::Expression(result) if one.returns => reader.made(result),
            Body::Expression(result) => {
                reader.statements(&[Statement::Other(result)], Truth::Known(true));
                reader.added()
            }
            Body::Block(block) => {
                let (made, _) = reader.statements(&statements(block), Truth::Known(true));
                if one.returns && block.contains("return") { made } else { reader.added() }
            }
        }
    }

    /// For which articles a loop adds something to a list, and what; `None` if it adds nothing to that.
    pub(super) fn adds(&self, one: &Loop<'_>, target: &str, element: &Value) -> Option<(Truth, Value)> {
        let all: Vec<_> =
            self.additions(one, element).into_iter().filter(|one| one.target == target).collect();
        let value = &all.first()?.value;
        let value = if all.iter().all(|one| one.value == *value) { value.clone() } else { Value::Unknown };
        Some((Truth::any(all.into_iter().map(|one| one.when).collect()), value))
    }

    /// The lists to which a loop does not certainly add something of each article.
    fn lists_with_some(&self, one: &Loop<'_>) -> BTreeSet<String> {
        let mut lists: BTreeMap<String, Vec<Truth>> = BTreeMap::new();
        for Addition { target, when, .. } in self.additions(one, &Value::Article) {
            lists.entry(target).or_default().push(when);
        }
        lists.retain(|_, when| Truth::any(std::mem::take(when)) != Truth::Known(true));
        lists.into_keys().collect()
    }

    /// What a loop adds to lists.
    fn additions(&self, one: &Loop<'_>, element: &Value) -> Vec<Addition> {
        let mut reader = Reader::new(self.clone().with(one.variable, element));
        one.variable.clone_into(&mut reader.element);
        match one.body {
            Body::Expression(result) => reader.statements(&[Statement::Other(result)], Truth::Known(true)),
            Body::Block(block) => reader.statements(&statements(block), Truth::Known(true)),
        };
        reader.additions
    }

    /// For which articles a function with these arguments returns something.
    pub(in crate::site::generators) fn made_by(&self, function: &Function<'_>, arguments: &[Value]) -> Truth {
        let mut scope = self.clone();
        for (parameter, value) in function.parameters.iter().zip(arguments) {
            scope.bind(parameter, value);
        }
        let mut reader = Reader::new(scope);
        match function.body {
            Body::Expression(result) => reader.made(result),
            Body::Block(block) => reader.statements(&statements(block), Truth::Known(true)).0,
        }
    }
}

/// What a loop adds to something.
struct Addition {
    /// What it is added to.
    target: String,
    has_mark: bool,
    value: Value,
    /// For which articles.
    when: Truth,
}

/// Where statements are on their way.
struct Way {
    /// For which articles they are reached.
    reached: Truth,
    /// For which articles something was returned before.
    returned: Vec<Truth>,
}

/// Reads the body of a loop.
struct Reader<'s> {
    scope: Scope<'s>,
    /// What an article is called, if what is added to a list must have something of it.
    element: String,
    /// When the names of the body are something.
    names: Vec<(String, Truth)>,
    additions: Vec<Addition>,
    /// How often it was found to go on with the next article, or to return.
    left: usize,
    depth: usize,
}

impl<'s> Reader<'s> {
    fn new(scope: Scope<'s>) -> Reader<'s> {
        Reader { scope, element: String::new(), names: Vec::new(), additions: Vec::new(), left: 0, depth: 0 }
    }

    /// When something is added that is an entry.
    fn added(&self) -> Truth {
        let has_marks = self.additions.iter().any(|one| one.has_mark);
        let counts = |one: &&Addition| one.has_mark || !has_marks;
        let mut targets: Vec<_> = self.additions.iter().filter(counts).map(|one| &one.target).collect();
        targets.sort();
        targets.dedup();
        let of_target = |target: &String| {
            let own = self.additions.iter().filter(counts).filter(|one| one.target == *target);
            Truth::any(own.map(|one| one.when.clone()).collect())
        };
        let all: Vec<_> = targets.into_iter().map(of_target).collect();
        if all.contains(&Truth::Unknown) { Truth::Unknown } else { Truth::all(all) }
    }

    /// Takes statements that are reached under a condition. Returns when they return something, and when what follows them is
    /// reached.
    fn statements(&mut self, statements: &[Statement<'_>], reached: Truth) -> (Truth, Truth) {
        self.depth += 1;
        if statements.len() > STATEMENTS || self.depth > DEPTH {
            self.depth -= 1;
            self.add("", "", Truth::Unknown);
            return (Truth::Unknown, Truth::Unknown);
        }
        let mut way = Way { reached, returned: Vec::new() };
        for statement in statements {
            match statement {
                Statement::Let(name, value) => {
                    let made = self.made(value);
                    let value = self.scope.value(value);
                    self.scope.bind(name, &value);
                    self.names.push(((*name).to_owned(), made));
                }
                Statement::Return(value) => {
                    let made = self.made(value);
                    way.returned.push(both(way.reached.clone(), made));
                    self.leave(&mut way);
                }
                Statement::If(condition, body) => self.branches(&[(Some(*condition), *body)], &mut way),
                Statement::Other(text) => self.other(text, &mut way),
            }
        }
        self.depth -= 1;
        (Truth::any(way.returned), way.reached)
    }

    fn leave(&mut self, way: &mut Way) {
        self.left += 1;
        way.reached = Truth::Known(false);
    }

    /// Takes the branches of an `if`, each with its condition.
    fn branches(&mut self, branches: &[(Option<&str>, &str)], way: &mut Way) {
        let (mut left, before) = (Truth::Known(true), way.reached.clone());
        for (condition, body) in branches {
            let own = condition.map_or(Truth::Known(true), |condition| self.asked(condition));
            let is_taken = both(left.clone(), own.clone());
            let count = self.left;
            let inside = statements(body);
            let (returned, passes) = self.statements(&inside, both(before.clone(), is_taken.clone()));
            if self.left > count {
                way.returned.push(returned);
                let others = if passes == Truth::Known(false) { is_taken.not() } else { Truth::Unknown };
                way.reached = both(way.reached.clone(), others);
            }
            left = both(left, own.not());
        }
    }

    fn other(&mut self, text: &str, way: &mut Way) {
        if let Some(branches) = branches(text) {
            self.branches(&branches, way);
            return;
        }
        let word = text.split(|c: char| !is_part_of_name(c)).next().unwrap_or_default();
        let reached = way.reached.clone();
        match word {
            // Each loop is looked at by itself.
            "for" | "while" => self.add("a loop", text, reached),
            "continue" => self.leave(way),
            // It is not known for which articles it comes too late.
            "break" => {
                self.left += 1;
                way.reached = Truth::Unknown;
            }
            "throw" | "function" | "import" | "export" => {}
            "try" | "do" => {
                if let Some(block) = text.split_once('{').and_then(|(_, rest)| inside(rest)) {
                    let count = self.left;
                    let (returned, passes) = self.statements(&statements(block), reached);
                    if self.left > count {
                        way.returned.push(returned);
                        way.reached = passes;
                    }
                }
            }
            "switch" => self.add("switch", text, Truth::Unknown),
            _ => self.effect(text.strip_prefix("yield").unwrap_or(text).trim(), reached),
        }
    }

    /// Takes a call or an assignment.
    fn effect(&mut self, text: &str, reached: Truth) {
        let text = text.strip_prefix("await ").unwrap_or(text).trim();
        let end = text.find(|c: char| !is_part_of_name(c)).unwrap_or(text.len());
        let (root, rest) = text.split_at(end);
        let is_assigned = self.assign(root, rest);
        for (mark, is_taken) in [("&&", true), ("||", false)] {
            if !is_assigned
                && let Some(at) = outside(text, mark.chars().next().unwrap_or('&')).first().copied()
                && text.get(at..).is_some_and(|rest| rest.starts_with(mark))
            {
                let (condition, rest) =
                    (text.get(..at).unwrap_or_default(), text.get(at + 2..).unwrap_or_default());
                let condition = self.asked(condition);
                let condition = if is_taken { condition } else { condition.not() };
                self.effect(rest.trim(), both(reached, condition));
                return;
            }
        }
        if let Some((condition, one, other)) =
            super::ternary(text).filter(|(condition, ..)| !condition.contains('='))
        {
            let condition = self.asked(condition);
            self.effect(one.trim(), both(reached.clone(), condition.clone()));
            self.effect(other.trim(), both(reached, condition.not()));
            return;
        }
        if root.is_empty() || root == "console" || rest.starts_with("++") || rest.starts_with("--") {
            return;
        }
        let Some(value) = addition(root, rest.trim()) else { return };
        let values = items(value);
        let made = Truth::any(values.iter().map(|value| self.made(value)).collect());
        // Something else may stand for an article that is left out.
        let made = if self.is_other(rest, value) { Truth::Unknown } else { made };
        let when = both(reached, if values.is_empty() { Truth::Known(true) } else { made });
        match self.names.iter_mut().rev().find(|(name, _)| name == root) {
            Some((_, known)) => *known = either(known.clone(), when),
            None => self.add(root, value, when),
        }
    }

    /// Whether something that has nothing of the article is added to a list.
    fn is_other(&self, call: &str, value: &str) -> bool {
        let names = || self.names.iter().map(|(name, _)| name).chain([&self.element]);
        let is_known = |word: &str| names().any(|name| words(name).any(|known| known == word));
        !self.element.is_empty()
            && [".push(", ".unshift("].iter().any(|method| call.starts_with(method))
            && !words(value).any(is_known)
    }

    /// What a condition asks.
    fn asked(&self, condition: &str) -> Truth {
        self.scope.value(condition).truth()
    }

    /// Forgets a variable, or a member of it, that gets another value, which may happen or not. Returns whether it does.
    fn assign(&mut self, root: &str, rest: &str) -> bool {
        let end = rest.find(|c: char| !is_part_of_name(c) && !" .?".contains(c)).unwrap_or(rest.len());
        let (path, rest) = rest.split_at(end);
        let rest = ["||", "&&", "??", "+", "-", "*", "/"]
            .iter()
            .find_map(|sign| rest.strip_prefix(sign))
            .unwrap_or(rest);
        if root.is_empty() || !rest.starts_with('=') || rest.starts_with("==") || rest.starts_with("=>") {
            return false;
        }
        let path: Vec<_> = path.split(['.', '?']).map(str::trim).filter(|name| !name.is_empty()).collect();
        let value = self.scope.value(root).changed_at(&path);
        self.scope.bind(root, &value);
        true
    }

    /// Takes what is added to something.
    fn add(&mut self, target: &str, value: &str, when: Truth) {
        let has_mark = has_mark(value);
        let value = self.scope.value(value);
        self.additions.push(Addition { target: target.to_owned(), has_mark, value, when });
    }

    /// When an expression is something, rather than nothing, an empty text or an empty list.
    fn made(&mut self, text: &str) -> Truth {
        self.depth += 1;
        let is_too_much = self.depth > DEPTH || self.scope.spend(1).is_none();
        let made = if is_too_much { Truth::Unknown } else { self.made_inside(text) };
        self.depth -= 1;
        made
    }

    fn made_inside(&mut self, text: &str) -> Truth {
        let text = text.trim();
        let text = text.strip_prefix("await ").unwrap_or(text).trim();
        if let Some(inner) = super::in_brackets(text, '(') {
            return self.made(inner);
        }
        if ["", "''", "\"\"", "``", "null", "undefined", "false", "[]", "0", "void 0"].contains(&text) {
            return Truth::Known(false);
        }
        if let Some((condition, one, other)) = super::ternary(text) {
            let (one, other) = (self.made(one), self.made(other));
            if one == other {
                return one;
            }
            let condition = self.asked(condition);
            return either(both(condition.clone(), one), both(condition.not(), other));
        }
        for (mark, is_all) in [("||", false), ("??", false), ("&&", true)] {
            let first = mark.chars().next().unwrap_or('&');
            let at = outside(text, first)
                .into_iter()
                .find(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(mark)));
            let Some(at) = at else { continue };
            let (one, other) = (text.get(..at).unwrap_or_default(), text.get(at + 2..).unwrap_or_default());
            let other = self.made(other);
            let one = if is_all { self.asked(one) } else { self.made(one) };
            return if is_all { both(one, other) } else { either(one, other) };
        }
        if let Some(at) = outside(text, '+').first() {
            let (one, other) = (text.get(..*at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
            return either(self.made(one), self.made(other));
        }
        if let Some(template) = text.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')) {
            return self.template(template);
        }
        if let Some(list) = super::in_brackets(text, '[') {
            let item = |item: &str| match item.strip_prefix("...") {
                Some(spread) => self.made(spread),
                None => Truth::Known(true),
            };
            return Truth::any(items(list).into_iter().map(item).collect());
        }
        if text.starts_with(['{', '"', '\'']) && text.ends_with(['}', '"', '\'']) {
            return Truth::Known(true);
        }
        self.named(text)
    }

    /// A template with parts that may be nothing. If the entry is in one of them, that decides.
    fn template(&mut self, template: &str) -> Truth {
        let (mut plain, mut rest, mut parts) = (String::new(), template, Vec::new());
        while let Some((before, behind)) = rest.split_once("${") {
            plain.push_str(before);
            let Some(part) = inside(behind) else { return Truth::Unknown };
            parts.push(part);
            rest = behind.get(part.len() + 1..).unwrap_or_default();
        }
        plain.push_str(rest);
        if has_mark(&plain) {
            return Truth::Known(true);
        }
        let marked: Vec<_> = parts.iter().copied().filter(|part| has_mark(part)).collect();
        if let [part] = marked.as_slice() {
            return self.made(part);
        }
        if !plain.trim().is_empty() {
            return Truth::Known(true);
        }
        Truth::any(parts.into_iter().map(|part| self.made(part)).collect())
    }

    /// A name, a member, or a call.
    fn named(&mut self, text: &str) -> Truth {
        let end = text.find(|c: char| !is_part_of_name(c) && c != '.' && c != '?').unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        if name == "new" || rest.starts_with('`') {
            return Truth::Known(true);
        }
        let Some(arguments) = rest.strip_prefix('(').and_then(inside) else {
            let known =
                self.names.iter().rev().find(|(known, _)| known == name).map(|(_, made)| made.clone());
            let of_key = || {
                let is_key = matches!(self.scope.value(text), Value::Field(Field { fact: Fact::Key(_), .. }));
                let is_name = rest.is_empty() && !name.is_empty();
                match (is_key, is_name) {
                    (true, _) => self.asked(text),
                    (false, true) => Truth::Known(true),
                    (false, false) => Truth::Unknown,
                }
            };
            return known.unwrap_or_else(of_key);
        };
        let behind = rest.get(arguments.len() + 2..).unwrap_or_default().trim_start();
        if !behind.is_empty() {
            // What is made of it is something if it is.
            let is_kept = KEEPING
                .iter()
                .any(|method| behind.strip_prefix('.').is_some_and(|rest| rest.starts_with(method)));
            let before = text.get(..text.len() - behind.len()).filter(|_| is_kept);
            return before.map_or(Truth::Unknown, |before| self.named(before));
        }
        let (of, method) = name.rsplit_once('.').unwrap_or(("", name));
        if MAKING.contains(&name) {
            return Truth::Known(true);
        }
        if KEEPING.contains(&method) && !of.is_empty() {
            return self.named(of);
        }
        let Some(function) = Function::named(self.scope.program(), method) else {
            // A method of a value returns something. A function from elsewhere may look at what a key means to the site.
            let root = words(of).next().unwrap_or_default();
            let is_value = self.scope.has(root) || self.names.iter().any(|(name, _)| name == root);
            let is_known = is_value || OBJECTS.contains(&root);
            return if is_known { Truth::Known(true) } else { Truth::Unknown };
        };
        let arguments: Vec<_> =
            items(arguments).into_iter().map(|argument| self.scope.value(argument)).collect();
        let inside = self.scope.inside();
        inside.map_or(Truth::Unknown, |inside| inside.made_by(&function, &arguments))
    }
}

/// What is added to a name, of which the rest of a statement is given; `None` if nothing is.
fn addition<'t>(root: &str, rest: &'t str) -> Option<&'t str> {
    if let Some(value) = rest.strip_prefix("+=") {
        let value = value.trim();
        return (!value.starts_with(|c: char| c.is_ascii_digit())).then_some(value);
    }
    if let Some(value) = rest.strip_prefix('=').filter(|value| !value.starts_with(['=', '>'])) {
        return words(value).any(|word| word == root).then_some(value.trim());
    }
    let (path, behind) = rest.split_at(rest.find(['(', '=', '[']).unwrap_or(rest.len()));
    if let Some(key) = behind.strip_prefix('[').and_then(inside) {
        let value = behind.get(key.len() + 2..)?.trim_start().strip_prefix('=')?;
        return (!value.starts_with('=')).then_some(value.trim());
    }
    let arguments = inside(behind.strip_prefix('(')?)?;
    let method = path.rsplit('.').next().unwrap_or(path);
    (!CHANGING.contains(&method)).then_some(arguments.trim())
}

fn both(one: Truth, other: Truth) -> Truth {
    Truth::all(vec![one, other])
}

fn either(one: Truth, other: Truth) -> Truth {
    Truth::any(vec![one, other])
}

#[cfg(test)]
mod tests {
    use super::may_skip;

    #[test]
    fn a_program_with_very_many_loops_is_looked_through_once() {
        let plain = |at: usize| {
            format!(
                "function f{at}(list) {{ const out = []; for (const a of list) {{ out.push(a); }} return list.map((b) => b.url); }}\n"
            )
        };
        let many: String = (0..500).map(plain).collect();
        assert!(!may_skip(&many, &[]));
        // What an entry is made of may lack something.
        let gathered = |added: &str| {
            format!(
                "{many}const some = [];\nfor (const a of all) {{ {added} }}\nfor (const b of some) {{ xml += `<item>${{b.url}}</item>`; }}\n"
            )
        };
        assert!(!may_skip(&gathered("some.push(a);"), &[]));
        assert!(may_skip(&gathered("if (a.data.open) some.push(a);"), &[]));
    }
}
