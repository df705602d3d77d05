//! Metadata in JavaScript in, the same tables as for JSON out: the members of an object, or the variables of a program that
//! is nothing but declarations. The program is not run: literals are read, other values stay as they are written, and from
//! where anything else begins, the keys are unknown.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Entry, Node, Table, Value};
use crate::site::date::{WrittenDate, written};
use crate::site::source_text::SourceText;
use crate::source::javascript::{Token, TokenKind, string, tokens};

/// The key of the values of which only the program knows the keys.
pub(crate) const UNKNOWN_KEYS: &str = "...";

/// How deep values may be inside of each other.
const DEPTH: usize = 16;

/// Reads the program in `range` of a text.
#[must_use]
pub(crate) fn javascript(text: SourceText<'_>, range: Range<usize>) -> Table<'static> {
    let program = text.text.get(range.clone()).unwrap_or_default();
    let Some(tokens) = tokens(program) else {
        let unknown = unknown(range.clone());
        return Table { entries: entries(vec![unknown]), span: range };
    };
    let reader = Reader { program, start: range.start, tokens };
    let members = if reader.is(0, "{") { reader.object() } else { reader.variables() };
    Table { entries: entries(members), span: range }
}

/// A key, its place, and its value; none where that is `null`.
type Member = (String, Range<usize>, Option<Value<'static>>);

/// The entries of members. Of several equal keys, the last one counts.
fn entries(members: Vec<Member>) -> Vec<Entry<'static>> {
    let mut known = BTreeSet::new();
    let mut entries: Vec<Entry<'static>> = Vec::with_capacity(members.len());
    for (key, span, value) in members.into_iter().rev() {
        if known.insert(key.clone()) {
            entries.extend(value.map(|value| (key.into(), span, value)));
        }
    }
    entries.reverse();
    entries
}

struct Reader<'p> {
    program: &'p str,
    /// Where the program begins in its text.
    start: usize,
    tokens: Vec<Token<'p>>,
}

/// Tokens are given by their numbers.
impl<'p> Reader<'p> {
    /// The members of the object that the whole program is.
    fn object(&self) -> Vec<Member> {
        let behind = self.closing(0).and_then(|end| self.tokens.get(end + 1..)).unwrap_or_default();
        let members = self.closing(0).filter(|_| behind.iter().all(|token| token.is(";")));
        let members = members.map(|end| self.members(1..end, DEPTH));
        members.unwrap_or_else(|| vec![unknown(self.span(0..self.tokens.len()))])
    }

    /// The variables of a program, up to what is no declaration.
    fn variables(&self) -> Vec<Member> {
        let mut found = Vec::new();
        let mut at = 0;
        let mentions = self.mentions();
        while at < self.tokens.len() {
            let Some(next) = self.declaration(at, &mentions, &mut found) else {
                found.push(unknown(self.span(at..self.tokens.len())));
                break;
            };
            at = next;
        }
        // Literals of dates would not be dates.
        if found.iter().any(|(name, ..)| name == "Date") {
            found.push(unknown(self.span(0..self.tokens.len())));
        }
        found
    }

