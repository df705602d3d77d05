//! Metadata in JavaScript in, the same tables as for JSON out: the members of an object, or the variables of a program. The
//! program is not run. What it computes stays as it is written.

use std::collections::BTreeMap;

use std::ops::Range;

use super::{Node, Table, Value};
use crate::site::date::{WrittenDate, written};
use crate::site::source_text::SourceText;
use crate::source::javascript::{
    Statement, inside, is_part_of_name, items, place_in, statements, string, without_comments,
};

/// The key of the values of which only the program knows the keys.
pub(crate) const UNKNOWN_KEYS: &str = "...";

/// How deep values may be inside of each other.
const DEPTH: usize = 16;

/// Reads the program in `range` of a text.
#[must_use]
pub(crate) fn javascript(text: SourceText<'_>, range: Range<usize>) -> Table<'static> {
    let program = without_comments(text.text.get(range.clone()).unwrap_or_default());
    let mut reader = Reader { program: &program, start: range.start, entries: Vec::new() };
    match program.trim_start().strip_prefix('{') {
        Some(object) => reader.object(object),
        None => reader.variables(),
    }
    Table { entries: reader.entries, span: range }
}

/// A key, its place, and its value.
type Entry = super::Entry<'static>;

struct Reader<'p> {
    program: &'p str,
    /// Where the program begins in its text.
    start: usize,
    entries: Vec<Entry>,
}

impl<'p> Reader<'p> {
    /// Reads an object, whose bracket is open.
    fn object(&mut self, object: &'p str) {
        let members = inside(object);
        let behind = members.and_then(|members| object.get(members.len() + 1..));
        match members
            .filter(|_| behind.is_some_and(|rest| rest.trim_matches([';', ' ', '\n', '\r', '\t']).is_empty()))
        {
            Some(members) => self.entries = self.members(members, DEPTH),
            None => self.add(UNKNOWN_KEYS, object, Some(Node::Computed(object.trim().to_owned().into()))),
        }
    }

    /// The entries of the members of an object. Of several equal keys, the last one counts.
    fn members(&self, members: &'p str, left: usize) -> Vec<Entry> {
        let mut inner = Reader { entries: Vec::new(), ..*self };
        for member in items(members).into_iter().filter(|member| !member.is_empty()) {
            match key(member) {
                Some((key, rest)) => inner.member(member, &key, rest, left),
                None => inner.add(UNKNOWN_KEYS, member, Some(computed(member))),
            }
        }
        inner.entries
    }

    /// Reads a member with a key, and what is behind that.
    fn member(&mut self, member: &'p str, name: &str, rest: &'p str, left: usize) {
        let written = member.get(..member.len() - rest.len()).unwrap_or(member);
        if let Some(value) = rest.strip_prefix(':') {
            let node = self.node(value, left);
            self.add_at(name, written, value.trim(), node);
        } else if rest.is_empty() {
            self.add(name, member, Some(computed(member)));
        } else if rest.starts_with('(') {
            self.add(name, member, Some(Node::Computed(format!("function {name}{rest}").into())));
        } else {
            // `async name() { … }`, `get name() { … }`
            let inner = key(rest.trim_start_matches('*'));
            let name = inner.map_or_else(|| UNKNOWN_KEYS.to_owned(), |(name, _)| name);
            self.add(&name, member, Some(computed(member)));
        }
    }

    /// Reads the variables of the program. What is assigned to again is computed.
    fn variables(&mut self) {
        let assignments = assignments(self.program);
        let once = |name: &str| assignments.get(name).copied().unwrap_or_default() <= 1;
        for statement in statements(self.program) {
            match exported(statement) {
                Statement::Let(names, value) => match names.strip_prefix(['{', '[']).and_then(inside) {
                    Some(names) => self.add_names(names, value),
                    None => self.definition(names, value, &once),
                },
                Statement::Other(text) => self.declaration(text),
                Statement::If(..) | Statement::Return(_) => {}
            }
        }
    }

    /// `name = value`, and what follows it behind commas.
    fn definition(&mut self, name: &'p str, value: &'p str, once: &dyn Fn(&str) -> bool) {
        let mut all = items(value).into_iter();
        let first = all.next().unwrap_or_default();
        let others = all.map(|other| other.split_once('=').unwrap_or((other, "undefined")));
        for (name, value) in std::iter::once((name, first)).chain(others) {
            let (name, value) = (name.trim(), value.trim());
            let node = if once(name) { self.node(value, DEPTH) } else { Some(computed(value)) };
            self.add_at(name, name, value, node);
        }
    }

