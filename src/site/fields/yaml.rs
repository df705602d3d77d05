//! YAML in, the same tables as for TOML out: simple ones by a fast path, others by a parser of all YAML. Unquoted scalars
//! stay text until a key requires a number or a date. Tags of other programs, which metadata does not need, are rejected.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, Tag};

use super::aliases::{Anchors, merged};
use super::mistakes::{self, Mistake};
use super::value::boolean_word;
use super::{BROKEN_YAML, CUT_TEXT, Node, Table, Value, is_never_empty, plain_yaml, problems};
use crate::diagnostic::Diagnostic;
use crate::site::date::written;
use crate::site::source_text::SourceText;

/// The maximum depth of nesting.
const MAX_DEPTH: usize = 64;

/// Parses the YAML in `range` of a text.
#[must_use]
pub(crate) fn yaml(text: SourceText<'_>, range: Range<usize>) -> (Table<'_>, Vec<Diagnostic>) {
    let yaml = text.text.get(range.clone()).unwrap_or_default();
    if let Some(table) = plain_yaml::table(yaml, range.start) {
        return (table, Vec::new());
    }
    if !yaml.contains(":\t") {
        return parsed(yaml, text, range);
    }
    let spaced = with_spaces_after_colons(yaml);
    let (table, found) = parsed(&spaced, text, range);
    (table.into_owned(), found)
}

/// A text with spaces for the tabs after the keys of lines, which YAML allows, and our parser does not.
fn with_spaces_after_colons(yaml: &str) -> String {
    let with_spaces = |line: &str| {
        let Some((key, value)) = line.split_once(":\t") else { return line.to_owned() };
        let rest = value.trim_start_matches('\t');
        format!("{key}:{}{rest}", " ".repeat(value.len() - rest.len() + 1))
    };
    yaml.split_inclusive('\n').map(with_spaces).collect()
}

/// Parses a YAML text, which is as long as that in `range`.
fn parsed<'y>(yaml: &'y str, text: SourceText<'_>, range: Range<usize>) -> (Table<'y>, Vec<Diagnostic>) {
    let mut builder = Builder {
        offsets: Offsets::new(yaml, range.start),
        text,
        found: Vec::new(),
        open: Vec::new(),
        anchors: Anchors::default(),
        root: None,
        is_aborted: false,
    };
    let mut parser = Parser::new_from_str(yaml);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, span)) => builder.take(event, span),
            Err(error) => builder.fail(&error, &range),
        }
        if builder.is_aborted {
            break;
        }
    }
    builder.finish(range)
}

/// An open list or table, with its start and its anchor.
struct Open<'a> {
    contents: Contents<'a>,
    span: Range<usize>,
    anchor: usize,
}