    /// How often each word is in the program.
    fn mentions(&self) -> BTreeMap<&'p str, usize> {
        let mut found = BTreeMap::new();
        for word in self.tokens.iter().filter(|token| token.kind == TokenKind::Word) {
            *found.entry(word.text).or_default() += 1;
        }
        found
    }

    /// Reads a declaration, and returns what is behind it; `None` for anything else.
    fn declaration(
        &self,
        at: usize,
        mentions: &BTreeMap<&str, usize>,
        found: &mut Vec<Member>,
    ) -> Option<usize> {
        if self.is(at, ";") {
            return Some(at + 1);
        }
        if self.is(at, "import") {
            return self.import(at + 1, found);
        }
        let at = if self.is(at, "export") { at + 1 } else { at };
        match self.word(at)? {
            "const" | "let" | "var" => self.definitions(at, mentions, found),
            "function" => self.function(at, found),
            "async" if self.is(at + 1, "function") => self.function(at + 1, found),
            _ => None,
        }
    }

    /// Reads the definitions behind `const`, `let` or `var`.
    fn definitions(
        &self,
        keyword: usize,
        mentions: &BTreeMap<&str, usize>,
        found: &mut Vec<Member>,
    ) -> Option<usize> {
        let mut at = keyword + 1;
        loop {
            let behind = self.closing(at).unwrap_or(at) + 1;
            let value = self.is(behind, "=").then(|| behind + 1..self.end_of_value(behind + 1));
            let end = value.as_ref().map_or(behind, |value| value.end);
            if value.as_ref().is_some_and(Range::is_empty) {
                return None;
            }
            if self.is(at, "{") || self.is(at, "[") {
                self.add_names(at..behind, value?, found);
            } else {
                let name = self.name(at)?;
                let own = value.clone().unwrap_or(at..behind);
                let node =
                    value.map_or_else(|| Some(self.computed(at..behind)), |value| self.node(value, DEPTH));
                // A constant stays what it is, unless that has parts, and so does what nothing else names.
                let has_parts = matches!(node, Some(Node::List(_) | Node::Table(_)));
                let is_constant = self.is(keyword, "const") && !has_parts;
                let is_certain = is_constant || mentions.get(name) == Some(&1);
                let node = if is_certain { node } else { Some(self.computed(own.clone())) };
                found.push(self.with_value(name, at..behind, own, node));
            }
            if self.is(end, ",") {
                at = end + 1;
            } else {
                return self.end_of_statement(end);
            }
        }
    }

    /// Reads `name() { … }` behind `function`.
    fn function(&self, at: usize, found: &mut Vec<Member>) -> Option<usize> {
        let name = if self.is(at + 1, "*") { at + 2 } else { at + 1 };
        let parameters = Some(name + 1).filter(|open| self.is(*open, "("))?;
        let body = Some(self.closing(parameters)? + 1).filter(|open| self.is(*open, "{"))?;
        let end = self.closing(body)? + 1;
        found.push(self.with_value(self.name(name)?, name..name + 1, at..end, Some(self.computed(at..end))));
        Some(end)
    }

    /// Reads `name, { other as own } from 'file'` behind `import`.
    fn import(&self, at: usize, found: &mut Vec<Member>) -> Option<usize> {
        let is_file = |token: &Token<'_>| token.kind == TokenKind::Text;
        let file = at + self.tokens.get(at..)?.iter().position(is_file)?;
        let is_name = |token: &Token<'_>| {
            token.kind == TokenKind::Word || ["{", "}", ",", "*"].iter().any(|mark| token.is(mark))
        };
        self.tokens.get(at..file)?.iter().all(is_name).then_some(())?;
        self.add_names(at..file, file..file + 1, found);
        self.end_of_statement(file + 1)
    }

    /// All words of a pattern, any of which may be a name that gets a value.
    fn add_names(&self, pattern: Range<usize>, value: Range<usize>, found: &mut Vec<Member>) {
        for at in pattern {
            if let Some(name) = self.name(at).filter(|name| !["from", "as"].contains(name)) {
                found.push(self.with_value(
                    name,
                    at..at + 1,
                    value.clone(),
                    Some(self.computed(value.clone())),
                ));
            }
        }
    }

    /// What is behind a statement that ends here.
    fn end_of_statement(&self, at: usize) -> Option<usize> {
        match self.tokens.get(at) {
            Some(token) if token.is(";") => Some(at + 1),
            Some(token) => token.is_first.then_some(at),
            None => Some(at),
        }
    }

    /// Where a value ends that a comma, a semicolon or a line ends. A line goes on only where that is certain.
    fn end_of_value(&self, start: usize) -> usize {
        const OPEN: &[&str] = &["=", ">", "?", ":", "&", "|", "*", "."];
        const GOES_ON: &[&str] = &["?", ":", "&", "|", "*", "."];
        let mut at = start;
        while let Some(token) = self.tokens.get(at) {
            let goes_on =
                || OPEN.iter().any(|mark| self.is(at - 1, mark)) || GOES_ON.iter().any(|mark| token.is(mark));
            let is_next_line = at > start && token.is_first;
            if token.is(",") || token.is(";") || is_next_line && !goes_on() {
                break;
            }
            at = self.closing(at).unwrap_or(at) + 1;
        }
        at
    }

    /// The members of an object.
    fn members(&self, range: Range<usize>, left: usize) -> Vec<Member> {
        let members = self.items(range).into_iter();
        let read = |member: Range<usize>| {
            self.member(member.clone(), left).unwrap_or_else(|| unknown(self.span(member)))
        };
        members.map(read).collect()
    }

    /// A member with a key; `None` for anything else.
    fn member(&self, member: Range<usize>, left: usize) -> Option<Member> {
        let (key, behind) = (member.start, member.start + 1);
        let name = self.word(key).map(str::to_owned).or_else(|| self.text_at(key))?;
        // It names what the object has its other members from.
        (name != "__proto__").then_some(())?;
        let (value, node) = if behind == member.end {
            (member.clone(), Some(self.computed(member)))
        } else if self.is(behind, ":") {
            let value = behind + 1..member.end;
            (value.clone(), self.node(value, left))
        } else if self.is(behind, "(") {
            let function = format!("function {}", self.written(member.clone()));
            (member, Some(Node::Computed(function.into())))
        } else {
            return None;
        };
        Some(self.with_value(&name, key..behind, value, node))
    }

    /// What a value is; `None` for `null`.
    fn node(&self, value: Range<usize>, left: usize) -> Option<Node<'static>> {
        let is_null = value.len() == 1 && self.is(value.start, "null");
        (!is_null).then(|| self.literal(value.clone(), left).unwrap_or_else(|| self.computed(value)))
    }

    /// A literal; `None` for anything else.
    fn literal(&self, value: Range<usize>, left: usize) -> Option<Node<'static>> {
        let left = left.checked_sub(1)?;
        let at = value.start;
        if self.closing(at).is_some_and(|end| end + 1 == value.end) {
            let inside = at + 1..value.end - 1;
            return if self.is(at, "[") {
                self.list(inside, left)
            } else if self.is(at, "{") {
                let entries = entries(self.members(inside, left));
                // A table has no keys that are unknown.
                let is_known = entries.iter().all(|(key, ..)| key != UNKNOWN_KEYS);
                is_known.then(|| Node::Table(Table { entries, span: self.span(value) }))
            } else {
                None
            };
        }
        match self.tokens.get(value)? {
            [token] => match token.text {
                "true" | "false" => Some(Node::Boolean(token.text == "true")),
                _ if token.kind == TokenKind::Text => Some(Node::Text(self.text_at(at)?.into())),
                _ => number(token.text, ""),
            },
            [sign, token] if sign.is("-") => number(token.text, "-"),
            [new, date, open, _, close]
                if new.is("new") && date.is("Date") && open.is("(") && close.is(")") =>
            {
                Some(Node::Text(date_of(self.text_at(at + 3)?)?.into()))
            }
            _ => None,
        }
    }

    fn list(&self, inside: Range<usize>, left: usize) -> Option<Node<'static>> {
        let mut values = Vec::new();
        for item in self.items(inside) {
            let is_null = item.len() == 1 && self.is(item.start, "null");
            if !is_null {
                let node = self.literal(item.clone(), left)?;
                values.push(Value { node, span: self.span(item) });
            }
        }
        Some(Node::List(values))
    }

    /// What commas divide.
    fn items(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let (mut found, mut start, mut at) = (Vec::new(), range.start, range.start);
        while at < range.end {
            if self.is(at, ",") {
                found.push(start..at);
                start = at + 1;
            }
            at = self.closing(at).unwrap_or(at) + 1;
        }
        found.extend((start < range.end).then_some(start..range.end));
        found
    }

    fn with_value(
        &self,
        name: &str,
        key: Range<usize>,
        value: Range<usize>,
        node: Option<Node<'static>>,
    ) -> Member {
        let span = self.span(value);
        (name.to_owned(), self.span(key), node.map(|node| Value { node, span }))
    }

    fn computed(&self, value: Range<usize>) -> Node<'static> {
        Node::Computed(self.written(value).to_owned().into())
    }

    fn is(&self, at: usize, text: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(text))
    }

    fn word(&self, at: usize) -> Option<&'p str> {
        self.tokens.get(at).filter(|token| token.kind == TokenKind::Word).map(|token| token.text)
    }

    /// A word that is no number.
    fn name(&self, at: usize) -> Option<&'p str> {
        self.word(at).filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// The text of a literal.
    fn text_at(&self, at: usize) -> Option<String> {
        let token = self.tokens.get(at).filter(|token| token.kind == TokenKind::Text)?;
        string(token.text).map(|(text, _)| text)
    }

    /// What closes a bracket.
    fn closing(&self, at: usize) -> Option<usize> {
        match self.tokens.get(at)?.kind {
            TokenKind::Open(closing) => Some(closing),
            TokenKind::Word | TokenKind::Text | TokenKind::Other | TokenKind::Mark => None,
        }
    }

    /// Where tokens are in the program.
    fn range(&self, tokens: Range<usize>) -> Range<usize> {
        let first = self.tokens.get(tokens.start).map_or(self.program.len(), |first| first.start);
        let last = tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last));
        first..last.map_or(first, |last| (last.start + last.text.len()).max(first))
    }

    /// Where they are in its text.
    fn span(&self, tokens: Range<usize>) -> Range<usize> {
        let range = self.range(tokens);
        self.start + range.start..self.start + range.end
    }

    fn written(&self, tokens: Range<usize>) -> &'p str {
        self.program.get(self.range(tokens)).unwrap_or_default()
    }
}

