//! Tables of TOML, YAML or JSON in; typed values, and a finding for each mistake with its place, out. Tables are read key by
//! key, so that one run finds every mistake. Used for configuration and metadata.

mod aliases;
pub(crate) mod duration;
mod examples;
mod javascript;
mod json;
mod mistakes;
pub(crate) mod people;
mod plain;
mod plain_yaml;
pub(crate) mod podcast;
mod problems;
mod quote;
mod toml;
mod value;
mod yaml;

use std::ops::Range;

pub(crate) use javascript::{UNKNOWN_KEYS, javascript};
pub(crate) use json::{json, json_members};
pub(crate) use quote::quoted;
pub(crate) use toml::toml;
pub(crate) use value::{Entry, Node, Table, Value};
use value::{boolean_word, key_bit};
pub(crate) use yaml::yaml;

use crate::diagnostic::{Code, Diagnostic, Place, codes, nearest};
use crate::feed::Text;
use crate::feed::text::forbidden;
use crate::site::source_text::SourceText;
use crate::source::lines::LineIndex;

codes! {
    BROKEN_JSON "broken-json" Error "malformed JSON metadata" "RFC 8259";
    BROKEN_TOML "broken-toml" Error "malformed TOML" "TOML 1.1";
    BROKEN_YAML "broken-yaml" Error "malformed or unsupported YAML" "YAML 1.2";
    CUT_TEXT "cut-text" Warning "unquoted YAML text followed by a comment" "YAML 1.2 §6.6"
        "In YAML, ` #` begins a comment, unless it is in quotes. In `title: Notes #12`, the title is `Notes`.";
    DUPLICATE_KEY "duplicate-key" Error "duplicate key in YAML or JSON metadata" "YAML 1.2 §3.2.1.3";
    FORBIDDEN_CHARACTER "forbidden-character" Warning "character that XML does not allow, which was removed" "XML 1.0 §2.2";
    WRONG_TYPE "wrong-type" Error "value of the wrong type" "";
}

/// A typed value with its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Located<T> {
    /// The value.
    pub value: T,
    /// Its range in the text.
    pub span: Range<usize>,
}

/// The syntax of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Syntax {
    /// `key = "value"`
    Toml,
    /// `key: "value"`
    Yaml,
    /// `{ "key": "value" }`
    Json,
    /// `"key": "value"`, without brackets around all.
    JsonMembers,
    /// `{ key: "value" }`
    JavaScript,
    /// `const key = "value"`
    Variables,
    /// `Key: value`
    Lines,
    /// `:key: value`
    Rst,
    /// `#+key: value`
    Org,
    /// `<meta name="key" content="value">`
    Html,
}

impl Syntax {
    /// A key and its value, for help texts.
    #[must_use]
    pub(crate) fn pair(self, key: &str, value: &str) -> String {
        match self {
            Syntax::Toml => format!("{key} = {value}"),
            Syntax::Yaml | Syntax::JavaScript => format!("{key}: {value}"),
            Syntax::Variables => format!("const {key} = {value}"),
            Syntax::Json | Syntax::JsonMembers => format!("\"{key}\": {value}"),
            Syntax::Lines => format!("{key}: {}", value.trim_matches('"')),
            Syntax::Rst => format!(":{key}: {}", value.trim_matches('"')),
            Syntax::Org => format!("#+{key}: {}", value.trim_matches('"')),
            Syntax::Html => format!("<meta name=\"{key}\" content={value}>"),
        }
    }
}

/// Makes a finding of its own for an unknown key with a value, beside the keys that are known.
type UnknownKey<'h> = dyn Fn(&str, &Value<'_>, &[&'static str]) -> Option<Diagnostic> + 'h;

/// What is known of keys that are not ours.
pub(crate) struct Hints<'h> {
    /// Help for keys of other programs.
    pub of_keys: &'h [(&'h str, &'h str)],
    /// The beginning of the help for any other key.
    pub otherwise: &'h str,
    /// The finding for a key that is more than unknown.
    pub meant: &'h UnknownKey<'h>,
}

impl Hints<'_> {
    /// Nothing is known of them.
    pub(crate) const NONE: Hints<'static> = Hints { of_keys: &[], otherwise: "", meant: &|_, _, _| None };
}