enum Contents<'a> {
    List(Vec<Value<'a>>),
    Table(Keys<'a>),
}

/// A table that is being read.
#[derive(Default)]
struct Keys<'a> {
    table: Table<'a>,
    /// Its keys, including those without a value.
    seen: BTreeSet<Cow<'a, str>>,
    /// The key of the next value.
    current: Option<(Cow<'a, str>, Range<usize>)>,
}

struct Builder<'a, 's> {
    text: SourceText<'s>,
    offsets: Offsets,
    open: Vec<Open<'a>>,
    anchors: Anchors<'a>,
    root: Option<Value<'a>>,
    found: Vec<Diagnostic>,
    /// Whether the rest cannot be read.
    is_aborted: bool,
}

impl<'a> Builder<'a, '_> {
    fn take(&mut self, event: Event<'a>, span: Span) {
        let span = self.offsets.range(span);
        if has_foreign_tag(&event) {
            return self.reject("metadata cannot contain a tag", span);
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let is_text = tag.is_some_and(|tag| tag.suffix == "str" || is_non_specific(&tag));
                let is_plain = matches!(style, ScalarStyle::Plain) && !is_text;
                if is_plain {
                    self.warn_of_cut(&text, &span);
                }
                let node = if is_plain { Node::Plain(text) } else { Node::Text(text) };
                let value = Value { node, span };
                self.anchors.add(anchor, &value);
                self.scalar(value);
            }
            Event::Alias(anchor) => match self.anchors.value(anchor, &span) {
                Ok(value) if matches!(value.node, Node::List(_) | Node::Table(_)) => self.value(Some(value)),
                Ok(value) => self.scalar(value),
                Err(why) => self.reject(&format!("metadata cannot contain {why}"), span),
            },
            Event::SequenceStart(anchor, _) => self.start(Contents::List(Vec::new()), span, anchor),
            Event::MappingStart(anchor, _) => self.start(Contents::Table(Keys::default()), span, anchor),
            Event::SequenceEnd | Event::MappingEnd => self.end(span.end),
            Event::DocumentStart(_) if self.root.is_some() => {
                self.reject("metadata cannot contain a second document", span);
            }
            Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd => {}
        }
    }

    fn start(&mut self, contents: Contents<'a>, span: Range<usize>, anchor: usize) {
        if self.open.len() >= MAX_DEPTH {
            return self.reject("metadata is nested too deeply", span);
        }
        self.open.push(Open { contents, span, anchor });
    }

    fn end(&mut self, end: usize) {
        let Some(Open { contents, span, anchor }) = self.open.pop() else { return };
        let mut span = span.start..end;
        let node = match contents {
            Contents::List(values) => {
                span = self.list_span(&values, span);
                Node::List(values)
            }
            Contents::Table(Keys { table, .. }) => Node::Table(merged(Table { span: span.clone(), ..table })),
        };
        let value = Value { node, span };
        self.anchors.add(anchor, &value);
        self.value(Some(value));
    }

    /// The range of a list. One without brackets ends for the parser where the next key starts.
    fn list_span(&self, values: &[Value<'_>], span: Range<usize>) -> Range<usize> {
        let has_brackets = self.text.text.get(span.start..).is_some_and(|text| text.starts_with('['));
        match values.last() {
            Some(last) if !has_brackets => span.start..last.span.end,
            Some(_) | None => span,
        }
    }

    /// A scalar is a key if none waits for its value.
    fn scalar(&mut self, value: Value<'a>) {
        let Value { node: Node::Plain(text) | Node::Text(text), span } = &value else {
            return self.value(Some(value));
        };
        if let Some(Open { contents: Contents::Table(keys @ Keys { current: None, .. }), .. }) =
            self.open.last_mut()
        {
            keys.current = Some((text.clone(), span.clone()));
            if let Some(repeated) = keys.seen.replace(text.clone()) {
                // The last one counts.
                keys.table.entries.retain(|(key, ..)| *key != repeated);
                let finding = super::duplicate(&repeated);
                self.found.push(finding.at(self.text.place(span.clone())));
            }
            return;
        }
        let is_null = matches!(&value.node, Node::Plain(text) if is_null(text));
        if is_null && self.is_never_empty() {
            return self.value(Some(Value { node: Node::Plain("".into()), ..value }));
        }
        self.value((!is_null).then_some(value));
    }

    /// Whether the value of the key that waits for one must not be left out.
    fn is_never_empty(&self) -> bool {
        let [Open { contents: Contents::Table(Keys { current: Some((key, _)), .. }), .. }] = &*self.open
        else {
            return false;
        };
        is_never_empty(key)
    }

    /// Adds a value to the open list or table. An empty value is left out.
    fn value(&mut self, value: Option<Value<'a>>) {
        match self.open.last_mut().map(|open| &mut open.contents) {
            None => self.root = value,
            Some(Contents::List(values)) => values.extend(value),
            Some(Contents::Table(keys)) => match (keys.current.take(), value) {
                (Some((key, span)), Some(value)) => keys.table.entries.push((key, span, value)),
                (None, Some(value)) => {
                    self.reject("metadata cannot contain a key that is not text", value.span);
                }
                (_, None) => {}
            },
        }
    }

    /// Reports a comment behind an unquoted text: it was probably meant to be part of it.
    fn warn_of_cut(&mut self, text: &str, span: &Range<usize>) {
        let rest = self.text.text.get(span.end..).unwrap_or_default();
        let rest = rest.split_once('\n').map_or(rest, |(line, _)| line).trim_end();
        let is_comment = rest.starts_with([' ', '\t']) && rest.trim_start().starts_with('#');
        let is_text = !text.is_empty() && !is_null(text) && boolean_word(text).is_none();
        let is_text = is_text && text.parse::<f64>().is_err() && written(text).is_none();
        if is_comment && is_text && !text.contains('\n') {
            let place = self.text.place(span.start..span.end + rest.len());
            let whole = format!("{text}{rest}").replace('\\', "\\\\").replace('"', "\\\"");
            let message =
                format!("`{}` is a comment, not part of the text", rest.trim_start().escape_debug());
            let help = format!("to keep it, put the text in quotes: \"{whole}\"");
            self.found.push(Diagnostic::new(&CUT_TEXT, message).at(place).help(help));
        }
    }

    fn reject(&mut self, message: &str, span: Range<usize>) {
        let finding = Diagnostic::new(&BROKEN_YAML, message);
        self.found.push(finding.at(self.text.place(span)).help("write plain keys and values"));
        self.is_aborted = true;
    }

    fn fail(&mut self, error: &ScanError, range: &Range<usize>) {
        let at = self.offsets.byte(error.marker().index());
        self.is_aborted = true;
        let tab = tab_in_indentation(self.text.text, at, range.start);
        if let Some(finding) = self.mistake(at, range).filter(|_| tab.is_none()) {
            return self.found.push(finding);
        }
        let at = tab.map_or(at..at, |tab| tab..tab + 1);
        let (message, help) = problems::yaml(tab.map_or(error.info(), |_| "tab"));
        self.found.push(Diagnostic::new(&BROKEN_YAML, message).at(self.text.place(at)).help(help));
    }

    /// The finding about a usual mistake, because of which the parser gives up at a place.
    fn mistake(&self, at: usize, range: &Range<usize>) -> Option<Diagnostic> {
        let head = self.text.text.get(range.clone())?;
        let is_fenced = self.text.text.get(..range.start)?.trim_end().ends_with("---");
        let Mistake { range: span, message, help } =
            mistakes::yaml(head, at.saturating_sub(range.start), is_fenced)?;
        let place = self.text.place(range.start + span.start..range.start + span.end);
        Some(Diagnostic::new(&BROKEN_YAML, message).at(place).help(help))
    }

    fn finish(mut self, range: Range<usize>) -> (Table<'a>, Vec<Diagnostic>) {
        match self.root.take() {
            Some(Value { node: Node::Table(table), .. }) => (table, self.found),
            None => (Table::default(), self.found),
            Some(_) if self.is_aborted => (Table::default(), self.found),
            Some(other) => {
                if let Some(finding) = self.mistake(other.span.end, &range) {
                    self.found.push(finding);
                    return (Table::default(), self.found);
                }
                let finding = Diagnostic::new(
                    &BROKEN_YAML,
                    format!("expected `key: value`, found {}", other.type_name()),
                );
                let place = self.text.place(other.span.start.max(range.start)..other.span.end);
                self.found.push(finding.at(place).help("write `title: …` and `date: …` on separate lines"));
                (Table::default(), self.found)
            }
        }
    }
}