/// A number in base 10.
fn number(text: &str, sign: &str) -> Option<Node<'static>> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_decimal = is_digits(whole) && is_digits(part) && (whole == "0" || !whole.starts_with('0'));
    is_decimal.then(|| Node::Plain(format!("{sign}{text}").into()))
}

/// The date that an object is made of, if it is the same on every machine.
fn date_of(text: String) -> Option<String> {
    matches!(written(&text)?, WrittenDate::Date(_) | WrittenDate::Instant(_)).then_some(text)
}

/// What stands for keys that are not known.
fn unknown(span: Range<usize>) -> Member {
    let node = Node::Computed(UNKNOWN_KEYS.into());
    (UNKNOWN_KEYS.to_owned(), span.clone(), Some(Value { node, span }))
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
        let program = "// é\n{\n  title: 'It\\'s', \"a-b\": 1.5, tags: [\"a\", `b`,], // more\n  draft: true, none: null,\n  \
                       date: new Date('2026-01-02'), local: new Date('2026-01-02T10:00'), now: new Date(),\n  deep: { a: { b: \
                       [{ c: null }] } },\n  permalink(data) { return data.x }, short, other: a + 'b', list: [f()],\n}\n";
        let expected = r#"{"title":"It's","a-b":1.5,"tags":["a","b"],"draft":true,"date":"2026-01-02","local":null,"now":null,"deep":{"a":{"b":[{}]}},"permalink":null,"short":null,"other":null,"list":null}"#;
        assert_eq!(read(program), expected);
    }

    #[test]
    fn the_variables_of_a_program_are_read_and_what_changes_is_not() {
        let program = "import { x as y } from './z.js'\nconst title = \"A\", rank = 2;\nlet draft = false;\nfunction f() { draft = y }\n\
                       const tags = ['a']\nconst count = tags.push('b')\nexport const date = \"2026-01-02\"\nconst published = date\nlet later\n\
                       const { z = 1 } = y;\nfunction permalink({ title }) {\n  return title\n}\nconst list = ['c']\n";
        let expected = r#"{"x":null,"y":null,"title":"A","rank":2,"draft":null,"f":null,"tags":null,"count":null,"date":"2026-01-02","published":null,"later":null,"z":null,"permalink":null,"list":["c"]}"#;
        assert_eq!(read(program), expected);
    }

    #[test]
    fn keys_that_only_the_program_knows_have_a_name() {
        for program in [
            "{ ...base }",
            "{ [key]: 1 }",
            "{ a: 1",
            "{ a: 1 }.b",
            "{ get [key]() {} }",
            "{ __proto__: { draft: true } }",
            "({ title: 'A', draft: true })",
            "if (x) { var draft = true }",
            "const a = f()\nif (x) { var draft = true }",
            "const a = f()\u{2028}if (x) { var draft = true }",
            "let n = 1\nn++\nconst draft = true",
            "let draft = false; draft |= x",
            "let draft = false; ({ draft } = flags)",
            "let draft = false; [draft] = flags",
            "let a = b / '\nconst draft = true //'",
            "const { a }\nconst draft = true",
            "const a =",
            "let draft = false; { let a }",
            "class Date {}",
            "const Date = f, date = new Date('2026-01-02')",
            "export default { draft: true }",
        ] {
            assert_eq!(read(program).matches("\"...\":null").count(), 1, "{program}");
        }
    }

    #[test]
    fn each_of_several_variables_has_its_value() {
        let cases = [
            ("let summary, draft = true;", r#"{"summary":null,"draft":true}"#),
            ("let title = 'A', draft;", r#"{"title":"A","draft":null}"#),
            ("const a = 1, { draft } = flags", r#"{"a":1,"draft":null}"#),
            (
                "const [a, { b: draft = f(c) }] = flags;",
                r#"{"a":null,"b":null,"draft":null,"f":null,"c":null}"#,
            ),
            ("let draft = false, a = () => { draft ||= x }", r#"{"draft":null,"a":null}"#),
            ("let draft = false; const a = `${draft = true}`", r#"{"draft":null,"a":null}"#),
            ("var draft = true, draft = false", r#"{"draft":null}"#),
            (
                "const a = true; const o = { a: false, draft: a }",
                r#"{"a":true,"o":{"a":false,"draft":null}}"#,
            ),
            ("const tags = ['a']; const b = tags.push('c')", r#"{"tags":null,"b":null}"#),
            ("const draft = false\n  || x\nconst a = x ?\n  1 : 2", r#"{"draft":null,"a":null}"#),
            ("const a = (b) =>\n  `/${b},${c}/`, draft = true", r#"{"a":null,"draft":true}"#),
            (
                "import a, { b as c } from 'd'\nexport async function e() {} const f = -1.5",
                r#"{"a":null,"b":null,"c":null,"e":null,"f":-1.5}"#,
            ),
            ("const a = 010, b = 1_0, c = 0.5", r#"{"a":null,"b":null,"c":0.5}"#),
        ];
        for (program, expected) in cases {
            assert_eq!(read(program), expected, "{program}");
        }
    }

    #[test]
    fn long_programs_are_read_in_little_time() {
        let names: Vec<_> = (0..16_000).map(|at| format!("k{at}")).collect();
        let programs = [
            format!("/*{}*/ const draft = true", " ".repeat(60_000)),
            format!("a={}", "{}".repeat(30_000)),
            format!("{{{}}}", names.join(",")),
            format!("const {}", names.join(",")),
            "export ".repeat(9_000),
            "[".repeat(60_000),
        ];
        for program in programs {
            assert_ne!(read(&program), "{}");
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