/// Reads one table key by key. Requested keys are known; [`Fields::finish`] reports the others.
#[derive(Debug)]
pub(crate) struct Fields<'s, 'a> {
    table: &'s Table<'a>,
    syntax: Syntax,
    text: SourceText<'s>,
    found: &'s mut Vec<Diagnostic>,
    known: Vec<&'static str>,
    /// The first entries of the table that were requested, as bits.
    requested: u64,
    /// The bits of the table's keys.
    keys: u64,
    /// Counts the lines of findings, of which a table may have thousands.
    lines: LineIndex<'s>,
}

/// Whether the empty value of a key is not an absence: what its author meant is unknown, and what may be a draft is not
/// published.
pub(crate) fn is_never_empty(key: &str) -> bool {
    ["draft", "published"].iter().any(|known| key.eq_ignore_ascii_case(known))
}

/// The finding for a key that a table has twice.
fn duplicate(key: &str) -> Diagnostic {
    let message = format!("duplicate key `{}`", key.escape_debug());
    Diagnostic::new(&DUPLICATE_KEY, message).help("remove one of the two")
}

/// The number of keys requested from most tables.
const CAPACITY: usize = 64;

impl<'s, 'a> Fields<'s, 'a> {
    /// Starts to read `table` in `text`. Findings are added to `found`.
    pub(crate) fn new(
        table: &'s Table<'a>,
        syntax: Syntax,
        text: SourceText<'s>,
        found: &'s mut Vec<Diagnostic>,
    ) -> Fields<'s, 'a> {
        let known = Vec::with_capacity(CAPACITY);
        let (keys, lines) = (table.key_bits(), LineIndex::new(text.text));
        Fields { table, syntax, text, found, known, requested: 0, keys, lines }
    }

    /// A key and its value in the table's syntax, for help texts.
    #[must_use]
    pub(crate) fn pair(&self, key: &str, value: &str) -> String {
        self.syntax.pair(key, value)
    }

    /// The syntax of the table.
    #[must_use]
    pub(crate) fn syntax(&self) -> Syntax {
        self.syntax
    }

    /// Whether the table is YAML, in which `#` may begin a comment.
    #[must_use]
    pub(crate) fn is_yaml(&self) -> bool {
        self.syntax == Syntax::Yaml
    }