fn is_null(plain: &str) -> bool {
    matches!(plain, "" | "~" | "null" | "Null" | "NULL")
}

/// The tab with which the line of an error is indented, or the next or previous one, which a parser blames instead.
fn tab_in_indentation(text: &str, at: usize, start: usize) -> Option<usize> {
    let line_start =
        |at: usize| text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let tab = |line: usize| {
        let rest = text.get(line..)?;
        let indentation = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        rest.get(..indentation)?.find('\t').map(|tab| line + tab)
    };
    let own = line_start(at.min(text.len()));
    let next = text.get(own..).and_then(|rest| rest.find('\n')).map(|end| own + end + 1);
    let previous = own.checked_sub(1).map(line_start).filter(|line| *line >= start);
    [Some(own), next, previous].into_iter().flatten().find_map(tab)
}

/// Whether a value has a tag of another program. `!` only says that a value is not a number.
fn has_foreign_tag(event: &Event<'_>) -> bool {
    match event {
        Event::Scalar(_, _, _, Some(tag))
        | Event::SequenceStart(_, Some(tag))
        | Event::MappingStart(_, Some(tag)) => !tag.is_yaml_core_schema() && !is_non_specific(tag),
        Event::Scalar(..)
        | Event::SequenceStart(..)
        | Event::MappingStart(..)
        | Event::Alias(_)
        | Event::SequenceEnd
        | Event::MappingEnd
        | Event::DocumentStart(_)
        | Event::DocumentEnd
        | Event::Nothing
        | Event::StreamStart
        | Event::StreamEnd => false,
    }
}

/// `!`
fn is_non_specific(tag: &Tag) -> bool {
    matches!((tag.handle.as_str(), tag.suffix.as_str()), ("", "!") | ("!", ""))
}

/// Byte offsets of characters, since the parser counts characters.
struct Offsets {
    start: usize,
    bytes: Option<Vec<usize>>,
}

impl Offsets {
    fn new(yaml: &str, start: usize) -> Offsets {
        let ends = std::iter::once(yaml.len());
        let bytes = (!yaml.is_ascii()).then(|| yaml.char_indices().map(|(at, _)| at).chain(ends).collect());
        Offsets { start, bytes }
    }

    fn byte(&self, character: usize) -> usize {
        let byte = match &self.bytes {
            None => character,
            Some(bytes) => bytes.get(character).or(bytes.last()).copied().unwrap_or_default(),
        };
        self.start + byte
    }

    fn range(&self, span: Span) -> Range<usize> {
        self.byte(span.start.index())..self.byte(span.end.index())
    }
}