    /// The names of a pattern, or of an import.
    fn add_names(&mut self, names: &'p str, value: &'p str) {
        for item in items(names) {
            let name =
                item.split('=').next().unwrap_or(item).rsplit([':', ' ']).find(|name| !name.is_empty());
            let name = name.unwrap_or(item).trim().trim_start_matches("...");
            self.add(name, item, Some(computed(value)));
        }
    }

    /// A function, a class, an import, or a variable that has no value yet.
    fn declaration(&mut self, text: &'p str) {
        let text = text.strip_prefix("async ").unwrap_or(text).trim_start();
        if let Some(names) = text.strip_prefix("import ").and_then(|rest| rest.split_once(" from")) {
            let (names, module) = names;
            let inner = names.split_once('{').and_then(|(_, rest)| inside(rest));
            let outer = names.split('{').next().unwrap_or_default().trim_matches([',', ' ']);
            self.add_names(inner.unwrap_or_default(), module);
            self.add_names(outer, module);
            return;
        }
        let named = ["function", "class ", "let ", "var "].iter().find_map(|word| text.strip_prefix(word));
        let Some(named) = named else { return };
        let named = named.trim_start_matches(['*', ' ']);
        let end = named.find(|c| !is_part_of_name(c)).unwrap_or(named.len());
        let name = named.get(..end).unwrap_or_default();
        if !name.is_empty() {
            self.add(name, name, Some(computed(text)));
        }
    }

    fn add(&mut self, name: &str, written: &'p str, node: Option<Node<'static>>) {
        self.add_at(name, written, written, node);
    }

    /// Adds a key in the place of one with the same name; none where the value is none.
    fn add_at(&mut self, name: &str, written: &'p str, value: &'p str, node: Option<Node<'static>>) {
        self.entries.retain(|(known, ..)| known != name || name == UNKNOWN_KEYS);
        let node = node.map(|node| Value { node, span: self.place(value) });
        let written = self.place(written.trim());
        self.entries.extend(node.map(|value| (name.to_owned().into(), written, value)));
    }

    /// Where a part of the program is in its text.
    fn place(&self, part: &str) -> Range<usize> {
        let place = place_in(self.program, part);
        self.start + place.start..self.start + place.end
    }

    /// What a value is; `None` for nothing.
    fn node(&self, value: &'p str, left: usize) -> Option<Node<'static>> {
        let value = value.trim();
        if ["undefined", "null", "void 0"].contains(&value) {
            return None;
        }
        Some(self.literal(value, left).unwrap_or_else(|| computed(value)))
    }

    /// A literal; `None` for anything else.
    fn literal(&self, value: &'p str, left: usize) -> Option<Node<'static>> {
        let left = left.checked_sub(1)?;
        if let Some((text, rest)) = string(value) {
            return rest.trim().is_empty().then(|| Node::Text(text.into()));
        }
        if matches!(value, "true" | "false") {
            return Some(Node::Boolean(value == "true"));
        }
        if value.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit()) {
            return value.parse::<f64>().is_ok().then(|| Node::Plain(value.to_owned().into()));
        }
        if let Some(list) = value.strip_prefix('[') {
            let values = items(whole(list)?).into_iter().filter_map(|item| {
                let node = self.node(item, left)?;
                Some(Value { node, span: self.place(item) })
            });
            let values: Vec<_> = values.collect();
            let is_known = values.iter().all(|value| !matches!(value.node, Node::Computed(_)));
            return is_known.then_some(Node::List(values));
        }
        if let Some(members) = value.strip_prefix('{') {
            let entries = self.members(whole(members)?, left);
            return Some(Node::Table(Table { entries, span: self.place(value) }));
        }
        if let Some(date) = value.strip_prefix("new Date(") {
            return date_of(whole(date)?).map(|date| Node::Text(date.into()));
        }
        // Other values could grow without end.
        let named = self.entries.iter().find(|(name, ..)| name == value).map(|(_, _, value)| &value.node);
        named.filter(|node| !matches!(node, Node::List(_) | Node::Table(_) | Node::Computed(_))).cloned()
    }
}

fn computed(text: &str) -> Node<'static> {
    Node::Computed(text.to_owned().into())
}

/// The key of a member, and what is behind it.
fn key(member: &str) -> Option<(String, &str)> {
    let (name, rest) = string(member).filter(|_| !member.starts_with('`')).or_else(|| {
        let end = member.find(|c| !is_part_of_name(c)).unwrap_or(member.len());
        let (name, rest) = member.split_at(end);
        (!name.is_empty()).then(|| (name.to_owned(), rest))
    })?;
    Some((name, rest.trim_start()))
}