    /// The text that contains the table.
    #[must_use]
    pub(crate) fn source(&self) -> SourceText<'s> {
        self.text
    }

    /// The place of a range of the text.
    #[must_use]
    pub(crate) fn place(&self, span: &Range<usize>) -> Place {
        self.text.place(span.clone())
    }

    /// Adds a finding at `span`.
    pub(crate) fn report(&mut self, finding: Diagnostic, span: &Range<usize>) {
        let place = Place::at(self.text.file, self.lines.span(span.clone()));
        self.found.push(finding.at(place));
    }

    /// The findings so far.
    pub(crate) fn found(&mut self) -> &mut Vec<Diagnostic> {
        self.found
    }

    /// The place of a key, whatever its value.
    #[must_use]
    pub(crate) fn key_span(&self, key: &str) -> Option<Range<usize>> {
        self.table.entry(key).map(|(_, (_, span, _))| span.clone())
    }

    /// The range of the table.
    #[must_use]
    pub(crate) fn span(&self) -> Range<usize> {
        self.table.span.clone()
    }

    /// The value of a key, which becomes a known key.
    pub(crate) fn value(&mut self, key: &'static str) -> Option<&'s Value<'a>> {
        self.known.push(key);
        if self.keys & key_bit(key) == 0 {
            return None;
        }
        let (at, (_, _, value)) = self.table.entry(key)?;
        self.requested |= u32::try_from(at).ok().and_then(|at| 1_u64.checked_shl(at)).unwrap_or_default();
        Some(value)
    }

    /// All keys of the table with their values, in the order of the file.
    #[must_use]
    pub(crate) fn entries(&self) -> &'s [Entry<'a>] {
        &self.table.entries
    }

    /// Text.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<Located<&'s str>> {
        let value = self.value(key)?;
        self.as_text(value)
    }

    /// One line of text, without characters that XML forbids.
    pub(crate) fn line(&mut self, key: &'static str) -> Option<Text> {
        let text = self.text(key)?;
        Some(self.clean(&text))
    }

    /// Removes characters that XML forbids, and reports each at its place, or at the whole value if it is escaped.
    pub(crate) fn clean(&mut self, text: &Located<&str>) -> Text {
        if let Some(line) = Text::of_line(text.value) {
            return line;
        }
        let mut read = text.span.start;
        for (_, character) in forbidden(text.value) {
            let as_written = self.text.text.get(read..text.span.end).and_then(|rest| rest.find(character));
            let span = match as_written {
                Some(at) => read + at..read + at + character.len_utf8(),
                None => text.span.clone(),
            };
            read = as_written.map_or(read, |_| span.end);
            let message = format!("removed the forbidden character U+{:04X}", u32::from(character));
            self.report(Diagnostic::new(&FORBIDDEN_CHARACTER, message).help("remove it"), &span);
        }
        Text::line(text.value)
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&mut self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        let boolean = value.as_boolean();
        if let (Node::Text(text), None) = (&value.node, boolean)
            && let Some(meant) = boolean_word(text.trim())
        {
            let message = format!("expected `true` or `false`, found the text `{}`", text.escape_debug());
            let written = self.pair(key, &meant.to_string());
            let is_quoted_boolean = text.trim() == meant.to_string();
            let help = if is_quoted_boolean { "remove the quotes: " } else { "write " }.to_owned() + &written;
            self.report(Diagnostic::new(&WRONG_TYPE, message).help(help), &value.span);
            return None;
        }
        boolean.or_else(|| self.wrong(value, "`true` or `false`"))
    }

    /// A whole number that is not negative; `example` is one, for help texts.
    pub(crate) fn count(&mut self, key: &'static str, example: u64) -> Option<Located<u64>> {
        self.whole_number(key, 0, example)
    }

    /// A whole number of at least 1. Zero is reported with `zero`.
    pub(crate) fn positive(
        &mut self,
        key: &'static str,
        example: u64,
        zero: &'static Code,
    ) -> Option<Located<u64>> {
        let count = self.whole_number(key, 1, example)?;
        if count.value > 0 {
            return Some(count);
        }
        let finding = Diagnostic::new(zero, "expected a whole number, 1 or more, found `0`");
        let help = format!("write a number such as {}", self.pair(key, &example.to_string()));
        self.report(finding.help(help), &count.span);
        None
    }

    /// A whole number that is not negative; `min` is the smallest one that makes sense.
    fn whole_number(&mut self, key: &'static str, min: u64, example: u64) -> Option<Located<u64>> {
        let value = self.value(key)?;
        let count = match &value.node {
            Node::Integer(integer) => u64::try_from(*integer).ok(),
            Node::Plain(text) => text.parse().ok(),
            Node::Text(_)
            | Node::Float(_)
            | Node::Boolean(_)
            | Node::Datetime(_)
            | Node::List(_)
            | Node::Table(_)
            | Node::Computed(_) => None,
        };
        let Some(count) = count else {
            let is_quoted = |text: &&str| text.parse::<u64>().is_ok();
            let help = match value.as_text().filter(is_quoted) {
                Some(text) => format!("remove the quotes: {}", self.pair(key, text)),
                None => format!("write a number such as {}", self.pair(key, &example.to_string())),
            };
            return self.wrong_with(value, &format!("a whole number, {min} or more"), help);
        };
        Some(Located { value: count, span: value.span.clone() })
    }

    /// A table, to be read with [`Fields::inside`].
    pub(crate) fn table(&mut self, key: &'static str) -> Option<Located<&'s Table<'a>>> {
        let value = self.value(key)?;
        self.as_table(value)
    }

    /// Values in order. A single value counts as a list of one.
    pub(crate) fn list(&mut self, key: &'static str) -> Option<&'s [Value<'a>]> {
        self.value(key).map(Value::items)
    }

    /// Texts in order. A single text counts as a list of one.
    pub(crate) fn texts(&mut self, key: &'static str) -> Option<Vec<Located<&'s str>>> {
        let values = self.text_values(key)?;
        Some(values.iter().filter_map(|value| self.as_text(value)).collect())
    }

    /// The values of a list of texts, or a finding for a table.
    pub(crate) fn text_values(&mut self, key: &'static str) -> Option<&'s [Value<'a>]> {
        let value = self.value(key)?;
        if value.as_table().is_none() {
            return Some(value.items());
        }
        let help = format!("write {}", self.pair(key, "[\"…\", \"…\"]"));
        self.wrong_with(value, "a list of texts", help)
    }

    /// A value as text, or a finding.
    pub(crate) fn as_text<'v>(&mut self, value: &'v Value<'_>) -> Option<Located<&'v str>> {
        match value.as_text() {
            Some(text) => Some(Located { value: text, span: value.span.clone() }),
            None => self.wrong(value, "text in quotes"),
        }
    }

    /// A value as a table, or a finding.
    pub(crate) fn as_table<'v, 'b>(&mut self, value: &'v Value<'b>) -> Option<Located<&'v Table<'b>>> {
        if let Some(table) = value.as_table() {
            return Some(Located { value: table, span: value.span.clone() });
        }
        let holds =
            |(_, _, own): &&Entry<'_>| own.span.start <= value.span.start && value.span.end <= own.span.end;
        let key = self.table.entries.iter().find(holds).map(|(key, ..)| key);
        match key.and_then(|key| examples::table(self.syntax, key, value)) {
            Some(example) => self.wrong_with(value, "a table", format!("write {example}")),
            None => self.wrong(value, "a table"),
        }
    }

    /// Reads a table within this one, with the same list of findings.
    pub(crate) fn inside<'t, 'b>(&'t mut self, table: &'t Table<'b>) -> Fields<'t, 'b> {
        let Fields { syntax, text, .. } = *self;
        let (keys, lines) = (table.key_bits(), LineIndex::new(text.text));
        Fields { table, syntax, text, found: self.found, known: Vec::new(), requested: 0, keys, lines }
    }

    /// Reports a value of the wrong type; `expected` completes "expected …".
    pub(crate) fn wrong<T>(&mut self, value: &Value<'_>, expected: &str) -> Option<T> {
        let as_written = self.text.text.get(value.span.clone()).unwrap_or_default();
        let scalar = !matches!(value.node, Node::List(_) | Node::Table(_) | Node::Text(_));
        let help = if expected.starts_with("text") && scalar {
            format!("put it in quotes: \"{as_written}\"")
        } else {
            format!("write {expected}")
        };
        self.wrong_with(value, expected, help)
    }

    /// The same with help of its own.
    pub(crate) fn wrong_with<T>(&mut self, value: &Value<'_>, expected: &str, help: String) -> Option<T> {
        let message = format!("expected {expected}, found {}", value.described());
        self.report(Diagnostic::new(&WRONG_TYPE, message).help(help), &value.span);
        None
    }

    /// Whether every key was requested, so that there is nothing to report.
    #[must_use]
    pub(crate) fn are_all_known(&self) -> bool {
        self.requested.count_ones() as usize == self.table.entries.len()
    }

    /// Reports every key that was not requested, with the nearest known one.
    pub(crate) fn finish(self, unknown: &'static Code) {
        self.finish_with(unknown, &Hints::NONE);
    }

    /// The same, with what is known of the keys of other programs.
    pub(crate) fn finish_with(mut self, unknown: &'static Code, hints: &Hints<'_>) {
        if self.are_all_known() {
            return;
        }
        self.known.sort_unstable();
        self.known.dedup();
        for (key, span, value) in &self.table.entries {
            if self.known.contains(&key.as_ref()) {
                continue;
            }
            let finding = (hints.meant)(key, value, &self.known).unwrap_or_else(|| {
                let finding = Diagnostic::new(unknown, format!("unknown key `{key}`"));
                finding.help(self.help_for(key, hints))
            });
            self.report(finding, span);
        }
    }

    fn help_for(&self, key: &str, hints: &Hints<'_>) -> String {
        if let Some((_, hint)) = hints.of_keys.iter().find(|(other, _)| *other == key) {
            return (*hint).to_owned();
        }
        match nearest(key, self.known.iter().copied()) {
            Some(suggestion) => format!("did you mean `{suggestion}`?"),
            None => format!("{}known keys: {}", hints.otherwise, self.known.join(", ")),
        }
    }
}