/// What is inside of a bracket that is open, and closes at the end of a text.
fn whole(text: &str) -> Option<&str> {
    let inner = inside(text)?;
    (inner.len() + 1 == text.len()).then_some(inner)
}

/// The date that an object is made of, if it is the same on every machine.
fn date_of(argument: &str) -> Option<String> {
    let (text, rest) = string(argument.trim())?;
    let is_same = matches!(written(&text)?, WrittenDate::Date(_) | WrittenDate::Instant(_));
    (is_same && rest.trim().is_empty()).then_some(text)
}

/// A statement without `export`.
fn exported(statement: Statement<'_>) -> Statement<'_> {
    let Statement::Other(text) = statement else { return statement };
    let declared = text.strip_prefix("export ").map(str::trim_start);
    declared.and_then(|text| statements(text).into_iter().next()).unwrap_or(statement)
}

/// How often each name gets a value in a program, or is changed.
fn assignments(program: &str) -> BTreeMap<&str, usize> {
    /// What behind a name changes its value.
    const CHANGES: &[&str] = &[
        "+=",
        "-=",
        "*=",
        "/=",
        "++",
        "--",
        "??=",
        "||=",
        "&&=",
        "[",
        ".push(",
        ".unshift(",
        ".splice(",
        ".pop(",
        ".shift(",
        ".sort(",
        ".reverse(",
        ".set",
    ];
    let mut found = BTreeMap::new();
    let mut at = 0;
    for part in program.split_inclusive(|c| !is_part_of_name(c)) {
        let name = part.trim_end_matches(|c| !is_part_of_name(c));
        let before = program.get(..at).unwrap_or_default();
        let rest = program.get(at + name.len()..).unwrap_or_default().trim_start();
        at += part.len();
        let is_assigned = rest.starts_with('=') && !rest.starts_with("==") && !rest.starts_with("=>");
        let is_changed = CHANGES.iter().any(|mark| rest.starts_with(mark))
            || before.ends_with("++")
            || before.ends_with("--");
        if !name.is_empty() && !before.ends_with('.') && (is_assigned || is_changed) {
            *found.entry(name).or_default() += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The table of a program as JSON, in which what is computed is null.
    fn read(program: &str) -> String {
        let text = SourceText { file: Path::new(""), text: program };
        serde_json::to_string(&javascript(text, 0..program.len())).unwrap()
    }

    #[test]
    fn the_members_of_an_object_are_read_and_what_is_computed_is_not() {
        let program = "// é\n{\n  title: 'It\\'s', \"a-b\": 1.5, tags: [\"a\", `b`,], // more\n  draft: true, none: undefined,\n  \
                       date: new Date('2026-01-02'), local: new Date('2026-01-02T10:00'), now: new Date(),\n  deep: { a: { b: \
                       [{ c: null }] } },\n  permalink(data) { return data.x }, short, other: a + 'b', list: [f()],\n}\n";
        let expected = r#"{"title":"It's","a-b":1.5,"tags":["a","b"],"draft":true,"date":"2026-01-02","local":null,"now":null,"deep":{"a":{"b":[{}]}},"permalink":null,"short":null,"other":null,"list":null}"#;
        assert_eq!(read(program), expected);
    }

    #[test]
    fn the_variables_of_a_program_are_read_and_what_changes_is_not() {
        let program = "import { x as y } from './z.js'\nconst title = \"A\", rank = 2;\nlet draft = false;\nif (y) draft = true;\n\
                       const tags = ['a']\ntags.push('b')\nexport const date = \"2026-01-02\"\nconst published = date\nlet later\n\
                       const { z = 1 } = y;\nfunction permalink({ title }) {\n  return title\n}\nconst list = ['c']\n";
        let expected = r#"{"y":null,"title":"A","rank":2,"draft":null,"tags":null,"date":"2026-01-02","published":"2026-01-02","later":null,"z":null,"permalink":null,"list":["c"]}"#;
        assert_eq!(read(program), expected);
    }

    #[test]
    fn keys_that_only_the_program_knows_have_a_name() {
        for program in ["{ ...base }", "{ [key]: 1 }", "{ a: 1", "{ a: 1 }.b", "{ get [key]() {} }"] {
            assert_eq!(read(program).matches("\"...\":null").count(), 1, "{program}");
        }
    }

    #[test]
    fn values_are_where_they_are_written() {
        let text = "---js\n{ /* é */ date: '2026-01-02' }\n---\n";
        let table = javascript(SourceText { file: Path::new(""), text }, 6..38);
        let (key, span, value) = table.entries.first().unwrap();
        assert_eq!(
            (&**key, text.get(span.clone()), text.get(value.span.clone())),
            ("date", Some("date"), Some("'2026-01-02'"))
        );
    }
}
